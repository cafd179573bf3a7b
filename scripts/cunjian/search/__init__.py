"""Room beside render: entries and sentences become the index that every page searches, in files a page loads as scripts.

``letters`` says what counts of a text, ``units`` cuts speeches into passages, ``entries`` lists the pages by name,
``sounds`` how they are read, ``lists`` and ``shards`` how all of it is written down.  docs/search-engine.en.md has the
format and the ranking; the other half of this room runs in the browser: overrides/assets/search-*.js.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence

from cunjian.model import Book, Reading
from cunjian.search import entries, shards, sounds, units
from cunjian.search.postings import Names, Texts, merged

FOLDER = "assets/search"


def files(
    book: Book, readings: Mapping[str, Reading], synonyms: Sequence[Sequence[str]] = (), figure_pages: bool = False
) -> Iterator[tuple[str, str]]:
    """Path below docs/ and text of every file of the index; ``figure_pages``: each speech's figures have a page."""
    digest = hashlib.sha256()

    def file(name: str, value: object) -> tuple[str, str]:
        text = shards.script(name, value)
        digest.update(text.encode())
        return f"{FOLDER}/{name}.js", text

    texts, names = Texts(), Names()
    count = 0
    for name, block in _blocks(book, readings, figure_pages, texts):
        count += 1
        yield file(name, block)
    for name, rows in _entries(book, names):
        yield file(name, rows)
    grams, leaves = shards.split(merged(texts, names))
    for leaf, content in leaves:
        yield file(f"g/{leaf}", content)
    sound, leaves = shards.split(names.sounds())
    for leaf, content in leaves:
        yield file(f"n/{leaf}", content)
    chars = texts.chars | names.chars
    yield file("sound", sounds.table(chars))
    yield file("traditional", sounds.traditional(chars))
    root = {"grams": grams, "sounds": sound, "units": count * units.BLOCK, "synonyms": [list(s) for s in synonyms]}
    digest.update(shards.script("root", root).encode())
    yield f"{FOLDER}/root.js", shards.script("root", root | {"version": digest.hexdigest()[:8]})


def _blocks(
    book: Book, readings: Mapping[str, Reading], figure_pages: bool, texts: Texts
) -> Iterator[tuple[str, object]]:
    """Files of text, and all of it noted in ``texts``."""
    shelf = units.Shelf(book, figure_pages)
    number = 0
    for speech, found in units.speech_units(book, readings):
        for start in range(0, len(found), units.BLOCK):
            number = found[start].number
            yield f"b/{number // units.BLOCK}", shelf.block(speech, found[start : start + units.BLOCK])
            number += units.BLOCK
        for unit in found:
            texts.add(unit)
    for some, block in units.definitions(book.terms, number):
        for unit in some:
            texts.add(unit)
        yield f"b/{some[0].number // units.BLOCK}", block


def _entries(book: Book, names: Names) -> Iterator[tuple[str, object]]:
    """Files of entries, and all their names noted in ``names``."""
    kinds: dict[str, list[entries.Entry]] = {kind: [] for kind in entries.KINDS}
    for entry in entries.entries(book):
        kinds[entries.KINDS[entry.number % 4]].append(entry)
        names.add(entry)
    for kind, found in kinds.items():
        for start in range(0, len(found), entries.BLOCK):
            rows: Iterable[object] = [entries.rows(e) for e in found[start : start + entries.BLOCK]]
            yield f"e/{kind}{start // entries.BLOCK}", rows
