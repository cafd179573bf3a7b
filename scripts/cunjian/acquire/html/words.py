"""All the text inside an element."""

from __future__ import annotations

from lxml import etree


def words(element: etree._Element) -> str:
    """As the page's source has it, blanks and all."""
    return "".join(map(str, element.itertext()))
