"""search: every page as it is found by name: what it is called, where it belongs, what shows beneath."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from cunjian.model import Course, Lesson, Practice, Speech, Term, Village

KINDS = "tvcps"  # first letter of an id; its place here is what a number leaves divided by five, and the order among equals
_LONG = 72  # characters of what shows beneath
_SHORT = 6  # a heading up to this length comes with the one above it, as its page does
BLOCK = 16  # places in one file
_MARKUP = re.compile(r"^\s*(?:[>#]+|[-*+]|\d+\.)\s+|\]\([^)]*\)|[*\[\]`|]|-{3,}")  # of Markdown


@dataclass(frozen=True, slots=True)
class Entry:
    """One page."""

    id: str
    names: tuple[str, ...]  # the first is its title
    about: str
    facets: dict[str, object] = field(default_factory=dict)  # c category, p place, y year, h honours, s speech
    sound: str = ""  # syllables of the first name where someone wrote them down


def term(term: Term) -> Entry:
    """A term with its aliases."""
    about = term.definition.text if term.definition else next((m.text for m in term.mentions), "")
    return Entry(term.id, (term.name, *term.aliases), _cut(about), {}, term.pinyin)


def village(village: Village) -> Entry:
    """A village with its place, under whose name it is found as well, and honours."""
    about = next((e.text for e in village.evidence), "")
    levels = sorted({h.level for h in village.honours if h.level})
    facets: dict[str, object] = {"p": village.place} if village.place else {}
    names = (village.name, *village.aliases, *([village.place + village.name] if village.place else []))
    return Entry(village.id, names, _cut(about), facets | ({"h": levels} if levels else {}))


def practice(practice: Practice, speech: Speech | None) -> Entry:
    """A practice with its category, honours, and what is known of its speech."""
    title = practice_title(practice)
    names = (title,) if title == practice.title else (title, practice.title)
    about = next((e.text for e in practice.evidence), "")
    facets = (_facets(speech) | {"s": speech.title} if speech else {}) | {"c": practice.category}
    levels = sorted({h.level for h in practice.honours if h.level})
    return Entry(practice.id, names, _cut(about), facets | ({"h": levels} if levels else {}))


def speech(speech: Speech) -> Entry:
    """A speech with place and year."""
    return Entry(speech.id, (speech.title,), _told(speech), _facets(speech))


def course(course: Course) -> Entry:
    """A course with whom it is for."""
    about = "；".join(x for x in (course.audience, *course.goals) if x)
    return Entry(course_id(course), (course.title,), _cut(about))


def lesson(course: Course, lesson: Lesson) -> Entry:
    """A lesson with its course."""
    text = next((p for p in written(lesson) if p), "")
    return Entry(course_id(course, lesson), (lesson.title,), _cut(text), {"s": course.title})


def course_id(course: Course, lesson: Lesson | None = None) -> str:
    """What leads to its page: c and its name."""
    return f"c{course.name}_{lesson.number}" if lesson else f"c{course.name}"


def written(lesson: Lesson) -> list[str]:
    """The trainer's own paragraphs; what is cited is found where it was said."""
    texts = ("".join(p if isinstance(p, str) else p.words or p.title for p in piece.parts) for piece in lesson.pieces if piece.kind != "reference")
    return [plain for text in texts for line in text.split("\n") if (plain := _MARKUP.sub("", line).strip())]


def practice_title(practice: Practice) -> str:
    """As its page is called."""
    short = practice.above and len(practice.title) <= _SHORT
    return f"{practice.above}·{practice.title}" if short else practice.title


def _facets(speech: Speech) -> dict[str, object]:
    facets: dict[str, object] = {}
    if speech.place:
        facets["p"] = speech.place
    if speech.date:
        facets["y"] = speech.date[:4]
    return facets


def _told(speech: Speech) -> str:
    return _cut("，".join(x for x in (speech.occasion, speech.speaker, speech.place, speech.date) if x))


def _cut(text: str) -> str:
    return text if len(text) <= _LONG else text[: _LONG - 1] + "…"


def row(entry: Entry) -> list[Any]:
    """An entry as its file holds it."""
    written = [entry.id, list(entry.names), entry.about, entry.facets]
    return [*written, entry.sound] if entry.sound else written
