window.cunjianNames=[
["术语","积分超市","","","jifenchaoshi","jfcs","terms/tb9amcq37.html"],
["术语","三单管理","三单","","sandanguanli","sdgl","terms/tynzm6fdc.html"],
["术语","四议两公开","四议两公开工作法","","siyilianggongkai","sylgk","terms/tewn1598r.html"],
["术语","头雁工程","","","touyangongcheng","tygc","terms/t77bz3v3h.html"],
["术语","屋场夜话","","","wuchangyehua","wcyh","terms/tre2jdcth.html"],
["案例村","柳河村","","青溪县石桥镇","liuhecun","lhc","villages/vn88817xe.html"],
["做法","立规矩，小事大家管","","青溪县石桥镇","liguijuxiaoshidajiaguan","lgjxsdjg","practices/pf3xe7m3k.html"],
["做法","办实事，积分换实惠","","青溪县石桥镇","banshishijifenhuanshihui","bssjfhsh","practices/pc861k217.html"],
["做法","选好带头人，建强班子","","在全市基层党建推进会上的交流发言","xuanhaodaitourenjianqiangbanzi","xhdtrjqbz","practices/p2fkg6200.html"],
["做法","推行三单管理，管好村干部","","在全市基层党建推进会上的交流发言","tuixingsandanguanliguanhaocunganbu","txsdglghcgb","practices/pkpzh8m4h.html"],
["讲话稿","发挥支部作用 建设和美柳河","全县乡村治理现场会","青溪县石桥镇","fahuizhibuzuoyongjianshehemeiliuhe","fhzbzyjshmlh","speeches/sahsprahp.html"],
["讲话稿","在全市基层党建推进会上的交流发言","全市基层党建推进会","","zaiquanshijicengdangjiantuijinhuishangdejiaoliufayan","zqsjcdjtjhsdjlfy","speeches/sar4nk2an.html"]
];
