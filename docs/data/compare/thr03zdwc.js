cunjianCompare({"h":"terms/thr03zdwc.html","id":"thr03zdwc","kind":"术语","name":"文明积分","rows":[["类型",[{"t":"其他"}]],["各地怎么说",[{"a":"speeches/sx3s37jws.html#j7fgt67b","q":1,"t":"(三)文明积分树新风"}]]]});
