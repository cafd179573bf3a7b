"""Sieve: a pattern of many forms, tried only in the sentences that hold a word without which it cannot match."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

_STOP = re.compile("[。！？\n]")


@lru_cache(maxsize=2)
def _ends(text: str) -> Sequence[int]:
    """Where the sentences of a text end, the last of them at its end."""
    return [*(stop.end() for stop in _STOP.finditer(text)), len(text)]


def places(word: str, text: str) -> Iterator[int]:
    """Where a word stands."""
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


def finditer(pattern: re.Pattern[str], held: Iterable[int], text: str) -> Iterator[re.Match[str]]:
    """``pattern.finditer(text)`` for a pattern that never crosses a sentence's end, though it may begin with that of the one before;
    ``held``: where the words stand, in order."""
    ends, reach = _ends(text), 0
    for place in held:
        if place >= reach:
            at = bisect_right(ends, place)
            reach = ends[at]
            yield from pattern.finditer(text, ends[at - 1] - 1 if at else 0, reach)
