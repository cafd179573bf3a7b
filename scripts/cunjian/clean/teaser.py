"""What a library site sets in front of a speech: its list of headings between 目录/提纲：…… and a line of dots."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cunjian.clean.cut import Cut, written
from cunjian.model import Clean, Words

_HEAD = re.compile(r"目[录次][/、]提纲[：:]?[…. ]*")
_CLOSE = re.compile(r"[….]{2,}")
_LONGEST = 60  # rows


def find(clean: Clean, _words: Words) -> Iterator[Cut]:
    """Cuts of the teaser with both its marks; without the closing one nothing is known, and contents looks at the list."""
    rows = written(clean.text)
    head = next((i for i, line in enumerate(rows[:12]) if _HEAD.fullmatch(line.folded)), None)
    if head is None:
        return
    below = rows[head + 1 : head + 1 + _LONGEST]
    close = next((i for i, line in enumerate(below) if _CLOSE.fullmatch(line.folded)), None)
    if close is None or any(len(line.folded) > 80 for line in below[:close]):
        return
    for line in rows[head : head + close + 2]:
        yield Cut(line.span, "contents", "site-teaser")
