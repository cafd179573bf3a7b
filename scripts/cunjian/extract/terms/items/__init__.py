"""What a shorthand stands for, where the text itself spells all of it out.

The numerals of the name say how many things there must be (四定三包: seven).  Every place where the shorthand stands is
looked at in every way in which texts spell things out; a list whose items all carry the shorthand's own character is
believed before one that only stands where such lists stand.  A list of another length is left open, and flagged when
the text claims it is the whole.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from cunjian.extract.terms.items import by_part, digits, enumerated, one_by_one, ways, whole
from cunjian.extract.terms.items.fit import fit
from cunjian.extract.terms.items.shorthand import Place, Shorthand, read
from cunjian.extract.terms.seen import Seen
from cunjian.model import Document, Flag, Item, Span, Words

_MOST_PLACES = 12
_LONGER = re.compile(r"[\u4e00-\u9fff]{0,4}[”’]")  # “五好” and “五好党支部”
_CLOSING = re.compile(r"[”’]")
_DIGITS = re.compile(r"[1-9]{2,5}|[一二三四五六七八九]{3,5}")


def of(
    seen: Seen, text: str, document: Document, words: Words, reference: tuple[str, ...]
) -> tuple[tuple[Item, ...], tuple[Flag, ...]]:
    """The items of one name in one speech, and flags where a list that claims to be the whole has another length.

    ``reference`` holds the items that the reference list gives for the name.
    """
    core = seen.core or seen.name
    name = read(core)
    found = whole.reference(seen, text, reference) or whole.own_parts(seen, text)
    if not found and not name.groups:
        found = whole.acronym(core, text)
    if found:
        return found, ()
    places = _places(seen, core, text, document, words)
    if not name.groups and "+" not in core and not _DIGITS.fullmatch(core):
        return _steps(name, places), ()
    if not name.is_countable and not _DIGITS.fullmatch(core) and not re.search(r"\d\+|\+\d", core):
        return (), ()
    if _DIGITS.fullmatch(core):
        return digits.spelled(core, places), ()
    if not name.is_countable:
        return digits.formula(core, places), ()
    found = _spelled(name, places) or whole.headings(name, text, document, min(p.at.start for p in places))
    return found, () if found else tuple(f for place in places for f in _mismatch(name, place))


def near(seen: Seen, text: str, document: Document, words: Words) -> tuple[Item, ...]:
    """The items that stand right at this one place, each with the shorthand's own characters; a proof of the name."""
    name = read(seen.core or seen.name)
    if not name.is_countable:
        return ()
    place = Place(text, seen.span, _paragraph_end(seen.span, document), words)
    return _carried(name, [place]) or _carried(name.interleaved, [place])


def _spelled(name: Shorthand, places: Sequence[Place]) -> tuple[Item, ...]:
    """Items right behind 即 or in brackets, items with the name's own characters, told one by one, or in the place of a
    list, in this order."""
    if found := next((found for place in places if (found := by_part.explained(name, place))), ()):
        return found
    if name.count == len(name.groups):  # 一人一卡一册
        return _carried(name.ordinal, places) if name.count > 2 else ()
    for place in places if not name.is_pair else ():
        for reading in dict.fromkeys((name.carried, name)):
            for spans in ways.right_behind(reading, place) if reading.is_countable else ():
                if found := fit(reading, place.text, spans, place.words)[0]:
                    return found
        for spans, sure in ways.explicit(name, place):
            if sure and (found := fit(name, place.text, spans, place.words)[0]):
                return found
    for reading in dict.fromkeys((name, name.carried, name.interleaved, name.ordinal, name.turned)):
        if reading.is_countable and (found := _carried(reading, places)):
            return found
    told = next((found for place in places if (found := one_by_one.told(name, place) or _in_order(name, place))), ())
    return told or (() if name.is_pair else _placed(name, places))


def _in_order(name: Shorthand, place: Place) -> tuple[Item, ...]:
    if colours := enumerated.coloured(name, place):
        return tuple(Item(s.of(place.text), s) for s in colours)
    found, carried = fit(name, place.text, enumerated.in_order(name, place), place.words)
    return found if carried else ()


def _steps(name: Shorthand, places: Sequence[Place]) -> tuple[Item, ...]:
    """What a name without numerals consists of, where the text counts it (说、议、办、评四个环节)."""
    for place in places:
        if spans := enumerated.steps(place):
            counted = Shorthand(name.core, ((len(spans), "个"),))
            if found := fit(counted, place.text, spans, place.words)[0]:
                return found
    return ()


def _carried(name: Shorthand, places: Sequence[Place]) -> tuple[Item, ...]:
    for place in places:
        for spans, _ in ways.all_of(name, place):
            found, carried = fit(name, place.text, spans, place.words)
            if found and carried:
                return found
    return ()


def _placed(name: Shorthand, places: Sequence[Place]) -> tuple[Item, ...]:
    for place in places:
        for spans, sure in ways.stated(name, place):
            if sure and (found := fit(name, place.text, spans, place.words)[0]):
                return found
    for place in places:
        for spans in [*enumerated.beside(name, place), enumerated.in_one_clause(name, place)]:
            if found := fit(name, place.text, spans, place.words)[0]:
                return found
    return ()


def _places(seen: Seen, core: str, text: str, document: Document, words: Words) -> list[Place]:
    """The sighting and other places where its core stands, quote marks included."""
    spans = [seen.span]
    at = text.find(core)
    while at >= 0 and len(spans) < _MOST_PLACES:
        end = at + len(core)
        more = _LONGER if len(core) < 4 else _CLOSING
        longer = more.match(text, end) if text[at - 1 : at] in ("“", "‘") else None
        quoted = longer is not None
        end = longer.end() - 1 if longer else end
        span = Span(at - quoted, end + quoted)
        if not span.touches(seen.span) and (quoted or len(core) >= 4):
            spans.append(span)
        at = text.find(core, end)
    return [Place(text, span, _paragraph_end(span, document), words) for span in spans]


def _paragraph_end(span: Span, document: Document) -> int:
    """The end of the part a place stands in; of the part behind it when that is a heading."""
    parts = document.parts
    at = bisect_right(parts, span.start, key=lambda p: p.span.start) - 1
    if at < 0 or parts[at].span.end <= span.start:
        return span.end
    after = parts[at + 1] if at + 1 < len(parts) else None
    return after.span.end if parts[at].kind == "heading" and after and after.kind == "paragraph" else parts[at].span.end


def _mismatch(name: Shorthand, place: Place) -> Iterator[Flag]:
    """A list after 即 or 分别是 that is shorter or longer than the name says."""
    found = place.explicit()
    if found is None or not re.search(r"(?:即|分别是|分别为)：?$", place.text[max(0, found[0] - 4) : found[0]]):
        return
    start, region = found
    clause = re.split(r"[，；]", region)[0]
    listed = clause.count("、") + 1
    if listed >= 2 and not clause.endswith("等") and listed != name.count:
        note = f"名称说有 {name.count} 项，此处列出 {listed} 项"
        yield Flag("count-mismatch", Span(start, start + len(clause)), note, rule="count-mismatch")
