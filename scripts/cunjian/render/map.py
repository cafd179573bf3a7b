"""The relation picture of the whole: terms, the speeches that share them, and the villages these report on.

Graphviz lays it out in three layers: it is told the size of every label, so none can overlap, and puts them in an order
in which few lines cross.  The lines are drawn here, one curve each.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cunjian.model import Village
from cunjian.quotes import spoken_in
from cunjian.render import escape
from cunjian.render.addresses import crumbs, page_of
from cunjian.render.page import Page
from cunjian.render.picture import broken, kind, sign
from cunjian.render.view import View

PATH = "map.md"
_TERMS, _SPEECHES, _VILLAGES = 24, 16, 20  # together at most sixty
_WIDE, _HIGH = {"t": 152, "s": 140, "v": 136}, {"t": 27, "s": 50, "v": 27}  # of a label with its sign, or a box; by kind
_APART = 96  # from layer to layer
_BOX = (140, 40)  # what is drawn of a speech's place


@dataclass(frozen=True, slots=True)
class Layers:
    """Ids, the best connected first, and which speech has a line to what."""

    terms: tuple[str, ...]
    speeches: tuple[str, ...]
    villages: tuple[str, ...]
    lines: Mapping[str, tuple[str, ...]]  # by speech


def page(view: View) -> Page:
    """docs/map.md; the pipeline leaves a handwritten one alone."""
    blocks = [crumbs(PATH, ("关系图", None)), "# 关系图"]
    layers = _layers(view)
    if not layers.speeches:
        blocks.append("目前没有可以画的关系。")
    else:
        count = len(layers.terms) + len(layers.speeches) + len(layers.villages)
        blocks += [f"中间是讲话稿，左边是各篇共用的术语，右边是所讲的村；取联系最多的 {count} 个，点名称进入各页。",
                   _figure(view, layers), "## 用文字列出 {: #list }", _list(view, layers)]  # fmt: skip
    return Page(PATH, "关系图", "\n\n".join(blocks), {"hide": ["navigation", "toc"]})


# --------------------------------------------------------------------------- who is shown, and in which order


def _layers(view: View) -> Layers:
    """The best connected, without those that no line reaches."""
    terms = {t.id: set(spoken_in(t.mentions)) for t in view.book.terms}
    villages = {v.id: Counter(spoken_in(v.evidence)) for v in view.book.villages}
    copies = {s.id for s in view.book.speeches if s.duplicate_of}
    shared = {id: found - copies for id, found in terms.items() if len(found - copies) > 1}
    weight = Counter(speech for found in shared.values() for speech in found)
    weight.update(speech for told in villages.values() for speech in told if speech not in copies)
    speeches = _best(weight, _SPEECHES)
    chosen = set(speeches)
    left = _best(Counter({id: len(found & chosen) for id, found in shared.items()}), _TERMS)
    right = _best(Counter({id: sum(n for s, n in told.items() if s in chosen) for id, told in villages.items()}), _VILLAGES)
    lines = {s: tuple([t for t in left if s in terms[t]] + [v for v in right if s in villages[v]]) for s in speeches}
    return Layers(left, tuple(s for s in speeches if lines[s]), right, lines)


def _best(weight: Counter[str], most: int) -> tuple[str, ...]:
    found = [id for id, n in weight.items() if n > 0]
    return tuple(sorted(found, key=lambda id: (-weight[id], id))[:most])


# --------------------------------------------------------------------------- drawing


@dataclass(frozen=True, slots=True)
class Laid:
    """Where the middle of every label stands, and the size of the whole, in whole pixels."""

    width: int
    height: int
    at: Mapping[str, tuple[int, int]]


def _laid(layers: Layers) -> Laid:
    import pygraphviz  # takes 25 ms to load, and only this page needs it

    graph = pygraphviz.AGraph(directed=True)
    graph.graph_attr.update(rankdir="LR", ranksep=_APART / 72, nodesep=0, splines="false")
    graph.node_attr.update(shape="box", fixedsize="true", label="")
    for column in (layers.terms, layers.speeches, layers.villages):
        for id in column:
            graph.add_node(id, width=_WIDE[id[0]] / 72, height=_HIGH[id[0]] / 72)
        graph.add_subgraph(column, rank="same")
    for speech in layers.speeches:
        for id in layers.lines[speech]:
            graph.add_edge(*((id, speech) if id[0] == "t" else (speech, id)))
    graph.layout(prog="dot")
    *_, width, height = map(float, graph.graph_attr["bb"].split(","))
    places = {str(node): map(float, node.attr["pos"].split(",")) for node in graph.nodes()}
    return Laid(round(width), round(height), {id: (round(x), round(height - y)) for id, (x, y) in places.items()})


def _figure(view: View, layers: Layers) -> str:
    laid = _laid(layers)
    hubs = "".join(_hub(view, s, layers.lines[s], laid.at) for s in sorted(layers.speeches, key=lambda s: laid.at[s][1]))
    names = "".join(_name(view, id, *laid.at[id])
                    for column in (layers.terms, layers.villages) for id in sorted(column, key=lambda id: laid.at[id][1]))  # fmt: skip
    return ('<figure class="cj-map cj-whole" tabindex="0" aria-label="关系图，可以左右移动">\n'
            f'<svg viewBox="0 0 {laid.width} {laid.height}" role="group" '
            f'aria-label="术语、讲话稿与案例村的关系图，下面用文字列出">{hubs}{names}</svg>\n'
            "<figcaption>◆ 术语　▭ 讲话稿　● 案例村</figcaption>\n</figure>")  # fmt: skip


def _hub(view: View, speech: str, lines: Sequence[str], at: Mapping[str, tuple[int, int]]) -> str:
    """A speech with its lines: they light up together."""
    x, y = at[speech]
    wide, high = _BOX
    curves = []
    for id in lines:
        to, level = at[id]
        out = 1 if to > x else -1
        start, end = x + out * wide // 2, _sign_at(id, to)
        middle = (start + end) // 2
        curves.append(f"M{start} {y}C{middle} {y} {middle} {level} {end} {level}")
    name = view.speeches[speech].title
    rows = broken(name, 9, 2)
    top = y + 5 - 8 * (len(rows) - 1)
    words = "".join(f'<tspan x="{x}" y="{top + 16 * i}">{escape.attribute(r)}</tspan>' for i, r in enumerate(rows))
    box = f'<rect x="{x - wide // 2}" y="{y - high // 2}" width="{wide}" height="{high}" rx="4"/>'
    return (f'<g class="cj-hub"><path d="{"".join(curves)}"/><a href="{page_of(speech)}">'
            f"<title>{escape.attribute(name)}</title>{box}<text text-anchor=\"middle\">{words}</text></a></g>")  # fmt: skip


def _name(view: View, id: str, x: int, y: int) -> str:
    entry = view.entry(id)
    name = view.name(entry) if entry else id
    short = broken(name, 9 if id[0] == "t" else 8, 1)[0]
    place = entry.place or "" if isinstance(entry, Village) else ""
    beside, anchor = (-11, "end") if id[0] == "t" else (11, "start")
    mark = _sign_at(id, x)
    return (f'<a href="{page_of(id)}" class="cj-n-{id[0]}"><title>{escape.attribute(f"{kind(id)} {place}{name}")}</title>'
            f'{sign(id, mark, y)}<text x="{mark + beside}" y="{y + 5}" text-anchor="{anchor}">'
            f"{escape.attribute(short)}</text></a>")  # fmt: skip


def _sign_at(id: str, x: int) -> int:
    """A name's sign stands at that end of its place which looks at the speeches."""
    return x + (_WIDE[id[0]] // 2 - 8) * (1 if id[0] == "t" else -1)



def _list(view: View, layers: Layers) -> str:
    """The same, in words: each speech with what it has lines to."""
    rows = []
    for speech in layers.speeches:
        terms = view.links(PATH, (id for id in layers.lines[speech] if id in view.terms))
        villages = view.links(PATH, (id for id in layers.lines[speech] if id in view.villages))
        told = "；".join(f"{label} {ids}" for label, ids in (("术语", terms), ("案例村", villages)) if ids)
        rows.append(f"- {view.to(PATH, speech)}：{told}")
    return "\n".join(rows)
