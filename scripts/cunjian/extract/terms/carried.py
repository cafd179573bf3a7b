"""What 推行 (carry out) is said of: all that stands up to the next mark is a name, whatever its words (推行一窗受理，)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from functools import lru_cache
from operator import attrgetter

from cunjian.extract.terms.seen import OPEN, Seen, word_set
from cunjian.model import Span, Words
from cunjian.script import either

_START, _FAR = attrgetter("span.start"), 60  # characters that a name has at most
_QUANTITY = r"第?[二两三四五六七八九十几\d]+[余多]?(?:年|项|套|种|个(?!一))"  # 推行三年, 推行两项制度
_TWO = re.compile("([\u4e00-\u9fff]{2,6})和([\u4e00-\u9fff]{2,6})")


@lru_cache(maxsize=4)
def _carrying(words: Words) -> re.Pattern[str]:
    def any_of(name: str) -> str:
        return either(words[f"terms.{name}"])

    return re.compile(
        f"(?<![不未对])(?:{any_of('carrying_verbs')})(?:了|起了)?(?!{any_of('carried_not_first')}|{_QUANTITY})"
        f"((?:(?!{any_of('carried_not_inside')})[\u4e00-\u9fff\\d]){{3,10}})(?=[，。；])"
    )


def added(text: str, words: Words, seen: Iterable[Seen]) -> list[Seen]:
    """The sightings with such names, where nothing else was ``seen``; with 和 in the middle they are two, and what points took for one
    is none (推行结亲周和互嵌式居住)."""
    generic, endings, by_start = word_set(words, "terms.generic"), words["terms.carried_not_last"], sorted(seen, key=_START)
    gone: set[Seen] = set()
    new = []
    for match in _carrying(words).finditer(text):
        if match[1].endswith(endings):
            continue
        whole = Span(*match.span(1))
        lo, hi = (bisect_left(by_start, at, key=_START) for at in (whole.start - _FAR, whole.end))
        here = [one for one in by_start[lo:hi] if one.span.touches(whole)]
        two = _TWO.fullmatch(match[1])
        spans = [Span(whole.start + two.start(n), whole.start + two.end(n)) for n in (1, 2)] if two else [whole]
        joined = {one for one in here if two and one.span == whole and one.rule in OPEN}
        found = {one.span for one in here if one not in joined}
        if found.issubset(spans):
            gone |= joined
            new += [Seen(span, span.of(text), "carried-out") for span in spans if span not in found and span.of(text) not in generic]
    return [*(one for one in by_start if one not in gone), *new]
