"""Roles: whether a clause speaks of a village or only reaches it."""

from __future__ import annotations

import re

from cunjian.extract.villages.rules import Rules

_CLAUSE = re.compile(r"[^，。；：！？\n（“]*$")


def is_object(text: str, start: int, rules: Rules) -> bool:
    """Whether the village named at ``start`` is what the clause reaches (辖X屯, 联合X村), not what it speaks of."""
    clause = _CLAUSE.search(text, max(0, start - 40), start)
    return bool(clause and rules.object_before.search(clause.group()))


def is_joint(text: str, start: int, rules: Rules) -> bool:
    """Whether the village named at ``start`` acts together with the one before (A村联合B村……)."""
    clause = _CLAUSE.search(text, max(0, start - 40), start)
    return bool(clause and rules.joint_before.search(clause.group()))
