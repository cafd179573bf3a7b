"""The lines of clean text: after cleaning, one line is one paragraph, heading or table row."""

from __future__ import annotations

from collections.abc import Iterator

from cunjian.model import Span, value
from cunjian.script import BREAK


@value()
class Row:
    """A non-blank line, without outer white space."""

    span: Span
    indented: bool
    after_blank: bool


def _walk(text: str) -> Iterator[Row]:
    at, blank = 0, True
    for line in BREAK.split(text):
        trimmed = line.strip()
        if trimmed:
            lead = len(line) - len(line.lstrip())
            start = at + lead
            yield Row(Span(start, start + len(trimmed)), lead >= 2, blank)
        blank = not trimmed
        at += len(line) + 1


def rows(text: str) -> tuple[Row, ...]:
    """The non-blank lines of a text, in order."""
    return tuple(_walk(text))
