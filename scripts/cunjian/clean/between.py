"""What a page sets between two paragraphs: 下一页, ▲ with a caption, --- 分页 ---, a call to log in; known by place and form.

Such a line stands alone between lines of running text, is short, counts nothing (一、) and is no row of a table.  It goes if
it has a form that pages have (noise.between_forms) or is made mostly of words of pages; in a speech whose headings are
numbered also if it is one of the one or two that are not, stands between two paragraphs and is called nothing that a
section is called (noise.section_words).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from cunjian.clean.cut import Cut, Line, written
from cunjian.clean.margins import labelled, page_words, paged
from cunjian.model import Clean, Span, Words

_LONGEST, _TEXT, _BEHIND = 40, 30, 24  # characters of such a line; of running text beside it; of what stands behind its last stop
_TAIL = re.compile(r"(?:(?<=[。！？])|(?<=[。！？]”))[^。！？”]{2,}$")
_WRAPPED = 4  # one long line of so many that ends without a stop shows a text broken at a column
_STRANGE, _ALONE = 14, 2  # of one that is known by being no heading, and how many of them a speech may have
_NUMBERED = re.compile(r"[一二三四五六七八九十\d]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[)）]|第[一二三四五六七八九十]{1,2}[，、：]")
_STOP, _ENDED = re.compile(r"[，。；：！？、—]"), re.compile(r"[。！？；”]$")
_COUNTED = re.compile(_NUMBERED.pattern + r"|[一二三四五六七八九十\d]{1,3}[ 　]+[\u4e00-\u9fff]|.*\t|.* {2,}.* {2,}")


@lru_cache(maxsize=4)
def _forms(words: Words) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in words["noise.between_forms"]))


def find(clean: Clean, words: Words) -> Iterator[Cut]:
    """Cuts of such lines behind the first paragraph and before the last, and of what stands behind the last stop of one."""
    forms = _forms(words)
    rows = written(clean.text)
    long = [index for index, line in enumerate(rows) if len(line.folded) >= _TEXT]
    strange = _strange(rows, long, words) if long else frozenset()
    cut = set()
    for index in range(long[0] + 1, long[-1]) if long else ():
        folded = rows[index].folded
        if len(folded) <= _LONGEST and not _COUNTED.match(folded) and (index in strange or forms.fullmatch(folded) or paged(rows[index], words)):
            cut.add(index)
            yield Cut(rows[index].span, "chrome", "between-paragraphs")
    tails = {index: tail for index in long if index not in cut and (tail := _TAIL.search(rows[index].folded, len(rows[index].folded) - _BEHIND))}
    if _WRAPPED * sum(index not in tails and not _ENDED.search(rows[index].folded) for index in long) > len(long):
        return  # a line is no paragraph here: what stands behind its last stop goes on in the next
    for index, tail in tails.items():
        if forms.fullmatch(tail[0]) or page_words(tail[0], words) or labelled(tail[0], words):
            line = rows[index]
            start = line.span.start + line.span.of(clean.text).index(line.text)
            yield Cut(Span(start + tail.start(), start + tail.end()), "chrome", "behind-paragraph")


def _strange(rows: Sequence[Line], long: Sequence[int], words: Words) -> frozenset[int]:
    """Short lines between two paragraphs where headings are numbered; none where there are too many of them."""
    numbered = [index for index, line in enumerate(rows) if _NUMBERED.match(line.folded)]
    if len(numbered) < _ALONE:
        return frozenset()
    sections = tuple(words["noise.section_words"])
    found = [
        index for index in range(max(long[0], numbered[0]) + 1, long[-1])
        if len(rows[index].folded) <= _STRANGE and not (_STOP.search(rows[index].folded) or _COUNTED.match(rows[index].folded))
        and len(rows[index - 1].folded) >= _TEXT and (len(rows[index + 1].folded) >= _TEXT or index + 1 in numbered) and _ENDED.search(rows[index - 1].folded)
        and not any(word in rows[index].folded for word in sections)
    ]  # fmt: skip
    return frozenset(found) if len(found) <= _ALONE else frozenset()
