"""What stands in front of the first item only: the others show where it begins."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cunjian.extract.terms.items.leads import unled
from cunjian.extract.terms.items.rules import Rules
from cunjian.extract.terms.items.shorthand import Part
from cunjian.extract.terms.items.words import tagged, words_until
from cunjian.model import Span

_OPENS = frozenset("vpdcuyr")  # kinds of words behind which a noun phrase may begin
DONE = ("好", "了", "起")
_BEHIND = (*DONE, "着", "过")  # a verb


def without_head(text: str, spans: list[Span], rules: Rules) -> list[Span]:
    """The first item without what leads to it, judged by the others."""
    told, others = spans[0].of(text), [s.of(text) for s in spans[1:]]
    if sum(o[0] == told[0] for o in others) * 2 >= len(others):
        return spans
    begin = max(_cuts(told, others, rules), key=lambda one: (one[0], -one[1]), default=(0.0, 0))[1]
    first = Span(spans[0].start + begin, spans[0].end)
    return [*unled(text, [first], rules), *spans[1:]] if begin else spans


def _cuts(told: str, others: Sequence[str], rules: Rules) -> Iterator[tuple[float, int]]:
    """Every place where the first item may begin, with what speaks for it."""
    lengths, alike = sorted(len(o) for o in others), others[0][0] if len({o[0] for o in others}) == 1 < len(others) else ""
    lead, at, before = next((told[:n] for n in (2, 1) if told[:n] in rules.leading), ""), 0, ("", "")
    lead += told[1:2] if len(lead) == 1 and told[1:2] in DONE else ""  # 用好
    for word, kind in ((lead, "v"), *tagged(told[len(lead) :])) if lead else tagged(told):  # 落实|工作|队员, 以|议诺
        rest = len(told) - at
        even, beyond = lengths[0] == rest == lengths[-1], max(lengths[0] - rest, rest - lengths[-1], 0)
        points = 2.0 - beyond + (told[at] == alike)
        opens = before[1][:1] in _OPENS or before[0] in rules.verbs or before[0] in DONE
        if at == 0:
            yield points + 1.2, at
        elif (opens or even or told[at] == alike) and word not in _BEHIND:
            yield points + 1.5, at
        at, before = at + len(word), (word, kind)


def in_frame(text: str, spans: list[Span], part: Part) -> list[Span]:
    """每天傍晚走一圈田埂、看一圈水渠、问一圈老人: the first from where its key stands as in the others."""
    told = [s.of(text) for s in spans]
    if all("把" in t for t in told):  # 一手抓|把党员培养成能手
        return [Span(s.start + t.find("把"), s.end) for s, t in zip(spans, told, strict=True)]
    for key in (*part.keys, *part.weak):
        places = {t.find(key) for t in told[1:]}
        begin = told[0].find(key) - min(places, default=0)
        words = words_until(told[0], begin)
        if words and words[0][1] in ("r", "s") and all(kind[:1] in "tfsrmqn" for _, kind in words):
            return [Span(spans[0].start + begin, spans[0].end), *spans[1:]]
    return spans


