"""What the layout of the file tells of its lines: heading styles, bold lines and leads, table rows."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cunjian.divide.row import Row
from cunjian.model import Clean, Raw, Span

_STYLE = re.compile(r"heading([1-9])")
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Marked:
    """``style`` is word1 … word9, bold, bold-lead or row; ``span`` is what it marks of the line (clean positions)."""

    style: str
    span: Span


def rows(raw: Raw, clean: Clean, lines: Sequence[Row]) -> Mapping[int, Marked]:
    """Index of a line -> what its layout says; a style that most lines bear says nothing."""
    found: dict[int, Marked] = {}
    starts = [line.span.start for line in lines]
    for kind, span in sorted(raw.marks, key=lambda m: (_rank(m[0]), m[1])):
        inner = clean.kept(span)
        index = max(0, bisect_left(starts, inner.end) - 1)
        if kind not in ("bold", "row") and not _STYLE.fullmatch(kind):
            continue
        if len(inner) and index < len(lines) and index not in found:
            one = _marked(kind, inner, lines[index].span, clean.text)
            if one:
                found[index] = one
    return {i: m for i, m in found.items() if _believed(m.style, found, len(lines))}


def _rank(kind: str) -> int:
    return 0 if kind == "row" else 2 if kind == "bold" else 1


def _marked(kind: str, inner: Span, line: Span, text: str) -> Marked | None:
    # a drawn number in front of it may be lighter than the words
    starts = inner.start <= line.start or (inner.start - line.start <= 6 and not re.search(r"[。；，]", text[line.start : inner.start]))
    if not starts:
        return None
    whole = not text[inner.end : line.end].strip()
    if kind == "row":
        return Marked("row", line) if whole else None
    if whole:
        style = _STYLE.fullmatch(kind)
        return Marked(f"word{style.group(1)}" if style else "bold", line) if len(line) <= _LONGEST else None
    lead = Span(line.start, inner.end)
    return Marked("bold-lead", lead) if kind == "bold" and 4 <= len(lead) <= 40 else None


def _believed(style: str, found: Mapping[int, Marked], lines: int) -> bool:
    """Rows always; heading styles unless most lines bear them; bold lines and leads when there are two of them."""
    count = sum(m.style == style for m in found.values())
    if style == "row":
        return True
    return 2 * count <= max(lines, 2) and (style.startswith("word") or count >= 2)
