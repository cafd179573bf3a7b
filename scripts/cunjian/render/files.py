"""What is filed under each speech: made for one speech at a time, out of what the entries say."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from cunjian.model import Book, Cited, Course, Evidence, Figure, ItemEvidence, Lesson, Link, Practice, Term, Village
from cunjian.prints import fingerprint
from cunjian.quotes import anchors_of, some, spoken_in

_RECENT = 256  # speeches


class Files:
    """Each look-up gives None where nothing is filed.  What is filed are numbers; entries hold the rest."""

    def __init__(self, book: Book, entries: Mapping[str, Any], figures: Mapping[str, Figure]) -> None:
        self._entries = entries
        self._links = book.links
        self._practices: dict[str, list[Practice]] = defaultdict(list)
        self._figures: dict[str, list[Figure]] = defaultdict(list)
        self._ids: list[str] = []  # of villages and terms, in book order
        self._where: dict[str, int] = {}  # the number of each of them
        self._named: list[Sequence[Evidence]] = []  # where each of them is named
        self._said: dict[str, array[int]] = defaultdict(lambda: array("I"))  # number of one of these, place in its evidence
        self._told: dict[str, array[int]] = defaultdict(lambda: array("I"))  # the same numbers, also those told of in other ways
        self._telling: dict[str, list[Practice]] = defaultdict(list)  # with sentences of the speech
        outside = book.cut.outside if book.cut else ()
        for practice in book.practices:
            self._practices[practice.speech].append(practice)
        for practice in (*(e for e in outside if isinstance(e, Practice)), *book.practices):
            for speech in dict.fromkeys(spoken_in(practice.evidence)):
                self._telling[speech].append(practice)
        for figure in book.figures:
            self._figures[figure.evidence.speech].append(figure)
        for village in book.villages:
            told = [h.evidence.speech for h in village.honours]
            told += [figures[f].evidence.speech for f in village.figures if f in figures]
            told += [entries[p].speech for p in village.practices if p in entries]
            self._add(village.id, village.evidence, told, told_of=True)
        for entry in outside:
            if isinstance(entry, Village):
                self._add(entry.id, entry.evidence)
        for term in book.terms:
            told = [i.evidence.speech for items in term.items for i in items]
            if term.definition and term.definition.evidence:
                told.append(term.definition.evidence.speech)
            self._add(term.id, term.mentions, told, told_of=True)
        for entry in outside:
            if isinstance(entry, Term):
                self._add(entry.id, entry.mentions)
        self.lessons_of = _lessons(book.courses).get
        self.anchors_of = lru_cache(_RECENT)(self._anchors)
        self.terms_of = lru_cache(_RECENT)(self._terms)
        self.villages_of = lru_cache(_RECENT)(self._villages)
        self._items = lru_cache(_RECENT)(self._spelled)
        self._places = lru_cache(_RECENT)(self._practice_places)
        self._mentions = lru_cache(_RECENT)(self._mentions_of)

    def _add(self, id: str, evidence: Sequence[Evidence], told: Iterable[str] = (), *, told_of: bool = False) -> None:
        number = self._where[id] = len(self._ids)
        self._ids.append(id)
        self._named.append(evidence)
        where = spoken_in(evidence)
        for at, speech in enumerate(where):
            self._said[speech].extend((number, at))
        for speech in dict.fromkeys((*where, *told)) if told_of else ():
            self._told[speech].append(number)

    def _told_in(self, speech: str) -> list[str]:
        return [self._ids[number] for number in self._told.get(speech, ())]

    def print_in(self, speech: str) -> bytes:
        """A fingerprint of all that is filed under a speech, entries by what of them counts there."""
        practices = [(p.id, p.evidence) for p in self._telling.get(speech, ())]
        found = (self.figures_of(speech), self.links_in(speech), practices, self._terms(speech), self._villages(speech))
        return fingerprint(found)

    def keys(self, name: str) -> list[Any]:
        """What there is something under."""
        filed: dict[str, Mapping[str, Any]] = {"practices_of": self._practices, "figures_of": self._figures, "links_in": self._links}
        if name == "practice_at":
            return [(s, anchor) for s in self._telling for anchor in self._places(s)]
        if name == "items_at":
            return [(s, anchor) for s in self._told for anchor in self._items(s)]
        if name == "names_at":
            return [(s, anchor) for s in self._said for anchor in self.anchors_of(s) or ()]
        if name == "mentions_in":
            return [(s, id) for s in self._said for id in self._mentions(s)]
        return list(filed.get(name, self._told))

    def places(self, name: str, speech: str) -> Mapping[str, Any]:
        """By anchor or entry: what is filed under sentences of a speech, or under entries in it."""
        filed: dict[str, Callable[[str], Mapping[str, Any]]] = {
            "practice_at": self._places, "items_at": self._items, "mentions_in": self._mentions,
            "names_at": lambda speech: self.anchors_of(speech) or {},
        }  # fmt: skip
        return filed[name](speech)

    def names_at(self, place: tuple[str, str]) -> list[str] | None:
        """Ids of villages and terms that show the sentence of an anchor."""
        return (self.anchors_of(place[0]) or {}).get(place[1])

    def mentions_in(self, place: tuple[str, str]) -> Sequence[Evidence] | None:
        """Where an entry is named in a speech."""
        return self._mentions(place[0]).get(place[1])

    def _naming(self, speech: str) -> dict[str, list[int]]:
        """Who is named in a speech, and at which places in its evidence."""
        out: dict[str, list[int]] = {}
        filed = self._said.get(speech, array("I"))
        for number, at in zip(filed[::2], filed[1::2], strict=True):
            out.setdefault(self._ids[number], []).append(at)
        return out

    def _mentions_of(self, speech: str) -> dict[str, Sequence[Evidence]]:
        return {id: some(self._named[self._where[id]], places) for id, places in self._naming(speech).items()}

    def practices_of(self, speech: str) -> list[Practice] | None:
        """Practices of a speech, in book order."""
        return self._practices.get(speech)

    def practice_at(self, place: tuple[str, str]) -> str | None:
        """The practice that the sentence of an anchor belongs to."""
        return self._places(place[0]).get(place[1])

    def _practice_places(self, speech: str) -> dict[str, str]:
        return {e.anchor: p.id for p in self._telling.get(speech, ()) for e in p.evidence if e.speech == speech}

    def items_at(self, place: tuple[str, str]) -> list[tuple[str, tuple[ItemEvidence, ...]]] | None:
        """Terms whose items are spelled out from the sentence of an anchor on, with the items."""
        return self._items(place[0]).get(place[1])

    def _spelled(self, speech: str) -> dict[str, list[tuple[str, tuple[ItemEvidence, ...]]]]:
        out: dict[str, list[tuple[str, tuple[ItemEvidence, ...]]]] = {}
        for id in self._told_in(speech):
            for items in filter(None, self._entries[id].items) if id[0] == "t" else ():
                if items[0].evidence.speech == speech:
                    out.setdefault(items[0].evidence.anchor, []).append((id, items))
        return out

    def figures_of(self, speech: str) -> list[Figure] | None:
        """Figures of a speech, in the order of the text."""
        found = self._figures.get(speech)
        return sorted(found, key=lambda f: (f.evidence.start, f.id)) if found else None

    def links_in(self, speech: str) -> tuple[Link, ...] | None:
        """Where names stand in a speech."""
        return self._links.get(speech)

    def _anchors(self, speech: str) -> dict[str, list[str]] | None:
        """By anchor: ids of villages and terms whose evidence begins in that sentence."""
        out: dict[str, dict[str, None]] = {}
        for id, places in self._naming(speech).items():
            for anchor in anchors_of(self._named[self._where[id]], places):
                out.setdefault(anchor, {}).setdefault(id)
        return {anchor: list(ids) for anchor, ids in out.items()} or None

    def _here(self, speech: str, letter: str) -> dict[str, Sequence[Evidence]]:
        named, where = self._naming(speech), self._where
        return {id: some(self._named[where[id]], named.get(id, ())) for id in self._told_in(speech) if id[0] == letter}

    def _terms(self, speech: str) -> list[Term] | None:
        """Terms of a speech, in book order, with what stands there and no more."""
        return [self._term(self._entries[id], speech, said) for id, said in self._here(speech, "t").items()] or None

    @staticmethod
    def _term(term: Term, speech: str, said: Sequence[Evidence]) -> Term:
        items = tuple(i for i in term.items if i and i[0].evidence.speech == speech)
        own = term.definition if term.definition and term.definition.evidence and term.definition.evidence.speech == speech else None
        return replace(term, mentions=said, items=items, definition=own, aliases=(), related=())

    def _villages(self, speech: str) -> list[Village] | None:
        """Villages of a speech, in book order, with what stands there and no more."""
        return [self._village(self._entries[id], speech, said) for id, said in self._here(speech, "v").items()] or None

    def _village(self, village: Village, speech: str, said: Sequence[Evidence]) -> Village:
        here = {f.id for f in self._figures.get(speech, ())}
        return replace(
            village, evidence=said, aliases=(), figures=tuple(f for f in village.figures if f in here),
            practices=tuple(p for p in village.practices if p in self._entries and self._entries[p].speech == speech),
            honours=tuple(h for h in village.honours if h.evidence.speech == speech),
        )  # fmt: skip


def _lessons(courses: Iterable[Course]) -> dict[str, list[tuple[Course, Lesson]]]:
    """By entry: the lessons that refer to it."""
    out: dict[str, list[tuple[Course, Lesson]]] = {}
    for course in courses:
        for lesson in (*((course.opening,) if course.opening else ()), *course.lessons):
            cited = (part for piece in lesson.pieces for part in piece.parts if isinstance(part, Cited))
            for id in dict.fromkeys(c.id for c in cited if c.id):
                out.setdefault(id, []).append((course, lesson))
    return out
