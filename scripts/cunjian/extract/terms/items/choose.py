"""Which of all the lists around a name is taken: the one with most points, counting where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from cunjian.extract.terms.items import alike, apart, beside, headings, labels, lists
from cunjian.extract.terms.items.cells import Place
from cunjian.extract.terms.items.lists import Listing
from cunjian.extract.terms.items.rules import NUMERALS, Rules
from cunjian.extract.terms.items.shorthand import Part, Reading, readings, spoken
from cunjian.extract.terms.items.window import Window, around_of
from cunjian.extract.terms.items.words import is_noun
from cunjian.extract.terms.seen import bare
from cunjian.model import Document, Item, Span

_GAP = 16  # between the lists of two parts
_OTHER = re.compile("[，。](?:推行|实行|建立|开展|设立|落实|实施|探索)")  # what comes next has a name of its own
_PEEK, _AROUND = 60, 400


Signs = tuple[tuple[str, float], ...]
"""Signs with the share of the items that has them."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The lists of all parts of a name, and what speaks for them."""

    spans: tuple[Span, ...]
    signs: Signs
    carried: bool

    def points(self, rules: Rules) -> float:
        return sum(rules.points.get(sign, 0.0) * share for sign, share in self.signs)


def best(core: str, places: Sequence[Place], document: Document) -> tuple[Item, ...]:
    """The items of a name; none where no list has points enough."""
    rules = places[0].rules
    top, most = None, rules.points["threshold"]
    for choice in candidates(core, places, document):
        if (points := choice.points(rules)) > most or (top is None and points == most):
            top, most = choice, points
        if most >= rules.points["plenty"]:
            break
    return _items(top, places[0].text) if top else ()


def candidates(core: str, places: Sequence[Place], document: Document) -> Iterator[Choice]:
    """All lists around all places, the likeliest readings first."""
    found = readings(core, places[0].rules)
    for place in places:
        for reading in _worth(found, core, place):
            yield from _of_reading(reading, core, place)
    yield from _elsewhere([r for r in found if len(r.parts) == 1 and (r.parts[0].keys or r.parts[0].both)], core, document, places[0])


def _elsewhere(found: Sequence[Reading], core: str, document: Document, place: Place) -> Iterator[Choice]:
    """Lists that stand apart from the name: headings in a row, and things that all begin or end as the name says."""
    heads = headings.near(document, place) if found else ()
    for reading in found:
        for one in () if reading.free else headings.lists(reading.parts[0], heads, place):
            yield Choice(one.spans, _whole(one.signs), True)
        for one in () if reading.free else apart.lists(reading.parts[0], core, place):
            yield Choice(one.spans, _whole((*one.signs, "afar")), True)


@lru_cache(maxsize=256)  # a name is proved by its items before they are looked for
def _windows(place: Place) -> tuple[Window, Window]:
    return Window(place, behind=True), Window(place, behind=False)


@lru_cache(maxsize=512)
def _lists(part: Part, core: str, window: Window, total: int) -> Sequence[Listing]:
    """The lists of one window, looked for once for all readings of a name."""
    return tuple(lists.of_part(part, core, window, total))


def is_formula(core: str, rules: Rules) -> bool:
    """Whether a name consists of digits (1+3+N, 532)."""
    found = readings(core, rules)
    return bool(found) and any(part.symbol for part in found[0].parts)


def proof(core: str, place: Place) -> tuple[Item, ...]:
    """The items right behind or before one place, each with a character of the name."""
    around = around_of(place)
    worth = [r for r in readings(core, place.rules) if all(alike.could_carry(around, part) for part in r.parts)]
    found = (c for r in worth for c in _of_reading(r, core, place, proves=True) if c.carried)
    top = max(found, key=lambda c: c.points(place.rules), default=None)
    return _items(top, place.text) if top and top.points(place.rules) >= place.rules.points["threshold"] else ()


def _items(choice: Choice, text: str) -> tuple[Item, ...]:
    return tuple(Item(bare(span.of(text)), span) for span in choice.spans)


def _of_reading(reading: Reading, core: str, place: Place, *, proves: bool = False) -> Iterator[Choice]:
    """Every way to find a list for each part, one behind the other; ``proves``: at least every one that shares its characters with the name."""
    several = len(reading.parts) > 1
    explained = [[*labels.defined(part, core, place)] for part in reading.parts] if several else [[]]
    if several:
        yield from _chained(reading, core, explained, place, free=True)
    for window in () if reading.labels else _windows(place):
        if several and not all(any(key in window.text for key in part.keys) for part in reading.parts):
            continue
        if proves and not several and not _may_prove(reading.parts[0], window):
            continue
        found = [[*_lists(part, core, window, reading.count), *more] for part, more in zip(reading.parts, explained, strict=True)]
        if proves and not several:
            found = [[one for one in found[0] if one.carried]]
        yield from _chained(reading, core, found, place)


def _may_prove(part: Part, window: Window) -> bool:
    """A quick look: its characters stand on this side of the name often enough, or its number does."""
    text = window.reach
    return part.weak == "级" or alike.could_carry(text, part) or any(number in text for number in spoken(part.count))


def _worth(found: Sequence[Reading], core: str, place: Place) -> Iterator[Reading]:
    """The readings that may have a list here: a quick look at names without numerals, nearly none of which has one."""
    rules, text, end = place.rules, place.text, min(place.end, place.at.end + _PEEK)
    lo, hi = max(place.start, place.at.start - _AROUND), min(place.end, place.at.end + _AROUND)
    claimed = rules.claimed.match(text, place.at.end, end)
    joined = text.endswith(("的", "的“"), 0, place.at.start)
    borne = bool(found) and any(text.count(key, lo, hi) > 2 for key in found[-1].parts[0].keys if len(key) > 1)
    free = claimed or joined or borne or rules.stepped.search(text, place.at.end, end)
    for reading in found:
        part = reading.parts[0]
        if reading.free:
            if free:
                yield reading
        elif part.each and not part.each[0][0][0].isdigit():
            if joined or core[0] in NUMERALS or any(text.find(mark + core[1], lo, hi) >= 0 for mark in "、，“是 "):
                yield reading
        elif part.keys or not reading.turned or text[place.at.end : place.at.end + 2].lstrip("”")[:1] == "：":
            yield reading


def _chained(reading: Reading, core: str, of_parts: Sequence[Sequence[Listing]], place: Place, *, free: bool = False) -> Iterator[Choice]:
    """For each list of the first part the best that follow for the others; ``free``: each is explained by itself."""
    def told(one: Listing) -> float:
        return sum(place.rules.points.get(sign, 0.0) for sign in one.signs)

    for first in of_parts[0]:
        chain = [first]
        for listings in of_parts[1:]:
            following = [one for one in listings if _follows(chain[-1], one, place.text, free=free)]
            chain += [max(following, key=lambda one: (told(one), -one.spans[0].start))] if following else []
        if len(chain) < len(of_parts) or place.text[chain[-1].whole.end : place.at.start].rstrip("“") == "、":  # the name is one more of them
            continue
        signs = [(sign, part.count / reading.count) for one, part in zip(chain, reading.parts, strict=True) for sign in one.signs]
        signs += _whole(_together(chain, reading, core, place))
        yield Choice(tuple(s for one in chain for s in one.spans), tuple(signs), all(one.carried for one in chain))


def _whole(signs: Iterable[str]) -> Signs:
    return tuple((sign, 1.0) for sign in signs)


def _together(chain: Sequence[Listing], reading: Reading, core: str, place: Place) -> Iterator[str]:
    """Signs of all lists of a name together: where they stand, alone and with how they hold the name."""
    at = beside.sign(Span(chain[0].whole.start, chain[-1].whole.end), core, place)
    yield at
    if not chain[0].left and not chain[-1].right:
        yield "exact"
    near, bare = beside.near(at), not all(one.carried or "defined" in one.signs or (len(chain) > 1 and one.signs[0] in alike.CARRYING) for one in chain)
    kind = "free" if reading.free else "bare" if bare else "held"
    yield from (f"{kind}·{sign}" for sign in beside.form(Span(chain[0].whole.start, chain[-1].whole.end), place))
    if reading.count > 3:
        yield f"{kind}·many"
    if reading.free:
        yield "free"
        yield f"free·{near}"
        if chain[0].carried:
            yield "free·carried"
        if chain[0].counted:
            yield "free·counted"
        if _borne(chain, reading, place):
            yield "free·borne"
    elif bare:
        yield from (f"bare·{sign}·{near}" for sign in ("", *_bare(chain, reading, place)))


def _bare(chain: Sequence[Listing], reading: Reading, place: Place) -> Iterator[str]:
    """Signs of lists that share no character with the name."""
    part = reading.parts[0]
    if part.label and not part.keys and not part.weak:  # 三村 may be any three
        yield "any"
    if part.keys and is_noun(part.keys[0]):  # 网格, 专班 carry their name
        yield "noun"
    if _happened(chain, place):
        yield "happened"
    if _OTHER.search(place.text, place.at.end, chain[0].whole.start):
        yield "done"
    if len(chain) > 1:
        yield "several"
    if reading.turned:
        yield "turned"


def _borne(chain: Sequence[Listing], reading: Reading, place: Place) -> bool:
    """情况在一线掌握、问题在一线解决: each holds all that the name says."""
    told = [s.of(place.text) for s in chain[0].spans]
    return any(all(key in t for t in told) for key in reading.parts[0].keys)


def _happened(chain: Sequence[Listing], place: Place) -> bool:
    """修了水渠、通了公路: what came of it."""
    told = [s.of(place.text) for one in chain for s in one.spans]
    return sum("了" in t for t in told) * 2 > len(told) or place.text[chain[0].whole.start - 1] == "了"


def _follows(one: Listing, other: Listing, text: str, *, free: bool) -> bool:
    """Whether a list begins where another ends, or, where each is explained by itself, anywhere else."""
    if free:
        return not any(a.touches(b) for a in one.spans for b in other.spans)
    gap = text[one.whole.end : other.whole.start]
    return one.whole.end <= other.whole.start and len(gap) <= _GAP and "。" not in gap
