"""The page of a case village (案例村): what is said of it, its honours, figures, practices, neighbours and speeches."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cunjian import labels
from cunjian.model import Evidence, Practice, Village
from cunjian.render import changes, escape, medals, picture, timeline
from cunjian.render.addresses import address, crumbs
from cunjian.render.page import Page
from cunjian.render.said import Said
from cunjian.render.view import View

_LIES = re.compile(r"位于|地处|坐落|辖|[0-9一二三四五六七八九十百千万]+(?:余|多)?(?:户|口人|人|个村民小组|个组)")
_TOO_LONG = 90  # characters of a portrait


def page(view: View, village: Village) -> Page:
    """The whole page."""
    path = address(village.id)
    label = f"{village.place} {village.name}" if village.place else village.name
    trail = crumbs(path, ("案例村", "villages/index.md"), (village.name, None))
    blocks = [trail, f"# {escape.block(village.name)}", _place(village)]
    if village.note:
        blocks.append(f"编者按：{escape.text(village.note)}\n{{: .cj-notice }}")
    best = portrait(village)
    if best:
        blocks.append(f"> {view.quote(path, best)}\n{{: .cj-portrait }}")
    if village.honours:
        blocks += ["## 荣誉 {: #honours }", medals.row(view, path, village.honours)]
    drawn, table = changes.split(view, path, [view.figures[f] for f in village.figures if f in view.figures])
    if drawn:
        blocks += ["## 变化 {: #changes }", drawn]
    rest = [e for e in _once(village.evidence) if e != best and view.source(e.speech).place_of(e.anchor)]
    if rest:
        blocks += ["## 做了什么 {: #what }", Said(view, path).rows(rest)]
    if table:
        blocks += [f"## {'其他数字' if drawn else '数字'} {{: #figures }}", table]
    blocks += timeline.section(view, path, village)
    blocks += _practices(view, path, village)
    blocks += picture.section(view, path, village.id)
    speeches = list(dict.fromkeys(e.speech for e in village.evidence))
    blocks += ["## 见于 {: #speeches }", "\n".join(f"- {view.origin(path, s)}" for s in speeches)]
    blocks += view.taught(path, village.id)
    return Page(path, label, "\n\n".join(b for b in blocks if b), {"hide": ["navigation"]})


def portrait(village: Village) -> Evidence | None:
    """The sentence that says best what kind of place it is: names it, tells where or how large, is not too long."""

    def worth(evidence: Evidence) -> tuple[bool, int, bool, int]:
        words = evidence.text
        named = any(name in words for name in (village.name, *village.aliases))
        honoured = any(h.evidence.anchor == evidence.anchor for h in village.honours)
        return len(words) <= _TOO_LONG, min(len(_LIES.findall(words)), 3) + named, honoured, -evidence.start

    return max(village.evidence, key=worth, default=None)


def _once(evidence: Sequence[Evidence]) -> list[Evidence]:
    return list({(e.speech, e.start, e.end): e for e in evidence}.values())


def _place(village: Village) -> str:
    lines = [f"- **地方** {escape.text(village.place or labels.UNTOLD)}"]
    if village.aliases:
        lines.append(f"- **又称** {escape.text('、'.join(village.aliases))}")
    lines.append(f"- **页码** {village.id}")
    return '<div class="cj-card" markdown="1">\n\n' + "\n".join(lines) + "\n\n</div>"


def _practices(view: View, path: str, village: Village) -> list[str]:
    rows = [
        f"- {view.to(path, practice.id)} <small>{escape.text(practice.category)}</small>"
        for practice in map(view.known, village.practices)
        if isinstance(practice, Practice)
    ]
    return ["## 相关做法 {: #practices }", "\n".join(rows)] if rows else []
