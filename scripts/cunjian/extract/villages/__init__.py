"""Villages: 村, 社区, 屯, 寨, 嘎查 that a speech names, and the sentences that report on them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from cunjian.extract import awards, passages
from cunjian.extract.villages import names, reports
from cunjian.extract.villages.rules import rules
from cunjian.model import Document, VillageMention, Words

_OFFICE = re.compile("村?(?:党|支|书记|主任|两委|“两委|委|居委|驻|第一书记)")


def find(text: str, document: Document, words: Words) -> tuple[VillageMention, ...]:
    """One mention for every place where a village is named; its sentences lie with the mention that opens them."""
    compiled = rules(words)
    blocked = sorted(award.span for award in awards.find(text, words))
    named = _told(text, document, names.find(text, compiled, blocked))
    pieces = passages.split(text, document, [n.span.start for n in named])
    reported = reports.find(text, pieces, named, compiled)
    return tuple(
        VillageMention(one.span, one.name, one.rule, reported.places.get(one.name), reported.sentences[index], one.name == reported.own)
        for index, one in enumerate(named)
    )


def _told(text: str, document: Document, named: Sequence[names.Named]) -> tuple[names.Named, ...]:
    """Those that the running text names; of one that stands in headings alone (兴好一个业，富起一村人), an address or an
    office behind it has to say that it is a village."""
    starts = [part.span.start for part in document.parts]
    sure = {
        one.name for one in named
        if one.place or document.parts[bisect_right(starts, one.span.start) - 1].kind not in passages.HEAD_KINDS
        or _OFFICE.match(text, one.span.end)
    }  # fmt: skip
    return tuple(one for one in named if one.name in sure)
