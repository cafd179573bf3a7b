"""Passages: sentences, cut once more at ；, the smallest unit that reports on one village."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cunjian.model import Document, Span

HEAD_KINDS = ("title", "byline", "heading")
_CUT = re.compile(r"；")
_BLANK = re.compile(r"\s*")
_OPENING, _CLOSING = "“‘（《【", "”’）》】"


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence or the part of it up to a ；, without outer white space (clean positions)."""

    span: Span
    part: int  # index into Document.parts
    kind: str  # of that part


def split(text: str, document: Document) -> tuple[Passage, ...]:
    """All passages of a speech, in order."""
    out = []
    for sentence in document.sentences:
        kind = document.parts[sentence.part].kind
        for span in _pieces(text, sentence.span):
            out.append(Passage(span, sentence.part, kind))
    return tuple(out)


def _pieces(text: str, span: Span) -> Iterator[Span]:
    start = span.start
    if text.find("；", span.start, span.end) >= 0:
        for cut in _CUT.finditer(text, span.start, span.end - 1):
            if _inside_brackets(text, start, cut.start()):
                continue
            yield Span(start, cut.end())
            blank = _BLANK.match(text, cut.end(), span.end)
            start = blank.end() if blank else cut.end()
    if start < span.end:
        yield Span(start, span.end)


def _inside_brackets(text: str, start: int, end: int) -> bool:
    """Whether a quote or bracket that opened behind ``start`` is still open at ``end`` (looks back 200 characters)."""
    piece = text[max(start, end - 200) : end]
    return sum(map(piece.count, _OPENING)) > sum(map(piece.count, _CLOSING))


def at(passages: Sequence[Passage], position: int) -> int:
    """Index of the passage that holds ``position``, or of the last one that starts before it (-1 before the first)."""
    return bisect_right(passages, position, key=lambda p: p.span.start) - 1
