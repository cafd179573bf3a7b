"""Unquoted shorthand that its own items prove: 定下三不准：不准…，不准…，不准…; A、B、C三方联动机制."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cunjian.extract.terms import items
from cunjian.extract.terms.seen import Seen
from cunjian.model import Document, Span, Words

_MEASURES = "个名户年月日次条家件项人万亩元天支处座所间场届轮批百千十是大方面点种类套岁成倍分角斤块期份批"
_COUNTED = rf"[三四五六七八九](?![{_MEASURES}])[\u4e00-\u9fff]{{1,2}}?"
_ALONE = re.compile(rf"(?<![\d一二三四五六七八九十两第])((?:{_COUNTED}){{1,2}}(?:法|走)?)(?=[：，。；（]|$)")
_BEHIND_LIST = re.compile(
    r"((?:[\u4e00-\u9fff]{2,12}、){2,6}[\u4e00-\u9fff]{2,10}?)"
    r"([三四五六七八九](?:方|级|位一体|单|联|统一)[\u4e00-\u9fff]{0,6}?(?:机制|模式|架构|体系|对接|联动|管理|网络|制度|平台|工作法))"
)
_LEAST_BEFORE = re.compile(r"[\u4e00-\u9fff，：。；\n]$|^$")


def find(text: str, document: Document, words: Words) -> Iterator[Seen]:
    """Shorthand of three or more things at the end of a clause, where as many items with its characters stand by."""
    for match in _BEHIND_LIST.finditer(text):
        numeral = "一二三四五六七八九".index(match.group(2)[0]) + 1
        if match.group(1).count("、") + 1 == numeral:
            yield Seen(Span(*match.span(2)), match.group(2), "proved-by-items", core=match.group(2))
    for match in _ALONE.finditer(text):
        core = match.group(1)
        if (
            len(core) < 3
            or core in words["terms.not_shorthand"]
            or not _LEAST_BEFORE.search(text[: match.start()][-1:])
        ):
            continue
        seen = Seen(Span(*match.span(1)), core, "proved-by-items", core=core)
        if len(items.near(seen, text, document, words)) >= 3:
            yield seen
