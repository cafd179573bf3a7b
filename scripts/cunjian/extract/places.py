"""Places: spans of a text kept in order, to be asked whether one of them touches or covers another span."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from cunjian.model import Span


class Places:
    """Spans in order; those of them that lie one inside another count as one."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted((span.start, span.end) for span in spans):
            if self._ends and end <= self._ends[-1]:
                continue
            self._starts.append(start)
            self._ends.append(end)

    def cover(self, span: Span) -> bool:
        """Whether ``span`` lies inside one of them."""
        at = bisect_right(self._starts, span.start) - 1
        return at >= 0 and span.end <= self._ends[at]

    def touch(self, span: Span) -> bool:
        """Whether one of them shares a character with ``span``."""
        return bisect_right(self._ends, span.start) < bisect_left(self._starts, span.end)
