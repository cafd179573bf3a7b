"""site/ on this machine over http, rebuilt when an input changes (architecture: "ship", a loop around the build).

Inputs are compared by time and size once a second: that works on network drives and USB sticks too, and what the build
itself writes (generated pages, data) is not an input.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from cunjian.errors import CannotRun
from cunjian.ship import seal

HOST = "127.0.0.1"
PAUSE = 1.0  # seconds between two looks at the inputs
_FOLDERS = ("sources", "curation", "courses", "docs", "overrides")
_WRITTEN = frozenset({"speeches", "practices", "villages", "terms", "figures", "honours", "courses", "data"})  # below docs/
_LEDGER = "curation/ids.tsv"

Snapshot = dict[str, tuple[int, int]]


def serve(root: Path, build: Callable[[], int], port: int) -> None:
    """Build, then serve ``root/site`` until Ctrl-C, building again after each change of an input."""
    server = _server(root / "site", port)
    try:
        seen = _build(root, build)
        threading.Thread(target=server.serve_forever, args=(0.2,), daemon=True).start()
        _say(f"网站已在 http://localhost:{server.server_address[1]}/ ，请用浏览器打开；按 Ctrl-C 结束。")
        while True:
            _pause()
            changed = changes(root, seen)
            if not changed:
                continue
            more = f" 等 {len(changed)} 个文件" if len(changed) > 1 else ""
            _say(f"{changed[0]}{more}有改动，正在重新生成……")
            seen = _build(root, build)
    except KeyboardInterrupt:
        _say("已结束。")
    finally:
        server.server_close()


def _build(root: Path, build: Callable[[], int]) -> Snapshot:
    """Build; the inputs as they were before, except data files in docs/ that the build itself wrote."""
    before = snapshot(root)
    try:
        _say("网站已生成。" if build() == 0 else "网站已生成，问题列在上面。")
    except CannotRun as error:
        _say(str(error))
    after = snapshot(root)
    return before | {name: stat for name, stat in after.items() if name.startswith("docs/") and name[-3:] != ".md"}


def changes(root: Path, seen: Snapshot) -> list[str]:
    """Inputs that are new, changed or gone since ``seen``; pages that the build generated are none."""
    now = snapshot(root)
    changed = sorted(name for name in now.keys() | seen.keys() if now.get(name) != seen.get(name))
    return [name for name in changed if not _is_generated(root / name)]


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


class _Handler(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Nothing: one line a request helps nobody here."""

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()


def _server(site: Path, port: int) -> _Server:
    try:
        return _Server((HOST, port), partial(_Handler, directory=str(site)))
    except (OSError, OverflowError) as error:
        advice = f"请用 --port 换一个，例如 --port {port + 1 if port < 65535 else 8000}"
        raise CannotRun(f"端口 {port} 用不了（可能已被别的程序占用），{advice}。") from error


def _pause() -> None:
    time.sleep(PAUSE)


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
