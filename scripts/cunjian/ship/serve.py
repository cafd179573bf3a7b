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

HOST = "127.0.0.1"
PAUSE = 1.0  # seconds between two looks at the inputs
_FOLDERS = ("sources", "curation", "docs", "overrides")
_WRITTEN = frozenset({"speeches", "practices", "villages", "terms", "figures", "data"})  # folders below docs/
_LEDGER = "curation/ids.tsv"

Snapshot = dict[str, tuple[int, int]]


def serve(root: Path, build: Callable[[], int], port: int, is_generated: Callable[[Path], bool] | None = None) -> None:
    """Build, then serve ``root/site`` until Ctrl-C; ``is_generated`` tells pages that the build wrote from handwritten ones."""
    generated = is_generated or (lambda path: False)
    server = _server(root / "site", port)
    try:
        seen = snapshot(root, generated)
        build()
        threading.Thread(target=server.serve_forever, args=(0.2,), daemon=True).start()
        _say(f"网站已在 http://localhost:{server.server_address[1]}/ ，用浏览器打开；改动会自动重新生成，按 Ctrl-C 结束。")
        while True:
            time.sleep(PAUSE)
            now = snapshot(root, generated)
            if now == seen:
                continue
            changed = sorted(path for path in now.keys() | seen.keys() if now.get(path) != seen.get(path))
            seen = now
            _say(f"{changed[0]}{f' 等 {len(changed)} 个文件' if len(changed) > 1 else ''}有改动，正在重新生成……")
            _say("已重新生成，请刷新浏览器。" if build() == 0 else "已重新生成，有上面列出的问题，请刷新浏览器。")
    except KeyboardInterrupt:
        _say("已结束。")
    finally:
        server.server_close()


def snapshot(root: Path, is_generated: Callable[[Path], bool]) -> Snapshot:
    """Time and size of every input."""
    seen: Snapshot = {}
    files = [root / "mkdocs.yml", *(file for folder in _FOLDERS for file in _walk(root / folder))]
    for file in files:
        name = file.relative_to(root).as_posix()
        parts = name.split("/")
        if name == _LEDGER or (parts[0] == "docs" and (parts[1] in _WRITTEN or is_generated(file))):
            continue
        try:
            stat = file.stat()
        except OSError:  # gone since it was listed, or never there
            continue
        seen[name] = (stat.st_mtime_ns, stat.st_size)
    return seen


def _walk(folder: Path) -> Iterator[Path]:
    for place, folders, files in os.walk(folder):
        if Path(place).name == "docs":
            folders[:] = [f for f in folders if f not in _WRITTEN]
        folders[:] = sorted(f for f in folders if not f.startswith("."))
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
        raise CannotRun(f"端口 {port} 用不了（可能已被别的程序占用），请用 --port 换一个，例如 --port {port + 1}。") from error


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
