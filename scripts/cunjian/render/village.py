"""The page of a case village (案例村): what it did, its figures, honours, practices and speeches."""

from __future__ import annotations

from cunjian.model import Practice, Village
from cunjian.render import escape, figures
from cunjian.render.page import Page
from cunjian.render.view import View, address, crumbs


def page(view: View, village: Village) -> Page:
    """The whole page."""
    path = address(village.id)
    label = f"{village.place} {village.name}" if village.place else village.name
    trail = crumbs(path, ("案例村", "villages/index.md"), (village.name, None))
    blocks = [trail, f"# {escape.block(village.name)}", _card(village)]
    if village.note:
        blocks.append(f"编者按：{escape.text(village.note)}\n{{: .cj-notice }}")
    honours = view.honours(path, village.honours)
    if honours:
        blocks += ["## 荣誉 {: #honours }", honours]
    blocks += ["## 做了什么 {: #what }", view.paragraphs(path, village.evidence)]
    table = figures.table(view, path, [view.figures[f] for f in village.figures if f in view.figures])
    if table:
        blocks += ["## 数字 {: #figures }", table]
    blocks += _practices(view, path, village)
    speeches = list(dict.fromkeys(e.speech for e in village.evidence))
    blocks += ["## 见于 {: #speeches }", "\n".join(f"- {view.origin(path, s)}" for s in speeches)]
    blocks += view.taught(path, village.id)
    return Page(path, label, "\n\n".join(b for b in blocks if b), {"hide": ["navigation"]})


def _card(village: Village) -> str:
    lines = [f"- **地方** {escape.text(village.place or '原文未说明')}"]
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
