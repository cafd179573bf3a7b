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
from cunjian.model import Link, Span

T = TypeVar("T")
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
    out = []
    for span in spans:
        at = bisect_left(places, span.start, key=lambda p: p[0].start)
        while at < len(places) and places[at][0].start < span.end:
            if places[at][0].end <= span.end:
                out.append(places[at][1])
            at += 1
    return out


def spots(draft: Draft, links: Mapping[str, Sequence[Link]]) -> dict[str, tuple[Spot, ...]]:
    """Speech id -> spots in the order of the text."""
    own: dict[str, list[Spot]] = defaultdict(list)
    local: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for term in draft.terms:
        for speech, seen in term.mentions:
            own[speech].append(Spot(seen.span, term.id, seen.rule))
            for name in (seen.name, *seen.aliases):
                local[speech][names.key(name)].add(term.id)
    for village in draft.villages:
        for speech, told in village.mentions:
            own[speech].append(Spot(told.span, village.id, told.rule))
            local[speech][names.key(told.name)].add(village.id)
    far = _Far(draft)
    out = {}
    for speech, reading in draft.readings.items():
        text = reading.clean.text
        found = []
        for link in links.get(speech, ()):
            wanted = _meant(link, names.key(link.span.of(text)), draft.shared, local[speech])
            if wanted and not far.away(speech, wanted):
                found.append(Spot(link.span, wanted, RULE))
        seen_here = [Spot(_inside(text, s.span), s.id, s.rule) for s in own[speech]]
        out[speech] = tuple(_joined(found, seen_here))
    return out


def _meant(link: Link, name: str, shared: Mapping[str, tuple[str, ...]], local: Mapping[str, set[str]]) -> str | None:
    """Of several entries with one name, the one this speech itself speaks of."""
    if name not in shared:
        return link.id
    here = local.get(name, set()).intersection(shared[name])
    return next(iter(here)) if len(here) == 1 else None


class _Far:
    """Villages that lie elsewhere than the speech that seems to name them."""

    def __init__(self, draft: Draft) -> None:
        self._village = {v.id: levels(v.place) for v in draft.villages}
        self._speech = {s.id: levels(s.place) for s in draft.speeches}
        self._own = {(s, v.id) for v in draft.villages for s, _ in v.mentions}

    def away(self, speech: str, wanted: str) -> bool:
        if wanted[0] != LETTERS["village"] or (speech, wanted) in self._own:
            return False
        return apart(self._village[wanted], self._speech[speech])


def _inside(text: str, span: Span) -> Span:
    """A name without the quote marks around it."""
    if len(span) > 2 and text[span.start] in "“‘\"'〝「『" and text[span.end - 1] in "”’\"'〞〟」』":
        return Span(span.start + 1, span.end - 1)
    return span


def _joined(found: Sequence[Spot], seen: Sequence[Spot]) -> list[Spot]:
    """Links, with the rule of the finder that saw the same, and what only a finder saw."""
    found = sorted(found, key=lambda s: s.span)
    rules: dict[int, str] = {}
    more = []
    free = 0  # shown finder spots do not overlap each other either
    for spot in sorted(seen, key=lambda s: (s.span.start, -s.span.end, s.id)):
        at = bisect_left(found, spot.span.start, key=lambda s: s.span.end)
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
    return sorted((*linked, *more), key=lambda s: (s.span, s.id))
