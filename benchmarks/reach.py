"""How soon a phone shows text, and what a page weighs: a lab run (python benchmarks/reach.py [site]).

The phone is that of Lighthouse's mobile profile: 1.6 Mbit/s, 150 ms to and fro, a processor four times slower; nothing
is cached.  The server compresses, as servers do.  Weight: the page itself, and what it loads of ours, gzipped.
"""

from __future__ import annotations

import gzip
import statistics
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

HERE = Path(__file__).parents[1]
SITE = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "site"
PHONE = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 750e3 / 8}
ROUNDS = 3
FIRST = "performance.getEntriesByName('first-contentful-paint').map(e => e.startTime)[0] || 0"
THEME = ("assets/javascripts/", "assets/stylesheets/")


class Compressing(SimpleHTTPRequestHandler):
    """Serves text gzipped."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        file = Path(self.translate_path(self.path))
        if not file.is_file():
            self.send_error(404)
            return
        body = gzip.compress(file.read_bytes(), 6)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(file)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


def first_text(browser: Browser, address: str) -> tuple[float, list[str]]:
    """Milliseconds to the first text, and what was loaded."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True)
    page = context.new_page()
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    wire.send("Network.setCacheDisabled", {"cacheDisabled": True})
    wire.send("Network.emulateNetworkConditions", PHONE)
    wire.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.goto(address, wait_until="load")
    page.wait_for_timeout(200)
    first = float(page.evaluate(FIRST))
    context.close()
    return first, loaded


def kinds() -> list[str]:
    """The heaviest page of every kind."""
    found = [p.name for p in sorted(SITE.glob("*.html")) if p.name != "404.html"]
    for folder in sorted(p for p in SITE.iterdir() if p.is_dir()):
        pages = sorted(folder.glob("*.html"), key=lambda p: (p.stat().st_size, p.name))
        found += [f"{folder.name}/{pages[-1].name}"] if pages else []
    return found


def main() -> int:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Compressing, directory=str(SITE)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    root = f"http://127.0.0.1:{server.server_address[1]}/"
    worst = 0.0
    print("| page | first text, ms (median) | page, kB gz | with our scripts and styles, kB gz |\n| --- | --- | --- | --- |")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"])
        for path in kinds():
            runs = [first_text(browser, root + path) for _ in range(ROUNDS)]
            first = statistics.median(ms for ms, _ in runs)
            own = {u.removeprefix(root).partition("?")[0] for u in runs[0][1] if u.startswith(root)}
            sizes = {u: len(gzip.compress((SITE / u).read_bytes(), 6)) for u in own if (SITE / u).is_file()}
            ours = sum(size for u, size in sizes.items() if not u.startswith(THEME))
            print(f"| {path} | {first:.0f} | {sizes.get(path, 0) / 1000:.1f} | {ours / 1000:.1f} |", flush=True)
            worst = max(worst, first)
        browser.close()
    server.shutdown()
    return int(worst > 1000)


if __name__ == "__main__":
    sys.exit(main())
