"""Where the article of a page is: the smallest element that holds nearly all of its running text."""

from __future__ import annotations

import re
from collections import Counter

from lxml import etree

from cunjian.acquire.html.words import words

_NEVER = {"script": "脚本与样式", "style": "脚本与样式", "noscript": "脚本与样式", "template": "脚本与样式",
          "svg": "图片", "canvas": "图片", "iframe": "嵌入内容", "object": "嵌入内容", "embed": "嵌入内容",
          "video": "嵌入内容", "audio": "嵌入内容", "math": "嵌入内容",
          "button": "按钮与表单", "select": "按钮与表单", "textarea": "按钮与表单", "input": "按钮与表单",
          "nav": "导航", "aside": "侧栏", "footer": "页脚", "dialog": "弹窗", "rt": "拼音注音", "rp": "拼音注音",
          "head": "页首信息", "title": "页首信息", "link": "页首信息", "meta": "页首信息"}  # fmt: skip
_KNOWN = re.compile(
    r"^(?:js_content|ucap-content|zoom|zoomcon|artibody|article[-_]?(?:content|body|text|con)|news[-_]?(?:content|text|con)"
    r"|content[-_]?(?:area|text|main)|con[-_]?text|detail[-_]?(?:content|text|con)|trs_editor|rich_media_content"
    r"|entry-content|post-content|text-content|rm_txt_con)$",
    re.IGNORECASE,
)
_FURNITURE = (
    ("分享栏", re.compile(r"share|social|bdshare|jiathis|weixin-?code|qr-?code|like-?bar|toolbar|tool-?box")),
    ("相关阅读", re.compile(r"relat(?:ed|ive)|recommend|hot-?(?:news|list|read)|guess|xgyd|xiangguan|more-?news|prev-?next|pagination|pager")),
    ("登录与弹窗", re.compile(r"login|sign-?in|modal|popup|pop-?up|mask|overlay|paywall|vip|download-?(?:bar|app|tip)|open-?app|cookie")),
    ("评论", re.compile(r"comment|reply|pinglun|discuss")),
    ("导航", re.compile(r"(?:^|[-_])(?:nav|menu|crumb|breadcrumb|header|top-?bar|position|location|site-?map|search)(?:$|[-_])|^(?:nav|menu|header|top)")),
    ("侧栏", re.compile(r"side-?bar|(?:^|[-_])(?:aside|side|advert|ads?|banner)(?:$|[-_])")),
    ("页脚", re.compile(r"(?:^|[-_])(?:foot|footer|copyright|bottom|icp|beian)(?:$|[-_]|er)")),
)  # fmt: skip
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_RUNNING = re.compile(r"[，。；：、！？,;]")
_SHARE = 0.75  # of the running text of the page that the article's element must hold
_MUCH = 0.4  # an element with more than this is the article whatever its class says


def find(root: etree._Element, omitted: Counter[str]) -> etree._Element:
    """The element of the article; furniture is removed from the tree on the way."""
    _remove_never(root, omitted)
    body = root.find("body")
    body = root if body is None else body
    weights = _weights(body)
    _remove_furniture(body, weights, omitted)
    weights = _weights(body)
    column = _known(body, weights)
    if column is None:
        column = _smallest(body, weights)
    left = weights.get(body, 0) - weights.get(column, 0)
    if left:
        omitted["文章以外的文字块"] += 1
    return column


def _remove_never(root: etree._Element, omitted: Counter[str]) -> None:
    for one in list(root.iter()):
        name = one.tag if isinstance(one.tag, str) else ""
        if name in _NEVER and name not in ("head",) and one.getparent() is not None:
            if name in ("nav", "aside", "footer", "dialog", "iframe", "video", "audio", "rt", "svg"):
                omitted[_NEVER[name]] += 1
            _drop(one)


def _drop(one: etree._Element) -> None:
    """Empty an element; the text behind it stays (lxml would not let go and take back text with control characters)."""
    one.clear(keep_tail=True)  # type: ignore[call-arg]  # not in lxml-stubs
    one.tag = "span" if one.tag in ("a", "span", "button", "input", "svg", "rt", "rp") else "div"


def _weights(body: etree._Element) -> dict[etree._Element, int]:
    """How much running text each element holds: marks of Chinese sentences outside links, and a little for letters."""
    out: dict[etree._Element, int] = {}
    for one in reversed(list(body.iter())):
        own = 0 if one.tag == "a" else _weigh(one.text)
        for child in one:
            own += out.get(child, 0) + (0 if one.tag == "a" else _weigh(child.tail))
        out[one] = own
    return out


def _weigh(text: str | None) -> int:
    return 20 * len(_RUNNING.findall(text)) + len(text.strip()) if text else 0


def _remove_furniture(body: etree._Element, weights: dict[etree._Element, int], omitted: Counter[str]) -> None:
    total = max(1, weights.get(body, 0))
    for one in list(body.iter()):
        if one is body or one.getparent() is None or weights.get(one, 0) > _MUCH * total:
            continue
        if any(map(_is_known, _names(one))):
            continue
        kind = _kind(one)
        if kind:
            omitted[kind] += 1
            _drop(one)


def _kind(one: etree._Element) -> str | None:
    if one.get("hidden") is not None or _HIDDEN.search(one.get("style") or ""):
        return "隐藏内容"
    if one.tag not in ("div", "ul", "ol", "section", "table", "p", "span", "header", "form", "dl", "li", "h2", "h3", "a"):
        return None
    for name in _names(one):
        for kind, pattern in _FURNITURE:
            if pattern.search(name):
                return kind
    return "链接列表" if _is_link_list(one) else None


def _names(one: etree._Element) -> list[str]:
    return [n.lower() for n in f"{one.get('id') or ''} {one.get('class') or ''}".split()]


def _is_known(name: str) -> bool:
    return bool(_KNOWN.match(name))


def _is_link_list(one: etree._Element) -> bool:
    """A list of links to other pages (not a table of contents of this one)."""
    if one.tag not in ("ul", "ol", "div", "dl", "section", "table"):
        return False
    links = [a for a in one.iter("a") if not (a.get("href") or "#").startswith("#")]
    if len(links) < 3:
        return False
    inside = sum(len(words(a).strip()) for a in links)
    return inside >= 0.7 * max(1, len("".join(words(one).split())))


def _known(body: etree._Element, weights: dict[etree._Element, int]) -> etree._Element | None:
    """The element that content systems name as the article's, where it holds most of the page's text."""
    known = [one for one in body.iter() if any(map(_is_known, _names(one)))]
    known = [one for one in known if weights[one] >= 0.5 * max(1, weights[body])]
    return max(known, key=lambda one: weights[one], default=None)


def _smallest(body: etree._Element, weights: dict[etree._Element, int]) -> etree._Element:
    need = _SHARE * weights.get(body, 0)
    here = body
    while True:
        inner = next((c for c in here if c.tag not in ("p", "a", "span") and need and weights.get(c, 0) >= need), None)
        if inner is None:
            return here
        here = inner
