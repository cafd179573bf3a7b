"""One HTML page of site/, read as a browser would read it (architecture: "ship/check", what every promise looks at)."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
)
_SILENT = frozenset({"script", "style", "template"})
_ADDRESSES = frozenset({"href", "src", "srcset", "poster", "data", "action", "formaction", "background", "xlink:href"})


@dataclass(slots=True)
class Page:
    """What the promises need to know of one page."""

    path: str  # below site/, posix
    ids: list[str] = field(default_factory=list)  # in order
    sentences: list[tuple[str, str]] = field(default_factory=list)  # (anchor, text) of every .cj-s, in order
    redactions: list[str] = field(default_factory=list)  # text of every .cj-r inside a sentence, in order
    flags: int = 0  # how many .cj-f stand inside sentences
    flagged: str = ""  # their text, in order, each character once
    quotes: list[tuple[str, str]] = field(default_factory=list)  # (address, text) of every .cj-q that a .cj-at follows
    addresses: list[tuple[str, str, str, str]] = field(default_factory=list)  # (tag, attribute, value, rel)
    refresh: str = ""  # where a redirect leads
    policies: list[str] = field(default_factory=list)
    late_policy: bool = False  # the policy comes after something that is loaded
    scripts: list[str] = field(default_factory=list)  # inline, as written
    styles: list[str] = field(default_factory=list)  # inline elements and attributes
    handlers: list[str] = field(default_factory=list)  # names of on… attributes
    noise: str = ""  # text of the folded list
    loose: str = ""  # all other text and every attribute, nothing invisible left out


_Into = list[str] | list[tuple[str, str]]


@dataclass(slots=True)
class _Open:
    tag: str
    collects: list[list[str]] = field(default_factory=list)
    silent: bool = False
    noise: bool = False
    sentence: bool = False
    flag: bool = False
    quote: list[str] | None = None


class _Reader(HTMLParser):
    """Walks the page once; texts are collected by the elements that are open."""

    def __init__(self, page: Page) -> None:
        super().__init__(convert_charrefs=True)
        self.page = page
        self.open: list[_Open] = []
        self.pending: list[tuple[list[str], _Into, str]] = []
        self.loose: list[str] = []
        self.noise: list[str] = []
        self.flagged: list[str] = []
        self.loaded = False
        self.quoted: list[str] | None = None  # the quote that has just ended

    # ------------------------------------------------------------------ elements

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        element = _Open(tag, silent=tag in _SILENT)
        classes = given.get("class", "").split()
        element.noise = tag == "details" and "cj-noise" in classes
        if "cj-at" in classes and self.quoted is not None:
            self.pending.append((self.quoted, self.page.quotes, given.get("href", "")))
        self.quoted = None
        if "cj-q" in classes:
            element.quote = []
            element.collects.append(element.quote)
        self._attributes(tag, given)
        if tag == "meta":
            self._meta(given)
        if tag == "bdi" and "cj-u" in classes and given.get("data-u"):
            self._text("".join(chr(int(code, 16)) for code in given["data-u"].split()))
            element.silent = True
        if "cj-s" in classes:
            element.sentence = True
            self._collect(element, self.page.sentences, given.get("id", ""))
        if any(o.sentence for o in self.open):
            element.flag = "cj-f" in classes
            self.page.flags += element.flag
            if "cj-r" in classes:
                self._collect(element, self.page.redactions, "")
        if tag == "script" and "src" not in given and not given.get("type", "").startswith("application/"):
            self._collect(element, self.page.scripts, "")
        if tag == "style":
            self._collect(element, self.page.styles, "")
        if tag not in _VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID and any(o.tag in ("svg", "math") for o in self.open[:-1]):
            self.open.pop()  # only there does the slash close

    def handle_endtag(self, tag: str) -> None:
        if any(element.tag == tag for element in self.open):
            while (element := self.open.pop()).tag != tag:
                pass
            self.quoted = element.quote

    def handle_data(self, data: str) -> None:
        tag = self.open[-1].tag if self.open else ""
        if tag in ("script", "style"):
            for chunk in self.open[-1].collects:
                chunk.append(data)
        elif not any(element.silent for element in self.open):
            self._text(data)

    # ------------------------------------------------------------------ what is kept

    def _text(self, data: str) -> None:
        self.quoted = None
        for element in self.open:
            for chunk in element.collects:
                chunk.append(data)
        if any(element.flag for element in self.open):
            self.flagged.append(data)
        (self.noise if any(element.noise for element in self.open) else self.loose).append(data)

    def _collect(self, element: _Open, into: _Into, anchor: str) -> None:
        chunk: list[str] = []
        element.collects.append(chunk)
        self.pending.append((chunk, into, anchor))

    def _attributes(self, tag: str, given: dict[str, str]) -> None:
        page = self.page
        if "id" in given:
            page.ids.append(given["id"])
        if tag == "a" and given.get("name"):
            page.ids.append(given["name"])
        for name, value in given.items():
            if name in _ADDRESSES:
                page.addresses.append((tag, name, value, given.get("rel", "")))
            elif name == "style":
                page.styles.append(value)
            elif name.startswith("on"):
                page.handlers.append(name)
            else:
                self.loose.append(f"\n{value}\n")
        if tag in ("script", "link", "img", "iframe") and ("src" in given or "href" in given):
            self.loaded = True

    def _meta(self, given: dict[str, str]) -> None:
        kind = given.get("http-equiv", "").lower()
        if kind == "content-security-policy":
            self.page.policies.append(given.get("content", ""))
            self.page.late_policy |= self.loaded
        elif kind == "refresh":
            self.page.refresh = given.get("content", "").partition("=")[2].strip().strip("'\"")

    def finish(self) -> None:
        """Put together what was collected, in the order in which it began."""
        for chunk, into, anchor in self.pending:
            text = "".join(chunk)
            if into is self.page.sentences or into is self.page.quotes:
                into.append((anchor, text))  # type: ignore[arg-type]
            else:
                into.append(text)  # type: ignore[arg-type]
        self.page.loose, self.page.noise = "".join(self.loose), "".join(self.noise)
        self.page.flagged = "".join(self.flagged)


def read(site: Path, path: str) -> Page:
    """The page at ``site/path``."""
    page = Page(path)
    reader = _Reader(page)
    reader.feed((site / path).read_bytes().decode("utf-8", "replace"))
    reader.close()
    reader.finish()
    return page
