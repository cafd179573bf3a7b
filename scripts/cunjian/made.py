"""What every page and file of docs/ was made of, remembered on disk from run to run (architecture: "Cache").

Three tables: under each id the fingerprints of all that could be looked up there when pages were last made; for each item
what it looked up and the files it gave, as they were left; and the pieces that long pages are put together from.  So a run
compares one digest an id, looks closer only where one differs, and holds nothing of this in memory.  One run is one
transaction; every row has a checksum.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from hashlib import blake2b
from typing import TypeVar

import msgspec

from cunjian.cache import Cache, packed, unpacked

NAME = "made.db"
_SIZE = 8  # bytes of a key, a fingerprint, a checksum
_TABLES = (
    "CREATE TABLE IF NOT EXISTS owners (id TEXT PRIMARY KEY, digest BLOB, prints BLOB, sum BLOB) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS items (name TEXT PRIMARY KEY, looked BLOB, files BLOB, sum BLOB) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS pieces (item TEXT, name TEXT, looked BLOB, found BLOB, sum BLOB, PRIMARY KEY (item, name))"
    " WITHOUT ROWID",
)

File = tuple[str, int, int]  # path below docs/, size and time of the last change as it was left
T = TypeVar("T")
Prints = dict[int, bytes]  # key of a look-up -> fingerprint of what it finds


class Damaged(Exception):
    """The record cannot be read, or the disk does not take it."""


@contextmanager
def record(cache: Cache, *, on_disk: bool = True) -> Iterator[Made]:
    """The record of a knowledge base, kept if the block ends well; Damaged where it is not as it was written."""
    try:
        if on_disk:
            cache.folder.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(cache.folder / NAME if on_disk else ":memory:", isolation_level=None)) as base:
            base.execute("PRAGMA synchronous=OFF")
            base.execute("BEGIN IMMEDIATE")
            for table in _TABLES:
                base.execute(table)
            yield Made(base)
            base.execute("COMMIT")
    except (sqlite3.Error, OSError, OverflowError) as error:
        raise Damaged from error


class Made:
    """What was made of what."""

    def __init__(self, base: sqlite3.Connection) -> None:
        self._base = base

    def changed(self, digests: Mapping[str, bytes], prints: Callable[[str], Prints]) -> frozenset[int]:
        """Keys that find something else than when they were last remembered; today's fingerprints take their place.

        ``digests`` stands for all that can be looked up under an id, ``prints`` has it one by one.  None where nothing is remembered.
        """
        touched: dict[str, bool] = dict.fromkeys(digests, False)  # id -> whether it is known
        empty = True  # nothing stands that could have looked anything up, and all keys of ten thousand speeches are 400 MB
        for id, digest in self._base.execute("SELECT id, digest FROM owners"):
            empty = False
            if digests.get(id) == digest:
                del touched[id]
            else:
                touched[id] = True
        changed: set[int] = set()
        for id, known in touched.items():
            before, now = self._prints(id) if known else {}, prints(id) if id in digests else {}
            if not empty:
                changed |= {key for key in before.keys() | now.keys() if before.get(key) != now.get(key)}
            if now:
                found = b"".join(key.to_bytes(_SIZE, "little") + told for key, told in now.items())
                self._put("owners", id, digests[id], found)
            else:
                self._base.execute("DELETE FROM owners WHERE id = ?", (id,))
        return frozenset(changed)

    def _prints(self, id: str) -> Prints:
        row = self._base.execute("SELECT * FROM owners WHERE id = ?", (id,)).fetchone()
        data, step = _sound(row)[2], 2 * _SIZE
        return {int.from_bytes(data[at : at + _SIZE], "little"): data[at + _SIZE : at + step] for at in range(0, len(data), step)}

    def standing(self, changed: frozenset[int], as_left: Callable[[File], bool]) -> Iterator[tuple[str, list[str]]]:
        """Items that would become the same again and whose files are as they were left, with the paths of these."""
        for row in self._base.execute("SELECT * FROM items"):
            name, looked, data, _ = _sound(row)
            if changed.isdisjoint(array("Q", looked)):
                files = msgspec.msgpack.decode(data, type=tuple[File, ...])
                if all(map(as_left, files)):
                    yield name, [path for path, *_ in files]

    def put(self, name: str, looked: Iterable[int], files: Iterable[File]) -> None:
        """Remember an item."""
        self._put("items", name, array("Q", looked).tobytes(), msgspec.msgpack.encode(tuple(files)))

    def keep(self, names: Collection[str]) -> None:
        """Forget every item but these."""
        gone = [(name,) for (name,) in self._base.execute("SELECT name FROM items") if name not in names]
        self._base.executemany("DELETE FROM items WHERE name = ?", gone)
        self._base.executemany("DELETE FROM pieces WHERE item = ?", gone)

    @contextmanager
    def pieces(self, item: str, changed: frozenset[int]) -> Iterator[Pieces]:
        """The pieces of an item that is made; those that it does not ask for are forgotten."""
        pieces = Pieces(self._base, item, changed)
        yield pieces
        names = (name for (name,) in self._base.execute("SELECT name FROM pieces WHERE item = ?", (item,)))
        gone = [(item, name) for name in names if name not in pieces.kept]
        self._base.executemany("DELETE FROM pieces WHERE item = ? AND name = ?", gone)

    def _put(self, table: str, name: str, first: bytes, second: bytes) -> None:
        self._base.execute(f"INSERT OR REPLACE INTO {table} VALUES (?, ?, ?, ?)", (name, first, second, _sum(name, first, second)))


class Pieces:
    """The pieces of one item (``render.watch.Pieces``): what was made for a part of it, packed, and the keys looked up for that."""

    def __init__(self, base: sqlite3.Connection, item: str, changed: frozenset[int]) -> None:
        self.kept: set[str] = set()
        self._base, self._item, self._changed = base, item, changed

    def get(self, name: str, kind: type[T]) -> tuple[T, Iterable[int]] | None:
        """A piece and what it looked up, unless that has changed."""
        asked = "SELECT name, looked, found, sum FROM pieces WHERE item = ? AND name = ?"
        row = self._base.execute(asked, (self._item, name)).fetchone()
        if row is None:
            return None
        _, looked, found, _ = _sound(row)
        keys = array("Q", looked)
        if not self._changed.isdisjoint(keys):
            return None
        self.kept.add(name)
        return unpacked(found, kind), keys

    def put(self, name: str, found: object, keys: Iterable[int]) -> None:
        """Remember a piece."""
        self.kept.add(name)
        looked, data = array("Q", keys).tobytes(), packed(found)
        row = (self._item, name, looked, data, _sum(name, looked, data))
        self._base.execute("INSERT OR REPLACE INTO pieces VALUES (?, ?, ?, ?, ?)", row)


def _sum(name: str, first: bytes, second: bytes) -> bytes:
    return blake2b(b"\0".join((name.encode(), first, second)), digest_size=_SIZE).digest()


def _sound(row: tuple[str, bytes, bytes, bytes]) -> tuple[str, bytes, bytes, bytes]:
    """A row as it was written."""
    try:
        if _sum(*row[:3]) == row[3]:
            return row
    except (TypeError, AttributeError):
        pass
    raise Damaged
