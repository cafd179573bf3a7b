"""Every kind of page against WCAG 2.2 AA (axe-core), light, dark and in 关怀模式; nothing wider than a phone."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
         "resultTypes": ["violations"]}  # fmt: skip
CARE = "try { localStorage.setItem('cunjian-care', '1'); } catch (refused) {}"


def kinds(site: Path) -> list[str]:
    """One address of every kind of page: those at the top, each folder's index and a page of middling size."""
    found = [p.name for p in sorted(site.glob("*.html"))]
    for folder in sorted(p for p in site.iterdir() if p.is_dir()):
        pages = sorted(folder.glob("*.html"), key=lambda p: (p.stat().st_size, p.name))
        found += [f"{folder.name}/{p.name}" for p in pages if p.name == "index.html"]
        others = [p for p in pages if not p.name.startswith("index")]
        found += [f"{folder.name}/{others[len(others) // 2].name}"] if others else []
    villages = sorted((site / "villages").glob("v*.html"))
    return [*found, f"compare.html?a={villages[0].stem}&b={villages[-1].stem}"]


def violations(page: Page) -> list[str]:
    """What axe finds: rule, element, why; when no colour is on its way from one to another any more."""
    page.wait_for_function("() => document.getAnimations().length === 0")
    return [f"{found['id']}: {node['html'][:120]} {node['failureSummary'][:200]}"
            for found in Axe().run(page, options=RULES).response["violations"] for node in found["nodes"]]  # fmt: skip


@pytest.mark.parametrize(("scheme", "care", "width"), [("light", False, 1280), ("dark", False, 390), ("light", True, 390), ("dark", True, 1280)])
def test_every_kind_of_page_is_within_reach(sample: Path, browser: Browser, scheme: str, care: bool, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    if care:
        context.add_init_script(CARE)
    page, wrong = context.new_page(), {}
    paths = kinds(sample / "site")
    assert {path.partition("/")[0] for path in paths} >= {"courses", "figures", "honours", "practices", "speeches", "terms", "villages"}
    for path in paths:
        page.goto(f"{(sample / 'site').as_uri()}/{path}")
        assert page.evaluate("document.documentElement.hasAttribute('data-cj-care')") is care
        found = violations(page)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append("wider than the screen")
        if found:
            wrong[path] = found
    context.close()
    assert wrong == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_scripts_open_is_within_reach(sample: Path, browser: Browser, scheme: str) -> None:
    context = browser.new_context(color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    name = sorted((sample / "site" / "speeches").glob("s*.html"))[0].name
    page.goto(f"{(sample / 'site').as_uri()}/speeches/{name}#j0000000")
    page.locator(".cj-s").nth(4).hover()
    page.get_by_role("button", name="引用这一句").click()
    page.locator("summary").last.click()
    assert violations(page) == []
    page.goto(f"{(sample / 'site').as_uri()}/villages/index.html")
    page.get_by_role("checkbox").first.check()
    assert violations(page) == []
    page.goto(f"{(sample / 'site').as_uri()}/figures/index.html")
    page.get_by_role("button", name="把各篇的数字列成一张表").click()
    page.get_by_label("筛选", exact=True).fill("村集体")
    assert violations(page) == []
    page.get_by_role("button", name="繁體").click()
    expect(page.locator(".cj-hant")).to_be_visible()
    assert violations(page) == []
    context.close()
