"""Lines of a text that was wrapped at a column and taken down in one: what clean (which joins them) and divide (which cuts behind
those that are not full) both go by."""

from __future__ import annotations

import re
from collections.abc import Sequence

LONG = 250
"""Characters of a line in which line breaks were lost."""
BLANK = re.compile(r"(?<=[^\s\dA-Za-z])[ 　]+(?=[^\s\dA-Za-z])")
"""A blank that may stand for a line break: none beside a number or a word in letters."""
BLANKS = re.compile("[ 　]+")
COLUMNS = range(20, 60)
"""Characters of a line of a text that was wrapped."""
_STREWN = 0.75  # of the pieces between blanks that are shorter


def strewn(lines: Sequence[int]) -> bool:
    """Whether blanks stand for no breaks at all: most of what is between them, as wide as told, is too short for a line."""
    return sum(length < COLUMNS.start for length in lines) > _STREWN * len(lines)


def width(line: str) -> int:
    """Of a line in characters, two letters or digits making one, without its blanks."""
    bare = BLANKS.sub("", line)
    return len(bare) - len(bare.encode("ascii", "ignore")) // 2
