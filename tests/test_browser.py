"""The built site in a real browser, over http below a subpath and by double click: nothing asked of the network."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

import by_hand
from cunjian.ship.bundle import bundle
from web import Watched

pytestmark = pytest.mark.browser

HERE = Path(__file__).parents[1]


def practice(sample: Path) -> str:
    """The path of a practice page with a quote."""
    pages = sorted((sample / "site" / "practices").glob("p*.html"))
    return next(f"practices/{p.name}" for p in pages if "cj-at" in p.read_text("utf-8"))


def test_a_quotation_leads_to_its_sentence_and_back(sample: Path, site: tuple[str, Watched]) -> None:
    address, watched = site
    page = watched.page()
    start = f"{address}/{practice(sample)}"
    page.goto(start)
    quote = page.locator(".cj-q:has(+ .cj-at)").first
    words = "".join((quote.text_content() or "").split())
    quote.locator("xpath=following-sibling::a[1]").click()
    page.wait_for_url("**/speeches/s*.html#*")
    sentence = page.locator(f"[id='{page.url.partition('#')[2]}']")
    expect(sentence).to_be_in_viewport()
    assert words.startswith("".join((sentence.text_content() or "").split()))
    page.go_back()
    assert page.url == start
    page.go_forward()
    page.locator(f".cj-notes a[href*='{Path(start).name}']").first.click()
    page.wait_for_url(start)


def test_every_kind_of_page_opens(sample: Path, site: tuple[str, Watched]) -> None:
    address, watched = site
    page = watched.page()
    root = sample / "site"
    top = sorted(root.glob("*.html"))
    each = [next(iter(sorted(folder.glob("*.html"))), None) for folder in sorted(root.iterdir()) if folder.is_dir()]
    for file in [*top, *filter(None, each)]:
        page.goto(f"{address}/{file.relative_to(root).as_posix()}", wait_until="load")
        assert page.title()
        assert page.locator("h1").count() == 1, file


def test_copying_a_sentence_gives_the_source(sample: Path, site: tuple[str, Watched]) -> None:
    address, watched = site
    page = watched.page()
    speech = next(p for p in sorted((sample / "site" / "speeches").glob("s*.html")) if "cj-r" in p.read_text("utf-8"))
    page.goto(f"{address}/speeches/{speech.name}")
    marked = page.locator(".cj-s:has(.cj-r)").first
    copied = marked.evaluate("""element => { const range = document.createRange(); range.selectNodeContents(element);
        const all = getSelection(); all.removeAllRanges(); all.addRange(range); return all.toString(); }""")
    text = (sample / "docs" / "data" / "texts" / f"{speech.stem}.txt").read_text("utf-8")
    assert copied
    assert "".join(copied.split()) in "".join(text.split())


def test_unpack_first(sample: Path, browser: Browser, tmp_path: Path) -> None:
    with zipfile.ZipFile(bundle(sample)) as archive:
        archive.extractall(tmp_path)
    whole = Watched(browser, tmp_path.as_uri())
    page = whole.page()
    page.goto((tmp_path / "cunjian" / "index.html").as_uri())
    expect(page.locator(".cj-unzip")).to_be_hidden()
    assert whole.complaints == []
    whole.context.close()

    (tmp_path / "alone").mkdir()
    shutil.copy(tmp_path / "cunjian" / "index.html", tmp_path / "alone")
    alone = Watched(browser, tmp_path.as_uri())
    page = alone.page()
    page.goto((tmp_path / "alone" / "index.html").as_uri())
    expect(page.locator(".cj-unzip")).to_be_visible()
    expect(page.locator(".cj-unzip")).to_contain_text("请先解压")
    assert alone.complaints  # that nothing else could be loaded is seen, too
    alone.context.close()


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        ('<img src="https://cdn.invalid/x.png" alt="">', "cdn.invalid"),
        ("<script>document.title='ran'</script>", "policy: script-src"),
        ('<img src="gone.png" alt="">', "failed"),
    ],
)
def test_the_watch_sees_what_it_should(browser: Browser, by_hand_base: Path, body: str, complaint: str) -> None:
    by_hand.put(by_hand_base, "site/bad.html", by_hand.html("bad.html", body))
    watched = Watched(browser, by_hand_base.as_uri())
    page = watched.page()
    page.goto((by_hand_base / "site" / "bad.html").as_uri())
    for _ in range(300):  # at most a quarter of a minute; as a rule none
        if any(complaint in said for said in watched.complaints):
            break
        page.wait_for_timeout(50)
    watched.context.close()


def test_two_builds_give_the_same_bytes(sample: Path, tmp_path: Path) -> None:
    shutil.copytree(sample, tmp_path / "again", ignore=shutil.ignore_patterns("site", "docs", ".cunjian", "*.zip"))
    run = "import sys; from cunjian.cli import main; sys.exit(main())"
    command = [sys.executable, "-c", run, "build", "--root", str(tmp_path / "again")]
    subprocess.run(command, env=os.environ | {"PYTHONPATH": str(HERE / "scripts")}, check=True, capture_output=True)
    for folder in ("docs", "site"):
        first, second = ({f.relative_to(r / folder): f.read_bytes() for f in (r / folder).rglob("*") if f.is_file()}
                         for r in (sample, tmp_path / "again"))  # fmt: skip
        assert first.keys() == second.keys()
        assert [str(name) for name in first if first[name] != second[name]] == []
