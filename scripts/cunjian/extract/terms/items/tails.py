"""What stands behind the last item only: the others show where it ends."""

from __future__ import annotations

import re

from cunjian.extract.terms.items.rules import Rules
from cunjian.extract.terms.items.words import boundaries, tagged
from cunjian.model import Span

_OF = re.compile(r"的(?:[\u4e00-\u9fff]{2,4}(?<!人员))?$")
MOST_TAIL = 10


def without_tail(text: str, spans: list[Span], rules: Rules) -> list[Span]:
    """The last item without what only closes the list, judged by the others."""
    last, others = spans[-1], [s.of(text) for s in (spans[1:-1] if len(spans) > 2 else spans[:-1])]
    told = last.of(text)
    if not others:
        return [plain_tail(text, last, rules)]
    length = len(others[-1])
    if len(spans) > 2 and {s.of(text)[-1] for s in spans[:-1]} == {others[0][-1]} and (end := told.rfind(others[0][-1]) + 1) > 1:
        if len(told) - end <= MOST_TAIL:
            return [*spans[:-1], Span(last.start, last.start + end)]
    even = others if len(spans) > 3 else [s.of(text) for s in spans[:-1]]
    if len(spans) > 2 and {len(o) for o in even} == {length} and len(told) > length + (told[length:] not in "去来") and length in boundaries(told):
        if len(more := tagged(told[length:])) == 1 and (more[0][1][:1] in "nt" or more[0][1] == "vn") and not rules.tails.search(told):  # 政治生日
            return spans
        if "的" in told[length:-1] and told[length] != "的":  # 服务在外务工的人
            return spans
        return [*spans[:-1], Span(last.start, last.start + length)]
    of = told.find("的", 2)
    if of > 0 and len(told) > max(map(len, others)) + 3 and abs(of - length) <= 1:
        return [*spans[:-1], Span(last.start, last.start + of)]
    if len(spans) > 2 and all(_is_plain(o) for o in others) and (end := _plain_end(told, min(map(len, others)))):
        return [*spans[:-1], Span(last.start, last.start + end)]
    least = max(1, min(map(len, others)) - 1)
    for tail in (rules.tails.search(told), _OF.search(told)):
        if tail and tail.start() >= least and not any(o.endswith(tail.group()) or (o[-1] in "来去" and tail.group() in "来去") for o in others):
            return [*spans[:-1], Span(last.start, last.start + tail.start())]
    return spans


def _is_plain(told: str) -> bool:
    """Whether nothing happens in it: 老退伍军人."""
    return all(kind[0] not in "vpd" for _, kind in tagged(told)[1:]) and tagged(told)[-1][1][0] == "n"


def _plain_end(told: str, least: int) -> int:
    """老退伍军人|当议事员, 资源|逐笔清查: where something begins to happen; 0 where nothing does."""
    at, before = 0, ""
    for word, kind in tagged(told):
        if (kind[0] in "vpd" or word in "当做为") and before[:1] == "n" and at >= least and len(told) - at > 2:
            return at
        at, before = at + len(word), kind
    return 0


def plain_tail(text: str, span: Span, rules: Rules) -> Span:
    tail = rules.tails.search(text, span.start, span.end)
    return Span(span.start, tail.start()) if tail and tail.start() - span.start >= 2 else span
