"""Promise 7: no page asks anything of the network (architecture: "ship/check")."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from cunjian.ship.check.built import Built
from cunjian.ship.check.page import Page

_AGAIN = "请重新运行 cunjian build"
_INSIDE = re.compile(r"'self'|'none'|data:|'sha(256|384|512)-[\w+/=-]+'")
_URL = re.compile(r"url\(\s*['\"]?\s*([^'\")]+)|@import\s+['\"]([^'\"]+)", re.IGNORECASE)
_HARMLESS = frozenset({"", "data", "mailto", "tel"})
_NOT_FETCHED = frozenset({"canonical", "alternate", "feed", "author", "license", "me"})


def check(built: Built) -> Iterator[str]:
    """Policies, addresses and inline code of every page; addresses in every style sheet."""
    for path, page in built.pages.items():
        external_links = built.peoples_words(path)
        for what in dict.fromkeys([*_policy(page), *_addresses(page, external_links)]):
            yield f"site/{path}：{what}。"
    for path in built.site_files:
        if path.endswith(".css"):
            for first, second in _URL.findall((built.site / path).read_text("utf-8", "replace")):
                if _external(first or second):
                    yield f"site/{path}：样式表要从网上取 {first or second}，请删去或换成本地文件。"


def _policy(page: Page) -> Iterator[str]:
    if not page.policies:
        yield f"没有“不许联网”的规定（Content-Security-Policy），{_AGAIN}；手写的 HTML 文件请改写成 .md"
        return
    if page.late_policy:
        yield f"“不许联网”的规定写在了别的引用之后，不起作用，{_AGAIN}"
    allowed = _directives(page.policies[0])
    for name in ("default-src", "script-src", "style-src", "connect-src"):
        if name not in allowed and (name == "default-src" or "default-src" not in allowed):
            yield f"“不许联网”的规定里缺 {name}，{_AGAIN}"
    for name, sources in allowed.items():
        if name.endswith("-src") or name in ("form-action", "base-uri"):
            for source in sources:
                if not _INSIDE.fullmatch(source):
                    yield f"“不许联网”的规定里 {name} 放行了 {source}，{_AGAIN}"
    scripts = allowed.get("script-src", allowed.get("default-src", []))
    styles = allowed.get("style-src", allowed.get("default-src", []))
    for code in page.scripts:
        if _hash(code) not in scripts:
            yield f"有一段脚本不在放行之列（{' '.join(code.split())[:40]}），浏览器会拦下，{_AGAIN}"
    for code in page.styles:
        if _hash(code) not in styles:
            yield f"有写在页内的样式（{' '.join(code.split())[:40]}），浏览器会拦下，请改用样式表"
    for name in page.handlers:
        yield f"有写在标签里的脚本（{name}），浏览器会拦下，请删去"


def _directives(policy: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for part in policy.split(";"):
        name, *sources = part.split() or [""]
        if name:
            found.setdefault(name.lower(), sources)
    return found


def _hash(code: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(code.encode('utf-8', 'surrogatepass')).digest()).decode()}'"


def _addresses(page: Page, external_links: bool) -> Iterator[str]:
    for tag, name, value, rel in page.addresses:
        if not _external(value) or (tag == "link" and rel and set(rel.lower().split()) <= _NOT_FETCHED):
            continue
        if tag not in ("a", "area"):
            yield f"<{tag} {name}> 要从网上取 {value}，请删去或换成本地文件"
        elif not external_links:
            yield f"自动生成的页面里有站外链接 {value}，{_AGAIN}"
    if page.refresh and _external(page.refresh):
        yield f"会自动转到站外 {page.refresh}，{_AGAIN}"


def _external(address: str) -> bool:
    parts = urlsplit(address.strip())
    return bool(parts.netloc) or parts.scheme.lower() not in _HARMLESS
