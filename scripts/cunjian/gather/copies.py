"""gather/copies: the same speech under another name, with another banner, redacted or cut short (architecture:
"Speeches").

Two texts are compared by their shingles, runs of six Chinese characters: a copy is a text most of whose shingles stand
in a fuller one.  Texts come longest first and only leaders are indexed, by a sample of their shingles that is chosen by
their own characters; so a collection of n speeches takes time in proportion to n.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from cunjian.script import HAN, fold

SHINGLE = 6
SHARE = 0.6
"""Of its shingles that a copy has in common with the fuller text."""
SHORTEST = 60
"""Characters below which only equal texts are copies."""
_ONE_IN = 16  # shingles that are looked up
_COMMON = 40  # texts with the same sampled shingle from which it is a phrase of the genre and not looked up any more
_NOT_HAN = re.compile(f"[^{HAN}]+")


def bare(text: str) -> str:
    """The Chinese characters of a text, which redactions, widths and white space do not change."""
    return _NOT_HAN.sub("", fold(text))


def leaders(texts: Mapping[str, str], order: Mapping[str, tuple[object, ...]]) -> dict[str, str]:
    """Key of a copy -> key of the fuller text that leads; among equal ones the first in ``order`` leads."""
    found: dict[str, str] = {}
    index: dict[str, list[str]] = defaultdict(list)
    equal: dict[str, str] = {}
    for key in sorted(texts, key=lambda k: (-len(texts[k]), *order[k])):
        text = texts[key]
        if not text:
            continue
        leader = equal.get(text) or _leader(text, texts, index)
        if leader is None:
            equal[text] = key
            for shingle in set(_sample(text)):
                if len(index[shingle]) <= _COMMON:
                    index[shingle].append(key)
        else:
            found[key] = leader
    return found


def _leader(text: str, texts: Mapping[str, str], index: Mapping[str, Sequence[str]]) -> str | None:
    if len(text) < SHORTEST:
        return None
    sample = set(_sample(text))
    shared = Counter(key for s in sample if len(index.get(s, ())) <= _COMMON for key in index.get(s, ()))
    mine = set(_shingles(text))
    for key, count in sorted(shared.items(), key=lambda pair: (-pair[1], pair[0]))[:5]:
        if 3 * count >= len(sample) and len(mine.intersection(_shingles(texts[key]))) >= SHARE * len(mine):
            return key
    return None


def _shingles(text: str) -> Iterator[str]:
    return (text[at : at + SHINGLE] for at in range(len(text) - SHINGLE + 1))


def _sample(text: str) -> Iterator[str]:
    """One shingle in sixteen, the same ones wherever they stand."""
    for at in range(len(text) - SHINGLE + 1):
        if (ord(text[at]) * 31 + ord(text[at + 2]) * 17 + ord(text[at + 4])) % _ONE_IN == 0:
            yield text[at : at + SHINGLE]
