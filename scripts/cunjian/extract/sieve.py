"""Sieve: a pattern of many forms, tried only in the sentences that hold a word without which it cannot match."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_STOP = re.compile("[。！？\n]")
_BEGIN = re.compile(r"(?s).*[。！？\n]")


def places(word: str, text: str) -> Iterator[int]:
    """Where a word stands."""
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


def finditer(pattern: re.Pattern[str], held: Iterable[int], text: str) -> Iterator[re.Match[str]]:
    """``pattern.finditer(text)`` for a pattern that never crosses a sentence's end, though it may begin with that of the one before;
    ``held``: where the words stand, in order."""
    reach = 0
    for place in held:
        if place < reach:
            continue
        begin = _BEGIN.match(text, reach, place)
        stop = _STOP.search(text, place)
        end = stop.end() if stop else len(text)
        yield from pattern.finditer(text, max(0, (begin.end() if begin else reach) - 1), end)
        reach = end
