"""Scopes: whose a number is when no village holds it: the county's, the town's, the speaker's village's."""

from __future__ import annotations

import re
from collections import Counter

from cunjian.extract.figures.rules import Rules
from cunjian.extract.passages import clause

_LAST_STOP = re.compile(r"(?s).*[。；！？\n]")
_OWN = re.compile("我们村|咱村|我村|我们社区|本村")


class Scopes:
    """Answers for one speech."""

    def __init__(self, text: str, rules: Rules) -> None:
        self._text = text
        self._rules = rules
        self._default = self._usual()

    def of(self, position: int) -> str:
        """The scope the sentence states last before ``position``, else what the speech is usually about."""
        before = clause(self._text, max(0, position - 160), position, _LAST_STOP)
        last = (-1, self._default)
        for name, pattern in self._rules.scopes:
            last = max([last, *((m.start(), name) for m in pattern.finditer(before))])
        return last[1]

    def _usual(self) -> str:
        count: Counter[str] = Counter()
        for name, pattern in self._rules.scopes:
            count[name] = sum(1 for _ in pattern.finditer(self._text))
        if len(_OWN.findall(self._text)) >= 2:
            return "village"
        county, town = count["county"], count["town"]
        return "other" if not county and not town else "county" if county >= town else "town"
