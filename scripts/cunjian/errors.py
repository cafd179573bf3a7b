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
    errno.EEXIST: "这个位置已有同名的文件或链接，请移开它",
    errno.ELOOP: "链接绕成了圈，请删去那个链接",
    errno.EBUSY: "正被别的程序占用，请关闭后再运行一次",
    errno.EIO: "磁盘读写出错，请检查磁盘后再运行一次",
    errno.ENOENT: "文件或上级文件夹不在了，请检查后再运行一次",
}

_UNOPENED = {
    errno.ENOENT: "没有这个文件",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EISDIR: "这是一个文件夹",
    errno.ENOTDIR: "路径中间有一段是文件，不是文件夹",
    errno.EEXIST: "这里有一个同名的文件",
    errno.ELOOP: "链接绕成了圈",
    errno.ENAMETOOLONG: "路径太长",
    errno.EROFS: "这个位置是只读的",
    errno.ENOSPC: "磁盘已满",
    errno.EBUSY: "正被别的程序占用",
    errno.EIO: "磁盘读写出错",
}


def why(error: Exception) -> str:
    """Why the system did not open a file, in a few words; what we have no words for stays as the system says it."""
    if isinstance(error, OSError):
        return _UNOPENED.get(error.errno or 0) or f"系统说“{error.strerror or error}”"
    return _UNOPENED[errno.ELOOP]  # pathlib's RuntimeError


def refused(path: Path | str, what: str, error: OSError) -> str:
    """What the disk refused, where, why, and what to do."""
    reason = _REASONS.get(error.errno or 0, f"系统说“{error.strerror or error}”，请检查磁盘和权限后再运行一次")
    return f"{path}：{what}：{reason}。"


def is_known(error: OSError) -> bool:
    """Whether it is the machine's trouble (disk full, write-protected, no permission) and not a mistake of ours."""
    return error.errno in _REASONS
