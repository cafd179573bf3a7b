"""What people come for, from beginning to end in a real browser: find and cite, follow a code, compare, hand out."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from web import Addressed, Watched

pytestmark = pytest.mark.browser

NO_COPYING = """document.execCommand = () => false;
  Object.defineProperty(navigator, "clipboard", {value: {writeText: () => Promise.reject(new Error("no"))}});"""
NO_STORAGE = """Object.defineProperty(window, "localStorage", {get() { throw new Error("refused"); }});"""


def bare(text: str | None) -> str:
    """Without white space."""
    return "".join((text or "").split())


def pasted(page: Page) -> str:
    """What the clipboard holds, as a person would find out."""
    page.evaluate("""() => { const box = document.createElement("textarea"); box.id = "paste"; document.body.append(box); box.focus(); }""")
    page.keyboard.press("Control+V")
    expect(page.locator("#paste")).not_to_have_value("")
    text = page.locator("#paste").input_value()
    page.evaluate("document.getElementById('paste').remove()")
    return text


def speech_with(sample: Path, words: str) -> str:
    """The name of a speech page that has ``words`` in its source."""
    pages = sorted((sample / "site" / "speeches").glob("s*.html"))
    return next(p.name for p in pages if words in p.read_text("utf-8"))


# --------------------------------------------------------------------------- find, cite


def test_find_how_others_set_up_points_and_cite_one_sentence(sample: Path, site: tuple[str, Watched]) -> None:
    address, watched = site
    page = watched.page()
    page.goto(f"{address}/index.html")
    page.keyboard.press("/")
    page.keyboard.type("积分制")
    expect(page.locator(".cj-homefind .cj-box-list[aria-busy='false'] .cj-hit").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/(terms|practices|speeches|villages)/"))
    if "/speeches/" not in page.url:  # an entry: one of its quotations leads to the speech
        page.locator("a.cj-at").first.click()
    page.wait_for_url("**/speeches/s*.html#*")
    anchor = page.url.partition("#")[2].partition(":~:")[0]
    sentence = page.locator(f"[id='{anchor}']")
    sentence.hover()
    page.get_by_role("button", name="引用这一句").click()
    expect(page.get_by_role("dialog", name="引用这一句")).to_contain_text("已复制：原句、引文、永久地址、页码。")
    code = re.search(r"/(s[0-9a-z]{8})\.html", page.url)[1]  # type: ignore[index]
    words, reference, place, number = pasted(page).split("\n")
    source = (sample / "docs" / "data" / "texts" / f"{code}.txt").read_text("utf-8")
    assert bare(words)
    assert bare(words) in bare(source)
    assert re.search(r"\[Z\]|\[EB/OL\]", reference)
    assert code in reference
    assert f"#{anchor}" in reference
    assert place.endswith(f"speeches/{code}.html#{anchor}")
    assert number == f"页码 {code}"


def test_a_quotation_is_cited_where_it_is_quoted(sample: Path, site: tuple[str, Watched]) -> None:
    address, watched = site
    page = watched.page()
    practice = next(p.name for p in sorted((sample / "site/practices").glob("p*.html")) if "cj-q" in p.read_text("utf-8"))
    page.goto(f"{address}/practices/{practice}")
    quote = page.locator(".cj-q:has(+ a.cj-at)").first
    words = quote.text_content() or ""
    quote.hover()
    page.get_by_role("button", name="引用这一处").click()
    page.get_by_role("button", name="复制引文").click()
    expect(page.get_by_role("status").filter(has_text="已复制：引文。")).to_be_visible()
    href = page.locator(".cj-q + a.cj-at").first.get_attribute("href") or ""
    assert href.partition("#")[2] in pasted(page)
    assert page.get_by_label("原句", exact=True).input_value() == words.strip()


def test_where_nothing_can_be_copied_the_text_is_selected(sample: Path, site: tuple[str, Watched]) -> None:
    address, watched = site
    page = watched.page()
    page.add_init_script(NO_COPYING)
    page.goto(f"{address}/speeches/{speech_with(sample, 'cj-s')}")
    page.get_by_role("button", name="引用", exact=True).click()
    expect(page.get_by_role("dialog")).to_contain_text("文字已选中")
    box = page.get_by_label("引文", exact=True)
    expect(box).to_be_focused()
    assert box.evaluate("b => b.value.slice(b.selectionStart, b.selectionEnd)") == box.input_value() != ""


def test_a_sentence_that_is_gone_says_so(sample: Path, site: tuple[str, Watched]) -> None:
    address, watched = site
    page = watched.page()
    start = f"{address}/speeches/{speech_with(sample, 'cj-s')}"
    page.goto(f"{start}#j0000000")
    expect(page.get_by_role("alert")).to_contain_text("链接所指的那一句（#j0000000）已不在本页")
    there = page.locator(".cj-s").nth(3).get_attribute("id")
    page.evaluate("id => { location.hash = id; }", there)
    expect(page.get_by_role("alert")).to_have_count(0)


# --------------------------------------------------------------------------- codes and paper


def read_code(image: Image.Image) -> str:
    """What the one QR code in a picture says."""
    codes = zxingcpp.read_barcodes(image)
    assert len(codes) == 1
    return str(codes[0].text)


def test_follow_a_code(addressed: Addressed, browser: Browser, tmp_path: Path) -> None:
    watched = Watched(browser, addressed.address)
    page = watched.page()
    name = next((addressed.root / "site" / "villages").glob("v*.html")).name
    page.goto(f"{addressed.address}villages/{name}")
    title = page.locator("h1").text_content()
    page.get_by_text("二维码", exact=True).click()
    page.locator("details .cj-code").screenshot(path=tmp_path / "code.png")
    page.goto(f"{addressed.address}about.html")
    page.goto(read_code(Image.open(tmp_path / "code.png")))
    page.wait_for_url(f"{addressed.address}villages/{name}")
    assert page.locator("h1").text_content() == title
    watched.context.close()
    assert watched.complaints == []


def printed(page: Page, to: Path) -> tuple[str, list[Image.Image]]:
    """The page on paper: its text, and a picture of every sheet."""
    page.pdf(path=to, prefer_css_page_size=True, print_background=True)
    paper = pypdfium2.PdfDocument(to)
    text = "\n".join(sheet.get_textpage().get_text_bounded() for sheet in paper)
    sheets: list[Any] = [sheet.render(scale=2).to_pil() for sheet in paper]
    assert {(round(s.get_width()), round(s.get_height())) for s in paper} == {(595, 842)}
    return text, sheets


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_print_a_handout_and_read_it_back(addressed: Addressed, browser: Browser, tmp_path: Path, scheme: str) -> None:
    context = browser.new_context(color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    name = sorted((addressed.root / "site" / "practices").glob("p*.html"))[0].name
    page.goto(f"{addressed.address}practices/{name}")
    said = [bare(t) for t in page.locator(".cj-q").all_text_contents()]
    text, sheets = printed(page, tmp_path / "handout.pdf")
    assert said
    assert [words for words in said if words not in bare(text)] == []
    reference = page.locator("#cj-cite dd").first.text_content()
    assert bare(reference) in bare(text)
    assert f"第1页，共{len(sheets)}页" in bare(text)
    assert not [word for word in ("关怀模式", "案例村\n术语", "引用本页", "换成深色") if word in text]
    assert read_code(sheets[-1]) == f"{addressed.address}practices/{name}"
    assert sheets[0].getpixel((4, 4)) == (255, 255, 255)
    context.close()


def test_a_speech_on_paper_has_every_sentence(sample: Path, browser: Browser, tmp_path: Path) -> None:
    page = browser.new_page()
    page.goto((sample / "site" / "speeches" / speech_with(sample, "cj-r")).as_uri())
    sentences = [bare(t) for t in page.locator(".cj-body .cj-s").all_text_contents()]
    text, sheets = printed(page, tmp_path / "speech.pdf")
    paper = re.sub(r"第\d+页，共\d+页", "", bare(text))  # sentences run over the feet of sheets
    head = bare(page.evaluate("JSON.parse(document.documentElement.style.getPropertyValue('--cj-running'))"))
    paper = paper.replace(head, "")
    assert len(sheets) > 1
    assert [s for s in sentences if s not in paper and s not in head] == []
    page.close()


# --------------------------------------------------------------------------- side by side, tables


def test_a_phone_shows_an_honour_above_whose_it_is(site: tuple[str, Watched]) -> None:
    address, watched = site
    page = watched.page()
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{address}/honours/index.html")
    table = page.locator(".cj-stack table").first
    assert table.evaluate("t => t.scrollWidth <= t.closest('.cj-stack').clientWidth")
    name, whose = (table.locator("tbody tr").first.locator("td").nth(n).bounding_box() for n in (0, 1))
    assert name
    assert whose
    assert name["y"] + name["height"] <= whose["y"] + 1
    page.get_by_label("筛选", exact=True).first.fill("没有这个词")
    expect(table.locator("tbody tr:visible")).to_have_count(0)


def test_compare_three_villages(site: tuple[str, Watched]) -> None:
    address, watched = site
    page = watched.page()
    page.goto(f"{address}/villages/index.html")
    picks = page.get_by_role("checkbox", name=re.compile("^选来对比"))
    names = [(picks.nth(n).get_attribute("aria-label") or "").partition("：")[2] for n in range(3)]
    for n in range(3):
        picks.nth(n).check()
    page.get_by_role("link", name="对比所选").click()
    page.wait_for_url(re.compile(r"compare\.html\?a=v\w{8}&b=v\w{8}&c=v\w{8}$"))
    expect(page.locator(".cj-versus-table thead th")).to_have_text(names)
    spot = page.locator(".cj-versus-table .cj-q + a.cj-at").first
    words = bare(spot.locator("xpath=preceding-sibling::span[1]").text_content())
    page.set_viewport_size({"width": 390, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    spot.click()
    page.wait_for_url("**/speeches/s*.html#*")
    sentence = page.locator(f"[id='{page.url.partition('#')[2]}']")
    assert words.startswith(bare(sentence.text_content()))


def test_what_cannot_be_compared_is_said(site: tuple[str, Watched], sample: Path) -> None:
    address, watched = site
    page = watched.page()
    village = sorted((sample / "site/villages").glob("v*.html"))[0].stem
    term = sorted((sample / "site/terms").glob("t*.html"))[0].stem
    page.goto(f"{address}/compare.html?a={village}&b={term}&c=%3Cb%3E")
    expect(page.locator("[data-cj-versus]")).to_contain_text("只能对照同一类的页面")
    page.get_by_label("再加一个").fill("没有页码")
    page.get_by_role("button", name="加入").click()
    expect(page.locator(".cj-versus-add [role=status]")).to_contain_text("没有认出页码")
    other = sorted((sample / "site/villages").glob("v*.html"))[1].stem
    page.get_by_label("再加一个").fill(f"https://example.org/villages/{other}.html#x")
    page.get_by_role("button", name="加入").click()
    expect(page.locator(".cj-versus-table thead th")).to_have_count(2)


def test_a_table_of_figures_sorts_and_filters(site: tuple[str, Watched], sample: Path) -> None:
    address, watched = site
    page = watched.page()
    name = max((sample / "site" / "figures").glob("*.html"), key=lambda p: p.read_text("utf-8").count("<tr>")).name
    page.goto(f"{address}/figures/{name}")
    rows = page.locator(".cj-figures tbody tr")
    count = rows.count()
    page.get_by_role("button", name="数值").click()
    expect(page.locator("th[aria-sort=ascending]")).to_have_text("数值")
    shown = page.evaluate("""() => [...document.querySelectorAll(".cj-figures tbody tr")].map(r =>
        [r.cells[1].textContent, r.cells[2].textContent])""")
    sizes = {"万": 1e4, "亿": 1e8}
    values = [float(found[1]) * sizes.get(unit[:1], 1) for text, unit in shown if (found := re.match(r"\D{0,4}?(\d+(?:\.\d+)?)", text))]
    assert len(values) > 5
    assert values == sorted(values)
    word = (rows.first.locator("td").first.text_content() or "").strip()
    page.get_by_label("筛选", exact=True).fill(word)
    status = page.locator(".cj-filter [role=status]")
    expect(status).not_to_have_text(f"显示 {count} 行，共 {count} 行")
    left = page.locator(".cj-figures tbody tr:visible").count()
    assert 0 < left < count
    expect(status).to_have_text(f"显示 {left} 行，共 {count} 行")


def test_the_figures_of_all_speeches_in_one_table(site: tuple[str, Watched], sample: Path) -> None:
    address, watched = site
    page = watched.page()
    page.goto(f"{address}/figures/index.html")
    page.get_by_role("button", name="把各篇的数字列成一张表").click()
    rows = page.locator(".cj-figures tbody tr")
    told = (sample / "docs" / "data" / "figures.csv").read_text("utf-8-sig").count("\n") - 1
    expect(rows).to_have_count(told)
    page.get_by_label("筛选", exact=True).fill("村集体")
    shown = page.locator(".cj-figures tbody tr:visible")
    expect(page.locator(".cj-filter [role=status]")).not_to_have_text(f"显示 {told} 行，共 {told} 行")
    assert 0 < shown.count() < told
    label = (shown.first.locator("td").first.text_content() or "").strip()
    shown.first.locator("td").first.locator("a").click()
    page.wait_for_url("**/figures/s*.html#f*")
    expect(page.locator(f"[id='{page.url.partition('#')[2]}']")).to_have_text(label)


# --------------------------------------------------------------------------- keyboard, no scripts, care


def test_the_button_covers_no_word_of_the_next_sentence(sample: Path, site: tuple[str, Watched]) -> None:
    address, watched = site
    page = watched.page()
    page.goto(f"{address}/speeches/{speech_with(sample, 'cj-a')}")
    followed = page.locator(".cj-p .cj-s:has(+ a.cj-a + .cj-s)").first
    followed.hover(position={"x": 40, "y": 10})
    expect(page.locator(".cj-s + a.cj-a + button.cj-one + .cj-s").first).to_be_visible()
    on_top = page.evaluate("""() => {
      const next = document.querySelector("button.cj-one + .cj-s"), range = document.createRange();
      const words = document.createTreeWalker(next, NodeFilter.SHOW_TEXT).nextNode(), found = [];
      for (let i = 0; i < 4; i++) {
        range.setStart(words, i);
        range.setEnd(words, i + 1);
        const box = range.getBoundingClientRect();
        found.push(document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2).className);
      }
      return found;
    }""")
    assert len(on_top) == 4
    assert "cj-one" not in on_top


def test_by_keyboard_alone(sample: Path, site: tuple[str, Watched]) -> None:
    address, watched = site
    page = watched.page()
    page.goto(f"{address}/speeches/{speech_with(sample, 'cj-a')}")
    page.keyboard.press("Tab")
    expect(page.locator(".md-skip")).to_be_focused()
    own = page.get_by_role("button", name="引用", exact=True)
    own.focus()
    assert own.evaluate("e => getComputedStyle(e).outlineStyle") != "none"
    page.keyboard.press("Space")
    expect(page.get_by_role("dialog", name="引用本页")).to_be_visible()
    expect(page.get_by_role("button", name="复制引文")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(own).to_be_focused()
    page.locator("a.cj-a").nth(2).focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="引用这一句")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_label("原句", exact=True)).to_have_value((page.locator(".cj-s").nth(2).text_content() or "").strip())


def test_without_scripts_the_text_is_there_to_select(sample: Path, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    name = speech_with(sample, "cj-s")
    page.goto((sample / "site" / "speeches" / name).as_uri())
    page.get_by_role("link", name="引用", exact=True).click()
    page.get_by_text("引用本页", exact=True).click()
    expect(page.locator("#cj-cite dd").first).to_contain_text("[Z]")
    expect(page.locator("#cj-cite dd").last).to_have_text(name.removesuffix(".html"))
    expect(page.get_by_text("打印", exact=True)).to_be_hidden()
    expect(page.locator("button[data-cj-care]")).to_be_hidden()
    expect(page.locator(".cj-noscript")).to_be_visible()
    page.get_by_role("link", name="对比").click()
    expect(page.locator("noscript p")).to_be_visible()
    expect(page.locator("noscript p")).to_contain_text("对比要用到浏览器的脚本功能")
    context.close()


def test_care_is_remembered(site: tuple[str, Watched]) -> None:
    address, watched = site
    page = watched.page()
    page.goto(f"{address}/about.html")
    before = page.locator(".md-content p").first.evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
    page.get_by_role("button", name="关怀模式").click()
    expect(page.get_by_role("button", name="关怀模式")).to_have_attribute("aria-pressed", "true")
    page.goto(f"{address}/villages/index.html")
    expect(page.get_by_role("button", name="关怀模式")).to_have_attribute("aria-pressed", "true")
    assert page.locator(".md-content p").first.evaluate("e => parseFloat(getComputedStyle(e).fontSize)") > 1.15 * before
    page.set_viewport_size({"width": 390, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_role("button", name="关怀模式").click()
    expect(page.locator("html[data-cj-care]")).to_have_count(0)


def test_care_works_where_storage_is_refused(site: tuple[str, Watched]) -> None:
    address, watched = site
    page = watched.page()
    page.add_init_script(NO_STORAGE)
    page.goto(f"{address}/about.html")
    page.get_by_role("button", name="关怀模式").click()
    expect(page.locator("html[data-cj-care]")).to_have_count(1)
    watched.complaints[:] = [c for c in watched.complaints if "refused" not in c]  # the theme's own reading of it


def test_a_page_inside_wechat_says_where_to_print(sample: Path, browser: Browser) -> None:
    context = browser.new_context(user_agent="Mozilla/5.0 (Linux; Android 10) MicroMessenger/8.0")
    page = context.new_page()
    page.add_init_script("window.print = () => { window.tried = true; };")
    page.goto((sample / "site" / "honours" / "index.html").as_uri())
    page.get_by_role("button", name="打印").click()
    expect(page.get_by_role("alert")).to_contain_text("在浏览器打开")
    assert not page.evaluate("window.tried === true")
    page.get_by_role("link", name=re.compile("CSV")).click()
    assert page.url.endswith("honours/index.html")
    context.close()
