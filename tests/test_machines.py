"""ship/machines: what a site with an address says to machines, and a copy without one does not."""

from __future__ import annotations

import json
import re
import zipfile
from html import escape
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from cunjian.ship.bundle import bundle
from cunjian.ship.linked import data
from cunjian.ship.machines import feed, without_address
from web import Addressed

ATOM = {"a": "http://www.w3.org/2005/Atom"}
ROOT = "https://example.org/kb/"


def index(*rows: tuple[str, str, str, str]) -> dict[str, object]:
    """data/index.json of entries given as kind, id, name, first published."""
    entries = [{"kind": k, "id": i, "name": n, "address": f"{k}s/{i}.html"} for k, i, n, _ in rows]
    return {"entries": entries, "first_published": {i: date for _, i, _, date in rows}}


def test_new_pages_come_first_with_the_dates_of_the_ledger() -> None:
    known = index(("term", "t00000001", "甲 <&> \x00乙", "2026-01-02"), ("speech", "s00000001", "丙", "2026-01-01"),
                  ("village", "v00000001", "丁", "2026-01-02"))  # fmt: skip
    made = feed(known, "村鉴", ROOT)
    root = ElementTree.fromstring(made)
    titles = [e.findtext("a:title", namespaces=ATOM) for e in root.iterfind("a:entry", ATOM)]
    assert titles == ["案例村：丁", "术语：甲 <&> \ufffd乙", "讲话稿：丙"]
    assert root.findtext("a:updated", namespaces=ATOM) == "2026-01-02T00:00:00Z"
    assert next(e.get("href") for e in root.iterfind("a:entry/a:link", ATOM)) == f"{ROOT}villages/v00000001.html"
    assert made == feed(known, "村鉴", ROOT)


def test_links_to_machines_stand_in_the_head_only() -> None:
    page = '<head>\n  <link rel="canonical" href="x">\n<link rel="icon" href="i"></head><p><link rel="canonical" href="y">'
    assert without_address(page) == '<head>\n<link rel="icon" href="i"></head><p><link rel="canonical" href="y">'


def test_a_site_with_an_address_names_it(addressed: Addressed) -> None:
    site, address = addressed.root / "site", addressed.address
    assert f"<loc>{address}about.html</loc>" in (site / "sitemap.xml").read_text("utf-8")
    assert "<lastmod>" not in (site / "sitemap.xml").read_text("utf-8")
    assert ElementTree.parse(site / "feed.xml").getroot().find("a:entry", ATOM) is not None
    page = next((site / "terms").glob("t*.html"))
    html = page.read_text("utf-8")
    assert f'<link rel="canonical" href="{address}terms/{page.name}">' in html
    assert f'href="{address}feed.xml"' in html
    assert html.count('class="cj-qr"') == 2  # by choice on the screen, always on paper


def linked(page: Path) -> dict[str, Any]:
    """What a page says in JSON-LD."""
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page.read_text("utf-8"))
    return dict(json.loads(found[0]))


def test_a_site_with_an_address_says_what_its_pages_are(addressed: Addressed) -> None:
    site, address = addressed.root / "site", addressed.address
    for folder, kind in (("terms", "DefinedTerm"), ("villages", "Place"), ("practices", "CreativeWork"), ("speeches", "CreativeWork")):
        page = next(p for p in sorted((site / folder).glob("*.html")) if not p.name.startswith("index"))
        told = linked(page)
        assert (told["@type"], told["url"]) == (kind, f"{address}{folder}/{page.name}")
        assert told["identifier"] == page.stem
        assert escape(told["name"]) in page.read_text("utf-8").partition("<h1")[2]
    assert "ld+json" not in (site / "about.html").read_text("utf-8")


def test_a_hostile_title_ends_no_script() -> None:
    told = data({"title": "</script><b>", "code": "p1", "of": "会", "date": "2024-03"}, "村鉴", ROOT, f"{ROOT}p1.html", "引文")
    assert "<" not in told
    assert json.loads(told)["name"] == "</script><b>"
    assert json.loads(told)["dateCreated"] == "2024-03"
    assert data({"title": "甲", "code": "p1"}, "村鉴", "", "", "引文") == ""


def test_a_browser_can_offer_the_search(addressed: Addressed) -> None:
    root = ElementTree.parse(addressed.root / "site" / "search.xml").getroot()
    url = root.find("{http://a9.com/-/spec/opensearch/1.1/}Url")
    assert url is not None
    assert url.get("template") == f"{addressed.address}search.html?q={{searchTerms}}"
    home = (addressed.root / "site" / "index.html").read_text("utf-8")
    assert f'title="村鉴" href="{addressed.address}search.xml"' in home


def test_a_copy_without_an_address_is_silent(addressed: Addressed, sample: Path) -> None:
    with zipfile.ZipFile(bundle(addressed.root)) as archive:
        names = [n.removeprefix("cunjian/") for n in archive.namelist()]
        assert not {"feed.xml", "search.xml", "sitemap.xml", "404.html"} & set(names)
        heads = {n: archive.read(f"cunjian/{n}").partition(b"</head>")[0] for n in names if n.endswith(".html")}
        told = (b'rel="canonical"', b'rel="search"', b"ld+json", addressed.address.encode())
        assert [n for n, head in heads.items() if any(word in head for word in told)] == []
    assert not (sample / "site" / "feed.xml").exists()
    home = (sample / "site" / "index.html").read_text("utf-8")
    assert 'rel="canonical"' not in home
    assert "cj-qr" not in home
