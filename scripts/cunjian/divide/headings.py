"""Headings: numbered ones, short lines, and run-in leads at the start or inside of a paragraph.

Each finder names candidates; a style is believed when the speech uses it like a style: numbered at all, short lines and
leads at least twice in parallel.  Source of the genre's forms: GB/T 9704 (一、（一）1.（1）) and the speeches themselves.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from cunjian.divide import leads, lines, numbering
from cunjian.divide.head import END, Head
from cunjian.divide.marked import Marked
from cunjian.divide.row import Row
from cunjian.model import Span, Words, value

_ATTACHED = re.compile(r"附件?[：1-9]")


@value()
class Found:
    """A row cut into its headings (run-in ones first) and the rest."""

    row: Row
    heads: tuple[Head, ...]
    body: Span | None
    inner: tuple[Head, ...] = ()  # leads inside the body, in order


def find(text: str, rows: Sequence[Row], title: str, words: Words, marked: Mapping[int, Marked]) -> tuple[Found, ...]:
    """Every row below the title with the headings that stand in it; ``marked`` is what the layout says of rows, by their index."""
    end = next((i for i, r in enumerate(rows) if i > len(rows) // 2 and _ATTACHED.match(r.span.of(text))), len(rows))
    attached = tuple(Found(row, (), row.span) for row in rows[end:])
    rows = rows[:end]
    numbered = numbering.find(text, rows)
    short = lines.find(text, rows, numbered, title, words)
    taken = {index for index, head in enumerate(numbered) if head} | short.keys()
    opened = _not_alone(_below_lines(leads.find(text, rows, taken, words), short, words), taken)
    out = []
    for index, row in enumerate(rows):
        head = numbered[index] or _by_layout(text, marked.get(index)) or short.get(index) or opened.get(index)
        if index in marked and marked[index].style == "row":
            head = None
        start = head.span.end if head else row.span.start
        body = Span(start, row.span.end) if text[start : row.span.end].strip() else None
        open_to = body and (head is None or (head.style not in ("line", "bold") and text[head.span.end - 1] != "，"))
        inner = numbering.inside(text, head, body) if head and body else ()
        inner = inner or (leads.short_sentences(text, body, anywhere=head is not None) if body and open_to else ())
        out.append(Found(row, (head,) if head else (), body, inner))
    return (*_parallel_inner(_inner(out, words)), *attached)


def _inner(found: Sequence[Found], words: Words) -> list[Found]:
    """The short sentences that are leads; where every paragraph with a run-in heading goes on with one, that is a habit.  Where
    other paragraphs open with them, or have three of one length, two or more may also stand behind the first sentence of one."""
    forms = Counter(_form(head) for one in found for head in one.inner)
    found = [replace(one, inner=tuple(h for h in one.inner if "，" not in h.title or forms[_form(h)] >= 3)) if one.inner else one for one in found]
    run_in = [one for one in found if one.heads and one.heads[0].run_in]
    habit = len(run_in) >= 3 and sum(_opens(one) and len(one.inner) >= 2 for one in run_in) >= len(run_in) - 1
    out = []
    for one in found:
        if one.inner and not one.inner[0].number:
            one = replace(one, inner=tuple(leads.inside(one.inner, words, habit=habit)))
        out.append(one)
    opening = sum(_opens(one) and len(one.inner) >= 2 for one in out)
    even = sum(_even(one) for one in out)
    return [one if not one.inner or _opens(one) or (opening + even >= 2 and len(one.inner) >= 2) else replace(one, inner=()) for one in out]


def _even(one: Found) -> bool:
    """筑牢阵地台。…… 做活自治台。…… 搭建智慧台。……: at least three, all of one length and none telling how it was, which need no
    paragraph to open with one."""
    if any(leads.tells(head.title) for head in one.inner):
        return False
    return len(one.inner) >= 3 and len({len(head.title) for head in one.inner}) == 1 and not _opens(one)


def _form(head: Head) -> tuple[str, tuple[int, int]]:
    """What leads of two clauses must share with two others: 坚持选育并重，做强村级班子。 坚持严管厚爱，激发干事热情。"""
    return head.title[:2], leads.shape(head.title)


def _opens(one: Found) -> bool:
    """Whether the body opens with the first of its leads."""
    return bool(one.inner and one.body and (one.inner[0].number or one.inner[0].span.start <= one.body.start + 2))


def _below_lines(opened: Mapping[int, Head], lines: Mapping[int, Head], words: Words) -> dict[int, Head]:
    """The leads without those in sections with a line of their own as heading that do not begin with a lead, unless
    they open with a heading's verb: there a short first sentence (班子不齐心，就谈心。) is talk."""
    if len(lines) < 2:
        return dict(opened)
    out = {}
    for index, head in opened.items():
        above = max((i for i in lines if i < index), default=None)
        if above is None or above + 1 in opened or leads.verbal(head.title, words):
            out[index] = head
    return out


def _not_alone(opened: Mapping[int, Head], taken: set[int]) -> dict[int, Head]:
    """The leads without those that would be the only one below a heading, right behind it: such a sentence is body."""
    order, heads = sorted(opened), sorted(taken)
    out = {}
    for place, index in enumerate(order):
        stop = bisect_right(heads, index)
        after = order[place + 1] if place + 1 < len(order) else None
        only = after is None or (stop < len(heads) and heads[stop] < after)
        if not (index - 1 in taken and only):
            out[index] = opened[index]
    return out


def _by_layout(text: str, marked: Marked | None) -> Head | None:
    """A line in a heading style or all in bold, or the bold words that open a paragraph."""
    title = marked.span.of(text).rstrip(END).strip() if marked else ""
    if marked is None or not 2 <= len(title) <= numbering.MAX_HEADING or marked.style == "row":
        return None
    run_in = marked.style == "bold-lead"
    return Head(marked.span, title, "lead" if run_in else marked.style, run_in)


def _parallel_inner(found: Sequence[Found]) -> Iterator[Found]:
    """Leads inside paragraphs are believed when a paragraph has two of them or the speech has them in two paragraphs."""
    single = sum(1 for f in found if f.inner)
    for one in found:
        keep = len(one.inner) >= 2 or (one.inner and one.inner[0].number) or (len(one.inner) == 1 and single >= 3 and bool(one.heads))
        yield one if keep or not one.inner else Found(one.row, one.heads, one.body)
