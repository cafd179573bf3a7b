"""Runs inside a line that are not the speech: paywall markers, 第3页 共6页, addresses, （来源：…）."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from cunjian.clean.cut import Cut
from cunjian.model import Clean, Span, Words
from cunjian.script import fold

_KIND = (("paywall", re.compile(r"#|支付|付费|登录|会员|剩余|隐藏")), ("footer", re.compile(r"第.*页")))


@lru_cache(maxsize=4)
def _pattern(words: Words) -> re.Pattern[str]:
    return re.compile("|".join(words["noise.inline_patterns"]))


def find(clean: Clean, words: Words) -> Iterator[Cut]:
    """Cuts of marker runs, without the text around them."""
    for match in _pattern(words).finditer(fold(clean.text)):
        kind = next((k for k, p in _KIND if p.search(match.group())), "credit")
        yield Cut(Span(*match.span()), kind, "inline-marker")
