"""The body of a .docx in reading order: paragraphs, table rows, text boxes; one line each."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from cunjian.acquire.docx.archive import Archive
from cunjian.acquire.docx.names import child, children, on, value
from cunjian.acquire.docx.styles import Numbering, Styles
from cunjian.acquire.text import Writer
from cunjian.office import local

_WRAPPERS = frozenset({"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag", "hyperlink", "fldSimple", "dir",
                       "bdo", "ruby", "rubyBase", "oMath", "oMathPara", "r", "e", "num", "den", "sup", "sub", "f",
                       "sSup", "sSub", "rad", "d"})  # fmt: skip
_LEFT_OUT = {"del": "修订中删除的文字", "moveFrom": "修订中移走的文字", "rt": "拼音注音"}
_CELL_LIMIT = 300  # characters of a cell from which a table is there for layout and its paragraphs are the text


class Body:
    """Walks the blocks and writes their text."""

    def __init__(self, archive: Archive) -> None:
        self.out = Writer()
        self._styles = Styles(archive)
        self._numbering = Numbering(archive)

    def blocks(self, parent: etree._Element, depth: int = 0) -> None:
        """Every paragraph and table of a body, cell, text box or note."""
        for one in parent:
            name = local(one)
            if name == "p":
                self._paragraph(one)
            elif name == "tbl" and depth < 20:
                self._table(one, depth)
            elif name == "AlternateContent":
                chosen = _chosen(one)
                if chosen is not None:
                    self.blocks(chosen, depth)
            elif name in _LEFT_OUT:
                self.out.omitted[_LEFT_OUT[name]] += 1
            elif name in _WRAPPERS:
                self.blocks(one, depth)

    # ------------------------------------------------------------------ paragraphs

    def _paragraph(self, one: etree._Element, *, end: str = "\n") -> None:
        """One line with its number, its marks, and the text boxes that hang on it below it."""
        properties = child(one, "pPr")
        style = value(child(properties, "pStyle"))
        start = self.out.length
        runs = list(self._runs(one, bold=self._styles.bold(style)))
        if any(text.strip() for text, _ in runs):
            self.out.add(self._number(properties, style), "number")
        for text, bold in runs:
            self.out.add(text, "bold" if bold and text.strip() else "")
        level = self._level(properties, style)
        if level is not None:
            self.out.mark("title" if level == 0 else f"heading{level}", start)
        self.out.add(end)
        for box in _boxes(one):
            self.blocks(box)

    def _level(self, properties: etree._Element | None, style: str | None) -> int | None:
        own = value(child(properties, "outlineLvl"))
        if own and own.isdigit() and int(own) < 9:
            return int(own) + 1
        return self._styles.level(style)

    def _number(self, properties: etree._Element | None, style: str | None) -> str:
        own = child(properties, "numPr")
        styled = self._styles.numbering(style)
        number = value(child(own, "numId")) or styled[0]
        level = value(child(own, "ilvl")) or styled[1]
        if not number or number == "0":
            return ""
        at = int(level) if level and level.isdigit() else self._numbering.level_of_style(style)
        return self._numbering.next(number, min(at, 8))

    def _runs(self, parent: etree._Element, *, bold: bool) -> Iterator[tuple[str, bool]]:
        """Pieces of text with their boldness; inserted runs are read, deleted ones are counted."""
        for one in parent:
            name = local(one)
            if name == "r":
                yield from self._run(one, bold=bold)
            elif name in _LEFT_OUT:
                self.out.omitted[_LEFT_OUT[name]] += 1
            elif name in _WRAPPERS:
                yield from self._runs(one, bold=bold)
            elif name == "t":  # of a formula
                yield one.text or "", False

    def _run(self, run: etree._Element, *, bold: bool) -> Iterator[tuple[str, bool]]:
        properties = child(run, "rPr")
        if on(properties, "vanish"):
            self.out.omitted["隐藏文字"] += 1
            return
        own = on(properties, "b")
        if own is None:
            style = value(child(properties, "rStyle"))
            own = self._styles.bold(style) if style else None
        bold = bold if own is None else own
        for one in run:
            name = local(one)
            if name in ("t", "tab", "br", "cr", "noBreakHyphen", "sym"):
                yield _char(one, name), bold
            elif name == "ruby":
                yield from self._runs(one, bold=bold)
            elif name in ("drawing", "pict", "object") and not any(True for _ in _boxes(one)):
                self.out.omitted["图片"] += 1

    # ------------------------------------------------------------------ tables

    def _table(self, table: etree._Element, depth: int) -> None:
        """Row by row, cells with a tab between them; a table that is there for layout is read as paragraphs."""
        for row in _rows(table):
            cells = list(_cells(row))
            if len(cells) == 1 or any(_is_layout(cell) for cell in cells):
                for cell in cells:
                    self.blocks(cell, depth + 1)
                continue
            start = self.out.length
            for number, cell in enumerate(cells):
                self.out.add("\t" if number else "")
                self._cell(cell)
            self.out.mark("row", start)
            self.out.add("\n")

    def _cell(self, cell: etree._Element) -> None:
        written = False
        for paragraph in _paragraphs(cell):
            if any((t.text or "").strip() for t in paragraph.iter() if local(t) == "t"):
                self.out.add(" " if written else "")
                self._paragraph(paragraph, end="")
                written = True


def _char(one: etree._Element, name: str) -> str:
    if name == "t":
        return (one.text or "").replace("\n", " ").replace("\r", " ")
    if name == "sym":
        code = value(one, "char") or ""
        try:
            return chr(int(code, 16))
        except (ValueError, OverflowError):
            return ""
    return {"tab": "\t", "noBreakHyphen": "-"}.get(name, "\n")


def _chosen(alternate: etree._Element) -> etree._Element | None:
    """The newer form of a content that is stored twice, where it holds something."""
    for one in (*children(alternate, "Choice"), *children(alternate, "Fallback")):
        if any((x.text or "").strip() for x in one.iter() if local(x) == "t"):
            return one
    return None


def _boxes(parent: etree._Element) -> Iterator[etree._Element]:
    """The outermost text boxes inside, each once although it is stored twice; none inside deleted text."""
    for one in parent:
        name = local(one)
        if name == "txbxContent":
            yield one
        elif name == "AlternateContent":
            chosen = _chosen(one)
            if chosen is not None:
                yield from _boxes(chosen)
        elif name not in _LEFT_OUT and name != "tbl":
            yield from _boxes(one)


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for one in table:
        name = local(one)
        if name == "tr":
            if child(child(one, "trPr"), "del") is None:
                yield one
        elif name in _WRAPPERS:
            yield from _rows(one)


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    for one in row:
        name = local(one)
        if name == "tc":
            yield one
        elif name in _WRAPPERS:
            yield from _cells(one)


def _paragraphs(cell: etree._Element) -> Iterator[etree._Element]:
    for one in cell:
        name = local(one)
        if name == "p":
            yield one
        elif name in _WRAPPERS or name in ("tbl", "tr", "tc"):
            yield from _paragraphs(one)


def _is_layout(cell: etree._Element) -> bool:
    length = sum(len(t.text or "") for t in cell.iter() if local(t) == "t")
    return length > _CELL_LIMIT and sum(1 for _ in _paragraphs(cell)) > 1
