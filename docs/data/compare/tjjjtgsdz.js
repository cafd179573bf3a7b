cunjianCompare({"h":"terms/tjjjtgsdz.html","id":"tjjjtgsdz","kind":"术语","name":"共富聚合力","rows":[["类型",[{"t":"其他"}]],["各地怎么说",[{"a":"speeches/s23g7wpda.html#j7xgegyq","q":1,"t":"第二,联建共富聚合力。"}]]]});
