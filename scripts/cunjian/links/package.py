"""links: an Office document all of whose parts may be unpacked, pictures too."""

from __future__ import annotations

from lxml import etree

from cunjian.errors import Unreadable
from cunjian.office import Package

MAX_TOTAL = 512 * 1024 * 1024
"""Most bytes that all parts of a document together may unpack to."""


def opened(content: bytes) -> Package:
    """The document, if it is not too large as a whole."""
    package = Package(content)
    if sum(i.file_size for i in package.zip.infolist()) > MAX_TOTAL:
        raise Unreadable("里面的文件大得不正常，像压缩炸弹，没有读取。")
    return package


def related(element: etree._Element) -> str:
    """The relation that an element names: r:id, r:embed or r:link."""
    for key, value in element.attrib.items():
        if str(key).endswith(("relationships}id", "relationships}embed", "relationships}link", "relationships}pict")):
            return str(value)
    return ""
