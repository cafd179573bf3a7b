"""Processes that share the work on speeches; any other ``concurrent.futures.Executor`` can stand in their place."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager


def cores() -> int:
    """How many processes can run at once on this machine."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def processes(jobs: int) -> Iterator[Executor | None]:
    """An executor of ``jobs`` processes, which start when they are first needed; None where one process is enough."""
    if jobs < 2:
        yield None
        return
    with ProcessPoolExecutor(jobs, initializer=_watch, initargs=(os.getpid(),)) as executor:
        yield executor


def _watch(parent: int) -> None:
    """End with the parent, however it ends: a worker that waits for work would wait for ever."""

    def wait() -> None:
        while os.getppid() == parent:
            time.sleep(0.5)
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()
