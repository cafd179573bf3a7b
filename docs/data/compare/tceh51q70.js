cunjianCompare({"h":"terms/tceh51q70.html","id":"tceh51q70","kind":"术语","name":"支部联建","rows":[["类型",[{"t":"工作方法"}]],["各地怎么说",[{"a":"speeches/s8njxcxd1.html#j8m5aw19","t":"打破村与村的界限，推行支部联建。"}]]]});
