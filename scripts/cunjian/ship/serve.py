"""site/ on this machine over http, rebuilt when an input changes (architecture: "ship", a loop around the build).

Inputs are compared by time and size: that works on network drives and USB sticks too, and what the build itself writes
(generated pages, data) is not an input.  A build runs beside the loop; until it has ended, the page of a speech that was
edited is a proof of that page alone (``Proof``), held in memory.
"""

from __future__ import annotations

import io
import os
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import BinaryIO
from urllib.parse import unquote, urlsplit

from cunjian.errors import CannotRun
from cunjian.ship import seal

HOST = "127.0.0.1"
PAUSE = 0.25  # seconds between two looks at the inputs, or longer where a look takes long
_FOLDERS = ("sources", "curation", "courses", "docs", "overrides")
_WRITTEN = frozenset({"speeches", "practices", "villages", "terms", "figures", "honours", "courses", "data"})  # below docs/
_LEDGER = "curation/ids.tsv"
_PROOFS = 20  # of so many changed files at once; the others wait for the build

Stat = tuple[int, int]
Snapshot = dict[str, Stat]
Proof = Callable[[str], Iterable[tuple[str, bytes]]]
"""Given the name of an input that has changed: address and HTML of pages that can be shown at once."""


def serve(root: Path, build: Callable[[], int], port: int, proof: Proof = lambda _: ()) -> None:
    """Build, then serve ``root/site`` until Ctrl-C, building again after each change of an input."""
    server = _server(root / "site", port)
    try:
        watch = _Watch(root, build, proof, server)
        watch.warm()
        threading.Thread(target=server.serve_forever, args=(0.2,), daemon=True).start()
        _say(f"网站已在 {server.url} ，请用浏览器打开；按 Ctrl-C 结束。")
        while True:
            start = time.monotonic()
            watch.look()
            _pause(max(PAUSE, 4 * (time.monotonic() - start)))
    except KeyboardInterrupt:
        _say("已结束。")
    finally:
        server.server_close()


class _Run(threading.Thread):
    """One build, beside the loop."""

    def __init__(self, root: Path, build: Callable[[], int]) -> None:
        super().__init__(daemon=True)
        self.before = snapshot(root)
        self._build = build
        self.start()

    def run(self) -> None:
        """Build and say what came of it."""
        try:
            code = self._build()
        except CannotRun as error:
            _say(str(error))
        else:
            _say(("网站已生成。", "网站已生成，问题列在上面。")[code] if code < 2 else "网站没有更新，原因见上面。")


class _Watch:
    """What was seen, what is being built and what is shown in place of pages that wait for it."""

    def __init__(self, root: Path, build: Callable[[], int], proof: Proof, server: _Server) -> None:
        self._root, self._build, self._proof, self._server = root, build, proof, server
        self._run: _Run | None = _Run(root, build)
        while self._run.is_alive():  # with a timeout Ctrl-C is heard on Windows, too
            self._run.join(0.2)
        self._due = False
        self._seen = self._run.before

    def warm(self) -> None:
        """Pull a proof that nobody sees, so that the first edit waits for no module to load."""
        source = next((name for name in self._seen if name.startswith("sources/")), "")
        with suppress(Exception):
            any(False for _ in self._proof(source))

    def look(self) -> None:
        """One look: end what has ended, show what has changed, begin what is due."""
        if self._run and not self._run.is_alive():
            self._end(self._run)
        now = snapshot(self._root)
        changed = [name for name in changes(self._root, self._seen, now) if not (self._run and _may_be_built(name))]
        if changed:
            self._seen, self._due = now, True
            more = f" 等 {len(changed)} 个文件" if len(changed) > 1 else ""
            _say(f"{changed[0]}{more}有改动，正在重新生成……")
            for name in changed[:_PROOFS]:
                self._show(name, now.get(name))
        if self._due and not self._run:
            self._run, self._due = _Run(self._root, self._build), False

    def _end(self, run: _Run) -> None:
        """The site stands: proofs of what this run has read go, and what it wrote is no change."""
        self._run = None
        built = {name: stat for name, stat in snapshot(self._root).items() if _may_be_built(name)}
        self._seen = {name: stat for name, stat in self._seen.items() if not _may_be_built(name)} | built
        for address, (_, name, stat) in list(self._server.proofs.items()):
            if run.before.get(name) == stat:
                del self._server.proofs[address]

    def _show(self, name: str, stat: Stat | None) -> None:
        """Pages that can be shown at once; what cannot be read is told by the build."""
        try:
            for address, html in self._proof(name):
                self._server.proofs[address] = html, name, stat
                _say(f"{name} 的页面已可先看：{self._server.url}{address}")
        except Exception:  # whatever a source, a setting or a template can do to MkDocs
            return


def changes(root: Path, seen: Snapshot, now: Snapshot | None = None) -> list[str]:
    """Inputs that are new, changed or gone since ``seen``; pages that the build generated are none."""
    now = snapshot(root) if now is None else now
    changed = sorted(name for name in now.keys() | seen.keys() if now.get(name) != seen.get(name))
    return [name for name in changed if not _is_generated(root / name)]


def _may_be_built(name: str) -> bool:
    """Whether an input can be something that a build wrote: data and pictures in docs/."""
    return name.startswith("docs/") and not name.endswith(".md")


def _is_generated(file: Path) -> bool:
    try:
        return file.suffix == ".md" and seal.fits(file.read_text("utf-8")) is True
    except (OSError, UnicodeDecodeError):
        return False


def snapshot(root: Path) -> Snapshot:
    """Time and size of every input."""
    seen: Snapshot = {}
    for file in (root / "mkdocs.yml", *(file for folder in _FOLDERS for file in _walk(root / folder))):
        name = file.relative_to(root).as_posix()
        try:
            stat = file.stat()
        except OSError:  # gone since it was listed, or never there
            continue
        if name != _LEDGER and not name.endswith(".lock"):  # what the build itself remembers
            seen[name] = (stat.st_mtime_ns, stat.st_size)
    return seen


def _walk(folder: Path) -> Iterator[Path]:
    for place, folders, files in os.walk(folder):
        skip = _WRITTEN if Path(place) == folder and folder.name == "docs" else frozenset[str]()
        folders[:] = sorted(f for f in folders if f not in skip and not f.startswith("."))
        yield from (Path(place) / f for f in sorted(files) if not f.startswith((".", "~$")))


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = os.name != "nt"  # on Windows it would let two servers share a port
    proofs: dict[str, tuple[bytes, str, Stat | None]]  # by address: the page, the input it is made from, as that was

    @property
    def url(self) -> str:
        """Where the site is."""
        return f"http://localhost:{self.server_address[1]}/"


class _Handler(SimpleHTTPRequestHandler):
    server: _Server

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        """A proof where there is one, else the file."""
        if (proof := self.server.proofs.get(unquote(urlsplit(self.path).path).lstrip("/"))) is None:
            return super().send_head()
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(proof[0])))
        self.end_headers()
        return io.BytesIO(proof[0])

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: one line a request helps nobody here."""

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()


def _server(site: Path, port: int) -> _Server:
    try:
        server = _Server((HOST, port), partial(_Handler, directory=str(site)))
    except (OSError, OverflowError) as error:
        advice = f"请用 --port 换一个，例如 --port {port + 1 if port < 65535 else 8000}"
        raise CannotRun(f"端口 {port} 用不了（可能已被别的程序占用），{advice}。") from error
    server.proofs = {}
    return server


def _pause(seconds: float) -> None:
    time.sleep(seconds)


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
