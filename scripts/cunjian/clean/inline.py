"""Runs inside a line that are not the speech: paywall markers, 第3页 共6页, addresses, （来源：…）, whatever a site says in brackets."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from heapq import heapify, heappop, heappush

from ahocorasick_rs import AhoCorasick

from cunjian.clean.cut import Cut
from cunjian.clean.margins import page_words
from cunjian.model import Clean, Span, Words
from cunjian.script import fold, folded

_KIND = (
    ("chrome", re.compile("^(?:&|</?[a-zA-Z])")), ("gap", re.compile(r"省略[^）】\]]{0,3}\d")),
    ("paywall", re.compile(r"#|支付|付费|登录|会员|剩余|隐藏")), ("footer", re.compile(r"第.*页")),
)  # fmt: skip


_BRACKETS = re.compile(r"[（(【\[［{｛](?:(?<=[（(])[^（）()\n]{2,60}[)）]|(?<![（(])[【\[［{｛]{0,2}[^【】\[\]［］{}｛｝\n]{2,40}[】\]］}｝]{1,3})")
_NEEDS = re.compile(r"\(\?#([^)]*)\)")


@lru_cache(maxsize=4)
def _patterns(words: Words) -> tuple[tuple[tuple[re.Pattern[str], tuple[str, ...]], ...], tuple[str, ...], AhoCorasick]:
    """The patterns, each with the words of which a text must hold one for it, none where that is left open; all these words, and
    what finds them."""
    listed = ((pattern, _NEEDS.match(pattern)) for pattern in words["noise.inline_patterns"])
    patterns = tuple((re.compile(pattern), tuple(needs[1].split()) if needs else ()) for pattern, needs in listed)
    every = tuple(dict.fromkeys(word for _, needs in patterns for word in needs))
    return patterns, every, AhoCorasick(every)


@lru_cache(maxsize=4)
def _phrases(words: Words) -> AhoCorasick:
    return AhoCorasick([fold(word) for word in words["noise.anywhere"]])


def _bracketed(text: str, words: Words) -> Iterator[re.Match[str]]:
    """Brackets beside text with a phrase of a notice in them, and other than round ones that are made of words of pages."""
    phrases = _phrases(words)
    for match in _BRACKETS.finditer(text):
        if _own_line(text, *match.span()) is not None:
            continue  # a line of its own
        inner, first = match.group().strip("【】[]［］{}｛｝（）()"), match.group()[0]
        if phrases.find_matches_as_indexes(inner) or (first not in "（(" and page_words(inner, words, 2 if first == "【" else 1)):
            yield match


def _matches(patterns: Sequence[re.Pattern[str]], text: str) -> Iterator[re.Match[str]]:
    """What all patterns as one alternation would match, first come first served; each is searched alone, three times as fast."""
    found = [(match.start(), order, match) for order, one in enumerate(patterns) if (match := one.search(text))]
    heapify(found)
    reach = 0
    while found:
        start, order, match = heappop(found)
        if start >= reach:
            yield match
            reach = match.end()
        if following := patterns[order].search(text, max(reach, start + 1)):
            heappush(found, (following.start(), order, following))


def find(clean: Clean, words: Words) -> Iterator[Cut]:
    """Cuts of marker runs, without the text around them."""
    text, plain = clean.text, folded(clean.text)
    listed, asked, automaton = _patterns(words)
    held = {asked[index] for index, _, _ in automaton.find_matches_as_indexes(plain, overlapping=True)}
    patterns = [one for one, needs in listed if not needs or not held.isdisjoint(needs)]
    found = list(_matches(patterns, plain))
    starts, ends = [match.start() for match in found], [match.end() for match in found]
    found += [one for one in _bracketed(plain, words) if bisect_right(ends, one.start()) >= bisect_left(starts, one.end())]
    for match in found:
        kind = next((k for k, p in _KIND if p.search(match.group())), "credit")
        start, end = match.span()
        if text[start:end].strip() == match.group().strip():
            own = _own_line(text, start, end)
            end = end if own is None else min(len(text), own + 1)  # with its line break, so that no blank line is left behind
        yield Cut(Span(start, end), kind, "inline-marker")


def _own_line(text: str, start: int, end: int) -> int | None:
    """Where the line ends when a run is all that stands in it; else None."""
    while start and text[start - 1] != "\n" and text[start - 1].isspace():
        start -= 1
    while end < len(text) and text[end] != "\n" and text[end].isspace():
        end += 1
    return end if text[max(0, start - 1) : start] in ("", "\n") and text[end : end + 1] in ("", "\n") else None
