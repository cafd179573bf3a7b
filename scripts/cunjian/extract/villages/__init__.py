"""Villages: 村, 社区, 屯, 寨, 嘎查 that a speech names, and the sentences that report on them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from cunjian.extract import awards, passages
from cunjian.extract.villages import names, reports, roles
from cunjian.extract.villages.rules import rules
from cunjian.model import Document, VillageMention, Words

_STOPS = ("", " ", "\u3000", "，", "、", "\n")
_DESCRIBED = tuple("新美好富强穷空老旧")
_TITLE = 40  # characters of a book's title in front of a name


def find(text: str, document: Document, words: Words) -> tuple[VillageMention, ...]:
    """One mention for every place where a village is named; its sentences lie with the mention that opens them, the facts of a
    speaker's own village with that which names it first."""
    compiled = rules(words)
    blocked = sorted(award.span for award in awards.find(text, words))
    named = _told(text, document, names.find(text, compiled, blocked))
    pieces = passages.split(text, document, [n.span.start for n in named])
    reported = reports.find(text, pieces, named, compiled)
    return tuple(
        VillageMention(
            one.span, one.name, one.rule, reported.places.get(one.name), reported.sentences[index], one.name == reported.own,
            reported.facts[index],
        )
        for index, one in enumerate(named)
    )  # fmt: skip


def _told(text: str, document: Document, named: Sequence[names.Named]) -> tuple[names.Named, ...]:
    """All but those that are only ever named in a book's title, or in a title or heading as one of its clauses or what a verb
    reaches (抓班子 强产业 建新村, 三炮打响新山村), or as a neighbour or as what another one was made of."""
    starts = [part.span.start for part in document.parts]
    sure = set()
    for one in named:
        part = document.parts[bisect_right(starts, one.span.start) - 1]
        before = text[max(part.span.start, one.span.start - 1) : one.span.start]
        behind = text[one.span.end : min(part.span.end, one.span.end + 1)]
        clause = before in _STOPS and behind in _STOPS and before + behind
        loose = part.kind in ("title", "heading") and (clause or (one.rule == "after-word" and one.name.startswith(_DESCRIBED))) and not one.place
        near = max(part.span.start, one.span.start - _TITLE), one.span.start
        loose = loose or roles.is_neighbour(text, one.span.start) or roles.is_part(text, one.span.start)
        if not loose and text.rfind("《", *near) <= text.rfind("》", *near):
            sure.add(one.name)
    return tuple(one for one in named if one.name in sure)
