"""search: the number of everything in the index, which depends on its own name and hardly on what else there is.

A place is the hash of the name, scaled to a line that is a third longer than what stands on it; whoever finds it taken
moves up (linear probing).  Who was published first comes first, and of the same day a second hash says who.  So the same
names always stand on the same places, one of today pushes nobody who was there before, and the gaps in lists of numbers
stay short.  When the line has to grow, by a fifth, all move.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256


@lru_cache(maxsize=1 << 18)
def _hashes(name: str) -> tuple[int, int]:
    digest = sha256(name.encode()).digest()
    return int.from_bytes(digest[:4], "big"), int.from_bytes(digest[4:8], "big")


def length(count: int) -> int:
    """How long the line is on which ``count`` names stand.

    >>> length(3), length(100)
    (16, 143)
    """
    long = 16
    while long * 10 < count * 13:
        long = long * 6 // 5 + 1
    return long


def places(names: Mapping[str, str]) -> dict[str, int]:
    """Name -> its place; ``names``: name -> the day when it was first published.

    >>> places({"s00000001": "2026-11-26", "s00000002": "2026-11-25"})
    {'s00000002': 8, 's00000001': 5}
    """
    long = length(len(names))
    taken: set[int] = set()
    out: dict[str, int] = {}
    hashed = ((since, second, one, home) for one, since in names.items() for home, second in (_hashes(one),))
    for *_, name, home in sorted(hashed):
        place = home * long >> 32
        while place in taken:
            place += 1
        taken.add(place)
        out[name] = place
    return out
