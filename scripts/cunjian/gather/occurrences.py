"""gather/occurrences: where entries are named, as link found and as extract saw it (architecture: "Links")."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from cunjian.gather import names
from cunjian.gather.draft import Draft
from cunjian.gather.ids import LETTERS
from cunjian.gather.villages import apart, levels
from cunjian.model import Link, Span, TermMention, VillageMention

T = TypeVar("T")
Mention = TermMention | VillageMention
RULE = "lexicon"  # the rule of a place that only link found


@dataclass(frozen=True, slots=True)
class Spot:
    """An entry named in a speech (clean positions)."""

    span: Span
    id: str
    rule: str
    shown: bool = True  # False where a longer name of another entry stands over it


def within(places: Sequence[tuple[Span, T]], spans: Iterable[Span]) -> list[T]:
    """What lies wholly inside the spans; ``places`` are sorted."""
    starts = [place.start for place, _ in places]
    return [
        thing for span in spans
        for place, thing in places[bisect_left(starts, span.start) : bisect_left(starts, span.end)] if place.end <= span.end
    ]  # fmt: skip


class Spotter:
    """Knows which entry is named where, one speech at a time."""

    def __init__(self, draft: Draft) -> None:
        self._shared = draft.shared
        self._own: dict[str, list[tuple[str, Mention]]] = defaultdict(list)
        for term in draft.terms:
            for speech, named in term.mentions:
                self._own[speech].append((term.id, named))
        for village in draft.villages:
            for speech, told in village.mentions:
                self._own[speech].append((village.id, told))
        self._far = _Far(draft)

    def spots(self, speech: str, text: str, links: Iterable[Link]) -> list[Spot]:
        """Where entries are named in a clean text, in its order; a speech is asked for once."""
        own = self._own.pop(speech, [])
        here = {id for id, _ in own}
        local: dict[str, set[str]] = defaultdict(set)
        if self._shared:
            for id, mention in own:
                for name in (mention.name, *(mention.aliases if isinstance(mention, TermMention) else ())):
                    local[names.key(name)].add(id)
        found = []
        for link in links:
            wanted = _meant(link, text, self._shared, local)
            if wanted and (wanted in here or not self._far.away(speech, wanted)):
                found.append(Spot(link.span, wanted, RULE))
        return _joined(found, [Spot(_inside(text, m.span), id, m.rule) for id, m in own])


def _meant(link: Link, text: str, shared: Mapping[str, tuple[str, ...]], local: Mapping[str, set[str]]) -> str | None:
    """Of several entries with one name, the one this speech itself speaks of."""
    if not shared or (name := names.key(link.span.of(text))) not in shared:
        return link.id
    here = local.get(name, set()).intersection(shared[name])
    return next(iter(here)) if len(here) == 1 else None


class _Far:
    """Villages that lie elsewhere than the speech that seems to name them."""

    def __init__(self, draft: Draft) -> None:
        self._village = {v.id: levels(v.place) for v in draft.villages}
        self._speech = {s.id: levels(s.place) for s in draft.speeches}

    def away(self, speech: str, wanted: str) -> bool:
        return wanted[0] == LETTERS["village"] and apart(self._village[wanted], self._speech[speech])


def _inside(text: str, span: Span) -> Span:
    """A name without the quote marks around it."""
    if len(span) > 2 and text[span.start] in "“‘\"'〝「『" and text[span.end - 1] in "”’\"'〞〟」』":
        return Span(span.start + 1, span.end - 1)
    return span


def _joined(found: Sequence[Spot], seen: Sequence[Spot]) -> list[Spot]:
    """Links, with the rule of the finder that saw the same, and what only a finder saw."""
    found = sorted(found, key=_place)
    ends = [spot.span.end for spot in found]
    rules: dict[int, str] = {}
    more = []
    free = 0  # shown finder spots do not overlap each other either
    for spot in sorted(seen, key=lambda s: (s.span.start, -s.span.end, s.id)):
        at = bisect_left(ends, spot.span.start)
        over = []
        while at < len(found) and found[at].span.start < spot.span.end:
            over += [at] if found[at].span.touches(spot.span) else []
            at += 1
        same = [n for n in over if found[n].id == spot.id]
        if same:
            rules.setdefault(same[0], spot.rule)
            continue
        shown = not over and spot.span.start >= free
        free = max(free, spot.span.end) if shown else free
        more.append(Spot(spot.span, spot.id, spot.rule, shown))
    linked = [Spot(s.span, s.id, rules.get(n, s.rule)) for n, s in enumerate(found)]
    return sorted((*linked, *more), key=lambda s: (*_place(s), s.id))


def _place(spot: Spot) -> tuple[int, int]:
    return spot.span.start, spot.span.end
