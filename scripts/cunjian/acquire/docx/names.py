"""Element names of WordprocessingML without their namespaces: files of Word, WPS and strict OOXML differ in these."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from cunjian.office import attribute, local


def children(element: etree._Element | None, name: str) -> Iterator[etree._Element]:
    """The children of that name."""
    for one in element if element is not None else ():
        if local(one) == name:
            yield one


def child(element: etree._Element | None, name: str) -> etree._Element | None:
    """The first child of that name."""
    return next(children(element, name), None)


def value(element: etree._Element | None, name: str = "val") -> str | None:
    """An attribute whatever its namespace; None where there is no such element."""
    return None if element is None else attribute(element, name)


def on(properties: etree._Element | None, name: str) -> bool | None:
    """A switch such as w:b: on, off, or None where it is not mentioned."""
    one = child(properties, name)
    return None if one is None else value(one) not in ("0", "false", "off", "none")
