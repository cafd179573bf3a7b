"""Several speeches pasted into one file: each becomes a text of its own, whatever the format.

Five forms are recognised: numbered parts (第1篇：… 篇二 范文三); one title that counts on (……发言稿一, ……发言稿二; ……事迹 篇1); titles of
speeches that stand again and again, each with a salutation below it and the end of the speech before it; and, as papers print
them, lines that name a speaker or a branch, each below a title (一颗柚子的支部经 / 梅塘村党总支书记 古建辉) or behind the end of a sentence; titles with
a line below that says whose or where (“三张桌子”议出好风气 / ——金堰社区党总支工作法).
Nothing is dropped: the title over all of them stays with the
first, marked ``file-title``, and numbers in front of titles are marked ``part-number``; clean lists both as noise.  A number behind a
title tells the pieces apart and stays, but where only one of them is there.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from cunjian import bounds
from cunjian.acquire.text import Text
from cunjian.model import PageStart, Span
from cunjian.script import SURNAMES, fold, number

_N = r"(?P<number>[一二三四五六七八九十百]{1,4}|\d{1,3})"
_PART = re.compile(
    rf"[【\[（(《]?(?:第{_N}篇|(?:篇|范文|例文|发言材料之|材料之|之){_N.replace('number', 'other')})[】\]）)》]?[：:、.．\s　-]*"
)
_SALUTATION = re.compile(r"(?:尊敬的|各位|同志们|领导|大家|老师们|朋友们).{0,40}[：:，！!]?$|.{0,30}(?:同志们|各位(?:领导|同志|代表))[：:，！!]?$")
_TITLE = re.compile(r"[^。；！？]{4,50}(?:发言|讲话|汇报|致辞|报告|表态|演讲|发言稿|讲话稿|汇报稿|(?:发言|汇报|交流|经验|典型)材料)(?:提纲|[（(].{1,12}[)）])?")
_COUNTED = re.compile(
    rf"(?P<title>[^。；，！？]{{4,40}}?)(?P<sort>[ 　]+篇|(?:(?<=稿)|(?<=材料)|(?<=范文)|(?<=发言)|(?<=汇报)|(?<=讲话)|(?<=报告)|(?<=总结))(?:篇|[（(]?))"
    rf"{_N}[）)]?"
)
_END = re.compile("[。！？]")
_HEADLINE = 40  # characters of the title above a speaker's name
_TOP = 6  # lines among which the title of the first piece stands
_SENTENCES = 3  # what a site says of its files is shorter, a speech is not
_BYLINE = re.compile(  # ——云岭镇梅塘村党总支书记 古建辉
    r"(?:—+|[（(])?(?!汇报人|主持人|发言人)(?=[^ ]*(?:村|社区|[镇乡县区旗屯寨]|街道|嘎查|苏木))[^，。；：！？“”《》 ]{2,30}"
    r"(?:书记|主任|队长|部长|[镇乡县区局组村]长|支书|理事长|负责人)"
    rf" *(?:[{SURNAMES}] *[\u4e00-\u9fff](?: *[\u4e00-\u9fff])?|[{SURNAMES}][×*xX某]{{1,2}}|[×*xX]{{2,3}})[)）]?"
)
_BODY = re.compile(  # 田坪村党支部, 中共石桥镇委员会
    "[^，。；：！？“”《》（(—、-]{2,20}(?:[村镇乡县区局矿厂院所校井站队]|社区|街道|嘎查|公司|集团|中学|小学|银行)(?:党支部|党总支|党委|党工委)"
    "|中共[^，。；：！？“”《》（(—、-]{2,16}(?:委员会|[县市区镇乡]委)"
)
_SO_MANY = re.compile("[（(]?[二两三四五六七八九2-9] ?篇[）)]?$")  # 党建经验交流发言材料（2篇）
_WHOSE = re.compile(  # ——金堰社区党总支工作法, ——在座谈会上的发言, 中共石桥村党总支
    "中共[^，。；！？]{2,20}(?:党委|党总支|党支部|委员会|[省市县区旗]委)|[—-]{2,}[^。；！？]{2,40}(?:党委|党组|党总支|党支部|支部|党工委|委员会|[村镇乡县区局寨]|社区|街道|公司|医院|学校|工作法|案例|材料|发言|讲话|汇报|交流|调查|纪实)"
)
_NAMED = re.compile(r"(?![一二三四五六七八九十\d]{1,2}[、.．：]|[（(]|第[一二三四五六七八九十]|[—-])[^。；]{6,40}")
_UNDER = 6  # lines at most above a first branch, all short: its title, that over all of them, and those of a page
_CLOSES = re.compile("^(?:附|特此|以上)|如下$")
_ENDED = re.compile(r"[。！？”）)]$|^[（(].*[）)]$")
_OPENING, _SPOKEN = 600, 100  # characters above the first of several speakers at most, and of what each says at least
_CLOSING = re.compile(r"谢谢|汇报完毕|到此结束|发言完毕|请.{0,10}(?:批评指正|批评、指正)|汇报完了|我的(?:发言|汇报)完")


def split(text: Text) -> tuple[Text, ...]:
    """The speeches in a text: mostly one."""
    lines = _lines(text.text)
    starts, teasers = _numbered(lines)
    starts = starts or next((found for find in (_titled, _counted, _signed, _subtitled) if len(found := find(lines)) > 1), [])
    teasers = teasers if starts else [*teasers, *_lone(lines)]
    marks = [*text.marks, *(("part-number", span) for span in teasers)]
    if len(starts) < 2 or len(starts) > bounds.MAX_SPEECHES:
        return (replace(text, marks=tuple(sorted(marks, key=lambda m: (m[1], m[0])))),) if teasers else (text,)
    cuts = [0, *(at for at, _ in starts[1:]), len(text.text)]
    before = [line for at, line in lines if at < starts[0][0] and line.strip()]
    if before:
        marks.append(("file-title", Span(0, starts[0][0])))
    marks += [("part-number", Span(at, at + length)) for at, length in starts if length]
    marks.sort(key=lambda m: (m[1], m[0]))
    return tuple(_piece(text, marks, a, b) for a, b in pairwise(cuts))


def _lines(text: str) -> list[tuple[int, str]]:
    out, at = [], 0
    for line in text.split("\n"):
        out.append((at, line))
        at += len(line) + 1
    return out


def _numbered(lines: Sequence[tuple[int, str]]) -> tuple[list[tuple[int, int]], list[Span]]:
    """(start of the line, length of its number) of parts numbered 1, 2, 3 …, each with text of its own below it, and the
    line of a last one that has none: a site shows only its title."""
    found: list[tuple[int, int]] = []
    above = 0  # non-blank lines before the first
    body, told = 0, 0
    for at, line in lines:
        match = _PART.match(fold(line.strip()))
        value = number(match.group("number") or match.group("other")) if match else None
        if match and value == len(found) + 1 and len(line.strip()) <= 70 and (not found or body >= 2):
            lead = len(line) - len(line.lstrip())
            found.append((at, lead + match.end()))
            body, told = 0, 0
        elif line.strip():
            body += 1
            told += len(_END.findall(line))
            above += not found
    if above > 6:  # a part 第一篇 deep inside one speech
        return [], []
    if found and (body < 2 or told < _SENTENCES):  # a list of titles at its end, or only the last of them
        at, _ = found.pop()
        return found, [Span(at, at + len(dict(lines)[at]))] if found else []
    return found, []


def _counted(lines: Sequence[tuple[int, str]]) -> list[tuple[int, int]]:
    """Starts of lines that are one title with the numbers 1, 2, 3 … behind it, each above several sentences."""
    found: list[tuple[int, str]] = []
    told = 0
    for at, line in lines:
        match = _COUNTED.fullmatch(fold(line.strip()))
        ended = not found or (match and match["title"] == found[0][1] and told >= _SENTENCES)
        if match and ended and number(match["number"]) == len(found) + 1:
            found.append((at, match["title"]))
            told = 0
        told += len(_END.findall(line))
    return [(at, 0) for at, _ in found] if len(found) > 1 and told >= _SENTENCES and found[0][0] <= _OPENING else []


def _lone(lines: Sequence[tuple[int, str]]) -> list[Span]:
    """The number behind the title of a piece that was taken alone out of several: ……述职报告 篇1."""
    found = ((at, match) for at, line in lines[:_TOP] if (match := _COUNTED.fullmatch(fold(line.rstrip()))) and "篇" in match["sort"])
    return [Span(at + match.start("sort"), at + match.end()) for at, match in found][:1]


def _titled(lines: Sequence[tuple[int, str]]) -> list[tuple[int, int]]:
    """Starts of lines that are titles of speeches: a salutation follows, and the speech before has ended."""
    rows = [(at, fold(line.strip())) for at, line in lines if line.strip()]
    found: list[tuple[int, int]] = []
    for index, (at, line) in enumerate(rows):
        if not _TITLE.fullmatch(line) or not any(_greets(row) for row in rows[index + 1 : index + 5]):
            continue
        if (not found and index <= 3) or (found and any(_CLOSING.search(row) for _, row in rows[max(0, index - 4) : index])):
            found.append((at, 0))
    # a title over all of them is followed by a title, not by a salutation of its own
    if len(found) >= 2 and found[1][0] == _next(rows, found[0][0]):
        found = found[1:]
    return found


def _signed(lines: Sequence[tuple[int, str]]) -> list[tuple[int, int]]:
    """Starts of the titles above lines that name a speaker, or of those lines: at least two, with text below each."""
    rows = [(at, fold(line.strip())) for at, line in lines if line.strip()]
    named = any(_BYLINE.fullmatch(line) for _, line in rows) or any(_SO_MANY.search(line) for _, line in rows[:_UNDER])  # else branches may be headings
    top = next((index for index, (_, line) in enumerate(rows[:_UNDER]) if _END.search(line)), _UNDER)
    ends = [index for index, (_, line) in enumerate(rows) if _BYLINE.fullmatch(line) or (named and _BODY.fullmatch(line) and _headed(rows, index, first=index <= top))]
    found: list[int] = []
    for index, after in pairwise([*ends, len(rows)]):
        said = "".join(line for _, line in rows[index + 1 : after])
        if len(said) >= _SPOKEN and _END.search(said):
            found.append(index - 1 if index and len(rows[index - 1][1]) <= _HEADLINE and not _END.search(rows[index - 1][1]) else index)
    alone = len({rows[index][1] for index in ends}) == len(ends)
    return [(rows[index][0], 0) for index in found] if alone and len(found) > 1 and rows[found[0]][0] <= _OPENING else []


def _headed(rows: Sequence[tuple[int, str]], index: int, *, first: bool) -> bool:
    """Whether a title stands above, and above that, but for the ``first``, the end of a sentence or a credit."""
    title = rows[index - 1][1] if index else ""
    return bool(_NAMED.fullmatch(title)) and not _CLOSES.search(title) and (first or bool(_ENDED.search(rows[index - 2][1])))


def _subtitled(lines: Sequence[tuple[int, str]]) -> list[tuple[int, int]]:
    """Starts of the titles above lines like ——金堰社区党总支工作法, ——在座谈会上的发言 and 中共石桥村党总支: at least two, each with sentences below it
    and, but for the first, the end of a sentence or a credit above."""
    rows = [(at, fold(line.strip())) for at, line in lines if line.strip()]
    found: list[int] = []
    for index in range(1, len(rows)):
        if _WHOSE.fullmatch(rows[index][1]) and _headed(rows, index, first=not found):
            found.append(index - 1)
    told = [sum(len(_END.findall(line)) for _, line in rows[a:b]) for a, b in pairwise([*found, len(rows)])]
    alone = len({rows[index][1] for index in found}) == len({rows[index + 1][1] for index in found}) == len(found)
    dashed = any(rows[index + 1][1].startswith(("—", "-")) for index in found)
    whole = len(found) > 1 and alone and dashed and min(told) >= _SENTENCES and rows[found[0]][0] <= _OPENING
    return [(rows[index][0], 0) for index in found] if whole else []


def _next(rows: Sequence[tuple[int, str]], at: int) -> int | None:
    places = [place for place, _ in rows]
    after = bisect_right(places, at)
    return places[after] if after < len(places) else None


def _greets(row: tuple[int, str]) -> bool:
    return len(row[1]) <= 45 and bool(_SALUTATION.match(row[1]))


def _piece(text: Text, marks: Sequence[tuple[str, Span]], start: int, end: int) -> Text:
    first = start == 0
    return replace(
        text, text=text.text[start:end], marks=tuple(_shifted(marks, start, end)),
        pages=_pages(text.pages, start, end), omitted=text.omitted if first else (),
        problems=text.problems if first else (),
    )  # fmt: skip


def _shifted(marks: Sequence[tuple[str, Span]], start: int, end: int) -> Iterator[tuple[str, Span]]:
    for kind, span in marks:
        lo, hi = max(span.start, start), min(span.end, end)
        if lo < hi:
            yield kind, Span(lo - start, hi - start)


def _pages(pages: tuple[PageStart, ...] | None, start: int, end: int) -> tuple[PageStart, ...] | None:
    if pages is None:
        return None
    here = max((i for i, p in enumerate(pages) if p.start <= start), default=0)
    return tuple(PageStart(p.page, max(0, p.start - start)) for p in pages[here:] if p.start < end)
