"""The parts of a .docx, .pptx or .xlsx: each unpacked up to a bound, XML that can reach nothing, nothing written to disk."""

from __future__ import annotations

import io
import zipfile
import zlib
from posixpath import dirname, join, normpath

from lxml import etree

from cunjian import bounds
from cunjian.errors import Unreadable

_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_BROKEN = (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError, RuntimeError)


class Package:
    """An Office document that was found sound enough to be looked into."""

    def __init__(self, content: bytes) -> None:
        try:
            self.zip = zipfile.ZipFile(io.BytesIO(content))
        except _BROKEN as error:
            raise Unreadable("不是完好的 Office 文档（旧的 .doc、.ppt 或已损坏）。请用 Word 或 WPS 打开后另存为新格式。") from error
        infos = self.zip.infolist()
        if len(infos) > bounds.MAX_MEMBERS:
            raise Unreadable(f"里面有 {len(infos)} 个文件，超过上限 {bounds.MAX_MEMBERS} 个，不像平常的文档，没有读取。")
        self.names = {i.filename: i for i in infos}

    def bytes(self, name: str) -> bytes:
        """One part."""
        if self.names[name].flag_bits & 0x1:
            raise Unreadable("设有打开密码，读不出来。请用原来的程序去掉密码后另存。")
        try:
            with self.zip.open(self.names[name]) as file:
                content = file.read(bounds.MAX_PART + 1)
        except _BROKEN as error:
            raise Unreadable(f"里面的 {name} 已损坏。请用原来的程序打开后另存，再试。") from error
        if len(content) > bounds.MAX_PART:
            raise Unreadable(f"里面的 {name} 解开后超过 {bounds.MAX_PART // 1024 // 1024} MB，像压缩炸弹，没有读取。")
        return content

    def part(self, name: str) -> etree._Element | None:
        """The root of an XML part; None when there is none."""
        return bounds.xml(self.bytes(name), f"里面的 {name} ") if name in self.names else None

    def relations(self, name: str) -> dict[str, tuple[str, str, bool]]:
        """Of a part ("" for the whole): id -> (last word of the kind, target, whether it leads outside); inner targets as part names."""
        root = self.part(join(dirname(name), "_rels", name.rpartition("/")[2] + ".rels"))
        out: dict[str, tuple[str, str, bool]] = {}
        for one in root.iter(_RELATION) if root is not None else ():
            target, outside = one.get("Target") or "", one.get("TargetMode") == "External"
            if not outside:
                target = target.lstrip("/") if target.startswith("/") else normpath(join(dirname(name), target))
            out[one.get("Id") or ""] = ((one.get("Type") or "").rpartition("/")[2], target, outside)
        return out


def local(element: etree._Element) -> str:
    """The name without its namespace; "" for comments and the like."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def attribute(element: etree._Element, name: str) -> str | None:
    """An attribute by its name without the namespace."""
    return next((str(v) for k, v in element.attrib.items() if str(k).rpartition("}")[2] == name), None)
