"""A heading as it is seen in one row, and what no heading of running text looks like."""

from __future__ import annotations

import re

from cunjian.model import Span, value
from cunjian.script import SPEAKER

END = "。：；！？，、】]"
STOP = re.compile(r"[。！？；：，、]$")
BULLET = re.compile(r"^(?:[◆●■▲★◇○□△▪•·➤※☆►◎▶✦✧❖◈✪✔☑▍▎▌█]+|#{1,6}(?!\w*#)|\*\*(?=[^*]+\*\*$)|[—-]{2,})[ 　]*")
NOT_LEAD = re.compile(
    r"^(?:【|我|你|他|她|它|这|那|该|其|此|目前|近年|今年|去年|同时|另外|此外|据|经过|通过|截至|尊敬|各位|同志|谢谢|感谢|汇报|以上|下面|现将|总之|即|[县市区镇乡村]党(?:委|支部|总支)(?:把|将|坚持|始终|按照|对|先后)|在(?![^，。]{2,12}[上中里]|一线)|[一二三四五六七八九][是要]|(?:先|再|首先|其次|最后|然后|接着|第[一二三四五]步，)是)"
)
_NO_TITLE = re.compile(
    r"(?:事例|案例|例子)[一二三四五六七八九十]$|[*×]|\d(?!\.0$)(?<!\.\d)|[了过]$|；|(?:是|说|[写说问笑叹喊]道)$|[这那]边|获评|被评为|也有$|有人问我|会不会|说[，：]|[，：]是|是一[项个件场]|是[^，]{2,9}的(?:，|[^，]{2}$|$)|的[事话人]$"
    r"|[你他她咱]|我(?!村|镇|乡|县)|怎么|咋|什么|[吧呢吗啊嘛呀]$"
)
_SET_OUT = re.compile("[摆拿搬端]到[^，]{1,6}[里上]说$")  # 事情摆到院坝里说
_ASKED = re.compile("“[^”]{0,4}(?:怎么|咋|什么)[^”]{0,4}”")  # 围绕“怎么管”，在健全机制上求效


@value()
class Head:
    """A heading: its span with number and end punctuation, its bare title."""

    span: Span
    title: str
    style: str
    run_in: bool
    number: int = 0  # of a numbered style: the 2 of 二、, 0 for everything else


def could_lead(title: str) -> bool:
    """No first person, no figure, no date, at most two commas: what a heading of running text never has."""
    asked = _SET_OUT.sub("", _ASKED.sub("", title))
    return not (NOT_LEAD.match(title) or SPEAKER.match(title) or title.count("，") > 2 or _NO_TITLE.search(asked))
