"""links: a corrected copy beside the trainer's file, in which only the targets of links differ.

Office documents: targets stand in relationships and in field codes; every other part is copied byte for byte.  Pages and
Markdown: what stands in href, src, (…), <…> and [[…]] is changed in the bytes of the file, whatever their encoding.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Callable
from functools import partial
from xml.sax.saxutils import quoteattr

from cunjian.links.package import opened
from cunjian.links.target import Reference, replaced
from cunjian.office import Package

FORMATS = ("docx", "pptx", "md", "html", "htm")
Instead = Callable[[Reference], str | None]

_TARGET = re.compile(r"""(\bTarget\s*=\s*)("[^"]*"|'[^']*')""")
_FIELD = re.compile(r"""(\b(?:\w+:)?instr\s*=\s*"[^"]*"|<(?:\w+:)?instrText\b[^>]*>[^<]*<)""")
_HYPERLINK = re.compile(r"<(?:\w+:)?hyperlink\b[^>]*>")
_RELATIONSHIP = re.compile(r"<(?:\w+:)?Relationship\b[^>]*>")
_ATTRIBUTE = re.compile(r'([\w:]+)\s*=\s*"([^"]*)"')
_ANCHOR = re.compile(r'(\s(?:\w+:)?)anchor\s*=\s*"[^"]*"')
_HREF = re.compile(r"""\b(?:href|src)\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>"']+)""", re.IGNORECASE)
_MARKDOWN = re.compile(r"\]\(\s*<?[^()\s<>]+|^\s*\[[^\]\n]+\]:\s*\S+|<[^\s<>]+>|\[\[[^\]\n]*\]\]|\bhttps?://[^\s()<>\"']+", re.MULTILINE)


def fixed(content: bytes, format: str, instead: Instead) -> bytes:
    """The corrected file."""
    if format in ("docx", "pptx"):
        return _office(content, instead)
    pattern = _MARKDOWN if format == "md" else _HREF
    text = content.decode("latin-1")  # every byte as one character: nothing else can change
    return pattern.sub(lambda m: replaced(m[0], instead), text).encode("latin-1")


def _office(content: bytes, instead: Instead) -> bytes:
    package = opened(content)
    split = _split(package, instead)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.comment = package.zip.comment
        for info in package.zip.infolist():
            part = package.bytes(info.filename)
            if info.filename in split:
                part = split[info.filename](part)
            if info.filename.endswith(".rels"):
                part = _in(part, _TARGET, instead)
            elif info.filename.startswith("word/") and info.filename.endswith(".xml"):
                part = _in(part, _FIELD, instead)
            copy = zipfile.ZipInfo(info.filename, info.date_time)
            copy.compress_type, copy.external_attr, copy.create_system = info.compress_type, info.external_attr, info.create_system
            archive.writestr(copy, part)
    return out.getvalue()


def _split(package: Package, instead: Instead) -> dict[str, Callable[[bytes], bytes]]:
    """Word keeps the place on a page apart from the page: for each part that has such a link, what changes in it."""
    changes: dict[str, Callable[[bytes], bytes]] = {}
    for name in [n for n in package.names if n.startswith("word/") and n.endswith(".xml")]:
        relations = package.relations(name)
        targets: dict[str, str] = {}
        tags: dict[str, str] = {}
        for tag in set(_HYPERLINK.findall(package.bytes(name).decode("latin-1"))) if relations else ():
            given = {key.rpartition(":")[2]: value for key, value in _ATTRIBUTE.findall(tag)}
            target, anchor = relations.get(given.get("id", ""), ("", "", False))[1], given.get("anchor")
            if not anchor or not target or "#" in target:
                continue
            new = replaced(f"{target}#{anchor}", instead)
            if new != f"{target}#{anchor}":
                page, _, place = new.partition("#")
                targets[given["id"]] = page
                kept = f'anchor="{place}"' if place else ""
                tags[tag] = _ANCHOR.sub(lambda m, kept=kept: (m[1] + kept) if kept else "", tag)  # type: ignore[misc]
        if tags:
            changes[name] = partial(_swapped, tags)
            changes[posixpath.join(posixpath.dirname(name), "_rels", f"{posixpath.basename(name)}.rels")] = partial(_aimed, targets)
    return changes


def _swapped(tags: dict[str, str], part: bytes) -> bytes:
    return _HYPERLINK.sub(lambda m: tags.get(m[0], m[0]), part.decode("latin-1")).encode("latin-1")


def _aimed(targets: dict[str, str], part: bytes) -> bytes:
    """Relationships with new targets by their id."""

    def one(match: re.Match[str]) -> str:
        id = dict(_ATTRIBUTE.findall(match[0])).get("Id", "")
        return _TARGET.sub(lambda m: f"{m[1]}{quoteattr(targets[id])}", match[0]) if id in targets else match[0]

    return _RELATIONSHIP.sub(one, part.decode("latin-1")).encode("latin-1")


def _in(part: bytes, pattern: re.Pattern[str], instead: Instead) -> bytes:
    """An XML part; one in UTF-16 or another encoding without ASCII bytes stays as it is."""
    text = part.decode("latin-1")
    return pattern.sub(lambda m: replaced(m[0], instead), text).encode("latin-1")
