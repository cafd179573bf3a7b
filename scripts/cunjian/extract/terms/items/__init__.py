"""What a shorthand stands for, where the text itself spells all of it out.

The numerals of the name say how many things there must be (四定三包: seven).  Every list that stands around the name earns
points: for its number, for the name's own characters in its items, for items of one form, and for its place.  The
best is taken if it has enough of them (curation/words/items.yml); else the name is left open, and flagged where the
text claims a list of another length.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from cunjian.extract.terms.items import choose, own
from cunjian.extract.terms.items.cells import Place, cut, merged
from cunjian.extract.terms.items.shorthand import counts, readings
from cunjian.extract.terms.seen import Seen
from cunjian.model import Document, Flag, Item, Span, Words

_MOST_PLACES, _FARTHEST = 12, 30_000
_LONGER = re.compile(r"[\u4e00-\u9fff]{0,4}[”’]")  # “五好” and “五好党支部”
_CLOSING = re.compile(r"[”’]")
_CLAIMS = re.compile(r"[^，。；：]{0,8}(?:，|：)?(?:即|分别是|分别为)：?")


def of(
    seen: Seen, text: str, document: Document, words: Words, reference: tuple[str, ...]
) -> tuple[tuple[Item, ...], tuple[Flag, ...]]:
    """The items of one name in one speech, and flags where a list that claims to be the whole has another length.

    ``reference`` holds the items that the reference list gives for the name.
    """
    core = seen.core or seen.name
    if found := own.reference(seen, text, reference) or own.parts(seen, text):
        return found, ()
    places = _places(seen, core, text, document, words)
    found = choose.best(core, places, document)
    return found, () if found else tuple(_mismatches(core, places))


def near(seen: Seen, text: str, document: Document, words: Words) -> tuple[Item, ...]:
    """The items that stand right at this one place, each with the shorthand's own characters; a proof of the name."""
    return choose.proof(seen.core or seen.name, _place(text, seen.span, document, words))


def _places(seen: Seen, core: str, text: str, document: Document, words: Words) -> list[Place]:
    """The sighting and other places where its core stands, quote marks included."""
    spans = [seen.span]
    lo, hi = max(0, seen.span.start - _FARTHEST), seen.span.end + _FARTHEST
    at = text.find(core, lo, hi)
    while at >= 0 and len(spans) < _MOST_PLACES:
        end = at + len(core)
        more = _LONGER if len(core) < 4 else _CLOSING
        longer = more.match(text, end) if text[at - 1 : at] in ("“", "‘") else None
        end = longer.end() - 1 if longer else end
        span = Span(at - (longer is not None), end + (longer is not None))
        if not span.touches(seen.span) and (longer or len(core) >= 4):
            spans.append(span)
        at = text.find(core, end, hi)
    return [_place(text, span, document, words) for span in spans]


def _place(text: str, at: Span, document: Document, words: Words) -> Place:
    """The place with the bounds of its part; behind a heading the paragraph under it counts as well."""
    parts = document.parts
    index = bisect_right(parts, at.start, key=lambda p: p.span.start) - 1
    if index < 0 or parts[index].span.end <= at.start:
        return Place(text, at, at.start, at.end, words)
    part, after = parts[index], parts[index + 1] if index + 1 < len(parts) else None
    end = after.span.end if part.kind == "heading" and after and after.kind == "paragraph" else part.span.end
    return Place(text, at, part.span.start, end, words)


def _mismatches(core: str, places: Sequence[Place]) -> Iterator[Flag]:
    """Lists behind 即 or 分别是 that are shorter or longer than the name says."""
    for place in places:
        wanted = counts(core, place.words)
        claim = _CLAIMS.match(place.text, place.at.end, min(place.end, place.at.end + 24))
        if not claim or wanted < 2 or not readings(core, place.words):
            continue
        listed = cut(place.text, claim.end(), min(place.end, claim.end() + 240), place.words)
        clause = merged(place.text, listed, "、")[0].span if listed else claim
        told = place.text[clause.start : clause.end] if isinstance(clause, Span) else ""
        number = told.count("、") + 1
        if number >= 2 and not told.endswith("等") and number != wanted:
            note = f"名称说有 {wanted} 项，此处列出 {number} 项"
            yield Flag("count-mismatch", Span(clause.start, clause.end), note, rule="count-mismatch")
