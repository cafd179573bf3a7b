"""Material's search and MiniSearch on the same pages; their scripts are fetched into a temporary folder, never kept.

Material's needs ``pip`` (jieba, which its index wants for Chinese), MiniSearch's ``npm``.
"""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import ourpages
from corpus import Page
from playwright.sync_api import Browser

Engine = tuple[str, Callable[[str], list[str]], dict[str, float]]

MINISEARCH = "minisearch@7.2.0"
SETTINGS = """site_name: x
use_directory_urls: false
theme: {name: material, language: zh, font: false}
plugins:
  - search: {lang: [zh, en]}
nav: [index.md]
not_in_nav: "/*/"
"""
# Han as single characters and pairs, everything else as words: what MiniSearch's users do for Chinese.
TOKENS = r"""s => { const out = []; for (const w of s.match(/[\u3400-\u9fff]+|[a-z0-9]+/gi) || []) {
  if (!/[\u3400-\u9fff]/.test(w)) { out.push(w); continue; }
  for (let i = 0; i < w.length; i++) { out.push(w[i]); if (i + 1 < w.length) out.push(w.slice(i, i + 2)); } } return out; }"""


def engines(folder: Path, browser: Browser, pages: Sequence[Page]) -> Iterator[Engine]:
    """Name, a way to ask, and costs, of every engine that can be had here."""
    for make in (_minisearch, _material):
        try:
            yield from make(folder, browser, pages)
        except (OSError, subprocess.CalledProcessError) as error:
            print(f"{make.__name__[1:]} left out: {error}")


def _minisearch(folder: Path, browser: Browser, pages: Sequence[Page]) -> Iterator[Engine]:
    subprocess.run(["npm", "pack", "--silent", MINISEARCH], cwd=folder, check=True, capture_output=True)
    subprocess.run(["tar", "xzf", *(p.name for p in folder.glob("minisearch-*.tgz"))], cwd=folder, check=True)
    script = folder / "package" / "dist" / "umd" / "index.js"
    page = browser.new_page()
    page.add_script_tag(path=script)
    rows = [{"id": p.path, "title": p.title, "body": "\n".join(p.paragraphs)} for p in pages]
    options = "{fields: ['title', 'body'], tokenize: " + TOKENS + "}"
    index = page.evaluate(f"rows => {{ const ms = new MiniSearch({options}); ms.addAll(rows); return JSON.stringify(ms); }}", rows)
    blocked = page.evaluate(
        f"text => {{ const t = performance.now(); window.ms = MiniSearch.loadJSON(text, {options}); return performance.now() - t; }}", index
    )  # fmt: skip
    ask = "q => window.ms.search(q, {prefix: true, combineWith: 'AND', boost: {title: 3}}).slice(0, 10).map(r => r.id)"
    kb = (len(gzip.compress(index.encode(), 9)) + len(gzip.compress(script.read_bytes(), 9))) / 1000
    yield "MiniSearch 7.2.0", lambda q: list(page.evaluate(ask, q)), {
        "kB gz before it, mean": kb, "kB gz before it, p95": kb, "longest task, ms": blocked,
    }  # fmt: skip
    page.close()


def _material(folder: Path, browser: Browser, pages: Sequence[Page]) -> Iterator[Engine]:
    extra, root = folder / "py", folder / "material"
    subprocess.run([sys.executable, "-m", "pip", "install", "-q", "--target", str(extra), "jieba"], check=True, capture_output=True)
    (root / "docs").mkdir(parents=True)
    (root / "mkdocs.yml").write_text(SETTINGS, "utf-8")
    (root / "docs" / "index.md").write_text("# x\n", "utf-8")
    for page in pages:
        file = root / "docs" / Path(page.path).with_suffix(".md")
        file.parent.mkdir(exist_ok=True)
        file.write_text(f"# {page.title}\n\n" + "\n\n".join(page.paragraphs) + "\n", "utf-8")
    environment = os.environ | {"PYTHONPATH": str(extra), "NO_MKDOCS_2_WARNING": "1"}
    began = os.times()
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "-q"], cwd=root, env=environment, check=True, capture_output=True)
    ended = os.times()
    seconds = ended.children_user + ended.children_system - began.children_user - began.children_system
    index = root / "site" / "search" / "search_index.json"
    scripts = [*(root / "site" / "assets" / "javascripts").glob("workers/search*.js"), *(root / "site/assets/javascripts/lunr/min").glob("lunr.zh*.js")]
    kb = sum(len(gzip.compress(f.read_bytes(), 9)) for f in (index, *scripts)) / 1000
    with ourpages.served(root / "site") as web:
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto(f"{web}/index.html")
        page.click("input.md-search__input")
        page.wait_for_selector(".md-search-result__meta")
        began_at = time.perf_counter()
        _ask_material(page, pages[0].title[:2])
        waited = (time.perf_counter() - began_at) * 1000
        told = {"first result, ms, median": waited, "kB gz before it, mean": kb, "kB gz before it, p95": kb, "site build with it, s CPU": seconds}
        yield "Material 9.8.1 (lunr, jieba)", lambda q: _ask_material(page, q), told
        page.close()


def _ask_material(page: object, text: str) -> list[str]:
    """Types into the theme's own box and reads what it lists, once it stands still."""
    page.fill("input.md-search__input", text)  # type: ignore[attr-defined]
    page.press("input.md-search__input", "End")  # type: ignore[attr-defined]  # the theme listens to keys
    links = json.loads(page.evaluate(_SETTLED))  # type: ignore[attr-defined]
    paths = ["/".join(link.split("?")[0].split("#")[0].split("/")[-2:]) for link in links]
    return list(dict.fromkeys(paths))


_SETTLED = """() => new Promise(done => { let last = '', same = 0, n = 0;
  const look = () => { const now = document.querySelector('.md-search-result__meta').textContent + JSON.stringify(
      Array.from(document.querySelectorAll('.md-search-result__item > .md-search-result__link')).slice(0, 10).map(a => a.href));
    same = now === last ? same + 1 : 0; last = now;
    const waits = /键入|初始化/.test(now);
    if ((same > 8 && n > 12 && !waits) || n > (waits ? 200 : 60)) done(now.slice(now.indexOf('['))); else { n++; setTimeout(look, 15); } };
  look(); })"""
