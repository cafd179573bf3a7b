"""ship/machines: what a site with an address says to machines, and a copy without one does not."""

from __future__ import annotations

import zipfile
from pathlib import Path
from xml.etree import ElementTree

from cunjian.ship.bundle import bundle
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


def test_a_copy_without_an_address_is_silent(addressed: Addressed, sample: Path) -> None:
    with zipfile.ZipFile(bundle(addressed.root)) as archive:
        names = [n.removeprefix("cunjian/") for n in archive.namelist()]
        assert not {"feed.xml", "sitemap.xml", "404.html"} & set(names)
        assert not [n for n in names if n.endswith(".html") and b'rel="canonical"' in archive.read(f"cunjian/{n}")]
    assert not (sample / "site" / "feed.xml").exists()
    home = (sample / "site" / "index.html").read_text("utf-8")
    assert 'rel="canonical"' not in home
    assert "cj-qr" not in home
