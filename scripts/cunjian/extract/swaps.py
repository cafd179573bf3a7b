"""Swaps: words that a text mill put in for others (发展 -> 开展), told by where they stand and by the right word being absent."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from ahocorasick_rs import AhoCorasick

from cunjian.extract import sieve
from cunjian.extract.places import Places
from cunjian.model import Flag, Span, Words

_WORN = 2  # so many different words swapped, and a speech has been through a text mill
_STRANGE = 3  # in so many places, where they are only strange and the usual ones missing

_Rule = tuple[str, str, re.Pattern[str]]
"""A wrong word, the right one, and where it stands for that."""
_Swaps = dict[Span, tuple[str, str]]
"""Where a wrong word stands for a right one."""
_LISTS = ("certain", "patterns", "unheard", "strange", "legit")
_Told = dict[str, list[tuple[_Rule, list[int]]]]
"""The rules of each list whose wrong word the text holds, each with where."""


@lru_cache(maxsize=4)
def _rules(words: Words) -> tuple[tuple[tuple[str, _Rule], ...], AhoCorasick]:
    """The lists of ``wrong=right=pattern`` entries, in each those of one right word together; what finds their wrong words."""
    out: dict[tuple[str, str], list[_Rule]] = {}
    for name in _LISTS:
        for wrong, right, pattern in (entry.split("=", 2) for entry in words[f"damage.swap_{name}"]):
            out.setdefault((name, right), []).append((wrong, right, re.compile(pattern)))
    rules = tuple((name, rule) for (name, _), found in out.items() for rule in found)
    return rules, AhoCorasick([wrong for _, (wrong, _, _) in rules])


def _told(text: str, words: Words) -> _Told:
    rules, automaton = _rules(words)
    held: dict[int, list[int]] = {}
    for index, start, _ in automaton.find_matches_as_indexes(text, overlapping=True):
        held.setdefault(index, []).append(start)
    told: _Told = {name: [] for name in _LISTS}
    for index in sorted(held):
        name, rule = rules[index]
        told[name].append((rule, held[index]))
    return told


def find(text: str, words: Words, *, worn: bool, damaged: bool) -> Iterator[Flag]:
    """Swaps by collocation where the right word is absent, if they are two or the speech is ``damaged`` otherwise, too.  Where
    two different words stand in place of others, or a number was pasted over (``worn``), it has been through a mill: then all
    of them, and every use of a swapped word that none of its own allows.  A mill is also known by several strange words
    for usual ones that the whole speech lacks."""
    told = _told(text, words)
    certain = _swapped(text, told["certain"])
    sure = _swapped(text, [(rule, held) for rule, held in told["patterns"] if rule[1] not in text]) | certain
    known = sure | _swapped(text, told["patterns"]) | _swapped(text, told["unheard"])
    strange = _swapped(text, [(rule, held) for rule, held in told["strange"] if rule[1] not in text])
    every = known | strange
    if worn or len(_wrong(known)) >= _WORN or (len(_wrong(every)) >= _WORN and len(every) >= _STRANGE):
        sure = every
    elif len(sure) < _WORN and not damaged:
        sure = certain
    found = dict(sure)
    for (wrong, right, pattern), held in told["legit"] if sure or worn else ():
        legit = Places(Span(*m.span()) for m in sieve.finditer(pattern, held, text))
        said = {text[at : at + length] for at in sieve.places(right, text) for length in range(len(right), len(right) + 3)}
        for at in held:
            span = Span(at, at + len(wrong))
            if not legit.cover(span) and (not said or right + text[span.end : span.end + 2] in said):
                found.setdefault(span, (wrong, right))
    for span, (wrong, right) in sorted(found.items(), key=lambda one: (one[0].start, one[0].end)):
        rule = "word-swap" if span in sure else "word-swap-by-absence"
        yield Flag("word-swap", span, f"此处疑为“{right}”被误换成“{wrong}”", right, rule=rule)


def _wrong(found: _Swaps) -> set[str]:
    return {wrong for wrong, _ in found.values()}


def _swapped(text: str, rules: Sequence[tuple[_Rule, list[int]]]) -> _Swaps:
    """Where a wrong word stands in a collocation of the right one."""
    found: _Swaps = {}
    for (wrong, right, pattern), held in rules:
        for match in sieve.finditer(pattern, held, text):
            if (at := text.find(wrong, *match.span())) >= 0:
                found[Span(at, at + len(wrong))] = wrong, right
    return found
