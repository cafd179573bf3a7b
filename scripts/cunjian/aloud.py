"""How Chinese is read aloud: pypinyin with the words of the genre, the ground under gather, render, search and part.

The dictionaries take a tenth of a second to load, and what was asked for in earlier runs is remembered (``memo``), so
they are loaded when something new is to be read.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Literal

# Words of the genre that pypinyin's dictionary lacks or reads otherwise.
_READINGS = {
    "长效": "chang xiao", "乡长": "xiang zhang", "镇长": "zhen zhang", "县长": "xian zhang", "区长": "qu zhang",
    "市长": "shi zhang", "楼长": "lou zhang", "组长": "zu zhang", "片长": "pian zhang", "街长": "jie zhang",
    "巷长": "xiang zhang", "户长": "hu zhang", "湾长": "wan zhang", "屋场长": "wu chang zhang", "格长": "ge zhang",
    "网格长": "wang ge zhang", "河长": "he zhang", "湖长": "hu zhang", "林长": "lin zhang", "田长": "tian zhang",
    "路长": "lu zhang", "链长": "lian zhang", "山长": "shan zhang", "点长": "dian zhang", "所长": "suo zhang",
    "邻长": "lin zhang", "十户长": "shi hu zhang", "三长": "san zhang", "两长": "liang zhang", "五长": "wu zhang",
    "四长": "si zhang", "双长": "shuang zhang", "楼栋长": "lou dong zhang", "中心户长": "zhong xin hu zhang",
    "调研": "diao yan", "调度": "diao du", "调处": "tiao chu", "联调": "lian tiao", "人民调解": "ren min tiao jie",
    "双重": "shuang chong", "银行": "yin hang", "行业": "hang ye", "一行一": "yi hang yi", "着力": "zhuo li",
    "参与": "can yu", "为民": "wei min", "还乡": "huan xiang", "供给": "gong ji", "给予": "ji yu", "落实": "luo shi",
    "朝会": "zhao hui", "晒": "shai", "率先": "shuai xian", "大调研": "da diao yan", "走村串户": "zou cun chuan hu",
    "重温": "chong wen", "参差": "cen ci", "差评": "cha ping", "十差": "shi cha", "差户": "cha hu", "公差": "gong chai",
    "厦门": "xia men", "六安": "lu an", "蔚县": "yu xian", "乐清": "yue qing", "乐亭": "lao ting", "台州": "tai zhou",
    "种养": "zhong yang", "种植": "zhong zhi", "良种": "liang zhong", "曾": "ceng", "强县": "qiang xian",
}  # fmt: skip


@cache
def _dictionaries() -> None:
    """pypinyin's dictionaries with our words in them."""
    from pypinyin import load_phrases_dict

    load_phrases_dict({word: [[syllable] for syllable in reading.split()] for word, reading in _READINGS.items()})


def syllables(text: str, errors: Literal["default", "ignore"] = "default") -> list[str]:
    """Without tones, in context; what has none stands as it is (``default``) or is left out (``ignore``)."""
    _dictionaries()
    from pypinyin import lazy_pinyin

    return lazy_pinyin(text, errors=errors)


def every(char: str) -> list[str]:
    """All syllables of one character, the usual one first."""
    _dictionaries()
    from pypinyin import Style, pinyin

    known = pinyin(char, style=Style.NORMAL, heteronym=True, errors="ignore")
    return [*syllables(char, "ignore"), *(syllable for each in known for syllable in each)]


def words(text: str) -> Iterator[str]:
    """The words that are read as one."""
    _dictionaries()
    from pypinyin.seg.mmseg import seg

    yield from seg.cut(text)
