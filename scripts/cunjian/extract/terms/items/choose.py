"""Which of all the lists around a name is taken: the one with most points, counting where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from cunjian.extract.terms.items import lists
from cunjian.extract.terms.items.cells import STOPS, Place
from cunjian.extract.terms.items.lists import Listing
from cunjian.extract.terms.items.shorthand import Part, Reading, readings
from cunjian.extract.terms.items.window import Window
from cunjian.extract.terms.seen import alternation, bare
from cunjian.model import Document, Item, Span, Words

_GAP = 16  # between the lists of two parts
_PEEK, _AROUND = 60, 400
_ASIDE = 10  # between a list and the clause that names it: 少一样都不行
_CLOSE = 20  # from the name to its list
_NAMED = re.compile(r"“[^“”]*”")


class _Known:
    """The lists of one place, looked for once for all readings of a name."""

    def __init__(self) -> None:
        self._found: dict[tuple[bool, Part, int], Sequence[Listing]] = {}

    def lists(self, part: Part, core: str, window: Window, total: int) -> Sequence[Listing]:
        """Those of a part of a name in one window."""
        key = (window.behind, part, total)
        if key not in self._found:
            self._found[key] = list(lists.of_part(part, core, window, total))
        return self._found[key]


@dataclass(frozen=True, slots=True)
class Choice:
    """The lists of all parts of a name, and what speaks for them."""

    spans: tuple[Span, ...]
    points: float
    carried: bool


def best(core: str, places: Sequence[Place], document: Document) -> tuple[Item, ...]:
    """The items of a name; none where no list has points enough."""
    points = places[0].words.numbers["items.points"]
    top: Choice | None = None
    for choice in _choices(core, places, document):
        if top is None or choice.points > top.points:
            top = choice
        if top.points >= points["plenty"]:
            break
    return _items(top, places[0].text) if top and top.points >= points["threshold"] else ()


def _choices(core: str, places: Sequence[Place], document: Document) -> Iterator[Choice]:
    """All lists around all places, the likeliest readings first."""
    found = readings(core, places[0].words)
    for place in places:
        windows, known = _windows(place), _Known()
        for reading in _worth(found, core, place):
            yield from _of_reading(reading, core, place, windows, known)
    for reading in found:
        if len(reading.parts) == 1 and reading.parts[0].keys:
            for one in lists.headings(reading.parts[0], document, places[0]):
                yield Choice(one.spans, one.points, True)


def _windows(place: Place) -> tuple[Window, Window]:
    return Window(place, behind=True), Window(place, behind=False)


def is_formula(core: str, words: Words) -> bool:
    """Whether a name consists of digits (1+3+N, 532)."""
    found = readings(core, words)
    return bool(found) and any(part.symbol for part in found[0].parts)


def proof(core: str, place: Place) -> tuple[Item, ...]:
    """The items right behind or before one place, each with a character of the name."""
    points, windows, known = place.words.numbers["items.points"], _windows(place), _Known()
    found = (c for r in readings(core, place.words) for c in _of_reading(r, core, place, windows, known) if c.carried)
    top = max(found, key=lambda c: c.points, default=None)
    return _items(top, place.text) if top and top.points >= points["threshold"] + points["next"] else ()


def _items(choice: Choice, text: str) -> tuple[Item, ...]:
    return tuple(Item(bare(span.of(text)), span) for span in choice.spans)


def _of_reading(reading: Reading, core: str, place: Place, windows: Sequence[Window], known: _Known) -> Iterator[Choice]:
    """Every way to find a list for each part, one behind the other."""
    explained = [list(lists.defined(part, core, place)) for part in reading.parts] if len(reading.parts) > 1 else []
    if explained and all(explained):
        yield from _chained(reading, core, explained, place, None)
    if reading.labels:
        return
    for window in windows:
        if len(reading.parts) > 1 and not all(any(key in window.text for key in part.keys) for part in reading.parts):
            if not (window.behind and _rules(place.words).claimed.match(window.text)):
                continue
        of_parts = [known.lists(part, core, window, reading.count) for part in reading.parts]
        if window.behind and len(of_parts) > 1:
            of_parts = [[*found, *more] for found, more in zip(of_parts, explained, strict=True)]
        if all(of_parts):
            yield from _chained(reading, core, of_parts, place, window)


def _worth(found: Sequence[Reading], core: str, place: Place) -> Iterator[Reading]:
    """The readings that may have a list here: a quick look at names without numerals, nearly none of which has one."""
    rules, end = _rules(place.words), min(place.end, place.at.end + _PEEK)
    claimed = rules.claimed.match(place.text, place.at.end, end)
    for reading in found:
        part = reading.parts[0]
        if reading.free:
            if claimed or rules.steps.search(place.text, place.at.end, end):
                yield reading
        elif part.each and not part.each[0][0][0].isdigit():
            around = place.text[max(place.start, place.at.start - _AROUND) : min(place.end, place.at.end + _AROUND)]
            if any(mark + core[1] in around for mark in "、，"):
                yield reading
        elif claimed or part.keys or part.weak or not reading.turned:
            yield reading


def _chained(reading: Reading, core: str, of_parts: Sequence[Sequence[Listing]], place: Place, window: Window | None) -> Iterator[Choice]:
    """For each list of the first part the best that follow for the others."""
    of = place.words.numbers["items.points"]
    for first in of_parts[0]:
        chain = [first]
        for listings in of_parts[1:]:
            following = [one for one in listings if _follows(chain[-1], one, place.text, free=window is None)]
            if not following:
                break
            chain.append(max(following, key=lambda one: (one.points, -one.spans[0].start)))
        exact = not chain[0].left and not chain[-1].right
        carried = all(one.carried for one in chain)
        if len(chain) < len(of_parts) or (window and not carried and reading.turned and not exact):
            continue
        points = sum(one.points * part.count for one, part in zip(chain, reading.parts, strict=True)) / reading.count
        points += (of["turned"] if reading.turned else 0) + (of["free"] if reading.free else 0)
        if window:
            points += of["exact"] if exact else 0
            at = _at(Span(chain[0].whole.start, chain[-1].whole.end), core, place, window)
            if reading.free and not (exact and (at == of["introduced"] or chain[0].counted)):
                continue
            if not carried and (at < of["next"] or (len(chain) > 1 and (reading.turned or not exact or at < of["introduced"]))):
                continue
            points += at
        yield Choice(tuple(s for one in chain for s in one.spans), points, carried)


def _follows(one: Listing, other: Listing, text: str, *, free: bool) -> bool:
    """Whether a list begins where another ends, or, where each is explained by itself, anywhere else."""
    if free:
        return not any(a.touches(b) for a in one.spans for b in other.spans)
    gap = text[one.whole.end : other.whole.start]
    return one.whole.end <= other.whole.start and len(gap) <= _GAP and "。" not in gap


@dataclass(frozen=True, slots=True)
class _Rules:
    claimed: re.Pattern[str]
    steps: re.Pattern[str]
    introduced: re.Pattern[str]
    other: re.Pattern[str]
    named: re.Pattern[str]
    led: re.Pattern[str]


@lru_cache(maxsize=4)
def _rules(words: Words) -> _Rules:
    introducing, naming, leading = (alternation(words, f"items.{name}") for name in ("introducers", "naming", "leading"))
    steps = alternation(words, "items.steps")
    return _Rules(
        claimed=re.compile(rf"[^。；]{{0,6}}(?:{introducing})"),
        steps=re.compile(rf"[三四五六七八][个大道]?(?:{steps})"),
        introduced=re.compile(rf"[^。；]*(?:({introducing})|[：（]|——)[：“]*(?:[\u4e00-\u9fff]{{1,4}})?$"),
        other=re.compile(rf"([一二三四五六七八九十两双][\u4e00-\u9fff]{{1,3}}?)”?，?(?:{introducing})：?$"),
        named=re.compile(rf"(?:^|[，。])[^，。；：、“”]{{0,10}}(?:{naming})(?:了|的|[\u4e00-\u9fff]{{1,4}}的)?[\u4e00-\u9fff]{{0,4}}$"),
        led=re.compile(rf"[，；][^，。；]{{0,6}}(?:{leading})(?:了|好)?$"),
    )


def _at(whole: Span, core: str, place: Place, window: Window) -> float:
    """What the place of a list beside its name says."""
    of, rules, text = place.words.numbers["items.points"], _rules(place.words), place.text
    gap = text[place.at.end : whole.start] if window.behind else text[whole.end : place.at.start]
    gap = gap.rstrip("“ ") if not window.behind else gap
    if _NAMED.search(gap):
        return of["otherwise_named"]
    stops = sum(map(gap.count, STOPS))
    if window.behind:
        if (other := rules.other.search(gap)) and other.group(1) not in core:
            return of["otherwise_named"]
        if (said := rules.introduced.match(gap)) and len(gap) <= _CLOSE and gap.count("，") <= 1:
            return of["introduced" if said.group(1) else "marked"]
        if not stops:
            return of["beside"] if gap.count("，") <= 1 and len(gap) <= _CLOSE else of["sentence"]
        return of["next"] if stops == 1 and len(gap) <= _CLOSE else of["far"]
    if stops + gap.count("，") <= 2 and (named := rules.named.search(gap)) and named.start() <= _ASIDE:
        return of["named"]
    if not stops and "，" not in gap and len(gap) <= 10:
        return of["joined"]
    if not stops and (rules.led.search(gap) or gap == "，"):
        return of["led"]
    return of["far"] if stops else of["sentence"]
