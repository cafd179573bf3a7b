"""link/boundaries: whether a run of characters is the name or only looks like it (architecture: "Link")."""

from __future__ import annotations

import re

from cunjian.link.squeeze import Squeezed
from cunjian.model import Span
from cunjian.script import IS_HAN

_NUMERAL = "零〇一二三四五六七八九十百千两0123456789"
_ENDS_IN_NUMERAL = ("统一", "唯一", "专一", "单一", "合一", "万一", "之一", "同一", "逐一", "不一")
_RUN = re.compile(r"(?:[一二三四五六七八九十两][^一二三四五六七八九十两\W\d]{1,3}){2,}$")
_MEASURES = "个项级次类种条年月日名位户村家批轮场期届步方"
_BEFORE_VILLAGE = "大小上下东西南北前后新老"
_WORDS_BEFORE = re.compile(
    "[目此之以当日先]前|[此之以今随然最]后|[会线以网路础之]上|[领导动持助之以力]下|[创重最]新|[最扩广]大|最小"
)
_AFTER_VILLAGE = "庄落寨屯"
_BODIES, _MEMBER = ("理事", "检委"), re.compile("长(?![期效年久])|员(?!工)")  # 红白理事|长, 纪检委|员
_PARTY, _OFFICES = ("党委", "总支", "支部"), ("书记", "委员", "副书记")  # 乡镇党委|书记
_TITLE, _CLOSED = 30, re.compile("[》。\n]")  # characters of a title that are looked back at


def fits(squeezed: Squeezed, start: int, end: int, *, village: bool) -> bool:
    """Whether the name is not a piece of a longer word, numeral or other name."""
    name, before, after = squeezed.text[start:end], squeezed.before(start), squeezed.after(end)
    if (_wordlike(name[0]) and _wordlike(before)) or (_wordlike(name[-1]) and _wordlike(after)):
        return False
    inner = squeezed.folded[squeezed.at[start] : squeezed.at[end - 1] + 1]
    if "”“" in inner or "’‘" in inner:  # the end of one quotation and the start of the next
        return False
    if village:
        lead = squeezed.folded[max(0, squeezed.at[start] - 2) : squeezed.at[start]]
        longer = before and before in _BEFORE_VILLAGE and not _WORDS_BEFORE.fullmatch(lead)
        return not longer and not (after and after in _AFTER_VILLAGE)
    if (name.endswith(_BODIES) and _MEMBER.match(squeezed.text, end)) or (name.endswith(_PARTY) and squeezed.text.startswith(_OFFICES, end)):
        return False
    return not ((name[0] in _NUMERAL and _inside_shorthand(squeezed, start)) or _part_of_title(squeezed, start, end))


def _part_of_title(squeezed: Squeezed, start: int, end: int) -> bool:
    """Whether the name stands in the title of a book, and is not all of it: 《柳亭镇文明积分管理办法》."""
    at = squeezed.at[start]
    opened = squeezed.folded.rfind("《", max(0, at - _TITLE), at)
    if opened < 0 or _CLOSED.search(squeezed.folded, opened, at):
        return False
    behind = squeezed.folded[squeezed.at[end - 1] + 1 : squeezed.at[end - 1] + 3].lstrip("”’ ")
    return bool(squeezed.folded[opened + 1 : at].strip("“‘ ")) or behind[:1] not in ("》", "（")


def _wordlike(char: str) -> bool:
    return char.isascii() and char.isalnum()


def _inside_shorthand(squeezed: Squeezed, start: int) -> bool:
    """Whether a longer shorthand begins before the name: 二十四议两公开, 一月三会一课, 第三会."""
    lead = squeezed.folded[max(0, squeezed.at[start] - 8) : squeezed.at[start]]
    if not lead or not (IS_HAN.match(lead[-1]) or lead[-1].isdigit()):
        return False
    if lead[-1] == "第" or (lead[-1] in _NUMERAL and not lead.endswith(_ENDS_IN_NUMERAL)):
        return True
    return bool(_RUN.search(lead)) and lead[-1] not in _MEASURES


def in_quotes(squeezed: Squeezed, start: int, end: int) -> bool:
    """Whether the name stands in quote marks of its own."""
    return squeezed.before(start) in ("“", "‘", '"', "'") and squeezed.after(end) in ("”", "’", '"', "'")


def widened(squeezed: Squeezed, start: int, end: int) -> tuple[Span, int]:
    """The clean span of a match with the quote mark whose partner it holds, and where the next match may begin."""
    if squeezed.text[end - 1] == "制" and squeezed.text[end : end + 1] == "度" and squeezed.after(end) == "度":
        end += 1
    first, last = squeezed.at[start], squeezed.at[end - 1] + 1
    inner = squeezed.folded[first:last]
    for opening, closing in ("“”", "‘’") if last - first > end - start else ():  # something was squeezed out of it
        if inner.count(closing) > inner.count(opening) and squeezed.folded[first - 1 : first] == opening:
            first -= 1
        elif inner.count(opening) > inner.count(closing) and squeezed.folded[last : last + 1] == closing:
            last += 1
    return Span(first, last), end
