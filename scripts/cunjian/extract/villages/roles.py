"""Roles: whether a clause speaks of a village or only reaches it."""

from __future__ import annotations

import re

from cunjian.extract.passages import clause
from cunjian.extract.villages.rules import Rules

THESE = re.compile(r"(?:(?<=[，；：。！？\n　“])|(?<=[，；：。！？\n　“]这)|(?<=上述))([两二三四五六七八九\d])个?(村|社区|嘎查|屯|寨)(?!民|子女)")
"""A村与B村……，两个村凑起: so many villages, named before."""
_WITH_NEAR = re.compile("[与和同跟](?:邻近|相邻|毗邻|临近|附近|周边|隔壁)的$")  # A村与相邻的B村
_MEETS = "(?<=[村屯寨区查镇乡县市])(?:接壤|相邻|毗邻|为邻|交界|相接|隔河相望)"
_BORDERS = re.compile(f"(?<![村区屯寨查])[与和同跟](?:[^，。；：、！？\n的]{{2,10}}、){{0,3}}[^，。；：！？\n的]{{2,10}}{_MEETS}")  # 南与建新村接壤
_NEXT_TO = re.compile("(?<![村区屯寨查])[与和同跟](?:[^，。；：、！？\n的]{2,10}、){1,4}$")  # 与新台、杨林、|青石四村相邻
_BORDERS_ALL = re.compile(f"[^，。；：！？\n的]{{2,24}}?{_MEETS}")
_LIKE = re.compile("[和与跟同](?:(?:前面|上面|刚才|隔壁|邻近|附近|旁边)的)?$")  # 和前面的|石桥村不同，
_UNLIKE = re.compile("[^，。；：！？\n的]{1,8}?(?:村|社区|屯|寨|嘎查)[很大]?(?:不同|不一样|相比|比起来)，")
_FAR = re.compile("[^，。；：！？\n的]{1,8}?(?:村|社区|屯|寨|嘎查)[^，。；：！？\n的]{1,6}(?:公里|里地|里路|里)[远外]?的")  # 离|石桥村五公里的大源村
_FROM = re.compile("(?<![理自事缘经])由(?!于)原?(?:[^，。；：！？\n、和与及的]{2,12}[、和与及])*$")
_MERGED = re.compile(  # 由大塘村和坳上村合并而成, 由上寨、下寨三个自然寨组成
    "[^，。；：！？\n的]{2,24}?(?:(?:合|撤)并(?:而成|组成|而来|成(?!立)|为)|自然[村屯寨](?:组成|合并))"
)
_DISTRICTS = frozenset("镇乡县市道木区旗")  # one of them is in every name that ``town`` finds
_LAST_STOP = re.compile(r"(?s).*[，。；：！？\n（“]")


def town(text: str, start: int, end: int, rules: Rules) -> re.Match[str] | None:
    """The first town or county between two places that begins a clause, as its subject (利河乡有……, 利河镇党委把……), not 依托县委."""
    if _DISTRICTS.isdisjoint(text[start:end]):
        return None
    for match in rules.town.finditer(text, start, end):
        name = match.group()
        if name[:2] not in rules.before and (name[0] not in rules.before_single or name[:2] in rules.towns):
            return match
    return None


def is_object(text: str, start: int, rules: Rules) -> bool:
    """Whether the village named at ``start`` is what the clause reaches (辖X屯, 联合X村), not what it speaks of.

    Behind 的 it is what the words before describe (下辖的X屯有……), so the clause may speak of it, but for 从邻近的X村选派.
    """
    if is_neighbour(text, start) or is_part(text, start):
        return True
    lead = clause(text, max(0, start - 40), start, _LAST_STOP)
    return "从" in lead if lead.endswith("的") else bool(rules.object_before.search(lead))


def is_neighbour(text: str, start: int) -> bool:
    """Whether the village named at ``start`` only tells where another one lies, or what it is like: 南与建新村接壤, 离石桥村五公里的, 和石桥村不同，"""
    if _UNLIKE.match(text, start) and _LIKE.search(text, max(0, start - 8), start):
        return True
    if start and text[start - 1] in "离距" and _FAR.match(text, start):
        return True
    if _BORDERS.match(text, max(0, start - 1)):
        return True
    return bool(_NEXT_TO.search(text, max(0, start - 40), start) and _BORDERS_ALL.match(text, start))


def is_part(text: str, start: int) -> bool:
    """Whether the village named at ``start`` is one that another was made of: 由大塘村和坳上村合并而成."""
    return bool(_FROM.search(text, max(0, start - 40), start) and _MERGED.match(text, start))


def is_joint(text: str, start: int, rules: Rules) -> bool:
    """Whether the village named at ``start`` acts together with the one before (A村联合B村……)."""
    return bool(_WITH_NEAR.search(text, max(0, start - 5), start) or rules.joint_before.search(clause(text, max(0, start - 40), start, _LAST_STOP)))
