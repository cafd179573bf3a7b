"""Promise 5: a published address works forever, and every link leads somewhere (architecture: "ship/check")."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from functools import partial
from urllib.parse import unquote, urlsplit

from cunjian.ship.check.built import FOLDERS, Built
from cunjian.ship.check.page import Page

_AGAIN = "请重新运行 cunjian build"
_SRCSET = re.compile(r"\s*(\S+)(?:\s+[^,]*)?(?:,|$)")


def check(built: Built) -> Iterator[str]:
    """The ledger's addresses, then the links of every page."""
    yield from _ledger(built)
    present = set(built.site_files)
    ids = {path: frozenset(page.ids) for path, page in built.pages.items()}
    for path, page in built.pages.items():
        source = f"docs/{path[:-5]}.md" if (built.docs / f"{path[:-5]}.md").is_file() else f"site/{path}"
        yield from map(partial("{0}：{1}".format, source), dict.fromkeys(_links(page, present, ids)))


def _ledger(built: Built) -> Iterator[str]:
    known = set()
    for row in built.ledger:
        known.add(row.id)
        name = f"{FOLDERS[row.kind]}/{row.id}"
        place = f"curation/ids.tsv 第{row.line}行"
        for file in (built.docs / f"{name}.md", built.site / f"{name}.html"):
            if not file.is_file():
                yield f"{place}：公布过的网址 {built.name(file)} 没有页面，{_AGAIN}。"
        page = built.pages.get(f"{name}.html")
        if page is not None and row.now.startswith("="):
            leads = {posixpath.basename(urlsplit(address[2]).path) for address in page.addresses}
            if f"{row.now[1:]}.html" not in leads | {posixpath.basename(urlsplit(page.refresh).path)}:
                yield f"{place}：网址 {name}.html 应转到 {row.now[1:]}，页面上却没有这个去处，{_AGAIN}。"
    for id, entry in built.index.items():
        if id not in known and entry.get("kind") in FOLDERS:
            yield f"docs/data/index.json：{id} 没有登记在 curation/ids.tsv，{_AGAIN}。"


def _links(page: Page, present: set[str], ids: dict[str, frozenset[str]]) -> Iterator[str]:
    """What is wrong with the links of one page."""
    leads = [(value, rel) for _, name, value, rel in page.addresses if name != "srcset"]
    sets = (value for _, name, value, _ in page.addresses if name == "srcset")
    leads += [(candidate, "") for value in sets for candidate in _SRCSET.findall(value)]
    if page.refresh:
        leads.append((page.refresh, ""))
    for value, rel in leads:
        parts = urlsplit(value.strip())
        if parts.scheme or parts.netloc or "canonical" in rel.split():
            continue  # promise 7 looks at these
        target = _target(page.path, unquote(parts.path))
        if parts.path.startswith("/") and page.path == "404.html":
            continue  # answers at the root of a server, where the address of the site is known
        if parts.path.startswith("/"):
            yield f"链接 {value} 以 / 开头，换一个目录就会失效，请写成相对路径。"
        elif target not in present:
            yield f"链接 {value} 指向的文件不在网站里，请改正或重新生成。"
        elif target in ids and _anchor(parts.fragment) not in ids[target] | {"", "top"}:
            yield f"链接 {value} 指向的位置不在那一页上，请改正或重新生成。"


def _target(path: str, link: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), link)) if link else path


def _anchor(fragment: str) -> str:
    return unquote(fragment.partition(":~:")[0])
