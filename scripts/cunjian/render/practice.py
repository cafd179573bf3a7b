"""The page of a practice (做法): how it is done in the speech's own sentences, what came of it, where else."""

from __future__ import annotations

import re

from cunjian.model import Evidence, Practice
from cunjian.render import changes, compare, escape, items, medals, picture
from cunjian.render.addresses import address, crumbs, link, slug
from cunjian.render.page import Page
from cunjian.render.said import Said, numbered
from cunjian.render.split import bucket_address
from cunjian.render.view import View

_POINTS_BACK = re.compile(
    "(?:目前，?|如今，?|同时，?|去年，?|今年，?)?(?:该(?:[村社屯寨嘎镇乡街县区]|支部|项)|这(?:些|个|一|两|几|样|项)|此举|其(?![中他它余实次一二三四五])|它)"
)


def page(view: View, practice: Practice) -> Page:
    """The whole page."""
    path, speech = address(practice.id), view.speeches[practice.speech]
    trail = crumbs(path, ("做法", "practices/index.md"), (practice.category, category_address(view, practice.category)),
                   (practice.title, None))  # fmt: skip
    blocks = [trail, f"# {escape.block(practice.title)}", _card(view, path, practice)]
    if practice.note:
        blocks.append(f"编者按：{escape.text(practice.note)}\n{{: .cj-notice }}")
    how, came = _split(view, practice)
    said = Said(view, path)
    blocks += ["## 怎么做 {: #how }", said.rows(how), items.of_practice(view, path, practice)]
    blocks += _results(view, path, practice, said.rows(came))
    blocks += _elsewhere(view, path, practice)
    blocks += picture.section(view, path, practice.id)
    blocks += view.taught(path, practice.id)
    place = f"（{speech.place}）" if speech.place else ""
    return Page(path, f"{view.name(practice)}{place}", "\n\n".join(b for b in blocks if b), {"hide": ["navigation"]})


def _split(view: View, practice: Practice) -> tuple[list[Evidence], list[Evidence]]:
    """The sentences that tell how, and those that tell what came of it: an honour, or a figure that rose or fell.

    One that is all there is tells how; numbered steps stay together, and a sentence that points back (该村还……) with the one before.
    """
    sentences = list(practice.evidence or (practice.heading,))
    if numbered(view, sentences):
        return sentences, []
    results = {(h.evidence.speech, h.evidence.anchor) for h in practice.honours}
    for figure in (view.figures[f] for f in practice.figures if f in view.figures):
        if figure.previous is not None or figure.direction:
            results.add((figure.evidence.speech, figure.evidence.anchor))
    how: list[Evidence] = []
    came: list[Evidence] = []
    told = how
    for e in sentences:
        if not _POINTS_BACK.match(e.text):
            told = came if (e.speech, e.anchor) in results else how
        told.append(e)
    return (how, came) if how else (sentences, [])


def category_address(view: View, category: str) -> str:
    """Where the practices of a category are listed."""
    if view.practices_split:
        return bucket_address("practices/index.md", slug(category))
    return f"practices/index.md#{slug(category)}"


def _card(view: View, path: str, practice: Practice) -> str:
    lines = []
    if practice.above:
        lines.append(f"- **上级标题** {escape.text(practice.above)}")
    lines.append(f"- **类别** {link(path, category_address(view, practice.category), practice.category)}")
    lines.append(f"- **出自** {view.origin(path, practice.speech)}{view.spot(path, practice.heading)}")
    named = [("案例村", view.links(path, practice.villages)), ("术语", view.links(path, practice.terms))]
    lines += [f"- **{label}** {text}" for label, text in named if text]
    lines.append(f"- **页码** {practice.id}")
    return '<div class="cj-card" markdown="1">\n\n' + "\n".join(lines) + "\n\n</div>"


def _results(view: View, path: str, practice: Practice, came: str) -> list[str]:
    known = [view.figures[f] for f in practice.figures if f in view.figures]
    honours = medals.row(view, path, practice.honours) if practice.honours else ""
    blocks = [b for b in (came, honours, *changes.split(view, path, known)) if b]
    return ["## 成效 {: #results }", *blocks] if blocks else []


def _elsewhere(view: View, path: str, practice: Practice) -> list[str]:
    """Practices of other speeches that name the same terms, in their own words; and all others that are near."""
    near = [(other, r.reason) for r in practice.related if isinstance(other := view.known(r.id), Practice)]
    rows, rest = [], []
    for other, reason in near:
        shared = [t for t in practice.terms if t in other.terms]
        if other.speech != practice.speech and shared and other.id not in view.outside:
            rows.append(compare.row(view, path, other, shared))
        else:
            place = escape.text(view.place(view.card(other.speech)))
            rest.append(f"- {view.to(path, other.id)} <small>{place} · {escape.text(reason)}</small>")
    blocks = []
    if rows:
        blocks += ["## 别处也这样做 {: #elsewhere }", compare.table(rows)]
    return [*blocks, "## 相关做法 {: #related }", "\n".join(rest)] if rest else blocks
