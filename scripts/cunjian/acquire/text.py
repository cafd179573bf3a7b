"""What a reader hands on: the text of one speech and what was noticed while reading it."""

from __future__ import annotations

from collections import Counter
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


class Writer:
    """A text in the making: pieces, the marks on them, and what is left out."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self.length = 0
        self.marks: list[tuple[str, Span]] = []
        self.omitted: Counter[str] = Counter()

    def add(self, piece: str, mark: str = "") -> None:
        """Append; a mark of the same kind that ends here is made longer."""
        if not piece:
            return
        start = self.length
        self._pieces.append(piece)
        self.length += len(piece)
        if mark:
            last = self.marks[-1] if self.marks else None
            if last and last[0] == mark and last[1].end == start:
                self.marks[-1] = (mark, Span(last[1].start, self.length))
            else:
                self.marks.append((mark, Span(start, self.length)))

    def mark(self, kind: str, start: int) -> None:
        """Mark everything from ``start`` to here."""
        if self.length > start:
            self.marks.append((kind, Span(start, self.length)))

    def text(self, **more: object) -> Text:
        """The finished text."""
        omitted = tuple(sorted((kind, count) for kind, count in self.omitted.items() if count))
        marks = tuple(sorted(self.marks, key=lambda m: (m[1], m[0])))
        return Text("".join(self._pieces), omitted=omitted, marks=marks, **more)  # type: ignore[arg-type]
