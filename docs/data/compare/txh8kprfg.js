cunjianCompare({"h":"terms/txh8kprfg.html","id":"txh8kprfg","kind":"术语","name":"抱团联建","rows":[["类型",[{"t":"工作方法"}]],["各地怎么说",[{"a":"speeches/sjkbt9x75.html#j3wjrhas","q":1,"t":"（一）抱团联建闯新路。"}]]]});
