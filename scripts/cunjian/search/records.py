"""search: what a file says of a key: six lists of numbers, written down and read again.

``passages, passages about it, names holding it, ending with it, beginning with it, being it``, empty ones at the end left
out.  A piece that stands nearly everywhere would cost more than it tells: its record begins with ``~`` and holds the best
passage of some blocks only; the whole is the record of ``+piece``, which is asked for when several such pieces meet.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from zlib import crc32

from cunjian.search.lists import decode, encode
from cunjian.search.units import BLOCK

_LONG = 1800  # characters of a record's passages, more of which are put aside
_SOME = 400  # blocks that stay in the record
PART, WHOLE = "~", "+"

Record = tuple[int, str]  # hash of the key; "key:value"


def crc(key: str) -> int:
    """What decides in which file a key stands."""
    return crc32(key.encode("utf-16-le", "surrogatepass"))


@dataclass(slots=True)
class Numbers:
    """All numbers of one key; see postings.Postings."""

    found: Sequence[int] = field(default_factory=list)
    about: Sequence[int] = field(default_factory=list)
    named: Sequence[int] = field(default_factory=list)

    def records(self, key: str) -> Iterator[tuple[str, str]]:
        """Key and value of one record, of two if it is a long one, of none if nothing is left."""
        about = {*self.about}
        texts = (
            [encode([n for n in self.found if n not in about]), encode(self.about)]
            if about
            else [encode(self.found), ""]
        )
        named = [encode(sorted(n >> 2 for n in self.named if n & 3 == s)) for s in range(4)] if self.named else []
        if len(texts[0]) + len(texts[1]) > _LONG:
            yield WHOLE + key, ",".join(texts).rstrip(",")
            texts = [*map(encode, self._some())]
            yield key, PART + ",".join(texts + named).rstrip(",")
        elif self.found or self.named:
            yield key, ",".join(texts + named).rstrip(",")

    def _some(self) -> tuple[list[int], list[int]]:
        """One passage a block, preferably one that is about the key, of as many blocks as are enough."""
        about = {n // BLOCK: n for n in reversed(self.about)}
        blocks = [*sorted(about)][:_SOME]
        other = {n // BLOCK: n for n in reversed(self.found)}
        more = [b for b in sorted(other) if b not in about][: _SOME - len(blocks)]
        return [other[b] for b in more], [about[b] for b in blocks]


def read(value: str, whole: str | None = None) -> Numbers:
    """The numbers of a record; ``whole`` is the value of the one put aside, which a value with ``~`` needs.

    >>> read("DB,C,,F").named
    [20]
    """
    fields = [decode(x) for x in value.removeprefix(PART).split(",")]
    fields += [[] for _ in range(6 - len(fields))]
    weak, about = ([decode(x) for x in (whole or "").split(",")] + [[]])[:2] if value.startswith(PART) else fields[:2]
    named = sorted(n << 2 | stand for stand, numbers in enumerate(fields[2:]) for n in numbers)
    return Numbers(sorted([*weak, *about]), about, named)
