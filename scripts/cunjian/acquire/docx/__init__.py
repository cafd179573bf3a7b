"""Reader for .docx: what Word or WPS shows in the body, as text.

Headings, bold runs and drawn numbers become marks; deleted text, comments, headers, footers and hidden text are left
out and counted.
"""

from __future__ import annotations

from lxml import etree

from cunjian import bounds
from cunjian.acquire.docx.archive import Archive
from cunjian.acquire.docx.body import Body
from cunjian.acquire.docx.names import children, value
from cunjian.acquire.text import Text
from cunjian.errors import Unreadable
from cunjian.office import local


def read(content: bytes) -> tuple[Text, ...]:
    """The text of the document: its body, then its footnotes and endnotes."""
    archive = Archive(content)
    root = archive.part(archive.main)
    body = Body(archive)
    for one in children(root, "body"):
        body.blocks(one)
    for kind, name in (("footnotes", "footnote"), ("endnotes", "endnote")):
        for part in archive.beside(kind):
            for note in children(part, name):
                if value(note, "type") in (None, "normal"):
                    body.blocks(note)
    omitted = body.out.omitted
    for kind in ("header", "footer"):
        omitted["页眉页脚"] += sum(_has_text(part) for part in archive.beside(kind))
    for part in archive.beside("comments"):
        omitted["批注"] += sum(1 for _ in children(part, "comment"))
    text = body.out.text()
    bounds.limited(text.text)
    if not text.text.strip():
        raise Unreadable("文档里没有文字（可能只有图片）。请放入有文字的文件，或先做文字识别。")
    return (text,)


def _has_text(part: etree._Element) -> bool:
    return any((one.text or "").strip() for one in part.iter() if local(one) == "t")
