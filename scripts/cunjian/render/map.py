"""The relation picture of the whole: terms, the speeches that share them, and the villages these report on.

Three columns, each sorted so that lines cross little (the barycentre method for layered graphs): labels stand in rows and
can never overlap, and all arithmetic is on whole numbers, so the same book gives the same bytes on any machine.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cunjian.model import Village
from cunjian.render import escape
from cunjian.render.page import Page
from cunjian.render.picture import broken, kind, sign
from cunjian.render.view import View, address, crumbs

PATH = "map.md"
_TERMS, _SPEECHES, _VILLAGES = 24, 16, 20  # together at most sixty
_WIDTH, _LEFT, _BOX, _RIGHT = 620, 152, (252, 392), 492  # of the picture, the dots, the boxes, the dots
_ROW, _TALL = 27, 50  # heights of a row of names and of a speech
_ROUNDS = 6  # of sorting; more change nothing


@dataclass(frozen=True, slots=True)
class Columns:
    """Ids in the order of their rows, and which speech has a line to what."""

    terms: tuple[str, ...]
    speeches: tuple[str, ...]
    villages: tuple[str, ...]
    lines: Mapping[str, tuple[str, ...]]  # by speech


def page(view: View) -> Page:
    """docs/map.md; the pipeline leaves a handwritten one alone."""
    blocks = [crumbs(PATH, ("关系图", None)), "# 关系图"]
    columns = _columns(view)
    if not columns.speeches:
        blocks.append("目前没有可以画的关系。")
    else:
        count = len(columns.terms) + len(columns.speeches) + len(columns.villages)
        blocks += [f"中间是讲话稿，左边是各篇共用的术语，右边是所讲的村；取联系最多的 {count} 个，点名称进入各页。",
                   _figure(view, columns), "## 用文字列出 {: #list }", _list(view, columns)]  # fmt: skip
    return Page(PATH, "关系图", "\n\n".join(blocks), {"hide": ["navigation", "toc"]})


# --------------------------------------------------------------------------- who is shown, and in which order


def _columns(view: View) -> Columns:
    """The best connected, without those that no line reaches."""
    terms = {t.id: {m.speech for m in t.mentions} for t in view.book.terms}
    villages = {v.id: Counter(e.speech for e in v.evidence) for v in view.book.villages}
    copies = {s.id for s in view.book.speeches if s.duplicate_of}
    shared = {id: found - copies for id, found in terms.items() if len(found - copies) > 1}
    weight = Counter(speech for found in shared.values() for speech in found)
    weight.update(speech for told in villages.values() for speech in told if speech not in copies)
    speeches = _best(weight, _SPEECHES)
    chosen = set(speeches)
    left = _best(Counter({id: len(found & chosen) for id, found in shared.items()}), _TERMS)
    right = _best(Counter({id: sum(n for s, n in told.items() if s in chosen) for id, told in villages.items()}), _VILLAGES)
    lines = {s: tuple([t for t in left if s in terms[t]] + [v for v in right if s in villages[v]]) for s in speeches}
    return _sorted(Columns(left, tuple(s for s in speeches if lines[s]), right, lines))


def _best(weight: Counter[str], most: int) -> tuple[str, ...]:
    found = [id for id, n in weight.items() if n > 0]
    return tuple(sorted(found, key=lambda id: (-weight[id], id))[:most])


def _sorted(columns: Columns) -> Columns:
    """Each column by the mean row of what its names have lines to."""
    terms, speeches, villages = columns.terms, columns.speeches, columns.villages
    back: dict[str, list[str]] = {}
    for speech in speeches:
        for id in columns.lines[speech]:
            back.setdefault(id, []).append(speech)
    for _ in range(_ROUNDS):
        rows = _rows(speeches)
        terms = _by_mean(terms, back, rows)
        villages = _by_mean(villages, back, rows)
        speeches = _by_mean(speeches, columns.lines, _rows(terms) | _rows(villages))
    return Columns(terms, speeches, villages, columns.lines)


def _rows(column: Sequence[str]) -> dict[str, int]:
    """Rows in thousandths of the height, so that columns of different lengths can be compared."""
    return {id: (2 * row + 1) * 1000 // (2 * len(column)) for row, id in enumerate(column)}


def _by_mean(column: Sequence[str], lines: Mapping[str, Sequence[str]], rows: Mapping[str, int]) -> tuple[str, ...]:
    def mean(id: str) -> int:
        known = [rows[other] for other in lines.get(id, ()) if other in rows]
        return sum(known) // len(known) if known else 0

    return tuple(sorted(column, key=lambda id: (mean(id), id)))


# --------------------------------------------------------------------------- drawing


def _figure(view: View, columns: Columns) -> str:
    height = 20 + max(len(columns.terms) * _ROW, len(columns.speeches) * _TALL, len(columns.villages) * _ROW)
    at = {id: (x, 10 + (height - 20) * y // 1000)
          for x, column in ((_LEFT, columns.terms), (_BOX[0], columns.speeches), (_RIGHT, columns.villages))
          for id, y in _rows(column).items()}  # fmt: skip
    hubs = "".join(_hub(view, s, columns.lines[s], at) for s in columns.speeches)
    names = "".join(_name(view, id, *at[id], 9) for id in columns.terms)
    names += "".join(_name(view, id, *at[id], 8) for id in columns.villages)
    return ('<figure class="cj-map cj-whole" tabindex="0" aria-label="关系图，可以左右移动">\n'
            f'<svg viewBox="0 0 {_WIDTH} {height}" role="group" aria-label="术语、讲话稿与案例村的关系图，下面用文字列出">'
            f"{hubs}{names}</svg>\n<figcaption>◆ 术语　▭ 讲话稿　● 案例村</figcaption>\n</figure>")  # fmt: skip


def _hub(view: View, speech: str, lines: Sequence[str], at: Mapping[str, tuple[int, int]]) -> str:
    """A speech with its lines: they light up together."""
    y = at[speech][1]
    curves = []
    for id in lines:
        x, to = at[id]
        start = _BOX[0] if x < _BOX[0] else _BOX[1]
        middle = (start + x) // 2
        curves.append(f'<path d="M{start} {y}C{middle} {y} {middle} {to} {x} {to}"/>')
    name = view.speeches[speech].title
    rows = broken(name, 9, 2)
    centre, top = (_BOX[0] + _BOX[1]) // 2, y + 5 - 8 * (len(rows) - 1)
    words = "".join(f'<tspan x="{centre}" y="{top + 16 * i}">{escape.attribute(r)}</tspan>' for i, r in enumerate(rows))
    box = f'<rect x="{_BOX[0]}" y="{y - 20}" width="{_BOX[1] - _BOX[0]}" height="40" rx="4"/>'
    return (f'<g class="cj-hub">{"".join(curves)}<a href="{_to(speech)}"><title>{escape.attribute(name)}</title>{box}'
            f'<text text-anchor="middle">{words}</text></a></g>')  # fmt: skip


def _name(view: View, id: str, x: int, y: int, most: int) -> str:
    entry = view.entry(id)
    name = view.name(entry) if entry else id
    short = broken(name, most, 1)[0]
    place = entry.place or "" if isinstance(entry, Village) else ""
    beside, anchor = (x - 11, "end") if x == _LEFT else (x + 11, "start")
    return (f'<a href="{_to(id)}" class="cj-n-{id[0]}"><title>{escape.attribute(f"{kind(id)} {place}{name}")}</title>'
            f'{sign(id, x, y)}<text x="{beside}" y="{y + 5}" text-anchor="{anchor}">{escape.attribute(short)}</text></a>')  # fmt: skip


def _to(id: str) -> str:
    return address(id).removesuffix(".md") + ".html"


def _list(view: View, columns: Columns) -> str:
    """The same, in words: each speech with what it has lines to."""
    rows = []
    for speech in columns.speeches:
        terms = view.links(PATH, (id for id in columns.lines[speech] if id in view.terms))
        villages = view.links(PATH, (id for id in columns.lines[speech] if id in view.villages))
        told = "；".join(f"{label} {ids}" for label, ids in (("术语", terms), ("案例村", villages)) if ids)
        rows.append(f"- {view.to(PATH, speech)}：{told}")
    return "\n".join(rows)
