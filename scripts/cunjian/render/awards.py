"""honours/index.md: every honour that the speeches tell of, by level and place; long lists are split by level."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cunjian import labels
from cunjian.model import Honour, Village
from cunjian.render import escape
from cunjian.render.addresses import crumbs, place_key, sheet
from cunjian.render.indexes import alone, doors
from cunjian.render.page import Page
from cunjian.render.sheets import awarded
from cunjian.render.split import Row, bucket_address, buckets, grouped, walk
from cunjian.render.view import View

PATH = "honours/index.md"
_HEAD = "| 荣誉 | 获得者 | 地方 | 出处 |\n| --- | --- | --- | --- |"
_UNKNOWN = "级别未说明"
_ABOUT = "讲话中说到的称号和表彰，按级别排列，级别依原文的字面。同一称号在几处说到，各列一行。"


def pages(view: View) -> Iterator[Page]:
    """The index, and a page a level (then a place) when there are too many for one."""
    rows = [_row(view, honour, village) for honour, village in awarded(view)]
    parts = buckets(rows, view.limit)
    head = [crumbs(PATH, ("荣誉", None)), "# 荣誉", _ABOUT if rows else "目前没有荣誉。", sheet(PATH, "honours")]
    if parts:
        yield alone(PATH, "荣誉", [*head, doors(PATH, parts, "条")])
        for part in walk(parts):
            below = bucket_address(PATH, part.slug)
            rest = doors(PATH, part.parts, "条") if part.parts else _table(part.rows)
            title = f"荣誉：{part.label}"
            yield alone(below, title, [crumbs(below, ("荣誉", PATH), (part.label, None)), f"# {escape.block(title)}", rest])
        return
    for key, label, group in grouped(rows):
        head += [f"## {label} {{: #{key} }}", _table(group)]
    yield alone(PATH, "荣誉", head)


def _table(rows: Sequence[Row]) -> str:
    body = "\n".join([_HEAD, *(row.text for row in rows)])
    return f'<div class="cj-figures cj-stack" markdown="1">\n\n{body}\n\n</div>'


def _row(view: View, honour: Honour, village: Village | None) -> Row:
    speech = view.speeches[honour.evidence.speech]
    place = (village.place if village else speech.place) or labels.UNTOLD
    whom = view.to(PATH, village.id) if village else "原文未指明村"
    level = honour.level if honour.level in labels.HONOUR else None
    name = f'<span class="cj-medal">{escape.text(honour.name)}</span>'
    e = honour.evidence
    spot = view.piece(f"{e.speech} {e.start}-{e.end}", str, lambda: view.spot(PATH, e))  # which fetches the text
    source = f"{view.to(PATH, speech.id)}{spot}"
    keys = ((level or "other", labels.HONOUR[level] if level else _UNKNOWN), place_key(place))
    return Row(f"| {name} | {whom} | {escape.text(place)} | {source} |", keys)
