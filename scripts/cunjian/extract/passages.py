"""Passages: sentences, cut at a ； where another village begins; the smallest unit that reports on one village."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cunjian.model import Document, Span

HEAD_KINDS = ("title", "byline", "heading")
_HIDDEN_VILLAGE = re.compile(r"\s*(?:在|由)?[*×xX]{1,4}(?:村|社区|屯|镇|乡|县)")


LAST_SENTENCE = re.compile(r"(?s).*[。！？\n]")
"""For ``clause``: back to the end of the sentence before."""


class Passage(NamedTuple):
    """A sentence or a part of it between ；, without outer white space (clean positions)."""

    span: Span
    part: int  # index into Document.parts
    kind: str  # of that part
    level: int = 0  # of a heading


def clause(text: str, lo: int, hi: int, last_stop: re.Pattern[str]) -> str:
    """The text before ``hi`` back to the last stop, at most to ``lo``; ``last_stop`` is ``(?s).*[stops]``."""
    stop = last_stop.match(text, lo, hi)
    return text[stop.end() if stop else lo : hi]


def split(text: str, document: Document, starts: Sequence[int]) -> tuple[Passage, ...]:
    """All passages of a speech, in order; ``starts``: where villages are named, sorted."""
    out = []
    for sentence in document.sentences:
        part = document.parts[sentence.part]
        for span in _pieces(text, sentence.span, starts):
            out.append(Passage(span, sentence.part, part.kind, part.level))
    return tuple(out)


def _pieces(text: str, span: Span, starts: Sequence[int]) -> Iterator[Span]:
    begin = span.start
    cut = text.find("；", begin, span.end - 1)
    while cut >= 0:
        following = text.find("；", cut + 1, span.end - 1)
        stop = following if following >= 0 else span.end
        index = bisect_left(starts, cut)
        another = index < len(starts) and starts[index] < stop
        if another or _HIDDEN_VILLAGE.match(text, cut + 1):
            yield Span(begin, cut + 1)
            begin = cut + 1
            while begin < span.end and text[begin].isspace():
                begin += 1
        cut = following
    yield Span(begin, span.end)
