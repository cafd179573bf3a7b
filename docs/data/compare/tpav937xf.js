cunjianCompare({"h":"terms/tpav937xf.html","id":"tpav937xf","kind":"术语","name":"述职点评","rows":[["类型",[{"t":"工作方法"}]],["各地怎么说",[{"a":"speeches/sbjyafzj7.html#jm96xa9q","q":1,"t":"第三,述职点评,考核到人。"}]]]});
