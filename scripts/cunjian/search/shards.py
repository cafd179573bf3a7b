"""search: records go into files by the hash of their key, so that a file's content depends on its keys alone.

The files are the leaves of a binary tree over the bits of CRC-32 of the key (UTF-16, little end first): a leaf that
grows over the limit is divided in two, and no other file changes.  That is extendible hashing (Fagin, Nievergelt,
Pippenger, Strong 1979); the tree goes into the root file as one bit a node.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import accumulate
from zlib import crc32

from cunjian.search.lists import pack

LIMIT = 12_000  # bytes; leaves are between half of it and all of it, and two thirds of that when gzipped
_DEEPEST = 20

Record = tuple[int, str]  # hash of the key; "key:value"


def record(key: str, value: str) -> Record:
    """A record with its hash."""
    return crc32(key.encode("utf-16-le", "surrogatepass")), f"{key}:{value}"


def split(records: Iterable[Record], limit: int = LIMIT) -> tuple[str, Iterator[tuple[str, str]]]:
    """The tree for the root file, and name and content of every leaf."""
    ordered = sorted(records)
    sizes = [0, *accumulate(len(text.encode("utf-8", "surrogatepass")) + 1 for _, text in ordered)]
    bits: list[int] = []
    leaves: list[tuple[str, int, int]] = []

    def grow(start: int, end: int, prefix: int, depth: int) -> None:
        divided = depth < _DEEPEST and sizes[end] - sizes[start] > limit
        bits.append(int(divided))
        if divided:
            middle = bisect_left(ordered, ((prefix * 2 + 1 & (2 << depth) - 1) << 31 - depth, ""), start, end)
            grow(start, middle, prefix * 2, depth + 1)
            grow(middle, end, prefix * 2 + 1, depth + 1)
        else:
            leaves.append((f"{prefix:x}", start, end))

    grow(0, len(ordered), 1, 0)
    return pack(bits), ((name, f";{';'.join(text for _, text in ordered[a:b])};") for name, a, b in leaves)


def script(name: str, value: object) -> str:
    """A file that hands ``value`` to the page when it is loaded as a script, whatever it holds."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    text = text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    text = text.encode("utf-8", "backslashreplace").decode("utf-8")
    return f'cunjian.put("{name}",{text});\n'
