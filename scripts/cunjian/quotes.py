"""Quotes of all speeches are too many for memory: they wait in a temporary file, each read when it is asked for.

``Quotes`` stands where a tuple of ``Evidence`` would stand in an entry; ``Drawer`` is the file they lie in.
"""

from __future__ import annotations

import marshal
import tempfile
from array import array
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from typing import overload

from cunjian.model import Evidence

_PAGE = 1 << 18  # bytes that wait in memory before they are written
_SHORT = 8  # bytes of an anchor without an ordinal, as many as a number holds
_PLAIN = 2  # the form of marshal in which equal values have equal bytes


class Drawer:
    """Quotes by number, in the order in which they came."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115 - closed with the drawer
        self._ends = array("Q", [0])
        self._prints = array("Q")
        self._numbers: dict[str, int] = {}  # of speeches, as they come
        self._speeches: list[str] = []  # by number
        self._said = array("I")  # the number of each quote's speech
        self._anchors = array("Q")  # as a number; 0 where it is longer, and read from the file
        self._new = bytearray()
        self._written = 0

    def put(self, e: Evidence) -> int:
        """Keep one; its number."""
        return self.lay(e.speech, (e.start, e.end, e.quote, e.text, e.anchor), e.rule, e.at)

    def lay(self, speech: str, said: tuple[int, int, str, str, str], rule: str, at: tuple[int, int] | None) -> int:
        """Keep one by its fields; ``said``: start, end, quote, text, anchor."""
        start, end, quote, text, anchor = said
        data = marshal.dumps((speech, start, end, quote, None if text == quote else text, anchor, rule, at), _PLAIN)
        self._prints.append(int.from_bytes(blake2b(data, digest_size=8).digest(), "little"))
        if speech not in self._numbers:
            self._numbers[speech] = len(self._speeches)
            self._speeches.append(speech)
        self._said.append(self._numbers[speech])
        self._anchors.append(int.from_bytes(short, "little") if len(short := anchor.encode()) <= _SHORT else 0)
        self._new += data
        self._ends.append(self._written + len(self._new))
        if len(self._new) > _PAGE:
            self._file.seek(self._written)
            self._file.write(self._new)
            self._written += len(self._new)
            self._new.clear()
        return len(self._prints) - 1

    def get(self, number: int) -> Evidence:
        """One again."""
        at, end = self._ends[number], self._ends[number + 1]
        if at >= self._written:
            data = bytes(self._new[at - self._written : end - self._written])
        else:
            self._file.seek(at)
            data = self._file.read(end - at)
        speech, start, stop, quote, text, *rest = marshal.loads(data)
        return Evidence(speech, start, stop, quote, quote if text is None else text, *rest)

    def speeches(self, numbers: Iterable[int]) -> list[str]:
        """The speech of each of several, without fetching them."""
        return [self._speeches[self._said[n]] for n in numbers]

    def anchors(self, numbers: Iterable[int]) -> list[str]:
        """The anchor of each of several, without fetching them where it has no ordinal."""
        return [a.to_bytes(_SHORT, "little").rstrip(b"\0").decode() if (a := self._anchors[n]) else self.get(n).anchor for n in numbers]

    def print(self, numbers: Iterable[int]) -> bytes:
        """The fingerprint of several."""
        return blake2b(array("Q", [self._prints[n] for n in numbers]).tobytes(), digest_size=8).digest()


class Quotes(Sequence[Evidence]):
    """Some of them, in an order of its own; equal to a tuple of the same."""

    __slots__ = ("_drawer", "_numbers")

    def __init__(self, drawer: Drawer, numbers: Iterable[int]) -> None:
        self._drawer, self._numbers = drawer, array("I", numbers)

    @property
    def print(self) -> bytes:
        """Their fingerprint, without fetching them."""
        return self._drawer.print(self._numbers)

    @property
    def speeches(self) -> list[str]:
        """The speech of each, without fetching them."""
        return self._drawer.speeches(self._numbers)

    def anchors(self, places: Iterable[int]) -> list[str]:
        """The anchor of each of those at some places."""
        return self._drawer.anchors(self._numbers[at] for at in places)

    def some(self, places: Iterable[int]) -> Quotes:
        """Those at some places, not fetched."""
        return Quotes(self._drawer, (self._numbers[at] for at in places))

    @overload
    def __getitem__(self, at: int) -> Evidence: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[Evidence]: ...

    def __getitem__(self, at: int | slice) -> Evidence | Sequence[Evidence]:
        return Quotes(self._drawer, self._numbers[at]) if isinstance(at, slice) else self._drawer.get(self._numbers[at])

    def __iter__(self) -> Iterator[Evidence]:
        return map(self._drawer.get, self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and len(self) == len(other) and all(a == b for a, b in zip(self, other, strict=True))

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return f"Quotes({self.print.hex()})"


def some(evidence: Sequence[Evidence], places: Iterable[int]) -> Sequence[Evidence]:
    """Those at some places, wherever they lie."""
    return evidence.some(places) if isinstance(evidence, Quotes) else tuple(evidence[at] for at in places)


def spoken_in(evidence: Sequence[Evidence]) -> list[str]:
    """The speech of each, wherever they lie."""
    return evidence.speeches if isinstance(evidence, Quotes) else [e.speech for e in evidence]


def anchors_of(evidence: Sequence[Evidence], places: Iterable[int]) -> list[str]:
    """The anchor of each of those at some places, wherever they lie."""
    return evidence.anchors(places) if isinstance(evidence, Quotes) else [evidence[at].anchor for at in places]
