"""gather/names: when two spellings are one name (architecture: "Terms").

Quote marks, width and white space never tell names apart.  A class word added to a shorthand (“三长”制,
三长制, 三长机制; “五好”党支部, 五好支部, 五好标准) does not make a new name; a class word that carries the meaning (积分制, 清单制) does.
"""

from __future__ import annotations

import re
from functools import lru_cache

from cunjian.script import HAN, INVISIBLE, fold

_DROP = re.compile(rf"[\s“”‘’\"'·{INVISIBLE}]+")
_NUMERAL = re.compile(r"[一二三四五六七八九十两双0-9]")
_COUNTS = "个大项级次类种条年月日名位户村家"
_PAIRS = re.compile(r"(?:[一二三四五六七八九十两]\D{1,2}){2,}")
_HAN_CHAR = re.compile(f"[{HAN}]")

# fmt: off
_MECHANISM = (
    "管理制度", "经营模式", "发展模式", "运行模式", "工作机制", "工作制度", "工作模式", "工作体系", "工作法", "责任制",
    "方式", "办法", "机制", "制度", "模式", "体系", "管理", "制", "法",
)
_CAMPAIGN = (
    "主题实践活动", "专题活动", "主题活动", "先锋工程", "活动", "行动", "服务", "工程", "计划", "品牌",
)
_BRANCH = (
    "先进基层党组织", "基层党组织", "村党组织", "党组织", "先进党支部", "村党支部", "嘎查党支部", "社区党支部", "机关党支部", "党支部", "支部",
    "标准", "要求", "目标", "建设", "创建", "创建标准", "创建活动",  # what such branches are told by
)
_OBJECTS = frozenset(("两新", "两委", "三农"))  # are something by themselves: “两新”党组织 is not “两新”工作
_LIGHT = (
    "责任制", "专题活动", "主题活动", "活动", "工作机制", "工作制度", "工作模式", "工作法", "制度", "机制", "模式",
    "工作", "会议",
)
# fmt: on
_FAMILY = {**dict.fromkeys(_MECHANISM, "mechanism"), **dict.fromkeys(_CAMPAIGN, "campaign"), **dict.fromkeys(_BRANCH, "branch"), "工作": ""}
_TAILS = sorted(_FAMILY, key=len, reverse=True)
_HEADS = ("农村无职党员", "无职党员", "农村", "村级", "村")
_SHORT_HEADS = (*_HEADS, "村干部", "党员")
_MANY = 1 << 16  # names that come again and again in one run


@lru_cache(_MANY)
def bare(name: str) -> str:
    """As shown in a headline: one width, no quote marks, no white space."""
    return _DROP.sub("", fold(name))


@lru_cache(_MANY)
def key(name: str) -> str:
    """What two spellings of one name have in common."""
    return bare(name).lower()


def han(name: str) -> int:
    """How many Han characters it has."""
    return len(_HAN_CHAR.findall(name))


def shorthand(name: str) -> bool:
    """Whether it is a shorthand by its numerals: 三长, 四议两公开, 1+2+x, 支部+公司+农户."""
    return "+" in name or bool(_PAIRS.match(name)) or (len(name) <= 4 and bool(_NUMERAL.match(name)))


@lru_cache(_MANY)
def stem(name: str, quoted: str | None = None) -> tuple[str, str]:
    """A shorthand without class words, and the family of its class word ("" when it has none or a neutral one).

    ``quoted`` is the part that stood in quotes: “一门式”服务.  Other names come back whole.

    >>> stem("三长制"), stem("一门式服务", "一门式"), stem("积分制"), stem("四议两公开工作法")
    (('三长', 'mechanism'), ('一门式', 'campaign'), ('积分制', ''), ('四议两公开', 'mechanism'))
    """
    for before in ("", *_SHORT_HEADS):
        if not name.startswith(before):
            continue
        rest = name[len(before) :]
        for tail in ("", *_TAILS):
            core = rest[: len(rest) - len(tail)] if rest.endswith(tail) else ""
            if core and core not in _OBJECTS and (tail or before) and (core == quoted or _is_core(core)):
                return core, _FAMILY.get(tail, "")
    return name, ""


def _is_core(core: str) -> bool:
    return len(core) >= 2 and shorthand(core) and core[-1] not in _COUNTS


def lighter(name: str) -> list[str]:
    """A name without class words that say nothing new, as long as four characters stay (主题党日活动: 主题党日)."""
    cores = []
    for before in ("", *_HEADS):
        for tail in (*_LIGHT, ""):
            if name.startswith(before) and name.endswith(tail) and (before or tail):
                core = name[len(before) : len(name) - len(tail)]
                cores += [core] if len(core) >= 4 else []
    return cores


def safe(name: str, trusted: bool) -> bool:
    """Whether link may take the bare word for the name; otherwise only where it stands in quotes.

    ``trusted``: a headword, not just an alias somebody used once.
    """
    count = han(name)
    if count >= 4 or ("+" in name and len(name) >= 4):
        return True
    if count < 3 or not trusted:
        return False
    counted = name[0] in "一二三四五六七八九十两双" and name[1] not in _COUNTS
    return counted or stem(name)[0] != name or name[-1] in "制会法站队岗"
