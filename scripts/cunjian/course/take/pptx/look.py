"""The look of the slides: python-pptx's own layouts made wide, in Chinese type and the site's colours; real placeholders."""

from __future__ import annotations

import copy
import datetime
import io
from collections.abc import Sequence
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt

from cunjian.course.take.package import xml_text

TITLE, CONTENT, SECTION, BARE, QUOTE = 0, 1, 2, 5, -1  # layouts; a quotation uses CONTENT without bullets
QR = 1_700_000  # room that the QR code takes at the right, in EMU
_WIDE, _HIGH, _NARROW = 12_192_000, 6_858_000, 9_144_000
_WHEN = datetime.datetime(2000, 1, 1)
_RED, _INK, _SOFT, _PAPER = "7F1D1D", "262220", "5C564D", "FBF9F5"
_COLOURS = {"dk1": _INK, "lt1": "FFFFFF", "dk2": _RED, "lt2": _PAPER, "accent1": "9B2226", "accent2": "9A6A00",
            "accent3": _SOFT, "accent4": "B45309", "accent5": "7F5539", "accent6": "386641", "hlink": "9B2226",
            "folHlink": _SOFT}  # fmt: skip
_HEAD, _BODY = "华文中宋", "微软雅黑"
_EDGE = 640_000
# of the layouts we use: placeholder index -> left, top, width, height
_PLACES: dict[int, dict[int, tuple[int, int, int, int]]] = {
    TITLE: {0: (_EDGE, 1_900_000, _WIDE - 2 * _EDGE, 1_500_000), 1: (_EDGE, 3_600_000, _WIDE - 2 * _EDGE - QR, 1_000_000)},
    SECTION: {0: (_EDGE, 2_300_000, _WIDE - 2 * _EDGE, 1_500_000), 1: (_EDGE, 3_900_000, _WIDE - 2 * _EDGE - QR, 800_000)},
    CONTENT: {0: (_EDGE, 380_000, _WIDE - 2 * _EDGE, 900_000), 1: (_EDGE, 1_560_000, _WIDE - 2 * _EDGE, 3_560_000)},
    BARE: {0: (_EDGE, 380_000, _WIDE - 2 * _EDGE, 900_000)},
}
_FOOT = {"dt": None, "ftr": (_EDGE, 5_560_000, _WIDE - 2 * _EDGE - QR, 900_000), "sldNum": (_WIDE - 1_100_000, 6_380_000, 900_000, 330_000)}


def empty(title: str) -> Any:
    """A deck with the look and no slide."""
    deck: Any = Presentation()
    deck.slide_width, deck.slide_height = Emu(_WIDE), Emu(_HIGH)
    properties = deck.core_properties
    properties.title, properties.author, properties.last_modified_by = title[:250], "村鉴", "村鉴"
    properties.created = properties.modified = _WHEN
    properties.revision, properties.language = 1, "zh-CN"
    master = deck.slide_master
    _theme(master)
    for shapes in (master.shapes, *(layout.shapes for layout in deck.slide_layouts)):
        _widen(shapes)
    for index, places in _PLACES.items():
        for placeholder in deck.slide_layouts[index].placeholders:
            if at := places.get(placeholder.placeholder_format.idx):
                _put(placeholder, at)
    _type(master, deck.slide_layouts)
    return deck


def _theme(master: Any) -> None:
    part = next(r.target_part for r in master.part.rels.values() if r.reltype.endswith("/theme"))
    theme: Any = etree.fromstring(part.blob)
    for name, colour in _COLOURS.items():
        for element in theme.iter(qn(f"a:{name}")):
            for old in list(element):
                element.remove(old)
            etree.SubElement(element, qn("a:srgbClr")).set("val", colour)
    for font, tag in ((_HEAD, "a:majorFont"), (_BODY, "a:minorFont")):
        for element in theme.iter(qn(tag)):
            element.find(qn("a:ea")).set("typeface", font)
            for own in element.findall(qn("a:font")):
                if own.get("script") == "Hans":
                    own.set("typeface", font)
    part._blob = etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)


def _widen(shapes: Any) -> None:
    for shape in shapes:
        if shape._element.find(f".//{qn('a:xfrm')}") is not None:
            shape.left, shape.width = Emu(shape.left * _WIDE // _NARROW), Emu(shape.width * _WIDE // _NARROW)


def _put(shape: Any, at: tuple[int, int, int, int]) -> None:
    shape.left, shape.top, shape.width, shape.height = (Emu(x) for x in at)


def _type(master: Any, layouts: Any) -> None:
    """Sizes, sides and the red line below titles."""
    styles = master._element.find(qn("p:txStyles"))
    title = styles.find(qn("p:titleStyle")).find(qn("a:lvl1pPr"))
    title.set("algn", "l")
    _character(title, "3000", "tx2", bold=True)
    for level, size in (("a:lvl1pPr", "2400"), ("a:lvl2pPr", "2000"), ("a:lvl3pPr", "1800")):
        _character(styles.find(qn("p:bodyStyle")).find(qn(level)), size, "tx1")
    for shapes in (master.placeholders, *(layout.placeholders for layout in layouts)):
        for placeholder in shapes:
            kind = placeholder._element.find(f".//{qn('p:ph')}").get("type")
            if at := _FOOT.get(kind or ""):
                _put(placeholder, at)
                for style in placeholder._element.iter(qn("a:lvl1pPr")):
                    style.set("algn", "l" if kind == "ftr" else "r")
                    _character(style, "1300" if kind == "ftr" else "1100", "accent3")
    for index in (TITLE, SECTION):
        for placeholder in layouts[index].placeholders:
            at = placeholder.placeholder_format.idx
            for style in placeholder._element.iter(qn("a:lvl1pPr")):
                style.set("algn", "l")
                if at < 2:
                    _character(style, "4000" if at == 0 else "2200", "tx2" if at == 0 else "accent3", bold=at == 0)
                    for run in style.iter(qn("a:defRPr")):
                        run.attrib.pop("cap", None)
            if at < 2:
                placeholder.text_frame.vertical_anchor = MSO_ANCHOR.BOTTOM if at == 0 else MSO_ANCHOR.TOP
    for index in (CONTENT, BARE):
        _rule(layouts[index])


def _character(style: Any, size: str, colour: str, bold: bool = False) -> None:
    run = style.find(qn("a:defRPr"))
    if run is None:
        run = etree.SubElement(style, qn("a:defRPr"))
    run.set("sz", size)
    run.set("b", "1" if bold else "0")
    for fill in run.findall(qn("a:solidFill")):
        run.remove(fill)
    fill = etree.Element(qn("a:solidFill"))
    etree.SubElement(fill, qn("a:schemeClr")).set("val", colour)
    run.insert(0, fill)


def _rule(layout: Any) -> None:
    """The red line, drawn on the layout and so on each of its slides."""
    xml = (
        f'<p:cxnSp xmlns:p="{_ns("p")}" xmlns:a="{_ns("a")}"><p:nvCxnSpPr><p:cNvPr id="90" name="线"/><p:cNvCxnSpPr/><p:nvPr/>'
        f'</p:nvCxnSpPr><p:spPr><a:xfrm><a:off x="{_EDGE}" y="1340000"/><a:ext cx="{_WIDE - 2 * _EDGE}" cy="0"/></a:xfrm>'
        '<a:prstGeom prst="line"><a:avLst/></a:prstGeom><a:ln w="25400"><a:solidFill><a:schemeClr val="accent1"/></a:solidFill>'
        "</a:ln></p:spPr></p:cxnSp>"
    )
    layout.shapes._spTree.append(etree.fromstring(xml))


def _ns(prefix: str) -> str:
    return qn(f"{prefix}:x")[1:].partition("}")[0]


# --------------------------------------------------------------------------- slides


def slide(deck: Any, layout: int, title: str, lines: Sequence[str], source: str, bullets: bool) -> Any:
    """A slide with its placeholders filled; the source stands in the footer's."""
    form = deck.slide_layouts[CONTENT if layout == QUOTE else layout]
    made = deck.slides.add_slide(form)
    made.shapes.title.text = title
    _fit(made.shapes.title, len(title), ((36, 40), (60, 32), (10**9, 26)) if layout in (TITLE, SECTION) else
         ((34, 30), (60, 24), (10**9, 20)))  # fmt: skip
    if len(made.placeholders) > 1:
        body = made.placeholders[1]
        if any(lines):
            body.text_frame.text = "\n".join(" ".join(line.split("\n")) for line in lines) if layout != QUOTE else lines[0]
            if layout == QUOTE or not bullets:
                _plain(body, quote=layout == QUOTE)
            if layout in (CONTENT, QUOTE):
                length = sum(len(line) + (0 if layout == QUOTE else 12) for line in lines)
                _fit(body, length, ((60, 32), (120, 28), (10**9, 24)) if layout == QUOTE else
                     ((110, 26), (190, 22), (300, 18), (10**9, 14)))  # fmt: skip
        else:
            body._element.getparent().remove(body._element)
    for kind, text in (("ftr", source), ("sldNum", "")):
        if text or kind == "sldNum":
            _foot(made, form, kind, text)
    return made


def _plain(body: Any, quote: bool) -> None:
    """No bullets; a quotation in the face of the headings, in the middle of its room."""
    body.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE if quote else MSO_ANCHOR.TOP
    for paragraph in body.text_frame.paragraphs:
        properties = paragraph._p.get_or_add_pPr()
        properties.set("marL", "0")
        properties.set("indent", "0")
        paragraph.line_spacing = 1.3
        paragraph.space_before = Pt(6)
        properties.append(etree.Element(qn("a:buNone")))
        if quote:
            for run in paragraph.runs:
                run.font.name = "+mj-lt"
                face = etree.SubElement(run._r.get_or_add_rPr(), qn("a:ea"))
                face.set("typeface", "+mj-ea")


def _fit(shape: Any, length: int, steps: Sequence[tuple[int, int]]) -> None:
    """A size at which so many characters fit."""
    size = next(size for most, size in steps if length <= most)
    for paragraph in shape.text_frame.paragraphs:
        for run in paragraph.runs:
            run.font.size = Pt(size)


def _foot(made: Any, form: Any, kind: str, text: str) -> None:
    """A copy of the layout's footer or slide number, as PowerPoint makes it."""
    for placeholder in form.placeholders:
        if placeholder._element.find(f".//{qn('p:ph')}").get("type") == kind:
            element = copy.deepcopy(placeholder._element)
            element.find(f".//{qn('p:cNvPr')}").set("id", str(100 + len(made.shapes)))
            made.shapes._spTree.append(element)
            if kind == "ftr":
                made.shapes[-1].text_frame.text = text
                made.shapes[-1].text_frame.word_wrap = True


def picture(made: Any, png: bytes, about: str) -> None:
    """The QR code, at the lower right."""
    side = QR - 260_000
    shape = made.shapes.add_picture(io.BytesIO(png), Emu(_WIDE - _EDGE - side), Emu(_HIGH - side - 520_000), Emu(side), Emu(side))
    shape._element.find(f".//{qn('p:cNvPr')}").set("descr", about)


def table(made: Any, rows: Sequence[Sequence[str]], spare: int) -> None:
    """A table below the title, ``spare`` EMU narrower."""
    width = max(map(len, rows))
    room = _WIDE - 2 * _EDGE - spare
    frame = made.shapes.add_table(len(rows), width, Emu(_EDGE), Emu(1_560_000), Emu(room), Emu(420_000 * len(rows)))
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            cell = frame.table.cell(at, column)
            cell.text = xml_text(" ".join(text.split("\n")))
            for paragraph in cell.text_frame.paragraphs:
                paragraph.alignment = PP_ALIGN.LEFT
                for run in paragraph.runs:
                    run.font.size = Pt(18 if len(rows) < 7 and width < 5 else 15)


def speak(made: Any, lines: Sequence[str]) -> None:
    """Add lines to the notes of a slide."""
    if made is None or not lines:
        return
    frame = made.notes_slide.notes_text_frame
    frame.text = "\n".join(x for x in (frame.text, *(xml_text(line) for line in lines)) if x)
