"""Plain two-character words of the language, which stand before a village's name or tell that something is none.

Looked up in the dictionary of the segmenter (rjieba, with its word classes), not guessed: only words that the
dictionary holds count.  A word of two characters that places are named with (石桥, 河口) is never plain.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

import rjieba

ACTIONS = frozenset(["v", "d", "vn", "t", "r", "b", "c", "f", "ad", "p", "u", "vd", "df", "vq"])
"""Word classes after which a name may begin: verbs, adverbs, prepositions, time words …"""
THINGS = frozenset(["n", "a", "m", "s", "j", "an", "l"])
"""Word classes of nouns and adjectives, which need more evidence to be a name."""


@lru_cache(maxsize=1 << 15)
def _word_class(word: str) -> str:
    """The class that the dictionary gives a word, or an empty string."""
    if not rjieba.has_word(word):
        return ""
    tagged = rjieba.tag(word)
    return str(tagged[0][1]) if len(tagged) == 1 else ""


@dataclass(frozen=True, slots=True)
class Plain:
    """A set of words: those listed, and the plain ones of some word classes."""

    classes: frozenset[str]
    toponym: frozenset[str]  # characters that places are named with
    listed: frozenset[str] = field(default=frozenset())

    def __contains__(self, word: str) -> bool:
        if word in self.listed:
            return True
        return len(word) == 2 and not self.toponym.issuperset(word) and _word_class(word) in self.classes
