"""Reader for saved web pages: the article without navigation, share bars, lists of links and login layers.

What stands in the article's own column stays, even an advertisement: clean takes that for noise where everyone can see
it.  What stands elsewhere on the page is left out and counted.
"""

from __future__ import annotations

from lxml import etree, html

from cunjian import bounds
from cunjian.acquire.html import article, charset
from cunjian.acquire.html.blocks import Blocks
from cunjian.acquire.html.title import title_of
from cunjian.acquire.text import Text, Writer
from cunjian.errors import Unreadable

_BREAKS = {"\r\n": "\n", "\r": "\n", "\0": "\ufffd"}


def read(content: bytes, header: str | None = None) -> tuple[Text, ...]:
    """The article of one page; ``header`` is the charset that its transfer named, where that is known."""
    source, encoding, problems = charset.decode(content, header)
    for old, new in _BREAKS.items():
        source = source.replace(old, new)
    root = _parse(source)
    out = Writer()
    title = title_of(root)
    column = article.find(root, out.omitted)
    blocks = Blocks(out)
    blocks.write(column)
    text = out.text()
    bounds.limited(text.text)
    if not text.text.strip():
        raise Unreadable("网页里没有正文（可能要登录才能看，或正文是图片）。请打开网页，把正文复制出来另存为 .txt。")
    if title and not _has(text.text, title):
        out = Writer()
        out.add(title, "title")
        out.add("\n")
        shift = out.length
        text = Text(title + "\n" + text.text, omitted=text.omitted, marks=(
            *out.marks, *((kind, type(span)(span.start + shift, span.end + shift)) for kind, span in text.marks)
        ))  # fmt: skip
    return (Text(text.text, encoding, omitted=text.omitted, marks=text.marks, problems=problems),)


def _parse(source: str) -> etree._Element:
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = html.document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable("网页是空的，没有正文。请重新保存网页，或把正文复制出来另存为 .txt。") from error
    return root


def _has(text: str, title: str) -> bool:
    """Whether the title already stands among the first lines."""
    def bare(line: str) -> str:
        return "".join(line.split())

    return any(bare(title) in bare(line) for line in text[:2000].split("\n")[:8])
