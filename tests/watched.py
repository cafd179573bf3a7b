"""A browser that records everything that should not happen: requests that leave, failures, complaints of the policy."""

from __future__ import annotations

import shutil

from playwright.sync_api import Browser, BrowserContext, Page, Request

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
         "--disable-sync", "--no-first-run"]  # fmt: skip
WATCH_POLICY = """document.addEventListener("securitypolicyviolation", e =>
  console.error("policy: " + e.violatedDirective + " " + e.blockedURI + " " + e.sourceFile));"""


class Watched:
    """A browser context that records everything that should not happen."""

    def __init__(self, browser: Browser, allowed: str) -> None:
        self.allowed = allowed
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
        if not url.startswith((self.allowed, "data:")):
            self.complaints.append(f"off-site: {url}")

    def page(self) -> Page:
        """A new page with a short patience."""
        page = self.context.new_page()
        page.set_default_timeout(15000)
        return page
