"""Styles of numbering: 一、 （一） 1. 第一， 做法一： 【…】 一是, the higher ones first."""

from __future__ import annotations

import re
import unicodedata

from cunjian.script import number

_N = "[一二三四五六七八九十]{1,3}"
_TEXT = r"[\u4e00-\u9fff“]"
_OWN = r"[\u4e00-\u9fff“][^。；\n]{2,40}$"  # a number before a blank needs a line of its own
_LABELS = (
    "做法|经验|举措|措施|路径|关键词|镜头|故事|探索|实践|启示|亮点|场景|体会|招数|招法|秘诀|抓手|变化|特点|特色|画面"
    "|篇章|乐章|板块|维度|密码|法宝|妙招|实招|要诀"
)
_NTH = (  # what 第一 may count in front of a heading; 第一书记, 第一年 and 第一产业 are none
    "招|步|条|个|张牌|件|件事|个故事|板斧|道题|问|关|策|计|曲|把火|点|手|手棋|句话|条经验|个方面|方面|项|项工作|项措施|个做法|个体会|个抓手|个关键词|块|着棋|课"
)
STYLES: tuple[tuple[str, str], ...] = (
    ("part", rf"(?:第{_N}(?:部分|章|篇|节|板块)|P(?:ART|art)[.． 　]?\d{{1,2}})[ 　，、：]*"),
    ("case", rf"【?(?:案例|典型案例|典型)之?(?:[（(]?{_N}[）)]?|\d{{1,2}})】?(?:[：、，.][ 　]*|[ 　]+|(?<=】))"),
    ("label", rf"(?:{_LABELS})之?(?:{_N}|\d{{1,2}})(?:[：、，.][ 　]*|[ 　]+)"),
    (
        "han",
        rf"(?:{_N}[ 　]?|[壹贰叁肆伍陆柒捌玖拾]|[ⅠⅡⅢⅣⅤⅥⅦⅧ])[、．.][ 　]*|{_N}(?:[ 　]+|—+)(?={_OWN})"
        rf"|{_N}(?:[：丨｜|/]|[ 　]{{2,}})[ 　]*(?={_TEXT})|{_N}，(?={_OWN})",
    ),
    ("han-bracket", rf"[（(〔【〈［\[]?[ 　]?{_N}[ 　]?[)）〕】〉］\]][ 　]*[、.．]?[ 　]*|[㈠-㈩][、.．]?[ 　]*"),
    (
        "ordinal",
        rf"(?:第{_N}(?:{_NTH}|个?[\u4e00-\u9fff]{{1,2}}(?<!书记))[ 　]+"
        rf"|第(?:{_N}|\d)(?:{_NTH})?(?:[，、：]|[ 　]+(?={_OWN}))(?:就?是(?!一[个种项条些]|否|不是|指|说))?|其{_N}[，、：]|之{_N}[：、 　])[ 　]*",
    ),
    ("digit", rf"\d{{1,2}}(?:[ 　]?[.．、](?!\d)|[)）])[ 　]*|[⒈-⒛][ 　]*|0\d[ 　]*(?={_TEXT})|\d[ 　]+(?={_OWN})|\d{{1,2}}[：，-](?={_OWN})"),
    ("letter", r"[A-H][.．、][ 　]*(?=[\u4e00-\u9fff“])"),
    ("digit-bracket", rf"[（(]\d{{1,2}}[)）][、.．]?[ 　]*|\d{{1,2}}\.\d{{1,2}}[ 　]+(?![万亿元公平米斤吨倍亩户人个])(?={_TEXT})"),
    ("circled", r"[①-⑳⑴-⒇❶-❿][ 　]*"),
    ("bracket", r"【(?=[^】]{2,24}】)|\[(?=[\u4e00-\u9fff]{2,24}\]$)"),
    ("is", r"[一二三四五六七八九]是(?:要(?![素点件求塞害闻]))?(?!一|否|不是)[：，]?"),
)
STYLE = tuple((name, re.compile(pattern)) for name, pattern in STYLES)
_NUMERALS, _SIGN = re.compile(r"[一二三四五六七八九十]+|\d+"), re.compile("[①-⑳⑴-⒇❶-❿]")


def ordinal(numbering: str) -> int:
    """The number that a numbering says: 2 for 二、, （2） and ②."""
    run = _NUMERALS.search(numbering)
    if run:
        return int(number(run.group()) or 0)
    sign = _SIGN.search(numbering)
    return int(unicodedata.numeric(sign.group())) if sign else 0
