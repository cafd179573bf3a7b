"""The page of a practice (做法): how it is done in the speech's own sentences, what came of it, where else."""

from __future__ import annotations

from cunjian.model import Practice
from cunjian.render import escape, figures
from cunjian.render.page import Page
from cunjian.render.split import bucket_address
from cunjian.render.view import View, address, crumbs, link, slug


def page(view: View, practice: Practice) -> Page:
    """The whole page."""
    path, speech = address(practice.id), view.speeches[practice.speech]
    trail = crumbs(path, ("做法", "practices/index.md"), (practice.category, category_address(view, practice.category)),
                   (practice.title, None))  # fmt: skip
    blocks = [trail, f"# {escape.block(practice.title)}", _card(view, path, practice)]
    if practice.note:
        blocks.append(f"编者按：{escape.text(practice.note)}\n{{: .cj-notice }}")
    blocks += ["## 怎么做 {: #how }", view.paragraphs(path, practice.evidence or (practice.heading,))]
    blocks += _results(view, path, practice)
    named = [("案例村", view.links(path, practice.villages)), ("术语", view.links(path, practice.terms))]
    if any(text for _, text in named):
        blocks += ["## 涉及 {: #names }", "\n".join(f"- **{label}** {text}" for label, text in named if text)]
    blocks += _elsewhere(view, path, practice)
    blocks += view.taught(path, practice.id)
    place = f"（{speech.place}）" if speech.place else ""
    return Page(path, f"{view.name(practice)}{place}", "\n\n".join(b for b in blocks if b), {"hide": ["navigation"]})


def category_address(view: View, category: str) -> str:
    """Where the practices of a category are listed."""
    if len(view.book.practices) > view.limit:
        return bucket_address("practices/index.md", slug(category))
    return f"practices/index.md#{slug(category)}"


def _card(view: View, path: str, practice: Practice) -> str:
    lines = []
    if practice.above:
        lines.append(f"- **上级标题** {escape.text(practice.above)}")
    lines.append(f"- **类别** {link(path, category_address(view, practice.category), practice.category)}")
    lines.append(f"- **出自** {view.origin(path, practice.speech)}{view.spot(path, practice.heading)}")
    lines.append(f"- **页码** {practice.id}")
    return '<div class="cj-card" markdown="1">\n\n' + "\n".join(lines) + "\n\n</div>"


def _results(view: View, path: str, practice: Practice) -> list[str]:
    table = figures.table(view, path, [view.figures[f] for f in practice.figures if f in view.figures])
    honours = view.honours(path, practice.honours)
    return ["## 成效 {: #results }", table, honours] if table or honours else []


def _elsewhere(view: View, path: str, practice: Practice) -> list[str]:
    rows = []
    for near in practice.related:
        other = view.known(near.id)
        if isinstance(other, Practice):
            place = escape.text(view.place(view.card(other.speech)))
            rows.append(f"- {view.to(path, other.id)} <small>{place} · {escape.text(near.reason)}</small>")
    return ["## 别处也这样做 {: #elsewhere }", "\n".join(rows)] if rows else []
