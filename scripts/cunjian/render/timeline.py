"""What is dated of a village as a line through the years: honours and figures whose sentence names its one year, and the
dated speeches that tell of it.  SVG drawn at build time; all of it is text and links.

A sentence that also says 去年, 目前 or the like is left out: its figure may be of either time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cunjian.model import Evidence, Village
from cunjian.render import escape, figures
from cunjian.render.addresses import address, relative
from cunjian.render.picture import broken
from cunjian.render.view import View

_YEAR = re.compile(r"(?<![\d.])((?:19[4-9]|20[0-4])\d)年")
_OTHER = re.compile("去年|今年|前年|明年|当年|目前|现在|如今|近年|截至|以来|到20")
_MOST, _WIDE, _LINE, _ROW = 12, 380, 120, 46  # points shown; width, where the line runs, from row to row
_WORDS = 17  # characters of a line


@dataclass(frozen=True, slots=True)
class Point:
    """Something dated, and where that is said."""

    date: str  # YYYY, YYYY-MM or YYYY-MM-DD
    kind: str  # h(onour) | f(igure) | s(peech)
    words: str
    to: str


def section(view: View, page: str, village: Village) -> list[str]:
    """Heading and line; nothing where fewer than two times are told, or speeches alone, which the page lists anyway."""
    points = sorted(set(_points(view, page, village)), key=lambda p: (p.date, p.kind, p.words, p.to))[:_MOST]
    if len({p.date for p in points}) < 2 or all(p.kind == "s" for p in points):
        return []
    height = len(points) * _ROW + 4
    dots = "".join(_dot(point, row, row and points[row - 1].date == point.date) for row, point in enumerate(points))
    kinds = {"h": "◆ 荣誉", "f": "■ 数字", "s": "● 讲到本村的讲话"}
    legend = "　".join(told for kind, told in kinds.items() if kind in {p.kind for p in points})
    return ["## 时间线 {: #time }",
            f'<figure class="cj-map cj-time">\n<svg viewBox="0 0 {_WIDE} {height}" role="group" aria-label="本村的时间线，共 {len(points)} 处">'
            f'<g class="cj-edges"><path d="M{_LINE} {_ROW // 2}V{height - 4 - _ROW // 2}"/></g>{dots}</svg>\n'
            f"<figcaption>{legend}</figcaption>\n</figure>"]  # fmt: skip


def _points(view: View, page: str, village: Village) -> Iterator[Point]:
    for honour in village.honours:
        if year := _year(view, honour.evidence):
            yield Point(year, "h", honour.name, _to(view, page, honour.evidence))
    for figure in (view.figures[id] for id in village.figures if id in view.figures):
        if figure.status == "stated" and (year := _year(view, figure.evidence)):
            yield Point(year, "f", figures.brief(view, figure), _to(view, page, figure.evidence))
    for evidence in {e.speech: e for e in reversed(village.evidence)}.values():
        speech = view.speeches[evidence.speech]
        if speech.date:
            yield Point(speech.date, "s", f"《{speech.title}》", _to(view, page, evidence))


def _year(view: View, evidence: Evidence) -> str | None:
    """The one year that the sentence names."""
    source = view.source(evidence.speech)
    sentence = source.by_anchor.get(evidence.anchor)
    words = sentence.span.of(source.text) if sentence else ""
    years = set(_YEAR.findall(words))
    return str(years.pop()) if len(years) == 1 and not _OTHER.search(words) else None


def _to(view: View, page: str, evidence: Evidence) -> str:
    there = relative(page, address(evidence.speech)).removesuffix(".md") + ".html"
    return f"{there}#{evidence.anchor}" if evidence.anchor in view.source(evidence.speech).by_anchor else there


def _dot(point: Point, row: int, same: object) -> str:
    y = row * _ROW + _ROW // 2
    year, *rest = point.date.split("-")
    when = f"{year}年" + "".join(f"{int(part)}{unit}" for part, unit in zip(rest, "月日", strict=False))
    rows = broken(point.words, _WORDS, 2)
    top = y + 5 - 8 * (len(rows) - 1)
    told = "".join(f'<tspan x="{_LINE + 14}" y="{top + 16 * i}">{escape.attribute(r)}</tspan>' for i, r in enumerate(rows))
    date = "" if same else f'<text x="{_LINE - 12}" y="{y + 5}" text-anchor="end">{when}</text>'
    shape = {"h": f'<path d="M{_LINE} {y - 7}l7 7l-7 7l-7-7z"/>', "s": f'<circle cx="{_LINE}" cy="{y}" r="5"/>',
             "f": f'<rect x="{_LINE - 5}" y="{y - 5}" width="10" height="10"/>'}[point.kind]  # fmt: skip
    title = f"<title>{escape.attribute(f'{when} {point.words}')}</title>"
    css = {"h": "t", "s": "v", "f": "p"}[point.kind]
    return f'{date}<a href="{point.to}" class="cj-n-{css}">{title}{shape}<text>{told}</text></a>'
