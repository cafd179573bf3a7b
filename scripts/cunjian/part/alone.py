"""part: a page that a person wrote or changed stands alone: its links to pages outside the part become text."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection

from cunjian.codes import IS_PAGE

_LINK = re.compile(r"\[([^\]\n]*)\]\(([^()\s]+\.md)(?:#[^()\s]*)?\)(?:\{:[^}\n]*\})?")


def alone(text: str, page: str, paths: Collection[str]) -> str:
    """The Markdown of ``page`` when only the pages ``paths`` are there.

    >>> alone("见[三单管理](../terms/t00000001.md)。", "villages/v00000001.md", ())
    '见三单管理（页码 t00000001）。'
    """

    def text_of(link: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(page), link[2]))
        if "://" in link[2] or target in paths:
            return link[0]
        id = posixpath.basename(target).removesuffix(".md")
        return f"{link[1]}（页码 {id}）" if link[1] and IS_PAGE.fullmatch(id) else link[1]

    return _LINK.sub(text_of, text)
