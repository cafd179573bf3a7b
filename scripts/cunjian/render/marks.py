"""Marks in running text: how flags, redactions and links nest without a character added or moved."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cunjian.model import Span
from cunjian.render import escape


@dataclass(frozen=True, slots=True)
class Mark:
    """Something put around a clean span: ``open`` and ``close`` are markup, never text of the page."""

    span: Span
    open: str
    close: str


def nest(text: str, span: Span, marks: Sequence[Mark]) -> str:
    """Markdown of ``text`` at ``span`` with ``marks`` around their places; earlier marks are outer ones.

    A mark that crosses the edge of an outer one is split there, so elements always nest.
    """
    if not marks:
        return escape.text(span.of(text))
    mark, rest = marks[0], marks[1:]
    start, end = max(span.start, mark.span.start), min(span.end, mark.span.end)
    if start > end or (start == end and len(mark.span)):
        return nest(text, span, rest)
    before = _piece(text, Span(span.start, start), rest)
    after = _piece(text, Span(end, span.end), rest)
    return before + mark.open + _piece(text, Span(start, end), rest) + mark.close + after


def _piece(text: str, span: Span, marks: Sequence[Mark]) -> str:
    if not len(span):
        return ""
    return nest(text, span, [m for m in marks if m.span.touches(span) or (not len(m.span) and span.covers(m.span))])


class Spans:
    """Spans that do not overlap: links must not stand in links."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = sorted(spans)

    def add(self, span: Span) -> bool:
        """Take a span in; False if it overlaps one that is there."""
        at = bisect_left(self._spans, span)
        if any(s.touches(span) for s in self._spans[max(at - 1, 0) : at + 1]):
            return False
        self._spans.insert(at, span)
        return True
