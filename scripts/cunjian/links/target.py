"""links: references to pages of the site inside any string: an address under any host, a path, [[code]], a bare code."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from cunjian.codes import CHAR, EIGHT
from cunjian.codes import ENTRY as _CODE

FOLDERS = {"s": "speeches", "p": "practices", "v": "villages", "t": "terms"}
_ANCHOR = r"[\w.~:%-]{1,80}"
ADDRESS = re.compile(
    rf"(?<![0-9A-Za-z])(?P<folder>speeches|practices|villages|terms)[/\\](?P<code>{_CODE})(?![0-9A-Za-z])"
    rf"(?P<tail>-[\w-]{{1,60}}\.html|\.html?|\.md|/(?:index\.html)?)?(?:\?[\w=&%.-]*)?(?:#(?P<anchor>{_ANCHOR}))?"
)
FIGURE = re.compile(rf"(?P<folder>figures)/(?P<page>index|{_CODE})(?P<tail>\.html?|\.md)#(?P<code>f{EIGHT})(?![0-9A-Za-z])")
COURSE = re.compile(r"(?P<folder>courses)/(?P<code>[a-z0-9][a-z0-9-]{0,39}(?:_\d+)?)(?P<tail>\.html|\.md)(?:#(?P<anchor>[\w-]+))?")
BRACKETS = re.compile(rf"(?<=\[\[)(?P<code>{_CODE})(?:#(?P<anchor>{_ANCHOR}))?(?=\s*(?:\||\]\]))")
BARE = re.compile(rf"(?<![0-9A-Za-z/\\_#.=-])(?P<code>{_CODE})(?:#(?P<anchor>j{CHAR}{{7}}(?:-\d+)?))?(?![0-9A-Za-z_-])")
_NAMED = re.compile(r"(?:页码|编号|村鉴)[\s：:，,（(]*$")


@dataclass(frozen=True, slots=True)
class Reference:
    """One of them, at ``start`` to ``end`` of the string."""

    start: int
    end: int
    form: str  # address | figure | course | brackets | bare
    code: str
    anchor: str | None
    folder: str = ""
    tail: str = ""
    page: str = ""  # of a figure: the page its row is said to stand on
    named: bool = True  # a bare code without the word 页码 before it may be an English word


def find(text: str) -> Iterator[Reference]:
    """Every reference, in order, none inside another."""
    taken = 0
    for found in sorted(_all(text), key=lambda r: (r.start, -r.end)):
        if found.start >= taken:
            taken = found.end
            yield found


def _all(text: str) -> Iterator[Reference]:
    for form, pattern in (("address", ADDRESS), ("figure", FIGURE), ("course", COURSE), ("brackets", BRACKETS)):
        for m in pattern.finditer(text):
            given = m.groupdict()
            anchor = given.get("anchor")
            yield Reference(m.start(), m.end(), form, m["code"], unquote(anchor) if anchor else None,
                            given.get("folder") or "", given.get("tail") or "", given.get("page") or "")  # fmt: skip
    for m in BARE.finditer(text):
        named = bool(_NAMED.search(text[max(0, m.start() - 12) : m.start()]))
        yield Reference(m.start(), m.end(), "bare", m["code"], m["anchor"], named=named)


def replaced(text: str, instead: Callable[[Reference], str | None]) -> str:
    """The string with every reference for which there is something to put instead."""
    out: list[str] = []
    at = 0
    for found in find(text):
        new = instead(found)
        if new is not None:
            out += [text[at : found.start], new]
            at = found.end
    return "".join([*out, text[at:]])
