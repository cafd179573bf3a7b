cunjianCompare({"h":"terms/tqmhante2.html","id":"tqmhante2","kind":"术语","name":"共治共享","rows":[["类型",[{"t":"其他"}]],["各地怎么说",[{"a":"speeches/szs1yr1pm.html#jk955r6a","q":1,"t":"四、深化共治共享，让小区美起来："}]]]});
