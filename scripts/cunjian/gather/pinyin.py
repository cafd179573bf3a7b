"""gather/pinyin: how a headword is read, for order, initials and search (architecture: "Terms")."""

from __future__ import annotations

import re

from pypinyin import lazy_pinyin, load_phrases_dict

from cunjian.memo import remembered

_PIECES = re.compile(r"[0-9A-Za-z]+|\++|[\u3007\u3400-\u9fff]+|[\U00020000-\U0003ffff]+")

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


def _load() -> None:
    table = {}
    for word, reading in _READINGS.items():
        syllables = reading.split()
        table[word] = [[s] for s in syllables]
    load_phrases_dict(table)


_load()


@remembered
def pinyin(name: str) -> str:
    """``san hui yi ke``; digits, Latin and + stay as they are, quote marks and punctuation do not count."""
    out: list[str] = []
    for piece in _PIECES.findall(name):
        out += [piece] if piece[0].isascii() else lazy_pinyin(piece, errors="ignore")
    return " ".join(out)
