"""Running heads and feet of a .pdf: what stands at the same edge of the pages again and again, digits aside."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from cunjian.acquire.pdf.layout import Line

_DIGITS = re.compile(r"\d+|[一二三四五六七八九十〇]+(?=页)")
_ONLY_NUMBER = re.compile(r"[-–—―·\s第]*#[-–—―·\s页]*")
_EDGE = 2  # lines at each end of a page that may be furniture


def repeated(pages: Sequence[Sequence[Line]]) -> dict[int, str]:
    """id of a line -> page-head or page-foot."""
    out: dict[int, str] = {}
    for mark, edge in (("page-head", slice(0, _EDGE)), ("page-foot", slice(-_EDGE, None))):
        often = Counter(key for page in pages for key in {_key(line) for line in page[edge]})
        enough = max(2, (2 * len([p for p in pages if p]) + 4) // 5)
        for page in pages:
            for line in _inwards(page, mark, often, enough):
                out[id(line)] = mark
    return out


def _inwards(page: Sequence[Line], mark: str, often: Counter[str], enough: int) -> list[Line]:
    """From the edge of the page to the first line that is not repeated; never the whole page."""
    out = []
    order = page if mark == "page-head" else page[::-1]
    for line in order[:_EDGE]:
        key = _key(line)
        speech = len(line.text) > 60 or line.indented or line.text.endswith(tuple("，。；：、！？"))
        if not ((often[key] >= enough and not speech) or _ONLY_NUMBER.fullmatch(key)):
            break
        out.append(line)
    return out if len(out) < len(page) else []


def _key(line: Line) -> str:
    return re.sub(r"\s", "", _DIGITS.sub("#", line.text))
