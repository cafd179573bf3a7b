"""Numbers with a unit: where they stand, what they say, and which look like numbers only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from cunjian.extract import sieve
from cunjian.extract.figures.rules import COUNT, HIDDEN, Rules
from cunjian.model import Span
from cunjian.script import number, spread

_LONGEST = 60  # characters of a number
_HIDDEN = re.compile(HIDDEN)
_HIDING = frozenset("*xX×○□●")
_CHINESE = re.compile(r"[零〇一二两三四五六七八九十百千万几数上好半]+")
_IDIOM = re.compile(r"[百千]")  # 百家, 千户: no count
_MASS = ("亩", "公里", "吨", "斤", "头", "只", "株", "棵", "尾", "羽")  # 千亩荒山: a count
_MONEY = ("元", "毛钱", "角钱", "分钱", "%", "个百分点")  # 一毛钱 is a count, too
_NAMES = re.compile("成[功立为效员果长]|部[长门队分署]|支部|队[伍长员]|组[织长成建]|所[有长]|处[长理]|届[时次]|条[例件]|层[层级]|片区|项目|家庭|面[向对貌]"
                    "|户[口籍]|班[子长]|科[长学技]|代[表办理]|场[长所]|点[击燃]|站[长位]|种[植养]")  # **部长, **成功: a name is hidden there, no number
_COINS = re.compile(
    r"(?P<whole>[一两二三四五六七八九十]{1,3}|\d{1,3})块(?P<tenths>[一二三四五六七八九])(?![\u4e00-\u9fff]?[块元毛角])"
)
_DONE = re.compile(
    r"(?:[开办建装修栽种打架铺设添买卖养搬拆讲演排][了起成出通]?|相距.{0,2}|(?<![为除])了)$"
)  # 连开七场夜话, 修通了三条路
_DURATIONS = ("天", "小时", "分钟")  # figures only where time is saved (缩短到3天)
_SAVED = re.compile(r"(?:缩短|提前|提早|减少|推迟|压缩|降)(?:了|到|至)?$")  # 缩短了六天
_SHORT_QUOTE = re.compile(r"[^“”，。；\n]{0,14}”")
_AGE = re.compile(r"年龄[^，。；]{0,6}$|(?:下降|降低|年轻)[了到至]?$")
_PLACE = re.compile("(?!外|长|远)[\u4e00-\u9fff]{1,2}(?:镇(?![里上])|乡(?![亲里间土])|街道|村(?![民里]))")  # 十五里|园镇
_LISTED_NAME = re.compile(f"(?:(?![{COUNT}])[\u4e00-\u9fff]){{2}}、$")  # 溪头、八家、石山
_IN_LIST = re.compile(f"(?:、(?![{COUNT}]{{1,3}}[家户])|[{COUNT}]{{1,2}}个?(?:村|社区|屯|组|寨))")
_MADE_OF = re.compile("[^，。；\\d]{0,8}(?:村|社区|屯|寨|小区|院落?|湾子?)[^，。；\\d]{0,16}(?:组成|构成|合并|并成|合成|改(?:成|为|建)|安置)")
_LAND = re.compile("(?:人均|每人)(?P<what>[^，。；得打罚扣加奖]{0,6})(?<!亩)$")
_NOUN_END = re.compile(r"[，。；、！？）\s]|$")


class Number(NamedTuple):
    """A number with its unit as printed."""

    span: Span
    rule: str
    value: float | None
    max: float | None
    qualifier: str | None
    unit: str
    core: int  # where the number itself begins, behind 近, 约 …
    hidden: bool


def find(text: str, rules: Rules) -> Iterator[Number]:
    """All numbers with a unit, in order, without the look-alikes."""
    reach = 0
    for run in rules.numerals.finditer(text):
        if run.end() <= reach:
            continue
        at, match = max(reach, run.start(), run.end() - _LONGEST), None
        while match is None and at < run.end():
            match = rules.figure.match(text, at)
            at += 1
        if match is None:
            continue
        reach = match.end()
        found = _read(text, match, rules)
        if found is not None:
            yield found
            reach = found.span.end


def coins(text: str) -> Iterator[Number]:
    """一块二: one yuan and twenty fen."""
    for match in sieve.finditer(_COINS, sieve.places("块", text), text):
        whole, tenths = number(match["whole"]), number(match["tenths"])
        if whole is not None and tenths is not None:
            span = Span(*match.span())
            yield Number(span, "chinese-number", whole + tenths / 10, None, None, "元", span.start, False)


def _read(text: str, match: re.Match[str], rules: Rules) -> Number | None:
    digits, start, end = match["share"] or match["number"], match.start(), match.end()
    if _unlikely(text, match, start, digits, rules) or _looks_like(text, match, start, rules):
        return None
    hidden = digits[0] in _HIDING and bool(_HIDDEN.fullmatch(digits))
    unit = "%" if match["percent"] else (match["magnitude"] or "") + match["unit"]
    ahead = rules.before.search(text, max(0, start - 4), start)
    before = ahead.group() if ahead and ahead.group() not in ("上", "突破", "高达", "多达") else None
    qualifier = before or match["inside"] or match["inside2"] or match["end1"] or match["end2"]
    rule = "redacted-number" if hidden else "chinese-number" if _CHINESE.fullmatch(digits) else "number-unit"
    low, high = spread(digits) or (None if hidden else number(digits), None)
    high = number(match["max"]) if match["max"] else high
    if match["half"]:  # 两成半; 两到三倍半 is half more than three
        low = low + 0.5 if low is not None and not match["max"] else low
        high = high + 0.5 if high is not None else None
    return Number(Span(start - len(before or ""), end), rule, low, high, qualifier, unit, start, hidden)


def _unlikely(text: str, match: re.Match[str], start: int, digits: str, rules: Rules) -> bool:
    """Chinese numerals that count nothing: 一个, 三个代表, 百家."""
    unit = match["unit"] or "%"
    if unit in _DURATIONS:
        return not _SAVED.search(text, max(0, start - 4), start)
    if digits[0] in _HIDING and _HIDDEN.fullmatch(digits):
        before, behind = text[start - 1 : start], text[match.end("number") : match.end("number") + 1]
        person = unit == "家" and text[match.end() : match.end() + 1] in ("里", "中")  # 王××家里
        name = len(unit) == 1 and bool(_NAMES.match(text, match.start("unit")))
        return person or name or (before.isdigit() and behind.isdigit()) or (before.isascii() and before.isalnum())
    chinese = not digits[0].isdecimal() and _CHINESE.fullmatch(digits)
    if match["percent"] or not chinese or match["magnitude"] or unit in _MONEY:
        return unit in ("成", "番", "里", "对", "面", "口", "本") and digits in "一半" and not match["percent"]
    if digits in "一半零〇" or (_IDIOM.fullmatch(digits) and unit not in _MASS):
        return True
    value = (spread(digits) or (number(digits),))[0]
    if match["inside"] or (value is not None and value >= 10) or match["range"]:
        return unit in rules.rates and unit == "成" and (value or 0) >= 10
    if unit == "个" and text.startswith("由", start - 1) and _MADE_OF.match(text, match.end()):  # 由三个自然村组成
        return False
    if unit == "分" and _is_land(text, start, match.end()):  # 人均耕地只有六分
        return False
    if unit in rules.loose or unit in rules.soft:
        after_noun = bool(_NOUN_END.match(text, match.end())) and "\u4e00" <= text[start - 1 : start] <= "\u9fff"
        if _DONE.search(text, max(0, start - 4), start):
            return unit in ("个", "种", "项", "类", "点", "路", "次", "遍", "趟", "单")
        return not after_noun or text[start - 1 : start] in "这那前后第每各为之分成以到"
    return False


def _is_land(text: str, start: int, end: int) -> bool:
    """人均耕地只有六分, 人均七分地; not 人均得分九分, 一亩|二分."""
    said = _LAND.search(text, max(0, start - 10), start)
    return bool(said and (any(c in "地田林" for c in said["what"]) or text.startswith(("地", "田"), end)))


def _is_name(text: str, match: re.Match[str], start: int, rules: Rules) -> bool:
    """Numbers in names of places and groups: 十五里园镇, 2组、3组和4组, 溪头、八家、石山四个村."""
    unit, end, digits = match["unit"], match.end(), match["number"]
    if unit == "里" and _CHINESE.fullmatch(digits) and _PLACE.match(text, end):
        return True
    if unit in rules.named and not (match["magnitude"] or match["inside"] or match["range"]):
        return bool(rules.group_behind.match(text, end) or rules.group_before.search(text, max(0, start - 6), start))
    alone = unit in ("家", "户") and _CHINESE.fullmatch(digits) and not match["magnitude"]
    return bool(alone and _IN_LIST.match(text, end) and _LISTED_NAME.search(text, max(0, start - 12), start))


def _looks_like(text: str, match: re.Match[str], start: int, rules: Rules) -> bool:
    """Ordinals, ages, names in quotes."""
    end, unit = match.end(), match["unit"]
    if (unit and rules.not_unit.match(text, match.start("unit"))) or rules.not_after.match(text, end) or text[max(0, start - 1) : start] in ("第", "周", "初"):
        return True
    if _is_name(text, match, start, rules):
        return True
    if unit == "点" and rules.clock.search(text, max(0, start - 4), start):  # 清晨六点
        return True
    if unit == "岁" and not _AGE.search(text, max(0, start - 14), start):
        return True
    if unit == "分" and not ((match["number"][0].isdecimal() and _NOUN_END.match(text, end)) or _is_land(text, start, end)):  # 得96分
        return True
    lo = start - 3 if start > 3 else 0
    if rules.not_figure.search(text, lo, end + 3):
        if any(m.start() <= start < m.end() for m in rules.not_figure.finditer(text, lo, end + 3)):
            return True
    opening = text.rfind("“", max(0, start - 14), start)
    if opening < 0 or text.find("”", opening, start) >= 0 or re.search("[，。；]", text[opening:start]):
        return False
    return bool(_SHORT_QUOTE.match(text, end))
