"""Which encoding a page is in: byte order mark, transfer header, meta element, then the content itself."""

from __future__ import annotations

import codecs
import re

from cunjian.acquire import plain

_META = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_XML = re.compile(rb"^\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_SAME = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "x-gbk": "gb18030", "cp936": "gb18030",
         "big5": "big5hkscs", "big5-hkscs": "big5hkscs", "x-x-big5": "big5hkscs", "utf8": "utf-8"}  # fmt: skip


def decode(content: bytes, header: str | None = None) -> tuple[str, str, tuple[str, ...]]:
    """Text, the name of its encoding, and what was damaged.

    A declared encoding that cannot be true, because the bytes read as far better Chinese in another, is not believed.
    """
    if content.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return plain.decode(content)
    guess = plain.decode(content)
    for name in (header, _declared(content)):
        encoding = _known(name)
        if encoding is None:
            continue
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if 2 * plain.ordinary(text) >= plain.ordinary(guess[0]):
            return text, {"big5hkscs": "big5"}.get(encoding, encoding), ()
    return guess


def _declared(content: bytes) -> str | None:
    match = _XML.search(content[:1024]) or _META.search(content[:8192])
    return match.group(1).decode("ascii") if match else None


def _known(name: str | None) -> str | None:
    if not name:
        return None
    name = name.strip().strip("\"'").lower()
    name = _SAME.get(name, name)
    try:
        info = codecs.lookup(name)
    except (LookupError, ValueError):
        return None
    return info.name if getattr(info, "_is_text_encoding", True) else None
