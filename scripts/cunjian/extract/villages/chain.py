"""Address chains before a village name: 清溪县云岭乡 in 清溪县云岭乡石桥村."""

from __future__ import annotations

import re
from functools import lru_cache

import rjieba

from cunjian.extract.villages.rules import Rules
from cunjian.script import HAN, IS_HAN

_HAN_ONLY = re.compile(f"[{HAN}]+")
_HEAD_OF = re.compile(r"长(?=[，。、；：（）的等为是任\s]|$|[\u4e00-\u9fff]{0,3}(?:主持|强调|指出|介绍|说))")
_CITY = re.compile(r"(?:^|[^\u4e00-\u9fff]|[省区州盟市在到自赴])[^\u0000-\u2fff大小中老新各县我本省全个特座，。、]城市$")  # 晋城市, 聊城市
_LIES_IN = re.compile("位于|地处|坐落[于在]|座落[于在]|隶属于?|属于|是")
_MARKET = re.compile("[县区州][\u4e00-\u9fff]市$")
_FUNCTION = re.compile("[由在把被将对从与是赴到去往]")


def admin_end(text: str, end: int, rules: Rules) -> str:
    """The suffix (县, 镇, 街道 …) that ends at ``end`` and belongs to a place name, else ''."""
    if end < 2 or text[end - 1] not in rules.admin_last:
        return ""
    before = text[max(0, end - 8) : end]
    if not before.endswith(rules.admin):
        return ""
    suffix = next(s for s in rules.admin if before.endswith(s))
    if before.endswith(rules.admin_not) and not _CITY.search(before) and not _walled(text, end, before, rules):
        return ""
    if (suffix == "区" and text.startswith("域", end)) or _HEAD_OF.match(text, end):  # 区域, 镇长
        return ""
    if suffix == "旗" and text[end : end + 1] in ("乡", "镇"):  # 蔡旗乡
        return ""
    if suffix == "市" and text.startswith("镇", end) and _MARKET.search(before):  # 松阳县古市镇
        return ""
    if suffix == "乡" and text[end : end + 1] in tuple("镇村亲贤愁土"):  # 乡镇, 乡村: no town
        return ""
    return suffix if IS_HAN.match(text, end - len(suffix) - 1) else ""


def _walled(text: str, end: int, before: str, rules: Rules) -> bool:
    """高淳区|固城镇: behind a place, a town may be named so."""
    return before.endswith("城镇") and any(not text.endswith("镇", 0, end - length) and admin_end(text, end - length, rules) for length in (3, 4))


def place(text: str, end: int, rules: Rules) -> str | None:
    """The chain of administrative places that ends at ``end`` (清溪县云岭乡), None when there is none."""
    start = end
    for _ in range(4):
        suffix = admin_end(text, start, rules)
        if not suffix:
            break
        begin = _listed(text, start - len(suffix), suffix, rules)
        begin = _name_start(text, start - len(suffix), rules) if begin is None else begin
        if begin is None:
            break
        start = begin
    return text[start:end] if start < end else None


def behind(text: str, end: int, rules: Rules) -> str | None:
    """The chain that a village is said to lie in: 石桥村位于清溪县云岭乡东部."""
    verb = _LIES_IN.match(text, end)
    if not verb:
        return None
    best = None
    for stop in range(verb.end() + 2, min(len(text), verb.end() + 18) + 1):
        if text[stop - 1] in "，。；、\n":
            break
        found = place(text, stop, rules)
        if found and len(found) == stop - verb.end():
            best = found
    return best


def _listed(text: str, end: int, suffix: str, rules: Rules) -> int | None:
    """Where a place begins that the dictionary has, 都安县, 融水苗族自治县, the longest first; None where it has none."""
    for length in range(6, 1, -1):
        name = text[max(0, end - length) : end] + suffix
        if _is_place(name, length + len(suffix)):
            start = end - length
            return next((start - more for more in (2, 3) if _is_place(front := text[max(0, start - more) : start], more) and front[-1] not in rules.admin_last), start)
    return None


def _is_place(name: str, length: int) -> bool:
    """Whether the dictionary has a place of this name and length (福建, 长汀县)."""
    return len(name) == length and rjieba.has_word(name) and rjieba.tag(name) == [(name, "ns")]


def _name_start(text: str, end: int, rules: Rules) -> int | None:
    """Where the name of a county or town that ends at ``end`` begins: at a clause start, a place, a known word."""
    for length in (2, 3, 4, 5, 6, 7, 1):
        start = end - length
        name = text[max(0, start) : end]
        if length > 4 and not (name.endswith("族") or rules.transliterated.issuperset(name)):  # 阿克萨拉依乡
            continue
        if (
            start < 0
            or not _HAN_ONLY.fullmatch(name)
            or not rules.never_inside.isdisjoint(name)
            or _is_word(name, rules)
        ):
            continue
        if is_edge(text, start, rules):
            return start
    return None


def _is_word(name: str, rules: Rules) -> bool:
    """组织县, 先进县: the name would be, or begin or end with, a plain word."""
    pieces = {name[:size] for size in range(2, len(name) + 1)} | {name[-size:] for size in range(2, len(name) + 1)}
    if not pieces.isdisjoint(rules.known) or not pieces.isdisjoint(rules.generic):
        return True
    if name[-1] in "将把对与及在" or name[0] in "在从到记":
        return True
    return len(name) > 2 and (name[0] in "在到从向由中共" or bool(_FUNCTION.search(name)))


HIDDEN_ADMIN = re.compile(r"[*×xX](?:省|市|州|县|区|旗|镇|乡|街道)$")


def is_edge(text: str, start: int, rules: Rules) -> bool:
    """Whether a name may begin at ``start``: what stands before is no Han character, a place or a word of the list."""
    if start == 0 or not IS_HAN.match(text, start - 1) or admin_end(text, start, rules):
        return True
    if HIDDEN_ADMIN.search(text, max(0, start - 4), start):
        return True
    if after_word(text, start, rules) or text.endswith(rules.admin_not, max(0, start - 3), start):
        return True
    return text[start - 1] in rules.before_single or text[start - 1] in rules.never_inside


def after_word(text: str, start: int, rules: Rules) -> bool:
    """Whether a word ends at ``start``: a listed one, or a plain one that shares no character with the next word.

    一批示范村: 批示 is a plain word, but 示范 one too.
    """
    return _ends_in_word(text[max(0, start - 6) : start], text[start : start + 1], rules)


@lru_cache(maxsize=1 << 13)
def _ends_in_word(before: str, following: str, rules: Rules) -> bool:
    ends = {before[-size:] for size in range(2, len(before) + 1)}
    if not ends.isdisjoint(rules.known):
        return True
    across = before[-1:] + following
    apart = across not in rules.before and across not in rules.things and across not in rules.generic
    return apart and any(end in rules.before for end in ends)
