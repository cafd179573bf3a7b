"""One page as the site will show it, before the site is built: for ``serve`` (architecture: "ship").

MkDocs makes the page as ever, with our hooks and templates; of docs/ only the files are looked at that the page asks for.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from cunjian.ship import pages, press, site

NOTE = (
    '<div class="admonition note"><p class="admonition-title">本页刚改过，先给您看</p><p>目录、做法、术语等其余页面还在更新；'
    "更新完再刷新，看到的就是正式的一页。</p></div>"
)
_ARTICLE = b'<article class="md-content__inner md-typeset">'


class Desk:
    """Where proofs of a knowledge base are pulled; settings and templates are read again when one of them has changed."""

    def __init__(self, root: Path, house: Path) -> None:
        self._root, self._house = root, house
        self._frame: str | None = None
        self._press: press.Press | None = None

    def pull(self, path: str, text: str) -> tuple[str, bytes]:
        """Address and HTML of the page at ``path`` of docs/ with this Markdown."""
        with tempfile.TemporaryDirectory() as folder, site.quiet() as messages, site.environment():
            frame = site.frame_of(self._root, self._house)
            if self._press is None or frame is None or frame != self._frame:
                config = site.configured(self._root, self._house, Path(folder))
                self._press, self._frame = pages.one(config, press.Heard(messages), site.overrides_of(self._root, self._house)), frame
            address, html = self._press.proof(path, text, Path(folder))
        return address, html.replace(_ARTICLE, _ARTICLE + NOTE.encode(), 1)
