"""What a site with an address tells machines: an Atom feed of new pages, how browsers may search it; and what a copy
without one leaves out (architecture: "ship").

The dates are those of the ledger, so the same knowledge base gives the same feed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urljoin
from xml.sax.saxutils import escape, quoteattr

from cunjian.script import NO_XML

FEED, SEARCH = "feed.xml", "search.xml"
_MOST = 100  # entries; readers of feeds want what is new
_KINDS = {"speech": "讲话稿", "practice": "做法", "village": "案例村", "term": "术语"}
_ADDRESSED = re.compile(
    r'[ \t]*(?:<link rel="(?:canonical|feed alternate|search)"[^>]*>|<script type="application/ld\+json">[^<]*</script>)\n?'
)


def write_feed(docs: Path, site: Path, name: str, root: str) -> None:
    """``site/feed.xml`` from docs/, where ``root`` is the address of the site."""
    index = docs / "data" / "index.json"
    if index.is_file():
        (site / FEED).write_bytes(feed(json.loads(index.read_bytes()), name, root).encode("utf-8", "replace"))


def feed(index: Mapping[str, Any], name: str, root: str) -> str:
    """The newest entries of data/index.json, the latest first."""
    first: Mapping[str, str] = index.get("first_published", {})
    order = list(_KINDS)
    known = [e for e in index.get("entries", ()) if e["id"] in first and e["kind"] in _KINDS]
    known.sort(key=lambda e: (order.index(e["kind"]), e["id"]))
    known.sort(key=lambda e: first[e["id"]], reverse=True)
    newest = first[known[0]["id"]] if known else "1970-01-01"
    entries = "".join(_entry(e, first[e["id"]], root) for e in known[:_MOST])
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">\n'
        f"  <title>{_text(name)}：新页面</title>\n  <id>{_text(root)}</id>\n"
        f"  <link href={quoteattr(root)}/>\n  <link rel=\"self\" href={quoteattr(urljoin(root, FEED))}/>\n"
        f"  <author><name>{_text(name)}</name></author>\n  <updated>{newest}T00:00:00Z</updated>\n{entries}</feed>\n"
    )


def _entry(entry: Mapping[str, Any], date: str, root: str) -> str:
    address = urljoin(root, entry["address"])
    return (
        f"  <entry>\n    <title>{_KINDS[entry['kind']]}：{_text(entry['name'])}</title>\n    <id>{_text(address)}</id>\n"
        f"    <link href={quoteattr(address)}/>\n    <published>{date}T00:00:00Z</published>\n"
        f"    <updated>{date}T00:00:00Z</updated>\n  </entry>\n"
    )


def write_search(site: Path, name: str, root: str) -> None:
    """``site/search.xml``: the OpenSearch description by which a browser can offer the site's own search."""
    shown = _text(name)
    (site / SEARCH).write_text(
        '<?xml version="1.0" encoding="utf-8"?>\n<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">\n'
        f"  <ShortName>{shown[:16]}</ShortName>\n  <Description>在{shown}里查找讲话、做法、案例村、术语</Description>\n"
        "  <InputEncoding>UTF-8</InputEncoding>\n"
        f'  <Url type="text/html" template={quoteattr(urljoin(root, "search.html") + "?q={searchTerms}")}/>\n'
        "</OpenSearchDescription>\n", "utf-8", newline="\n")  # fmt: skip


def _text(string: str) -> str:
    return escape(re.sub(NO_XML, "\ufffd", string))


def without_address(html: str) -> str:
    """A page for a copy that lies at no address: without the links that name one to machines."""
    head, found, rest = html.partition("</head>")
    return _ADDRESSED.sub("", head) + found + rest
