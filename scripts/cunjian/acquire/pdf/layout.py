"""Lines of a .pdf page in reading order: segments by baseline, columns side by side, cells of a table with tabs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from cunjian.acquire.pdf.page import Glyph

_GAP = 1.6  # widths of a character between two cells or columns
_BLANK = 0.45  # widths of a character that are a blank; justified text has smaller gaps
_FARTHEST = 1e5  # points from the corner of a page; the format allows 14,400


@dataclass(slots=True)
class Segment:
    """A run of characters on one baseline without a wide gap."""

    text: str
    left: float
    right: float
    base: float


@dataclass(slots=True, eq=False)
class Line:
    """One printed line."""

    text: str
    left: float
    base: float
    indented: bool = False


def lines_of(glyphs: Sequence[Glyph]) -> list[Line]:
    """The lines of a page, top to bottom, columns one after the other."""
    glyphs = [g for g in glyphs if g.right > g.left or not g.char.isspace()]
    if not any(not g.char.isspace() for g in glyphs):
        return []
    if not all(map(_placed, glyphs)) or _vertical(glyphs):
        return _stream(glyphs)
    size, out = _size(glyphs), []
    for column in _columns(_segments(glyphs, size), size):
        lines = _rows(column, size)
        _indents(lines, size)
        out += lines
    return [line for line in out if line.text.strip()]


def _placed(glyph: Glyph) -> bool:
    """Whether a character has a place that a page can have; a damaged file may say anything."""
    return all(abs(x) < _FARTHEST for x in (glyph.left, glyph.right, glyph.base, glyph.height))  # not so for NaN


def _size(glyphs: Sequence[Glyph]) -> float:
    """The usual width of a wide character (or height, where there are only narrow ones)."""
    wide = [g.right - g.left for g in glyphs if ord(g.char) > 0x2E00]
    return max(1.0, median(wide or [g.height for g in glyphs]))


def _vertical(glyphs: Sequence[Glyph]) -> bool:
    """Whether the text runs down the page (vertical writing, or a page turned on its side)."""
    down = across = 0
    for one, other in pairwise(glyphs):
        dx, dy = abs(one.left - other.left), abs(one.base - other.base)
        down += dy > 2 * dx
        across += dx > 2 * dy
    return down > across


def _stream(glyphs: Sequence[Glyph]) -> list[Line]:
    """Text in the order of the file, a new line where the writing jumps."""
    out: list[Line] = []
    text, last = "", glyphs[0]
    for glyph in glyphs:
        jump = abs(glyph.left - last.left) > 2 * (last.right - last.left + 1) or (
            abs(glyph.left - last.left) > 0.5 * (last.right - last.left)
            and abs(glyph.base - last.base) > 0.5 * last.height
        )
        if jump and text.strip():
            out.append(Line(text.strip(), 0, 0))
            text = ""
        text += glyph.char
        last = glyph
    return [*out, Line(text.strip(), 0, 0)] if text.strip() else out


def _segments(glyphs: Sequence[Glyph], size: float) -> list[Segment]:
    """Neighbours on one baseline, from left to right whatever the order of the file, cut at wide gaps."""
    out: list[Segment] = []
    for row in _by_base(glyphs, size):
        last: Segment | None = None
        blank = ""
        for glyph in sorted(row, key=lambda g: g.left):
            if glyph.char.isspace():
                blank = "　" if glyph.char == "　" else blank or " "
                continue
            gap = glyph.left - last.right if last else 0
            if last is None or gap >= _GAP * size:
                last = Segment(glyph.char, glyph.left, glyph.right, glyph.base)
                out.append(last)
                blank = ""
                continue
            narrow = _narrow(last.text[-1], glyph.char)
            last.text += (blank or (" " if gap > (0.2 if narrow else _BLANK) * size else "")) + glyph.char
            blank = ""
            last.right = max(last.right, glyph.right)
    return out


def _by_base(glyphs: Sequence[Glyph], size: float) -> list[list[Glyph]]:
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda g: -g.base):
        if rows and abs(rows[-1][0].base - glyph.base) < 0.45 * size:
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    return rows


def _narrow(one: str, other: str) -> bool:
    return (one.isascii() and one.isalnum()) and (other.isascii() and other.isalnum())


def _columns(segments: list[Segment], size: float) -> list[list[Segment]]:
    """The page in pieces that are read one after the other: bands between full-width lines, in them left before right."""
    gutter = _gutter(segments, size)
    if gutter is None:
        return [segments]
    out: list[list[Segment]] = []
    band: tuple[list[Segment], list[Segment]] = ([], [])
    for segment in sorted(segments, key=lambda s: -s.base):
        if segment.left < gutter < segment.right:
            out += [*band, [segment]]
            band = ([], [])
        else:
            band[segment.left >= gutter].append(segment)
    return [piece for piece in [*out, *band] if piece]


def _gutter(segments: Sequence[Segment], size: float) -> float | None:
    """The x between two columns of running text: long lines on both sides that hardly any line crosses."""
    left, right = min(s.left for s in segments), max(s.right for s in segments)
    best: tuple[int, float] | None = None
    for step in range(30, 71, 2):
        x = left + (right - left) * step / 100
        before = [s for s in segments if s.right <= x]
        after = [s for s in segments if s.left >= x]
        crossing = len(segments) - len(before) - len(after)
        if min(len(before), len(after)) < 6 or crossing * 5 > len(segments):
            continue
        if any(sum(len(s.text) for s in side) / len(side) < 10 for side in (before, after)):
            continue
        if min(s.left for s in after) - max(s.right for s in before) < 0.8 * size:
            continue
        if best is None or crossing < best[0]:
            best = (crossing, x)
    return best[1] if best else None


def _rows(segments: list[Segment], size: float) -> list[Line]:
    """Segments on one baseline make one line."""
    rows: list[list[Segment]] = []
    for segment in sorted(segments, key=lambda s: -s.base):
        if rows and abs(rows[-1][0].base - segment.base) < 0.45 * size:
            rows[-1].append(segment)
        else:
            rows.append([segment])
    return [_line(sorted(row, key=lambda s: s.left), size) for row in rows]


def _line(row: Sequence[Segment], size: float) -> Line:
    text, right = "", row[0].left
    for segment in row:
        gap = segment.left - right
        if text and gap >= _GAP * size:
            text = text.rstrip(" ") + "\t"
        elif text and gap > _BLANK * size:
            text += " "
        text += segment.text
        right = segment.right
    return Line(text.strip(), row[0].left, row[0].base)


def _indents(lines: Sequence[Line], size: float) -> None:
    """Mark first lines of paragraphs: about two characters in from where most lines begin."""
    if len(lines) < 2:
        return
    often = Counter(round(line.left / (0.5 * size)) for line in lines)
    top = max(often.values())
    margin = min(place for place, count in often.items() if 3 * count >= top) * 0.5 * size
    for line in lines:
        line.indented = 1.5 * size < line.left - margin < 2.6 * size
