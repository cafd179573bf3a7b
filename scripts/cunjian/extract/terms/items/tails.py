"""What stands behind the last item only: the others show where it ends."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cunjian.extract.terms.items.rules import Rules
from cunjian.extract.terms.items.words import boundaries, in_word, tagged
from cunjian.model import Span

_OF = re.compile(r"的(?:[\u4e00-\u9fff]{2,4}(?<!人员))?$")


def without_tail(text: str, spans: list[Span], rules: Rules) -> list[Span]:
    """The last item without what only closes the list, judged by the others."""
    last = spans[-1]
    told = [s.of(text) for s in spans]
    end = _as_the_others(told) if len(told) > 2 else None
    if end is None:
        end = _length_of(told[-1], told[1:-1] or told[:1], rules)
    end -= end < len(last) and last.of(text)[:end].endswith(("和", "与", "及"))
    return [*spans[:-1], Span(last.start, last.start + end)]


def _as_the_others(told: Sequence[str]) -> int | None:
    """Where the last ends if it ends with the same character as all others, or is as long as they all are."""
    *others, last = told
    ends = {t[-1] for t in others}
    if len(ends) == 1 and (end := last.rfind(others[0][-1]) + 1) > 1 and not in_word(last, end):
        return end
    even = {len(t) for t in (others[1:] if len(told) > 3 else others)}
    length = len(others[-1])
    more = last[length:]
    if even != {length} or len(more) < 2 or length not in boundaries(last):
        return None
    word, kind = tagged(more)[0]
    return None if word == more and kind[0] in "nt" else length  # 政治生日


def _length_of(last: str, others: Sequence[str], rules: Rules) -> int:
    """Where the last ends by what stands in it: the 的 of a clause, a word for what happens, words that close lists."""
    of = last.find("的", 2)
    if abs(of - len(others[-1])) <= 1:
        return of
    if all(tagged(o)[-1][1][0] == "n" for o in others) and (end := _plain_end(last, min(map(len, others)))):
        return end
    least = max(1, min(map(len, others)) - 1)
    for tail in (rules.tails.search(last), _OF.search(last)):
        if tail and tail.start() >= least and not any(o.endswith(tail.group()) for o in others):
            return tail.start()
    return len(last)


def _plain_end(told: str, least: int) -> int:
    """老退伍军人|当议事员, 资源|逐笔清查: where something begins to happen; 0 where nothing does."""
    at, before = 0, ""
    for word, kind in tagged(told):
        if (kind[0] in "vpd" or word == "当") and before[:1] == "n" and at >= least and len(told) - at > 2:
            return at
        at, before = at + len(word), kind
    return 0


def plain_tail(text: str, span: Span, rules: Rules) -> Span:
    """A single item without words that only close a list."""
    tail = rules.tails.search(text, span.start, span.end)
    return Span(span.start, tail.start()) if tail and tail.start() - span.start >= 2 else span
