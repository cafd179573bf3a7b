"""What a candidate itself is made of: its last word, what stands before that, its numerals, its first word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import rjieba

from cunjian.extract.terms.points.edges import MEASURE, NUMERAL, word_class
from cunjian.extract.terms.points.lists import Lists

_MEASURES = (
    "个名户年月日次条家件项人万亩元天位支处座所间场届轮批百千十大方面点种类套级岁成倍分角斤块期份组村乡镇县堂本笔桌盏盆首张台辆道把遍趟顿只头棵株"
)
_SHORTHAND = re.compile(rf"[{NUMERAL}](?![{_MEASURES}])[\u4e00-\u9fff]")
_NUMERALS = frozenset(NUMERAL)
_ONES = re.compile("[两三四五六七八九十]个一")
_VALUE = {char: value for value, char in enumerate("一二三四五六七八九十", 1)}
_FUNCTION = frozenset(("uj", "ul", "p", "c", "r", "d", "y", "ud", "uz", "ug", "uv", "e", "o"))
_DIGIT = re.compile(r"\d")
_FIRST = {"t": "时间方位起头", "f": "时间方位起头", "s": "时间方位起头", "a": "形容词起头", "b": "形容词起头", "n": "名词起头", "j": "名词起头"}
_PLACE = re.compile(
    r"[\u4e00-\u9fff]{2,3}(?:村|社区|镇|乡|街道|屯|寨|嘎查|苏木)(?:党委|党总支|党支部|支部|党组织|村委会|居委会|合作社)?"
)
_ORGAN = re.compile(
    r"(?:社区|村|乡|镇|乡镇|街道|苏木|嘎查|小区|机关|学校|企业|单位|公司|集团|国有|村级|镇级|县级|专业|专业合作社|合作社)"
    r"(?:党委|党总支|党支部|支部|党组织|合作社|公司)"
)
_WORKS = frozenset(("合作社", "加工厂", "加工坊", "大棚", "公司", "基地", "车间", "厂房"))
_OFFICES, _BODIES = frozenset(("书记", "主任", "组长", "副书记")), ("会", "支部", "组织", "党委", "小组", "社区")
_SO_MANY = re.compile("[二三四五六七八九十两]+[个项]")
_ARTICLES = re.compile(r"[一二三四五六七八九]?十?[一二三四五六七八九十]条")


@dataclass(frozen=True, slots=True)
class Made:
    """What a span of words is made of."""

    signs: tuple[str, ...]
    group: str  # what its modifiers amount to
    kind: str  # of its last word
    plain: bool  # its end is plain
    generic: bool  # no name, whatever leads to it
    halves: bool  # of four characters, two and two
    count: int  # of words, five at most


_LIST = r"(?:[\u4e00-\u9fff]{1,12}[、和]){1,8}[\u4e00-\u9fff]{1,12}"
_LIST_BEFORE, _LIST_BEHIND = re.compile(_LIST + "[，：”]?$"), re.compile(f"[（：，]?(?:即|就是|包括|分别是)?{_LIST}")
_JOINTS = re.compile("[、和]")
_BEFORE, _BEHIND = 60, 130  # characters looked at: the second is more than the longest list has


def head_of(name: str, known: Lists) -> str:
    """The longest listed head at the end of a name; empty where it has none."""
    for start in range(max(0, len(name) - 4), len(name)):
        if name[start:] in known.heads:
            return name[start:]
    return ""


def inside(words: tuple[str, ...], tags: tuple[str, ...], known: Lists) -> Made:
    """Signs of these words; none of them may stand in ``known.never``."""
    name = "".join(words)
    head = head_of(name, known)
    out, kind = last_signs(head, words[-1], tags[-1], known)
    numbered, group = _numerals(name)
    group = group or _modifiers(head, words, known, out)
    out.extend(numbered)
    out.append(f"{group}·{kind}")
    plain = _plain_end(name, head, words[-1], known)
    if plain:
        out.extend(("尾平常", f"尾平常·{group}"))
    generic = name in known.generic or name in known.plain_ends or _of_none(words, tags, name, head, known)
    if len(name) > 4 and (name[-4:] in known.generic or name[-5:] in known.generic):
        out.append("尾泛称")
    out.extend(_first(words, tags, kind, known))
    out.extend(_middle(words, tags, head, known))
    halves = len(name) == 4 and len(words) > 1 and (len(words[0]) == 2 or len(words[0] + words[1]) == 2)
    if halves:
        out.append("四字两截")
    if rjieba.has_word(name):
        out.append("词典一词")
    elif len(words) == 1:
        out.append("未登录一词")
    elif any(not rjieba.has_word(word) for word in words if len(word) > 1):
        out.append("含生词")
    out.extend((f"始于{name[0]}", f"始于{name[:2]}", f"终于{name[-1]}", f"终于{name[-2:]}"))
    out.append(f"长{min(len(name), 9)}")
    out.append(f"词数{min(len(words), 5)}")
    if words[-1] in known.classes:
        out.append(f"尾{words[-1]}·{min(len(words), 5)}")
    return Made(tuple(dict.fromkeys(out)), group, kind, plain, generic, halves, min(len(words), 5))


def _of_none(words: tuple[str, ...], tags: tuple[str, ...], name: str, head: str, known: Lists) -> bool:
    """Whether these are a person, an office, a place, what every place has (红柳社区党委), or a plain quantity (三项制度)."""
    if words[-1] in _WORKS and known.kinds.get(words[0]) == "物产":  # 茶叶合作社
        return True
    if words[-1] in _OFFICES and len(words) > 1 and words[-2].endswith(_BODIES):  # 院落管委会主任
        return True
    if any(_SO_MANY.fullmatch(word) for word in words[1:-1]):  # 绩效考核三项制度
        return True
    if len(words) == 2 and ((MEASURE.fullmatch(words[0]) and not _ONES.match(name)) or _ORGAN.fullmatch(name)):
        return True
    if len(words) == 1:
        return not head and tags[0] in ("nr", "ns", "nt", "nrt")
    return words[0] not in known.kinds and words[0] not in known.plain and bool(_PLACE.fullmatch(name))


def _middle(words: tuple[str, ...], tags: tuple[str, ...], head: str, known: Lists) -> Iterator[str]:
    """Signs of the words between the first and the last (of 调解室, 调解 belongs to the last)."""
    stop = -2 if head and len(words[-1]) == 1 else -1
    if "+" in words:
        yield "有加号"
    if len(words) < 3:
        return
    if any(tag == "v" and word not in known.kinds for word, tag in zip(words[1:stop], tags[1:stop], strict=True)):
        yield "中有动词"
        if any(tag == "v" and len(word) == 1 for word, tag in zip(words[1:stop], tags[1:stop], strict=True)):
            yield "中有单字动词"
    if "f" in tags[1:stop]:
        yield "中有方位"
    if not _FUNCTION.isdisjoint(tags[1:-1]):
        yield "中有虚词"
    if any(len(word) > 1 and word in known.verbs for word in words[1:-1]):
        yield "中有引出词"


def last_signs(head: str, last: str, tag: str, known: Lists) -> tuple[list[str], str]:
    """Signs of the last word, and its kind."""
    if head:
        kind = known.heads[head]
        out = [f"尾{kind}{'单字' if len(head) == 1 else ''}"]
        if len(head) < len(last):
            out.append("尾字在词中" if rjieba.has_word(last) else "尾字在生词中")
        return out, kind
    if _ARTICLES.fullmatch(last):
        return ["尾几条"], "条"
    end = ["止于虚词"] if tag in _FUNCTION else []
    if known.kinds.get(last) == "做法":
        return ["尾做法", *end], "做法"
    if len(last) > 1 and tag in ("v", "vn"):
        return ["尾动词"], "动"
    if len(last) > 1 and tag[0] in "nj":
        return ["尾名词"], "名"
    return ["尾" + word_class(tag) + ("单字" if len(last) == 1 else ""), *end], "无"


def _plain_end(name: str, head: str, last: str, known: Lists) -> bool:
    if last in known.plain_heads or (len(head) > 1 and head in known.plain_heads):
        return True
    ends = known.plain_ends
    return name[-2:] in ends or name[-3:] in ends or name[-4:] in ends or name[-5:] in ends


def _modifiers(head: str, words: tuple[str, ...], known: Lists, out: list[str]) -> str:
    """Adds the kinds of the words before the head to ``out``; what they amount to."""
    rest = words[-1][: -len(head)] if head and len(words[-1]) > len(head) else ""
    modifiers = [*words[:-1], *([rest] if rest else [])]
    if not modifiers:
        return "无"
    seen = {known.kinds[word] for word in modifiers if word in known.kinds}
    telling = [word for word in modifiers if word not in known.plain]
    out.extend(sorted([f"含{one}" for one in seen]))
    if not known.common.issuperset(telling):
        out.append("修饰不常见")
    if seen & {"美称", "日常"}:
        return "美"
    if "联合" in seen:
        return "联"
    if not telling:
        return "平"
    if "物产" in seen:
        return "物"
    return "谁" if "谁的" in seen else "做" if "做法" in seen else "他"


def _numerals(name: str) -> tuple[list[str], str]:
    """Signs of numerals, and 数 where the name begins with one."""
    if name.isalpha() and _NUMERALS.isdisjoint(name):
        return [], ""
    out = ["有阿拉伯数字"] if _DIGIT.search(name) else []
    count = 2 if _ONES.match(name) else len(_SHORTHAND.findall(name))
    if name[0] not in NUMERAL:
        return [*out, *(["中有数字"] if count else [])], ""
    out.append("数字起头")
    if count:
        out.append("数字缩语一" if count == 1 else "数字缩语多")
    if len(name) <= 3:
        out.append("数字短语")
    return out, "数"


def counted(name: str, start: int, end: int, text: str) -> bool:
    """Whether a list of as many things as its numeral says stands right before a name or right behind it."""
    number = _VALUE.get(name[0], 0)
    if not 3 <= number <= 9 or (name[1] == "个" and not _ONES.match(name)):
        return False
    for look, lo, hi in ((_LIST_BEFORE.search, max(0, start - _BEFORE), start), (_LIST_BEHIND.match, end, end + _BEHIND)):
        if text.count("、", lo, hi) + text.count("和", lo, hi) + 1 >= number:  # far quicker, and nearly always too few
            found = look(text, lo, hi)
            if found and len(_JOINTS.findall(found.group())) + 1 == number:
                return True
    return False


def _first(words: tuple[str, ...], tags: tuple[str, ...], kind: str, known: Lists) -> list[str]:
    """Signs of the first word."""
    word, tag = words[0], tags[0]
    out = []
    if tag in ("m", "q", "r") and MEASURE.fullmatch(word):
        out.append("一个起头" if word[0] in "一每各这那几" else "量词起头")
    if tag in _FUNCTION:
        out.append("起于虚词")
    if tag == "v":
        out.extend(("动词起头", f"动词起头·{kind}"))
        if word in known.verbs:
            out.append("引出词起头")
        if len(word) == 1:
            out.append("单字动词起头")
    if tag in ("nr", "ns", "nt", "nrt"):
        out.append("人名地名起头")
    if len(words) > 1 and word[-1] in "村镇乡县市区省旗":
        out.append("地名起头")
    if len(word) == 1:
        out.append("单字起头")
    if len(words) > 1 and (word.endswith(("委", "政府", "部门", "机关")) or word in ("党委", "镇里", "县里", "乡里", "村里", "国家", "中央")):
        out.append("机关起头")
    if label := _FIRST.get(tag[0]):
        out.append(label)
    return out
