"""search: records go into files by the hash of their key, so that a file's content depends on its keys alone.

The files are the leaves of a binary tree over the bits of CRC-32 of the key (UTF-16, little end first): a leaf that
grows over the limit is divided in two, and no other file changes.  That is extendible hashing (Fagin, Nievergelt,
Pippenger, Strong 1979); the tree goes into the root file as one bit a node.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate

from cunjian.search.lists import pack
from cunjian.search.records import Record, crc

LIMIT = 6_000  # bytes; leaves are between half of it and all of it, and three fifths of that when gzipped
_DEEPEST = 20
NONE = ";;"  # the content of a file without records

Leaf = tuple[int, int, str]  # its bits behind a 1; bytes; content


def record(key: str, value: str) -> Record:
    """A record with its hash."""
    return crc(key), f"{key}:{value}"


def split(ordered: Sequence[Record], prefix: int = 1) -> Iterator[Leaf]:
    """The leaves below the node ``prefix`` for sorted records, all of which belong there."""
    return _grown(ordered, [0, *accumulate(map(_size, ordered))], 0, len(ordered), prefix)


def _grown(ordered: Sequence[Record], sizes: Sequence[int], start: int, end: int, prefix: int) -> Iterator[Leaf]:
    """The leaves below a node for some of the records; ``sizes`` are sums of bytes."""
    depth = prefix.bit_length() - 1
    if depth < _DEEPEST and sizes[end] - sizes[start] > LIMIT:
        middle = bisect_left(ordered, ((prefix * 2 + 1 & (2 << depth) - 1) << 31 - depth, ""), start, end)
        yield from _grown(ordered, sizes, start, middle, prefix * 2)
        yield from _grown(ordered, sizes, middle, end, prefix * 2 + 1)
    else:
        yield prefix, sizes[end] - sizes[start], content(ordered[start:end])


def below(node: int, text: str) -> Iterator[Leaf]:
    """The leaves below a node for the content of one; where it fits into a file, no record is looked at."""
    size = len(text.encode("utf-8", "surrogatepass")) - 1 if text != NONE else 0
    if size <= LIMIT or node.bit_length() > _DEEPEST:
        yield node, size, text
    else:
        yield from split([record(*pair) for pair in records(text).items()], node)


def edited(text: str, edits: Mapping[str, str | None]) -> str:
    """A content with the values of some records put in or (None) taken out.

    >>> edited(";三会:DB,C;一课:D;", {"一课": None, "三会": "DC"})
    ';三会:DC;'
    """
    text = text if text != NONE else ";"
    for key, value in edits.items():
        start = text.find(f";{key}:")
        if start < 0:
            start = end = _place(text, key) if value is not None else 0
        else:
            end = text.index(";", start + 1)
        text = text[:start] + (f";{key}:{value}" if value is not None else "") + text[end:]
    return text if text != ";" else NONE


def value_of(text: str, key: str) -> str | None:
    """The value of a record of a content.

    >>> value_of(";三会:DB,C;一课:D;", "一课")
    'D'
    """
    start = text.find(f";{key}:")
    return None if start < 0 else text[start + len(key) + 2 : text.index(";", start + 1)]


def both(one: str, other: str) -> str:
    """The content of two neighbours as one."""
    return one[:-1] + other if NONE not in (one, other) else one if other == NONE else other


def _place(text: str, key: str) -> int:
    """The mark of a content (which begins and ends with one) behind which the record of a new key belongs."""
    wanted, low, high = record(key, ""), 0, len(text) - 1
    while low < high:
        middle = text.rfind(";", low, (low + high) // 2 + 1)
        before = record(text[middle + 1 : text.index(":", middle)], "") < wanted
        low, high = (text.index(";", middle + 1), high) if before else (low, middle)
    return low


def _size(record: Record) -> int:
    return len(record[1].encode("utf-8", "surrogatepass")) + 1


def joined(nodes: Iterable[tuple[int, list[Record]]]) -> Iterator[tuple[int, list[Record]]]:
    """Nodes of one depth with their records, in order: neighbours that are small enough together are one node."""
    waiting: list[tuple[int, list[Record], int]] = []
    for node, ordered in nodes:
        size = 0 if node == 1 else sum(map(_size, ordered))
        while waiting and waiting[-1][0] ^ 1 == node and waiting[-1][2] + size <= LIMIT:
            _, before, more = waiting.pop()
            node, ordered, size = node >> 1, before + ordered, size + more
        waiting.append((node, ordered, size))
        if node & 1 or size > LIMIT:  # it stays what it is, and so do those before it
            yield from ((node, ordered) for node, ordered, _ in waiting)
            waiting.clear()
    yield from ((node, ordered) for node, ordered, _ in waiting)


def content(records: Sequence[Record]) -> str:
    """What a file holds."""
    return _joined(text for _, text in records)


def _joined(texts: Iterable[str]) -> str:
    return f";{';'.join(texts)};"


def records(content: str) -> dict[str, str]:
    """Key -> value of a file's content.

    >>> records(";三会:DB,C;一课:D;")
    {'三会': 'DB,C', '一课': 'D'}
    """
    return dict(text.split(":", 1) for text in content.split(";") if text)


def leaf_of(key: str, leaves: Collection[int]) -> int:
    """The leaf that a key belongs to."""
    hashed, leaf, depth = crc(key), 1, 0
    while leaf not in leaves:
        leaf = leaf * 2 + (hashed >> 31 - depth & 1)
        depth += 1
    return leaf


def tree(leaves: Collection[int]) -> str:
    """All leaves, as one bit a node: 1 is divided."""
    return pack([*_bits(leaves, 1)])


def _bits(leaves: Collection[int], node: int) -> Iterator[int]:
    yield int(node not in leaves)
    if node not in leaves:
        yield from _bits(leaves, node * 2)
        yield from _bits(leaves, node * 2 + 1)


def script(name: str, value: object) -> str:
    """A file that hands ``value`` to the page when it is loaded as a script, whatever it holds."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    text = text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    text = text.encode("utf-8", "backslashreplace").decode("utf-8")
    return f'cunjian.put("{name}",{text});\n'


def value(script: str) -> object:
    """What a file hands to the page."""
    return json.loads(script[script.index(",") + 1 : script.rindex(")")])
