"""What stands right in front of a candidate and right behind it."""

from __future__ import annotations

import re
from operator import attrgetter

import rjieba

from cunjian.extract.terms.points.lists import Lists
from cunjian.extract.terms.points.tokens import Clause

HIDDEN = "Xx"  # for a redacted number: 联村党委XX个
NUMERAL = "一二三四五六七八九十双两"
MEASURE = re.compile(
    rf"(?:[{NUMERAL}几多百千万\d]+|[每各这那])?余?[个名户次条家件项位支处座所间场届轮批种类套期份本张面块把道盏顿台辆只头棵桌堂笔盆首遍趟]"
)
DONE = frozenset(("好", "起", "过", "出", "活", "实", "优", "强", "牢", "到", "成", "上", "进", "入", "下", "为", "起了", "出了"))
"""What a verb may be completed by: 用好, 办起."""

_CLASSES = {"n": "名词", "j": "名词", "v": "动词", "a": "形容词", "b": "形容词", "d": "副词", "p": "介词", "c": "连词", "r": "代词",
            "m": "数词", "q": "量词", "t": "时间", "f": "方位", "s": "方位", "u": "助词"}  # fmt: skip
LEADS = {
    word: label
    for label, words in {
        "前的": ("的",),
        "前由": ("由", "请", "找", "让"),
        "前在": ("在", "到", "去", "来", "进", "上", "从"),
        "前用": ("用", "凭", "靠", "以", "按", "经", "经过", "通过", "按照", "依托", "借助"),
        "前把": ("把", "将", "对"),
        "前和": ("和", "与", "及", "以及"),
        "前是": ("有", "还有", "是", "就是"),
        "前当": ("当", "做", "任", "担任", "兼任", "充当", "当好"),
    }.items()
    for word in words
}
_MARKS_BEFORE = {"、": "前顿号", "\n": "前行首", " ": "前行首", "": "前行首", "“": "前残引号", "”": "前引号"}
_MARKS_BEHIND = {"、": "后顿号", "\n": "后行末", "": "后行末", "（": "后括号", "：": "后冒号", "“": "后引号", "”": "后引号"}
_NAMED_MARKS = {"，": "逗号", "。": "句号", "；": "分号", "：": "冒号", "）": "括号", "》": "书名号"}
_DEFINED = re.compile(
    r"（|：|[，。](?:即|就是|也就是|指的?是|每[月周季年天个户村组]|由|规定|约定|凡|谁|把|一[月周季年])"
)
_INTRODUCES = attrgetter("verb")
_SPEAKER = frozenset(("我", "俺", "咱"))  # 我叫张三
_TELLS = frozenset("即就也指每由规约凡谁把一")  # with these ``_DEFINED`` goes on
_OF = re.compile(r"的(?:规矩|办法|做法|路子|法子|模式|方式|制度|机制|叫法|名字|品牌|活动|形式|载体|平台|牌子|要求|程序|方法|思路)")
_AND_SO_ON = re.compile(
    r"(?:、[^，。、；]{2,12}){0,40}等[\u4e00-\u9fff]{0,8}?(?:机制|制度|平台|品牌|载体|做法|活动|模式|方式|办法|服务|队伍|阵地|举措|措施|项目|场所|组织|岗位|栏目|渠道|赛事|行动|工程|计划)"
)


def completes(clause: Clause, k: int) -> bool:
    """Whether the word ``k`` only completes the verb before it."""
    if not k or clause.words[k].text not in DONE:
        return False
    verb = clause.words[k - 1]
    return verb.tag[0] == "v" or verb.verb or verb.text in ("用", "过")


def word_class(tag: str) -> str:
    """名词, 动词 …, or 其他."""
    return _CLASSES.get(tag[0], "其他")


def opening(mark: str) -> tuple[str, ...]:
    """The signs of what stands before a clause."""
    return (f"前{_NAMED_MARKS[mark]}", "前句读") if mark in _NAMED_MARKS else (_MARKS_BEFORE.get(mark, "前句读"),)


def closing(mark: str) -> tuple[str, ...]:
    """The signs of what stands behind a clause, given two characters; none where more must be seen."""
    more = mark[:1] in ("、", "（", "：") or (mark[:1] in ("，", "。") and mark[1:] in _TELLS)
    return () if more else _closed(mark[:1])


def _closed(mark: str) -> tuple[str, ...]:
    return (_MARKS_BEHIND[mark],) if mark in _MARKS_BEHIND else ("后句读", f"后{_NAMED_MARKS.get(mark, '他标')}")


def before(clause: Clause, i: int, text: str, known: Lists) -> tuple[str, ...]:
    """Signs in front of the word ``i``."""
    words = clause.words
    out: list[str] = []
    k = i - 1
    if k >= 0 and words[k].text == "了个":
        out.append("前有量词")
    elif k >= 0 and words[k].measure:
        out.append("前有量词")
        k -= 2 if k and words[k - 1].tag == "m" else 1
    while k >= 1 and (words[k].text in ("了", "了个") or (words[k].unsure and completes(clause, k))):
        out.append("前有了")
        k -= 1
    if k < 0:
        return *out, *opening(text[clause.at[0] - 1 : clause.at[0]])
    word, tag = words[k].text, words[k].tag
    if word == "叫" and k and words[k - 1].text in _SPEAKER:
        return *out, "前代词"
    out.append(f"前词{word}")
    if lead := LEADS.get(word):
        if lead == "前的" and any(map(_INTRODUCES, words[max(0, k - 6) : k])):
            out.append("前的有引出词")
        return *out, lead
    if kind := _introduces(word, tag, known):
        return *out, f"前{kind}", *(("前单字做",) if kind == "做" and len(word) == 1 else ())
    return *out, "前" + word_class(tag)


def _introduces(word: str, tag: str, known: Lists) -> str | None:
    """How a verb introduces a name, whatever the cutter has left at its ends (新建成, 再办)."""
    kind = known.verbs.get(word)
    if kind or tag[0] not in "vzaun":
        return kind
    bare = word.rstrip("了起出好成到")
    if bare != word and bare in known.verbs:
        return known.verbs[bare]
    if len(word) > 2 and word[-2:] in known.verbs:
        return known.verbs[word[-2:]]
    return known.verbs.get(word[1]) if len(word) == 2 and not rjieba.has_word(word) else None


def behind(clause: Clause, j: int, text: str, known: Lists) -> tuple[str, ...]:
    """Signs behind the word before ``j``."""
    at = clause.at[j]
    if j == len(clause.words):
        out = _closed(text[at : at + 1])
        if out[0] == "后顿号":
            return (*out, "等类名") if _AND_SO_ON.match(text, at) else out
        return (*out, "后有解说") if _DEFINED.match(text, at) else out
    word, tag = clause.words[j].text, clause.words[j].tag
    if word == "的" and text.startswith("的“", at) and clause.words[j - 1].tag[0] in "advz":  # 双向畅通的“信息反馈体系”
        return "后助词", f"后词{word}"
    return _behind(word, tag, text, at, known), f"后词{word}"


def _behind(word: str, tag: str, text: str, at: int, known: Lists) -> str:
    """What the word behind amounts to."""
    if word == "等" and _AND_SO_ON.match(text, at):
        return "等类名"
    if word in known.classes:
        return "后类名"
    if word == "的":
        return "后的类名" if _OF.match(text, at) else "后的"
    if word.isdigit() or not word.strip(HIDDEN):
        return "后数目"
    if word in ("和", "与", "及", "以及"):
        return "后和"
    if tag == "v" and len(word) == 1:
        return "后单字动词"
    return "后" + word_class(tag)
