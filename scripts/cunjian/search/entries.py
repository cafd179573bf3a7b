"""search: every page as it is found by name: what it is called, where it belongs, what shows beneath."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from cunjian.model import Practice, Speech, Term, Village

KINDS = "tvps"  # first letter of an id; its place here is a number's two lowest bits, and the order among equals
_LONG = 72  # characters of what shows beneath
_SHORT = 6  # a heading up to this length comes with the one above it, as its page does
BLOCK = 16  # places in one file


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
    """A village with its place and honours."""
    about = next((e.text for e in village.evidence), "")
    levels = sorted({h.level for h in village.honours if h.level})
    facets: dict[str, object] = {"p": village.place} if village.place else {}
    return Entry(village.id, (village.name, *village.aliases), _cut(about), facets | ({"h": levels} if levels else {}))


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
