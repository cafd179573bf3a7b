"""The cover of an uploaded document: its title broken into a ladder of very short lines at the top."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cunjian.clean.cut import Cut, written
from cunjian.model import Clean, Words

_TITLE = 60  # characters of the title that stands below its ladder
_RUNG = re.compile(r"[^，。；：、！？,;:!?“”\"]{1,8}")


def find(clean: Clean, _words: Words) -> Iterator[Cut]:
    """The first four or more lines in a row of at most eight characters, in a text whose other lines are longer.

    A year left alone (2023) counts as a rung.
    """
    rows = written(clean.text)
    ladder = []
    for line in rows:
        if not _RUNG.fullmatch(line.text):
            break
        ladder.append(line)
    rest = rows[len(ladder) :]
    titled = bool(rest) and len(rest[0].text) <= _TITLE and not rest[0].folded.endswith(("。", "："))
    if len(ladder) >= 4 and titled and sum(len(r.text) for r in rest) > 8 * len(ladder):
        for line in ladder:
            yield Cut(line.span, "cover", "cover-ladder")
