"""search: what of a text counts when it is searched, and the pieces it is found by (mirrored in search-text.js).

Letters and digits of any script count, in one width and case; punctuation, quotes, blanks and + do not, so that
党建道德银行 finds “党建+道德银行” and 3a级 finds ３Ａ级.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable
from operator import add


class _Letters(dict[int, str]):
    """Code point -> what it counts as; filled as characters are met."""

    def __missing__(self, code: int) -> str:
        plain = unicodedata.normalize("NFKC", chr(code)).lower()
        self[code] = kept = "".join(c for c in plain if unicodedata.category(c)[0] in "LN")
        return kept


_LETTERS = _Letters()


def squash(text: str) -> str:
    """The letters and digits of a text as one run.

    >>> squash("“党建+道德银行”，３Ａ级 ①")
    '党建道德银行3a级1'
    """
    return text.translate(_LETTERS)


def grams(runs: Iterable[str]) -> Counter[str]:
    """How often every two and every three neighbouring characters stand in the runs.

    >>> sorted(grams(["三会一课"]))
    ['一课', '三会', '三会一', '会一', '会一课']
    """
    found: Counter[str] = Counter()
    for run in runs:
        pairs = [*map(add, run, run[1:])]
        found.update(pairs)
        found.update(map(add, pairs, run[2:]))
    return found
