"""search: the text of a speech in units of about a section each; every sentence stands in one unit, and nowhere else.

Eight units share a file, the *block*; a block holds units of one speech only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from cunjian.model import Document, Figure, Practice, Reading, Sentence, Speech, Term
from cunjian.search.entries import practice_title

BLOCK = 8  # units in one file
_FULL = 700  # characters after which a unit ends with its paragraph
_ENDLESS = 2000  # characters after which a paragraph is divided


@dataclass(slots=True)
class Unit:
    """A passage: what is found, and what is shown of it."""

    heading: str  # what it stands under
    paragraphs: list[list[tuple[str, str]]] = field(default_factory=list)  # sentences: anchor, text
    titled: int = 0  # how many paragraphs at its start are headings

    @property
    def size(self) -> int:
        return sum(len(text) for sentences in self.paragraphs for _, text in sentences)


def of_speech(reading: Reading) -> list[Unit]:
    """The units of a speech, in order."""
    document, text = reading.document, reading.clean.text
    units = [Unit(document.title)]
    run_in = False  # the paragraph goes on a heading's line: one run of text
    for index, sentences in _parts(document):
        part, unit = document.parts[index], units[-1]
        heading = part.kind == "heading"
        pieces = [*_pieces([(s.anchor, s.span.of(text)) for s in sentences])]
        if run_in and not heading:
            unit.paragraphs[-1] += pieces.pop(0)
        elif unit.paragraphs and ((heading and len(unit.paragraphs) > unit.titled) or unit.size >= _FULL):
            units.append(unit := Unit(unit.heading))
        if heading:
            unit.heading = part.title
            unit.titled += len(unit.paragraphs) == unit.titled and not part.run_in
        for piece in pieces:
            if unit.size >= _ENDLESS:
                units.append(unit := Unit(unit.heading))
            unit.paragraphs.append(piece)
        run_in = part.run_in
    return [unit for unit in units if unit.paragraphs]


def _parts(document: Document) -> Iterator[tuple[int, list[Sentence]]]:
    parts: list[list[Sentence]] = [[] for _ in document.parts]
    for sentence in document.sentences:
        parts[sentence.part].append(sentence)
    return ((index, found) for index, found in enumerate(parts) if found)


def _pieces(said: Sequence[tuple[str, str]]) -> Iterator[list[tuple[str, str]]]:
    """A paragraph, whole unless it has no end."""
    piece: list[tuple[str, str]] = []
    size = 0
    for sentence in said:
        if size > _ENDLESS:
            yield piece
            piece, size = [], 0
        piece.append(sentence)
        size += len(sentence[1])
    if piece:
        yield piece


class Beside:
    """What stands beside the text of a speech: the pages that show a sentence, and its figures."""

    def __init__(
        self,
        speech: Speech,
        practices: Iterable[Practice],
        shown: Mapping[str, Mapping[str, str]],
        figures: Iterable[Figure],
        figure_pages: bool,
    ) -> None:
        self.practices = {e.anchor: p for p in practices for e in (p.heading, *p.evidence)}
        self.shown = shown
        self.figures: dict[str, list[list[str]]] = {}
        page = f"figures/{speech.id}.html" if figure_pages else "figures/index.html"
        for figure in figures:
            self.figures.setdefault(figure.evidence.anchor, []).append([f"{page}#{figure.id}", figure.label])

    def practice(self, anchor: str) -> str:
        """The id of the practice whose page shows a sentence, or nothing."""
        found = self.practices.get(anchor)
        return found.id if found else ""


def blocks(speech: Speech, reading: Reading, beside: Beside) -> Iterator[list[Any]]:
    """The contents of the speech's files: [[owner …], [unit …], [[id, name, category of a practice] …]]; a unit is [owner, heading, titled,
    practice, paragraphs, {anchor: [[page …], [figure …]]}, [anchor …]], the last what the practice's page does not show; a paragraph [anchor, text, anchor, text …]."""
    found = of_speech(reading)
    owner = [speech.id, speech.title, speech.place or "", (speech.date or "")[:4]]
    for start in range(0, len(found), BLOCK):
        names: dict[str, list[str]] = {}
        rows = [_row(unit, beside, names) for unit in found[start : start + BLOCK]]
        place = {id: at for at, id in enumerate(names)}
        for row in rows:
            row[3] = place.get(row[3], -1)
            row[5] = {a: [[place[i] for i in ids], figures] for a, (ids, figures) in row[5].items()}
        yield [[owner], rows, [[id, *name] for id, name in names.items()]]


def _row(unit: Unit, beside: Beside, names: dict[str, list[str]]) -> list[Any]:
    practice = ""
    told: dict[str, tuple[list[str], list[list[str]]]] = {}
    for anchor in (anchor for sentences in unit.paragraphs for anchor, _ in sentences):
        section = beside.practices.get(anchor)
        if section and not practice:
            practice = section.id
            names[practice] = [practice_title(section), section.category]
        shown, figures = beside.shown.get(anchor, {}), beside.figures.get(anchor, [])
        names.update({id: [name] for id, name in shown.items()})
        if shown or figures:
            told[anchor] = (list(shown), figures)
    paragraphs = [[x for sentence in sentences for x in sentence] for sentences in unit.paragraphs]
    elsewhere = [a for sentences in unit.paragraphs for a, _ in sentences if practice and beside.practice(a) != practice]
    return [0, unit.heading, unit.titled, practice, paragraphs, told, *([elsewhere] if elsewhere else [])]


def lesson(id: str, title: str, course: str, paragraphs: Sequence[str]) -> Iterator[list[Any]]:
    """What a trainer wrote, as files of their own; it has no anchors."""
    found: list[list[list[str]]] = []
    size = _FULL
    for text in paragraphs:
        if size >= _FULL:
            found.append([])
            size = 0
        found[-1].append(["", text])
        size += len(text)
    for start in range(0, len(found), BLOCK):
        rows = [[0, course, 0, -1, paragraphs, {}] for paragraphs in found[start : start + BLOCK]]
        yield [[[id, title, "", ""]], rows, []]


def definition(term: Term, text: str) -> list[Any]:
    """A definition that stands in no speech, as a file of its own."""
    return [[[term.id, term.name, "", ""]], [[0, term.name, 0, -1, [["", text]], {}]], []]
