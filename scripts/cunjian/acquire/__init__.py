"""First room: a file becomes reading text.

One reader a format, in ``READERS`` by suffix; a reader takes the file's bytes and gives ``Text`` values, one for each
speech in the file.  Nothing here knows what a speech says.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable
from pathlib import Path

from cunjian.acquire import plain
from cunjian.acquire.text import Text
from cunjian.errors import Unreadable
from cunjian.model import Raw

MAX_BYTES = 32 * 1024 * 1024
"""Largest source file that is read."""

READERS: dict[str, Callable[[bytes], tuple[Text, ...]]] = {
    "txt": plain.read,
}

ADVICE = {
    "doc": "请用 Word 或 WPS 另存为 .docx 或 .txt",
    "wps": "请用 WPS 另存为 .docx 或 .txt",
    "docx": "请另存为 .txt（纯文本）",
    "pdf": "请把文字复制出来另存为 .txt",
    "html": "请把正文复制出来另存为 .txt",
    "htm": "请把正文复制出来另存为 .txt",
}


def is_source(path: Path) -> bool:
    """Whether a file in sources/ is meant as a speech at all: no hidden files, no leftovers of editors."""
    name = path.name
    return not (name.startswith((".", "~$")) or name.endswith(("~", ".tmp", ".bak", ".swp")) or name == "README.md")


def read(path: Path, root: Path) -> tuple[Raw, ...]:
    """The speeches of one source file, as reading text.

    Raises Unreadable with a Chinese sentence that names the file, what is wrong and what to do.
    """
    name = path.relative_to(root).as_posix()
    suffix = path.suffix.lower().lstrip(".")
    reader = READERS.get(suffix)
    if reader is None:
        advice = ADVICE.get(suffix, "支持的格式是 " + "、".join(f".{s}" for s in sorted(READERS)))
        raise Unreadable(f"{name}：暂不能读取 .{suffix} 文件。{advice}。")
    content = _content(path, root, name)
    try:
        texts = reader(content)
    except Unreadable as error:
        raise Unreadable(f"{name}：{error}") from error
    digest = hashlib.sha256(content).hexdigest()
    return tuple(
        Raw(name, place, digest, suffix, one.encoding, one.text, one.pages, one.omitted, one.marks,
            tuple(f"{name}：{p}" for p in one.problems))
        for place, one in enumerate(texts)
    )  # fmt: skip


def _content(path: Path, root: Path, name: str) -> bytes:
    if not path.resolve().is_relative_to(root.resolve()):
        raise Unreadable(f"{name}：是指向知识库以外的链接，没有读取。请把文件本身放进 sources/。")
    try:
        # O_NONBLOCK: a fifo must not hang the run between the look at its kind and the read.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(handle, "rb") as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise Unreadable(f"{name}：不是普通文件，没有读取。请换成讲话稿文件。")
            if status.st_size > MAX_BYTES:
                raise Unreadable(
                    f"{name}：有 {status.st_size // 1024 // 1024} MB，超过上限 {MAX_BYTES // 1024 // 1024} MB。"
                    "请拆成几个文件，或确认它是不是讲话稿。"
                )
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise Unreadable(f"{name}：打不开（{error.strerror}）。请检查文件权限后再运行。") from error
