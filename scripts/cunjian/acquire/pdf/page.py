"""The characters of a .pdf page with their boxes, as pdfium finds them."""

from __future__ import annotations

import ctypes
import math
import unicodedata
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as raw

_HYPHENS = {"\x02": "-", "\ufffe": "-", "\xad": "-"}  # what pdfium makes of a hyphen at the end of a line
_SLANT = math.radians(5)


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character and where it stands, in points from the lower left corner."""

    char: str
    left: float
    right: float
    base: float  # of the line it stands on, whatever its font
    height: float


def glyphs_of(page: pdfium.PdfPage) -> tuple[list[Glyph], int]:
    """The visible characters in the order of the file, and how many slanted ones (watermarks) were left out."""
    text = page.get_textpage()
    try:
        return _glyphs(text.raw)
    finally:
        text.close()


def _glyphs(text: object) -> tuple[list[Glyph], int]:
    out: list[Glyph] = []
    slanted = 0
    box, x, base = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    high = 0
    for index in range(raw.FPDFText_CountChars(text)):
        code = raw.FPDFText_GetUnicode(text, index)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000 and high:
            code = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00
        high = 0
        char = _char(code)
        if not char or raw.FPDFText_IsGenerated(text, index) == 1:
            continue
        if not raw.FPDFText_GetLooseCharBox(text, index, ctypes.byref(box)):
            continue
        raw.FPDFText_GetCharOrigin(text, index, ctypes.byref(x), ctypes.byref(base))
        if _is_slanted(raw.FPDFText_GetCharAngle(text, index)):
            slanted += 1
            continue
        glyph = Glyph(char, box.left, box.right, base.value, box.top - box.bottom)
        if not _drawn_twice(out, glyph):
            out.append(glyph)
    return out, slanted


def _char(code: int) -> str:
    """The character; radicals that fonts confuse with the characters they look like become those."""
    if code == 0 or code > 0x10FFFF or 0xD800 <= code < 0xE000:
        return ""
    char = _HYPHENS.get(chr(code), chr(code))
    if 0x2E80 <= code <= 0x2FDF:
        return unicodedata.normalize("NFKC", char)
    return "" if char in "\r\n" else char


def _is_slanted(angle: float) -> bool:
    """Neither upright nor turned by right angles; -1 where pdfium does not know."""
    return angle > 0 and min(angle % (math.pi / 2), -angle % (math.pi / 2)) > _SLANT


def _drawn_twice(before: list[Glyph], glyph: Glyph) -> bool:
    """A bold made by drawing the same character again a hair beside."""
    if not before or glyph.char.isspace():
        return False
    last = before[-1]
    near = 0.25 * max(1.0, glyph.right - glyph.left)
    return last.char == glyph.char and abs(last.left - glyph.left) < near and abs(last.base - glyph.base) < near
