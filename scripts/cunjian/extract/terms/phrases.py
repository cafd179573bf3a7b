"""Noun phrases that name something wherever they stand: 就来大炕调解室, 由屯代办员上门, 先过三方联席会.

A phrase ends at a head that names have, with a boundary behind it; the tags of rjieba say how far back it reaches: over nouns
and adjectives, over one verb right in front of a bare head (调解室), to the first word of any other class.  Whether it names
something is judged as for the objects of setting up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import rjieba

from cunjian.extract.terms import objects
from cunjian.extract.terms.seen import Seen, alternation
from cunjian.model import Span, Words

_REACH = 14
_RUN = re.compile(r"[\u4e00-\u9fff]+$")
_NOMINAL = ("n", "b", "j", "a", "k", "z", "s", "x")
_ACTING = ("当", "做", "任", "兼", "成", "用")
_IDIOM = ("l", "i")
_NUMERAL = re.compile(rf"[二两双三四五六七八九十][^{objects.MEASURES}]$")
_BEHIND = r"(?=[^\u4e00-\u9fff]|[的是在由将把和与及来去上里内都也就可每为给让已共负成搬坐说谈讲问找送帮带管评劝]|$)"


@lru_cache(maxsize=4)
def _heads(words: Words) -> re.Pattern[str]:
    return re.compile(rf"[\u4e00-\u9fff](?:{alternation(words, 'terms.free_heads')}){_BEHIND}")


@lru_cache(maxsize=4)
def _endings(words: Words) -> frozenset[str]:
    return frozenset((*words["terms.suffixes"], *words["terms.brand_endings"]))


def find(text: str, body: int, words: Words) -> Iterator[Seen]:
    """Phrases of four characters at least, in the order of the text."""
    for match in _heads(words).finditer(text, body):
        span = reach(text, match.end(), words)
        name = objects.within(text, span, words) if span else None
        if name and len(name) >= 4:
            yield Seen(name, name.of(text), "headed-phrase")


def reach(text: str, end: int, words: Words) -> Span | None:
    """The noun phrase that ends there; None where a plain word (体会, 补课), an idiom or no boundary is found."""
    run = _RUN.search(text, max(0, end - _REACH), end)
    if not run:
        return None
    tokens = rjieba.tag(run.group())
    head, tag = tokens[-1]
    start, verbs = end - len(head), 0
    if tag in _IDIOM or (len(head) > 1 and head not in _endings(words)):
        return None
    whole = len(run.group()) < _REACH
    for index in range(len(tokens) - 2, -1, -1):
        word, tag = tokens[index]
        if word in _ACTING:
            whole = True
            break
        if tag[0] == "v" and tag != "vn":
            if len(head) > 1 or verbs or index != len(tokens) - 2 or len(word) != 2:
                whole = True
                break
            verbs = 1
        elif not (tag[0] in _NOMINAL or tag in ("vn", "zg") or (tag == "m" and _NUMERAL.match(word))):
            whole = True
            break
        start -= len(word)
    if not whole or text[start - 1 : start].isdigit():
        return None
    return Span(start + objects.one_of_a_row(text, start), end)
