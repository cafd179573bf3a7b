"""search: what a file says of a key: six lists of numbers, written down and read again.

``passages, passages about it, names holding it, ending with it, beginning with it, being it``, empty ones at the end left
out.  A piece that stands nearly everywhere would cost more than it tells: its record begins with ``~`` and holds the best
passage of some blocks only; the whole is in the records of ``piece+0``, ``piece+1`` …, one for every 8,192 numbers, counted
from the first of them.  They are asked for one after the other until there is enough, so that a query costs the same on a
larger base.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from zlib import crc32

from cunjian.search.lists import decode, encode
from cunjian.search.units import BLOCK

_LONG = 1800  # characters of a record's passages, more of which are put aside
_SOME = 400  # blocks that stay in the record
CHUNK = 8192  # numbers that one record of the whole is about
PART, WHOLE = "~", "+"
_TOP = 0xFC000000  # the bits of a hash that all records of a piece share

Record = tuple[int, str]  # hash of the key; "key:value"


def crc(key: str) -> int:
    """What decides in which file a key stands; the parts of the whole stand in the same 64th of the tree as their piece."""
    hashed = crc32(key.encode("utf-16-le", "surrogatepass"))
    return crc(key.partition(WHOLE)[0]) & _TOP | hashed & ~_TOP if WHOLE in key else hashed


def wholes(key: str, blocks: int) -> list[str]:
    """The keys of all parts of the whole, when there are so many places of blocks.

    >>> wholes("三会", 1025)
    ['三会+0', '三会+1']
    """
    return [f"{key}{WHOLE}{at}" for at in range((blocks * BLOCK + CHUNK - 1) // CHUNK)]


@dataclass(slots=True)
class Numbers:
    """All numbers of one key; see postings.Postings."""

    found: Sequence[int] = field(default_factory=list)
    about: Sequence[int] = field(default_factory=list)
    named: Sequence[int] = field(default_factory=list)

    def records(self, key: str) -> Iterator[tuple[str, str]]:
        """Key and value of one record, of several if it is a long one, of none if nothing is left."""
        texts = _written(self.found, self.about)
        named = [encode(sorted(n >> 2 for n in self.named if n & 3 == s)) for s in range(4)] if self.named else []
        if len(texts[0]) + len(texts[1]) > _LONG:
            yield from self._whole(key)
            texts = [*map(encode, self._some())]
            yield key, PART + ",".join(texts + named).rstrip(",")
        elif self.found or self.named:
            yield key, ",".join(texts + named).rstrip(",")

    def _whole(self, key: str) -> Iterator[tuple[str, str]]:
        for at in range(self.found[-1] // CHUNK + 1):
            start, end = at * CHUNK, (at + 1) * CHUNK
            texts = _written(*([n - start for n in some if start <= n < end] for some in (self.found, self.about)))
            if any(texts):
                yield f"{key}{WHOLE}{at}", ",".join(texts).rstrip(",")

    def _some(self) -> tuple[list[int], list[int]]:
        """One passage a block, preferably one that is about the key, of as many blocks as are enough."""
        about = {n // BLOCK: n for n in reversed(self.about)}
        blocks = [*sorted(about)][:_SOME]
        other = {n // BLOCK: n for n in reversed(self.found)}
        more = [b for b in sorted(other) if b not in about][: _SOME - len(blocks)]
        return [other[b] for b in more], [about[b] for b in blocks]


def lists(found: Sequence[int], about: Sequence[int], named: Sequence[int]) -> list[list[int]]:
    """The numbers of one key as the six lists of a record."""
    return [_others(found, about), [*about], *([n >> 2 for n in named if n & 3 == stand] for stand in range(4))]


def _others(found: Sequence[int], about: Sequence[int]) -> list[int]:
    of_it = {*about}
    return [n for n in found if n not in of_it]


def _written(found: Sequence[int], about: Sequence[int]) -> list[str]:
    return [encode(_others(found, about) if about else found), encode(about)]


def edited(value: str, out: Sequence[Sequence[int]], into: Sequence[Sequence[int]]) -> str | None:
    """A record with some numbers of its six lists taken out and others put in; None where its passages are so many, before or
    after, that the whole stands in other records.

    >>> edited("DB,C,,F", [[3], [], [], [], [], []], [[9], [], [], [], [], []])
    'EF,C,,F'
    """
    if value.startswith(PART):
        return None
    texts = value.split(",")
    texts += [""] * (6 - len(texts))
    for at, (gone, come) in enumerate(zip(out, into, strict=True)):
        if gone != come:
            texts[at] = encode(changed(decode(texts[at]), gone, come))
    return ",".join(texts).rstrip(",") if len(texts[0]) + len(texts[1]) <= _LONG else None


def changed(numbers: Sequence[int], out: Iterable[int], into: Iterable[int]) -> list[int]:
    """Ascending numbers, some taken out and others put in."""
    kept = [*numbers]
    for number in out:
        at = bisect_left(kept, number)
        del kept[at : at + (kept[at : at + 1] == [number])]
    for number in into:
        at = bisect_left(kept, number)
        kept[at:at] = [] if kept[at : at + 1] == [number] else [number]
    return kept


def read(value: str, whole: Mapping[str, str] | None = None) -> Numbers:
    """The numbers of a record; ``whole`` are the records of the whole, which a value with ``~`` needs.

    >>> read("DB,C,,F").named
    [20]
    """
    fields = [decode(x) for x in value.removeprefix(PART).split(",")]
    fields += [[] for _ in range(6 - len(fields))]
    named = sorted(n << 2 | stand for stand, numbers in enumerate(fields[2:]) for n in numbers)
    if not value.startswith(PART):
        return Numbers(sorted([*fields[0], *fields[1]]), fields[1], named)
    weak: list[int] = []
    about: list[int] = []
    for key, part in (whole or {}).items():
        start = int(key.partition(WHOLE)[2]) * CHUNK
        for into, text in zip((weak, about), part.split(","), strict=False):
            into.extend(start + n for n in decode(text))
    return Numbers(sorted([*weak, *about]), sorted(about), named)
