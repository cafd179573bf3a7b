"""The page of a term (术语): what it stands for, its definition, how each place does it, every mention."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cunjian.model import Evidence, ItemEvidence, Term
from cunjian.render import escape, labels
from cunjian.render.page import Page
from cunjian.render.split import Bucket, Row, bucket_address, buckets, grouped, walk
from cunjian.render.view import View, address, crumbs, initial_key, link, place_key, year_key


def pages(view: View, term: Term) -> Iterator[Page]:
    """The page, and pages of mentions when there are too many for one."""
    path = address(term.id)
    blocks = [crumbs(path, ("术语", "terms/index.md"), (term.name, None)), f"# {escape.block(term.name)}", _card(term)]
    if term.note:
        blocks.append(f"编者按：{escape.text(term.note)}\n{{: .cj-notice }}")
    blocks += _definition(view, path, term)
    blocks += _items(view, path, term)
    rows = _rows(view, path, term)
    parts = buckets(rows, view.limit)
    blocks.append("## 各地怎么说、怎么做 {: #places }")
    blocks.append(view.left_out(term.id))
    if parts:
        blocks += [f"共 {len(rows)} 处，按年份分页。", _doors(path, parts)]
    else:
        blocks.append(_places(rows))
    blocks += _related(view, path, term)
    blocks += view.taught(path, term.id)
    yield Page(path, term.name, "\n\n".join(b for b in blocks if b), {"hide": ["navigation"]})
    for part in walk(parts):
        below = bucket_address(path, part.slug)
        trail = crumbs(below, ("术语", "terms/index.md"), (term.name, path), (part.label, None))
        said = _doors(path, part.parts) if part.parts else _places(part.rows)
        body = "\n\n".join([trail, f"# {escape.block(term.name)}：{escape.text(part.label)}", said])
        yield Page(below, f"{term.name}：{part.label}", body, {"hide": ["navigation"]})


def _card(term: Term) -> str:
    lines = [f"- **拼音** {escape.text(term.pinyin)}", f"- **类型** {labels.TERM.get(term.kind, labels.TERM['other'])}"]
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


def _items(view: View, path: str, term: Term) -> list[str]:
    if not term.items:
        return []
    blocks = ["## 指什么 {: #items }"]
    lists: dict[tuple[str, ...], list[tuple[ItemEvidence, ...]]] = {}
    for items in term.items:
        lists.setdefault(tuple(i.text for i in items), []).append(items)
    if len(lists) > 1:
        blocks.append("各处所列不尽相同，分别照录。")
    for same in lists.values():
        rows = "\n".join(f"1. {escape.block(i.text)}{view.spot(path, i.evidence)}" for i in same[0])
        told = "；".join(view.origin(path, s) for s in dict.fromkeys(items[0].evidence.speech for items in same))
        blocks.append(f'<div class="cj-items" markdown="1">\n\n{rows}\n\n出自 {told}\n\n</div>')
    return blocks


def _rows(view: View, path: str, term: Term) -> list[Row]:
    """One row a sentence that names the term, by place."""
    once: dict[tuple[str, str], Evidence] = {}
    for mention in term.mentions:
        once.setdefault((mention.speech, mention.anchor), mention)
    rows = []
    for key, mention in once.items():
        speech = view.speeches[mention.speech]
        practice = view.practice_at.get(key)
        where = view.to(path, speech.id) + (f" · 做法 {view.to(path, practice)}" if practice else "")
        keys = (year_key(speech), initial_key(view.place(speech)), place_key(view.place(speech)))
        said = f"{view.quote(path, mention)}\n\n<small>{where}</small>"
        rows.append(Row(f'<blockquote class="cj-say" markdown="1">\n\n{said}\n\n</blockquote>', keys))
    return rows


def _doors(path: str, parts: Sequence[Bucket]) -> str:
    return "\n".join(f"- {link(path, bucket_address(path, p.slug), p.label)}（{len(p.rows)} 处）" for p in parts)


def _places(rows: Sequence[Row]) -> str:
    blocks = []
    for key, place, group in grouped(rows, 2):
        blocks.append(f"### {escape.block(place)} {{: #at-{key} }}")
        blocks.extend(r.text for r in group)
    return '<div class="cj-places" markdown="1">\n\n' + "\n\n".join(blocks) + "\n\n</div>"


def _related(view: View, path: str, term: Term) -> list[str]:
    near = [r for r in term.related if view.known(r.id)]
    rows = [f"- {view.to(path, r.id)} <small>{escape.text(r.reason)}</small>" for r in near]
    return ["## 相关术语 {: #related }", "\n".join(rows)] if rows else []
