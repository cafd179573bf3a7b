"""Room beside render: pages and sentences become the index that every page searches, in files a page loads as scripts.

What a page brings is a ``Sheaf``, made from that page's inputs alone (``of_speech``, ``of_practice``, ``of_village``,
``of_term``): it may be made anywhere, in any order, and kept.  ``Index.changes`` turns sheaves into files:

    parts = [Part(id, key, make, since), …]     # make() -> Sheaf, called only if key is not that of the run before
    index = Index(read, known)                  # read("assets/search/root.js") -> text or None; known: see below
    for path, text in index.changes(parts, decided.synonyms):
        write(path, text) if text is not None else remove(path)
    keep(index.state)                           # the next run's ``known``; forget it before the first write

``key`` must stand for all that ``make`` reads: the speech's card and reading, its practices and figures, id and name of the
villages and terms that show its sentences; an entry's own fields.  A page's numbers come from its id (``slots``), so one
speech more changes its own blocks, the rows of its entries, and the leaves that hold its pieces: never more files than it
has pieces and sounds, and none for a speech that stayed as it was, but for neighbours of the same day that it pushes one place on.
``index.paths`` are all files of the index; whatever else lies in ``FOLDER`` is to be removed.  A state of another version,
or a file that is not as it was written, leads to a fresh index; that one needs no more memory for more speeches but for a
few hundred bytes a page (``spool``).  ``files`` is all of it for a whole book.

``letters`` says what counts of a text, ``units`` cuts speeches into passages, ``entries`` lists the pages by name,
``sounds`` how they are read, ``postings``, ``records``, ``lists`` and ``shards`` how all of it is written down, ``update``
how it changes.  docs/search-engine.en.md has the format and the ranking; the other half of this room runs in the browser:
overrides/assets/search-*.js.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from cunjian.model import Book, Figure, Practice, Reading
from cunjian.search.index import FOLDER, Index
from cunjian.search.sheaf import Part, Sheaf, of_course, of_practice, of_speech, of_term, of_village

__all__ = [
    "FOLDER",
    "FORMER",
    "Index",
    "Part",
    "Sheaf",
    "files",
    "of_course",
    "of_practice",
    "of_speech",
    "of_term",
    "of_village",
    "parts",
    "sheaves",
]

FORMER = ("assets/names.js",)
"""Files below docs/ that earlier versions made; to be removed."""


def files(
    book: Book, readings: Mapping[str, Reading], synonyms: Sequence[Sequence[str]] = (), figure_pages: bool = False
) -> Iterator[tuple[str, str]]:
    """Path below docs/ and text of every file of the index; ``figure_pages``: each speech's figures have a page."""
    found = (Part(sheaf.id, "", partial(_same, sheaf), book.first_published.get(sheaf.id, "")) for sheaf in sheaves(book, readings, figure_pages))
    for path, text in Index().changes(found, synonyms):
        if text is not None:
            yield path, text


def _same(sheaf: Sheaf) -> Sheaf:
    return sheaf


def parts(book: Book, readings: Mapping[str, Reading], figure_pages: bool = False) -> list[Part]:
    """Everything in a book, with its content for keys."""
    return [
        Part(sheaf.id, sheaf.digest(), partial(_same, sheaf), book.first_published.get(sheaf.id, ""))
        for sheaf in sheaves(book, readings, figure_pages)
    ]


def sheaves(book: Book, readings: Mapping[str, Reading], figure_pages: bool = False) -> Iterator[Sheaf]:
    """Everything in a book."""
    practices: dict[str, list[Practice]] = {}
    figures: dict[str, list[Figure]] = {}
    shown: dict[str, dict[str, dict[str, str]]] = {}
    for practice in book.practices:
        practices.setdefault(practice.speech, []).append(practice)
    for figure in book.figures:
        figures.setdefault(figure.evidence.speech, []).append(figure)
    named = [(v.id, v.name, v.evidence) for v in book.villages] + [(t.id, t.name, t.mentions) for t in book.terms]
    for id, name, evidence in named:
        for said in evidence:
            shown.setdefault(said.speech, {}).setdefault(said.anchor, {})[id] = name
    speeches = {s.id: s for s in book.speeches}
    for id, speech in speeches.items():
        yield of_speech(
            speech, readings[id], practices.get(id, ()), shown.get(id, {}), figures.get(id, ()), figure_pages
        )
    yield from (of_practice(p, speeches.get(p.speech)) for p in book.practices)
    yield from map(of_village, book.villages)
    yield from map(of_term, book.terms)
    for course in book.courses:
        yield from of_course(course)
