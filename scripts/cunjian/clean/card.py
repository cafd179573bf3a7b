"""The card of an uploaded file, as sites show it around the title: size, pages, format, price, one a line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from cunjian.clean.cut import Cut, written
from cunjian.model import Clean, Words

_TOP = 16  # rows


@lru_cache(maxsize=4)
def _patterns(words: Words) -> tuple[re.Pattern[str], re.Pattern[str]]:
    telling, weak = ("|".join(words[f"noise.{name}"]) for name in ("card_lines", "card_lines_weak"))
    return re.compile(telling), re.compile(f"{telling}|{weak}")


def find(clean: Clean, words: Words) -> Iterator[Cut]:
    """Cuts of runs of such lines near the top, two of which tell by themselves (28.5KB, 3 页)."""
    telling, every = _patterns(words)
    run, told = [], 0
    for line in (*written(clean.text)[:_TOP], None):
        if line and every.fullmatch(line.folded):
            run.append(line)
            told += bool(telling.fullmatch(line.folded))
            continue
        if told >= 2:
            for one in run:
                yield Cut(one.span, "chrome", "upload-card")
        run, told = [], 0
