"""The page of a term (术语): what it stands for, its definition, how each place does it, every mention."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from cunjian import labels
from cunjian.model import Evidence, Practice, Term
from cunjian.quotes import spoken_in
from cunjian.render import compare, escape, items, picture
from cunjian.render.addresses import address, crumbs, initial_key, link, place_key, year_key
from cunjian.render.page import Page
from cunjian.render.split import Bucket, Row, bucket_address, buckets, grouped, walk
from cunjian.render.view import View

_COMPARED = 12  # speeches in the table of how each does it
_FEW = 6  # speeches; what each of more than these tells is kept as a piece

Weight = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class _Told:
    """What one speech tells of a term."""

    rows: tuple[Row, ...]  # one a sentence
    weight: Weight  # of the mention that tells most
    best: int  # which of the mentions in the speech that is


def pages(view: View, term: Term) -> Iterator[Page]:
    """The page, and pages of mentions when there are too many for one."""
    path = address(term.id)
    blocks = [crumbs(path, ("术语", "terms/index.md"), (term.name, None)), f"# {escape.block(term.name)}", _card(term)]
    if term.note:
        blocks.append(f"编者按：{escape.text(term.note)}\n{{: .cj-notice }}")
    blocks += _definition(view, path, term)
    blocks += items.of_term(view, path, term)
    told = _told(view, path, term)
    rows = [row for one in told.values() for row in one.rows]
    blocks += _side_by_side(view, path, term, told)
    parts = buckets(rows, view.limit)
    blocks.append("## 全部出处 {: #places }")
    blocks.append(view.left_out(term.id))
    if parts:
        blocks += [f"共 {len(rows)} 处，按年份分页。", _doors(path, parts)]
    else:
        blocks.append(_places(rows))
    blocks += _related(view, path, term)
    blocks += picture.section(view, path, term.id)
    blocks += view.taught(path, term.id)
    yield Page(path, term.name, "\n\n".join(b for b in blocks if b), {"hide": ["navigation"]})
    for part in walk(parts):
        below = bucket_address(path, part.slug)
        trail = crumbs(below, ("术语", "terms/index.md"), (term.name, path), (part.label, None))
        said = _doors(path, part.parts) if part.parts else _places(part.rows)
        body = "\n\n".join([trail, f"# {escape.block(term.name)}：{escape.text(part.label)}", said])
        yield Page(below, f"{term.name}：{part.label}", body, {"hide": ["navigation"]})


def _told(view: View, path: str, term: Term) -> dict[str, _Told]:
    """By speech, in the order of the mentions."""
    speeches = dict.fromkeys(spoken_in(term.mentions))
    makes = {s: partial(_of_speech, view, path, term.id, s) for s in speeches}
    if len(makes) <= _FEW:
        return {s: make() for s, make in makes.items()}
    return {s: view.piece(f"told {s}", _Told, make) for s, make in makes.items()}


def _of_speech(view: View, path: str, term: str, speech: str) -> _Told:
    mentions = view.mentions_in[speech, term]
    weights = [_weight(view, term, m) for m in mentions]
    best = max(range(len(weights)), key=weights.__getitem__)
    return _Told(_rows(view, path, mentions), weights[best], best)


def _side_by_side(view: View, path: str, term: Term, told: Mapping[str, _Told]) -> list[str]:
    """First and typical mention; then, if it stands in several speeches, how each does it."""
    if not told:
        return []
    usual = _best(view, term, told, max(told, key=lambda s: told[s].weight))
    first = _first(view, term)
    said = [first] if first and first[1] != usual else []
    said.append(("典型的说法", usual))
    blocks = []
    if len(told) > 1 or (sum(len(one.rows) for one in told.values()) > 1 and not term.definition):
        quotes = [f"> <span class=\"cj-badge\">{label}</span> {view.quote(path, m)}\n>\n> <small>{view.origin(path, m.speech)}</small>"
                  for label, m in said]  # fmt: skip
        blocks = ["## 怎么说 {: #said }", *quotes]
    if len(told) > 1:
        told_most = sorted(told, key=lambda s: told[s].weight, reverse=True)[:_COMPARED]
        lines = [view.piece(f"line {s}", str, partial(_line, view, path, term, told, s)) for s in told if s in told_most]
        blocks += ["## 各地怎么做 {: #compare }", compare.table(lines)]
        if len(told) > _COMPARED:
            blocks.append(f"另有 {len(told) - _COMPARED} 篇讲话提到，见[全部出处](#places)。")
    return blocks


def _line(view: View, path: str, term: Term, told: Mapping[str, _Told], speech: str) -> str:
    best = _best(view, term, told, speech)
    return compare.line(view, path, best, _practice(view, best))


def _best(view: View, term: Term, told: Mapping[str, _Told], speech: str) -> Evidence:
    found: Evidence = view.mentions_in[speech, term.id][told[speech].best]
    return found


def typical(view: View, term: Term) -> Evidence:
    """The mention that tells most among the first ones."""
    return max(term.mentions[:_COMPARED], key=lambda m: _weight(view, term.id, m))


def _first(view: View, term: Term) -> tuple[str, Evidence] | None:
    """The mention of the oldest dated speech, and what that is; None where there is but one speech, or none is dated."""
    dates = {m.speech: view.speeches[m.speech].date or "" for m in term.mentions}
    dated = [m for m in term.mentions if dates[m.speech]]
    if len(dates) < 2 or not dated:
        return None
    return "最早见于" if all(dates.values()) else "注明日期的最早一处", min(dated, key=lambda m: dates[m.speech])


def _weight(view: View, term: str, mention: Evidence) -> Weight:
    """How much a mention tells: with its items, in running text, inside a practice, of readable length."""
    listed = any(id == term for id, _ in view.items_at.get((mention.speech, mention.anchor), ()))
    length = len(mention.text)
    told = view.source(mention.speech).place_of(mention.anchor) is not None  # not in a title or heading
    return (2 * listed + 2 * told + bool(_practice(view, mention)), -abs(min(length, 120) - 60) // 10, -mention.start)


def _practice(view: View, mention: Evidence) -> Practice | None:
    """The practice that a mention stands in, or whose heading it is."""
    found = view.practices.get(view.practice_at.get((mention.speech, mention.anchor), ""))
    headed = (p for p in view.practices_of.get(mention.speech, ()) if p.heading.anchor == mention.anchor)
    return found or next(headed, None)


def _card(term: Term) -> str:
    lines = [f'- **拼音** <span lang="zh-Latn">{escape.text(term.pinyin)}</span>', f"- **类型** {labels.TERM.get(term.kind, labels.TERM['other'])}"]
    if term.aliases:
        lines.append(f"- **又写作** {escape.text('、'.join(term.aliases))}")
    lines.append(f"- **页码** {term.id}")
    return '<div class="cj-card" markdown="1">\n\n' + "\n".join(lines) + "\n\n</div>"


def _definition(view: View, path: str, term: Term) -> list[str]:
    found = term.definition
    if found is None:
        return []
    origin = "原文" if found.origin == "source" else "参考"
    if found.evidence:
        words = view.quote(path, found.evidence)
    else:
        words = f'<span class="cj-q">{escape.text(found.text)}</span>'
    citation = f"\n\n> <small>依据：{escape.text(found.citation)}</small>" if found.citation else ""
    return ["## 释义 {: #definition }", f'> <span class="cj-badge">{origin}</span> {words}{citation}']


def _rows(view: View, path: str, mentions: Sequence[Evidence]) -> tuple[Row, ...]:
    """One row a sentence of a speech that names the term, by place."""
    once: dict[str, Evidence] = {}
    for mention in mentions:
        once.setdefault(mention.anchor, mention)
    rows = []
    for anchor, mention in once.items():
        speech = view.speeches[mention.speech]
        practice = view.practice_at.get((speech.id, anchor))
        where = view.to(path, speech.id) + (f" · 做法 {view.to(path, practice)}" if practice else "")
        keys = (year_key(speech), initial_key(view.place(speech)), place_key(view.place(speech)))
        said = f"{view.quote(path, mention)}\n\n<small>{where}</small>"
        rows.append(Row(f'<blockquote class="cj-say" markdown="1">\n\n{said}\n\n</blockquote>', keys))
    return tuple(rows)


def _doors(path: str, parts: Sequence[Bucket]) -> str:
    return "\n".join(f"- {link(path, bucket_address(path, p.slug), p.label)}（{len(p.rows)} 处）" for p in parts)


def _places(rows: Sequence[Row]) -> str:
    blocks = []
    for key, place, group in grouped(rows, 2):
        blocks.append(f"### {escape.block(place)} {{: #at-{key} }}")
        blocks.extend(r.text for r in group)
    return "\n\n".join(blocks)


def _related(view: View, path: str, term: Term) -> list[str]:
    near = [r for r in term.related if view.known(r.id)]
    rows = [f"- {view.to(path, r.id)} <small>{escape.text(r.reason)}</small>" for r in near]
    return ["## 相关术语 {: #related }", "\n".join(rows)] if rows else []
