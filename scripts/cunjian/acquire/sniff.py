"""What a file is by its first bytes: many .doc are web pages or .docx under an older name, and some .docx are .doc."""

from __future__ import annotations

import re

from cunjian.errors import Unreadable

_PAGE = re.compile(rb"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,400}?-->\s*)?<(?:!doctype\s+html|html|head|meta|body)\b", re.IGNORECASE | re.DOTALL)
_MHTML = re.compile(rb"^(?:[A-Za-z-]{2,40}:[^\n]*\n(?:[ \t][^\n]*\n)*){0,30}?(?:mime-version|content-type):[^\n]*", re.IGNORECASE)
_OFFICE = frozenset({"docx", "doc", "wps", "rtf"})
_OLD_WORD = (b"\xdb\xa5", b"\x31\xbe")  # Word 1 and 2, Write
_LEAST_OLE = 1536  # bytes: a header, a table of sectors, a directory ([MS-CFB] 2.2)
_LOCKED = "EncryptedPackage".encode("utf-16-le")


def format_of(content: bytes, suffix: str) -> str:
    """The format whose reader should have the content: mostly that of the suffix."""
    if content.startswith(b"%PDF-"):
        return "pdf"
    if suffix not in _OFFICE:
        return suffix
    if content.startswith(b"PK\x03\x04"):
        return "docx"
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        if _LOCKED in content:
            raise Unreadable("设有打开密码，读不出来。请用 Word 或 WPS 去掉密码后另存为 .docx。")
        if len(content) < _LEAST_OLE:
            raise Unreadable("文件已损坏，只剩开头一点。请用 Word 或 WPS 打开原来的文件，另存为 .docx。")
        return suffix if suffix in ("doc", "wps") else "doc"
    if content.startswith(b"{\\rtf"):
        return "rtf"
    if _PAGE.match(content[3:] if content.startswith(b"\xef\xbb\xbf") else content[:4096]):
        return "html"
    if b"mime-version:" in content[:2048].lower() and _MHTML.match(content[:4096]):
        return "mhtml"
    if suffix == "docx":
        raise Unreadable("不是 Word 文档（可能是改了扩展名的其他文件）。请用原来的程序打开，另存为 .docx。")
    return suffix if content.startswith(_OLD_WORD) else "txt"  # text under another name, or nothing that anybody can read
