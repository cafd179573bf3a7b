"""What stands around the title and is not of the speech: the name of a site, paper or bulletin, a document's number, a button.

The title is the best candidate among the lines above the first running text (cunjian/titles.py).  Around it a line made as
pages make theirs (noise.opening_forms) goes; above it also one made like a masthead (noise.mastheads) or that has no word of
the genre and next to none of the text below; below it, where it may be a heading, only if it is more than characters.  Whose
paper it is and at what meeting stay.  Where the site's title stands above the paper's own, the own one is the title, and what
the site wrote on its line goes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cunjian import titles
from cunjian.clean.cut import Cut, Line, written
from cunjian.model import Clean, Span, Words

_BARE = re.compile(r"[\W_]+")


def top(clean: Clean, words: Words) -> tuple[Sequence[Line], Sequence[titles.Line], str]:
    """The lines above the first running text, the same as the title is sought among them, and the text below."""
    rows = written(clean.text)[: titles.ROWS]
    lines = [
        titles.Line(row.folded, not row.span.of(clean.text)[:2].strip(), bool(index) and row.span.start > rows[index - 1].span.end)
        for index, row in enumerate(rows)
    ]
    above, body = titles.parted(lines, words)
    return rows[: len(above)], above, body


def find(clean: Clean, words: Words) -> Iterator[Cut]:
    """Cuts of the lines around the title that are the page's, and of what it adds to others."""
    rows, lines, body = top(clean, words)
    title = titles.best(lines, body, words)
    kinds = titles.kinds_of(lines, words)
    site = _site_titles(clean, rows, title, words) if title else frozenset()
    for index, row in enumerate(rows):
        own = title is not None and title.first <= index <= title.last
        if index in site:
            yield Cut(row.span, "cover", "site-title")
        elif not own and (kinds[index] == titles.PAGE or (title and _strange(lines, kinds, index, title, body, words))):
            yield Cut(row.span, "cover", "masthead")
        else:
            start = row.span.start + row.span.of(clean.text).index(row.text)
            yield from (Cut(Span(start + one.start, start + one.end), "cover", "beside-title") for one in titles.additions(row.folded, words))


def _strange(lines: Sequence[titles.Line], kinds: Sequence[str], index: int, title: titles.Title, body: str, words: Words) -> bool:
    """Whether the speech says nothing of a line around its title, and it is no by-line: whoever set the page wrote it; below
    the title, where it may be a heading, only if it is more than characters."""
    said = lines[index].text
    if kinds[index] or len(said) == len(title.text):  # 支部强了 / 村子活了: one title
        return False
    return titles.foreign(said, body + title.text, words) and (index < title.first or titles.mixed(said))


def _site_titles(clean: Clean, rows: Sequence[Line], title: titles.Title, words: Words) -> frozenset[int]:
    """The indexes of the site's own titles: from a line that ends in the title and says more, down to the last that is the title
    itself; or a line, a notice that was cut, then the title."""
    said = [_BARE.sub("", titles.bare(row.folded, words)) for row in rows]
    own = max(index for index in range(title.last, len(rows)) if said[index] == said[title.last])
    above = [i for i in range(own) if said[i].endswith(said[own]) and rows[i].folded != rows[own].folded]
    if above:
        return frozenset(range(above[0], own))
    before = title.first - 1
    if before < 0:
        return frozenset()
    start, end = clean.at(rows[before].span.end - 1), clean.at(rows[title.first].span.start)
    return frozenset([before]) if any(start <= notice.span.start < end for notice in clean.noise) else frozenset()
