"""Figures of one entry: those that changed as pairs of bars, before above after, and the rest as a table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from cunjian import labels
from cunjian.model import Figure, Span
from cunjian.render import escape, figures
from cunjian.render.view import View

_WIDE = 120  # of the longer bar
_STOP = re.compile(r"[，。；：！？,;:]\s*")
_CLAUSE = 12  # characters that a clause has at least


def split(view: View, page: str, shown: Sequence[Figure]) -> tuple[str, str]:
    """Pairs drawn as bars, and a table of the other figures; a pair's first number is in the pair alone."""
    pairs = [f for f in _once(shown) if f.previous is not None and f.value is not None]
    first = {(f.label, f.previous, f.unit) for f in pairs}
    told = {(f.evidence.speech, f.evidence.start) for f in pairs}
    rest = [f for f in _once(shown)
            if (f.evidence.speech, f.evidence.start) not in told and (f.label, f.value, f.unit) not in first]  # fmt: skip
    rows = "\n".join(_pair(view, page, f) for f in pairs)
    drawn = f'<div class="cj-changes" markdown="1">\n\n{rows}\n\n</div>' if rows else ""
    return drawn, _table(view, page, rest)


def _table(view: View, page: str, shown: Sequence[Figure]) -> str:
    """The other figures; of whom they speak only where that differs."""
    if not shown:
        return ""
    whom = len({(f.subject, f.scope) for f in shown}) > 1
    head = "| 量的是什么 | 数值 |" + (" 说的是 |" if whom else "") + " 出处 |"
    rows = [head, "| --- | --- |" + (" --- |" if whom else "") + " --- |"]
    for figure in shown:
        subject = view.to(page, figure.subject) if figure.subject else labels.SCOPE.get(figure.scope, "")
        rows.append(f"| {escape.text(figure.label)} | {figures.marked(view, figure)} |"
                    f"{f' {subject} |' if whom else ''} {view.spot(page, figure.evidence)} |")  # fmt: skip
    return '<div class="cj-figures cj-facts" markdown="1">\n\n' + "\n".join(rows) + "\n\n</div>"


def _once(shown: Sequence[Figure]) -> list[Figure]:
    """Figures as they are told; one that is told of several villages in one breath, once."""
    return list({(f.evidence.speech, f.evidence.start, f.label): f for f in shown}.values())


def _pair(view: View, page: str, figure: Figure) -> str:
    before, after = figures.number(figure.previous), figures.value(view, figure)
    unit = escape.text(figure.unit or "")
    change = labels.DIRECTION.get(figure.direction or "", "")
    words = (f'<span class="cj-was">{before}</span> → <strong>{escape.text(after)}</strong> {unit}'
             f"{f' <small>{change}</small>' if change else ''}")  # fmt: skip
    told = bars(figure.previous or 0.0, figure.value or 0.0)
    return f"- {_clause(view, page, figure)}<br>{told} {words}"


def _clause(view: View, page: str, figure: Figure) -> str:
    """The words of the text up to the figure, from the stop before them on: they say what changed better than a label."""
    source = view.source(figure.evidence.speech)
    span = source.name_in(figure.evidence)
    sentence = source.sentence_at(span.start) if span else None
    if span is None or sentence is None or not sentence.span.covers(span):
        return escape.text(figure.label) + view.spot(page, figure.evidence)
    starts = [m.end() + sentence.span.start for m in _STOP.finditer(sentence.span.of(source.text))]
    start = next((at for at in reversed(starts) if span.end - at >= _CLAUSE), sentence.span.start)
    words = source.inline(Span(start, span.end))
    return f'<span class="cj-q">{words}</span>{view.spot(page, replace(figure.evidence, anchor=sentence.anchor))}'


def bars(before: float, after: float) -> str:
    """Two bars to the same scale; the numbers beside them say the same in words.

    >>> 'width="60"' in bars(1.0, 2.0), 'width="120"' in bars(1.0, 2.0), 'width="1"' in bars(0.0, 2.0)
    (True, True, True)
    """
    longest = max(before, after) or 1.0
    was, now = (max(1, round(_WIDE * max(v, 0.0) / longest)) for v in (before, after))
    return (f'<svg class="cj-bars" viewBox="0 0 {_WIDE} 18" width="{_WIDE}" height="18" aria-hidden="true">'
            f'<rect class="cj-bar-was" width="{was}" height="7"/><rect class="cj-bar-now" y="10" width="{now}" height="7"/>'
            "</svg>")  # fmt: skip
