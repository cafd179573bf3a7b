"""The Chinese words for our kinds, what readers see instead of ``impossible-figure``; and what an entry is called."""

from __future__ import annotations

from cunjian.model import Practice, Speech, Term, Village

UNTOLD = "原文未说明"
HIDDEN = "原文已隐去"

NOISE = {
    "banner": "网站提示",
    "footer": "页脚",
    "header": "页眉",
    "paywall": "付费标记",
    "cover": "封面词",
    "contents": "目录",
    "chrome": "网页框架",
    "credit": "署名与来源",
    "anti-copy": "防复制字符",
    "furniture": "页眉页脚",
}
FLAG = {
    "impossible-figure": "数字不可能",
    "missing-figure": "数字缺失",
    "mixed-quotes": "引号混用",
    "unbalanced-quote": "引号不成对",
    "word-swap": "疑似错词",
    "truncated": "原文在此中断",
    "gap": "中间有缺漏",
    "count-mismatch": "数目与所列不符",
    "title-mismatch": "标题与正文不符",
    "invisible-characters": "含不可见字符",
    "pii": "含个人信息",
    "near-duplicate": "与另一篇近似",
}
TERM = {
    "shorthand": "数字简称",
    "method": "工作方法",
    "meeting": "会议制度",
    "campaign": "专项行动",
    "institution": "机构与制度",
    "brand": "品牌",
    "thesis": "论断",
    "other": "其他",
}
STYLE = {  # of headings
    "part": "第几部分",
    "case": "案例一",
    "label": "做法一：",
    "han": "一、",
    "han-bracket": "（一）",
    "ordinal": "第一，",
    "digit": "1.",
    "letter": "A.",
    "digit-bracket": "（1）",
    "circled": "①",
    "bracket": "【】",
    "is": "一是",
    "kicker": "引题",
    "line": "短行",
    "lead": "段首短句",
    "sub-lead": "段首短句之下",
    "bold": "粗体",
    "row": "表格一行",
}
HONOUR = {"national": "国家级", "provincial": "省级", "city": "市级", "county": "县级"}
SCOPE = {"village": "村", "town": "乡镇", "county": "县", "other": "其他"}
REDACTION = {"number": "数字", "person": "人名", "place": "地名", "other": "其他"}
DIRECTION = {"up": "上升", "down": "下降"}
KIND = {"speech": "讲话稿", "practice": "做法", "village": "案例村", "term": "术语"}
SIGN = {"s": "▬", "p": "■", "v": "●", "t": "◆"}  # of the kinds in relation pictures
FOLDER = {"speech": "speeches", "practice": "practices", "village": "villages", "term": "terms"}


def roughly(count: int, exact: int = 100) -> str:
    """A count as far as a reader of an overview needs it, so that one more of many changes no page; below ``exact`` itself.

    >>> roughly(99), roughly(191), roughly(1487), roughly(300), roughly(47, 20)
    ('99', '190 多', '1400 多', '300', '40 多')
    """
    rest = 0 if count < exact else count % 10 ** max(1, len(str(count)) - 2)
    return f"{count - rest} 多" if rest else str(count)


def counted(count: int, measure: str, exact: int = 100) -> str:
    """The same with what is counted.

    >>> counted(99, "处"), counted(191, "处")
    ('99 处', '190 多处')
    """
    return f"{shown}{measure}" if (shown := roughly(count, exact)).endswith("多") else f"{shown} {measure}"


def title(entry: Speech | Practice | Village | Term) -> str:
    """What an entry is called, whatever its kind."""
    return entry.title if isinstance(entry, Speech | Practice) else entry.name
