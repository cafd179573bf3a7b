"""links: the links, codes and running text of a .pdf, page by page; pages are drawn to find QR codes."""

from __future__ import annotations

import ctypes
import time
from collections.abc import Iterator
from itertools import islice
from typing import Any

from cunjian import bounds
from cunjian.errors import Unreadable
from cunjian.links import qr
from cunjian.links.found import Place

_LONG_SIDE = 2000  # pixels of a drawn page: a QR code of 15 mm on A4 then has three pixels a module
_MOST_LINKS = 2000  # of one page
_DRAWING = bounds.SECONDS / 2  # seconds of processor time after which no further page is drawn
_OBJECTS, _STROKES = 5_000, 3  # objects of a page that are looked at; paths from which a code may be drawn by lines


def read(content: bytes) -> Iterator[Place]:
    """Every page."""
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        raise Unreadable("不是完好的 .pdf，或设有打开密码。请用原来的程序另存，再试。") from error
    if len(document) > bounds.MAX_PAGES:
        raise Unreadable(f"有 {len(document)} 页，超过上限 {bounds.MAX_PAGES} 页。请拆开后再试。")
    late = ""
    for number in range(len(document)):
        page = document[number]
        where = f"第{number + 1}页"
        words = page.get_textpage()
        yield from (Place(where, uri, "link", label) for uri, label in _links(document, page, words))
        text = words.get_text_bounded()
        if text:
            yield Place(where, " ".join(text.split("\r\n")), "text")
        if time.process_time() < _DRAWING:
            yield from (Place(where, said, "qr") for said in _codes(page))
        elif not late:
            late = where
        words.close()
        page.close()
    if late:
        yield Place(late, "", "left")


def _links(document: Any, page: Any, words: Any) -> Iterator[tuple[str, str]]:
    """Address and covered words of every link of a page."""
    import pypdfium2.raw as raw

    at, link = ctypes.c_int(0), raw.FPDF_LINK()
    for _ in range(_MOST_LINKS):
        if not raw.FPDFLink_Enumerate(page, at, link):
            return
        action = raw.FPDFLink_GetAction(link)
        if not action or raw.FPDFAction_GetType(action) not in (raw.PDFACTION_URI, raw.PDFACTION_LAUNCH, raw.PDFACTION_REMOTEGOTO):
            continue
        uri = raw.FPDFAction_GetType(action) == raw.PDFACTION_URI
        length = raw.FPDFAction_GetURIPath(document, action, None, 0) if uri else raw.FPDFAction_GetFilePath(action, None, 0)
        buffer = ctypes.create_string_buffer(min(length, 8192))
        if uri:
            raw.FPDFAction_GetURIPath(document, action, buffer, len(buffer))
        else:
            raw.FPDFAction_GetFilePath(action, buffer, len(buffer))
        area = raw.FS_RECTF()
        label = ""
        if raw.FPDFLink_GetAnnotRect(link, area):
            label = words.get_text_bounded(area.left, area.bottom, area.right, area.top)
        yield buffer.raw.rstrip(b"\0").decode("utf-8", "replace"), " ".join(label.split())


def _codes(page: Any) -> list[str]:
    """Of a page with a picture, or with lines enough to be a code drawn by lines."""
    import pypdfium2.raw as raw

    width, height = page.get_size()
    longest = max(width, height)
    kinds = [o.type for o in islice(page.get_objects(max_depth=3), _OBJECTS)]
    drawn = raw.FPDF_PAGEOBJ_IMAGE in kinds or kinds.count(raw.FPDF_PAGEOBJ_PATH) >= _STROKES or len(kinds) == _OBJECTS
    if not drawn or not 1 <= longest <= 20_000:
        return []
    bitmap = page.render(scale=_LONG_SIDE / longest, grayscale=True)
    try:
        return qr.of_image(bitmap.to_pil())
    finally:
        bitmap.close()
