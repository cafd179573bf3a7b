"""What stands above the title and is not of the speech: the name of a site, paper or bulletin, a document's number, a button.

The title is the first line at the top that is long enough for one and is neither a unit nor made like a masthead.  A line
above it goes if it is made like one (noise.mastheads) or of very few characters; whose paper it is and at what meeting stay.
Where the site's title stands above its notices and the paper's own below them, the paper's own is the title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from cunjian.clean.cut import Cut, Line, written
from cunjian.model import Clean, Words
from cunjian.script import IS_HAN

_TOP = 12  # rows
_TITLE, _LONGEST = 9, 60  # characters of a title
_FEW = 4  # of a line that needs no other sign
_BODY = re.compile(r"[。；：:]$|^[一二三四五六七八九十]{1,3}、|^[（(][一二三四五六七八九十]{1,3}[)）]|^第[一二三四五六七八九十]{1,2}[，、：]")
_BESIDE = re.compile(
    r"^(?:——|--|[（(]|附件?)|.{2,24}(?:委员会|党委|党工委|党组|党支部|党总支|组织部|人民政府|办公室|课题组|书记)$|^\d{4}年"
    r"|(?:书记|主任|[镇乡县市区局部队]长)[ 　]+[\u4e00-\u9fff×*]{1,4}$"
)
_KIND = re.compile("(?:报告|汇报|发言稿?|讲话稿?|总结|材料|方案|通报|致辞)$")
_PAPER = re.compile(r"(?!——|（)[^，。；：]{4,40}(?:汇报|报告|材料|发言稿?|讲话稿?|总结|通报)")


@lru_cache(maxsize=4)
def _pattern(words: Words) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in words["noise.mastheads"]))


def find(clean: Clean, words: Words) -> Iterator[Cut]:
    """Cuts of the mastheads above the title; none where no line looks like a title."""
    pattern = _pattern(words)
    rows = written(clean.text)[:_TOP]
    title = _title(rows, pattern)
    own = _own(clean, rows, title) if title is not None else None
    for line in rows[: title or 0]:
        few = len(IS_HAN.findall(line.folded)) <= _FEW and not (_BESIDE.search(line.folded) or _KIND.search(line.folded))
        if few or pattern.fullmatch(line.folded):
            yield Cut(line.span, "cover", "masthead")
    if own is not None:
        yield Cut(rows[own].span, "cover", "site-title")


def _title(rows: Sequence[Line], pattern: re.Pattern[str]) -> int | None:
    """The index of the first line that may be the title; None where running text comes before one."""
    for index, line in enumerate(rows):
        length = len(IS_HAN.findall(line.folded))
        if length > _LONGEST or _BODY.search(line.folded):
            return None
        if length >= _TITLE and not pattern.fullmatch(line.folded) and not _BESIDE.search(line.folded):
            return index
    return None


def _own(clean: Clean, rows: Sequence[Line], title: int) -> int | None:
    """The index of the site's title: a line that may be one, a notice that was cut, then the name of a paper."""
    below = title + 1
    if below >= len(rows) or not _PAPER.fullmatch(rows[below].folded):
        return None
    start, end = clean.at(rows[title].span.end - 1), clean.at(rows[below].span.start)
    return title if any(start <= notice.span.start < end for notice in clean.noise) else None
