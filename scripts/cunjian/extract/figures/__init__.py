"""Figures: every number with a unit, what it measures, and whose it is."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import takewhile
from math import prod

import rjieba

from cunjian.extract import awards
from cunjian.extract.figures import tables
from cunjian.extract.figures.labels import label
from cunjian.extract.figures.numbers import Number, coins
from cunjian.extract.figures.numbers import find as find_numbers
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
_BOOK = re.compile(r"《[^《》\n]{1,60}》")


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
    said = ""
    for index, one in enumerate(numbers):
        previous = numbers[index - 1].span.end if index else 0
        following = numbers[index + 1].span.start if index + 1 < len(numbers) else len(text)
        near = index and not _SENTENCE_END.search(text, previous, one.span.start)
        before = (said, numbers[index - 1].unit) if near else ("", "")
        if index == 0 or not _CONTINUED.fullmatch(text, previous, one.core):
            named = ends[bisect_right(ends, one.span.start) - 1] if ends and ends[0] <= one.span.start else 0
            said = label(text, one, max(previous, named), following, compiled, before)
        passing = one.rule == "chinese-number"  # 立下三条规矩
        holders = owners.of(one.span.start, runs.get(index), passing=passing)
        scope = "village" if holders else scopes.of(one.span.start)
        if scope == "village" and not passing:
            holders = holders or owners.default(one.span.start)
        out += _mentions(text, one, said, holders, scope, compiled, status=_status(one, broken))
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
    text: str, one: Number, said: str, holders: Sequence[str], scope: str, compiled: Rules, *, status: str
) -> Iterator[FigureMention]:
    span, previous, direction, rule = _change(text, one, compiled)
    span = Span(span.start, _thing(text, span.end, compiled)) if one.unit == "个" else span
    value = None if status != "stated" else one.value
    top = None if status != "stated" else one.max
    for holder in holders or (None,):
        yield FigureMention(
            span, rule, said, value, top, one.qualifier, one.unit, previous, direction, status, scope, holder
        )  # fmt: skip


def _change(text: str, one: Number, compiled: Rules) -> tuple[Span, float | None, str | None, str]:
    """What the number says of a change: 由61%提高到94% -> 提高到94%, 61, up; 增长14% -> up."""
    back = max(0, one.span.start - 40)
    leads = text.find("由", back, one.span.start) >= 0 or text.find("从", back, one.span.start) >= 0
    pair = compiled.pair.search(text, back, one.span.start) if leads else None
    if pair:
        previous, same_unit = _previous(pair["previous"], pair["unit"].strip(_ABOUT), one.unit)
        verb = pair["verb"]
        direction = "up" if verb in compiled.up else "down" if verb in compiled.down else None
        if direction is None and previous is not None and one.value is not None and same_unit:
            direction = "up" if one.value > previous else "down" if one.value < previous else None
        start = pair.start("verb") if one.span.start - pair.start("verb") <= 10 else one.span.start
        return Span(start, one.span.end), previous, direction, "change-from-to"
    before = text[max(0, one.core - 6) : one.core]
    if compiled.rate_up.search(before):
        return one.span, None, "up", "change-rate"
    if compiled.rate_down.search(before):
        return one.span, None, "down", "change-rate"
    return one.span, None, None, one.rule


def _thing(text: str, end: int, compiled: Rules) -> int:
    """The end of what 个 counts (9个自然村, 31个人), ``end`` where no noun follows."""
    if listed := compiled.things.match(text, end):
        return listed.end()
    following = _FOLLOWS.match(text, end)
    words = rjieba.tag(following.group()) if following else []
    count = len(list(takewhile(lambda one: _is_thing(*one) and (one[1][0] not in "qk" or one != words[0]), words)))  # 党员|户
    goes_on = count < len(words) and words[count][0] in compiled.trades  # 16个|新型农村集体经济|发展项目
    return end if count > _MOST_NOUNS or goes_on else end + sum(len(word) for word, _ in words[:count])


def _is_thing(word: str, tag: str) -> bool:
    return (tag[0] in "njqk" or word in ("组", "嘎查", "窗口")) and word not in ("全部", "基本", "主要")


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
