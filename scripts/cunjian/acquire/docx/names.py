"""Element names of WordprocessingML without their namespaces: files of Word, WPS and strict OOXML differ in these."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree


def local(element: etree._Element) -> str:
    """The name without its namespace; "" for comments and the like."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def children(element: etree._Element | None, name: str) -> Iterator[etree._Element]:
    """The children of that name."""
    for one in element if element is not None else ():
        if local(one) == name:
            yield one


def child(element: etree._Element | None, name: str) -> etree._Element | None:
    """The first child of that name."""
    return next(children(element, name), None)


def value(element: etree._Element | None, name: str = "val", *, own: bool = False) -> str | None:
    """An attribute whatever its namespace; ``own`` only says at the call that it is the element's own, not a child's."""
    if element is None:
        return None
    return next((str(v) for k, v in element.attrib.items() if str(k).rpartition("}")[2] == name), None)


def on(properties: etree._Element | None, name: str) -> bool | None:
    """A switch such as w:b: on, off, or None where it is not mentioned."""
    one = child(properties, name)
    return None if one is None else value(one) not in ("0", "false", "off", "none")
