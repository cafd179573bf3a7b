"""Items of which more is told: how many they are, what is true of each."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from cunjian.extract.terms.items.shorthand import Part
from cunjian.extract.terms.items.words import tagged
from cunjian.model import Span

_NUMBER = re.compile(r"(?<!\d)\d+[余多]?([名人户个条项])$")
_APART = 3  # characters between things that are told one by one
IDIOM = 4  # 头雁领航 stays whole


def uncounted(text: str, spans: list[Span]) -> list[Span]:
    """好媳妇32名、好邻居41名: without the numbers behind all of them."""
    found = [_NUMBER.search(text, s.start + 2, s.end) for s in spans]
    return [Span(s.start, m.start()) if m else s for s, m in zip(spans, found, strict=True)] if all(found) else spans


def told_apart(text: str, spans: list[Span], part: Part) -> list[Span]:
    """微心愿由居民点单，……；微课堂开在楼栋口，……: the things that clauses far from each other tell about."""
    if not part.telling or any(b.start - a.end < _APART for a, b in pairwise(spans)):
        return []
    told = [s.of(text) for s in spans]
    end, number = Counter(_noun_end(t, part.keys[0]) for t in told).most_common(1)[0]
    if not end or number < len(spans) - 1:
        return []
    return [Span(s.start, s.start + end) for s in spans]


def _noun_end(told: str, key: str) -> int:
    """Where what begins with the character goes over into what is told of it; 0 where it does not."""
    if not told.startswith(key):
        return 0
    at = 0
    for word, kind in tagged(told[len(key) :]):
        if kind[0] in "vpdcr" and at > 1:
            return len(key) + at
        at += len(word)
    return 0
