"""Two bundles, or a bundle and today's site: which pages are new, changed or withdrawn (architecture: "Bundles by part").

What counts is what a reader reads: the text of a page's article, paragraph by paragraph.  A new version of the theme, or
a name that is a link in one and text in the other, changes no page.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from lxml import etree, html

from cunjian import codes
from cunjian.errors import CannotRun
from cunjian.ship.packed import Packed

_ENTRY = re.compile(rf"(?:speeches|practices|villages|terms)/({codes.PAGE})\.html")
_FURTHER = re.compile(rf"(terms/t{codes.EIGHT})-[\w-]+\.html")  # the mentions of a term with very many
_ALWAYS = re.compile(r"(?:.*/)?index(?:-[\w-]+)?\.html|(?:search|about|map|compare|404)\.html|figures/.*")  # change with every speech
_BLOCKS = frozenset({"p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "blockquote", "summary", "div"})
_SILENT = frozenset({"script", "style", "nav", "button"})
_GONE = ("已撤下：", "已并入：")  # how the page of a notice begins
KINDS = {"s": "讲话稿", "p": "做法", "v": "案例村", "t": "术语", "": "其他页面"}


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one page."""

    what: str  # new | changed | gone
    path: str
    title: str
    id: str  # "" where a page has no code
    note: str = ""  # what changed in it, or where it went


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two, as far as it is compared."""

    label: str
    until: str  # day of its newest entry
    part: str  # what the part is called; "" for a whole
    pages: dict[str, tuple[str, tuple[str, ...]]]  # path -> title, paragraphs


def read(path: Path) -> Side:
    """A zip, an unpacked one, or a knowledge base with its site."""
    site = path / "site"
    with Packed(site if (site / "index.html").is_file() else path) as packed:
        index = _index(packed)
        if packed.problems or not index:
            told = packed.problems[0] if packed.problems else "里面没有村鉴的网站数据（data/index.json）。"
            raise CannotRun(f"{path.name}：不能比较：{told.removeprefix(f'{path.name}：')}请给一个完好的离线包，或知识库文件夹。")
        names = {e["id"]: e["name"] for e in index.get("entries", ()) if isinstance(e, dict) and {"id", "name"} <= e.keys()}
        pages: dict[str, tuple[str, tuple[str, ...]]] = {}
        for name in sorted(packed.names, key=lambda n: (_FURTHER.fullmatch(n) is not None, n)):
            if not name.endswith(".html") or _ALWAYS.fullmatch(name):
                continue
            title, text = _article(packed, name)
            match, further = _ENTRY.fullmatch(name), _FURTHER.fullmatch(name)
            if further:
                home = f"{further[1]}.html"
                title, before = pages.get(home, (title, ()))
                pages[home] = (title, before + text)
            else:
                pages[name] = (names.get(match[1], title) if match else title, text)
    until = max(index.get("first_published", {}).values(), default="")
    return Side(path.resolve().name, until, index.get("part", {}).get("name", ""), pages)


def asked(path: Path) -> list[dict[str, str]]:
    """What the part in a bundle was asked to hold; nothing for a whole."""
    with Packed(path) as packed:
        found = _index(packed).get("part", {}).get("asked", [])
    return [a for a in found if isinstance(a, dict) and {"kind", "name", "id"} <= a.keys()]


def _index(packed: Packed) -> dict[str, dict]:  # type: ignore[type-arg]
    try:
        found = json.loads(packed.read("data/index.json"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _article(packed: Packed, name: str) -> tuple[str, tuple[str, ...]]:
    """Title and paragraphs of a page; a page that cannot be read is empty."""
    try:
        root: etree._Element = html.document_fromstring(packed.read(name, 64 * 1024**2).decode("utf-8", "replace"))
    except (OSError, etree.LxmlError, ValueError):
        return name, ()
    article = next(iter(root.iter("article")), root)
    headings = [" ".join("".join(map(str, h.itertext())).split()) for h in article.iter("h1")]
    return (headings or [name])[0], tuple(_paragraphs(article))


def _silent(element: etree._Element) -> bool:
    """What no reader of both would call a change: the way to a page, scripts, the code of an entry outside a part."""
    if element.tag == "span":
        return element.get("class") == "cj-out" and (element.text or "").startswith("（页码")
    return element.tag in _SILENT or not isinstance(element.tag, str)


def _paragraphs(article: etree._Element) -> list[str]:
    """The text of every innermost block, blanks squeezed."""
    for element in list(article.iter()):
        if _silent(element):
            tail = element.tail
            element.clear()
            element.tail = tail
    out: list[str] = []
    run: list[str] = []

    def close() -> None:
        text = " ".join("".join(run).split())
        run.clear()
        if text:
            out.append(text)

    for event, element in etree.iterwalk(article, events=("start", "end")):
        block = element.tag in _BLOCKS
        if block:
            close()
        if event == "start":
            run.append(element.text or "")
        elif element is not article:
            run.append(element.tail or "")
    close()
    return out


def compare(old: Side, new: Side) -> list[Change]:
    """Every change, by kind of page, then title."""
    found: list[Change] = []
    for path in old.pages.keys() | new.pages.keys():
        match = _ENTRY.fullmatch(path)
        id = match[1] if match else ""
        before, after = old.pages.get(path), new.pages.get(path)
        gone_before, gone = (bool(side and side[1] and _notice(side[1])) for side in (before, after))
        if after and not gone and (before is None or gone_before):
            found.append(Change("new", path, after[0], id))
        elif before and not gone_before and (after is None or gone):
            went = next((line for line in after[1] if line.startswith("本条已并入")), "") if after else ""
            found.append(Change("gone", path, before[0], id, went.partition("，")[0]))
        elif before and after and before[1] != after[1]:
            found.append(Change("changed", path, after[0], id, _told(before, after)))
    order = {kind: at for at, kind in enumerate("tpvs")}
    return sorted(found, key=lambda c: (order.get(c.id[:1], 9), c.title, c.path))


def _notice(text: Sequence[str]) -> bool:
    return any(line.startswith(_GONE) or line == "本条已撤下" for line in text[:3])


def _told(before: tuple[str, tuple[str, ...]], after: tuple[str, tuple[str, ...]]) -> str:
    more, less = (len(set(a[1]) - set(b[1])) for a, b in ((after, before), (before, after)))
    said = "、".join(f"{what} {count} 段" for what, count in (("增", more), ("减", less)) if count) or "次序有变"
    return f"原名“{before[0]}”，{said}" if before[0] != after[0] else said
