"""Documents read in a process of their own, kept for the next file and replaced when it dies or takes too long."""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

from cunjian import bounds
from cunjian.acquire.text import Text
from cunjian.errors import Unreadable
from cunjian.model import PageStart, Span

_START = "from cunjian.acquire.child import main; main()"
_lock = threading.Lock()
_kept: list[tuple[int, subprocess.Popen[bytes]]] = []  # (pid of the process that may use it, reader)


def read(format: str, content: bytes) -> tuple[Text, ...]:
    """What the reader of ``format`` gives; Unreadable when it fails, hangs or dies."""
    with _lock:
        child = _child()
        answer = _within(bounds.SECONDS, child, format, content)
        if answer is None:
            hung = child.poll() is None
            _end(child)
    if answer is None:
        why = f"读了 {bounds.SECONDS} 秒还没有读完" if hung else "读取时程序被中断（文件已损坏，或解开后过大）"
        raise Unreadable(f"{why}，已放弃这个文件。请用原来的程序打开后另存，再放入。")
    if "error" in answer:
        raise Unreadable(str(answer["error"]))
    return tuple(map(_text, answer["texts"]))


def _child() -> subprocess.Popen[bytes]:
    for pid, child in _kept:
        if pid == os.getpid() and child.poll() is None:
            return child
    _kept.clear()  # that of a parent before a fork is not ours to end
    scripts = str(Path(__file__).resolve().parents[2])
    path = os.pathsep.join(filter(None, (scripts, os.environ.get("PYTHONPATH"))))
    child = subprocess.Popen(
        [sys.executable, "-c", _START], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        env=os.environ | {"PYTHONPATH": path, "PYTHONUTF8": "1"},
    )  # fmt: skip
    _kept.append((os.getpid(), child))
    return child


def _within(seconds: float, child: subprocess.Popen[bytes], format: str, content: bytes) -> dict[str, Any] | None:
    """The child's answer; None when there is none in time."""
    line: list[bytes] = []

    def exchange() -> None:
        with contextlib.suppress(OSError, ValueError):
            assert child.stdin
            assert child.stdout
            child.stdin.write(json.dumps({"format": format, "length": len(content)}).encode() + b"\n" + content)
            child.stdin.flush()
            line.append(child.stdout.readline())

    thread = threading.Thread(target=exchange, daemon=True)
    thread.start()
    thread.join(seconds)
    if not line or not line[0].endswith(b"\n"):
        if not thread.is_alive():
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.wait(5)
        return None
    answer: dict[str, Any] = json.loads(line[0])
    return answer


def _text(given: dict[str, Any]) -> Text:
    pages = given["pages"]
    return Text(
        given["text"], given["encoding"],
        None if pages is None else tuple(PageStart(p["page"], p["start"]) for p in pages),
        tuple((kind, count) for kind, count in given["omitted"]),
        tuple((kind, Span(span["start"], span["end"])) for kind, span in given["marks"]),
        tuple(given["problems"]),
    )  # fmt: skip


def _end(child: subprocess.Popen[bytes]) -> None:
    _kept.clear()
    with contextlib.suppress(OSError):
        child.kill()
    with contextlib.suppress(OSError, subprocess.TimeoutExpired):
        child.wait(10)
    for pipe in (child.stdin, child.stdout):
        with contextlib.suppress(OSError):
            if pipe:
                pipe.close()


@atexit.register
def close() -> None:
    """End the reader that this process started."""
    for pid, child in list(_kept):
        if pid == os.getpid():
            _end(child)
