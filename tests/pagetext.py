"""A rendered page as a reader has it: Markdown through the site's own extensions, then the text of its sentences."""

from __future__ import annotations

from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import markdown
import yaml
from hypothesis import strategies as st

HOUSE = Path(__file__).resolve().parent.parent

LIVE = [
    "**县**", "__a__", '--8<-- "/etc/passwd"', "{{ x }}", "{% raw %}", "{: #a .b }", ":smile:", "[a](b)",
    "![a](b)", "[^1]", "*[HTML]: x", "<b>", "</span>", "<!--", "-->", "<![CDATA[",
    "<script>alert(1)</script>", "&amp;", "&#42;", "##paidbegin##", "~~~", "```", "~~x~~", "==x==", "++x++",
    "^^x^^", "http://a.b", "www.a.b", "a@b.c", "1. ", "- ", "> ", "# ", "|", "\\", "\\*", "$x$", "!!! note",
    "??? x", "klzzwxh:0", "wzxhzdk:0", "\u202e", "\u200b", "\ufeff", "\ue000", "\x00", "\x02", "\x03", "\x85",
    "\u2028", "\ufffe", "\ud800", "\t", "\n", "\u3000", "\xa0", "  ", "Word: x", "---",
]  # fmt: skip
_MARKS = list("村支部“三单”*_`[]()<>&#!:;=-+~^|。.1")
PIECES = st.one_of(st.characters(), st.sampled_from(LIVE), st.sampled_from(_MARKS))
TEXT = st.lists(PIECES, min_size=1, max_size=20).map("".join).filter(lambda s: s.strip() != "")


@cache
def extensions() -> tuple[tuple[str, ...], dict[str, Any]]:
    """Those of mkdocs.yml and the three that MkDocs always adds."""
    given = yaml.safe_load((HOUSE / "mkdocs.yml").read_text("utf-8"))["markdown_extensions"]
    configs = {k: v for entry in given if isinstance(entry, dict) for k, v in entry.items()}
    names = [next(iter(entry)) if isinstance(entry, dict) else entry for entry in given]
    return tuple(dict.fromkeys(["toc", "tables", "fenced_code", *names])), configs


def html_of(text: str, *more: str) -> str:
    """The page body as HTML; ``more`` extensions are switched on beside the site's own."""
    names, configs = extensions()
    body = text.split("\n---\n", 1)[1] if text.startswith("---\n") else text
    return markdown.markdown(body, extensions=[*names, *more], extension_configs=configs)


class Shown(HTMLParser):
    """Elements with their texts; a .cj-u counts as the character it stands for."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, dict[str, str], list[str]]] = []
        self.found: list[tuple[str, dict[str, str], str]] = []  # (tag, attributes, text) in order of closing
        self.all: list[str] = []
        self.crossed = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {k: v or "" for k, v in attrs}
        if tag in ("br", "hr", "input", "img", "meta"):
            return
        self.open.append((tag, given, []))
        if given.get("class") == "cj-u":
            self._say(chr(int(given["data-u"], 16)))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1][0] != tag:
            self.crossed = True
            return
        name, given, text = self.open.pop()
        self.found.append((name, given, "".join(text)))

    def handle_data(self, data: str) -> None:
        if not any(given.get("class") == "cj-u" for _, given, _ in self.open):
            self._say(data)

    def _say(self, data: str) -> None:
        self.all.append(data)
        for _, _, text in self.open:
            text.append(data)

    def of(self, css: str) -> list[str]:
        """Texts of the elements of a class, in order of their end."""
        return [text for _, given, text in self.found if css in given.get("class", "").split()]

    def sentences(self) -> list[tuple[str, str]]:
        """(anchor, text) of every sentence."""
        return [(given["id"], text) for _, given, text in self.found if given.get("class") == "cj-s"]
