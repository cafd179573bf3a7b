"""search: the text of a speech in units of about a section each; every sentence stands in one unit, and nowhere else.

Eight units share a file, named by the number of its first unit, so that no table is needed to find a unit's file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from cunjian.model import Book, Document, Figure, Reading, Sentence, Speech, Term
from cunjian.search.entries import practice_title
from cunjian.search.letters import squash

BLOCK = 8  # units in one file
_FULL = 700  # characters after which a unit ends with its paragraph
_ENDLESS = 2000  # characters after which a paragraph is divided


@dataclass(slots=True)
class Unit:
    """A passage: what is found, and what is shown of it."""

    number: int
    heading: str  # what it stands under
    paragraphs: list[list[tuple[str, str]]] = field(default_factory=list)  # sentences: anchor, text
    titled: int = 0  # how many paragraphs at its start are headings

    def runs(self) -> list[str]:
        """What counts of every paragraph."""
        return [squash("".join(text for _, text in sentences)) for sentences in self.paragraphs]

    @property
    def size(self) -> int:
        return sum(len(text) for sentences in self.paragraphs for _, text in sentences)


def of_speech(reading: Reading, first: int) -> list[Unit]:
    """The units of a speech, numbered from ``first``."""
    document, text = reading.document, reading.clean.text
    units = [Unit(first, document.title)]
    run_in = False  # the paragraph goes on a heading's line: one run of text
    for index, sentences in _parts(document):
        part, unit = document.parts[index], units[-1]
        heading = part.kind == "heading"
        pieces = [*_pieces([(s.anchor, s.span.of(text)) for s in sentences])]
        if run_in and not heading:
            unit.paragraphs[-1] += pieces.pop(0)
        elif unit.paragraphs and ((heading and len(unit.paragraphs) > unit.titled) or unit.size >= _FULL):
            units.append(unit := Unit(unit.number + 1, unit.heading))
        if heading:
            unit.heading = part.title
            unit.titled += len(unit.paragraphs) == unit.titled and not part.run_in
        for piece in pieces:
            if unit.size >= _ENDLESS:
                units.append(unit := Unit(unit.number + 1, unit.heading))
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


class Shelf:
    """What stands beside the text in its file: the pages that show a sentence, and its figures."""

    def __init__(self, book: Book, figure_pages: bool) -> None:
        self._figure_pages = figure_pages
        self._practice = {(e.speech, e.anchor): p for p in book.practices for e in p.evidence}
        self._shown: dict[tuple[str, str], dict[str, str]] = {}
        self._figures: dict[tuple[str, str], list[Figure]] = {}
        named = [(v.id, v.name, v.evidence) for v in book.villages] + [(t.id, t.name, t.mentions) for t in book.terms]
        for id, name, evidence in named:
            for said in evidence:
                self._shown.setdefault((said.speech, said.anchor), {})[id] = name
        for figure in book.figures:
            self._figures.setdefault((figure.evidence.speech, figure.evidence.anchor), []).append(figure)

    def block(self, speech: Speech, units: Iterable[Unit]) -> list[object]:
        """The file's content: [[owner …], [unit …], [[id, name] …]]; a unit is [owner, heading, titled, practice,
        paragraphs, {anchor: [[page …], [figure …]]}], a paragraph [anchor, text, anchor, text …]."""
        names: dict[str, str] = {}
        rows = [self._unit(speech.id, unit, names) for unit in units]
        place = {id: at for at, id in enumerate(names)}
        for row in rows:
            row[3] = place.get(row[3], -1)
            row[5] = {a: [[place[i] for i in ids], figures] for a, (ids, figures) in row[5].items()}
        owner = [speech.id, speech.title, speech.place or "", (speech.date or "")[:4]]
        return [[owner], rows, [[id, name] for id, name in names.items()]]

    def _unit(self, speech: str, unit: Unit, names: dict[str, str]) -> list[Any]:
        practice = ""
        beside: dict[str, tuple[list[str], list[list[str]]]] = {}
        for anchor in (anchor for sentences in unit.paragraphs for anchor, _ in sentences):
            section = self._practice.get((speech, anchor))
            if section and not practice:
                practice = section.id
                names[practice] = practice_title(section)
            shown = self._shown.get((speech, anchor), {})
            figures = [self._figure(f) for f in self._figures.get((speech, anchor), ())]
            names.update(shown)
            if shown or figures:
                beside[anchor] = (list(shown), figures)
        paragraphs = [[x for sentence in sentences for x in sentence] for sentences in unit.paragraphs]
        return [0, unit.heading, unit.titled, practice, paragraphs, beside]

    def _figure(self, figure: Figure) -> list[str]:
        page = f"figures/{figure.evidence.speech}.html" if self._figure_pages else "figures/index.html"
        return [f"{page}#{figure.id}", figure.label]


def definitions(terms: Iterable[Term], first: int) -> Iterator[tuple[list[Unit], list[object]]]:
    """Definitions that stand in no speech are text of their own, whose pages are the terms'; units and file of each."""
    defined = [(term, term.definition.text) for term in terms if term.definition and not term.definition.evidence]
    for start in range(0, len(defined), BLOCK):
        some = defined[start : start + BLOCK]
        units = [Unit(first + start + at, term.name, [[("", text)]]) for at, (term, text) in enumerate(some)]
        rows = [[at, term.name, 0, -1, [["", text]], {}] for at, (term, text) in enumerate(some)]
        yield units, [[[term.id, term.name, "", ""] for term, _ in some], rows, []]


def speech_units(book: Book, readings: Mapping[str, Reading]) -> Iterator[tuple[Speech, list[Unit]]]:
    """Every speech with its units; each begins a file."""
    number = 0
    for speech in sorted(book.speeches, key=lambda s: (book.first_published.get(s.id, ""), s.id)):
        units = of_speech(readings[speech.id], number)
        yield speech, units
        number += -(-len(units) // BLOCK) * BLOCK
