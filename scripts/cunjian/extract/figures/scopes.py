"""Scopes: whose a number is when no village holds it: the county's, the town's, the speaker's village's."""

from __future__ import annotations

import re
from collections import Counter

from cunjian.extract.figures.rules import Rules
from cunjian.model import Document

_SENTENCE = re.compile(r"[^。；！？\n]*$")


class Scopes:
    """Answers for one speech."""

    def __init__(self, text: str, document: Document, rules: Rules) -> None:
        self._text = text
        self._rules = rules
        self._default = self._usual()

    def of(self, position: int) -> str:
        """The scope the sentence states last before ``position``, else what the speech is usually about."""
        sentence = _SENTENCE.search(self._text, max(0, position - 160), position)
        before = sentence.group() if sentence else ""
        last = max(((m.start(), name) for name, pattern in self._rules.scopes for m in pattern.finditer(before)), default=None)
        return last[1] if last else self._default

    def _usual(self) -> str:
        count: Counter[str] = Counter()
        for name, pattern in self._rules.scopes:
            count[name] = sum(1 for _ in pattern.finditer(self._text))
        own = len(re.findall("我们村|咱村|我村|我们社区|本村", self._text))
        if own >= 2:
            return "village"
        county, town = count["county"], count["town"]
        return "other" if not county and not town else "county" if county >= town else "town"
