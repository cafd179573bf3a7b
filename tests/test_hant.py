"""繁體 as a view: what is shown is traditional, what is copied, cited and switched back is the source."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from opencc import OpenCC
from playwright.sync_api import Page, expect

from cunjian.ship import hant
from web import Watched


def test_the_table_converts_signs_and_words_of_one_length() -> None:
    signs, others, words = (json.loads(part) for part in re.findall(r'"[^"]*"|\{[^}]*\}', hant.table()))
    assert len(signs) == len(others) == len(set(signs)) > 2000
    assert others[signs.index("党")] == "黨"
    assert {words["茶几"], words["汇报"], words["邻里"]} == {"茶几", "彙報", "鄰里"}
    assert all(len(one) == len(other) <= 5 for one, other in words.items())


def test_the_table_is_written_once(tmp_path: Path) -> None:
    hant.write_table(tmp_path)
    (tmp_path / hant.FILE).write_text("kept")
    hant.write_table(tmp_path)
    assert (tmp_path / hant.FILE).read_text() == "kept"


def open_speech(sample: Path, site: tuple[str, Watched]) -> Page:
    """The page of a speech with something hidden in it, shown in traditional characters."""
    address, watched = site
    name = next(p.name for p in sorted((sample / "site" / "speeches").glob("s*.html")) if "cj-r" in p.read_text("utf-8"))
    page = watched.page()
    page.goto(f"{address}/speeches/{name}")
    page.evaluate("window.before = document.querySelector('.cj-body').textContent")
    page.get_by_role("button", name="繁體").click()
    expect(page.locator(".cj-hant")).to_contain_text("只供閱讀")
    return page


@pytest.mark.browser
def test_a_speech_is_shown_in_traditional_characters_and_comes_back(sample: Path, site: tuple[str, Watched]) -> None:
    page = open_speech(sample, site)
    before = page.evaluate("window.before")
    after = page.evaluate("document.querySelector('.cj-body').textContent")
    wanted = OpenCC("s2tw").convert(before)
    assert len(after) == len(before) == len(wanted)
    assert sum(a != b for a, b in zip(after, wanted, strict=True)) < len(before) / 200
    page.get_by_role("button", name="繁體").click()
    expect(page.locator(".cj-hant")).to_have_count(0)
    assert page.evaluate("document.querySelector('.cj-body').textContent") == before


@pytest.mark.browser
def test_what_is_copied_and_cited_is_the_source(sample: Path, site: tuple[str, Watched]) -> None:
    page = open_speech(sample, site)
    shown = page.locator(".cj-p .cj-s").nth(1)
    source = page.evaluate("cunjianPlain(document.querySelectorAll('.cj-p .cj-s')[1])")
    assert shown.text_content() != source
    assert source in page.evaluate("window.before")
    page.evaluate("""() => { const range = document.createRange(); range.selectNodeContents(document.querySelectorAll('.cj-p .cj-s')[1]);
        getSelection().removeAllRanges(); getSelection().addRange(range); }""")
    page.keyboard.press("Control+C")
    expect(shown).not_to_have_text(source)  # shown again as it was
    page.evaluate("() => { const box = document.createElement('textarea'); box.id = 'paste'; document.body.append(box); box.focus(); }")
    page.keyboard.press("Control+V")
    expect(page.locator("#paste")).to_have_value(source)
    page.evaluate("document.getElementById('paste').remove()")
    shown.hover()
    page.get_by_role("button", name="引用这一句").click()
    expect(page.get_by_label("原句", exact=True)).to_have_value(source.strip())


@pytest.mark.browser
def test_the_view_is_remembered_and_covers_what_scripts_write(site: tuple[str, Watched]) -> None:
    address, watched = site
    page = watched.page()
    page.goto(f"{address}/about.html")
    page.get_by_role("button", name="繁體").click()
    expect(page.locator(".cj-hant")).to_be_visible()
    page.goto(f"{address}/search.html?q=党建")
    expect(page.locator(".cj-search-results[aria-busy='false'] .cj-result").first).to_be_visible()
    expect(page.locator(".cj-search-results")).to_contain_text("黨建")
    expect(page.locator(".cj-search-results")).not_to_contain_text("党建")
