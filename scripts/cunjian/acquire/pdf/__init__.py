"""Reader for .pdf with a text layer: pages in reading order, one printed line a line.

Joining lines to paragraphs is clean's business; here a first-line indent is kept as two wide blanks, which tells it
where a paragraph begins.  Running heads and page numbers stay in the text and are marked, so that they become noise.
"""

from __future__ import annotations

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from cunjian import bounds
from cunjian.acquire.pdf.layout import Line, lines_of
from cunjian.acquire.pdf.margins import repeated
from cunjian.acquire.pdf.page import Glyph, glyphs_of
from cunjian.acquire.text import Text, Writer
from cunjian.errors import Unreadable
from cunjian.model import PageStart

_SCAN = "是扫描件或图片，没有文字层，读不出文字。请先用文字识别（OCR）软件转成 .docx 或 .txt。"
_GARBLED = "文字层里的编码读不成汉字。请用原来的程序重新导出 PDF，或用文字识别软件转成 .docx。"


def read(content: bytes) -> tuple[Text, ...]:
    """The text of all pages."""
    document = _open(content)
    try:
        count = len(document)
        if count > bounds.MAX_PAGES:
            raise Unreadable(f"有 {count} 页，超过上限 {bounds.MAX_PAGES} 页。请拆成几个文件，或确认它是不是讲话稿。")
        out = Writer()
        pages, empty, total = [], [], 0
        for number in range(count):
            lines = lines_of(_glyphs(document, number, out))
            total += sum(len(line.text) for line in lines)
            bounds.limited("x" * total)
            pages.append(lines)
            if not lines:
                empty.append(number + 1)
    finally:
        document.close()
    return (_written(out, pages, empty),)


def _open(content: bytes) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD or "password" in str(error).lower():
            raise Unreadable("设有打开密码，读不出来。请去掉密码后另存，再放入。") from error
        raise Unreadable("不是完好的 PDF，打不开。请用原来的程序重新导出。") from error


def _glyphs(document: pdfium.PdfDocument, number: int, out: Writer) -> list[Glyph]:
    """The characters of one page; none where the page is damaged."""
    try:
        page = document[number]
        try:
            glyphs, slanted = glyphs_of(page)
        finally:
            page.close()
    except pdfium.PdfiumError:
        out.omitted["损坏的页"] += 1
        return []
    out.omitted["斜排水印字"] += slanted
    return glyphs


def _written(out: Writer, pages: list[list[Line]], empty: list[int]) -> Text:
    sample = "".join(line.text for page in pages for line in page)[:20_000]
    if not sample.strip():
        raise Unreadable(_SCAN)
    if sum(_readable(c) for c in sample) < len(sample) * 0.6:
        raise Unreadable(_GARBLED)
    marks = repeated(pages)
    starts = []
    for number, lines in enumerate(pages, start=1):
        starts.append(PageStart(number, out.length))
        for line in lines:
            if line.indented:
                out.add("　　")
            out.add(line.text, marks.get(id(line), ""))
            out.add("\n")
    problems: tuple[str, ...] = ()
    if empty:
        which = "、".join(map(str, empty[:10])) + (" 等" if len(empty) > 10 else "")
        problems = (f"第 {which} 页没有文字（可能是图片或空白页），其余各页已读。请对照原件，必要时先做文字识别。",)
    return out.text(pages=tuple(starts), problems=problems)


def _readable(char: str) -> bool:
    code = ord(char)
    return 0x20 <= code < 0x7F or 0x2000 <= code < 0xE000 or 0xF900 <= code < 0xFFFD or code >= 0x20000 or char == "\t"
