"""Lines that belong to the page and not to the speech: page numbers, rules, running heads."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import takewhile

from cunjian.clean.cut import Cut, Line, written
from cunjian.model import Clean, Span, Words


@lru_cache(maxsize=4)
def _pattern(words: Words) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in words["noise.line_patterns"]))


def find(clean: Clean, words: Words) -> Iterator[Cut]:
    """Cuts of whole lines: page numbers by form, running heads by repetition (three times, not numbered; the title once
    more behind a full paragraph)."""
    pattern = _pattern(words)
    rows = written(clean.text)
    plain = [_unnumbered(line) for line in rows]
    often = Counter(text for text, line in zip(plain, rows, strict=True) if 4 <= _length(line) <= 40 and not _COUNTED.match(line.folded))
    above = [line.folded for line in takewhile(lambda row: not _is_body(row.folded), rows[:3])]
    tops = {line for line in above if _heads_pages(line) and not pattern.fullmatch(line)}
    body = False
    sections = _sections(rows)
    for index, (line, unnumbered) in enumerate(zip(rows, plain, strict=True)):
        folded = line.folded
        if index in sections:
            yield Cut(Span(line.span.end - 1, line.span.end))
        elif pattern.fullmatch(folded):
            if not (folded in _STOPS and index and not _SENTENCE.search(rows[index - 1].folded)):  # the stop of a wrapped line
                yield Cut(line.span, "footer", "page-furniture")
        elif _SENTENCE.search(folded):
            body = body or _is_body(folded)
        elif often[unnumbered] >= (2 if _WIDE.search(line.folded) else 3) or (body and unnumbered in tops):
            yield Cut(line.span, "footer", "running-head")


def _sections(rows: Sequence[Line]) -> frozenset[int]:
    """Where 01, 02, 03 … stand alone above a short line: the numbers of sections, as messages set them; they go with it."""
    found = [i for i, line in enumerate(rows[:-1]) if _TWO_DIGITS.fullmatch(line.folded) and len(rows[i + 1].folded) <= 40]
    counted = [int(rows[i].folded) for i in found]
    return frozenset(found) if len(found) >= 2 and counted == list(range(1, len(found) + 1)) else frozenset()


def _heads_pages(folded: str) -> bool:
    return 8 <= len(folded) <= 60 and not _SENTENCE.search(folded) and not _COUNTED.match(folded)


def _is_body(folded: str) -> bool:
    """A full paragraph: behind it a line from above the text is a running head."""
    return len(folded) >= 40 and bool(_SENTENCE.search(folded))


_STOPS = ("。", "；", "，")
_TWO_DIGITS = re.compile("0[1-9]|1[0-9]")
_BLANKS = re.compile(" {2,}")
_WIDE = re.compile(r"\S {6,}\S")  # left and right half of a head
_SENTENCE = re.compile(r"[。！？；：]$")
_COUNTED = re.compile(r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[)）]|第[一二三四五六七八九十]{1,2}[，、：]")


def _length(line: Line) -> int:
    """The characters of a line, those of a gap counted once."""
    return len(_BLANKS.sub(" ", line.folded) if "  " in line.folded else line.folded)


def _unnumbered(line: Line) -> str:
    """A line without the page number behind it."""
    return _PAGE.sub("", line.folded) if "  " in line.folded else line.folded


_PAGE = re.compile(r"(?<! ) {2,}+(?:[—–-]+ *+)?\d{1,3} *+[—–-]*$")
