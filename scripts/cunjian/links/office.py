"""links: the links, codes and running text of .docx, .pptx and .xlsx, by paragraph, slide and cell."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from cunjian.links import qr
from cunjian.links.found import Place
from cunjian.links.package import opened, related
from cunjian.office import Package, attribute, local

_HYPERLINK = re.compile(r"HYPERLINK\s+(?:\\\w\s+)*[\"“]?([^\"”\s]+)(?:[\"”]?\s+\\l\s+[\"“]?([^\"”\s]+))?", re.IGNORECASE)
_FORMULA = re.compile(r"HYPERLINK\(\s*\"((?:[^\"]|\"\")*)\"", re.IGNORECASE)
_NUMBER = re.compile(r"(\d+)\.xml$")
_WORD = (("document", ""), ("header", "页眉"), ("footer", "页脚"), ("footnotes", "脚注"), ("endnotes", "尾注"), ("comments", "批注"))


def docx(content: bytes) -> Iterator[Place]:
    """A Word document: paragraphs are counted through, tables included."""
    package = opened(content)
    for kind, label in _WORD:
        for name in sorted(n for n in package.names if re.fullmatch(rf"word/{kind}\d*\.xml", n)):
            yield from _paragraphs(package, name, lambda n, label=label: f"{label}第{n}段")


def pptx(content: bytes) -> Iterator[Place]:
    """A presentation: slides in their order, then the notes under them."""
    package = opened(content)
    for number, name in enumerate(_slides(package), 1):
        yield from _paragraphs(package, name, lambda _, number=number: f"第{number}页")
        for kind, target, outside in package.relations(name).values():
            if kind == "notesSlide" and not outside and target in package.names:
                yield from _paragraphs(package, target, lambda _, number=number: f"第{number}页备注")


def _slides(package: Package) -> list[str]:
    """The slides in the order in which they are shown; those that no list names come last."""
    relations = package.relations("ppt/presentation.xml")
    root = package.part("ppt/presentation.xml")
    listed = [relations[related(e)][1] for e in root.iter() if local(e) == "sldId" and related(e) in relations] if root is not None else []
    present = [n for n in package.names if re.fullmatch(r"ppt/slides/slide\d+\.xml", n)]
    ordered = dict.fromkeys(n for n in listed if n in present)
    return [*ordered, *sorted((n for n in present if n not in ordered), key=_number)]


def _number(name: str) -> int:
    found = _NUMBER.search(name)
    return int(found[1]) if found else 0


def _paragraphs(package: Package, name: str, where: object) -> Iterator[Place]:
    """Every paragraph of a part: its links with what they are put on, its pictures, its text."""
    root = package.part(name)
    if root is None:
        return
    for again in [e for e in root.iter() if local(e) == "Fallback"]:  # says the same for older programs
        if (parent := again.getparent()) is not None:
            parent.remove(again)
    relations = package.relations(name)
    number = 0
    used: set[str] = set()
    for paragraph in root.iter():
        tag = local(paragraph)
        if tag == "p":
            number += 1
            place: str = where(number)  # type: ignore[operator]
            yield from _links(paragraph, relations, place, used)
            if text := "".join(e.text or "" for e in _own(paragraph) if local(e) == "t"):
                yield Place(place, text, "text")
        picture = tag in ("blip", "imagedata", "hlinkClick", "hlinkHover") and related(paragraph)
        if picture and picture in relations and picture not in used:
            kind, target, outside = relations[picture]
            place = where(max(number, 1))  # type: ignore[operator]
            if outside and kind == "hyperlink":
                used.add(picture)
                yield Place(place, target, "link")
            elif not outside and qr.is_picture(target) and target in package.names:
                used.add(picture)
                yield from (Place(place, said, "qr") for said in qr.read(package.bytes(target)))


def _links(paragraph: etree._Element, relations: dict[str, tuple[str, str, bool]], place: str, used: set[str]) -> Iterator[Place]:
    for element in _own(paragraph):
        tag = local(element)
        id = related(element)
        if tag in ("hyperlink", "hlinkClick", "hlinkHover") and id in relations and relations[id][2]:
            used.add(id)
            fragment = attribute(element, "anchor") if tag == "hyperlink" else None
            target = relations[id][1]
            holder = element if tag == "hyperlink" else _run(element)
            yield Place(place, f"{target}#{fragment}" if fragment and "#" not in target else target, "link", _text(holder))
        elif tag == "fldSimple":
            yield from _field(attribute(element, "instr") or "", place, _text(element))
    instructions = "".join(e.text or "" for e in _own(paragraph) if local(e) == "instrText")
    yield from _field(instructions, place, _text(paragraph))


def _own(paragraph: etree._Element) -> Iterator[etree._Element]:
    """What stands in a paragraph, but not in a paragraph inside it (a text box)."""
    for child in paragraph:
        if local(child) != "p":
            yield child
            yield from _own(child)


def _run(element: etree._Element) -> etree._Element:
    """The run of text that a link of a slide is put on."""
    up = element.getparent()
    over = up.getparent() if up is not None else None
    return over if over is not None and local(over) == "r" else element


def _field(instructions: str, place: str, label: str) -> Iterator[Place]:
    for target, fragment in _HYPERLINK.findall(instructions):
        yield Place(place, f"{target}#{fragment}" if fragment else target, "link", label)


def _text(element: etree._Element) -> str:
    return "".join(e.text or "" for e in element.iter() if local(e) == "t")


# --------------------------------------------------------------------------- .xlsx


def xlsx(content: bytes) -> Iterator[Place]:
    """A workbook: every sheet by its name, every cell by its address."""
    package = opened(content)
    shared = _shared(package)
    relations = package.relations("xl/workbook.xml")
    root = package.part("xl/workbook.xml")
    for sheet in root.iter() if root is not None else ():
        if local(sheet) == "sheet" and related(sheet) in relations:
            target = relations[related(sheet)][1]
            if target in package.names:
                yield from _sheet(package, target, sheet.get("name") or "", shared)


def _shared(package: Package) -> list[str]:
    root = package.part("xl/sharedStrings.xml")
    return [_text(e) for e in root if local(e) == "si"] if root is not None else []


def _sheet(package: Package, name: str, title: str, shared: list[str]) -> Iterator[Place]:
    relations = package.relations(name)
    root = package.part(name)
    texts: dict[str, str] = {}
    for element in root.iter() if root is not None else ():
        tag = local(element)
        if tag == "c":
            cell = element.get("r") or ""
            for formula in (e.text or "" for e in element if local(e) == "f"):
                for target in _FORMULA.findall(formula):
                    yield Place(f"{title}!{cell}", target.replace('""', '"'), "link")
            text = _cell(element, shared)
            if text:
                texts[cell] = text
                yield Place(f"{title}!{cell}", text, "text")
        elif tag == "hyperlink" and related(element) in relations:
            cell = element.get("ref") or ""
            fragment = element.get("location")
            target = relations[related(element)][1]
            target = f"{target}#{fragment}" if fragment and "#" not in target else target
            yield Place(f"{title}!{cell}", target, "link", texts.get(cell, ""))
    for kind, target, outside in relations.values():
        if kind == "drawing" and not outside:
            for inner, picture, away in package.relations(target).values():
                if inner == "image" and not away and qr.is_picture(picture) and picture in package.names:
                    yield from (Place(f"{title} 图片", said, "qr") for said in qr.read(package.bytes(picture)))


def _cell(element: etree._Element, shared: list[str]) -> str:
    value = next((e.text or "" for e in element if local(e) == "v"), "")
    if element.get("t") == "s":
        return shared[int(value)] if value.isdigit() and int(value) < len(shared) else ""
    return _text(element) if element.get("t") == "inlineStr" else value if element.get("t") == "str" else ""
