"""Every table as CSV for a spreadsheet: UTF-8 with BOM for Excel, and no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import islice

from cunjian import labels
from cunjian.model import Evidence, Figure, Honour, Village
from cunjian.render import escape
from cunjian.render.addresses import page_of
from cunjian.render.figures import printed
from cunjian.render.indexes import newest
from cunjian.render.view import View

Cell = str | float | None

_AT_ONCE = 500  # rows
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "|", "%")
_STATUS = {"stated": "原文所述", "redacted": labels.HIDDEN, "damaged": "原文疑有差错"}
_FIGURE = ("编号", "量的是什么", "数值", "上限", "限定", "单位", "原值", "变化", "状态", "原文写法", "说的是", "村")
_SAID = ("原句", "讲话稿", "讲话人", "讲话日期", "出处地址")


def files(view: View) -> Iterator[tuple[str, Iterable[str]]]:
    """Path below docs/ and text of every sheet."""
    yield _sheet("speeches", ("编号", "标题", "讲话人", "场合", "地方", "日期", "地址"), _speeches(view))
    yield _sheet("practices", ("编号", "做法", "上级标题", "类别", "案例村", "术语", "讲话稿", "地方", "日期", "地址"),
                 _practices(view))  # fmt: skip
    yield _sheet("villages", ("编号", "村", "地方", "又称", "荣誉", "做法数", "数字数", "地址"), _villages(view))
    yield _sheet("terms", ("编号", "术语", "拼音", "类型", "又写作", "所指", "释义", "释义来源", "处数", "地址"), _terms(view))
    yield "data/figures.csv", _figures(view)
    yield _sheet("honours", ("级别", "荣誉", "获得者", "地方", *_SAID), _honours(view))


def _sheet(name: str, head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> tuple[str, Iterable[str]]:
    return f"data/{name}.csv", _lines(head, rows)


def _lines(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    """The text, so many rows at a time."""
    yield "\ufeff" + _text([head])
    left = iter(rows)
    while some := list(islice(left, _AT_ONCE)):
        yield _text(some)


def _text(rows: Iterable[Sequence[Cell]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([_cell(value) for value in row] for row in rows)
    return out.getvalue()


def _cell(value: Cell) -> str | float:
    """One line of text that a spreadsheet takes as text; numbers stay numbers.

    >>> _cell('=HYPERLINK("x")'), _cell(" @甲"), _cell(-2.0), _cell(None)
    ('\\'=HYPERLINK("x")', "' @甲", -2, '')
    """
    if value is None:
        return ""
    if isinstance(value, float | int):
        return int(value) if value == int(value) else value
    text = escape.visible(value)
    return f"'{text}" if text.lstrip().startswith(_FORMULA) else text


def _said(view: View, evidence: Evidence) -> tuple[str | None, ...]:
    speech = view.speeches[evidence.speech]
    place = f"{page_of(speech.id)}#{evidence.anchor}"
    source = view.source(speech.id)
    sentence = source.by_anchor.get(evidence.anchor)
    return sentence.span.of(source.text) if sentence else evidence.text, speech.title, speech.speaker, speech.date, place


def _said_again(view: View, e: Evidence) -> tuple[Cell, ...]:
    """The same, from the run before where nothing of it has changed."""
    return view.piece(f"said {e.speech} {e.start}-{e.end}", tuple[str | None, ...], lambda: _said(view, e))


def _speeches(view: View) -> Iterator[tuple[Cell, ...]]:
    for s in newest(view):
        yield s.id, s.title, s.speaker, s.occasion, s.place, s.date, page_of(s.id)


def _practices(view: View) -> Iterator[tuple[Cell, ...]]:
    for p in view.book.practices:
        speech = view.speeches[p.speech]
        villages = "、".join(view.villages[v].name for v in p.villages if v in view.villages)
        terms = "、".join(view.terms[t].name for t in p.terms if t in view.terms)
        yield (p.id, p.title, p.above, p.category, villages, terms, speech.title, speech.place, speech.date, page_of(p.id))


def _villages(view: View) -> Iterator[tuple[Cell, ...]]:
    for v in view.book.villages:
        won = "、".join(dict.fromkeys(h.name for h in v.honours))
        yield (v.id, v.name, v.place, "、".join(v.aliases), won, float(len(v.practices)), float(len(v.figures)), page_of(v.id))


def _terms(view: View) -> Iterator[tuple[Cell, ...]]:
    for t in view.book.terms:
        items = "；".join("、".join(i.text for i in items) for items in t.items)
        origin = {"source": "原文", "reference": "参考"}[t.definition.origin] if t.definition else None
        yield (t.id, t.name, t.pinyin, labels.TERM.get(t.kind), "、".join(t.aliases), items,
               t.definition.text if t.definition else None, origin, float(len(t.mentions)), page_of(t.id))  # fmt: skip


def _figures(view: View) -> Iterator[str]:
    """The text of the sheet, a speech at a time."""
    yield from _lines((*_FIGURE, *_SAID), ())
    yield from (view.piece(f"figures {s.id}", str, partial(_figures_of, view, s.id)) for s in view.book.speeches)


def _figures_of(view: View, speech: str) -> str:
    return _text((*_figure(view, f), *_said(view, f.evidence)) for f in view.figures_of.get(speech, ()))


def _figure(view: View, f: Figure) -> tuple[Cell, ...]:
    village = view.villages.get(f.subject or "")
    return (f.id, f.label, f.value, f.max, f.qualifier, f.unit, f.previous, labels.DIRECTION.get(f.direction or ""),
            _STATUS.get(f.status, f.status), printed(view, f), labels.SCOPE.get(f.scope), village.name if village else None)  # fmt: skip


def _honours(view: View) -> Iterator[tuple[Cell, ...]]:
    won = awarded(view)
    by_speech = sorted((honour.evidence for honour, _ in won), key=lambda e: e.speech)  # each text is fetched once at most
    said = {(e.speech, e.start, e.end): _said_again(view, e) for e in by_speech}
    for honour, village in won:
        speech, e = view.speeches[honour.evidence.speech], honour.evidence
        place = village.place if village else speech.place
        level = labels.HONOUR.get(honour.level or "", labels.UNTOLD)
        yield (level, honour.name, village.name if village else None, place, *said[e.speech, e.start, e.end])


def awarded(view: View) -> list[tuple[Honour, Village | None]]:
    """Every honour once, with the village that won it if one is named: by level, then in the order of speeches."""
    found: dict[tuple[str, str, int], tuple[Honour, Village | None]] = {}
    for village in view.book.villages:
        for honour in village.honours:
            found[(honour.name, honour.evidence.speech, honour.evidence.start)] = honour, village
    for practice in view.book.practices:
        for honour in practice.honours:
            found.setdefault((honour.name, honour.evidence.speech, honour.evidence.start), (honour, None))
    order = {level: n for n, level in enumerate(labels.HONOUR)}
    return [found[key] for key in sorted(found, key=lambda k: (order.get(found[k][0].level or "", len(order)), *k[1:], k[0]))]
