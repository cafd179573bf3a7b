"""The parts of a .docx: its main document and what belongs to it; outside addresses are never followed."""

from __future__ import annotations

from functools import cached_property

from lxml import etree

from cunjian.errors import Unreadable
from cunjian.office import Package


class Archive(Package):
    """A .docx that was found sound enough to be read."""

    def __init__(self, content: bytes) -> None:
        super().__init__(content)
        self.names = {name.lstrip("/"): info for name, info in self.names.items()}

    @cached_property
    def main(self) -> str:
        """The path of the main document."""
        told = (target for kind, target, outside in self.relations("").values() if kind == "officeDocument" and not outside)
        found = next((path for path in (*told, "word/document.xml") if path in self.names), None)
        if found is None:
            raise Unreadable("里面没有 Word 正文，可能是改了扩展名的其他文件。请用 Word 或 WPS 打开后另存为新的 .docx。")
        return found

    @cached_property
    def _related(self) -> list[tuple[str, str]]:
        return [(kind, target) for kind, target, outside in self.relations(self.main).values() if not outside]

    def beside(self, kind: str) -> list[etree._Element]:
        """The parts of a kind (styles, numbering, footnotes, header …) that belong to the main document."""
        paths = dict.fromkeys(target for type, target in self._related if type == kind)
        return [root for root in map(self.part, paths) if root is not None]
