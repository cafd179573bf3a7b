"""The process in which documents are read, so that one that hangs or explodes takes nothing else with it.

Speaks JSON lines over its standard input and output: a request line, the file's bytes; an answer line.  JSON and not
pickle, so that even a subverted reader hands its parent nothing but text.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict
from typing import IO, Any

from cunjian import apart, bounds
from cunjian.errors import Unreadable


def main() -> None:
    """Serve until the parent closes the line."""
    apart.confine()
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not be taken for an answer
    serve(sys.stdin.buffer, answers)


def serve(requests: IO[bytes], answers: IO[bytes]) -> None:
    """One answer line for each request."""
    from cunjian.acquire import DOCUMENTS

    for line in requests:
        asked = json.loads(line)
        content = requests.read(asked["length"])
        apart.limit_time()
        answers.write(json.dumps(_answer(DOCUMENTS, asked["format"], content)).encode("ascii") + b"\n")
        answers.flush()


def _answer(readers: Any, format: str, content: bytes) -> dict[str, object]:
    try:
        return {"texts": [asdict(text) for text in readers[format](content)]}
    except Unreadable as error:
        return {"error": str(error)}
    except MemoryError:
        return {"error": _TOO_BIG}
    except RecursionError:
        return {"error": "结构嵌套得太深，不像正常的文档，没有读取。请用原来的程序打开后另存，再放入。"}
    except Exception as error:  # a reader's mistake on one file; the run goes on and the name helps the maintainers
        return {"error": f"读取时出错（{type(error).__name__}），文件可能已损坏。请用原来的程序打开后另存，再放入。"}


_TOO_BIG = (
    f"解开后需要的内存超过上限 {bounds.MEMORY // 1024**3} GB，不像正常的文档，没有读取。请确认它是不是讲话稿。"
)
