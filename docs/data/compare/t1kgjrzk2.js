cunjianCompare({"h":"terms/t1kgjrzk2.html","id":"t1kgjrzk2","kind":"术语","name":"支部建在小区","rows":[["类型",[{"t":"工作方法"}]],["各地怎么说",[{"a":"speeches/szs1yr1pm.html#j2q1kaf4","q":1,"t":"1.支部建在小区里。"}]]]});
