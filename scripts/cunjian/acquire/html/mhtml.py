"""Reader for .mhtml: the page inside a saved archive, with the charset that its part names."""

from __future__ import annotations

import email
import email.policy
from email.message import Message

from cunjian.acquire import html
from cunjian.acquire.text import Text
from cunjian.errors import Unreadable

_MOST_PARTS = 5_000


def read(content: bytes) -> tuple[Text, ...]:
    """The article of the archive's main page."""
    message = email.message_from_bytes(content, policy=email.policy.compat32)
    pages = []
    for number, part in enumerate(message.walk()):
        if number > _MOST_PARTS:
            break
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            pages.append(part)
    if not pages:
        raise Unreadable("存档里没有网页。请用浏览器重新保存为“仅网页（HTML）”或“单个文件（MHTML）”。")
    main = _main(message, pages)
    payload = main.get_payload(decode=True)
    if not isinstance(payload, bytes):
        raise Unreadable("存档里的网页读不出来。请用浏览器重新保存网页。")
    return html.read(payload, main.get_content_charset())


def _main(message: Message, pages: list[Message]) -> Message:
    """The page that the archive says it is of, else the first."""
    location = message.get("Snapshot-Content-Location")
    start = message.get_param("start")
    for page in pages:
        if (location and page.get("Content-Location") == location) or (start and page.get("Content-ID") == start):
            return page
    return pages[0]
