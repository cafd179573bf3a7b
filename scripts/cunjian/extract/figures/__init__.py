"""Figures: every number with a unit, what it measures, and whose it is."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import takewhile
from math import prod
from typing import NamedTuple

import rjieba

from cunjian.extract import awards
from cunjian.extract.figures import tables
from cunjian.extract.figures.labels import label, says
from cunjian.extract.figures.numbers import Number, coins
from cunjian.extract.figures.numbers import find as find_numbers
from cunjian.extract.figures.persons import is_persons
from cunjian.extract.figures.rules import Rules, rules
from cunjian.extract.figures.scopes import Scopes
from cunjian.extract.owners import Owners
from cunjian.extract.places import Places
from cunjian.model import Document, FigureMention, Span, VillageMention, Words
from cunjian.script import number, spread

_CONTINUED = re.compile(  # 由A增加到现在的B, A至B: both measure the same
    r"(?:以[上下])?(?:[至到~—-]+|了?(?:[增提上升跃攀扩壮涨下降减缩压][\u4e00-\u9fff]{0,2}|变)(?:到|至|为|成)"
    r"(?:(?:\d{4}年|去年|今年|现在|目前|如今|当前)[底末初]?)?的?(?:每[月年户人亩]|亩产|年产|人均|户均)?)(?:近|约|超过)?"
)
_SENTENCE_END = re.compile("[。！？\n]")
_MAGNITUDES = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_POWERS = "".join(_MAGNITUDES)
_ABOUT = "的多余来以上左右"
_FOLLOWS = re.compile("[\u4e00-\u9fff]{1,14}")
_MOST_NOUNS = 3  # beyond them 个 stands alone: 16个|新型农村集体经济发展项目
_ONE_OF = re.compile("(?:(?!是)[\u4e00-\u9fff]){3,24}?之一(?![\u4e00-\u9fff])")
_BOOK = re.compile(r"《[^《》\n]{1,60}》")


class _Change(NamedTuple):
    """The words that say a change, the value before, its direction, and the rule."""

    span: Span
    previous: float | None
    direction: str | None
    rule: str


def find(
    text: str,
    document: Document,
    villages: tuple[VillageMention, ...],
    owners: Owners,
    words: Words,
    damaged: tuple[Span, ...] = (),
) -> tuple[FigureMention, ...]:
    """All figures, in order; one that several villages share (A村、B村建成……) stands once for each."""
    compiled = rules(words)
    cells = tables.find(text, document, villages)
    blocked = Places([*_blocked(text, villages, words), *(cell.span for cell in cells)])
    numbers = [n for n in _numbers(text, compiled) if not blocked.touch(n.span)]
    scopes = Scopes(text, compiled, own=any(v.own for v in villages))
    ends = sorted(v.span.end for v in villages)
    broken = Places(damaged)
    runs = _runs(text, numbers)
    out: list[FigureMention] = []
    said, thing = "", 0
    for index, one in enumerate(numbers):
        previous = numbers[index - 1].span.end if index else 0
        following = numbers[index + 1].span.start if index + 1 < len(numbers) else len(text)
        near = index and not _SENTENCE_END.search(text, previous, one.span.start)
        before = (said, numbers[index - 1].unit) if near else ("", "")
        pair = _pair(text, one, compiled)
        carried = pair and index and pair.start("previous") == numbers[index - 1].core
        if index == 0 or not (carried or _CONTINUED.fullmatch(text, previous, one.core)):
            named = ends[bisect_right(ends, one.span.start) - 1] if ends and ends[0] <= one.span.start else 0
            floor = thing if thing and (text.startswith("的", thing) or not says(text[thing : one.span.start], compiled)) else previous
            from_pair = one._replace(span=Span(pair.start(), one.span.end)) if pair else one  # 收入从零增长到5万元
            said = label(text, from_pair, max(floor, named), following, compiled, before)
        thing = _thing(text, one.span.end, compiled) if one.unit == "个" else 0
        passing = one.rule == "chinese-number"  # 立下三条规矩
        persons = is_persons(text, one.span.start, compiled)
        holders = () if persons else owners.of(one.span.start, runs.get(index), passing=passing)
        scope = "village" if holders else scopes.of(one.span.start)
        if scope == "village" and not passing and not persons:
            holders = holders or owners.default(one.span.start)
        out += _mentions(one, _change(text, one, pair, compiled), thing, said, holders, scope, status=_status(one, broken))
    return tuple(sorted([*out, *cells], key=lambda f: (f.span.start, f.span.end)))


def _runs(text: str, numbers: Sequence[Number]) -> dict[int, tuple[int, int]]:
    """Numbers in a row with one unit (6.5万元、4.2万元): index -> (place in the row, length of the row)."""
    out: dict[int, tuple[int, int]] = {}
    start = 0
    for index in range(1, len(numbers) + 1):
        joined = index < len(numbers) and text[numbers[index - 1].span.end : numbers[index].core] in ("、", "和", "和近", "和约")
        if joined and numbers[index].unit == numbers[index - 1].unit:
            continue
        if index - start > 1:
            out |= {at: (at - start, index - start) for at in range(start, index)}
        start = index
    return out


def _numbers(text: str, compiled: Rules) -> list[Number]:
    prices = list(coins(text))
    paid = Places(n.span for n in prices)
    found = [n for n in find_numbers(text, compiled) if not paid.touch(n.span)]
    return sorted([*found, *prices], key=lambda n: (n.span.start, n.span.end))


def _mentions(
    one: Number, change: _Change, thing: int, said: str, holders: Sequence[str], scope: str, *, status: str
) -> Iterator[FigureMention]:
    span = Span(change.span.start, thing) if thing else change.span
    value = None if status != "stated" else one.value
    top = None if status != "stated" else one.max
    for holder in holders or (None,):
        yield FigureMention(
            span, change.rule, said, value, top, one.qualifier, one.unit, change.previous, change.direction, status, scope, holder
        )  # fmt: skip


def _pair(text: str, one: Number, compiled: Rules) -> re.Match[str] | None:
    """What stands in front of the second number of a change: 由61%提高到."""
    back = max(0, one.span.start - 40)
    leads = text.find("由", back, one.span.start) >= 0 or text.find("从", back, one.span.start) >= 0
    pair = compiled.pair.search(text, back, one.span.start) if leads else None
    if pair and pair["verb"] in compiled.bare:  # 从5000元提高9000元, not 从5000元提高3000元
        previous, same_unit = _previous(pair["previous"], pair["unit"].strip(_ABOUT), one.unit)
        up = bool(compiled.rate_up.search(pair["verb"]))
        if not same_unit or not pair["unit"] or previous is None or one.value is None or (one.value > previous) is not up:
            return None
    return pair


def _change(text: str, one: Number, pair: re.Match[str] | None, compiled: Rules) -> _Change:
    """What the number says of a change: 由61%提高到94% -> 提高到94%, 61, up; 增长14% -> up."""
    if pair:
        previous, same_unit = _previous(pair["previous"], pair["unit"].strip(_ABOUT), one.unit)
        verb = pair["verb"]
        direction = "up" if verb in compiled.up else "down" if verb in compiled.down else None
        if direction is None and previous is not None and one.value is not None and same_unit:
            direction = "up" if one.value > previous else "down" if one.value < previous else None
        start = pair.start("verb") if one.span.start - pair.start("verb") <= 10 else one.span.start
        return _Change(Span(start, one.span.end), previous, direction, "change-from-to")
    before = text[max(0, one.core - 6) : one.core]
    if compiled.rate_up.search(before):
        return _Change(one.span, None, "up", "change-rate")
    if compiled.rate_down.search(before):
        return _Change(one.span, None, "down", "change-rate")
    return _Change(one.span, None, None, one.rule)


def _thing(text: str, end: int, compiled: Rules) -> int:
    """The end of what 个 counts (9个自然村, 31个人), ``end`` where no noun follows."""
    if _ONE_OF.match(text, end):  # 21个|党组织领办合作社试点村之一
        return end
    if listed := compiled.things.match(text, end):
        return listed.end()
    following = _FOLLOWS.match(text, end)
    words = rjieba.tag(following.group()) if following else []
    if words and (words[0][1][0] in "qk" or words[0][0] == "村"):  # 7个|村集体
        return end
    count = len(list(takewhile(lambda one: _is_thing(*one), words)))  # 党员|户
    goes_on = count < len(words) and (words[count][0] in compiled.trades or _is_adjective(words[count:]))  # 16个|新型集体经济|发展项目
    return end if count > _MOST_NOUNS or goes_on else end + sum(len(word) for word, _ in words[:count])


def _is_thing(word: str, tag: str) -> bool:
    return (tag[0] in "njqk" or word in ("组", "嘎查", "窗口", "村")) and word not in ("全部", "基本", "主要")


def _is_adjective(words: Sequence[tuple[str, str]]) -> bool:
    """Whether an adjective goes on to a noun: 52个经济|薄弱村; not 5个产业兴旺."""
    return words[0][1][0] in "ab" and len(words) > 1 and words[1][0] in ("村", "社区", "点", "户", "区", "县", "乡", "镇", "乡村", "村庄")


def _previous(told: str, unit: str, wanted: str) -> tuple[float | None, bool]:
    """What it was before, in the unit of now where the two measure the same, and whether they do: 7600元 before 1.5万元 is 0.76."""
    value = 0.0 if told in ("零", "无") else None if spread(told) else number(told)
    if value is not None and unit.endswith("半"):
        value, unit = value + 0.5, unit.removesuffix("半")
    same = not unit or unit.lstrip(_POWERS).startswith(wanted.lstrip(_POWERS))
    if value is None or not unit or not same:  # 由6增加到8.3万元: of the same unit
        return value, same
    return round(value * _magnitude(unit) / _magnitude(wanted), 6), True


def _magnitude(unit: str) -> int:
    """What the unit multiplies a number by: 10,000 of 万元."""
    return prod(_MAGNITUDES[char] for char in takewhile(_MAGNITUDES.__contains__, unit))


def _status(one: Number, damaged: Places) -> str:
    if damaged.touch(one.span):
        return "damaged"
    return "redacted" if one.hidden else "stated"


def _blocked(text: str, villages: Sequence[VillageMention], words: Words) -> list[Span]:
    spans = [a.span for a in awards.find(text, words)] + [v.span for v in villages]
    return spans + [Span(*m.span()) for m in _BOOK.finditer(text)]
