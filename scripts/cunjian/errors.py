"""What can go wrong, in words an editor understands (architecture: "Errors").

Every message is one Chinese sentence that names the file, the place, what is wrong and what to do.
"""

from __future__ import annotations

import errno
from pathlib import Path


class CunjianError(Exception):
    """Root of all errors we raise on purpose; ``str(error)`` is shown to the user as it is."""


class Unreadable(CunjianError):
    """A source file cannot become reading text; the run goes on without it."""


class BadCuration(CunjianError):
    """A file in curation/ cannot be used; the run goes on without the entry."""


class CannotRun(CunjianError):
    """The command cannot be carried out at all (exit code 2)."""


_REASONS = {
    errno.ENOSPC: "磁盘已满，请腾出空间后再运行一次",
    errno.EDQUOT: "磁盘配额已用完，请腾出空间后再运行一次",
    errno.EROFS: "这个位置是只读的，请把知识库移到可以写入的位置",
    errno.EACCES: "没有写入的权限，请检查文件夹权限或关闭占用它的程序",
    errno.EPERM: "没有写入的权限，请检查文件夹权限或关闭占用它的程序",
    errno.ENAMETOOLONG: "路径太长，请把知识库移到更浅的文件夹",
    errno.ENOTDIR: "上级路径是一个文件而不是文件夹，请移开那个文件",
    errno.EISDIR: "这个位置已有同名文件夹，请移开它",
    errno.ENOTEMPTY: "这个位置已有同名文件夹，请移开它",
}


def refused(path: Path | str, what: str, error: OSError) -> str:
    """What the disk refused, where, why, and what to do."""
    reason = _REASONS.get(error.errno or 0, f"系统说“{error.strerror or error}”，请检查磁盘和权限后再运行一次")
    return f"{path}：{what}：{reason}。"


def is_known(error: OSError) -> bool:
    """Whether it is the machine's trouble (disk full, write-protected, no permission) and not a mistake of ours."""
    return error.errno in _REASONS
