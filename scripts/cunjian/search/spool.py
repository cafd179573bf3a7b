"""search: what is too much for memory while a whole index is made: sheaves and numbers wait in a temporary file.

No more than one sheaf, and the numbers of one part in 64 of all keys, are held at a time, however many speeches there are.
"""

from __future__ import annotations

import marshal
import tempfile
from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import Any, BinaryIO

from cunjian.search.lists import varint
from cunjian.search.postings import Lists, Postings
from cunjian.search.records import Numbers, Record, crc
from cunjian.search.shards import record
from cunjian.search.sheaf import Sheaf

_FULL = 100_000  # keys after which numbers are put away
_BITS = 6  # keys are put away by the first bits of their hash
_IN_MEMORY = 1 << 24  # bytes after which the file is a real one

Chunk = tuple[dict[str, list[int]], dict[str, list[int]], dict[str, list[int]]]


class Spool:
    """A file that is written behind and read anywhere."""

    def __init__(self) -> None:
        self._file: BinaryIO = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # type: ignore[assignment]  # noqa: SIM115
        self._end = 0

    def __enter__(self) -> Spool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def put(self, value: Any) -> int:
        """Write plain values; where they are."""
        self._file.seek(at := self._end)
        marshal.dump(value, self._file)
        self._end = self._file.tell()
        return at

    def get(self, at: int) -> Any:
        """The values that were put there."""
        self._file.seek(at)
        return self.next()

    def next(self) -> Any:
        """The values behind those that were asked for last."""
        return marshal.load(self._file)


class Sheaves:
    """Sheaves on disk: of each the row, and behind it the blocks."""

    def __init__(self, spool: Spool) -> None:
        self._spool = spool
        self._at: dict[str, int] = {}

    def put(self, sheaf: Sheaf) -> None:
        """Keep one."""
        self._at[sheaf.id] = self._spool.put(sheaf.row)
        self._spool.put(sheaf.blocks)

    def row(self, id: str) -> list[Any]:
        """The row of one."""
        row: list[Any] = self._spool.get(self._at[id])
        return row

    def get(self, id: str) -> Sheaf:
        """It again."""
        row = self.row(id)
        return Sheaf(row, self._spool.next())


class Tree:
    """The numbers of all keys of one tree, in passages and names; put away part by part when there are too many."""

    def __init__(self, spool: Spool) -> None:
        self._spool = spool
        self._chunks: list[list[int]] = [[] for _ in range(1 << _BITS)]
        self._away = False

    def put(self, found: Lists, about: Lists, named: Lists) -> None:
        """Put numbers away."""
        self._away = True
        chunks: list[Chunk] = [({}, {}, {}) for _ in self._chunks]
        for which, lists in enumerate((found, about, named)):
            for key, numbers in lists.items():
                chunks[crc(key) >> 32 - _BITS][which][key] = numbers
        for places, chunk in zip(self._chunks, chunks, strict=True):
            places.append(self._spool.put(chunk))

    def records(self, found: Lists, about: Lists, named: Lists) -> Iterator[tuple[int, list[Record]]]:
        """All sorted records, by the node of the tree below which they belong; the arguments are what is still in memory."""
        if not self._away:
            yield 1, _records((found, about, named))
            return
        self.put(found, about, named)
        for node, places in enumerate(self._chunks, start=1 << _BITS):
            yield node, _records(self._joined(places))

    def _joined(self, places: list[int]) -> Chunk:
        joined: Chunk = ({}, {}, {})
        for at in places:
            for into, lists in zip(joined, self._spool.get(at), strict=True):
                for key, numbers in lists.items():
                    if known := into.get(key):
                        known.extend(numbers)
                    else:
                        into[key] = numbers
        return joined


def _records(chunk: Chunk | tuple[Lists, Lists, Lists]) -> list[Record]:
    found, about, named = chunk
    none: list[int] = []
    out: list[Record] = []
    for key in found.keys() | named.keys() if named else found.keys():
        numbers = found.get(key, none)
        if len(numbers) == 1 and key not in about and key not in named:  # most of them
            out.append(record(key, varint(numbers[0])))
        else:
            every = Numbers(sorted(numbers), sorted(about.get(key, none)), named.get(key, none))
            out.extend(record(*pair) for pair in every.records(key))
    return sorted(out)


class Noted:
    """Postings of everything, kept within bounds."""

    def __init__(self, spool: Spool) -> None:
        self.pieces, self.sounds = Tree(spool), Tree(spool)
        self.postings = Postings()

    def add(self, sheaf: Sheaf, blocks: Iterable[int], entry: int) -> None:
        """See Postings.add."""
        now = self.postings
        now.add(sheaf, blocks, entry)
        if len(now.found) + len(now.named) + len(now.heard) > _FULL:
            self.pieces.put(now.found, now.about, now.named)
            self.sounds.put(Lists(list), Lists(list), now.heard)
            self.postings = Postings(chars=now.chars)

    def grams(self) -> Iterator[tuple[int, list[Record]]]:
        """Records of pieces."""
        now = self.postings
        return self.pieces.records(now.found, now.about, now.named)

    def heard(self) -> Iterator[tuple[int, list[Record]]]:
        """Records of sounds."""
        return self.sounds.records(Lists(list), Lists(list), self.postings.heard)
