"""The class word right behind a quote: 管理 of “三单”管理, 山歌宣讲队 of “石榴花”山歌宣讲队."""

from __future__ import annotations

import re
from functools import lru_cache

import rjieba

from cunjian.extract.terms.items.rules import NUMERALS
from cunjian.extract.terms.points.inside import head_of
from cunjian.extract.terms.points.lists import lists
from cunjian.extract.terms.seen import alternation, word_set
from cunjian.model import Words

_LONG = 7  # characters that shorthand has less of
_RUN, _NOUNS, _MOST_BEHIND, _BODIES = re.compile("[\u4e00-\u9fff]{3,12}"), "nvabjsfz", 8, frozenset("处人党")
_GROWS = re.compile("[站点圈团社室岗员栏](?![\u4e00-\u9fff])")
_RUN_ON = re.compile("[\u4e00-\u9fff]{1,8}")
_NO_NAME = re.compile("[为以在的是了等将把和与及让使]|^[即或每对]|有效|推动|带动|开展|进行|建立|提升|加强|引领|撬动|激活|助推|助力|赋能|深度|本人")
_GIVEN = re.compile("(?:引领|赋能|助力|助推|撬动|激活|提升|对接|对口)(?:[\u4e00-\u9fff]{2})?")  # “青雁”赋能|计划
_NAMING = ("工程", "行动", "计划", "机制", "活动", "制度")
_FAR = re.compile(r"([\u4e00-\u9fff]{7,14}?)((?:专项)?(?:工程|行动|计划|活动)|(?:工作|长效)?机制|工作法|制度|模式|体系|办法)(?![\u4e00-\u9fff])")
_MAKING = ("创建", "争创", "评选", "评比", "竞赛")  # “五个好”村党支部|创建活动: of what the quote names
_PARTED = re.compile("[为以在的是了着等将把和与及让使由对从向并得已]|推广|取得|建立|形成|构建|推进|推动|开展|实施|打造")
_DONE = ("起", "出", "进", "成", "通", "活", "好")  # 跑出基层治理新路
LAST, _PARTY = ("机制", "制度", "模式", "平台", "品牌", "体系", "工作法", "网络"), ("党支部", "支部", "党组织", "村党组织")
_PARTY_WORDS = ("党建", "党员", "党组织", "基层党组织", "村党组织", "党支部", "基层党建")
_NOTIONS = ("理念", "思路", "原则", "思想", "意识", "氛围")


@lru_cache(maxsize=4)
def _class(words: Words) -> re.Pattern[str]:
    return re.compile(rf"(?:的)?([\u4e00-\u9fff]{{0,6}}?)({alternation(words, 'terms.class_words')})")


@lru_cache(maxsize=4)
def _endings(words: Words) -> re.Pattern[str]:
    suffixes = alternation(words, "terms.suffixes")
    return re.compile(rf"(?:{suffixes}|[\u4e00-\u9fff]{{1,3}}法)(?=[^\u4e00-\u9fff]|$|[的，。和与、])")


def opening(content: str) -> str:
    """What shorthand begins with, ``start`` of ``class_word``; "" for a quote that is longer."""
    return content[:1] if len(content) < _LONG else ""


@lru_cache(maxsize=1 << 10)
def class_word(after: str, words: Words, start: str = "") -> tuple[str, str] | None:
    """The words between and the class word right behind a quote (三色, 预警机制), or None.

    ``start`` is how the quote begins: with a digit, whatever stands behind the class word (“1336”党建|工作思路), with a numeral a verb; empty where it is longer than
    shorthand.
    """
    match = _class(words).match(after)
    near = match.group(2) if match and not match.group(1) else ""  # “12345”热线|接诉即办工作机制
    far = None if near and near not in word_set(words, "terms.weak_classes") and near not in _PARTY_WORDS else _far(after, start)
    if phrase := far or _phrase(after, words):
        return phrase
    if not match or match.group(1) in ("的",):
        return _ending(after, words)
    longest = match
    for end in range(match.end() + 1, min(len(after), match.end() + 6) + 1):
        more = _class(words).fullmatch(after[:end])
        another = _class(words).fullmatch(after, longest.end(), end)  # 服务|机制
        if more and (len(more.group(1)) <= len(longest.group(1)) or (another and not another.group(1) and another.group(2) in LAST and longest.group(2) not in _PARTY)):
            longest = more
    between = longest.group(1)
    if after.startswith(_NOTIONS, longest.end()) or _is_deed(between, words):  # “讲政治”的党建理念, “小楼栋”撑起基层治理
        return None
    given = _GIVEN.fullmatch(between) and longest.group(2).endswith(_NAMING)
    if (_NO_NAME.search(between) and not given) or (after[0] == "的" and longest.group(2) in word_set(words, "terms.no_classes_of")):
        return _ending(after, words)
    grown = _GROWS.match(after, longest.end())  # 服务|站
    noun = longest.group(2) + (grown.group() if grown else "")
    goes_on = not grown and not start.isdigit() and _goes_on(after, longest.end(), noun, words, numbered=start != "" and start in NUMERALS)
    return None if goes_on else (between, noun)


def _far(after: str, start: str) -> tuple[str, str] | None:
    """A class word that ends a long name of shorthand: “1385”发展壮大集体经济倍增|行动; only digits have a verb right behind them."""
    match = _FAR.match(after) if start and (start.isdigit() or start in NUMERALS) else None
    if not match or _PARTED.search(match[1]) or (match[2] == "活动" and match[1].endswith(_MAKING)):
        return None
    _, tag = next(iter(rjieba.tag(match[1])))
    return (match[1], match[2]) if start.isdigit() or tag[0] != "v" else None


def is_class(said: str, words: Words) -> bool:
    """Whether a name could end with it: 服务 of “全岗通”服务机制, which is also called “全岗通”服务."""
    match = _class(words).fullmatch(said)
    return bool(match and not match.group(1))


def _goes_on(after: str, end: int, noun: str, words: Words, *, numbered: bool) -> bool:
    """Whether a longer phrase only begins with the class word: 党建|经验交流会, 党组织|带头人队伍, but not 党支部|创建, 工程|方面."""
    run = _RUN_ON.match(after, end)
    if not run or noun.endswith(tuple(words["terms.closing_classes"])):
        return False
    word, tag = rjieba.tag(run.group())[0]
    if any(word in word_set(words, name) for name in ("terms.after_names", "terms.after_bodies")):
        return False
    return tag[0] in "njb" or (not numbered and tag[0] in "va" and len(word) > 1 and noun in word_set(words, "terms.weak_classes"))


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
        if deed or tag[0] not in _NOUNS or tag == "nr" or word in known.verbs or (at and word in word_set(words, "terms.after_names")) or at + len(word) > _MOST_BEHIND:
            break
        head = head_of(word, known)
        at += len(word)
        if at > len(word) and head and tag[0] in "njqsxb" and head not in known.plain_heads and known.heads[head] in _BODIES:
            found = after[: at - len(word)], word
    return found


def _ending(after: str, words: Words) -> tuple[str, str] | None:
    """An ending of names right behind a quote (“夕阳红”巡逻队), or …法."""
    match = None if after[:1] in "等的" else _endings(words).match(after)
    return ("", match.group()) if match else None
