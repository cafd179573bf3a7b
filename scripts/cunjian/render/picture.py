"""The small relation picture of an entry: it in the middle, its neighbours left and right, drawn at build time.

All coordinates are whole numbers, so the same neighbours give the same bytes on any machine.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import isqrt

from cunjian import labels
from cunjian.render import escape, neighbours
from cunjian.render.addresses import address, relative
from cunjian.render.neighbours import Near
from cunjian.render.view import View

_MIDDLE, _ROW, _REACH = 190, 42, 66  # the picture is 380 wide, so that a phone shows it as large as its text
_KINDS = {"s": "speech", "p": "practice", "v": "village", "t": "term"}


def section(view: View, page: str, id: str) -> list[str]:
    """Heading, picture and the same as a list; nothing for an entry that stands alone."""
    near = neighbours.of(view, id)
    if not near:
        return []
    rows = "\n".join(f"- {kind(n.id)} {view.to(page, n.id)} <small>{escape.text(n.reason)}</small>" for n in near)
    listed = f'<details class="cj-listed" markdown="1">\n<summary>用文字列出</summary>\n\n{rows}\n\n</details>'
    return ["## 关系图 {: #map }", _figure(view, page, id, near), listed]


def kind(id: str) -> str:
    """The Chinese word for an entry's kind."""
    return labels.KIND[_KINDS[id[0]]]


def _figure(view: View, page: str, id: str, near: Sequence[Near]) -> str:
    right = near[: (len(near) + 1) // 2]
    left = near[len(right) :]
    height = len(right) * _ROW + 52 if len(near) > 2 else 130
    middle = height // 2
    dots = [(n, *_place(i, len(side), height, sign))
            for side, sign in ((right, 1), (left, -1)) for i, n in enumerate(side)]  # fmt: skip
    edges = "".join(f'<path d="M{_MIDDLE} {middle}L{x} {y}"/>' for _, x, y in dots)
    nodes = "".join(_node(view, page, n, x, y) for n, x, y in dots)
    entry = view.entry(id)
    name = view.name(entry) if entry else id
    heart = f'<circle cx="{_MIDDLE}" cy="{middle}" r="43"/>' + _lines(name, _MIDDLE, middle, 5, 3)
    kinds = dict.fromkeys(n.id[0] for n in near)
    legend = "　".join(f"{labels.SIGN[k]} {labels.KIND[_KINDS[k]]}" for k in kinds)
    said = escape.attribute(f"{name}的关系图，{len(near)} 个相关条目，下面用文字列出")
    return (f'<figure class="cj-map">\n<svg viewBox="0 0 {2 * _MIDDLE} {height}" role="group" aria-label="{said}">'
            f'<g class="cj-edges">{edges}</g><g class="cj-heart">{heart}</g>{nodes}</svg>\n'
            f"<figcaption>{legend}</figcaption>\n</figure>")  # fmt: skip


def _place(row: int, rows: int, height: int, side: int) -> tuple[int, int]:
    """Rows evenly spaced; the outer ones come closer to the middle, as on an ellipse."""
    middle = height // 2
    y = middle + (2 * row - rows + 1) * _ROW // 2
    radius = middle + 20
    reach = _REACH * isqrt(radius * radius - (y - middle) ** 2) // radius
    return _MIDDLE + side * reach, y


def _node(view: View, page: str, near: Near, x: int, y: int) -> str:
    entry = view.entry(near.id)
    name = view.name(entry) if entry else near.id
    outward = 1 if x > _MIDDLE else -1
    words = _lines(name, x + 11 * outward, y, 7, 2, "start" if outward > 0 else "end")
    to = relative(page, address(near.id)).removesuffix(".md") + ".html"
    told = escape.attribute(f"{kind(near.id)} {name}：{near.reason}")
    return f'<a href="{to}" class="cj-n-{near.id[0]}"><title>{told}</title>{sign(near.id, x, y)}{words}</a>'


def sign(id: str, x: int, y: int) -> str:
    """The mark of a kind: shape and colour both tell."""
    if id[0] == "v":
        return f'<circle cx="{x}" cy="{y}" r="6"/>'
    if id[0] == "t":
        return f'<path d="M{x} {y - 7}l7 7l-7 7l-7-7z"/>'
    size = (6, 5) if id[0] == "p" else (7, 3)
    return f'<rect x="{x - size[0]}" y="{y - size[1]}" width="{2 * size[0]}" height="{2 * size[1]}"/>'


def _lines(name: str, x: int, y: int, most: int, lines: int, anchor: str = "middle") -> str:
    """A name in at most so many lines of so many characters; its rest is in the title and in the list."""
    rows = broken(name, most, lines)
    top = y + 5 - 8 * (len(rows) - 1)
    spans = "".join(f'<tspan x="{x}" y="{top + 16 * i}">{escape.attribute(r)}</tspan>' for i, r in enumerate(rows))
    return f'<text text-anchor="{anchor}">{spans}</text>'


def broken(name: str, most: int, lines: int) -> list[str]:
    """Lines of about ``most`` Chinese characters; ASCII counts half; no line begins with a space or a stop or ends in an
    open quote.

    >>> broken("党支部+合作社", 5, 2), broken("一二三四五六七八", 3, 2), broken("全市“五好”", 3, 2), broken("甲乙丙 丁", 3, 2)
    (['党支部+合', '作社'], ['一二三', '四五…'], ['全市', '“五好”'], ['甲乙丙', '丁'])
    """
    rows, width = [""], 0
    for char in name:
        if char.isspace() and (not rows[-1] or width >= 2 * most):
            width = 2 * most
            continue
        cost = 1 if char.isascii() else 2
        if width + cost > 2 * most and char not in "，。、；：？！”’）》":
            kept = rows[-1].rstrip("“‘（《")
            rows[-1], opened = (kept, rows[-1][len(kept) :]) if kept else (rows[-1], "")
            rows.append(opened)
            width = 2 * len(opened)
        rows[-1] += char
        width += cost
    if len(rows) > lines:
        rows = [*rows[: lines - 1], rows[lines - 1][:-1] + "…"]
    return rows
