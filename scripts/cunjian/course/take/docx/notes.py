"""Footnotes of Word's own, which python-docx has none of: the part footnotes.xml and its references."""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape

from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_LINE = '<w:footnote w:type="{kind}" w:id="{id}"><w:p><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr><w:r><w:{tag}/></w:r></w:p></w:footnote>'
_NOTE = (
    '<w:footnote w:id="{id}"><w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:rPr><w:rStyle w:val="{reference}"/>'
    '</w:rPr><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> {text}</w:t></w:r></w:p></w:footnote>'
)


class Notes:
    """The footnotes of one document, in order."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def add(self, paragraph: Any, text: str) -> None:
        """A footnote at the end of what the paragraph holds so far."""
        self.texts.append(text)
        run = paragraph.add_run()
        run.style = "footnote reference"
        run._r.append(parse_xml(f'<w:footnoteReference {nsdecls("w")} w:id="{len(self.texts)}"/>'))

    def attach(self, document: Any) -> None:
        """Put the part into the document; circled numbers, anew on every page."""
        style, reference = (document.styles[name].style_id for name in ("footnote text", "footnote reference"))
        rows = [_LINE.format(kind="separator", id=-1, tag="separator"),
                _LINE.format(kind="continuationSeparator", id=0, tag="continuationSeparator")]  # fmt: skip
        rows += [_NOTE.format(id=at, style=style, reference=reference, text=escape(text))
                 for at, text in enumerate(self.texts, 1)]  # fmt: skip
        xml = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:footnotes {nsdecls("w")}>{"".join(rows)}</w:footnotes>'
        part = Part(PackURI("/word/footnotes.xml"), _TYPE, xml.encode("utf-8"), document.part.package)
        document.part.relate_to(part, _RELATION)
        section = document.sections[0]._sectPr
        made = parse_xml(f'<w:footnotePr {nsdecls("w")}><w:numFmt w:val="decimalEnclosedCircleChinese"/>'
                         '<w:numRestart w:val="eachPage"/></w:footnotePr>')  # fmt: skip
        first = next((i for i, child in enumerate(section) if not child.tag.endswith(("headerReference", "footerReference"))), 0)
        section.insert(first, made)
        settings = document.settings.element
        own = parse_xml(f'<w:footnotePr {nsdecls("w")}><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>')
        compat = next((c for c in settings if c.tag.endswith("}compat")), None)
        if compat is not None:
            compat.addprevious(own)
        else:
            settings.append(own)
