cunjianCompare({"h":"terms/t4qw1g894.html","id":"t4qw1g894","kind":"术语","name":"作用平台","rows":[["类型",[{"t":"其他"}]],["各地怎么说",[{"a":"speeches/s23g7wpda.html#j3a479pr","q":1,"t":"第三,搭好作用平台。"}]]]});
