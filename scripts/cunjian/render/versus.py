"""What compare.html lays side by side: the facts and sentences of one entry, as a small classic script of its own.

A cell is text (``t``; ``q``: word for word), a remark of ours (``s``), where it leads (``h``), where it stands (``a``)
and what the source's flags say of it (``n``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from cunjian import labels
from cunjian.model import Evidence, Honour, Practice, Speech, Term, Village
from cunjian.render.addresses import crumbs, page_of
from cunjian.render.figures import brief
from cunjian.render.page import Page
from cunjian.render.source import flag_note
from cunjian.render.tooltips import as_script
from cunjian.render.view import Entry, View

Cell = dict[str, Any]

PATH = "compare.md"
_MOST = 24  # sentences of one row; the page has them all


def file(view: View, entry: Entry) -> tuple[str, str]:
    """Path below docs/ and text of the script of one entry."""
    rows = {label: cells for label, cells in _rows(view, entry) if cells}
    content = {"id": entry.id, "kind": labels.KIND[_kind(entry)], "name": view.name(entry), "h": page_of(entry.id),
               "rows": [[label, cells] for label, cells in rows.items()]}  # fmt: skip
    return f"data/compare/{entry.id}.js", f"cunjianCompare({as_script(content)});\n"


def page() -> Page:
    """compare.md; the comparison itself is made by compare.js."""
    how = "两到四个同类的页面并排对照：村与村、做法与做法、术语与术语、讲话稿与讲话稿。地址栏里的网址可以收藏、转发。"
    ways = "在 [做法](practices/index.md)、[案例村](villages/index.md)、[术语](terms/index.md)、[讲话稿](speeches/index.md) 的目录里勾选几条再点“对比所选”，或在任一页点“对比”，也可以在下面填页码。"  # noqa: E501
    box = '<div data-cj-versus></div>'
    noscript = "<noscript><p>对比要用到浏览器的脚本功能，现在没有启用。可以分别打开各页，或打印后对照。</p></noscript>"
    return Page(PATH, "对比", "\n\n".join([crumbs(PATH, ("对比", None)), "# 对比", how, ways, box, noscript]),
                {"hide": ["navigation", "toc"]})  # fmt: skip


def _kind(entry: Entry) -> str:
    return {"s": "speech", "p": "practice", "v": "village", "t": "term"}[entry.id[0]]


def _rows(view: View, entry: Entry) -> Iterator[tuple[str, list[Cell]]]:
    if isinstance(entry, Speech):
        yield from _speech(view, entry)
    elif isinstance(entry, Practice):
        yield from _practice(view, entry)
    elif isinstance(entry, Village):
        yield from _village(view, entry)
    else:
        yield from _term(view, entry)


def _speech(view: View, entry: Speech) -> Iterator[tuple[str, list[Cell]]]:
    for label, value in (("讲话人", entry.speaker), ("场合", entry.occasion), ("地方", entry.place), ("日期", entry.date)):
        yield label, [_text(value or labels.UNTOLD)]
    heads = [p for p in view.source(entry.id).reading.document.parts if p.kind == "heading" and p.level <= 2]
    yield "提纲", [_text(("　" if p.level > 1 else "") + p.title) for p in heads]
    yield "做法", _links(view, [p.id for p in view.practices_of.get(entry.id, ())])
    yield "案例村", _links(view, [v.id for v in view.villages_of.get(entry.id, ())])


def _practice(view: View, entry: Practice) -> Iterator[tuple[str, list[Cell]]]:
    speech = view.speeches[entry.speech]
    yield "地方", [_text(view.place(speech))]
    yield "类别", [_text(entry.category)]
    yield "出自", _links(view, [speech.id])
    yield "讲话人", [_text(speech.speaker or labels.UNTOLD)]
    yield "日期", [_text(speech.date or labels.UNTOLD)]
    yield "怎么做", _quotes(view, entry.evidence or (entry.heading,))
    yield "数字", _figures(view, entry.figures)
    yield "荣誉", _honours(entry.honours)
    yield "案例村", _links(view, entry.villages)
    yield "术语", _links(view, entry.terms)


def _village(view: View, entry: Village) -> Iterator[tuple[str, list[Cell]]]:
    yield "地方", [_text(entry.place or labels.UNTOLD)]
    yield "荣誉", _honours(entry.honours)
    yield "做了什么", _quotes(view, entry.evidence)
    yield "数字", _figures(view, entry.figures)
    yield "相关做法", _links(view, entry.practices)
    yield "见于", _links(view, dict.fromkeys(e.speech for e in entry.evidence))


def _term(view: View, entry: Term) -> Iterator[tuple[str, list[Cell]]]:
    yield "类型", [_text(labels.TERM.get(entry.kind, labels.TERM["other"]))]
    yield "又写作", [_text("、".join(entry.aliases))] if entry.aliases else []
    yield "指什么", [_text("、".join(i.text for i in items)) for items in entry.items]
    if entry.definition:
        origin = "原文" if entry.definition.origin == "source" else "参考"
        quoted = entry.definition.evidence
        yield "释义", [_quote(view, quoted) if quoted else _text(f"{entry.definition.text}（{origin}）")]
    once = {(m.speech, m.anchor): m for m in reversed(entry.mentions)}
    yield "各地怎么说", _quotes(view, sorted(once.values(), key=lambda m: (m.speech, m.start)))


def _text(words: str) -> Cell:
    return {"t": words}


def _links(view: View, ids: Iterable[str]) -> list[Cell]:
    found = [(id, view.entry(id)) for id in ids]
    return [{"t": view.name(entry), "h": page_of(id)} for id, entry in found if entry]


def _quotes(view: View, evidence: Sequence[Evidence]) -> list[Cell]:
    cells = [_quote(view, e) for e in evidence[:_MOST]]
    return cells if len(evidence) <= _MOST else [*cells, _text(f"还有 {len(evidence) - _MOST} 处，见该页。")]


def _quote(view: View, evidence: Evidence) -> Cell:
    source = view.source(evidence.speech)
    span = source.span_of(evidence)
    notes = [flag_note(f) for f in source.reading.flags if span and f.span.touches(span)]
    cell: Cell = {"t": evidence.text, "q": 1, "a": f"{page_of(evidence.speech)}#{evidence.anchor}"}
    return cell | ({"n": notes} if notes else {})


def _figures(view: View, ids: Iterable[str]) -> list[Cell]:
    cells = []
    for figure in (view.figures[id] for id in ids if id in view.figures):
        cell: Cell = {"t": brief(view, figure), "a": f"{page_of(figure.evidence.speech)}#{figure.evidence.anchor}"}
        cells.append(cell | ({"n": ["原文如此，疑有差错"]} if figure.status == "damaged" else {}))
    return cells


def _honours(honours: Iterable[Honour]) -> list[Cell]:
    return [{"t": h.name, "s": labels.HONOUR.get(h.level or "", "级别未说明"),
             "a": f"{page_of(h.evidence.speech)}#{h.evidence.anchor}"} for h in honours]  # fmt: skip
