cunjianCompare({"h":"terms/tny2e8aw4.html","id":"tny2e8aw4","kind":"术语","name":"民族团结一家亲","rows":[["类型",[{"t":"其他"}]],["各地怎么说",[{"a":"speeches/sy3yg0vyb.html#jwtbzc4p","q":1,"t":"四、民族团结一家亲"}]]]});
