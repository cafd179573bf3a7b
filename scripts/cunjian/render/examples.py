"""Three good examples for the home page: the practice, the village and the term for which most is told."""

from __future__ import annotations

from collections.abc import Iterator

from cunjian.model import Evidence, Practice, Term, Village
from cunjian.quotes import spoken_in
from cunjian.render.term import typical
from cunjian.render.view import View
from cunjian.render.village import portrait

_READABLE = 60  # characters of a sentence that a card shows best


def section(view: View, page: str) -> list[str]:
    """Heading and cards; nothing in an empty knowledge base."""
    rows = [
        f"- <small>{kind}</small> {view.to(page, id, css='cj-name')}<br>{view.quote(page, said)}<br><small>{facts}</small>"
        for kind, id, said, facts in _chosen(view)
    ]
    if not rows:
        return []
    body = "\n".join(rows)
    return ["## 三个例子 {: #examples }", f'<div class="cj-examples" markdown="1">\n\n{body}\n\n</div>']


def _chosen(view: View) -> Iterator[tuple[str, str, Evidence, str]]:
    """Kind, id, sentence and what more there is; equal worth is decided by the id."""
    practice = max(view.book.practices, key=lambda p: (_of_practice(view, p), p.id), default=None)
    if practice:
        facts = _facts((len(practice.villages), "个村"), (len(practice.figures), "个数字"), (len(practice.terms), "条术语"))
        yield "做法", practice.id, _sentence(view, practice), facts
    village = max(view.book.villages, key=lambda v: (_of_village(view, v), v.id), default=None)
    said = portrait(village) if village else None
    if village and said:
        facts = _facts((len(village.honours), "项荣誉"), (len(village.figures), "个数字"), (len(village.practices), "条做法"))
        yield "案例村", village.id, said, facts
    term = max((t for t in view.book.terms if t.mentions), key=lambda t: (_of_term(t), t.id), default=None)
    if term:
        count = len(set(spoken_in(term.mentions)))
        yield "术语", term.id, typical(view, term), _facts((count, "篇讲话"), (len(term.items), "种所指"))


def _of_practice(view: View, practice: Practice) -> int:
    changed = sum(view.figures[f].previous is not None for f in practice.figures if f in view.figures)
    return 3 * changed + 2 * len(practice.honours) + len(practice.villages) + min(len(practice.terms), 4)


def _of_village(view: View, village: Village) -> int:
    changed = sum(view.figures[f].previous is not None for f in village.figures if f in view.figures)
    return 3 * changed + 2 * len(village.honours) + len(village.practices) + min(len(village.evidence), 10)


def _of_term(term: Term) -> int:
    return 2 * min(len(term.items), 3) + len(set(spoken_in(term.mentions)))


def _sentence(view: View, practice: Practice) -> Evidence:
    """The sentence that names most, of readable length."""
    named = view.anchors_of.get(practice.speech, {})
    return max(practice.evidence or (practice.heading,),
               key=lambda e: (len(e.text) <= 2 * _READABLE, len(named.get(e.anchor, ())), -abs(len(e.text) - _READABLE)))  # fmt: skip


def _facts(*counts: tuple[int, str]) -> str:
    return " · ".join(f"{count} {what}" for count, what in counts if count)
