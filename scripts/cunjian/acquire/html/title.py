"""The title of a page: the heading that public accounts and content systems mark, else h1, else the title element."""

from __future__ import annotations

import re

from lxml import etree

from cunjian.acquire.html.words import words
from cunjian.script import HAN

_IDS = ("activity-name", "article-title", "articleTitle", "ArticleTitle", "news_title", "title")
_HAN = re.compile(f"[{HAN}]")
_SITE = re.compile(r"\s*[-_|—–·]+\s*[^-_|—–·]{2,30}$")


def title_of(root: etree._Element) -> str | None:
    """As it is written, without the name of the site behind it; None where the page has none."""
    for one in root.iter():
        if one.get("id") in _IDS and one.tag in ("h1", "h2", "h3", "div", "p") and _short(one):
            return _short(one)
    heads = [text for one in root.iter("h1") if (text := _short(one))]
    if len(heads) == 1:
        return heads[0]
    for one in root.iter("meta"):
        if one.get("property") == "og:title" and (one.get("content") or "").strip():
            return " ".join((one.get("content") or "").split())
    for one in root.iter("title"):
        text = _short(one)
        if text:
            return _SITE.sub("", text) or text
    return None


def _short(one: etree._Element) -> str | None:
    text = " ".join(words(one).split())
    return text if len(text) <= 100 and len(_HAN.findall(text)) >= 4 else None
