"""A speech's page while the run that follows a change is still at work: read alone, against what the last run knew.

``cunjian serve`` shows it in place of the page in site/ until that run has ended; nothing is written.  The speech is read,
gathered and rendered as always, by itself: ids come from the ledger, links from the names of the last run.  What other
speeches bring to the page (neighbours, duplicates) comes with the run.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from cunjian import acquire, curation, gather, link, pipeline, reading, render
from cunjian.cache import Cache
from cunjian.model import Book, Lexicon, Link, Reading, Term
from cunjian.publish import by_hand
from cunjian.ship import proof as printed

_SPLIT = "figures/s*.md"  # stands where the table of figures is split by speech


class Proofs:
    """Of one knowledge base; what does not change from proof to proof is kept."""

    def __init__(self, root: Path, *, withhold: bool = False) -> None:
        self._root, self._withhold = root, withhold
        self._desk = printed.Desk(root, curation.house())

    def of(self, name: str) -> Iterator[tuple[str, bytes]]:
        """Address and HTML of every speech in a source, if it is one and can be read."""
        path = self._root / name
        if name.startswith("sources/") and path.is_file() and acquire.is_source(path):
            for page in self._pages(path):
                if not by_hand(self._root / "docs" / page.path):
                    yield self._desk.pull(page.path, page.text())

    def _pages(self, path: Path) -> Iterator[render.Page]:
        decided = pipeline.decided_of(self._root)
        readings, _ = reading.read_source(path, self._root, decided, withhold=self._withhold)
        draft = gather.entries(readings, curation.read_ledger(self._root), decided, pipeline.today())
        known = Cache(self._root).get(pipeline.LEXICON, Lexicon) or Lexicon({})
        own = {v.id for v in draft.villages}
        lexicon = Lexicon({**known.names, **draft.lexicon.names}, known.quoted | draft.lexicon.quoted)

        def links(one: Reading) -> list[Link]:
            return [x for x in link.find(lexicon, one) if x.id[0] == "t" or x.id in own]

        book = _with_names(gather.book(draft, links), self._root / "docs")
        limit = 0 if any((self._root / "docs").glob(_SPLIT)) else render.LIMIT
        view = render.View(book, draft.readings, limit)
        for item in render.items(view):
            if item.name in view.speeches:
                yield next(page for page in item.make() if isinstance(page, render.Page))  # the speech's own comes first


def _with_names(book: Book, docs: Path) -> Book:
    """With the terms of other speeches that are linked to: their pages stand, and links need no more than a name."""
    entries = json.loads((docs / "data" / "index.json").read_bytes())["entries"]
    wanted = {x.id for links in book.links.values() for x in links if x.id[0] == "t"} - {t.id for t in book.terms}
    more = [Term(e["id"], e["name"], (), "", "other", ()) for e in entries if e["id"] in wanted]
    return replace(book, terms=(*book.terms, *more), notices=())
