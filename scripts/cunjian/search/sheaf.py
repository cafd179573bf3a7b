"""search: what one page brings to the index, from that page's own inputs: its row of names and its passages.

A ``Sheaf`` holds exactly what the files of the index say of its page, so that it can be made, kept and compared on its
own, and taken out of the index again by reading these files.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, NamedTuple

from cunjian.model import Course, Figure, Practice, Reading, Speech, Term, Village
from cunjian.search import entries, units


@dataclass(frozen=True, slots=True)
class Sheaf:
    """One page of the index."""

    row: list[Any]  # entries.row: id, names, what shows beneath, facets, syllables
    blocks: tuple[list[Any], ...] = ()  # units.blocks, a file each

    @property
    def id(self) -> str:
        return str(self.row[0])

    @property
    def units(self) -> int:
        """How many passages."""
        return sum(len(block[1]) for block in self.blocks)

    def digest(self) -> str:
        """The same for the same content."""
        text = json.dumps([self.row, self.blocks], sort_keys=True)
        return sha256(text.encode()).hexdigest()[:16]


class Part(NamedTuple):
    """A sheaf that is only made when ``key`` differs from the one it was last made with."""

    id: str
    key: str  # stands for everything that ``make`` reads
    make: Callable[[], Sheaf]
    since: str = ""  # the day when its page was first published (YYYY-MM-DD)


def of_speech(
    speech: Speech,
    reading: Reading,
    practices: Iterable[Practice],
    shown: Mapping[str, Mapping[str, str]],
    figures: Iterable[Figure],
    figure_pages: bool = False,
) -> Sheaf:
    """A speech: ``practices`` and ``figures`` are its own, ``shown`` says which villages and terms (id -> name) show the
    sentence of an anchor; ``figure_pages``: each speech's figures have a page."""
    beside = units.Beside(speech, practices, shown, figures, figure_pages)
    return Sheaf(entries.row(entries.speech(speech)), tuple(units.blocks(speech, reading, beside)))


def of_practice(practice: Practice, speech: Speech | None) -> Sheaf:
    """A practice with the speech it stands in."""
    return Sheaf(entries.row(entries.practice(practice, speech)))


def of_village(village: Village) -> Sheaf:
    """A village."""
    return Sheaf(entries.row(entries.village(village)))


def of_term(term: Term) -> Sheaf:
    """A term; a definition that stands in no speech is a passage of its own, whose page is the term's."""
    defined = term.definition if term.definition and not term.definition.evidence else None
    return Sheaf(entries.row(entries.term(term)), (units.definition(term, defined.text),) if defined else ())


def of_course(course: Course) -> Iterator[Sheaf]:
    """A course and each of its lessons, with what the trainer wrote."""
    if course.withdrawn:
        return
    opening = entries.written(course.opening) if course.opening else []
    row = entries.row(entries.course(course))
    yield Sheaf(row, tuple(units.lesson(row[0], course.title, course.title, [*course.goals, *opening])))
    for lesson in course.lessons:
        row = entries.row(entries.lesson(course, lesson))
        yield Sheaf(row, tuple(units.lesson(row[0], lesson.title, course.title, entries.written(lesson))))
