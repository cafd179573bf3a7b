"""First room: a file becomes reading text.

One reader a format, in ``READERS`` by suffix; a reader takes the file's bytes and gives ``Text`` values, one for each
speech in the file.  Nothing here knows what a speech says.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
import unicodedata
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from cunjian.acquire import isolated, legacy, plain, several, sniff
from cunjian.acquire.text import Text
from cunjian.bounds import MAX_BYTES
from cunjian.errors import Unreadable, why
from cunjian.model import Raw

Reader = Callable[[bytes], tuple[Text, ...]]


def _document(module: str) -> Reader:
    """A reader whose libraries are loaded where it reads, in that process and when it first does."""

    def read(content: bytes) -> tuple[Text, ...]:
        reader: Reader = import_module(f"cunjian.acquire.{module}").read
        return reader(content)

    return read


DOCUMENTS: dict[str, Reader] = {
    "docx": _document("docx"),
    "pdf": _document("pdf"),
    "html": _document("html"),
    "htm": _document("html"),
    "mhtml": _document("html.mhtml"),
    "mht": _document("html.mhtml"),
}
"""Readers that run in a process of their own (``isolated``), by format."""

CONVERTED = ("doc", "wps", "rtf")
"""Formats that another program turns into one of the above (``legacy``)."""

READERS = ("txt", *DOCUMENTS, *CONVERTED)
"""The suffixes of sources that can be read."""

_NOT_SPEECHES = frozenset({"readme.md", "thumbs.db", "desktop.ini"})


def is_source(path: Path) -> bool:
    """Whether a file in sources/ is meant as a speech at all: no hidden files, no leftovers of editors."""
    name = path.name
    if name.startswith((".", "~$")) or name.endswith(("~", ".tmp", ".bak", ".swp")) or name.lower() in _NOT_SPEECHES:
        return False
    return not any(_belongs_to_page(folder) for folder in path.parents)


def _belongs_to_page(folder: Path) -> bool:
    """Whether a browser made the folder beside a page that it saved: x_files or x.files beside x.html."""
    match = re.fullmatch(r"(.+)(?:_files|\.files)", folder.name)
    return bool(match) and any(
        folder.with_name(f"{match.group(1)}.{suffix}").is_file() for suffix in ("html", "htm")  # type: ignore[union-attr]
    )


def read(path: Path, root: Path) -> tuple[Raw, ...]:
    """The speeches of one source file, as reading text.

    Raises Unreadable with a Chinese sentence that names the file, what is wrong and what to do.
    """
    name = path.relative_to(root).as_posix()
    shown = visible(name)
    suffix = path.suffix.lower().lstrip(".")
    try:
        if suffix not in READERS:
            known = "、".join(f".{s}" for s in READERS)
            kind = f"不能读取 .{visible(suffix)} 文件" if suffix else "文件名没有扩展名，看不出是哪种文件"
            raise Unreadable(f"{kind}，能读的是 {known}。请另存为其中一种，最好是 .docx 或 .txt。")
        if _unshowable(name):
            raise Unreadable("文件名里有控制字符或不能显示的字符，没有读取。请给文件改一个普通的名字。")
        content = _content(path, root)
        texts = tuple(piece for one in _texts(content, suffix) for piece in several.split(one))
    except Unreadable as error:
        raise Unreadable(f"{shown}：{error}") from error
    digest = hashlib.sha256(content).hexdigest()
    return tuple(
        Raw(name, place, digest, suffix, one.encoding, one.text, one.pages, one.omitted, one.marks,
            tuple(f"{shown}：{p}" for p in one.problems))
        for place, one in enumerate(texts)
    )  # fmt: skip


def _texts(content: bytes, suffix: str) -> tuple[Text, ...]:
    format = sniff.format_of(content, suffix)
    if format not in CONVERTED:
        return plain.read(content) if format == "txt" else isolated.read(format, content)
    format, content = legacy.convert(content, format)
    texts = plain.read(content) if format == "txt" else isolated.read(format, content)
    if not all(plain.looks_written(one.text) for one in texts):  # an office program opens whatever it is given as text
        raise Unreadable(legacy.FAILED)
    return texts


def visible(name: str) -> str:
    """A file's name in a message: what a terminal would obey, and names that are no Unicode, spelled out."""
    return "".join(f"‹U+{ord(c):04X}›" if _hidden(c) else c for c in name)


def _hidden(char: str) -> bool:
    return unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")


def _unshowable(name: str) -> bool:
    return any(map(_hidden, name))


def _content(path: Path, root: Path) -> bytes:
    try:
        home = root / "sources" if path.is_relative_to(root / "sources") else root
        if not path.resolve().is_relative_to(home.resolve()):
            raise Unreadable("是指向 sources/ 以外的链接，没有读取。请把文件本身放进 sources/。")
        # O_NONBLOCK: a fifo must not hang the run between the look at its kind and the read.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(handle, "rb") as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise Unreadable("不是普通文件，没有读取。请换成讲话稿文件。")
            if status.st_size > MAX_BYTES:
                raise Unreadable(
                    f"有 {status.st_size // 1024 // 1024} MB，超过上限 {MAX_BYTES // 1024 // 1024} MB。"
                    "请拆成几个文件，或确认它是不是讲话稿。"
                )
            content = file.read(MAX_BYTES + 1)
            after = os.fstat(file.fileno())
            if len(content) != status.st_size or after.st_mtime_ns != status.st_mtime_ns:
                raise Unreadable("读取时文件正在改动，没有读取。请等它写完（或下载完）后再运行。")
            return content
    except (OSError, RuntimeError) as error:  # RuntimeError: links that lead in a circle
        raise Unreadable(f"打不开（{why(error)}）。请检查文件和权限后再运行。") from error
