"""Lines that belong to the page and not to the speech: page numbers, rules, running heads."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from cunjian.clean.cut import Cut, written
from cunjian.model import Clean, Words


@lru_cache(maxsize=4)
def _pattern(words: Words) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in words["noise.line_patterns"]))


def find(clean: Clean, words: Words) -> Iterator[Cut]:
    """Cuts of whole lines: page numbers by form, running heads by repetition (three times, not numbered)."""
    pattern = _pattern(words)
    rows = written(clean.text)
    often = Counter(line.folded for line in rows if 4 <= len(line.folded) <= 40)
    for line in rows:
        folded = line.folded
        if pattern.fullmatch(folded):
            yield Cut(line.span, "footer", "page-furniture")
        elif often[folded] >= 3 and not re.search(r"[。！？；：]$", folded):
            yield Cut(line.span, "footer", "running-head")
