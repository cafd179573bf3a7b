"""Every list around a name that may be what a part of it asks for, with the signs of the list itself.

A list is so many cells in a row: parted by marks, numbered (一是…二是…), or explained by the part's own label (“三亮”即…).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate

from cunjian.extract.terms.items import alike, trim
from cunjian.extract.terms.items.cells import Cell, stripped
from cunjian.extract.terms.items.leads import measured
from cunjian.extract.terms.items.rules import Rules
from cunjian.extract.terms.items.shorthand import Part
from cunjian.extract.terms.items.window import Window
from cunjian.extract.terms.items.words import tagged
from cunjian.extract.terms.seen import bare
from cunjian.model import Span

_ORDER = "一二三四五六七八九十"
_FIRST, _NOT_FIRST = ("先", "首先"), ("先进", "先锋")
ETC = re.compile(r"(?<![平同对均])等(?![级待于候])")


@dataclass(frozen=True, slots=True)
class Listing:
    """So many items in a row."""

    spans: tuple[Span, ...]
    signs: tuple[str, ...]  # how the items hold a character of the name first
    carried: bool  # each item shares a character with the name
    left: str  # the cells beside them in the same row; "" without any
    right: str
    counted: bool = False  # the text tells its number beside it

    @property
    def whole(self) -> Span:
        """From the first item to the last."""
        return Span(self.spans[0].start, self.spans[-1].end)


def of_part(part: Part, core: str, window: Window, total: int) -> Iterator[Listing]:
    """The lists of one window that have as many cells as the part asks for."""
    carries, count, rules = alike.could_carry(window.text, part), part.count, window.place.rules
    for mark, row in (*window.rows, *(window.leads if carries else ()), *(window.pairs if carries and part.both else ())):
        near, every = {*window.near(row, count)}, [cell.told for cell in row]
        named = [core in told for told in every]
        for first in range(len(row) - count + 1) if carries else sorted(near):
            told = every[first : first + count]
            if True in named[first + 1 : first + count - 1]:
                continue  # the list of another place
            if not alike.may_carry(told, part) and not (first in near and (count == len(row) or rules.number.search(told[-1], 1))):
                continue  # others beside them, nor counted
            beside = every[first - 1] if first else "", every[first + count] if first + count < len(row) else ""
            yield from judged(part, core, tuple(row[first : first + count]), window.place.text, rules, beside, mark, total)
    yield from _ordered(part, core, window, total)
    yield from _run_on(part, core, window, total)


@lru_cache(maxsize=1 << 10)  # the same cells stand behind one name and before another
def judged(
    part: Part, core: str, cells: tuple[Cell, ...], text: str, rules: Rules, beside: tuple[str, str] = ("", ""), mark: str = "", total: int = 0
) -> Sequence[Listing]:
    """The cells as lists, one for each way to read them; none where they cannot be what the part asks for."""
    return tuple(_judged(part, core, cells, text, rules, beside, mark, total))


def _judged(
    part: Part, core: str, cells: Sequence[Cell], text: str, rules: Rules, beside: tuple[str, str], mark: str, total: int
) -> Iterator[Listing]:
    if ETC.search(cells[-1].told, 1) or any(cell.told.endswith("等") for cell in cells):
        return
    counted, cells = _counted(part, cells, rules, total)
    known: set[tuple[Span, ...]] = set()
    for reading in trim.readings(text, cells, part, rules):
        spans = reading.spans
        told = [bare(s.of(text)) for s in spans]
        if (told[0][:2].isdigit() and not part.symbol) or not alike.possible(told, core, rules) or not alike.coloured(told, part, rules):
            continue
        if tuple(spans) in known:
            continue
        known.add(tuple(spans))
        signs, edges = alike.signs(told, part, rules, counted=counted)
        carried = (signs[0] in alike.CARRYING and (edges or len(told) != 2)) or counted == "ours"
        if reading.way != "plain":
            signs.append(reading.way)
        if _persons(part, cells, text):
            signs.append("persons")
        if any(alike.another(side, told, part) for side in beside):
            signs.append("another")
        if cells[0].told.startswith(_FIRST) and not cells[0].told.startswith(_NOT_FIRST):
            signs.append("ordered")
        if mark in ("和", "mixed"):
            signs.append("mixed")
        yield Listing(tuple(spans), tuple(signs), carried, *beside, counted == "ours")


def _persons(part: Part, cells: Sequence[Cell], text: str) -> bool:
    """由A、B、C组成; 一名A、一名B、一名C: persons, one of whom at least is what a part that asks for persons asks for."""
    told = [cell.told.partition("组成")[0] for cell in cells]
    if not any(t.endswith(key) for t in told for key in part.keys):
        return False
    return "组成" in cells[-1].told or bool(measured(text, [cell.span for cell in cells]))


def _counted(part: Part, cells: Sequence[Cell], rules: Rules, total: int) -> tuple[str, Sequence[Cell]]:
    """Whether the text counts the list (A、B、C三个环节): ours, other (another thing), or nothing; and the cells without that."""
    last, keys = cells[-1], (*part.keys, *part.weak)
    alike_to_the_end = len(cells) > 1 and all(cell.told.endswith(last.told[-2:]) for cell in cells)  # 没有公示的不批、没有三个人签字的不批
    for match in () if part.symbol or alike_to_the_end else rules.number.finditer(last.told):
        number, measure, noun = match.groups()
        rest = last.told[: match.start()].removesuffix("这").removesuffix("”")
        if not rest or alike.value(number) not in (part.count, total) or not (measure or any(k in noun for k in keys)):
            continue
        general = rules.general if part.keys else rules.steps
        ours = not noun or measure == "样" or measure in ("方", "家", "条") or measure == part.weak == "级" or noun.startswith(general) or any(k in noun for k in keys)
        return ("ours" if ours else "other"), [*cells[:-1], Cell(Span(last.span.start, last.span.start + len(rest)), rest, last.before, last.after)]
    return "", cells


def _ordered(part: Part, core: str, window: Window, total: int) -> Iterator[Listing]:
    """一是…，二是…; 第一步…。第二步…: the leading clause of each, as many as there are numbers."""
    place, text = window.place, window.place.text
    heads = window.ordinals
    numbers = [next((g for g in h.groups()[:3] if g), _ORDER[at]) for at, h in enumerate(heads[: len(_ORDER)])]
    starts = [i for i, n in enumerate(numbers) if n == "一"]
    for first in starts:
        run = heads[first : first + part.count]
        if "".join(numbers[first : first + part.count]) != _ORDER[: part.count]:
            continue
        cells = tuple([Cell(span, span.of(text)) for h in run if (span := stripped(text, *h.span(4)))])
        for found in judged(part, core, cells, text, place.rules, total=total) if len(cells) == part.count else ():
            if (found.carried or window.behind or "。" in text[found.whole.end : place.at.start]):  # not in what the last tells
                yield replace(found, signs=tuple(dict.fromkeys((*found.signs, "ordered"))))


def _run_on(part: Part, core: str, window: Window, total: int) -> Iterator[Listing]:
    """同吃同住同劳动: things that follow each other without a mark, each with the character in front or behind."""
    key = part.keys[0] if part.telling and part.count > 2 else ""
    if not key or window.text.count(key) < part.count:
        return
    for form in (f"{key}[^{key}\\W]{{1,3}}", f"[^{key}\\W]{{1,2}}{key}"):
        for run in re.finditer(f"(?:{form}){{{part.count}}}(?!{form})", window.text):
            start = window.span.start + run.start()
            if not _begins_word(window.place.text, start):
                continue
            cells = tuple([Cell(Span(start + m.start(), start + m.end()), m.group()) for m in re.finditer(form, run.group())])
            yield from judged(part, core, cells, window.place.text, window.place.rules, total=total)


def _begins_word(text: str, at: int) -> bool:
    """Not the 化 of 标准化."""
    before = text[max(0, at - 3) : at]
    return any(end == len(before) for end in accumulate(len(word) for word, _ in tagged(before + text[at])))
