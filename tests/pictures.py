"""docs/pictures/: one picture of every kind of page of the sample site, for the README (``make pictures``).

Needs site/ as built and Debian's chromium.  Sizes are fixed; the whole folder stays below two megabytes.
"""

from __future__ import annotations

import io
import sys

import pypdfium2
from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from web import CHROMIUM, FLAGS, HERE

SITE, FOLDER = HERE / "site", HERE / "docs" / "pictures"
MOST = 2_000_000  # bytes of all pictures
CARE = "try { localStorage.setItem('cunjian-care', '1'); } catch (refused) {}"
WIDE, PHONE = (1280, 900), (390, 844)


def richest(folder: str) -> str:
    """The page of a kind with the most on it."""
    pages = [p for p in (SITE / folder).glob("*.html") if not p.name.startswith("index")]
    return f"{folder}/{max(pages, key=lambda p: (p.stat().st_size, p.name)).name}"


def compared() -> str:
    """Three villages side by side."""
    pages = sorted((SITE / "villages").glob("v*.html"), key=lambda p: (-p.stat().st_size, p.name))
    return "compare.html?" + "&".join(f"{letter}={p.stem}" for letter, p in zip("abc", pages, strict=False))


def views() -> dict[str, tuple[str, tuple[int, int], str, bool]]:
    """Name of the picture -> address, size, colour scheme, 关怀模式."""
    return {
        "home": ("index.html", WIDE, "light", False),
        "home-phone": ("index.html", PHONE, "light", False),
        "practice": (richest("practices"), WIDE, "light", False),
        "village": (richest("villages"), WIDE, "light", False),
        "term": (richest("terms"), WIDE, "light", False),
        "speech": (richest("speeches"), WIDE, "light", False),
        "speech-phone": (richest("speeches"), PHONE, "dark", False),
        "speech-care": (richest("speeches"), PHONE, "light", True),
        "figures": (richest("figures"), WIDE, "light", False),
        "honours": ("honours/index.html", WIDE, "dark", False),
        "compare": (compared(), WIDE, "light", False),
        "search": ("search.html?q=积分制", WIDE, "light", False),
        "index": ("practices/index.html", WIDE, "light", False),
        "map": ("map.html", WIDE, "light", False),
    }


def taken(browser: Browser, address: str, size: tuple[int, int], scheme: str, care: bool) -> Image.Image:
    """What the screen shows."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, color_scheme=scheme, locale="zh-CN", reduced_motion="reduce"  # type: ignore[arg-type]
    )
    if care:
        context.add_init_script(CARE)
    page = context.new_page()
    page.goto(f"{SITE.as_uri()}/{address}")
    page.evaluate("document.fonts.ready")
    if address.startswith("search"):
        page.wait_for_selector(".cj-search-results[aria-busy='false'] .cj-result")
    page.wait_for_function("() => document.getAnimations().length === 0")
    picture = Image.open(io.BytesIO(page.screenshot()))
    context.close()
    return picture.convert("RGB")


def handout(browser: Browser, address: str) -> Image.Image:
    """The first sheet of a page on paper."""
    page = browser.new_page()
    page.goto(f"{SITE.as_uri()}/{address}")
    paper = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True, print_background=True))
    page.close()
    picture: Image.Image = paper[0].render(scale=1.4).to_pil()
    return picture.convert("RGB")


def main() -> int:
    """Draw them all anew."""
    if not (SITE / "index.html").is_file():
        print("site/ is not there: make site", file=sys.stderr)
        return 1
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        pictures = {name: taken(browser, *how) for name, how in views().items()}
        pictures["handout"] = handout(browser, richest("practices"))
        browser.close()
    for old in FOLDER.glob("*.webp"):
        old.unlink()
    for name, picture in pictures.items():
        picture.save(FOLDER / f"{name}.webp", quality=80, method=6)
    total = sum(file.stat().st_size for file in FOLDER.iterdir())
    print(f"{len(pictures)} pictures, {total / 1000:.0f} kB")
    return int(total > MOST)


if __name__ == "__main__":
    sys.exit(main())
