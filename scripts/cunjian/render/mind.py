"""The outline of a speech as a mind map: title left, headings to the right by depth, each a link to its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from cunjian.render import escape
from cunjian.render.picture import broken
from cunjian.render.source import Source

_COLUMN, _BOX, _ROW, _TALL = 182, 144, 46, 36  # from column to column, a box; from row to row, a box
_LINE, _DEPTH, _MOST = 9, 4, 40  # characters of a line; deepest heading shown; as deep as leaves no more headings


@dataclass(slots=True)
class _Node:
    title: str
    anchor: str
    depth: int
    below: list[_Node] = field(default_factory=list)
    y: int = 0


def section(source: Source, title: str) -> list[str]:
    """Heading and map; nothing for a speech with fewer than three headings."""
    trees = (_tree(source, title, depth) for depth in range(_DEPTH, 0, -1))
    root = next((tree for tree in trees if _count(tree) <= _MOST + 1), _tree(source, title, 1))
    count = _count(root) - 1
    if count < 3:
        return []
    height = _rows(root, 0) * _ROW + 8
    deepest = _deepest(root)
    width = deepest * _COLUMN + _BOX + 4
    return ["## 提纲图 {: #mind }",
            f'<figure class="cj-map cj-whole cj-mind" tabindex="0" aria-label="提纲图，可以左右移动">\n'
            f'<svg viewBox="0 0 {width} {height}" width="{width}" role="group" aria-label="提纲图，共 {count} 个标题">'
            f"{_edges(root)}{_boxes(root)}</svg>\n</figure>"]  # fmt: skip


def _tree(source: Source, title: str, depth: int) -> _Node:
    root = _Node(title, "", 0)
    trail = [root]
    for index, part in enumerate(source.reading.document.parts):
        if part.kind != "heading" or part.level > depth or not source.in_part[index]:
            continue
        del trail[max(part.level, 1) :]
        node = _Node(part.title, source.in_part[index][0].anchor, len(trail))
        trail[-1].below.append(node)
        trail.append(node)
    return root


def _count(node: _Node) -> int:
    return 1 + sum(map(_count, node.below))


def _deepest(node: _Node) -> int:
    return max([node.depth, *map(_deepest, node.below)])


def _rows(node: _Node, row: int) -> int:
    """Place a node and what is below it from ``row`` on; the next free row."""
    if not node.below:
        node.y = row * _ROW + _ROW // 2 + 4
        return row + 1
    for child in node.below:
        row = _rows(child, row)
    node.y = (node.below[0].y + node.below[-1].y) // 2
    return row


def _edges(node: _Node) -> str:
    start = node.depth * _COLUMN + _BOX + 2
    end = start + _COLUMN - _BOX
    middle = (start + end) // 2
    own = "".join(f'<path d="M{start} {node.y}C{middle} {node.y} {middle} {c.y} {end} {c.y}"/>' for c in node.below)
    own = f'<g class="cj-edges">{own}</g>' if own else ""
    return own + "".join(map(_edges, node.below))


def _boxes(node: _Node) -> str:
    x = node.depth * _COLUMN + 2
    rows: Sequence[str] = broken(node.title, _LINE, 2)
    top = node.y + 5 - 8 * (len(rows) - 1)
    lines = "".join(
        f'<tspan x="{x + _BOX // 2}" y="{top + 16 * i}">{escape.attribute(row)}</tspan>' for i, row in enumerate(rows)
    )
    drawn = (f'<rect x="{x}" y="{node.y - _TALL // 2}" width="{_BOX}" height="{_TALL}" rx="4"/>'
             f'<text text-anchor="middle">{lines}</text>')  # fmt: skip
    if node.anchor:
        whole = f"<title>{escape.attribute(node.title)}</title>" if rows[-1].endswith("…") else ""
        drawn = f'<a href="#{node.anchor}">{whole}{drawn}</a>'
    return f'<g class="cj-d{min(node.depth, 2)}">{drawn}</g>' + "".join(map(_boxes, node.below))
