"""Long lists: rows over the limit are put on pages of their own, under addresses that do not depend on how many.

A row brings its keys (initial, then year, then place …), each an ASCII piece of address with its label; a list that
is too long is divided by the first key, a part that is still too long by the next.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list."""

    text: str  # Markdown, good on every page of the same folder
    keys: tuple[tuple[str, str], ...]  # (slug, label): what it is divided by, first to last


@dataclass(frozen=True, slots=True)
class Bucket:
    """A part of a list that gets a page of its own."""

    slug: str
    label: str
    rows: tuple[Row, ...]


def buckets(rows: Sequence[Row], limit: int) -> tuple[Bucket, ...]:
    """Nothing if the list is short enough; else its parts, in order of first appearance of their keys."""
    return tuple(_divide(rows, limit, 0)) if len(rows) > limit else ()


def _divide(rows: Sequence[Row], limit: int, depth: int) -> Iterator[Bucket]:
    for slug, label, group in grouped(rows, depth):
        if len(group) <= limit or all(len(r.keys) <= depth + 1 for r in group):
            yield Bucket(slug, label, group)
            continue
        for part in _divide(group, limit, depth + 1):
            yield Bucket(f"{slug}-{part.slug}", f"{label} · {part.label}", part.rows)


def grouped(rows: Sequence[Row], depth: int = 0) -> list[tuple[str, str, tuple[Row, ...]]]:
    """Rows by the key at ``depth``: (slug, label, rows); groups in order of first appearance."""
    order: dict[str, int] = {}
    for row in rows:
        order.setdefault(_key(row, depth)[0], len(order))
    ordered = sorted(rows, key=lambda r: order[_key(r, depth)[0]])
    out = []
    for slug, group in groupby(ordered, key=lambda r: _key(r, depth)[0]):
        kept = tuple(group)
        out.append((slug, _key(kept[0], depth)[1], kept))
    return out


def _key(row: Row, depth: int) -> tuple[str, str]:
    return row.keys[depth] if depth < len(row.keys) else ("other", "其他")


def bucket_address(path: str, slug: str) -> str:
    """The page of a bucket: ``terms/index.md`` and ``s`` give ``terms/index-s.md``."""
    return f"{path.removesuffix('.md')}-{slug}.md"
