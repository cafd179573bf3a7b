"""Sieve: a pattern of many forms, tried only in the sentences that hold a word without which it cannot match."""

from __future__ import annotations

import re
from collections.abc import Iterator

_STOP = re.compile("[。！？\n]")
_BEGIN = re.compile(r"(?s).*[。！？\n]")


def finditer(pattern: re.Pattern[str], trigger: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """``pattern.finditer(text)`` for a pattern that never crosses a sentence's end.

    ``trigger`` begins with plain characters, which a search finds fast.
    """
    reach = 0
    for word in trigger.finditer(text):
        if word.start() < reach:
            continue
        begin = _BEGIN.match(text, reach, word.start())
        stop = _STOP.search(text, word.end())
        end = stop.end() if stop else len(text)
        yield from pattern.finditer(text, begin.end() if begin else reach, end)
        reach = end
