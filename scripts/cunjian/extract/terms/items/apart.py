"""Lists that stand anywhere in the speech: “五好”, and far from it …从班子建设好、党员管理好、阵地作用好、产业发展好、群众反映好五个方面."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from cunjian.extract.terms.items import alike
from cunjian.extract.terms.items.cells import Cell, Place, stripped
from cunjian.extract.terms.items.lists import Listing, judged
from cunjian.extract.terms.items.rules import NUMERALS
from cunjian.extract.terms.items.shorthand import Part
from cunjian.model import Span

_FEWEST = 3  # two things with one character stand beside each other by chance
_FAR = 30_000  # characters on either side of the name
_CELL = 10  # characters of one thing
_CELLS, _HAN = re.compile("[^、，]+"), re.compile("[\u4e00-\u9fff“”]")


def lists(part: Part, core: str, place: Place) -> Iterator[Listing]:
    """Exactly as many cells in a row as the part asks for, each of which begins or ends with the part's one character, where
    no other name with it stands beside them (五好家庭)."""
    lo, hi = max(0, place.at.start - _FAR), place.at.end + _FAR
    for key in part.keys if part.count >= _FEWEST else ():
        if len(key) > 1 or place.text.count(key, lo, hi) < part.count:
            continue
        for cells, (left, right) in _rows(place.text, key):
            if len(cells) == part.count and lo <= cells[0][0] < hi and not _anothers(place, cells[0][0], key, core):
                row = tuple([Cell(span := Span(a, b), span.of(place.text)) for a, b in cells])
                yield from (one for one in judged(part, core, row, place.text, place.rules, (left, right)) if one.signs[0] in alike.STRONG)


def _anothers(place: Place, at: int, key: str, core: str) -> bool:
    """Whether the paragraph of a list tells it of another name."""
    start, end = place.text.rfind("\n", 0, at) + 1, place.text.find("\n", at)
    named = re.finditer(f"[{NUMERALS}]{key}([\\u4e00-\\u9fff]{{2}})", place.text[start : end if end >= 0 else None])
    return any(not match[1].startswith(place.rules.general) and match[1] not in core for match in named)


@lru_cache(maxsize=64)  # one speech has several names that end alike
def _rows(text: str, key: str) -> Sequence[tuple[Sequence[tuple[int, int]], tuple[str, str]]]:
    """The cells of every run of them, parted by commas, that all end, or all begin, with the character; and what stands
    on either side.  Both patterns begin with it, so that a long text is searched quickly."""
    free, out = f"[\\u4e00-\\u9fff“”]{{0,{_CELL - 1}}}", []
    for run, ends in ((f"{key}”?(?:[、，]{free}{key}”?){{2,}}", True), (f"{key}{free}(?:[、，]“?{key}{free}){{2,}}", False)):
        for match in re.finditer(run, text):
            lead = re.search(f"{free if ends else '“?'}$", text[max(0, match.start() - _CELL + 1) : match.start()])
            start = match.start() - len(lead.group() if lead else "")
            if _HAN.match(text, max(0, start - 1), start):
                continue
            spans = [stripped(text, *cell.span()) for cell in _CELLS.finditer(text, start, match.end())]
            beside = _beside(text[max(0, start - _CELL) : start], -1), _beside(text[match.end() : match.end() + _CELL], 0)
            out.append((tuple((span.start, span.end) for span in spans if span), beside))
    return tuple(out)


def _beside(told: str, at: int) -> str:
    """The cell that stands beside a run: the last of what is in front, the first of what is behind a comma."""
    return re.split("[。；：\\n]", told.strip("、，"))[at].split("，")[at].split("、")[at] if told[at:][:1] in ("、", "，") else ""
