"""Quality and cost of our engine, and of Material's and MiniSearch's on the same pages, over http and file://.

    .venv/bin/python benchmarks/search/run.py --pages 3000 --each 60 [--others]   # prints Markdown tables
"""

from __future__ import annotations

import argparse
import gzip
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

sys.path[:0] = [str(Path(__file__).parents[2] / "scripts"), str(Path(__file__).parent)]

import corpus  # noqa: E402
import others  # noqa: E402
import ourpages  # noqa: E402
from playwright.sync_api import Browser, CDPSession, Page, sync_playwright  # noqa: E402
from queries import Query, Sets  # noqa: E402

from cunjian.search.letters import squash  # noqa: E402

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
Ask = Callable[[str], list[str]]


def reciprocal(query: Query, found: Sequence[str]) -> float:
    """1 / rank of the first right page among the first ten."""
    return next((1 / rank for rank, path in enumerate(found[:10], 1) if path in query.right), 0.0)


def quality(queries: Sequence[Query], ask: Ask, texts: dict[str, str]) -> dict[str, float]:
    """MRR@10 of every form; for literal substrings, whether the first result has it, and recall among ten."""
    scores: dict[str, list[float]] = {}
    for query in queries:
        found = ask(query.text)
        if query.form == "literal":
            run = squash(query.text)
            scores.setdefault("literal hit@1", []).append(float(bool(found) and run in texts.get(found[0], "")))
            speeches = {p for p in query.right if p.startswith("speeches/")}
            got = len(query.right & {*found[:10]})
            scores.setdefault("literal recall@10", []).append(min(1.0, got / min(10, len(speeches))))
        else:
            score = reciprocal(query, found)
            scores.setdefault(query.form, []).append(score)
            if score < 1 and MISSES is not None:
                MISSES.append(f"{query.form} {query.text!r} wanted {sorted(query.right)[:3]} got {found[:3]}")
    return {form: statistics.mean(values) for form, values in scores.items()}


MISSES: list[str] | None = None

ASK = """async q => { const r = await cunjian.search(q, {limit: 10});
  return r.map(x => x.url.slice(cunjian.base.length).split('#')[0]); }"""
# How often one request waits for another: a request asked for after another came stands a round later.
ROUNDS = """window.rounds = 0; window.asked = []; (() => { let came = 0; const add = document.head.appendChild;
  document.head.appendChild = function (script) { const round = came + 1; window.rounds = Math.max(window.rounds, round);
    window.asked.push(script.src); script.addEventListener('load', () => { came = Math.max(came, round); }); return add.call(this, script); };
  window.anew = () => { came = window.rounds = 0; }; })();"""
FIRST = """() => { window.seen = 0; window.long = 0;
  new PerformanceObserver(l => l.getEntries().forEach(e => window.long = Math.max(window.long, e.duration)))
    .observe({entryTypes: ['longtask']});
  document.querySelector('input').addEventListener('input', () => { window.anew(); window.typed = window.typed || performance.now(); }, true);
  new MutationObserver(() => { if (!window.seen && document.querySelector('.cj-hit')) {
    window.seen = performance.now(); window.before = [window.rounds, window.asked.length]; } }).observe(document.body, {childList: true, subtree: true}); }"""

SEEN = """() => new Promise(done => { const began = performance.now(), look = () => window.seen || performance.now() - began > 5000
  ? done([(window.seen || began + 5000) - window.typed, window.long, (window.before || [window.rounds])[0],
    window.asked.slice(0, (window.before || [])[1])]) : setTimeout(look, 4); look(); })"""
LATER = "async q => { window.anew(); const t = performance.now(); await cunjian.search(q); return [performance.now() - t, window.rounds]; }"


class First(NamedTuple):
    """What passes until the first result is seen in the box of a page just opened; nothing is kept of pages before."""

    ms: float  # from typing
    kb: float  # gzipped, scripts and index
    rounds: float  # of requests from typing
    longest: float  # task, ms of wall time
    cpu: float  # ms of the page's thread


def first_result(browser: Browser, address: str, folder: Path, query: str) -> First:
    """Type a query and wait for the first result."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.add_init_script("document.addEventListener('DOMContentLoaded', () => { " + ROUNDS + " });")
    page.goto(f"{address}/index.html")
    page.evaluate(FIRST)
    page.focus("input")
    clock = page.context.new_cdp_session(page)
    clock.send("Performance.enable", {"timeDomain": "threadTicks"})
    began = _busy(clock)
    page.keyboard.insert_text(query)
    ms, longest, rounds, asked = page.evaluate(SEEN)
    spent = _busy(clock) - began
    page.close()
    files = {folder / unquote(urlsplit(u).path[len(urlsplit(address).path) :]).lstrip("/") for u in asked}
    files |= {folder / "assets" / name for name in ourpages.SCRIPTS}
    return First(ms, sum(len(gzip.compress(f.read_bytes(), 9)) for f in files) / 1000, rounds, longest, spent)


def cost(browser: Browser, address: str, folder: Path, queries: Sequence[Query]) -> dict[str, float]:
    """What a visitor waits for."""
    firsts = [first_result(browser, address, folder, q.text) for q in queries if q.right]
    page = browser.new_page()
    page.goto(f"{address}/index.html")
    page.evaluate(ROUNDS)
    page.evaluate("q => cunjian.search(q)", "三会一课")
    clock = page.context.new_cdp_session(page)
    clock.send("Performance.enable", {"timeDomain": "threadTicks"})
    began = _busy(clock)
    later = [page.evaluate(LATER, query.text) for query in queries]
    busy = (_busy(clock) - began) / len(queries)
    page.close()
    times, rounds = [x[0] for x in later], [x[1] for x in later]
    kb = [f.kb for f in firsts]
    return {
        "first result, ms, median": statistics.median(f.ms for f in firsts), "first result, ms, p95": _p95([f.ms for f in firsts]),
        "kB gz before it, mean": statistics.mean(kb), "kB gz before it, p95": _p95(kb), "kB gz before it, most": max(kb),
        "rounds of requests before it, mean": statistics.mean(f.rounds for f in firsts), "rounds before it, most": max(f.rounds for f in firsts),
        "later queries, ms, median": statistics.median(times), "later queries, ms, p95": _p95(times),
        "later queries, rounds, mean": statistics.mean(rounds), "later queries, rounds, p95": _p95(rounds),
        "CPU of the page, ms a query, mean": busy, "longest task, ms": max(f.longest for f in firsts),
        "CPU of the page before the first result, ms, most": max(f.cpu for f in firsts),
    }  # fmt: skip


def _busy(clock: CDPSession) -> float:
    """Milliseconds of CPU that the page's thread has spent."""
    told = clock.send("Performance.getMetrics")["metrics"]
    return 1000 * next(float(m["value"]) for m in told if m["name"] == "TaskDuration")


def _p95(values: Sequence[float]) -> float:
    return sorted(values)[int(len(values) * 0.95)]


def table(columns: dict[str, dict[str, float]]) -> str:
    """Columns side by side."""
    rows = list(dict.fromkeys(row for column in columns.values() for row in column))
    head = f"| | {' | '.join(columns)} |\n|{' --- |' * (len(columns) + 1)}"
    cells = [f"| {row} | " + " | ".join(_cell(c.get(row)) for c in columns.values()) + " |" for row in rows]
    return "\n".join([head, *cells])


def _cell(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}" if value <= 1 else f"{value:.0f}"


def ours(page: Page) -> Ask:
    """Ask our engine in an open page."""
    return lambda text: list(page.evaluate(ASK, text))


def main() -> None:
    """Everything in one go."""
    global MISSES
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=3000)
    parser.add_argument("--each", type=int, default=60)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--others", action="store_true")
    parser.add_argument("--misses", action="store_true", help="list every query whose first result is not right")
    parser.add_argument("--quality", action="store_true", help="leave the costs out")
    options = parser.parse_args()
    MISSES = [] if options.misses else None
    book, readings, pages = corpus.make(options.pages)
    queries = Sets(pages, options.seed).all(options.each)
    texts = {p.path: squash(p.title) + "\n" + "\n".join(map(squash, p.paragraphs)) for p in pages}
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        folder = Path(temporary) / "ours"
        seconds = ourpages.write(folder, book, readings)
        size = sum(f.stat().st_size for f in folder.rglob("*.js"))
        print(f"{len(pages)} pages, {len(queries)} queries; index {seconds:.1f} s CPU, {size / 1e6:.1f} MB, "
              f"{sum(1 for _ in folder.rglob('*.js'))} files\n")  # fmt: skip
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        qualities, costs = {}, {}
        with ourpages.served(folder) as web:
            for name, address in (("http", web), ("file", folder.as_uri())):
                page = browser.new_page()
                page.goto(f"{address}/index.html")
                qualities[f"ours, {name}"] = quality(queries, ours(page), texts)
                page.close()
                MISSES, kept = None, MISSES
                if not options.quality:
                    costs[f"ours, {name}"] = cost(browser, address, folder, queries)
                print("\n".join(kept or ()))
        if options.others:
            for name, ask, told in others.engines(Path(temporary), browser, pages):
                qualities[name] = quality(queries, ask, texts)
                costs[name] = told
        browser.close()
    print(table(qualities), "\n")
    print(table(costs))
    print(time.strftime("\n%Y-%m-%d"), "load", *(f"{x:.1f}" for x in os.getloadavg()))


if __name__ == "__main__":
    main()
