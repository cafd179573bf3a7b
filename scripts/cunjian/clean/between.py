"""What a page sets between two paragraphs: 下一页, ▲ with a caption, --- 分页 ---, a call to log in; known by place and form.

Such a line stands alone between lines of running text, is short, counts nothing (一、) and is no row of a table.  It goes if
it has a form that pages have (noise.between_forms) or is made mostly of words of pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from cunjian.clean.cut import Cut, written
from cunjian.clean.margins import page_words
from cunjian.model import Clean, Words

_LONGEST, _TEXT = 40, 30  # characters of such a line; of running text beside it
_COUNTED = re.compile(r"[一二三四五六七八九十\d]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[)）]|第[一二三四五六七八九十]{1,2}[，、：]|.*\t|.* {2,}.* {2,}")


@lru_cache(maxsize=4)
def _forms(words: Words) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in words["noise.between_forms"]))


def find(clean: Clean, words: Words) -> Iterator[Cut]:
    """Cuts of such lines behind the first paragraph and before the last."""
    forms = _forms(words)
    rows = written(clean.text)
    long = [index for index, line in enumerate(rows) if len(line.folded) >= _TEXT]
    for line in rows[long[0] + 1 : long[-1]] if long else ():
        folded = line.folded
        if len(folded) <= _LONGEST and not _COUNTED.match(folded) and (forms.fullmatch(folded) or page_words(folded, words)):
            yield Cut(line.span, "chrome", "between-paragraphs")
