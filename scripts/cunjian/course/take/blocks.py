"""A trainer's Markdown as plain blocks of runs, which Word and slides can hold; Python-Markdown reads it as the site does."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import lxml.html
from lxml import etree

from cunjian.model import Cited

_OPEN, _CLOSE = "\ue000", "\ue001"
_MARK = re.compile(f"{_OPEN}(\\d+){_CLOSE}")
_STRAY = re.compile(f"[{_OPEN}{_CLOSE}]")
_TAG = re.compile(r"<[^>]*>")
_SILENT = frozenset({"script", "style", "template", "iframe", "object", "embed", "form", "input", "button"})
_EXTENSIONS = ["tables", "fenced_code", "attr_list", "md_in_html", "admonition"]


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one look, or a reference."""

    text: str
    bold: bool = False
    italic: bool = False
    href: str | None = None
    cited: Cited | None = None


@dataclass(frozen=True, slots=True)
class Block:
    kind: str  # heading | paragraph | item | quote | code | table
    runs: tuple[Run, ...] = ()
    level: int = 0  # of a heading, 2..; of an item, 1..
    number: int | None = None  # of an item in an ordered list
    rows: tuple[tuple[tuple[Run, ...], ...], ...] = ()  # of a table, the head first


def html(parts: Iterable[str | Cited]) -> tuple[str, list[Cited]]:
    """HTML in which ``marked`` finds references; broken markup is closed, scripts are left out."""
    cited: list[Cited] = []
    text = ""
    for part in parts:
        if isinstance(part, str):
            text += _STRAY.sub("", part)
        else:
            text += f"{_OPEN}{len(cited)}{_CLOSE}"
            cited.append(part)
    made = _markdown().reset().convert(text.strip("\n"))
    return _TAG.sub(lambda tag: _MARK.sub("", tag.group()), _tidy(made)), cited


def marked(made: str, cited: list[Cited], show: Any) -> str:
    """HTML in which every reference is what ``show`` makes of it."""
    return _MARK.sub(lambda found: show(cited[int(found[1])]), made)


@cache
def _markdown() -> Any:
    from markdown import Markdown  # type: ignore[import-untyped]

    return Markdown(extensions=_EXTENSIONS)


def _tree(made: str) -> Any:
    try:
        tree = lxml.html.fragment_fromstring(made, create_parent="div")
    except (etree.ParserError, ValueError):
        tree = lxml.html.fragment_fromstring("", create_parent="div")
        tree.text = made
    return tree


def _tidy(made: str) -> str:
    tree = _tree(made)
    for element in list(tree.iter()):
        if not isinstance(element.tag, str) or element.tag in _SILENT:
            if element.getparent() is not None:
                element.drop_tree()
            continue
        for name, value in list(element.attrib.items()):
            scheme = re.sub(r"[\s\x00-\x1f]", "", value).lower().startswith(("javascript:", "vbscript:"))
            if name.startswith("on") or name in ("style", "id", "srcset") or scheme:
                del element.attrib[name]
    for image in list(tree.iter("img")):  # nothing is fetched from where the page is opened
        image.tail = f"〔图：{image.get('alt') or '未说明'}〕{image.tail or ''}"
        image.drop_tree()
    return "".join([tree.text or "", *(etree.tostring(c, encoding="unicode", method="html") for c in tree)])


# --------------------------------------------------------------------------- blocks


def blocks(parts: Iterable[str | Cited]) -> list[Block]:
    """The blocks of a piece."""
    made, cited = html(parts)
    return list(_blocks(_tree(made), cited))


def _blocks(parent: Any, cited: list[Cited], kind: str = "paragraph") -> Iterator[Block]:
    loose: list[Run] = [*_words(parent.text, Run(""), cited)]
    for child in parent:
        if not _is_block(child.tag):
            loose += _runs(child, Run(""), cited)
        else:
            yield from _paragraph(loose, kind)
            loose = []
            yield from _block(child, cited, kind)
        loose += _words(child.tail, Run(""), cited)
    yield from _paragraph(loose, kind)


def _is_block(tag: str) -> bool:
    return bool(re.fullmatch(r"h[1-6]|p|ul|ol|table|pre|blockquote|div|section|details|summary|hr|dl|dt|dd|figure|nav|article", tag))


def _paragraph(runs: list[Run], kind: str) -> Iterator[Block]:
    kept = _trimmed(runs)
    if kept:
        yield Block(kind, kept)


def _block(element: Any, cited: list[Cited], kind: str) -> Iterator[Block]:
    tag = element.tag
    if re.fullmatch(r"h[1-6]", tag):
        yield Block("heading", _trimmed(_inside(element, cited)), int(tag[1]))
    elif tag == "p":
        yield from _paragraph(_inside(element, cited), kind)
    elif tag in ("ul", "ol"):
        yield from _items(element, cited, 1)
    elif tag == "table":
        rows = tuple(tuple(_trimmed(_inside(cell, cited)) for cell in row.iter("td", "th")) for row in element.iter("tr"))
        if any(rows):
            yield Block("table", rows=rows)
    elif tag == "pre":
        for line in "".join(element.itertext()).rstrip("\n").split("\n"):
            yield Block("code", (Run(line),))
    elif tag != "hr":
        yield from _blocks(element, cited, "quote" if tag == "blockquote" else kind)


def _items(element: Any, cited: list[Cited], level: int) -> Iterator[Block]:
    start = element.get("start", "1")
    number = int(start) if re.fullmatch(r"\d{1,4}", start) else 1
    for item in element.iter("li"):
        if item.getparent() is not element:
            continue
        own = list(_blocks(_without_lists(item), cited))
        runs = tuple(r for i, b in enumerate(own) for r in ((Run(" "),) if i else ()) + b.runs)
        yield Block("item", runs, level, number if element.tag == "ol" else None)
        number += 1
        for below in item:
            if below.tag in ("ul", "ol"):
                yield from _items(below, cited, level + 1)


def _without_lists(item: Any) -> Any:
    copy: Any = lxml.html.fromstring(lxml.html.tostring(item, encoding="unicode"))
    for below in [child for child in copy if child.tag in ("ul", "ol")]:
        below.drop_tree()
    return copy


def _inside(element: Any, cited: list[Cited], look: Run | None = None) -> list[Run]:
    look = look or Run("")
    out = [*_words(element.text, look, cited)]
    for child in element:
        out += _runs(child, look, cited)
        out += _words(child.tail, look, cited)
    return out


def _runs(element: Any, look: Run, cited: list[Cited]) -> list[Run]:
    if element.tag == "br":
        return [replace(look, text="\n")]
    if element.tag in ("strong", "b"):
        look = replace(look, bold=True)
    if element.tag in ("em", "i"):
        look = replace(look, italic=True)
    if element.tag == "a" and element.get("href"):
        look = replace(look, href=element.get("href"))
    return _inside(element, cited, look)


def _words(text: str | None, look: Run, cited: list[Cited]) -> Iterator[Run]:
    """Text with its references; line breaks of the source are blanks, or nothing between Chinese characters."""
    pieces = _MARK.split(text or "")
    for at, piece in enumerate(pieces):
        if at % 2:
            yield replace(look, cited=cited[int(piece)])
        elif piece:
            piece = re.sub(r"(?<=[^\x00-\x7f])\s*\n\s*(?=[^\x00-\x7f])", "", piece)
            yield replace(look, text=re.sub(r"[ \t\n\r]+", " ", piece))


def _trimmed(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Without blanks at both ends."""
    kept = list(runs)
    while kept and not kept[0].cited and not kept[0].text.strip():
        kept.pop(0)
    while kept and not kept[-1].cited and not kept[-1].text.strip():
        kept.pop()
    if kept and not kept[0].cited:
        kept[0] = replace(kept[0], text=kept[0].text.lstrip())
    if kept and not kept[-1].cited:
        kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip())
    return tuple(kept)


def plain(runs: Iterable[Run]) -> str:
    """The text alone; a reference as its words or name."""
    return "".join(named(run.cited) if run.cited else run.text for run in runs)


def named(cited: Cited) -> str:
    """What stands in a sentence for a reference."""
    if cited.id is None or cited.state == "gone":
        return cited.words or lost(cited)
    if cited.sentence and not cited.words:
        return f"“{cited.about}”"
    return cited.words or cited.title


def lost(cited: Cited) -> str:
    """What is said of a reference that leads nowhere."""
    told = {"withdrawn": "所引页面已撤下", "gone": "所引句子已不在原文里"}
    return f"〔{told.get(cited.state, '所引页面不在本库')}：{cited.code}〕"
