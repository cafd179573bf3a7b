"""A span of words that could be a name, and the signs for and against it."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Candidate:
    """Signs and points are added while the speech is looked through."""

    start: int
    end: int
    name: str
    group: str  # what its modifiers amount to; 两项 where it is a pair
    several: bool  # of more than one word
    signs: tuple[tuple[str, ...], ...]  # at its edges, in itself, of both together
    points: float
    more: list[str] = field(default_factory=list)  # of its place and of the rest of the speech

    def every(self) -> tuple[str, ...]:
        """All signs, each once."""
        return tuple(dict.fromkeys((*(sign for part in self.signs for sign in part), *self.more)))
