"""Long lists: rows over the limit are put on pages of their own, under addresses that do not depend on how many.

A row brings its keys (initial, then year, then place …), each an ASCII piece of address with its label; a list that
is too long is divided by the first key, a part that is still too long by the next.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list."""

    text: str  # Markdown, good on every page of the same folder
    keys: tuple[tuple[str, str], ...]  # (slug, label): what it is divided by, first to last


@dataclass(frozen=True, slots=True)
class Bucket:
    """A part of a list that gets a page of its own: its rows, or doors to its parts where it is too long itself."""

    slug: str
    label: str
    rows: tuple[Row, ...]
    parts: tuple[Bucket, ...] = ()


def buckets(rows: Sequence[Row], limit: int) -> tuple[Bucket, ...]:
    """Nothing if the list is short enough; else its parts, in order of first appearance of their keys."""
    return tuple(_divide(rows, limit, 0, Bucket("", "", ()))) if len(rows) > limit else ()


def _divide(rows: Sequence[Row], limit: int, depth: int, above: Bucket) -> Iterator[Bucket]:
    for slug, label, group in grouped(rows, depth):
        whole = Bucket(f"{above.slug}-{slug}".strip("-"), f"{above.label} · {label}".removeprefix(" · "), group)
        if len(group) > limit and any(len(r.keys) > depth + 1 for r in group):
            whole = replace(whole, parts=tuple(_divide(group, limit, depth + 1, whole)))
        yield whole


def walk(parts: Sequence[Bucket]) -> Iterator[Bucket]:
    """Every bucket with a page, outer ones first; a door page keeps its address when its parts get their own."""
    for part in parts:
        yield part
        yield from walk(part.parts)


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
