"""How pages are read in a real browser: line length, marks that can be switched off, notes, anchors, phones, no scripts."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

_WIDTHS = """() => { const counts = [];
  document.querySelectorAll('.cj-body > .cj-p').forEach(p => {
    counts.push(p.getBoundingClientRect().width / parseFloat(getComputedStyle(p).fontSize)); });
  return counts; }"""
_OVERLAPS = """() => { const found = [];
  document.querySelectorAll('.cj-map svg').forEach(svg => {
    const all = [...svg.querySelectorAll('text')].map(t => t.getBBox()), view = svg.viewBox.baseVal;
    all.forEach((a, i) => all.slice(0, i).forEach(b => { if (a.x < b.x + b.width && b.x < a.x + a.width &&
      a.y < b.y + b.height && b.y < a.y + a.height) { found.push([a.x, a.y, b.x, b.y]); } }));
    all.forEach(a => { if (a.x < 0 || a.x + a.width > view.width || a.y < 0) { found.push([a.x, a.y]); } });
  });
  return found; }"""


def speech(site: Path) -> str:
    """The address of a speech with all three kinds of marks."""
    pages = sorted((site / "speeches").glob("s*.html"))
    return next(p for p in pages if all(f'class="{c}"' in p.read_text("utf-8") for c in ("cj-t", "cj-v", "cj-x"))).as_uri()


def kinds(site: Path) -> dict[str, Path]:
    """A page of every kind: the largest of each folder, and those at the top."""
    pages = {p.name: p for p in site.glob("*.html") if p.name != "404.html"}
    for folder in sorted(f for f in site.iterdir() if f.is_dir()):
        found = sorted(folder.glob("*.html"))
        if found:
            pages[folder.name] = max(found, key=lambda p: (p.name != "index.html", p.stat().st_size, p.name))
            pages[f"{folder.name}/index.html"] = folder / "index.html"
    return {name: page for name, page in pages.items() if page.is_file()}


@pytest.fixture
def wide(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    yield context.new_page()
    context.close()


def test_a_line_holds_35_to_40_characters(sample: Path, wide: Page) -> None:
    wide.goto(speech(sample / "site"))
    counts = wide.evaluate(_WIDTHS)
    assert counts
    assert all(35 <= count <= 40 for count in counts), counts


def test_marks_are_switched_off_by_keyboard_and_stay_so(sample: Path, wide: Page) -> None:
    wide.goto(speech(sample / "site"))
    link = wide.locator(".cj-body a.cj-v").first
    words = wide.locator(".cj-s").all_text_contents()
    assert "underline" in link.evaluate("e => getComputedStyle(e).textDecorationLine")
    button = wide.get_by_role("button", name="案例村")
    expect(button).to_have_attribute("aria-pressed", "true")
    button.focus()
    wide.keyboard.press("Space")
    expect(button).to_have_attribute("aria-pressed", "false")
    assert link.evaluate("e => getComputedStyle(e).textDecorationLine") == "none"
    assert link.evaluate("e => e.tabIndex") == -1
    assert "underline" in wide.locator(".cj-body a.cj-t").first.evaluate("e => getComputedStyle(e).textDecorationLine")
    assert wide.locator(".cj-s").all_text_contents() == words
    wide.reload()
    button = wide.get_by_role("button", name="案例村")
    expect(button).to_have_attribute("aria-pressed", "false")
    button.press("Enter")
    expect(button).to_have_attribute("aria-pressed", "true")
    assert "underline" in wide.locator(".cj-body a.cj-v").first.evaluate("e => getComputedStyle(e).textDecorationLine")


def test_the_switch_works_where_nothing_may_be_stored(sample: Path, wide: Page) -> None:
    wide.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('no'); } });")
    wide.goto(speech(sample / "site"))
    button = wide.get_by_role("button", name="术语")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "false")


def test_the_address_of_a_sentence_shows_on_hover_and_focus(sample: Path, wide: Page) -> None:
    wide.goto(speech(sample / "site"))
    sentence = wide.locator(".cj-p .cj-s").nth(2)
    anchor = sentence.locator("xpath=following-sibling::a[1]")
    expect(anchor).to_have_css("opacity", "0")
    sentence.scroll_into_view_if_needed()
    x, y = sentence.evaluate("e => { const r = e.getClientRects()[0]; return [r.x + 4, r.y + r.height / 2]; }")
    wide.mouse.move(x, y)
    expect(anchor).to_have_css("opacity", "1")
    wide.mouse.move(0, 0)
    anchor.focus()
    expect(anchor).to_have_css("opacity", "1")
    wide.keyboard.press("Enter")
    id = sentence.get_attribute("id")
    assert id
    wide.wait_for_url(f"**/*#{id}")


def test_notes_stand_beside_their_paragraph_and_fold_on_a_phone(sample: Path, wide: Page, phone: Page) -> None:
    address = speech(sample / "site")
    wide.goto(address)
    note = wide.locator(".cj-notes").first
    expect(note.locator(".cj-note").first).to_be_visible()
    paragraph = note.locator("xpath=preceding-sibling::p[1]")
    beside, text = note.bounding_box(), paragraph.bounding_box()
    assert beside
    assert text
    assert beside["x"] >= text["x"] + text["width"]
    assert abs(beside["y"] - text["y"]) < 20
    phone.goto(address)
    note = phone.locator(".cj-notes").first
    expect(note.locator(".cj-note").first).to_be_hidden()
    note.locator("summary").tap()
    expect(note.locator(".cj-note").first).to_be_visible()


def test_no_page_is_wider_than_a_phone(sample: Path, phone: Page) -> None:
    pages = kinds(sample / "site")
    assert {"index.html", "map.html", "speeches", "practices", "villages", "terms"} <= pages.keys()
    too_wide = []
    for name, file in pages.items():
        phone.goto(file.as_uri())
        if phone.evaluate("document.documentElement.scrollWidth") > 390:
            too_wide.append(name)
    assert too_wide == []


def test_names_in_pictures_do_not_overlap(sample: Path, wide: Page) -> None:
    site = sample / "site"
    files = [site / "map.html"]
    for folder in ("speeches", "practices", "villages", "terms"):
        files += sorted(f for f in (site / folder).glob("?????????.html") if "cj-map" in f.read_text("utf-8"))[:4]
    for file in files:
        wide.goto(file.as_uri())
        assert wide.evaluate(_OVERLAPS) == [], file.name


def test_a_picture_is_walked_by_keyboard(sample: Path, wide: Page) -> None:
    wide.goto((sample / "site" / "map.html").as_uri())
    first = wide.locator(".cj-map a").first
    first.focus()
    target = first.get_attribute("href")
    assert target
    wide.keyboard.press("Enter")
    wide.wait_for_url(f"**/{target}")


def test_without_scripts_marks_are_links_and_notes_can_be_opened(sample: Path, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(speech(sample / "site"))
    assert page.locator(".cj-marks button").count() == 0
    expect(page.locator(".cj-marks .cj-mark").first).to_be_visible()
    page.locator(".cj-notes > summary").first.click()
    expect(page.locator(".cj-note").first).to_be_visible()
    page.locator(".cj-body a.cj-t").first.click()
    page.wait_for_url("**/terms/t*.html")
    page.goto((sample / "site" / "index.html").as_uri())
    page.locator(".cj-homefind-link").click()
    page.wait_for_url("**/search.html")
    context.close()


def test_no_page_weighs_more_than_60_kb(sample: Path) -> None:
    """Its own bytes as a server sends them; the theme's and our shared files come once for all."""
    pages = [*(sample / "site").rglob("*.html")]
    assert pages
    assert [p.name for p in pages if len(gzip.compress(p.read_bytes(), 6, mtime=0)) > 60_000] == []
