"""What a cleaning step names: a span to leave out, and how lines are walked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cunjian.model import Span
from cunjian.script import BREAK


@dataclass(frozen=True, slots=True)
class Cut:
    """A clean span to leave out; without a kind it is no noise but a line break inside a paragraph."""

    span: Span
    kind: str = ""
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its span with the line break, and its trimmed text."""

    span: Span
    text: str


def lines(text: str) -> Iterator[Line]:
    """Every line of the text, blank ones too."""
    at = 0
    for raw in BREAK.split(text):
        end = min(at + len(raw) + 1, len(text))
        yield Line(Span(at, end), raw.strip().strip("\ufeff\u200b"))
        at += len(raw) + 1
