"""What the program remembers between runs, below .cunjian/cache/: it may be deleted at any time (architecture: "Cache").

An entry is a file whose first bytes are the SHA-256 of the rest; a damaged or foreign one reads as absent.  Entries lie
in a folder named by the version of the program and of everything it is installed with, so that two versions never
share one; folders of other versions are removed.  Never pickle: a knowledge base may come from a stranger.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import sys
import zlib
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


def packed(value: object) -> bytes:
    """Bytes that ``unpacked`` makes the value of again."""
    try:
        data = b"m" + msgspec.msgpack.encode(value)
    except UnicodeEncodeError:  # half a surrogate pair, which JSON can escape
        data = b"j" + json.dumps(msgspec.to_builtins(value)).encode()
    data = zlib.compress(data, 1)
    return hashlib.sha256(data).digest()[:_SUM] + data


def unpacked(data: bytes, kind: type[T]) -> T:
    """The value; ValueError where the bytes are damaged or of another kind."""
    if hashlib.sha256(data[_SUM:]).digest()[:_SUM] != data[:_SUM]:
        raise ValueError("damaged")
    data = zlib.decompress(data[_SUM:])
    if data[:1] == b"j":
        return msgspec.convert(json.loads(data[1:]), kind)
    return msgspec.msgpack.decode(memoryview(data)[1:], type=kind)


class Cache:
    """The entries of one knowledge base that this version of the program wrote."""

    def __init__(self, root: Path) -> None:
        self.folder = root / _FOLDER / version()
        self._others = root / _FOLDER

    def get(self, name: str, kind: type[T]) -> T | None:
        """The entry, or None where there is none that is whole."""
        try:
            return unpacked((self.folder / name).read_bytes(), kind)
        except (OSError, ValueError, zlib.error):  # msgspec's errors are ValueErrors
            return None

    def put(self, name: str, value: object) -> bool:
        """Remember; whether the disk took it: one that refuses costs time at the next run, nothing else."""
        return self.put_packed(name, packed(value))

    def put_packed(self, name: str, data: bytes) -> bool:
        """Remember what ``packed`` made."""
        try:
            store.write(self.folder / name, data, durable=False)
        except CunjianError:
            return False
        return True

    def remove(self, name: str) -> None:
        """Forget an entry."""
        with contextlib.suppress(OSError):
            (self.folder / name).unlink()

    def names(self, folder: str) -> frozenset[str]:
        """The entries of a folder."""
        try:
            return frozenset(os.listdir(self.folder / folder))
        except OSError:
            return frozenset()

    def prune(self, folder: str, keep: Collection[str]) -> None:
        """Remove the entries of a folder that are not kept, and everything of other versions."""
        with contextlib.suppress(OSError):
            for entry in os.scandir(self._others):
                if entry.name != self.folder.name:
                    shutil.rmtree(entry.path, ignore_errors=True)
        for name in self.names(folder) - set(keep):
            with contextlib.suppress(OSError):
                (self.folder / folder / name).unlink()
