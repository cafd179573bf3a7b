"""gather/copies: the same speech under another name, with another banner, redacted or cut short (architecture:
"Speeches").

Two texts are compared by their shingles, runs of six Chinese characters: a copy is a text most of whose shingles stand
in a fuller one.  Texts come longest first and only leaders are indexed, by a sample of their shingles that is chosen by
their own characters; so a collection of n speeches takes time in proportion to n.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from zlib import crc32

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


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is compared first: the text itself is fetched only where sketches are much alike."""

    length: int
    digest: str  # equal texts, equal digests
    packed: bytes  # a sample of the shingles, four bytes each

    @property
    def sample(self) -> array[int]:
        """The sample as numbers."""
        return array("I", self.packed)


def sketch(text: str) -> Sketch:
    """The sketch of a bare text."""
    sample = {crc32(s.encode("utf-8", "surrogatepass")) for s in _sample(text)}
    return Sketch(len(text), sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:24], array("I", sorted(sample)).tobytes())


def leaders(
    sketches: Mapping[str, Sketch], order: Mapping[str, tuple[object, ...]], text: Callable[[str], str]
) -> dict[str, str]:
    """Key of a copy -> key of the fuller text that leads; among equal ones the first in ``order`` leads."""
    found: dict[str, str] = {}
    index: dict[int, list[str]] = defaultdict(list)
    equal: dict[str, str] = {}
    for key in sorted(sketches, key=lambda k: (-sketches[k].length, *order[k])):
        one = sketches[key]
        if not one.length:
            continue
        leader = equal.get(one.digest) or _leader(key, one, index, text)
        if leader is None:
            equal[one.digest] = key
            for shingle in one.sample:
                if len(index[shingle]) <= _COMMON:
                    index[shingle].append(key)
        else:
            found[key] = leader
    return found


def _leader(key: str, one: Sketch, index: Mapping[int, Sequence[str]], text: Callable[[str], str]) -> str | None:
    if one.length < SHORTEST:
        return None
    shared = Counter(other for s in one.sample if len(index.get(s, ())) <= _COMMON for other in index.get(s, ()))
    likely = [o for o, n in sorted(shared.items(), key=lambda pair: (-pair[1], pair[0]))[:5] if 3 * n >= len(one.sample)]
    mine = set(_shingles(text(key))) if likely else set()
    for other in likely:
        if len(mine.intersection(_shingles(text(other)))) >= SHARE * len(mine):
            return other
    return None


def _shingles(text: str) -> Iterator[str]:
    return (text[at : at + SHINGLE] for at in range(len(text) - SHINGLE + 1))


def _sample(text: str) -> Iterator[str]:
    """One shingle in sixteen, the same ones wherever they stand."""
    for at in range(len(text) - SHINGLE + 1):
        if (ord(text[at]) * 31 + ord(text[at + 2]) * 17 + ord(text[at + 4])) % _ONE_IN == 0:
            yield text[at : at + SHINGLE]
