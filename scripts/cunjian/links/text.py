"""links: the links, codes and running text of .html and .md, by line."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator

from lxml import etree, html

from cunjian.errors import Unreadable
from cunjian.links import qr
from cunjian.links.found import Place

_INLINE = re.compile(r"\[([^\]\n]*)\]\(\s*<?([^()\s<>]+)>?(?:\s+\"[^\"\n]*\")?\s*\)")
_DEFINED = re.compile(r"^\s*\[[^\]\n]+\]:\s*<?(\S+?)>?(?:\s|$)")
_DATA = re.compile(r"data:image/[\w.+-]+;base64,([A-Za-z0-9+/=\s]+)")
_ADDRESSES = ("href", "src", "data", "action", "cite", "content")
_UNSEEN = frozenset({"script", "style", "template"})


def decoded(content: bytes) -> str:
    """The text, whatever the encoding: UTF-8, UTF-16 with its mark, else GB18030."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030", "replace")


def markdown(content: bytes) -> Iterator[Place]:
    """Links as links, and what is left of the line as text."""
    for number, line in enumerate(decoded(content).splitlines(), 1):
        where = f"第{number}行"
        for label, target in _INLINE.findall(line):
            yield Place(where, target, "link", label)
        rest = _INLINE.sub(lambda m: m[1], line)
        if defined := _DEFINED.match(rest):
            yield Place(where, defined[1], "link")
        elif rest.strip():
            yield Place(where, rest, "text")


def page(content: bytes) -> Iterator[Place]:
    """Every address of an element, every picture that lies inside the page, every text."""
    try:
        root: etree._Element = html.document_fromstring(decoded(content), parser=html.HTMLParser(no_network=True, huge_tree=False))
    except (etree.LxmlError, ValueError) as error:
        raise Unreadable("不是完好的网页，没有读取。请用浏览器打开后另存，再试。") from error
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        where = f"第{getattr(element, 'sourceline', None) or 1}行"
        for name in _ADDRESSES:
            value = element.get(name) or ""
            inside = _DATA.match(value)
            if inside:
                yield from (Place(where, said, "qr") for said in qr.read(_bytes(inside[1])))
            elif value and len(value) < 4096:
                yield Place(where, value, "link", " ".join("".join(map(str, element.itertext())).split())[:500])
        if element.tag not in _UNSEEN and element.text and element.text.strip():
            yield Place(where, element.text, "text")
        if element.tail and element.tail.strip():
            yield Place(where, element.tail, "text")


def _bytes(text: str) -> bytes:
    try:
        return base64.b64decode(re.sub(r"\s", "", text), validate=True)
    except ValueError:
        return b""
