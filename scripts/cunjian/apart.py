"""Files of strangers are looked at in a process of their own, so that one that hangs or explodes takes nothing along.

Below the rooms, because two of them need it: acquire keeps a reader for one document after another, links asks once for
each file.  Answers are JSON and not pickle: even a subverted reader hands its parent nothing but text.
"""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from cunjian import bounds
from cunjian.errors import Unreadable

_START = "from cunjian.apart import main; main()"
_TOO_BIG = f"解开后需要的内存超过上限 {bounds.MEMORY // 1024**3} GB，不像正常的文档，没有读取。"


def ask(function: str, content: bytes, **given: str) -> Any:
    """What ``package.module:function`` says of ``content`` and ``given``; Unreadable when it fails, hangs or dies."""
    scripts = str(Path(__file__).resolve().parents[1])
    path = os.pathsep.join(filter(None, (scripts, os.environ.get("PYTHONPATH"))))
    request = json.dumps({"function": function, "given": given}).encode("ascii") + b"\n" + content
    try:
        done = subprocess.run(
            [sys.executable, "-c", _START], input=request, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            timeout=bounds.SECONDS, check=False, env=os.environ | {"PYTHONPATH": path, "PYTHONUTF8": "1"},
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise Unreadable(f"读了 {bounds.SECONDS} 秒还没有读完，已放弃这个文件。请用原来的程序打开后另存，再试。") from error
    try:
        answer = json.loads(done.stdout)
    except ValueError as error:
        raise Unreadable("读取时程序被中断（文件已损坏，或解开后过大），已放弃这个文件。请用原来的程序打开后另存，再试。") from error
    if "error" in answer:
        raise Unreadable(str(answer["error"]))
    return answer["answer"]


def main() -> None:
    """The other side of ``ask``: one request, one answer."""
    confine()
    limit_time()
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not be taken for an answer
    request = json.loads(sys.stdin.buffer.readline())
    module, _, name = request["function"].partition(":")
    answers.write(json.dumps(_answer(module, name, sys.stdin.buffer.read(), request["given"])).encode("ascii"))
    answers.flush()


def _answer(module: str, name: str, content: bytes, given: dict[str, str]) -> dict[str, object]:
    try:
        return {"answer": getattr(importlib.import_module(module), name)(content, **given)}
    except Unreadable as error:
        return {"error": str(error)}
    except MemoryError:
        return {"error": _TOO_BIG}
    except RecursionError:
        return {"error": "结构嵌套得太深，不像正常的文档，没有读取。请用原来的程序打开后另存，再试。"}
    except Exception as error:  # a reader's mistake on one file; the name helps the maintainers
        return {"error": f"读取时出错（{type(error).__name__}），文件可能已损坏。请用原来的程序打开后另存，再试。"}


def confine() -> None:
    """Limits of the system, where it has them: memory, no files written, no core dumps."""
    try:
        import resource
    except ImportError:
        return
    for what, most in (("RLIMIT_AS", bounds.MEMORY), ("RLIMIT_FSIZE", 0), ("RLIMIT_CORE", 0)):
        try:
            resource.setrlimit(getattr(resource, what), (most, most))
        except (AttributeError, OSError, ValueError):
            continue


def limit_time() -> None:
    """Processor time for one more file: ends a reader whose parent was killed, too."""
    try:
        import resource

        used = int(time.process_time()) + 1
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (used + bounds.SECONDS + 5, hard))
    except (ImportError, AttributeError, OSError, ValueError):
        return
