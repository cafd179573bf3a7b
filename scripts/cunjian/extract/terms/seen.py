"""What a term finder notes before items are looked for: a name, where, by which rule."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from cunjian.model import Span, Words

QUOTES = re.compile(r"[“”‘’\"'\s]")


@dataclass(frozen=True, slots=True)
class Seen:
    """One sighting of a name in the folded clean text."""

    span: Span  # with quote marks and class word
    name: str
    rule: str
    aliases: tuple[str, ...] = ()
    core: str = ""  # the shorthand itself: 三单 of “三单”管理


def bare(text: str) -> str:
    """A name without quote marks and white space."""
    return QUOTES.sub("", text)


@lru_cache(maxsize=32)
def alternation(words: Words, name: str) -> str:
    """A regular-expression alternation of a word list, longest first."""
    return "|".join(map(re.escape, sorted(words[name], key=len, reverse=True)))


def _is_plain_reference(seen: Seen) -> bool:
    """积分制 gives way to the longer 巡山积分制."""
    return seen.rule == "reference-name" and len(seen.name) <= 3 and seen.name.endswith("制")


_WEAK = ("bare-shorthand", "proved-by-items", "verb-and-ending", "free-ending", "verb-alone", "listed-as-mechanism")


def without_overlaps(seen: Iterable[Seen]) -> tuple[Seen, ...]:
    """Sightings in order; of two that overlap the stronger rule stays, then the longer, then the first."""
    starts: list[int] = []
    out: list[Seen] = []
    for one in sorted(
        seen, key=lambda s: (s.rule in _WEAK or _is_plain_reference(s), -len(s.span), s.span.start, s.rule)
    ):
        at = bisect_right(starts, one.span.start)
        before = out[at - 1].span if at else None
        after = out[at].span if at < len(out) else None
        if (before and one.span.touches(before)) or (after and one.span.touches(after)):
            continue
        starts.insert(at, one.span.start)
        out.insert(at, one)
    return tuple(out)
