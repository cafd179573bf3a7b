"""Promise 6: the same input gives the same bytes; what can be seen of it afterwards (architecture: "ship/check").

Texts fit their hashes and their source files, pages fit their seals, the site fits docs/, and nothing carries the date
of the build.  That two builds give the same bytes is for the tests, which can build twice.
"""

from __future__ import annotations

import codecs
import hashlib
from collections.abc import Iterator
from pathlib import Path

from cunjian.ship import seal
from cunjian.ship.check.built import Built
from cunjian.ship.check.shown import spans

_AGAIN = "请重新运行 cunjian build"
_UNLISTED = frozenset({"404.html"})


def check(built: Built) -> Iterator[str]:
    """Texts, sources, seals, then site/ against docs/."""
    yield from _texts(built)
    yield from _sources(built)
    yield from _seals(built)
    yield from _site(built)


def _texts(built: Built) -> Iterator[str]:
    for row in built.ledger:
        text = built.text(row.id) if row.kind == "speech" and row.content else None
        if text is not None and not row.now:
            digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
            if not digest.startswith(row.content):
                yield f"docs/data/texts/{row.id}.txt：与 curation/ids.tsv 第{row.line}行登记的内容不符，{_AGAIN}。"


def _sources(built: Built) -> Iterator[str]:
    contents: dict[str, bytes | None] = {}
    for id in built.speech_ids:
        speech = built.speech(id)
        name = str(speech.get("file"))
        if name not in contents:
            file = built.root / name
            contents[name] = file.read_bytes() if file.is_file() else None
        content, text = contents[name], built.text(id)
        if content is None or text is None:
            continue
        if hashlib.sha256(content).hexdigest() != speech.get("sha256"):
            yield f"{name}：生成之后有改动，{_AGAIN}。"
        elif speech.get("format") == "txt" and not _stands(
            text, spans(speech.get("withheld")), _decoded(content, speech.get("encoding"))
        ):
            yield f"docs/data/texts/{id}.txt：不是 {name} 的原文，{_AGAIN}。"


def _stands(text: str, withheld: list[tuple[int, int]], source: str | None) -> bool:
    """Whether the text stands in the decoded file, but for what was withheld (masked, length for length)."""
    if source is None or not withheld:
        return source is None or text in source
    first, at = text[: withheld[0][0]], -1
    while (at := source.find(first, at + 1)) >= 0:
        ends = [0, *(end for _, end in withheld)]
        starts = [*(start for start, _ in withheld), len(text)]
        if all(source.startswith(text[a:b], at + a) for a, b in zip(ends, starts, strict=True)):
            return True
    return False


def _decoded(content: bytes, encoding: object) -> str | None:
    """The reading text of a plain file as the contract defines it; None where only the reader can tell."""
    try:
        text = content.decode(codecs.lookup(str(encoding)).name)
    except (LookupError, UnicodeDecodeError):
        return None
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _seals(built: Built) -> Iterator[str]:
    for file in sorted(built.docs.rglob("*.md")):
        try:
            fits = seal.fits(file.read_text("utf-8"))
        except (OSError, UnicodeDecodeError):
            continue
        name = built.name(file)
        if fits is False and not built.reported(name):
            yield f"{name}：生成之后被人改过而没有提示过，{_AGAIN}。"


def _site(built: Built) -> Iterator[str]:
    present = set(built.site_files)
    if "sitemap.xml.gz" in present:
        yield f"site/sitemap.xml.gz：里面带有生成日期，{_AGAIN}（不要直接用 mkdocs build）。"
    for file in sorted(built.data.rglob("*")):
        name = file.relative_to(built.docs).as_posix()
        if not file.is_file() or file.name.startswith("."):
            continue
        if name not in present or (built.site / name).read_bytes() != file.read_bytes():
            yield f"site/{name}：与 docs/{name} 不一致，{_AGAIN}。"
    for file in sorted(built.docs.rglob("*.md")):
        name = _html(file.relative_to(built.docs))
        if name not in present and not built.handwritten(name):  # mkdocs.yml may leave handwritten ones out
            yield f"site/{name}：{built.name(file)} 没有网页，{_AGAIN}。"
    for path in built.pages.keys() - _UNLISTED:
        source = built.docs / path
        if not source.is_file() and not _markdown(source):
            yield f"site/{path}：在 docs/ 里没有原稿，{_AGAIN}。"


def _html(name: Path) -> str:
    return (name.with_name("index.html") if name.name == "README.md" else name.with_suffix(".html")).as_posix()


def _markdown(page: Path) -> bool:
    readme = page.name == "index.html" and page.with_name("README.md").is_file()
    return page.with_suffix(".md").is_file() or readme
