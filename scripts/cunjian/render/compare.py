"""How several places do the same: a table of place, what they do and results, each in the words of its speech."""

from __future__ import annotations

from collections.abc import Sequence

from cunjian import labels
from cunjian.model import Evidence, Practice
from cunjian.render import escape
from cunjian.render.figures import brief
from cunjian.render.view import View

_HEAD = "| 地方 | 怎么做 | 结果与数字 |\n| --- | --- | --- |"
_RESULTS = 3  # shown for one place


def table(rows: Sequence[str]) -> str:
    """The table; on a phone each row is a card."""
    return '<div class="cj-compare" markdown="1">\n\n' + "\n".join([_HEAD, *rows]) + "\n\n</div>"


def row(view: View, page: str, practice: Practice, shared: Sequence[str]) -> str:
    """A practice: its sentence that names one of the shared terms, else its first."""
    sentences = practice.evidence or (practice.heading,)
    told = next((e for e in sentences if set(shared) & set(view.names_at.get((practice.speech, e.anchor), ()))), sentences[0])
    return line(view, page, told, practice)


def line(view: View, page: str, told: Evidence, practice: Practice | None) -> str:
    """One place: the sentence, the practice it stands in, and what came of it."""
    speech = view.speeches[told.speech]
    where = escape.text(speech.place) if speech.place else f'<span class="cj-untold">{labels.UNTOLD}</span>'
    by = f"<small>{view.to(page, speech.id, css='cj-by')}</small>"
    head = f"{view.to(page, practice.id)}<br>" if practice else ""
    quotes = view.quote(page, told)
    if practice and told.anchor == practice.heading.anchor and practice.evidence:  # a heading alone tells little
        quotes += view.quote(page, practice.evidence[0])
    return f"| {where}<br>{by} | {head}{_line(quotes)} | {_results(view, page, practice)} |"


def _line(markdown: str) -> str:
    """A row of a table has one line; a line break of the source is white space to a browser, too."""
    return markdown.replace("\n", " ")


def _results(view: View, page: str, practice: Practice | None) -> str:
    """Honours, then figures that rose or fell, then other figures: the first few."""
    if practice is None:
        return "—"
    medals = [(f'<span class="cj-medal">{escape.text(h.name)}</span>', h.evidence) for h in practice.honours]
    known = [view.figures[f] for f in practice.figures if f in view.figures and view.figures[f].status == "stated"]
    known.sort(key=lambda f: (f.previous is None and not f.direction))  # stable: the order of the text otherwise
    told: dict[str, Evidence] = {}  # equal words once
    for words, evidence in (*medals, *((escape.text(brief(view, f)), f.evidence) for f in known)):
        told.setdefault(words, evidence)
    shown = list(told.items())[:_RESULTS]
    return "<br>".join(f"{words}{view.spot(page, evidence)}" for words, evidence in shown) or "—"
