"""Figures: how a number is shown, tables of them, and the pages below figures/."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from cunjian import labels
from cunjian.model import Figure, Speech
from cunjian.render import escape
from cunjian.render.addresses import crumbs, link, sheet
from cunjian.render.indexes import alone, by_date, doors, newest
from cunjian.render.page import Page
from cunjian.render.split import Row, bucket_address, buckets, walk
from cunjian.render.tooltips import as_script
from cunjian.render.view import View

_BEFORE = ("近", "约", "超", "超过", "逾", "达", "至少", "不足", "接近", "突破", "将近", "平均", "户均", "人均")
_INSIDE = ("多", "余", "来", "几")  # between number and unit
_HEAD = "| 量的是什么 | 数值 | 单位 | 变化 | 说的是 | 出处 |\n| --- | --- | --- | --- | --- | --- |"


def number(value: float | None) -> str:
    """A number without a needless ``.0``.

    >>> number(400.0), number(15.8)
    ('400', '15.8')
    """
    if value is None:
        return ""
    return str(int(value)) if value == int(value) else repr(value)


def printed(view: View, figure: Figure) -> str:
    """The figure as it is printed in the source."""
    evidence = figure.evidence
    if evidence.at:
        return view.source(evidence.speech).reading.raw.text[evidence.at[0] : evidence.at[1]]
    return evidence.text


def value(view: View, figure: Figure) -> str:
    """What the column of values shows, as plain text: the number, that it is hidden, or the damage as it stands."""
    if figure.status == "redacted":
        return labels.HIDDEN
    if figure.status == "damaged" or figure.value is None:
        return printed(view, figure)
    text = number(figure.value) + (f"–{number(figure.max)}" if figure.max is not None else "")
    if not figure.qualifier:
        return text
    return figure.qualifier + text if _before(figure.qualifier) else text + figure.qualifier


def _before(qualifier: str) -> bool:
    """Whether a qualifier stands before its number: 不少于, 近; not 多, 以上."""
    return qualifier in _BEFORE or qualifier.startswith("不")


def amount(view: View, figure: Figure) -> str:
    """Value and unit as people write them: 不少于20户, 2100多人次, 10户左右."""
    if figure.status != "stated" or figure.value is None:
        return value(view, figure)
    qualifier, unit = figure.qualifier or "", figure.unit or ""
    if not qualifier or _before(qualifier) or qualifier in _INSIDE:
        return f"{value(view, figure)}{unit}"
    return f"{value(view, replace(figure, qualifier=None))}{unit}{qualifier}"


def marked(view: View, figure: Figure) -> str:
    """Value and unit as Markdown, with the marks of what is hidden or damaged."""
    words = escape.text(amount(view, figure))
    if figure.status == "redacted":
        return f'<span class="cj-r" title="{labels.HIDDEN}">{words}</span>'
    if figure.status == "damaged":
        return f'<span class="cj-f" title="原文如此，疑有差错">{words}</span>'
    return words


def brief(view: View, figure: Figure) -> str:
    """Label, value and unit in one line of plain text."""
    if figure.status == "redacted":
        return f"{figure.label}（{labels.HIDDEN}）"
    return f"{figure.label} {amount(view, figure)}".strip()


def table(view: View, page: str, figures: Iterable[Figure], anchors: bool = False) -> str:
    """A table of figures, each linked to its place; rows carry their id where the table is the figures' home."""
    shown = list(figures)
    single = len({f.evidence.speech for f in shown}) == 1  # then the speech need not be named in every row
    rows = [_row(view, page, f, anchors, single) for f in shown]
    return '<div class="cj-figures" markdown="1">\n\n' + "\n".join([_HEAD, *rows]) + "\n\n</div>" if rows else ""


def _row(view: View, page: str, figure: Figure, anchors: bool, single: bool) -> str:
    shown = escape.text(value(view, figure))
    if figure.status == "redacted":
        shown = f'<span class="cj-r" title="{labels.HIDDEN}">{shown}</span>'
    elif figure.status == "damaged":
        shown = f'<span class="cj-f" title="原文如此，疑有差错">{shown}</span>'
    change = _change(figure)
    whom = view.to(page, figure.subject) if figure.subject else labels.SCOPE.get(figure.scope, "")
    label = escape.text(figure.label)
    if anchors:
        label = f'<span id="{figure.id}" class="cj-row-id">{label}</span>'
    unit = escape.text(figure.unit or "")
    return f"| {label} | {shown} | {unit} | {change} | {whom} | {_where(view, page, figure, single)} |"


def _change(figure: Figure) -> str:
    change = labels.DIRECTION.get(figure.direction or "", "")
    return f"原 {number(figure.previous)} {change}".strip() if figure.previous is not None else change


def script(view: View, speech: Speech) -> tuple[str, str]:
    """Path below docs/ and text of a small script with the figures of a speech: the index makes one table of several."""
    rows = []
    for figure in view.figures_of.get(speech.id, ()):
        village = view.villages.get(figure.subject or "")
        whom = village.name if village else labels.SCOPE.get(figure.scope, "")
        mark = {"redacted": "cj-r", "damaged": "cj-f"}.get(figure.status, "")
        rows.append([figure.label, value(view, figure), mark, figure.unit or "", _change(figure), whom,
                     village.id if village else "", figure.id, figure.evidence.anchor])  # fmt: skip
    told = ",\n".join(map(as_script, rows))
    return f"data/figures/{speech.id}.js", f"cunjianFigures({as_script(speech.id)},{as_script(speech.title)},[\n{told}\n]);\n"


def _where(view: View, page: str, figure: Figure, single: bool) -> str:
    speech = figure.evidence.speech
    return ("原文" if single else view.to(page, speech)) + view.spot(page, figure.evidence)


def index(view: View) -> Iterator[Page]:
    """The index of figures: all of them, or one line a speech once there are too many, on a page a year if need be."""
    path, title = "figures/index.md", "数字"
    speeches = [s for s in newest(view) if s.id in view.figures_of]
    about = "各篇讲话中的数字，按篇排列，新的在前。数值照原文；已隐去的写明“原文已隐去”，有差错的照原样列出并加标记。"
    head = [crumbs(path, (title, None)), f"# {title}", about, sheet(path, "figures")]
    if not view.figures_split:
        rest = table(view, path, [f for s in speeches for f in view.figures_of[s.id]], anchors=True) if speeches else "目前没有数字。"
        yield alone(path, title, [*head, rest])
        return
    rows = [Row(f"{link(path, f'figures/{s.id}.md', s.title)}（{len(view.figures_of[s.id])} 个）", by_date(view, s)) for s in speeches]
    parts = buckets(rows, view.limit)
    yield alone(path, title, [*head, doors(path, parts, "篇") if parts else _rows(rows)])
    for part in walk(parts):
        below = bucket_address(path, part.slug)
        trail = crumbs(below, (title, path), (part.label, None))
        rest = doors(path, part.parts, "篇") if part.parts else _rows(part.rows)
        yield alone(below, f"{title}：{part.label}", [trail, f"# {title}：{escape.text(part.label)}", rest])


def _rows(rows: Sequence[Row]) -> str:
    return "\n".join(f"- {row.text}" for row in rows)


def of_speech(view: View, speech: Speech) -> Iterator[Page]:
    """The page of the figures of one speech, once there are too many for one page."""
    if not view.figures_split or speech.id not in view.figures_of:
        return
    path = f"figures/{speech.id}.md"
    rows = table(view, path, view.figures_of[speech.id], anchors=True)
    blocks = [crumbs(path, ("数字", "figures/index.md"), (speech.title, None)), f"# {escape.block(speech.title)}"]
    blocks += [f"数字出自 {view.to(path, speech.id)}。", rows]
    yield alone(path, f"数字：{speech.title}", blocks)
