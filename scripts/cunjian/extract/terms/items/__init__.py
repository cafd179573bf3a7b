"""What a shorthand stands for, where the text itself spells all of it out.

The numerals of the name say how many things there must be (四定三包: seven).  Every list that stands around the name earns
points: for its number, for the name's own characters in its items, for items of one form, and for its place.  The
best is taken if it has enough of them (curation/words/itempoints.yml); else the name is left open, and flagged where the
text claims a list of another length.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from operator import attrgetter

from cunjian.extract.terms.items import choose, figured, own
from cunjian.extract.terms.items.cells import Place, cut, merged
from cunjian.extract.terms.items.rules import Rules
from cunjian.extract.terms.items.rules import rules as rules_of
from cunjian.extract.terms.items.shorthand import counts, letters_of
from cunjian.extract.terms.seen import Seen
from cunjian.model import Document, Flag, Item, Span, Words

_MOST_PLACES, _FARTHEST = 12, 30_000
_BEGIN = attrgetter("span.start")
_LAST_WORDS = 3  # characters behind a name that ends its paragraph
_EXPLAINS = re.compile(r"[\s\u3000]*(?:所谓)?(?:“\d”|“[一二三四五六七八九][\u4e00-\u9fff]”(?:即|就?是|指))")  # opens a paragraph that goes on about a name
_LONGER = re.compile(r"(?!批)[\u4e00-\u9fff]{0,4}[”’]")  # “五好” and “五好党支部”, not “四个一” and “四个一批”


def of(
    seen: Seen, text: str, document: Document, words: Words, reference: tuple[str, ...]
) -> tuple[tuple[Item, ...], tuple[Flag, ...]]:
    """The items of one name in one speech, and flags where a list that claims to be the whole has another length.

    ``reference`` holds the items that the reference list gives for the name.
    """
    core = seen.core or seen.name
    rules = rules_of(words)
    if found := own.spelt(seen, text, rules) or own.reference(seen, text, reference, rules) or own.parts(seen, text, rules):
        return found, ()
    place, wanted = _place(text, seen.span, document, rules), counts(core, rules)
    if found := figured.items(core, place):
        return found, ()
    places = _places(place, core, document) if wanted > 1 or choose.is_formula(core, rules) or _letters(letters_of(core, rules), text, seen.span.start) else [place]
    found = own.raised(seen, text, rules) or choose.best(core, places, document)
    return found, () if found or wanted < 2 else tuple(flag for place in places for flag in _mismatch(place, wanted))


def near(seen: Seen, text: str, document: Document, words: Words) -> tuple[Item, ...]:
    """The items that stand right at this one place, each with the shorthand's own characters; a proof of the name."""
    return choose.proof(seen.core or seen.name, _place(text, seen.span, document, rules_of(words)))


def _letters(core: str, text: str, at: int) -> bool:
    """访惠聚 where 、惠… and 、聚… stand somewhere."""
    lo, hi = max(0, at - _FARTHEST), at + _FARTHEST
    return bool(core) and all(text.find("、" + char, lo, hi) >= 0 for char in core[1:])


def _places(first: Place, core: str, document: Document) -> list[Place]:
    """The first place of a name, and others where its core stands, quote marks included."""
    text, spans, stem = first.text, [first.at], first.rules.classes.sub("", core)
    core = stem if len(stem) > 3 else core
    lo, hi = max(0, first.at.start - _FARTHEST), first.at.end + _FARTHEST
    at = text.find(core, lo, hi)
    while at >= 0 and len(spans) < _MOST_PLACES:
        end = at + len(core)
        longer = _LONGER.match(text, end) if text[at - 1 : at] in ("“", "‘") else None
        end = longer.end() - 1 if longer else end
        span = Span(at - (longer is not None), end + (longer is not None))
        if not span.touches(first.at) and (longer or (len(core) >= 3 and text[end : end + 1] != "批")):
            spans.append(span)
        at = text.find(core, end, hi)
    return [first, *(_place(text, span, document, first.rules) for span in spans[1:])]


def _place(text: str, at: Span, document: Document, rules: Rules) -> Place:
    """The place with the bounds of its part; behind a heading, or a name at the end of a paragraph, the paragraph below counts as well, and one
    that begins with what parts of a name stand for (所谓“1”，是……)."""
    parts = document.parts
    index = bisect_right(parts, at.start, key=_BEGIN) - 1
    if index < 0 or parts[index].span.end <= at.start:
        return Place(text, at, at.start, at.end, rules)
    part, after = parts[index], parts[index + 1] if index + 1 < len(parts) else None
    below = part.kind == "heading" or part.span.end - at.end <= _LAST_WORDS or bool(after and _EXPLAINS.match(text, after.span.start))
    end = after.span.end if below and after and after.kind == "paragraph" else part.span.end
    return Place(text, at, part.span.start, end, rules)


def _mismatch(place: Place, wanted: int) -> Iterator[Flag]:
    """A list behind 即 or 分别是 that is shorter or longer than the name says."""
    claim = place.rules.claims.match(place.text, place.at.end, min(place.end, place.at.end + 24))
    if not claim:
        return
    listed = cut(place.text, claim.end(), min(place.end, claim.end() + 240), place.rules)
    clause = merged(place.text, listed, "、")[:1]
    number = clause[0].told.count("、") + 1 if clause else 0
    if number >= 2 and number != wanted and not clause[0].told.endswith("等"):
        note = f"名称说有 {wanted} 项，此处列出 {number} 项"
        yield Flag("count-mismatch", clause[0].span, note, rule="count-mismatch")
