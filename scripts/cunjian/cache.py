"""What the program remembers between runs, below .cunjian/cache/: it may be deleted at any time (architecture: "Cache").

An entry is a file whose first bytes are the SHA-256 of the rest; a damaged or foreign one reads as absent.  Entries lie
in a folder named by the version of the program and of everything it is installed with, so that two versions never
share one; folders of other versions are removed.  Never pickle: a knowledge base may come from a stranger.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import sys
from collections.abc import Collection
from functools import cache
from pathlib import Path
from typing import TypeVar

import msgspec

from cunjian import store
from cunjian.errors import CunjianError

T = TypeVar("T")
_FOLDER = ".cunjian/cache"
_SUM = 16  # bytes


@cache
def version() -> str:
    """Changes with every line of the program, with every installed package and with Python itself."""
    digest = hashlib.sha256(sys.version.encode())
    package = Path(__file__).parent
    for file in sorted(package.rglob("*.py")):
        digest.update(file.relative_to(package).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    for folder in sys.path:
        with contextlib.suppress(OSError):
            digest.update("\n".join(sorted(n for n in os.listdir(folder) if n.endswith(".dist-info"))).encode())
    return digest.hexdigest()[:16]


class Cache:
    """The entries of one knowledge base that this version of the program wrote."""

    def __init__(self, root: Path) -> None:
        self.folder = root / _FOLDER / version()
        self._others = root / _FOLDER

    def get(self, name: str, kind: type[T]) -> T | None:
        """The entry, or None where there is none that is whole."""
        try:
            data = (self.folder / name).read_bytes()
        except OSError:
            return None
        if hashlib.sha256(data[_SUM:]).digest()[:_SUM] != data[:_SUM]:
            return None
        try:
            return msgspec.msgpack.decode(data[_SUM:], type=kind)
        except (msgspec.MsgspecError, UnicodeDecodeError):
            return None

    def put(self, name: str, value: object) -> None:
        """Remember; a disk that refuses costs time at the next run, nothing else."""
        data = msgspec.msgpack.encode(value)
        with contextlib.suppress(CunjianError):
            store.write(self.folder / name, hashlib.sha256(data).digest()[:_SUM] + data, durable=False)

    def prune(self, folder: str, keep: Collection[str]) -> None:
        """Remove the entries of a folder that are not kept, and everything of other versions."""
        with contextlib.suppress(OSError):
            for entry in os.scandir(self._others):
                if entry.name != self.folder.name:
                    shutil.rmtree(entry.path, ignore_errors=True)
            for entry in os.scandir(self.folder / folder):
                if entry.name not in keep:
                    os.unlink(entry.path)
