"""docs/ is written: pages, data, search index; only what changed, and nothing that a person wrote is lost.

What every item of ``render.items`` looked up is remembered (``made``).  An item is made again when something it looked up
has changed, or when a file of its stands otherwise than it was left.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from cunjian import course, made, render, search, store
from cunjian.cache import Cache
from cunjian.model import Book, Curation
from cunjian.prints import fingerprint
from cunjian.render import Item, Page, View

GENERATED = ("speeches", "practices", "villages", "terms", "figures", "honours", course.FOLDER, "data", search.FOLDER)
"""Folders below docs/ that belong to the pipeline."""

_SEARCH = "search"  # entry of the cache
_REPORT = "report"  # item of which only pieces are kept


class Publisher:
    """Brings docs/ up to date."""

    def __init__(self, root: Path, view: View, progress: Callable[[int, int], None]) -> None:
        self.written = 0
        self.kept: list[str] = []  # pages that people changed
        self.remarks: list[render.Remarks] = []  # for the report
        self._root, self._docs, self._view, self._progress = root, root / "docs", view, progress
        self._cache = Cache(root)
        self._paths = array("q")  # hashes of the paths of all that this run has, which as strings would be most of its memory

    def pages(self) -> None:
        """Pages and data.  A record that is damaged is made anew; one that the disk does not take lasts for this run."""
        for on_disk in (True, True, False):
            self.kept.clear()
            try:
                with made.record(self._cache, on_disk=on_disk) as record:
                    self._pages(record)
                return
            except made.Damaged:
                self._cache.remove(made.NAME)

    def _pages(self, record: made.Made) -> None:
        changed = record.changed(self._view.digests, self._view.prints) | {render.BOOK}
        docs = f"{self._docs}/"
        standing = set()
        for name, paths in record.standing(changed, lambda file: store.stat(docs + file[0]) == file[1:]):
            standing.add(name)
            self._paths.extend(map(hash, paths))
        names = {item.name for item in render.items(self._view)}
        record.keep(names | {_REPORT})
        for done, item in enumerate(render.items(self._view), start=1):  # again, since all of them together are large
            if item.name not in standing:
                self._make(item, record, changed)
            self._progress(done, len(names))
        with record.pieces(_REPORT, changed) as pieces, self._view.watching(pieces, only_pieces=True):
            self.remarks = render.remarks(self._view)

    def _make(self, item: Item, record: made.Made, changed: frozenset[int]) -> None:
        """Make an item and remember what it looked up; not where a person's page stands in place of one of its own."""
        kept = len(self.kept)
        if item.overview:
            with record.pieces(item.name, changed) as pieces, self._view.watching(pieces, only_pieces=True):
                self._written(item)
            return
        with record.pieces(item.name, changed) as pieces, self._view.watching(pieces) as looked:
            paths = self._written(item)
        if len(self.kept) == kept:
            record.put(item.name, looked.keys, ((path, *store.stat(self._docs / path)) for path in paths))

    def _written(self, item: Item) -> list[str]:
        """Write what an item gives; its paths."""
        paths = []
        for one in item.make():
            path, content = (one.path, one) if isinstance(one, Page) else one
            self._paths.append(hash(path))
            paths.append(path)
            if not isinstance(content, Page):
                self.written += store.write(self._docs / path, content, durable=False)
            elif by_hand(self._docs / path):
                self._leave(path, content.text())
            else:
                self.written += store.write(self._docs / path, content.text(), durable=False)
        return paths

    def _leave(self, path: str, text: str) -> None:
        if path not in render.REPLACEABLE:
            self.written += store.write(self._root / "review" / path, text, durable=False)
            self.kept.append(
                f"docs/{path}：有人改过这一页，已保留原样；新生成的内容放在 review/{path}，"
                "请对照后合并，或删除这一页让它重新生成。"
            )

    def search(self, book: Book, decided: Curation) -> None:
        """The search index."""
        index = search.Index(self._read, self._cache.get(_SEARCH, str))
        known = True
        for path, text in index.changes(_parts(book, self._view), decided.synonyms):
            if known:  # what was remembered holds no longer once the first file is written
                self._cache.remove(_SEARCH)
                known = False
            if text is None:
                self.written += store.remove(self._docs / path)
            else:
                self.written += store.write(self._docs / path, text, durable=False)
        self._paths.extend(map(hash, index.paths))
        if not known:
            self._cache.put(_SEARCH, index.state)

    def _read(self, path: str) -> str | None:
        try:
            return (self._docs / path).read_bytes().decode()
        except (OSError, UnicodeDecodeError):
            return None

    def remove_stale(self, stand: dict[str, store.Stat] | None) -> bytes:
        """Remove pages and data that this run did not make; pages that people wrote or changed stay.

        The mark of docs/ as it stands afterwards, taken in the same walk, and its files in ``stand``.
        """
        self.written += sum(store.remove(self._docs / path) for path in search.FORMER)
        return store.mark(self._left(), stand)

    def _left(self) -> Iterator[tuple[str, store.Stat]]:
        folders = tuple(f"{folder}/" for folder in GENERATED)
        ours = frozenset(self._paths)
        for path, stat in store.walk(self._docs):
            name = path.partition("/")[2]
            if name.startswith(folders) and hash(name) not in ours and self._removed(name):
                self.written += 1
            else:
                yield path, stat

    def _removed(self, name: str) -> bool:
        file = self._docs / name
        if file.suffix == ".md" and by_hand(file):
            if render.generated(file.read_bytes().decode("utf-8", "replace")):
                self.kept.append(f"docs/{name}：已不再生成这一页，但有人改过它，所以保留；不需要时请删除。")
            return False
        return store.remove(file)


def by_hand(file: Path) -> bool:
    """Whether a person wrote or changed the page that stands there."""
    try:
        text = file.read_bytes().decode("utf-8", "replace")
    except FileNotFoundError:
        return False
    return bool(text.strip()) and not render.untouched(text)


def _parts(book: Book, view: View) -> Iterator[search.Part]:
    """What each page brings to the search index, with the fingerprint of what that is made from."""
    digests, since = view.digests, book.first_published
    for speech in book.speeches:
        about = [(p.id, p.title, p.above, p.category, p.heading.anchor) for p in view.practices_of.get(speech.id, ())]
        key = fingerprint((digests[speech.id], about, view.figures_split))
        yield search.Part(speech.id, key.hex(), partial(_speech_sheaf, view, speech.id), since.get(speech.id, ""))
    cards = {speech.id: fingerprint(speech) for speech in book.speeches}
    for practice in book.practices:
        card = view.speeches.get(practice.speech)
        key = digests[practice.id] + cards.get(practice.speech, b"")
        yield search.Part(practice.id, key.hex(), partial(search.of_practice, practice, card), since.get(practice.id, ""))
    for village in book.villages:
        yield search.Part(village.id, digests[village.id].hex(), partial(search.of_village, village), since.get(village.id, ""))
    for term in book.terms:
        yield search.Part(term.id, digests[term.id].hex(), partial(search.of_term, term), since.get(term.id, ""))
    for sheaf in (sheaf for taught in book.courses for sheaf in search.of_course(taught)):
        yield search.Part(sheaf.id, sheaf.digest(), partial(_same, sheaf))


def _same(sheaf: search.Sheaf) -> search.Sheaf:
    return sheaf


def _speech_sheaf(view: View, id: str) -> search.Sheaf:
    anchors = view.anchors_of.get(id, {})
    shown = {anchor: {entry: view.name(view.whole(entry)) for entry in ids} for anchor, ids in anchors.items()}
    practices, figures = view.practices_of.get(id, []), view.figures_of.get(id, [])
    return search.of_speech(view.whole(id), view.source(id).reading, practices, shown, figures, view.figures_split)
