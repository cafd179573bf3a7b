"""gather/linked: where names stand in all speeches, a few bytes each (architecture: "Gather").

Objects of them would be a tenth of what ten thousand speeches take in memory.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping

from cunjian.model import Link, Span


class Links(Mapping[str, tuple[Link, ...]]):
    """Speech id -> links, made when they are asked for."""

    def __init__(self) -> None:
        self._ids: list[str] = []
        self._number: dict[str, int] = {}  # of an id
        self._held: dict[str, array[int]] = {}  # three numbers a link: start, end, number of its id

    def put(self, speech: str, links: Iterable[tuple[Span, str]]) -> None:
        """The links of one more speech."""
        held = self._held[speech] = array("I")
        for span, id in links:
            if id not in self._number:
                self._number[id] = len(self._ids)
                self._ids.append(id)
            held.extend((span.start, span.end, self._number[id]))

    def __getitem__(self, speech: str) -> tuple[Link, ...]:
        held = self._held[speech]
        return tuple(Link(Span(held[n], held[n + 1]), self._ids[held[n + 2]]) for n in range(0, len(held), 3))

    def __iter__(self) -> Iterator[str]:
        return iter(self._held)

    def __len__(self) -> int:
        return len(self._held)
