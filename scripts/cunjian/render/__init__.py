"""Seventh room: entries become Markdown pages and data; nothing is read or written here.

One page kind a file: ``speech``, ``practice``, ``village``, ``term``, ``figures``, ``awards``, ``course``, ``indexes``,
``home``, ``cover``, ``map``, ``about``, ``notice``.  Their sections have files of their own: ``aside`` and ``said`` (what stands
beside sentences), ``steps``, ``items``, ``changes``, ``medals``, ``compare``, ``neighbours``, ``picture``, ``examples``;
``citing`` adds what 引用 needs.  ``escape`` is the floor they stand on, ``view`` knows every address, ``marks`` nests what
is laid over the text.  ``data`` and ``export`` are the contract's pieces and their sum, ``sheets`` the tables, ``versus``
what compare.html lays side by side; ``report`` is for the editor alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

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
from cunjian.render.view import LIMIT, View

__all__ = ["LIMIT", "REPLACEABLE", "Page", "data", "export", "generated", "pages", "report", "untouched"]

REPLACEABLE = ("index.md", "about.md", "search.md", "map.md", "compare.md")
"""Pages that give way to a handwritten one (one without our seal) without a word."""


def pages(book: Book, readings: Mapping[str, Reading], limit: int = LIMIT) -> Iterator[Page]:
    """Every generated page, in a fixed order; ``readings`` by speech id, ``limit`` rows to a list."""
    view = View(book, readings, limit)
    yield from (citing.cited(view, page) for page in _pages(view))


def _pages(view: View) -> Iterator[Page]:
    book = view.book
    yield home.page(view)
    yield about.page(view)
    yield map.page(view)
    yield home.search()
    yield from indexes.pages(view)
    yield from figures.pages(view)
    yield from awards.pages(view)
    yield versus.page()
    yield from (speech.page(view, entry) for entry in book.speeches)
    yield from (practice.page(view, entry) for entry in book.practices)
    yield from (village.page(view, entry) for entry in book.villages)
    for entry in book.terms:
        yield from term.pages(view, entry)
    yield from (notice.page(view, entry) for entry in book.notices)
    yield from course.pages(view)


def data(book: Book, readings: Mapping[str, Reading]) -> Iterator[tuple[str, str]]:
    """Path below docs/ and text of every file of data: JSON, CSV, and the scripts that pages load when asked."""
    view = View(book, readings)
    yield from _data.files(view)
    yield tooltips.script(view)
    yield from sheets.files(view)
    for entries in (book.speeches, book.practices, book.villages, book.terms):
        yield from (versus.file(view, entry) for entry in entries)


def report(
    book: Book, readings: Mapping[str, Reading], previous: str | None = None, problems: Sequence[str] = ()
) -> str:
    """review/report.html; ``previous`` is the text of the data/index.json of the run before, if there was one."""
    return _report.report(View(book, readings), previous, tuple(problems))
