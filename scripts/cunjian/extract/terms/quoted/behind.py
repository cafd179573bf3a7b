"""The class word right behind a quote: 管理 of “三单”管理, 山歌宣讲队 of “石榴花”山歌宣讲队."""

from __future__ import annotations

import re
from functools import lru_cache

import rjieba

from cunjian.extract.terms.points.inside import head_of
from cunjian.extract.terms.points.lists import lists
from cunjian.extract.terms.seen import alternation
from cunjian.model import Words

_RUN, _NOUNS, _MOST_BEHIND, _BODIES = re.compile("[\u4e00-\u9fff]{3,12}"), "nvabjsfz", 8, frozenset("处人党")
_GROWS = re.compile("[站点圈团社室岗员栏](?![\u4e00-\u9fff])")
_DONE = ("起", "出", "进", "成", "通", "活", "好")  # 跑出基层治理新路
_NOTIONS = ("理念", "思路", "原则", "思想", "意识", "氛围")


@lru_cache(maxsize=4)
def _class(words: Words) -> re.Pattern[str]:
    return re.compile(rf"(?:的)?([\u4e00-\u9fff]{{0,6}}?)({alternation(words, 'terms.class_words')})")


@lru_cache(maxsize=4)
def _endings(words: Words) -> re.Pattern[str]:
    suffixes = alternation(words, "terms.suffixes")
    return re.compile(rf"(?:{suffixes}|[\u4e00-\u9fff]{{1,3}}法)(?=[^\u4e00-\u9fff]|$|[的，。和与、])")


@lru_cache(maxsize=1 << 10)
def class_word(after: str, words: Words) -> tuple[str, str] | None:
    """The words between and the class word right behind a quote (三色, 预警机制), or None."""
    if phrase := _phrase(after, words):
        return phrase
    match = _class(words).match(after)
    if not match or match.group(1) in ("的",):
        return _ending(after, words)
    longest = match
    for end in range(match.end() + 1, min(len(after), match.end() + 5) + 1):
        more = _class(words).fullmatch(after[:end])
        if more and len(more.group(1)) <= len(longest.group(1)):
            longest = more
    between = longest.group(1)
    if after.startswith(_NOTIONS, longest.end()) or _is_deed(between, words):  # “讲政治”的党建理念, “小楼栋”撑起基层治理
        return None
    if re.search(r"[为以在的是了等将把和与及让使]|有效|推动|带动|开展|进行|建立|提升|加强", between):
        return _ending(after, words)
    grown = _GROWS.match(after, longest.end())  # 服务|站
    return between, longest.group(2) + (grown.group() if grown else "")


def _is_deed(between: str, words: Words) -> bool:
    """Whether what stands between begins with a verb that takes an object."""
    first, kind = next(iter(rjieba.tag(between)), ("", ""))
    deed = kind == "v" and (len(first) == 1 or first.endswith(_DONE))
    return len(first) < len(between) and (deed or (len(first) > 1 and first in lists(words).verbs))


def _phrase(after: str, words: Words) -> tuple[str, str] | None:
    """The nouns right behind a quote, up to one that names end with: “石榴花”山歌宣讲队."""
    known, at, found = lists(words), 0, None
    run = _RUN.match(after)
    for word, tag in rjieba.tag(run.group()) if run else ():
        if found and tag[0] in "nj":
            found = None
        deed = tag == "v" and (len(word) == 1 or word.endswith(_DONE))  # “三定三诺”让农村党员
        if deed or tag[0] not in _NOUNS or word in known.verbs or at + len(word) > _MOST_BEHIND:
            break
        head = head_of(word, known)
        at += len(word)
        if at > len(word) and head and tag[0] in "njqsxb" and head not in known.plain_heads and known.heads[head] in _BODIES:
            found = after[: at - len(word)], word
    return found


def _ending(after: str, words: Words) -> tuple[str, str] | None:
    """An ending of names right behind a quote (“夕阳红”巡逻队), or …法."""
    match = _endings(words).match(after)
    return ("", match.group()) if match else None
