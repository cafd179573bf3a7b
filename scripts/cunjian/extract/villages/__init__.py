"""Villages: 村, 社区, 屯, 寨, 嘎查 that a speech names, and the sentences that report on them."""

from __future__ import annotations

from cunjian.extract import awards, passages
from cunjian.extract.villages import names, reports
from cunjian.extract.villages.rules import rules
from cunjian.model import Document, VillageMention, Words


def find(text: str, document: Document, words: Words) -> tuple[VillageMention, ...]:
    """One mention for every place where a village is named; its sentences lie with the mention that opens them."""
    compiled = rules(words)
    blocked = sorted(award.span for award in awards.find(text, words))
    named = names.find(text, compiled, blocked)
    pieces = passages.split(text, document, [n.span.start for n in named])
    reported = reports.find(text, pieces, named, compiled)
    return tuple(
        VillageMention(one.span, one.name, one.rule, reported.places.get(one.name), reported.sentences[index], one.name == reported.own)
        for index, one in enumerate(named)
    )
