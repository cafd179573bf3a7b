"""Persons: numbers that a villager, not the village, is told to have (村民李秀英在合作社务工，每月工资3000元)."""

from __future__ import annotations

import re

from cunjian.extract.figures.rules import Rules
from cunjian.extract.passages import LAST_SENTENCE, clause

_CLAUSE = re.compile("[^，。；！？\n]+")
_FAR, _BEHIND = 80, 10  # characters looked at before the number, and behind


def is_persons(text: str, position: int, rules: Rules) -> bool:
    """Whether the sentence has come to a person's household at ``position``, and not back to all the village."""
    behind = _CLAUSE.match(text, position, position + _BEHIND)
    if not rules.household.search(text, max(0, position - _FAR), behind.end() if behind else position):
        return False
    said = clause(text, max(0, position - _FAR), position, LAST_SENTENCE)
    person = max((match.end() for match in rules.person.finditer(said)), default=0)
    told = said[person:]
    return bool(person and rules.household.search(told + (behind.group() if behind else "")) and not rules.everybody.search(told))
