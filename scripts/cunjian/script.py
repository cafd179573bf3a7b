"""How Chinese text is written: widths, quote marks, numerals; the ground under every room, beside the nouns.

Everything here keeps length and positions: ``fold(text)[i]`` is the folded form of ``text[i]``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from opencc import OpenCC

SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘"
    "杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文韦覃莫蒙"
    "巴滕殷毕鲍柳苗纪屈祝阮蓝季骆樊凌霍柯管房洪左吉邢裴翁靳焦车甘詹蒲卓池申冉桑桂牛尚温庄柴连艾向古耿欧聂辛简饶沙丰关游涂岳褚齐兰阳盛"
)
"""First characters of names of persons."""
HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff\u3007"
IS_HAN = re.compile(f"[{HAN}]")

YEAR_DIGITS = "〇○OoΟ0零一二三四五六七八九十"
"""What the digits of a year in characters are written with, letters for its zero included."""

BREAK = re.compile("[\n\x0b\x0c\x85\u2028\u2029]")
"""Characters that end a line, one at a time: line feed, form feed, the separators of Unicode."""

INVISIBLE = "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0"
"""Characters without width or with none but an effect on their neighbours, for a class of a regular expression."""

NO_XML = "[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
"""A character that no XML can hold."""

_ALWAYS = str.maketrans(
    {**{chr(c): chr(c - 0xFEE0) for c in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))},
     "〝": "“", "〞": "”", "＂": '"', "〟": "”", "「": "“", "」": "”", "『": "‘", "』": "’", "％": "%", "＋": "+",
     "﹢": "+", "＊": "*", "﹡": "*", "．": ".", "－": "-", "／": "/", "\u00a0": " ", "\u3000": " ", "～": "~", "＞": ">", "＜": "<",
     "―": "—", "─": "—", "﹐": "，", "﹑": "、", "﹔": "；", "﹕": "：", "﹖": "？", "﹗": "！", "﹙": "（", "﹚": "）", "｡": "。", "､": "、",
     "\x0b": "\n", "\x0c": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n"}
)  # fmt: skip
_WIDTH = {chr(char): to for char, to in _ALWAYS.items()}
_WIDE = re.compile(f"[{re.escape(''.join(_WIDTH))}]")
_LEFTOVERS = "於後麽菸麴"  # in the simplified set of GB 2312, but only as leftovers
_HALF = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）"}
_HALF_PUNCTUATION = re.compile(r"[,;:?!()]")
_DIGIT = re.compile(r"[0-9]")
SPEAKER = re.compile(r"[\u4e00-\u9fff·]{2,8}（[^（）]{4,40}(?:书记|主任|代表|队长)[^（）]{0,12}）(?:：|$)")  # 王大山（石桥村党支部书记）
TURN = re.compile("(?:问|答|记者|主持人)：")  # a turn of an interview
CASE = r"(?:典型)?案例之?(?:[（(]?[一二三四五六七八九十]{1,3}[）)]?|\d{1,2})"  # 案例一 of a collection, as a pattern


@cache
def _traditional() -> tuple[re.Pattern[str], dict[str, str]]:
    """The traditional characters that no simplified text has, one for one (those of GB 2312 are left alone)."""
    every = [chr(code) for code in (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000))]
    simple = OpenCC("t2s").convert("\n".join(every)).split("\n")
    pairs = {
        old: new
        for old, new in zip(every, simple, strict=True)
        if old != new and len(new) == 1 and _ordinary(new) and (old in _LEFTOVERS or not _ordinary(old))
    }
    return re.compile(f"[{''.join(pairs)}]"), pairs


def _ordinary(char: str) -> bool:
    """Whether it is in the character set of everyday simplified Chinese."""
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def shared(line: str, text: str) -> float:
    """How many of the pairs of characters of a line stand in a text, from 0 to 1."""
    pairs = [line[i : i + 2] for i in range(len(line) - 1) if IS_HAN.match(line, i) and IS_HAN.match(line, i + 1)]
    return sum(pair in text for pair in pairs) / len(pairs) if pairs else 0.0


def either(words: Iterable[str]) -> str:
    """An alternation that prefers the longest word."""
    return "|".join(re.escape(w) for w in sorted(set(words), key=lambda w: (-len(w), w)))


def fold(text: str) -> str:
    """The same text, as long, in one width (``widths``) and one script.

    Traditional characters become simplified ones, so that every rule and every name is written once; what is shown and
    quoted is always the text itself.
    """
    pattern, simple = _traditional()
    return pattern.sub(lambda match: simple[match.group()], widths(text))


_DOT = re.compile(rf"\.(?<=[{HAN}”）%]\.)(?<![零一二三四五六七八九十第附]\.)(?=[{HAN}“\s]|$)")
_DOTS = 3  # dots that end sentences, and a text uses them as stops


@lru_cache(maxsize=2)
def folded(text: str) -> str:
    """``fold`` of a whole text, remembered: several steps in a row ask for it.

    Where more sentences end in a dot than in 。, the dots are folded to 。, too; straight quotes that come in pairs on a line, to “ and ”.
    """
    plain = fold(text)
    if '"' in plain:
        plain = "\n".join(_paired(line) if line.count('"') % 2 == 0 else line for line in plain.split("\n"))
    dots = len(_DOT.findall(plain)) if "." in plain else 0
    return _DOT.sub("。", plain) if dots >= _DOTS and dots > plain.count("。") else plain


def _paired(line: str) -> str:
    """Every second straight quote of a line opens, the others close."""
    pieces = line.split('"')
    return "".join(piece + ("" if at == len(pieces) - 1 else "”" if at % 2 else "“") for at, piece in enumerate(pieces))


def as_written(found: str | None, folded: str, text: str) -> str | None:
    """What stands in ``text`` where ``found`` stands in ``folded`` (as long), in one width; ``found`` where it does not.

    >>> as_written("党建", fold("抓黨建"), "抓黨建"), as_written("无", "党", "黨")
    ('黨建', '无')
    """
    at = folded.find(found) if found else -1
    if not found or at < 0:
        return found
    lead = min(at, 1)  # the neighbours tell how wide a comma is
    return widths(text[at - lead : at + len(found) + 1])[lead : lead + len(found)]


def widths(text: str) -> str:
    """The same text, as long, in one width: Latin and digits half, punctuation of running Chinese full, quotes “ ”.

    A comma or colon between two digits (1,500; 7:30) stays as it is, and so does punctuation in Latin context.
    """
    text = _WIDE.sub(lambda match: _WIDTH[match.group()], text)  # ten times as fast as str.translate

    def widen(match: re.Match[str]) -> str:
        at, char = match.start(), match.group()
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        if char in ",:" and _DIGIT.match(before) and _DIGIT.match(after):
            return char
        if before.isascii() and before.isalpha() and after.isascii() and (after.isalnum() or after in "/ "):
            return char
        return _HALF[char]

    return _HALF_PUNCTUATION.sub(widen, text)


NUMERAL = "零〇一二三四五六七八九十百千万亿两几数"
_VALUE = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_WEIGHT = {"十": 10, "百": 100, "千": 1000}


_ARABIC = re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?|\d+(\.\d+)?")
_SINGLE = str.maketrans("0123456789", "零一二三四五六七八九")
_NEIGHBOURS = re.compile("(?<![零〇一二两三四五六七八九])(?:一[二两]|[二两]三|三四|三五|四五|五六|六七|七八|八九)(?![零〇一二两三四五六七八九])")


@lru_cache(maxsize=1 << 12)
def number(text: str) -> float | None:
    """The value of Arabic (1,500.5) or Chinese numerals, with 万 inside at most (四百二十, 二〇二三, 两万六千, 1万5千); None when it is neither.

    >>> number("1,500"), number("四百二十"), number("十五"), number("千"), number("二〇二三"), number("几")
    (1500.0, 420.0, 15.0, 1000.0, 2023.0, None)
    >>> number("两万六千"), number("两万三"), number("1万5千"), number("三十六万八千")
    (26000.0, 23000.0, 15000.0, 368000.0)
    """
    text = text.translate(_ALWAYS)
    if _ARABIC.fullmatch(text):
        return float(text.replace(",", ""))
    high, myriad, low = text.partition("万")
    if myriad:
        above, below = number(high), number(low)
        short = len(low) == 1 and low not in _WEIGHT  # 两万三
        return None if above is None or below is None else above * 10_000 + below * (1_000 if short else 1)
    text = text.translate(_SINGLE)
    if not text or any(c not in _VALUE and c not in _WEIGHT for c in text):
        return None
    if not any(c in _WEIGHT for c in text):
        return float("".join(str(_VALUE[c]) for c in text))
    total = digit = 0
    for char in text:
        if char in _VALUE:
            digit = _VALUE[char]
        else:
            total += (digit or int(not total)) * _WEIGHT[char]
            digit = 0
    return float(total + digit)


def spread(text: str) -> tuple[float, float] | None:
    """The bounds that two neighbouring digits name; None where there are no such.

    >>> spread("三四百"), spread("二三十"), spread("十七八"), spread("三五"), spread("二三四"), spread("三百")
    ((300.0, 400.0), (20.0, 30.0), (17.0, 18.0), (3.0, 5.0), None, None)
    """
    pair = _NEIGHBOURS.search(text)
    if pair is None:
        return None
    low, high = (number(text[: pair.start()] + digit + text[pair.end() :]) for digit in pair.group())
    return None if low is None or high is None else (low, high)
