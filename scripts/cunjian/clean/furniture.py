"""Lines that belong to the page and not to the speech: page numbers, rules, running heads."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import takewhile

from cunjian.clean.cut import Cut, Line, written
from cunjian.model import Clean, Words


@lru_cache(maxsize=4)
def _pattern(words: Words) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in words["noise.line_patterns"]))


def find(clean: Clean, words: Words) -> Iterator[Cut]:
    """Cuts of whole lines: page numbers by form, running heads by repetition (three times, not numbered; the title once
    more behind a full paragraph)."""
    pattern = _pattern(words)
    rows = written(clean.text)
    plain = [_unnumbered(line) for line in rows]
    often = Counter(
        text for text, line in zip(plain, rows, strict=True) if 4 <= len(line.folded) <= 40 and not _COUNTED.match(line.folded)
    )
    above = [line.folded for line in takewhile(lambda row: not _is_body(row.folded), rows[:3])]
    tops = {line for line in above if _heads_pages(line) and not pattern.fullmatch(line)}
    body = False
    for line, unnumbered in zip(rows, plain, strict=True):
        folded = line.folded
        if pattern.fullmatch(folded):
            yield Cut(line.span, "footer", "page-furniture")
        elif _SENTENCE.search(folded):
            body = body or _is_body(folded)
        elif often[unnumbered] >= 3 or (body and unnumbered in tops):
            yield Cut(line.span, "footer", "running-head")


def _heads_pages(folded: str) -> bool:
    return 8 <= len(folded) <= 60 and not _SENTENCE.search(folded) and not _COUNTED.match(folded)


def _is_body(folded: str) -> bool:
    """A full paragraph: behind it a line from above the text is a running head."""
    return len(folded) >= 40 and bool(_SENTENCE.search(folded))


_SENTENCE = re.compile(r"[。！？；：]$")
_COUNTED = re.compile(r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[)）]|第[一二三四五六七八九十]{1,2}[，、：]")


def _unnumbered(line: Line) -> str:
    """A line without the page number behind it."""
    return _PAGE.sub("", line.folded) if "  " in line.folded else line.folded


_PAGE = re.compile(r" {2,}[—–-]*[ ]*\d{1,3}[ ]*[—–-]*$")
