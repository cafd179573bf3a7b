"""What a reader hands on: the text of one speech and what was noticed while reading it."""

from __future__ import annotations

from dataclasses import dataclass

from cunjian.model import PageStart, Span


@dataclass(frozen=True, slots=True)
class Text:
    """Reading text of one speech, without the facts about the file that every format shares."""

    text: str
    encoding: str | None = None
    pages: tuple[PageStart, ...] | None = None
    omitted: tuple[tuple[str, int], ...] = ()
    marks: tuple[tuple[str, Span], ...] = ()
    problems: tuple[str, ...] = ()  # without the file's name
