"""The text of an element as a browser shows it: a line a block, blanks collapsed, cells with tabs between them."""

from __future__ import annotations

import re

from lxml import etree

from cunjian.acquire.html.words import words
from cunjian.acquire.text import Writer

_BLOCKS = frozenset(re.split(r"\s+", """address article blockquote body center dd div dl dt fieldset figcaption figure
form h1 h2 h3 h4 h5 h6 header hr html legend li main ol p pre section table tbody tfoot thead tr ul caption summary
details"""))  # fmt: skip
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_LIGHT = re.compile(r"font-weight\s*:\s*(?:normal|[1-5]00)", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\n\f]+")
_HEADING = re.compile(r"h([1-6])")
_DEEPEST = 900
_CELL_LIMIT = 300  # characters of a cell from which a table is there for layout
_NUMBERED = re.compile(r"\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]|第[一二三四五六七八九十]|[①-⑳])")


class Blocks:
    """Writes elements; keeps one line open at a time."""

    def __init__(self, out: Writer) -> None:
        self.out = out
        self._line: list[tuple[str, bool]] = []
        self._blank = ""  # what stands since the last word: "", " " or "\n" where the source has a line break
        self._prefix = ""
        self._in_row = False

    def write(self, element: etree._Element) -> None:
        """The element and everything in it."""
        self._element(element, bold=False, pre=False, depth=0)
        self._end()

    def _element(self, one: etree._Element, *, bold: bool, pre: bool, depth: int) -> None:
        name = one.tag if isinstance(one.tag, str) else ""
        if depth > _DEEPEST:
            self._text(words(one), bold, pre=pre)
            return
        style = one.get("style") or ""
        bold = (bold or name in ("b", "strong", "th") or bool(_BOLD.search(style))) and not _LIGHT.search(style)
        heading = _HEADING.fullmatch(name)
        row = name == "tr" and not self._in_row and _is_row(one)
        if name in _BLOCKS or name == "br":
            self._break()
        self._in_row = self._in_row or row
        if name == "li":
            self._prefix = _ordinal(one)
        elif name in ("td", "th") and one.getprevious() is not None:
            self._cell()
        elif name == "img":
            self.out.omitted["图片"] += 1
        pre = pre or name == "pre"
        self._text(one.text, bold, pre=pre)
        for child in one:
            self._element(child, bold=bold, pre=pre, depth=depth + 1)
            self._text(child.tail, bold, pre=pre)
        if row:
            self._in_row = False
            self._end(row=True)
        elif name in _BLOCKS:
            self._break(int(heading.group(1)) if heading else 0)

    def _text(self, text: str | None, bold: bool, *, pre: bool) -> None:
        if not text:
            return
        if pre:
            for number, line in enumerate(text.split("\n")):
                if number:
                    self._end()
                if line:
                    self._line.append((line, bold))
            return
        at = 0
        for match in _BLANKS.finditer(text):
            self._word(text[at : match.start()], bold)
            if self._line and self._blank != "\n":
                self._blank = "\n" if "\n" in match.group() else " "
            at = match.end()
        self._word(text[at:], bold)

    def _word(self, word: str, bold: bool) -> None:
        if not word:
            return
        last = self._line[-1][0] if self._line else "\t"
        wrapped = self._blank == "\n" and not self._in_row and _touching(last[-1], word[0])
        if self._blank and last != "\t" and not wrapped:
            self._line.append((" ", bold))
        self._blank = ""
        self._line.append((word, bold))

    def _break(self, heading: int = 0) -> None:
        """A new line; inside a table's row only a blank."""
        if self._in_row:
            self._blank = " " if self._line and self._line[-1][0] != "\t" else ""
        else:
            self._end(heading)

    def _cell(self) -> None:
        self._blank = ""
        if self._line:
            self._line.append(("\t" if self._in_row else " ", False))

    def _end(self, heading: int = 0, *, row: bool = False) -> None:
        """Write the open line, unless it is blank."""
        line, self._line, self._blank = self._line, [], ""
        if not "".join(piece for piece, _ in line).strip():
            return
        start = self.out.length
        self.out.add(self._prefix, "number")
        self._prefix = ""
        for piece, bold in line:
            self.out.add(piece, "bold" if bold else "")
        if heading:
            self.out.mark(f"heading{heading}", start)
        if row and any(piece == "\t" for piece, _ in line):
            self.out.mark("row", start)
        self.out.add("\n")


def _touching(before: str, after: str) -> bool:
    """Chinese characters with a line break of the source between them belong together."""
    return ord(before) > 0x2E00 and ord(after) > 0x2E00


def _is_row(row: etree._Element) -> bool:
    """Whether cells stand side by side as in a table, and not for the layout of the page."""
    cells = [c for c in row if c.tag in ("td", "th")]
    return len(cells) > 1 and all(len(words(c)) <= _CELL_LIMIT for c in cells)


def _ordinal(item: etree._Element) -> str:
    """The number that a browser draws in front of an item of an ordered list."""
    parent = item.getparent()
    if parent is None or parent.tag != "ol" or "none" in (parent.get("style") or "") or _NUMBERED.match(words(item)):
        return ""
    first = parent.get("start") or "1"
    before = sum(1 for _ in item.itersiblings("li", preceding=True))
    return f"{(int(first) if first.isdigit() and len(first) < 6 else 1) + before}. "
