"""The search in Firefox, where it is installed: typed with real keys, over http and by double click (Marionette protocol)."""

from __future__ import annotations

import json
import shutil
import socket
import statistics
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from test_search_queries import queries

pytestmark = pytest.mark.browser

FIREFOX = shutil.which("firefox-esr") or shutil.which("firefox")
PREFERENCES = {
    "marionette.port": 0, "app.update.enabled": False, "browser.shell.checkDefaultBrowser": False, "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False, "browser.startup.page": 0, "datareporting.policy.dataSubmissionEnabled": False,
    "toolkit.telemetry.reportingpolicy.firstRun": False, "services.settings.server": "", "extensions.getAddons.cache.enabled": False,
}  # fmt: skip
KEYS = {"ArrowDown": "\ue015", "Enter": "\ue007"}


class Firefox:
    """A headless Firefox that is told what to do over a socket."""

    def __init__(self, profile: Path) -> None:
        lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in PREFERENCES.items()]
        (profile / "user.js").write_text("\n".join(lines), "utf-8")
        command = [str(FIREFOX), "--headless", "--marionette", "--no-remote", "--profile", str(profile), "about:blank"]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        port = profile / "MarionetteActivePort"
        for _ in range(1800):
            if port.is_file() and port.read_text("ascii").strip():
                break
            time.sleep(0.1)
        self._socket = socket.create_connection(("127.0.0.1", int(port.read_text("ascii"))), 600)
        self._read()
        self.tell("WebDriver:NewSession", {"capabilities": {"alwaysMatch": {}}})
        self.tell("WebDriver:SetTimeouts", {"script": 600000})

    def _read(self) -> Any:
        size = b""
        while not size.endswith(b":"):
            size += self._socket.recv(1)
        data = b""
        while len(data) < int(size[:-1]):
            data += self._socket.recv(int(size[:-1]) - len(data))
        return json.loads(data)

    def tell(self, command: str, arguments: dict[str, Any]) -> Any:
        """One command, and what comes back."""
        message = json.dumps([0, 1, command, arguments]).encode()
        self._socket.sendall(b"%d:%b" % (len(message), message))
        _, _, error, result = self._read()
        assert error is None, error
        return result

    def type(self, keys: list[str]) -> None:
        """Real keys, one after the other."""
        values = [KEYS.get(key, key) for key in keys]
        actions = [{"type": kind, "value": value} for value in values for kind in ("keyDown", "keyUp")]
        self.tell("WebDriver:PerformActions", {"actions": [{"type": "key", "id": "keyboard", "actions": actions}]})

    def run(self, script: str, *arguments: object) -> Any:
        """What an asynchronous function of the page says."""
        body = f"const done = arguments[arguments.length - 1]; ({script})(...arguments).then(done, e => done('' + e));"
        return self.tell("WebDriver:ExecuteAsyncScript", {"script": body, "args": list(arguments), "sandbox": None})[
            "value"
        ]

    def wait(self, expression: str) -> Any:
        """The value of an expression, once it has one."""
        for _ in range(900):
            value = self.tell(
                "WebDriver:ExecuteScript", {"script": f"return {expression};", "args": [], "sandbox": None}
            )["value"]
            if value:
                return value
            time.sleep(0.1)
        raise AssertionError(expression)

    def close(self) -> None:
        """End it."""
        self.process.terminate()
        self.process.wait(30)


@pytest.fixture(scope="module")
def firefox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    if FIREFOX is None:
        pytest.skip("没有 firefox（apt-get install firefox-esr）/ no firefox here")
    started = Firefox(tmp_path_factory.mktemp("firefox"))
    yield started
    started.close()


@pytest.mark.parametrize("way", ["http", "file"])
def test_typed_keys_lead_to_a_page_with_the_words_marked(firefox: Firefox, sample: Path, served: str, way: str) -> None:
    address = served if way == "http" else (sample / "site").as_uri()
    firefox.tell("WebDriver:Navigate", {"url": f"{address}/about.html"})
    firefox.type(["/", *"sanhuiyike"])
    assert "三会一课" in firefox.wait(
        "(document.querySelector('.cj-box-list[aria-busy=false] .cj-hit') || {}).textContent"
    )
    firefox.type(["ArrowDown", "Enter"])
    assert "/terms/t" in firefox.wait("location.href.indexOf('/terms/') > 0 && location.href")
    assert firefox.wait("(document.querySelector('mark.cj-found') || {}).textContent") == "三会一课"


def test_it_finds_what_chromium_finds(firefox: Firefox, sample: Path) -> None:
    firefox.tell("WebDriver:Navigate", {"url": (sample / "site" / "about.html").as_uri()})
    every = [*queries()]
    script = """async texts => { const all = []; for (const text of texts) { const found = await cunjian.search(text, {limit: 10});
      all.push(found.map(r => ({kind: r.kind, title: r.title, snippet: r.snippet}))); } return all; }"""
    found = firefox.run(script, [query.text for query in every])
    ranks = [query.rank(results) for query, results in zip(every, found, strict=True)]
    assert statistics.mean(1 / rank if rank else 0.0 for rank in ranks) >= 0.95
