"""The parts of a .docx: only those that hold text are unpacked, each up to a bound, and nothing is written to disk."""

from __future__ import annotations

import io
import zipfile
import zlib
from posixpath import normpath

from lxml import etree

from cunjian import bounds
from cunjian.errors import Unreadable

_SAVE_AGAIN = "请用 Word 或 WPS 打开后另存为新的 .docx。"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


class Archive:
    """A .docx that was found sound enough to be read."""

    def __init__(self, content: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise Unreadable(f"不是完好的 .docx（压缩结构已损坏）。{_SAVE_AGAIN}") from error
        self._names = {info.filename.lstrip("/"): info for info in self._zip.infolist()}
        if len(self._zip.infolist()) > bounds.MAX_MEMBERS:
            raise Unreadable(
                f"里面有 {len(self._zip.infolist())} 个文件，超过上限 {bounds.MAX_MEMBERS} 个，不像讲话稿，没有读取。"
            )
        self._relations: dict[str, tuple[str, str]] = {}
        self.main = self._find_main()

    def _find_main(self) -> str:
        """The path of the main document."""
        for kind, target in self._related("_rels/.rels", "").values():
            if kind.endswith("/officeDocument") and target in self._names:
                return target
        if "word/document.xml" in self._names:
            return "word/document.xml"
        raise Unreadable(f"里面没有 Word 正文，可能是改了扩展名的其他文件。{_SAVE_AGAIN}")

    def _related(self, rels: str, folder: str) -> dict[str, tuple[str, str]]:
        """Relation id -> (kind, path) of the parts inside the archive; outside addresses are never followed."""
        root = self.part(rels)
        out = {}
        for one in root.iter(_RELATION) if root is not None else ():
            target = one.get("Target") or ""
            if one.get("TargetMode") != "External":
                path = target.lstrip("/") if target.startswith("/") else normpath(f"{folder}/{target}").lstrip("/")
                out[one.get("Id") or ""] = (one.get("Type") or "", path)
        return out

    def beside(self, kind: str) -> list[etree._Element]:
        """The parts of a kind (styles, numbering, footnotes, header …) that belong to the main document."""
        folder, _, name = self.main.rpartition("/")
        if not self._relations:
            self._relations = self._related(f"{folder}/_rels/{name}.rels", folder)
        paths = dict.fromkeys(path for type, path in self._relations.values() if type.endswith(f"/{kind}"))
        return [root for root in map(self.part, paths) if root is not None]

    def part(self, path: str) -> etree._Element | None:
        """The root of one part; None when there is none."""
        info = self._names.get(path)
        if info is None:
            return None
        if info.flag_bits & 0x1:
            raise Unreadable("设有打开密码，读不出来。请用原来的程序去掉密码后另存。")
        try:
            with self._zip.open(info) as file:
                content = file.read(bounds.MAX_PART + 1)
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError) as error:
            raise Unreadable(f"里面的 {path} 已损坏。{_SAVE_AGAIN}") from error
        if len(content) > bounds.MAX_PART:
            raise Unreadable(
                f"里面的 {path} 解开后超过 {bounds.MAX_PART // 1024 // 1024} MB，像是压缩炸弹，没有读取。"
            )
        return bounds.xml(content, f"里面的 {path} ")
