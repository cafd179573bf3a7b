"""What a page sets between two paragraphs: 下一页, ▲ with a caption, --- 分页 ---, a call to log in; known by place and form.

Such a line stands alone between lines of running text, is short, counts nothing (一、) and is no row of a table.  It goes if
it has a form that pages have (noise.between_forms) or is made mostly of words of pages, of two at least.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from cunjian.clean.cut import Cut, written
from cunjian.clean.margins import labelled, page_words
from cunjian.model import Clean, Span, Words

_LONGEST, _TEXT, _BEHIND = 40, 30, 24  # characters of such a line; of running text beside it; of what stands behind its last stop
_TAIL = re.compile(r"(?:(?<=[。！？])|(?<=[。！？]”))[^。！？”]{2,}$")
_WRAPPED = 4  # one long line of so many that ends without a stop shows a text broken at a column
_ENDED = re.compile(r"[。！？；”]$")
_COUNTED = re.compile(  # 一、 …, or a row of a table
    r"[一二三四五六七八九十\d]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[)）]|第[一二三四五六七八九十]{1,2}[，、：]"
    r"|[一二三四五六七八九十\d]{1,3}[ 　]+[\u4e00-\u9fff]|.*\t|.* {2,}.* {2,}"
)


@lru_cache(maxsize=4)
def _forms(words: Words) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in words["noise.between_forms"]))


def find(clean: Clean, words: Words) -> Iterator[Cut]:
    """Cuts of such lines behind the first paragraph and before the last, and of what stands behind the last stop of one."""
    forms = _forms(words)
    rows = written(clean.text)
    long = [index for index, line in enumerate(rows) if len(line.folded) >= _TEXT]
    cut = set()
    for index in range(long[0] + 1, long[-1]) if long else ():
        folded = rows[index].folded
        if len(folded) <= _LONGEST and not _COUNTED.match(folded) and (forms.fullmatch(folded) or page_words(folded, words)):
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
