"""search: records go into files by the hash of their key, so that a file's content depends on its keys alone.

The files are the leaves of a binary tree over the bits of CRC-32 of the key (UTF-16, little end first): a leaf that
grows over the limit is divided in two, and no other file changes.  That is extendible hashing (Fagin, Nievergelt,
Pippenger, Strong 1979); the tree goes into the root file as one bit a node.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from zlib import crc32

from cunjian.search.lists import pack

LIMIT = 24_000  # bytes; leaves are between half of it and all of it, and about 60 % of that when gzipped
_DEEPEST = 20

Record = tuple[int, str]  # hash of the key; "key:value"


def record(key: str, value: str) -> Record:
    """A record with its hash."""
    return crc32(key.encode("utf-16-le", "surrogatepass")), f"{key}:{value}"


def split(records: Iterable[Record], limit: int = LIMIT) -> tuple[str, Iterator[tuple[str, str]]]:
    """The tree for the root file, and name and content of every leaf."""
    bits: list[int] = []
    leaves: list[tuple[str, list[Record]]] = []

    def grow(part: list[Record], prefix: int, depth: int) -> None:
        if depth < _DEEPEST and sum(len(r.encode("utf-8", "surrogatepass")) + 1 for _, r in part) > limit:
            bits.append(1)
            at = 31 - depth
            for bit in (0, 1):
                grow([r for r in part if r[0] >> at & 1 == bit], prefix * 2 + bit, depth + 1)
        else:
            bits.append(0)
            leaves.append((f"{prefix:x}", part))

    grow([*records], 1, 0)
    return pack(bits), ((name, ";" + ";".join(sorted(r for _, r in part)) + ";") for name, part in leaves)


def script(name: str, value: object) -> str:
    """A file that hands ``value`` to the page when it is loaded as a script, whatever it holds."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    text = text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    text = text.encode("utf-8", "backslashreplace").decode("utf-8")
    return f'cunjian.put("{name}",{text});\n'
