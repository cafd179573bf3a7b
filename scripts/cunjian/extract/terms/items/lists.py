"""Every list around a name that may be what a part of it asks for, with the points that the list itself earns.

A list is so many cells in a row: by marks, by numbers (一是…二是…), by the part's own label (“三亮”即…), or headings in a row.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby

from cunjian.extract.terms.items import alike
from cunjian.extract.terms.items.cells import (
    INTRODUCED,
    JOINTS,
    STOPS,
    Cell,
    Place,
    cut,
    merged,
    parted,
    rows,
    stripped,
)
from cunjian.extract.terms.items.shorthand import Part
from cunjian.extract.terms.items.trim import trimmed
from cunjian.extract.terms.items.window import Window
from cunjian.extract.terms.seen import alternation, bare
from cunjian.model import Document, Span, Words

_AHEAD = 440
_ORDER = "一二三四五六七八九十"
_NEAR_PARTS = 60
_INTRODUCING = (INTRODUCED, "：", "（", "—")
_UNLIKE = 8  # characters by which the lengths of two things of a list may differ
_ETC = re.compile(r"(?<![平同对均])等(?![级待于候])")


@dataclass(frozen=True, slots=True)
class Listing:
    """So many items in a row."""

    spans: tuple[Span, ...]
    points: float
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
    carries, count, words = alike.could_carry(window.text, part), part.count, window.place.words
    for mark, row in (*window.rows, *(window.leads if carries else ())):
        if count > len(row) or (count == 1 and mark in ("，", "leads")) or (mark == "mixed" and not carries):
            continue
        near = {*window.near(row, count)} if mark != "leads" else set()
        for first in range(len(row) - count + 1) if carries else sorted(near):
            cells = row[first : first + count]
            told = [c.told for c in cells]
            if not (carries and alike.may_carry(told, part, words)):
                if part.telling and cells[0].before not in _INTRODUCING and part.keys[0] not in told[0][:2]:
                    continue
                if mark == "mixed" or first not in near or not _may_be(told, mark, words, exact=count == len(row)):
                    continue
            left = row[first - 1].told if first else ""
            right = row[first + count].told if first + count < len(row) else ""
            if found := judged(part, core, cells, window.place, left, right, mark=mark, total=total):
                yield found
    yield from _ordered(part, core, window, total)


def _may_be(told: Sequence[str], mark: str, words: Words, *, exact: bool) -> bool:
    """Whether cells that share no character with the name may be its things: no others beside them, of one length, counted."""
    if exact:
        middle = sorted(map(len, told[1:-1]))
        return not middle or (middle[-1] - middle[0] <= _UNLIKE and -3 <= len(told[-1]) - middle[0] <= 2 * _UNLIKE)
    return (len(told) > 3 and len({len(t) for t in told[1:-1]}) == 1) or (mark in ("、", "和") and bool(_number(words).search(told[-1], 1)))


def judged(part: Part, core: str, cells: Sequence[Cell], place: Place, left: str, right: str, *, mark: str = "", total: int = 0) -> Listing | None:
    """The cells as a list; None where they cannot be what the part asks for."""
    text, words = place.text, place.words
    if _ETC.search(cells[-1].told, 1):
        return None
    counted, cells = _counted(part, cells, words, total)
    spans, headed = trimmed(text, cells, part, words)
    told = [bare(s.of(text)) for s in spans]
    if not alike.possible(told, core, words):
        return None
    points, carried, edges = alike.points(told, part, words, counted=counted, headed=headed)
    if (mark == "leads" or part.each or part.both) and not (carried and edges):
        return None
    if carried and any(alike.another(side, told, part, words) for side in (left, right) if side):
        return None
    if mark == "mixed" and not carried:
        return None
    if all(text[s.start - 1 : s.start] == "“" and text[s.end : s.end + 1] == "”" for s in spans):
        points += words.numbers["items.points"]["quoted"]
    if mark in ("和", "mixed"):
        points += words.numbers["items.points"]["split" if mark == "和" else "mixed"]
    return Listing(tuple(spans), points, carried, left, right, counted == "ours")


@lru_cache(maxsize=4)
def _number(words: Words) -> re.Pattern[str]:
    return re.compile(rf"(?<=[\u4e00-\u9fff])([二两三四五六七八九十]|1?\d)([{''.join(words['items.measures'])}])?([\u4e00-\u9fff]{{1,4}})")


def _counted(part: Part, cells: Sequence[Cell], words: Words, total: int) -> tuple[str, Sequence[Cell]]:
    """Whether the text counts the list (A、B、C三个环节): "ours", "other" (of another thing), or ""; and the cells without that."""
    last = cells[-1]
    for match in _number(words).finditer(last.told):
        number, measure, noun = match.groups()
        if alike.value(number) not in (part.count, total) or not (measure or any(k in noun for k in part.keys)):
            continue
        general = words["items.general" if part.keys or part.weak else "items.steps"]
        ours = any(noun.startswith(g) for g in general) or (measure in ("方", "家", "条") and part.weak) or any(k in noun for k in part.keys)
        rest = Cell(Span(last.span.start, last.span.start + match.start()), last.told[: match.start()], last.before, last.after)
        return ("ours" if ours else "other"), [*cells[:-1], rest]
    return "", cells


def _ordered(part: Part, core: str, window: Window, total: int) -> Iterator[Listing]:
    """一是…，二是…; 第一步…。第二步…: the leading clause of each, as many as there are numbers."""
    place, text = window.place, window.place.text
    heads = window.ordinals
    numbers = [next(g for g in h.groups()[:3] if g) for h in heads]
    starts = [i for i, n in enumerate(numbers) if n == "一"]
    for first in starts[:1] if window.behind else starts[-1:]:
        run = heads[first : first + part.count]
        more = numbers[first + part.count : first + part.count + 1]
        if "".join(numbers[first : first + part.count]) != _ORDER[: part.count] or more == [_ORDER[part.count : part.count + 1]]:
            continue
        cells = [Cell(span, span.of(text)) for h in run if (span := stripped(text, *h.span(4)))]
        if len(cells) == part.count and (found := judged(part, core, cells, place, "", "", total=total)):
            yield replace(found, points=found.points + place.words.numbers["items.points"]["ordered"])


@lru_cache(maxsize=4)
def _meaning(words: Words) -> re.Pattern[str]:
    return re.compile(rf"”?(?:，?(?:也)?(?:{alternation(words, 'items.meanings')})：?|：|，(?=[^，。；]*、))")


_CALLED = re.compile(r"，?(?:这)?(?:就是|便是|是|叫做|叫|即|为)“?$")


def defined(part: Part, core: str, place: Place) -> Iterator[Listing]:
    """“三亮”即A、B、C; “1”是A; A、B、C，这是“三统”."""
    text, points = place.text, place.words.numbers["items.points"]["defined"]
    label = f"“{part.label}”" if len(part.label) == 1 else part.label
    end = min(place.end, place.at.end + _AHEAD)
    for said in re.finditer(rf"{part.keys[0]}的就?是", text[place.at.end : end]) if part.telling else ():  # 晒的是A、B、C
        stop = next((i for i in range(place.at.end + said.end(), end) if text[i] in STOPS), end)
        for listing in _told(part, core, place, place.at.end + said.end(), stop):
            yield replace(listing, points=listing.points + points, carried=True)
    at = text.find(label, place.at.end, end) if part.label else -1
    while at >= 0:
        is_said = _meaning(place.words).match(text, at + len(label), end)
        if is_said:
            stop = next((i for i in range(is_said.end(), end) if text[i] in STOPS), end)
            for listing in _told(part, core, place, is_said.end(), stop):
                yield Listing(listing.spans, listing.points + points, listing.carried, "", "")
        called = _CALLED.search(text, place.at.end, at)
        if called and text[at + len(label) : at + len(label) + 2].lstrip("”")[:1] in ("，", "。", "；"):
            begin = max(text.rfind(mark, place.at.end, called.start()) for mark in "。；：！？\n，") + 1
            for listing in _told(part, core, place, max(begin, place.at.end), called.start()):
                yield Listing(listing.spans, listing.points + points, listing.carried, "", "")
        at = text.find(label, at + 1, end)


def _told(part: Part, core: str, place: Place, start: int, stop: int) -> Iterator[Listing]:
    """The list or the single thing that a region begins with."""
    fine = cut(place.text, start, stop, place.words)
    fine[:1] = [replace(cell, before=INTRODUCED) for cell in fine[:1]]
    comma = merged(place.text, fine, JOINTS if part.symbol else JOINTS[1:])
    if part.count == 1:
        span = comma[0].span if comma else None
        if span and len(span) <= 40 and not _ETC.search(span.of(place.text)[1:]):
            yield Listing((span,), place.words.numbers["items.points"]["key"], False, "", "")
        return
    for cells in (fine, parted(fine)):
        for row in (r for mark in ("、", "，") for r in rows(cells, mark)):
            if row[0] == cells[0] and (len(row) == part.count or (row[part.count - 1 : part.count] and row[part.count - 1].after == "，")):
                if found := judged(part, core, row[: part.count], place, "", ""):
                    yield replace(found, points=max(found.points, place.words.numbers["items.points"]["key"]))


def headings(part: Part, document: Document, place: Place) -> Iterator[Listing]:
    """“五好”: exactly as many headings of one level in a row, each with a phrase that begins or ends with its character."""
    around = bisect_left(document.parts, place.at.start, key=lambda p: p.span.start)
    near = document.parts[max(0, around - _NEAR_PARTS) : around + _NEAR_PARTS]
    points = place.words.numbers["items.points"]
    for level in (1, 2, 3):
        heads = [p for p in near if p.kind == "heading" and p.level == level]
        for key in part.keys:
            if sum(key in p.title for p in heads) < part.count:
                continue
            for form in _FORMS:
                for run in _runs([(p.span, form(p.title, key)) for p in heads], part.count):
                    spans = [_in(place.text, span, phrase) for span, phrase in run]
                    if run[-1][0].start > place.at.start and len({s.of(place.text) for s in spans if s}) == part.count:
                        yield Listing(tuple(s for s in spans if s), points["key"] + points["headings"], True, "", "")


def _runs(found: Sequence[tuple[Span, str]], count: int) -> Iterator[Sequence[tuple[Span, str]]]:
    """Exactly so many with a phrase in a row."""
    for has, group in groupby(found, key=lambda one: bool(one[1])):
        run = list(group)
        if has and len(run) == count:
            yield run


def _in(text: str, head: Span, phrase: str) -> Span | None:
    """Where the phrase of a title stands in the text."""
    at = text.find(phrase, head.start, head.end)
    return Span(at, at + len(phrase)) if at >= 0 else None


def _quoted(title: str, key: str) -> str:
    """在“班子好”上下功夫."""
    return next((m for m in _QUOTED.findall(title) if m.endswith(key)), "")


def _begun(title: str, key: str) -> str:
    """以党建为魂，亮身份: a clause that begins with it."""
    return next((p for p in _CLAUSE.split(title) if p.startswith(key) and 3 <= len(p) <= 9), "")


def _ended(title: str, key: str) -> str:
    """队伍优."""
    return title if title.endswith(key) and 2 <= len(title) <= 6 and not _CLAUSE.search(title) else ""


def _opened(title: str, key: str) -> str:
    """自治增活力: a word of two characters before a phrase of three."""
    first = _CLAUSE.split(title)[0]
    return first[:2] if len(first) == 5 and first[1] == key else ""


_FORMS = (_quoted, _begun, _ended, _opened)
_QUOTED = re.compile("“((?:[^“”]|‘[^’]*’)*)”")
_CLAUSE = re.compile("[^\u4e00-\u9fff]+")
