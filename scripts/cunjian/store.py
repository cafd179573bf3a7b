"""Atomic writes and the run lock: the only place that changes files of a knowledge base (architecture: "Effects").

A file is written beside its place and renamed over it, so that a run killed at any moment leaves the old file or the
new one, never half of either.
"""

from __future__ import annotations

import contextlib
import errno
import filecmp
import hashlib
import os
import secrets
import sys
from collections.abc import Iterable, Iterator
from itertools import count
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import BinaryIO

from cunjian.errors import CannotRun, CunjianError, refused

Stat = tuple[int, int]  # size, time of the last change in ns
TEMPORARY = ".cunjian-*.tmp"
_OURS = secrets.token_hex(6)  # of this program run and what it forks; with process and number no two files are one
_nth = count()
_held: set[int] = set()  # descriptors of locks this process holds


def _same(path: Path, data: bytes) -> bool:
    try:
        found = os.lstat(path)
        return S_ISREG(found.st_mode) and found.st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False


def write(path: Path, content: str | bytes | Iterable[str] | Iterable[bytes], *, durable: bool = True) -> bool:
    """Make ``path`` hold exactly ``content`` (text as UTF-8; a long one comes in parts); whether anything had to be changed.

    ``durable`` also waits for the disk, which only a power cut would need.
    """
    parts: Iterable[bytes]
    if isinstance(content, str | bytes):
        data = content.encode() if isinstance(content, str) else content
        if _same(path, data):
            return False
        parts = (data,)
    else:
        parts = (part.encode() if isinstance(part, str) else part for part in content)
    beside = path.with_name(f".cunjian-{_OURS}-{os.getpid()}-{next(_nth)}.tmp")
    try:
        with _opened(beside) as file:
            file.writelines(parts)
            file.flush()
            if durable:
                os.fsync(file.fileno())
        if not isinstance(content, str | bytes) and _equal(path, beside):
            beside.unlink()
            return False
        _replace(beside, path)
    except BaseException as error:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise CunjianError(refused(path, "写不进去", error)) from error
        raise
    return True


def _opened(path: Path) -> BinaryIO:
    """A new file, in a new folder where there is none."""
    try:
        return path.open("xb")
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.open("xb")


def _equal(path: Path, other: Path) -> bool:
    try:
        return not path.is_symlink() and filecmp.cmp(path, other, shallow=False)
    except OSError:
        return False


def copy(path: Path, to: Path) -> None:
    """The same file in a second place: under a second name where the disk has such, since files are replaced as a whole."""
    beside = to.with_name(f".cunjian-{_OURS}-{os.getpid()}-{next(_nth)}.tmp")
    try:
        to.parent.mkdir(parents=True, exist_ok=True)
        os.link(path, beside)
        _replace(beside, to)
    except OSError:
        with path.open("rb") as file:
            write(to, file, durable=False)
    finally:
        with contextlib.suppress(OSError):  # it is still there when both were one file already
            beside.unlink()


def _replace(beside: Path, path: Path) -> None:
    """Rename; Windows refuses for a moment while a virus scanner looks at the old file."""
    for _ in range(20 if sys.platform == "win32" else 0):
        try:
            beside.replace(path)
        except PermissionError:
            import time

            time.sleep(0.05)
        else:
            return
    beside.replace(path)


def remove(path: Path) -> bool:
    """Take the file away; whether there was one."""
    try:
        path.unlink()
    except FileNotFoundError:
        return False
    except OSError as error:
        raise CunjianError(refused(path, "删不掉", error)) from error
    return True


def stats(*folders: Path) -> dict[str, Stat]:
    """Size and time of every file below the folders, by path from the folder's parent."""
    return dict(walk(*folders))


def mark(files: Iterable[tuple[str, Stat]], kept: dict[str, Stat] | None = None) -> bytes:
    """The same in a few bytes, which differ when one of these does; ``files`` come from ``walk`` and go into ``kept``."""
    digest = hashlib.blake2b(digest_size=16)
    for path, stat in files:
        if kept is not None:
            kept[path] = stat
        digest.update(f"{path}\0{stat}\n".encode("utf-8", "surrogateescape"))
    return digest.digest()


def walk(*folders: Path) -> Iterator[tuple[str, Stat]]:
    """The same, one after another, in order."""
    return ((path, stat) for folder in folders for path, stat in _walk(str(folder), folder.name))


def stat(path: Path | str) -> Stat:
    """Size and time of a file; (-1, -1) where there is none."""
    try:
        found = os.stat(path)
    except OSError:
        return -1, -1
    return found.st_size, found.st_mtime_ns


def _walk(place: str, name: str, above: tuple[tuple[int, int], ...] = ()) -> Iterator[tuple[str, Stat]]:
    """``above`` are the folders on the way down by device and number: a link that leads back to one is not followed."""
    try:
        entries = sorted(os.listdir(place))  # names alone: what scandir keeps of a hundred thousand files is 100 MB
    except OSError:
        return
    for entry in entries:
        try:
            found = os.stat(f"{place}/{entry}")
        except OSError:  # it leads nowhere, or went away just now
            yield f"{name}/{entry}", (-1, -1)
            continue
        if not S_ISDIR(found.st_mode):
            yield f"{name}/{entry}", (found.st_size, found.st_mtime_ns)
        elif (here := (found.st_dev, found.st_ino)) not in above:
            yield from _walk(f"{place}/{entry}", f"{name}/{entry}", (*above, here))


def sweep(folder: Path) -> int:
    """Remove what a killed run left beside its places, at any depth; how many files that were."""
    swept = 0
    for left in sorted(folder.rglob(TEMPORARY)) if folder.is_dir() else ():
        with contextlib.suppress(OSError):
            left.unlink()
            swept += 1
    return swept


@contextlib.contextmanager
def lock(root: Path) -> Iterator[None]:
    """Hold the folder for one run; the kernel lets go of it when the process ends, however it ends."""
    path = root / ".cunjian" / "lock"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        raise CannotRun(refused(path, "不能占用这个知识库", error)) from error
    try:
        _take(handle, path, root)
        _held.add(handle)
        yield
    finally:
        _held.discard(handle)
        os.close(handle)


def _take(handle: int, path: Path, root: Path) -> None:
    busy = CannotRun(f"{root}：另一个 cunjian 正在处理这个文件夹；请等它结束，或先停掉它，再运行一次。")
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in (errno.EAGAIN, errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK):
            raise busy from error
        raise CannotRun(refused(path, "不能占用这个知识库", error)) from error


def _let_go_in_child() -> None:
    """A forked worker must not keep the folder held when its parent is killed."""
    for handle in _held:
        with contextlib.suppress(OSError):
            os.close(handle)
    _held.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_let_go_in_child)
