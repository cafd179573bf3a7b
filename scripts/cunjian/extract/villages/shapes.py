"""Shapes: whether the characters before 村, 社区 … can be a name, and how much they look like one."""

from __future__ import annotations

import re
from functools import lru_cache

from cunjian.extract.villages.rules import Rules

_NUMERALS = frozenset("零〇一二三四五六七八九十百千万两")
_VISITS = frozenset("下进入访联走包驻帮")
_OFFICES = frozenset("办委局部站所员")  # 党建办联村
_BY = frozenset("由以从让靠用使")
_LUCKY = frozenset("旺福寿顺宝和合祥永太义泰德礼协丰仁嘉怡")  # 百旺村, 万福村
_HARMONY = _LUCKY | frozenset("新中同兴安大家平宏昌裕康庆")  # what 和 goes with in names
_GOES, _STATES = _VISITS | frozenset("在"), frozenset("乱弱穷强富差空散老旧难")
_SIZES, _SIDES = frozenset("大小"), frozenset("东西南北上中后前")
_HEAD_LIKE = 1.0
_LENGTH_SCORE = {1: -1.0, 2: 1.0, 3: 0.5, 4: -0.5, 5: -1.5}
_DISTRICT = frozenset("镇乡县")
_ALSO_NAMES = frozenset("中后月日原来好")  # stand before names, and as often begin one (中湾村)
_COUNTS = frozenset("一两二三四五六七八九十几多")
_ESTATES = ("新村", "花园", "家园")
_BUILT = re.compile("(?!国|大|人).家..|..[庄沟岭崖台堡湾坡洼屯坪岗坎棚坊铺河]子")  # 王家庄子, 上王庄子
_SINCE, _WHO = frozenset("刚已才先须均"), frozenset("队员们我他局司校")
_AROUND = frozenset(f"{verb}环" for verb in "通修建铺筑化绕")
_BETWEEN = frozenset("在到")  # 插在山寨
_PLACE = frozenset("寺庙庵祠碑门塔路街里巷桥湾坡岭沟坝坪塘湖庄营堡店铺港楼台园苑庭岗坳冲坎")  # 迎宾路, 向阳坡
_PROSPERS, _UNITED_BY = frozenset("兴富强旺"), frozenset("归由让属靠成")
_FUNCTION = frozenset("为被把给是让使赴与及因若且或并叫将")  # first in a name only where the list of names has it


@lru_cache(maxsize=1 << 13)
def possible(part: str, kind: str, left: str, rules: Rules) -> bool:
    """Whether ``part`` before the class word can be a name at all."""
    if part in rules.common_names:
        return True
    if len(part) == 1:
        return part in rules.single_names or (part not in rules.generic_single and _alone(part, kind, left, rules))
    foreign = _foreign(part, kind, rules)
    if kind == "嘎查" and not rules.transliterated.issuperset(part) and _told_of(part, left, rules):
        return False
    told = foreign or left == "address-chain"  # 古河镇六也村
    inside = part[:-1] if part[-1] == "更" else part  # 巴更屯
    if any(c in rules.never_inside for c in inside if not (told and c in rules.transliterated)):
        return False
    if rules.measured.match(part) or (left == "after-word" and part.startswith(("一条", "一片"))):  # 走出|一条渔村发展的新路
        return False
    if part[0] in _SINCE and part[1] in rules.generic_single:  # 刚合村, 先经村党组织
        return False
    if part[-1] == "同" and (part[-2] in _WHO or part[-3:-1] in rules.things):  # 工作队同村支部, 结果同村干部
        return False
    if part[0] in _NUMERALS and part[1] in "是要":  # 二是联村干
        return False
    if len(part) == 2 and part[0] in _GOES | _BY and part[1] in _NUMERALS:  # 千名干部下千村, 设在三村交界处
        return False
    if len(part) == 2 and part[0] in _NUMERALS and part[1] not in rules.toponym | _LUCKY and left not in ("address-chain", "enumeration"):  # 三味社区
        return False
    if kind == "村" and len(part) == 2 and (_twice(part, rules) or _sized(part, rules)):
        return True
    sounds = foreign and part[-1] in rules.transliterated and not (kind == "村" and part[-1] == "农")  # 更多农村
    if not sounds and part[-1] in rules.never_last and not _ends_all_the_same(part, left, rules):
        return False
    if len(part) > 2 and (part[0] == "在" or (part[-1] == "两" and kind == "村")):  # 青田镇在|石桥村启动, 青塘、石桥两村
        return False
    if "社区" in part or "村" in (part if kind == "村" else part[:-1]) or all(c in _NUMERALS for c in part):
        return False
    if kind == "嘎查" and len(part) == 2 and part[0] in _COUNTS and part[1] == "家" and left != "address-chain":  # 四家嘎查的牧民
        return False
    if kind in "屯寨" and (part[-1] == kind or f"{kind}和" in part):  # 上寨和下寨
        return False
    if (kind in "村屯寨" and part[-1] == "邻") or (kind == "村" and part[-2:] in _AROUND):  # 教邻村, 同邻屯争水, 修通环村路
        return False
    if not _BETWEEN.isdisjoint(part[1:]) or (part[:2] in rules.generic and part[-1] in rules.generic_single):
        return False
    if len(part) == 2 and part[0] in _BY and part[1] in rules.generic_single:  # 由富村带穷村
        return False
    if len(part) == 2 and part[0] in _GOES and part[1] in _STATES and left == "after-word":  # 干部进乱村, 还在老村
        return False
    if part[-1] in _VISITS and ((len(part) == 3 and part[0] in _VISITS) or (len(part) == 2 and part[0] in _OFFICES)):  # 包片联村
        return False
    if part[-1] == "联" and (len(part) > 2 or part[0] in _UNITED_BY):  # 高峰联村党委, 归联村统一调度
        return False
    if len(part) > 2 and part[-1] in _PROSPERS and (part[-3:-1] in rules.things or part[-3:-1] in rules.generic):  # 走文化兴村的路子
        return False
    word = part[:-1]
    if part[-1] in _PLACE and (word in rules.common_names or (word in rules.before and word not in rules.known)):
        return True
    pieces = {part[i:j] for i in range(len(part)) for j in range(i + 2, len(part) + 1)}
    if any(p in (rules.known if foreign else rules.before) for p in pieces):
        return False
    return not any(part.endswith(word) and not _own_tail(part, word, rules) for word in pieces & rules.generic)


@lru_cache(maxsize=1 << 13)
def ever(part: str, kind: str, rules: Rules) -> bool:
    """Whether it can be a name behind anything: an address allows most, and a list a little that no address does."""
    return possible(part, kind, "address-chain", rules) or possible(part, kind, "enumeration", rules)


def _twice(part: str, rules: Rules) -> bool:
    """苏村村, 新村村."""
    return part[1] == "村" and (part[0] in rules.single_names or part[0] == "新")


def _sized(part: str, rules: Rules) -> bool:
    """朱大村, 朱小村: a family name that is told apart by size; 高大 and 北大 are words."""
    plain = part in rules.before or part in rules.things or part in rules.generic
    return part[1] in _SIZES and part[0] in rules.single_names and part[0] not in _SIDES and not plain


def _ends_all_the_same(part: str, left: str, rules: Rules) -> bool:
    """An item of a list ends with what the list gives, and behind an address 和 may be part of the name (榕江县东环特和社区)."""
    if part[-1] not in "和与及":
        return left == "enumeration"
    if len(part) == 2 and part[0] in _HARMONY and (left == "clause-start" or part[0] in _LUCKY):  # 新和社区
        return True
    told = part[-3:-1] in rules.before or part[-3:-1] in rules.things or part[-3:-1] in rules.generic
    return part[-1] == "和" and left == "address-chain" and not told and (len(part) > 2 or part[0] in rules.toponym)


def _told_of(part: str, left: str, rules: Rules) -> bool:
    """退休教师和|嘎查, 先当|嘎查, 结成|嘎查联建: words of the sentence that the class word only follows."""
    pairs = [part[i : i + 2] for i in range(len(part) - 1) if rules.transliterated.isdisjoint(part[i : i + 2])]
    if part[0] in "先刚再就正已才也又还":
        return True
    if len(part) == 2:
        return part in pairs and part in rules.before and left not in ("address-chain", "enumeration")
    return any(pair in rules.before or pair in rules.things for pair in pairs)


def _alone(part: str, kind: str, left: str, rules: Rules) -> bool:
    """A single character behind an address, or one of place names before 寨 and 屯 that makes no word with it (羊寨)."""
    if kind not in "寨屯":
        return left == "address-chain"
    return part != kind and (left == "address-chain" or (part in rules.toponym and part + kind not in rules.things))


def _own_tail(part: str, word: str, rules: Rules) -> bool:
    """A name may end with a describing word: 桂花园社区 (all of place characters), 红羊移民社区 (a listed tail)."""
    head = part[: -len(word)]
    if not head or head in rules.before or head in rules.generic or head in rules.things:
        return False
    if rules.toponym.issuperset(part):
        return True
    return word in rules.name_tails and len(head) > 1 and likeness(head, rules) >= _HEAD_LIKE


@lru_cache(maxsize=1 << 13)
def likeness(part: str, rules: Rules) -> float:
    """How much the characters are those of place names: 0 … 1.5."""
    if part in rules.common_names:
        return 1.5
    if len(part) > 2 and part[-1] in "子村":  # 三岔子, 王家庄子, 桃园新村
        part = part[:-1]
    share = sum(c in rules.toponym for c in part) / len(part)
    return share + (0.5 if part[-1] in rules.toponym else 0.0)


@lru_cache(maxsize=1 << 13)
def unheard(part: str, rules: Rules) -> bool:
    """No plain word in it: a name, however rare its characters (归洪, 阿热勒)."""
    return len(part) > 1 and not any(part[i : i + 2] in rules.things for i in range(len(part) - 1))


def _penalty(part: str, rules: Rules) -> float:
    if part[:2] in rules.common_names:
        return 0.0
    doubtful = part[0] in rules.before_single and part[0] not in _ALSO_NAMES and part[1:2] != "家"
    first = 2.5 if part[0] in _FUNCTION else (1.5 if len(part) > 2 else 1.0) if doubtful else 0.0
    return first + (2.0 if any(c in _DISTRICT for c in part[1:]) else 0.0)


@lru_cache(maxsize=1 << 13)
def shape(part: str, kind: str, rules: Rules) -> float:
    """Villages have two or three characters before 村, those named in another language up to seven."""
    if _foreign(part, kind, rules):
        begun = part[0] in rules.transliterated or part[0] not in rules.before_single
        return 0.5 + 0.25 * len(part) if begun and "镇" not in part[1:-1] else -1.0
    size = len(part)
    if size == 1 and kind in "寨屯":
        return 0.0
    if (size == 4 and (_BUILT.fullmatch(part) or part[-1] == "村")) or (size == 5 and kind == "社区" and part[-2:] in _ESTATES):  # 白鹤滩新村社区
        size = 3
    return _LENGTH_SCORE.get(size, -3.0) - _penalty(part, rules)


def _foreign(part: str, kind: str, rules: Rules) -> bool:
    """A name that writes Mongolian, Uyghur or Tibetan sounds (哈日嘎那嘎查, 库什塔格村)."""
    return (len(part) > 1 and kind == "嘎查") or (len(part) > 2 and rules.transliterated.issuperset(part))
