"""A span of words that could be a name, and the signs for and against it."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Candidate:
    """Signs are added while the speech is looked through."""

    start: int
    end: int
    name: str
    group: str  # what its modifiers amount to
    kind: str  # of its last word
    signs: list[str] = field(default_factory=list)
    points: float = 0.0
