"""Scopes: whose a number is when no village holds it: the county's, the town's, the speaker's village's."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter

from cunjian.extract.figures.rules import Rules
from cunjian.extract.passages import clause

_LAST_STOP = re.compile(r"(?s).*[。；！？\n]")


class Scopes:
    """Answers for one speech."""

    def __init__(self, text: str, rules: Rules, *, own: bool) -> None:
        self._text = text
        self._said = sorted((m.start(), m.end(), name) for name, pattern in rules.scopes for m in pattern.finditer(text))
        self._starts = [start for start, _, _ in self._said]
        self._default = "village" if own else self._usual()

    def of(self, position: int) -> str:
        """The scope the sentence states last before ``position``, else what the speech is usually about."""
        begin = position - len(clause(self._text, max(0, position - 160), position, _LAST_STOP))
        at = bisect_right(self._starts, position)
        for start, end, name in reversed(self._said[max(0, at - 6) : at]):
            if start < begin:
                break
            if end <= position:
                return name
        return self._default

    def _usual(self) -> str:
        count = Counter(name for _, _, name in self._said)
        county, town = count["county"], count["town"]
        return "other" if not county and not town else "county" if county >= town else "town"
