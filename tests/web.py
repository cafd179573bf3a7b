"""The sample site and a watched Chromium, for every file of tests that needs them (fixtures: see conftest.py)."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect, sync_playwright

from cunjian.ship.site import build

HERE = Path(__file__).parents[1]
CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
         "--disable-sync", "--no-first-run"]  # fmt: skip
WATCH_POLICY = """document.addEventListener("securitypolicyviolation", e =>
  console.error("policy: " + e.violatedDirective + " " + e.blockedURI + " " + e.sourceFile));"""


expect.set_options(timeout=15_000)  # a busy machine is slow, not wrong


class Watched:
    """A browser context that records everything that should not happen."""

    def __init__(self, browser: Browser, allowed: str) -> None:
        self.allowed: tuple[str, ...] = (allowed,)
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.context: BrowserContext = browser.new_context(viewport={"width": 1280, "height": 900}, locale="zh-CN")
        self.context.add_init_script(WATCH_POLICY)
        self.context.on("request", self._request)
        self.context.on("requestfailed", self._failed)
        self.context.on("response", lambda r: r.status >= 400 and self.complaints.append(f"{r.status}: {r.url}"))
        self.context.on("console", lambda m: m.type == "error" and self.complaints.append(m.text))
        self.context.on("weberror", lambda e: self.complaints.append(str(e.error)))

    def _failed(self, request: Request) -> None:
        # A page that is left while its icon still loads aborts that request; a missing file fails otherwise.
        if request.failure != "net::ERR_ABORTED":
            self.complaints.append(f"failed: {request.url} {request.failure}")

    def _request(self, request: object) -> None:
        url = request.url  # type: ignore[attr-defined]
        self.requests.append(url)
        if not url.startswith((*self.allowed, "data:")):
            self.complaints.append(f"off-site: {url}")

    def page(self) -> Page:
        """A new page with a short patience."""
        page = self.context.new_page()
        page.set_default_timeout(15000)
        return page


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not Path(CHROMIUM).is_file():
        if os.environ.get("CI"):
            pytest.fail("no chromium, and CI must not skip: apt-get install chromium")
        pytest.skip("没有 chromium（apt-get install chromium fonts-noto-cjk）/ no chromium here")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample speeches and their course, built in a folder of their own that is reached below two others."""
    root = tmp_path_factory.mktemp("web") / "some" / "where"
    for folder in ("sources", "courses"):
        shutil.copytree(HERE / folder, root / folder)
    run = "import sys; from cunjian.cli import main; sys.exit(main())"
    command = [sys.executable, "-c", run, "build", "--root", str(root)]
    environment = os.environ | {"PYTHONPATH": str(HERE / "scripts")}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return root


class Quiet(SimpleHTTPRequestHandler):
    """Serves without a word."""

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The address of a folder over http."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def served(sample: Path) -> Iterator[str]:
    """The address of the sample site over http, below a subpath."""
    with serving(sample.parents[1]) as address:
        yield f"{address}/some/where/site"


@dataclass(frozen=True)
class Addressed:
    """A site that knows its address, which ends with a slash, and answers there."""

    root: Path
    address: str


@pytest.fixture(scope="session")
def addressed(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Addressed]:
    """The indexes of the sample and two pages of each kind, built with ``site_url`` and served there."""
    root = tmp_path_factory.mktemp("addressed")
    with serving(root) as server:
        address = f"{server}/site/"
        settings = (HERE / "mkdocs.yml").read_text("utf-8")
        (root / "mkdocs.yml").write_text(re.sub(r"^# site_url:.*$", f"site_url: {address}", settings, flags=re.M), "utf-8")
        docs = sample / "docs"
        names = ["index.md", "about.md", "search.md", "compare.md", "assets/terms.js", "data/index.json"]
        for folder in ("speeches", "practices", "villages", "terms", "figures", "honours"):
            entries = [f.name for f in sorted((docs / folder).glob("*.md")) if not f.name.startswith("index")]
            names += [f"{folder}/{name}" for name in (*entries[:2], "index.md")]
        for name in names:
            (root / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(docs / name, root / "docs" / name)
        build(root, HERE)
        yield Addressed(root, address)


@pytest.fixture(params=["http", "file"])
def site(request: pytest.FixtureRequest, sample: Path, browser: Browser) -> Iterator[tuple[str, Watched]]:
    """The site's address each way, and a watched context."""
    address = request.getfixturevalue("served") if request.param == "http" else (sample / "site").as_uri()
    watched = Watched(browser, address)
    yield address, watched
    watched.context.close()
    assert watched.requests
    assert watched.complaints == [], watched.complaints
