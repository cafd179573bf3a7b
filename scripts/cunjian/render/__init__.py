"""Seventh room: entries become Markdown pages and data; nothing is read or written here.

One page kind a file: ``speech``, ``practice``, ``village``, ``term``, ``figures``, ``awards``, ``course``, ``indexes``,
``home``, ``cover``, ``map``, ``about``, ``notice``.  Their sections have files of their own: ``aside`` and ``said`` (what
stands beside sentences), ``steps``, ``items``, ``changes``, ``medals``, ``compare``, ``neighbours``, ``picture``, ``mind``,
``examples``;
``citing`` adds what 引用 needs.  ``escape`` is the floor they stand on, ``addresses`` and ``view`` know every address, ``marks`` nests what
is laid over the text.  ``data`` and ``export`` are the contract's pieces and their sum, ``sheets`` the tables, ``versus``
what compare.html lays side by side; ``report`` is for the editor alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from cunjian.model import Book, Reading
from cunjian.render import (
    about,
    awards,
    citing,
    course,
    figures,
    home,
    indexes,
    map,
    notice,
    practice,
    sheets,
    speech,
    term,
    tooltips,
    versus,
    village,
)
from cunjian.render import data as _data
from cunjian.render import report as _report
from cunjian.render.export import export
from cunjian.render.page import Page, generated, untouched
from cunjian.render.report import Remarks, remarks
from cunjian.render.view import LIMIT, View
from cunjian.render.watch import BOOK

__all__ = [
    "BOOK", "LIMIT", "REPLACEABLE", "Item", "Page", "Remarks", "View",
    "data", "export", "generated", "items", "pages", "remarks", "report", "untouched",
]  # fmt: skip

File = tuple[str, str | Iterable[str]]  # path below docs/, text, which may come in parts

REPLACEABLE = ("index.md", "about.md", "search.md", "map.md", "compare.md")
"""Pages that give way to a handwritten one (one without our seal) without a word."""


@dataclass(frozen=True, slots=True)
class Item:
    """What is made together: the pages and files of one entry, or an overview of all, which is made in every run."""

    name: str
    make: Callable[[], Iterator[Page | File]]
    overview: bool = False


def items(view: View) -> Iterator[Item]:
    """Everything below docs/ but the search index, in a fixed order; nothing is made before it is asked for."""
    whole: dict[str, Callable[[], Iterable[Page | File]]] = {
        "home": lambda: (home.page(view), about.page(view), map.page(view), home.search(), versus.page()),
        "indexes": lambda: indexes.pages(view),
        "figures": lambda: figures.index(view),
        "awards": lambda: awards.pages(view),
        "notices": lambda: [notice.page(view, entry) for entry in view.book.notices],
        "courses": lambda: course.pages(view),
        "data": lambda: _tables(view),
    }
    yield from (Item(name, partial(_cited, view, make), overview=True) for name, make in whole.items())
    yield from (Item(id, partial(_cited, view, partial(_speech, view, id))) for id in view.speeches)
    yield from (Item(id, partial(_cited, view, partial(_practice, view, id))) for id in view.practices)
    yield from (Item(id, partial(_cited, view, partial(_village, view, id))) for id in view.villages)
    yield from (Item(id, partial(_cited, view, partial(_term, view, id))) for id in view.terms)


def _tables(view: View) -> Iterator[File]:
    """One after another, since each holds a row of every entry."""
    yield from _data.of_all(view)
    yield tooltips.script(view)
    yield from sheets.files(view)


def _cited(view: View, make: Callable[[], Iterable[Page | File]]) -> Iterator[Page | File]:
    """With what 引用 needs on every page."""
    return (citing.cited(view, made) if isinstance(made, Page) else made for made in make())


def _speech(view: View, id: str) -> Iterator[Page | File]:
    entry = view.speeches[id]
    yield speech.page(view, entry)
    yield from figures.of_speech(view, entry)
    yield figures.script(view, entry)
    yield from _data.of_speech(view, entry)
    yield versus.file(view, entry)


def _practice(view: View, id: str) -> Iterator[Page | File]:
    entry = view.practices[id]
    yield practice.page(view, entry)
    yield versus.file(view, entry)


def _village(view: View, id: str) -> Iterator[Page | File]:
    entry = view.villages[id]
    yield village.page(view, entry)
    yield versus.file(view, entry)


def _term(view: View, id: str) -> Iterator[Page | File]:
    entry = view.terms[id]
    yield from term.pages(view, entry)
    yield versus.file(view, entry)


def pages(book: Book, readings: Mapping[str, Reading], limit: int = LIMIT) -> Iterator[Page]:
    """Every generated page."""
    made = (one for item in items(View(book, readings, limit)) for one in item.make())
    return (one for one in made if isinstance(one, Page))


def data(book: Book, readings: Mapping[str, Reading]) -> Iterator[tuple[str, str]]:
    """Path below docs/ and text of every file of data: JSON, CSV, and the scripts that pages load when asked."""
    made = (one for item in items(View(book, readings)) for one in item.make())
    return ((one[0], "".join(one[1])) for one in made if not isinstance(one, Page))


def report(view: View, previous: Iterable[bytes] = (), problems: Sequence[str] = (), told: Sequence[Remarks] | None = None) -> str:
    """review/report.html; ``previous`` are the lines of the data/index.json of the run before, ``told`` what ``remarks`` gave."""
    return _report.report(view, remarks(view) if told is None else told, previous, tuple(problems))
