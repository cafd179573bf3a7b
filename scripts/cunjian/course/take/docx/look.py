"""Page, styles, fonts, numbering and page numbers of GB/T 9704-2012 on python-docx's empty document.

A4 with 37/35/28/26 mm around the text, 三号仿宋 on fixed lines of 28 pt, two characters of indent; 一、黑体, （一）楷体;
page numbers — 1 — outside.  Word takes the first font it has: fontTable.xml names what may stand in for each.
"""

from __future__ import annotations

import datetime
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from lxml import etree

SONG, FANG, HEI, KAI, SUN = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体"
_STAND_INS = {
    SONG: "方正小标宋_GBK,华文中宋,STZhongsong,宋体,SimSun",
    FANG: "仿宋,FangSong,华文仿宋,STFangsong",
    HEI: "SimHei,华文黑体,STHeiti",
    KAI: "楷体,KaiTi,华文楷体,STKaiti",
    SUN: "SimSun,华文宋体,STSong",
}
_WESTERN = "Times New Roman"
_LEFT, _CENTRE, _RIGHT, _BOTH = (
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.RIGHT,
    WD_ALIGN_PARAGRAPH.JUSTIFY,
)
# name: (font, size, line, alignment, indent in characters: first line, left, right; bold)
_STYLES: dict[str, tuple[str, float, float, Any, tuple[int, int, int], bool]] = {
    "Normal": (FANG, 16, 28, _BOTH, (2, 0, 0), False),
    "Title": (SONG, 22, 36, _CENTRE, (0, 0, 0), False),
    "Subtitle": (KAI, 16, 28, _CENTRE, (0, 0, 0), False),
    "Heading 1": (HEI, 16, 28, _LEFT, (2, 0, 0), False),
    "Heading 2": (KAI, 16, 28, _LEFT, (2, 0, 0), False),
    "Heading 3": (FANG, 16, 28, _LEFT, (2, 0, 0), True),
    "Heading 4": (FANG, 16, 28, _LEFT, (2, 0, 0), False),
    "引文题": (FANG, 16, 28, _LEFT, (2, 0, 0), True),
    "引文": (KAI, 16, 28, _BOTH, (2, 2, 2), False),
    "出处": (FANG, 14, 28, _RIGHT, (0, 2, 2), False),
    "列项": (FANG, 16, 28, _BOTH, (2, 0, 0), False),
    "代码": (FANG, 14, 24, _LEFT, (0, 2, 0), False),
    "表格": (FANG, 14, 22, _LEFT, (0, 0, 0), False),
    "表后": (FANG, 8, 10, _LEFT, (0, 0, 0), False),
    "Footer": (SUN, 14, 14, _LEFT, (0, 0, 0), False),
    "footnote text": (FANG, 10.5, 15, _LEFT, (0, 0, 0), False),
}
_HEADINGS, _DIGITS, BULLETS = 90, 91, 92
_LEVELS = (("chineseCountingThousand", "%1、"), ("chineseCountingThousand", "（%2）"), ("decimal", "%3．"), ("decimal", "（%4）"))
_WHEN = datetime.datetime(2000, 1, 1)


def empty(title: str) -> Any:
    """A document with the look and nothing in it."""
    document = Document()
    properties = document.core_properties
    properties.title, properties.author, properties.last_modified_by = title[:250], "村鉴", "村鉴"
    properties.comments, properties.language, properties.revision = "", "zh-CN", 1
    properties.created = properties.modified = _WHEN
    _page(document)
    for name, made in _STYLES.items():
        _style(document, name, *made)
    _reference_style(document)
    _numbering(document)
    _fonts(document)
    return document


def _page(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.header_distance, section.footer_distance = Mm(15), Mm(23)
    for grid in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(grid)
    document.settings.odd_and_even_pages_header_footer = True
    _page_number(section.footer.paragraphs[0], _RIGHT)
    _page_number(section.even_page_footer.paragraphs[0], _LEFT)


def _page_number(paragraph: Any, side: Any) -> None:
    """— 1 —, one character in from the edge."""
    paragraph.style = "Footer"
    paragraph.alignment = side
    _indent(paragraph._p.get_or_add_pPr(), 0, *((1, 0) if side == _LEFT else (0, 1)), size=14)
    paragraph.add_run("— ")
    for kind, text in (("begin", ""), ("", " PAGE "), ("separate", ""), ("text", "1"), ("end", "")):
        run = paragraph.add_run(text if kind == "text" else "")
        if kind in ("begin", "separate", "end"):
            run._r.append(parse_xml(f'<w:fldChar {nsdecls("w")} w:fldCharType="{kind}"/>'))
        elif not kind:
            run._r.append(parse_xml(f'<w:instrText {nsdecls("w")} xml:space="preserve">{text}</w:instrText>'))
    paragraph.add_run(" —")


def _style(
    document: Any, name: str, font: str, size: float, line: float, side: Any, indent: tuple[int, int, int], bold: bool
) -> None:
    styles = document.styles
    style = styles[name] if name in styles else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    if name not in ("Normal", "Title", "Subtitle", "Footer") and not name.startswith("Heading"):
        style.base_style = styles["Normal"]
    style.quick_style, style.hidden, style.unhide_when_used = True, False, False
    run = style.element.get_or_add_rPr()
    for old in list(run):
        run.remove(old)
    run.append(parse_xml(f'<w:rFonts {nsdecls("w")} w:ascii="{_WESTERN}" w:hAnsi="{_WESTERN}" w:cs="{_WESTERN}" '
                         f'w:eastAsia="{font}"/>'))  # fmt: skip
    style.font.size, style.font.bold, style.font.italic = Pt(size), bold, False
    style.font.color.rgb = RGBColor(0, 0, 0)
    if name == "Normal":  # 28 characters a line; a grid would do it too, but LibreOffice widens that
        run.find(qn("w:sz")).addprevious(parse_xml(f'<w:spacing {nsdecls("w")} w:val="-5"/>'))
    paragraph = style.element.get_or_add_pPr()
    for tag in ("w:pBdr", "w:contextualSpacing", "w:ind", "w:numPr"):
        for old in paragraph.findall(qn(tag)):
            paragraph.remove(old)
    form = style.paragraph_format
    form.space_before = form.space_after = Pt(0)
    form.line_spacing_rule, form.line_spacing, form.alignment = WD_LINE_SPACING.EXACTLY, Pt(line), side
    form.keep_with_next = name.startswith("Heading") or name in ("Title", "引文题")
    if name == "Title":
        form.space_after = Pt(14)
    _indent(paragraph, *indent, size=size)


def _indent(properties: Any, first: int, left: int, right: int, size: float) -> None:
    """Indents in characters, as Chinese editions of Word show them, and in twentieths of a point for the others."""
    for old in properties.findall(qn("w:ind")):
        properties.remove(old)
    made = parse_xml(f'<w:ind {nsdecls("w")}/>')
    for name, count in (("firstLine", first), ("left", left), ("right", right)):
        made.set(qn(f"w:{name}Chars"), str(count * 100))
        made.set(qn(f"w:{name}"), str(int(count * size * 20)))
    properties._insert_ind(made)


def _reference_style(document: Any) -> None:
    style = document.styles.add_style("footnote reference", WD_STYLE_TYPE.CHARACTER)
    style.font.superscript = True


def head_row(table: Any) -> None:
    """The first row stands on every page the table runs over; no row is torn apart."""
    for at, row in enumerate(table.rows):
        properties = row._tr.get_or_add_trPr()
        properties.append(parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))
        if at == 0:
            properties.append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))


# --------------------------------------------------------------------------- numbering


def _numbering(document: Any) -> None:
    """一、（一） on the heading styles, 1． and bullets for lists."""
    numbering = document.part.numbering_part.element
    for old in list(numbering):
        numbering.remove(old)
    rows = "".join(_level(at, kind, text, f'<w:pStyle w:val="Heading{at + 1}"/>') for at, (kind, text) in enumerate(_LEVELS))
    digits = "".join(_level(at, "decimal", f"%{at + 1}．") for at in range(4))
    bullets = "".join(_level(at, "bullet", "· ") for at in range(4))
    for id, levels in ((_HEADINGS, rows), (_DIGITS, digits), (BULLETS, bullets)):
        numbering.append(parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{id}">'
                                   f'<w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'))  # fmt: skip
    for id in (_HEADINGS, _DIGITS, BULLETS):
        numbering.append(_num(id, id))
    for at in range(4):
        style = document.styles[f"Heading {at + 1}"].element.get_or_add_pPr()
        style._insert_numPr(parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{at}"/><w:numId w:val="{_HEADINGS}"/></w:numPr>'))


def _level(at: int, kind: str, text: str, style: str = "") -> str:
    return (f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>{style}<w:suff w:val="nothing"/>'
            f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl>')  # fmt: skip


def _num(id: int, abstract: int, start: int | None = None) -> Any:
    begin = f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{start}"/></w:lvlOverride>' if start else ""
    return parse_xml(f'<w:num {nsdecls("w")} w:numId="{id}"><w:abstractNumId w:val="{abstract}"/>{begin}</w:num>')


def new_list(document: Any, start: int) -> int:
    """A numbered list of its own."""
    numbering = document.part.numbering_part.element
    id = 100 + len(numbering)
    numbering.append(_num(id, _DIGITS, start))
    return id


def number(paragraph: Any, id: int, level: int) -> None:
    """Make a paragraph an item of a list."""
    properties = paragraph._p.get_or_add_pPr()
    properties._insert_numPr(parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{min(level, 3)}"/><w:numId w:val="{id}"/></w:numPr>'))


# --------------------------------------------------------------------------- fonts


def _fonts(document: Any) -> None:
    """fontTable.xml with what may stand in; the document's language is Chinese."""
    rows = "".join(f'<w:font w:name="{name}"><w:altName w:val="{others}"/><w:charset w:val="86"/>'
                   f'<w:family w:val="auto"/></w:font>' for name, others in _STAND_INS.items())  # fmt: skip
    table = f'<w:fonts {nsdecls("w")}>{rows}<w:font w:name="{_WESTERN}"><w:family w:val="roman"/></w:font></w:fonts>'
    for relation in document.part.rels.values():
        if relation.reltype.endswith("/fontTable"):
            relation.target_part._blob = etree.tostring(
                etree.fromstring(table), xml_declaration=True, encoding="UTF-8", standalone=True
            )
    settings = document.settings.element.iter(qn("w:themeFontLang"))
    for language in (*document.styles.element.iter(qn("w:lang")), *settings):
        language.set(qn("w:eastAsia"), "zh-CN")
