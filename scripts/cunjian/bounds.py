"""How much any reader takes on, and how XML is parsed so that it can reach nothing (docs/formats.md states these)."""

from __future__ import annotations

import re

from lxml import etree

from cunjian.errors import Unreadable

MAX_BYTES = 32 * 1024 * 1024
"""Largest source file that is read."""
MAX_TEXT = 3_000_000
"""Most characters of text that one file may give: some three hundred speeches."""
MAX_PAGES = 1_000
"""Most pages of a .pdf."""
MAX_MEMBERS = 5_000
"""Most files inside a .docx."""
MAX_PART = 64 * 1024 * 1024
"""Most bytes that one file inside a .docx may unpack to."""
MAX_SPEECHES = 200
"""Most speeches that one file is taken to hold."""
SECONDS = 60
"""How long the reader of one file may take."""
MEMORY = 2 * 1024 * 1024 * 1024
"""How much memory (address space) the reader's own process may take, where the system can hold it to that."""

_DECLARES = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)|<\0!\0D\0O\0C\0|\0<\0!\0D\0O\0C", re.IGNORECASE)


def xml(content: bytes, what: str) -> etree._Element:
    """The root of an XML part: no document type, no entities, no network."""
    if _DECLARES.search(content):
        raise Unreadable(f"{what}里有自定义实体或文档类型声明，正常的文档没有这些，可能是恶意文件，没有读取。")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True,
                             remove_pis=True, huge_tree=False)  # fmt: skip
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable(f"{what}已损坏。请用 Word 或 WPS 打开后另存为新的 .docx。") from error
    if root is None:
        raise Unreadable(f"{what}是空的。请用 Word 或 WPS 打开后另存为新的 .docx。")
    return root


def limited(text: str) -> None:
    """Refuse more text than can be handled in a sensible time."""
    if len(text) > MAX_TEXT:
        raise Unreadable(
            f"有 {len(text) // 10000} 万字，超过上限 {MAX_TEXT // 10000} 万字。请拆成几个文件，或确认它是不是讲话稿。"
        )
