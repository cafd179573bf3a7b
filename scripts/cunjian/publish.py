"""docs/ is written: pages, data, search index; only what changed, and nothing that a person wrote is lost.

What every item of ``render.items`` looked up is remembered with its fingerprint (``Traces``).  An item is made again when
one of these differs, or when a file of its stands otherwise than it was left.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from cunjian import course, render, search, store
from cunjian.cache import Cache
from cunjian.model import Book, Curation, Practice
from cunjian.prints import fingerprint
from cunjian.render import Item, Page, View

GENERATED = ("speeches", "practices", "villages", "terms", "figures", "honours", course.FOLDER, "data", search.FOLDER)
"""Folders below docs/ that belong to the pipeline."""

_TRACES, _SEARCH = "pages", "search"  # entries of the cache
_PRINT = 8  # bytes of a fingerprint


@dataclass(slots=True)
class Traces:
    """What was looked up for each item, and the files it gave."""

    keys: list[str] = field(default_factory=list)
    prints: bytes = b""  # of each key, one behind the other
    items: dict[str, tuple[bytes, list[str]]] = field(default_factory=dict)  # numbers of keys, paths
    stats: dict[str, store.Stat] = field(default_factory=dict)  # of every file, as it was left


class Publisher:
    """Brings docs/ up to date."""

    def __init__(self, root: Path, view: View, progress: Callable[[int, int], None]) -> None:
        self.written = 0
        self.kept: list[str] = []  # pages that people changed
        self._root, self._docs, self._view, self._progress = root, root / "docs", view, progress
        self._cache = Cache(root)
        self._paths: set[str] = set()

    def pages(self) -> None:
        """Pages and data."""
        old, there = self._cache.get(_TRACES, Traces) or Traces(), store.stats(self._docs)
        prints = {key: self._print(key) for key in old.keys}
        told = zip(old.keys, _divided(old.prints), strict=True)
        changed = frozenset(n for n, (key, was) in enumerate(told) if key == render.BOOK or prints[key] != was)
        numbers: dict[str, int] = {}
        new = Traces()
        items = list(render.items(self._view))
        for done, item in enumerate(items, start=1):
            used, paths = old.items.get(item.name, (b"", []))
            if paths and self._stands(used, paths, changed, old, there):
                looked: list[str] = [old.keys[n] for n in array("I", used)]
                self._paths.update(paths)
            else:
                looked, paths = self._make(item)
            if paths:
                found = array("I", [numbers.setdefault(key, len(numbers)) for key in looked])
                new.items[item.name] = found.tobytes(), paths
            self._progress(done, len(items))
        new.keys = list(numbers)
        new.prints = b"".join(prints.get(key) or self._print(key) for key in numbers)
        left = store.stats(self._docs)
        new.stats = {f"docs/{p}": left[f"docs/{p}"] for _, paths in new.items.values() for p in paths if f"docs/{p}" in left}
        self._cache.put(_TRACES, new)

    def _print(self, key: str) -> bytes:
        return self._view.print_of(key).ljust(_PRINT, b"\0")

    @staticmethod
    def _stands(used: bytes, paths: list[str], changed: frozenset[int], old: Traces, there: Mapping[str, store.Stat]) -> bool:
        """Whether an item would become the same again, and its files are as they were left."""
        return changed.isdisjoint(array("I", used)) and all(
            there.get(f"docs/{p}") == old.stats.get(f"docs/{p}", (-1, -1)) for p in paths
        )

    def _make(self, item: Item) -> tuple[list[str], list[str]]:
        """Make an item: what it looked up, and its files; none where a person's page stands in place of one."""
        kept = len(self.kept)
        paths = []
        with self._view.watching() as looked:
            for made in item.make():
                path, text = (made.path, made.text()) if isinstance(made, Page) else made
                self._paths.add(path)
                paths.append(path)
                if isinstance(made, Page) and by_hand(self._docs / path):
                    self._leave(path, text)
                else:
                    self.written += store.write(self._docs / path, text, durable=False)
        return sorted(looked), paths if len(self.kept) == kept else []

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
        for path, text in index.changes(list(_parts(book, self._view)), decided.synonyms):
            if known:  # what was remembered holds no longer once the first file is written
                self._cache.remove(_SEARCH)
                known = False
            if text is None:
                self.written += store.remove(self._docs / path)
            else:
                self.written += store.write(self._docs / path, text, durable=False)
        self._paths |= index.paths
        if not known:
            self._cache.put(_SEARCH, index.state)

    def _read(self, path: str) -> str | None:
        try:
            return (self._docs / path).read_bytes().decode()
        except (OSError, UnicodeDecodeError):
            return None

    def remove_stale(self) -> None:
        """Remove pages and data that this run did not make; pages that people wrote or changed stay."""
        self.written += sum(store.remove(self._docs / path) for path in search.FORMER)
        for name in store.stats(*(self._docs / folder for folder in {f.partition("/")[0] for f in GENERATED})):
            if name in self._paths or not any(name.startswith(f"{folder}/") for folder in GENERATED):
                continue
            file = self._docs / name
            if file.suffix == ".md" and by_hand(file):
                if render.generated(file.read_bytes().decode("utf-8", "replace")):
                    self.kept.append(f"docs/{name}：已不再生成这一页，但有人改过它，所以保留；不需要时请删除。")
                continue
            self.written += store.remove(file)


def _divided(prints: bytes) -> Iterator[bytes]:
    return (prints[at : at + _PRINT] for at in range(0, len(prints), _PRINT))


def by_hand(file: Path) -> bool:
    """Whether a person wrote or changed the page that stands there."""
    try:
        text = file.read_bytes().decode("utf-8", "replace")
    except FileNotFoundError:
        return False
    return bool(text.strip()) and not render.untouched(text)


def _parts(book: Book, view: View) -> Iterator[search.Part]:
    """What each page brings to the search index, with the fingerprint of what that is made from."""
    split = view.figures_split
    for speech in book.speeches:
        anchors = view.anchors_of.get(speech.id, {})
        shown = {anchor: {id: view.name(view.whole(id)) for id in ids} for anchor, ids in anchors.items()}
        practices, figures = view.practices_of.get(speech.id, []), view.figures_of.get(speech.id, [])
        about = [(p.id, p.title, p.above, p.category, [e.anchor for e in (p.heading, *p.evidence)]) for p in practices]
        key = fingerprint((speech, view.print_of(render.key("source", speech.id)), about, figures, shown, split))
        yield search.Part(speech.id, key.hex(), partial(_speech_sheaf, view, speech.id, practices, shown, figures, split))
    for practice in book.practices:
        card = view.speeches.get(practice.speech)
        yield search.Part(practice.id, fingerprint((practice, card)).hex(), partial(search.of_practice, practice, card))
    for village in book.villages:
        yield search.Part(village.id, fingerprint(village).hex(), partial(search.of_village, village))
    for term in book.terms:
        yield search.Part(term.id, fingerprint(term).hex(), partial(search.of_term, term))
    for sheaf in (sheaf for taught in book.courses for sheaf in search.of_course(taught)):
        yield search.Part(sheaf.id, sheaf.digest(), partial(_same, sheaf))


def _same(sheaf: search.Sheaf) -> search.Sheaf:
    return sheaf


def _speech_sheaf(view: View, id: str, practices: list[Practice], *rest: object) -> search.Sheaf:
    return search.of_speech(view.whole(id), view.source(id).reading, practices, *rest)  # type: ignore[arg-type]
