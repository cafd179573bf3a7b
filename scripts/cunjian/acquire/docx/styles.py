"""What styles and numbering definitions of a .docx say of a paragraph: its heading level, its boldness, its number."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from cunjian.acquire.docx.archive import Archive
from cunjian.acquire.docx.names import child, children, on, value
from cunjian.acquire.docx.numbers import drawn

_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)


@dataclass(slots=True)
class _Style:
    based_on: str | None
    level: int | None
    bold: bool | None
    numbering: tuple[str | None, str | None]  # numId, ilvl
    title: bool


class Styles:
    """Paragraph and character styles by id, with what they inherit."""

    def __init__(self, archive: Archive) -> None:
        self._styles: dict[str, _Style] = {}
        self._default = ""
        for root in archive.beside("styles"):
            for one in children(root, "style"):
                id = value(one, "styleId") or ""
                self._styles[id] = _style(one)
                if value(one, "type") == "paragraph" and value(one, "default") in ("1", "true"):
                    self._default = id

    def _chain(self, id: str | None) -> list[_Style]:
        out: list[_Style] = []
        seen: set[str] = set()
        while id and id in self._styles and id not in seen:
            seen.add(id)
            out.append(self._styles[id])
            id = self._styles[id].based_on
        return out

    def level(self, id: str | None) -> int | None:
        """Heading level 1 to 9; 0 for the style of the title; None for everything else."""
        for style in self._chain(id):
            if style.title:
                return 0
            if style.level is not None:
                return style.level if style.level <= 9 else None
        return None

    def bold(self, id: str | None) -> bool:
        return next((s.bold for s in self._chain(id) if s.bold is not None), False)

    def numbering(self, id: str | None) -> tuple[str | None, str | None]:
        """numId and ilvl that the style gives its paragraphs."""
        number = next((s.numbering[0] for s in self._chain(id) if s.numbering[0]), None)
        level = next((s.numbering[1] for s in self._chain(id) if s.numbering[1]), None)
        return number, level


def _style(one: etree._Element) -> _Style:
    name = value(child(one, "name")) or ""
    ppr, rpr = child(one, "pPr"), child(one, "rPr")
    heading = _HEADING.fullmatch(name.strip())
    outline = value(child(ppr, "outlineLvl"))
    level = int(heading.group(1)) if heading else int(outline) + 1 if outline and outline.isdigit() else None
    number = child(ppr, "numPr")
    return _Style(
        value(child(one, "basedOn")), level, on(rpr, "b"),
        (value(child(number, "numId")), value(child(number, "ilvl"))),
        name.strip().lower() in ("title", "标题"),
    )  # fmt: skip


@dataclass(slots=True)
class _Level:
    format: str = "decimal"
    text: str = ""
    start: int = 1
    suffix: str = "tab"
    style: str | None = None


@dataclass(slots=True)
class _List:
    abstract: str
    starts: dict[int, int] = field(default_factory=dict)  # level -> start of this list alone
    levels: dict[int, _Level] = field(default_factory=dict)
    begun: bool = False


class Numbering:
    """Counts the automatic numbers from the first paragraph to the last."""

    def __init__(self, archive: Archive) -> None:
        self._abstract: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, _List] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._by_style: dict[str, int] = {}
        for root in archive.beside("numbering"):
            for one in children(root, "abstractNum"):
                levels = {_index(x): _level(x) for x in children(one, "lvl")}
                self._abstract[value(one, "abstractNumId") or ""] = levels
                self._by_style |= {level.style: at for at, level in levels.items() if level.style}
            for one in children(root, "num"):
                self._lists[value(one, "numId") or ""] = _list(one)

    def level_of_style(self, style: str | None) -> int:
        """The level that a style is tied to in its list."""
        return self._by_style.get(style or "", 0)

    def next(self, number: str, level: int) -> str:
        """The text in front of the next paragraph of a list; "" for bullets and unknown lists."""
        one = self._lists.get(number)
        if one is None:
            return ""
        levels = {**self._abstract.get(one.abstract, {}), **one.levels}
        here = levels.get(level)
        if here is None:
            return ""
        counts = self._counts.setdefault(one.abstract, {})
        if not one.begun:
            one.begun = True
            for at in one.starts:
                counts.pop(at, None)
        start = one.starts.get(level, here.start)
        counts[level] = counts[level] + 1 if level in counts else start
        for deeper in [at for at in counts if at > level]:
            del counts[deeper]
        if here.format in ("bullet", "none"):
            return ""
        return _text(here, levels, counts)


def _index(one: etree._Element) -> int:
    text = value(one, "ilvl") or "0"
    return int(text) if text.isdigit() and len(text) < 3 else 0


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isdigit() and len(text) < 6 else otherwise


def _level(one: etree._Element) -> _Level:
    # numFmt may stand inside mc:AlternateContent in lists that only newer programs can draw
    return _Level(value(child(one, "numFmt")) or "decimal", value(child(one, "lvlText")) or "",
                  _number(value(child(one, "start")), 1), value(child(one, "suff")) or "tab",
                  value(child(one, "pStyle")))  # fmt: skip


def _list(one: etree._Element) -> _List:
    out = _List(value(child(one, "abstractNumId")) or "")
    for override in children(one, "lvlOverride"):
        at = _index(override)
        start = value(child(override, "startOverride"))
        if start is not None:
            out.starts[at] = _number(start, 1)
        level = child(override, "lvl")
        if level is not None:
            out.levels[at] = _level(level)
    return out


def _text(here: _Level, levels: dict[int, _Level], counts: dict[int, int]) -> str:
    def number(match: re.Match[str]) -> str:
        at = int(match.group(1)) - 1
        level = levels.get(at)
        return drawn(level.format, counts.get(at, level.start)) if level else ""

    text = re.sub(r"%([1-9])", number, here.text)
    tight = not text or not text[-1].isascii() or here.suffix == "nothing"
    return text if tight else text + " "
