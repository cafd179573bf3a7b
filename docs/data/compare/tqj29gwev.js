cunjianCompare({"h":"terms/tqj29gwev.html","id":"tqj29gwev","kind":"术语","name":"田间党校","rows":[["类型",[{"t":"机构与制度"}]],["各地怎么说",[{"a":"speeches/s8njxcxd1.html#j1jhkpe3","q":1,"t":"1．办好田间党校。"}]]]});
