"""The corpus as a small site of our own: one page with the box, the scripts of overrides/, the index, and the policy."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing import Pipe, get_context
from multiprocessing.connection import Connection
from pathlib import Path

from cunjian import search
from cunjian.model import Book, Reading
from cunjian.ship import styles
from cunjian.ship.hooks import with_policy

HERE = Path(__file__).parents[2]
SCRIPTS = ("search-load.js", "search-box.js")
SYNONYMS = (("村支书", "村党组织书记"),)


def write(folder: Path, book: Book, readings: Mapping[str, Reading]) -> float:
    """Write it; CPU seconds that the index took."""
    shutil.rmtree(folder, ignore_errors=True)
    began = time.process_time()
    files = [*search.files(book, readings, SYNONYMS)]
    spent = time.process_time() - began
    for path, text in files:
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
    for name in (*SCRIPTS, "search.css"):
        shutil.copy(HERE / "overrides" / "assets" / name, folder / "assets" / name)
    (folder / styles.SEARCH).write_text(styles.engine([HERE / "overrides"]), "utf-8")
    scripts = "".join(f'<script src="assets/{name}"></script>' for name in SCRIPTS)
    page = (
        '<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>x</title>'
        '<link rel="stylesheet" href="assets/search.css"></head>'
        f'<body><div role="search"><div data-cunjian-box></div></div>{scripts}</body></html>'
    )
    (folder / "index.html").write_text(with_policy(page), "utf-8")
    return spent


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """A page that was closed wants no answer."""


def _serve(folder: str, port: Connection) -> None:
    server = _Server(("127.0.0.1", 0), partial(_Quiet, directory=folder))
    port.send(server.server_address[1])
    server.serve_forever()


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Its address over http; a process of its own, so that it does not wait for whoever measures."""
    here, there = Pipe()
    process = get_context("spawn").Process(target=_serve, args=(str(folder), there), daemon=True)
    process.start()
    try:
        yield f"http://127.0.0.1:{here.recv()}"
    finally:
        process.terminate()
        process.join()
