"""search: every page as it is found by name: what it is called, where it belongs, what shows beneath."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from cunjian.model import Book, Practice, Speech, Term, Village

KINDS = ("t", "v", "p", "s")  # a number's two lowest bits; also the order among equals
_LONG = 72  # characters of what shows beneath
_SHORT = 6  # a heading up to this length comes with the one above it, as its page does
BLOCK = 16  # entries in one file


@dataclass(frozen=True, slots=True)
class Entry:
    """One page."""

    id: str
    number: int  # place among its kind * 4 + kind
    names: tuple[str, ...]  # the first is its title
    sound: str  # syllables of the first name where someone wrote them down
    about: str
    facets: dict[str, object] = field(default_factory=dict)  # c category, p place, y year, h honours, s speech


def entries(book: Book) -> Iterator[Entry]:
    """All entries; first published first, so that a later one takes the next number and no other changes."""
    speeches = {s.id: s for s in book.speeches}

    def when(entry: Term | Village | Practice | Speech) -> tuple[str, str]:
        return book.first_published.get(entry.id, ""), entry.id

    for at, term in enumerate(sorted(book.terms, key=when)):
        yield _term(term, at * 4)
    for at, village in enumerate(sorted(book.villages, key=when)):
        yield _village(village, at * 4 + 1)
    for at, practice in enumerate(sorted(book.practices, key=when)):
        yield _practice(practice, at * 4 + 2, speeches.get(practice.speech))
    for at, speech in enumerate(sorted(book.speeches, key=when)):
        yield Entry(speech.id, at * 4 + 3, (speech.title,), "", _told(speech), _facets(speech))


def _term(term: Term, number: int) -> Entry:
    about = term.definition.text if term.definition else next((m.text for m in term.mentions), "")
    return Entry(term.id, number, (term.name, *term.aliases), term.pinyin, _cut(about))


def _village(village: Village, number: int) -> Entry:
    about = next((e.text for e in village.evidence), "")
    levels = sorted({h.level for h in village.honours if h.level})
    facets: dict[str, object] = {"p": village.place} if village.place else {}
    return Entry(
        village.id,
        number,
        (village.name, *village.aliases),
        "",
        _cut(about),
        facets | ({"h": levels} if levels else {}),
    )


def _practice(practice: Practice, number: int, speech: Speech | None) -> Entry:
    title = practice_title(practice)
    names = (title,) if title == practice.title else (title, practice.title)
    about = next((e.text for e in practice.evidence), "")
    facets = (_facets(speech) | {"s": speech.title} if speech else {}) | {"c": practice.category}
    return Entry(practice.id, number, names, "", _cut(about), facets)


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


def rows(entry: Entry) -> list[object]:
    """An entry as its file holds it."""
    return [entry.id, list(entry.names), entry.about, entry.facets]
