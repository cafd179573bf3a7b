"""Numbered headings: 一、 （一） 1. 第一， 做法一： 【…】 at the start of a row, and the numbered rows that are only lists."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from cunjian.divide import fused
from cunjian.divide.head import END, Head, could_lead
from cunjian.divide.row import Row
from cunjian.divide.styles import STYLE, ordinal
from cunjian.model import Span
from cunjian.script import number

MAX_HEADING = 45
MAX_OWN = 80  # of a numbered heading that has its lines to itself
_ANY = re.compile("|".join(pattern.pattern for _, pattern in STYLE))


def find(text: str, rows: Sequence[Row]) -> list[Head | None]:
    """For every row the numbered heading that opens it."""
    begun = [bool(_ANY.match(text, row.span.start, row.span.end)) for row in rows]
    numbered = [_numbered(text, row) if may else None for row, may in zip(rows, begun, strict=True)]
    numbered = fused.parted(text, rows, begun, _script(text, rows, numbered))
    found = _first_clauses(text, rows, begun, _glued(text, rows, numbered))
    return _first_then(text, rows, _lone_is_none(_lists_are_none(text, rows, found)))


_CAPTION = re.compile("字幕|标题")
_FILM = re.compile("解说|旁白|同期声|画面|配播|配音|口播|出镜|采访")


def _script(text: str, rows: Sequence[Row], numbered: list[Head | None]) -> list[Head | None]:
    """【解说】 that comes back makes the text a film's script, whose labels head nothing; what 【章节字幕】 shows is a heading."""
    labels = Counter(head.title for head in numbered if head and head.style == "bracket" and _FILM.search(head.title))
    return numbered if len(labels) == labels.total() else [_shown(text, row, head) for row, head in zip(rows, numbered, strict=True)]


def _shown(text: str, row: Row, head: Head | None) -> Head | None:
    if head is None or head.style != "bracket":
        return head
    title = text[head.span.end : row.span.end].strip()
    shown = _CAPTION.search(head.title) and 3 <= len(title) <= MAX_HEADING and not _STOP.search(title)
    return Head(row.span, title, "bracket", False) if shown else None


_GLUED = re.compile(r"(\d)(?![个名条项户万亿元年月日人次家所支位件亩批村])([\u4e00-\u9fff“][^，。；：\d]{2,20})")


def _glued(text: str, rows: Sequence[Row], numbered: list[Head | None]) -> list[Head | None]:
    """1主要做法 … 2存在问题: lines of a few words that begin with digits and count on, in a paper without 一、 二、."""
    if any(head and head.style == "han" for head in numbered):
        return numbered
    found: dict[int, Head] = {}
    for index, row in enumerate(rows):
        match = None if numbered[index] else _GLUED.fullmatch(text, row.span.start, row.span.end)
        if match and int(match[1]) == len(found) + 1:
            found[index] = Head(row.span, match[2], "han", False, int(match[1]))
    return [found.get(i, head) for i, head in enumerate(numbered)] if len(found) >= 2 else numbered


def _numbered(text: str, row: Row) -> Head | None:
    """一、（一）1. … at the start of a row: up to its first full stop or colon when that is near, else the row."""
    line = row.span.of(text)
    for style, pattern in STYLE:
        match = pattern.match(line)
        if not match or match.end() == len(line):
            continue
        rest = line[match.end() :]
        parted = _PARTED.match(rest)
        end = len(re.split(r"[】\]]", rest, maxsplit=1)[0]) + 1 if style == "bracket" else parted.end() if parted else _title_end(rest)
        title = rest[:end].rstrip(END).strip(" 　★☆◆●■")
        longest = MAX_OWN if end == len(rest) and not rest.endswith(("。", "；", "！")) else MAX_HEADING
        if len(title) > longest and (short := _FUSED.match(rest)):
            end, title = short.end(), short.group().rstrip(END).strip()
        if not title or len(title) > longest or _LISTED.search(title) or (style == "bracket" and title in _PROFILE):
            return None
        run_in = bool(rest[end:].strip())
        place = Span(row.span.start, row.span.start + match.end() + end)
        return Head(place, title, style, run_in, ordinal(match.group()))
    return None


_COUNTED_ON = re.compile(r"(?:(?![。；：，]一是).)*[。；][二三]是")  # and no 一是 of a list inside before it
_LISTED = re.compile("[，；][二三]是")
_PROFILE = frozenset(("人物", "地点", "时间", "姓名", "单位", "职务", "对象", "嘉宾", "记者", "人物简介", "人物名片", "人物档案", "案例"))  # 【人物】王大山，……
_STOP = re.compile("[。！？…]+[”’）》]*|：")
_CLAUSE = re.compile(r"([\u4e00-\u9fff“”]{4,12})，(?=.{12})")


def _first_clauses(text: str, rows: Sequence[Row], begun: Sequence[bool], found: Sequence[Head | None]) -> list[Head | None]:
    """1.事项清单化，建立…… 2.平台一体化，开发……: rows numbered on whose first clauses are of one length and end alike are
    headed by these clauses, where a row's first sentence is too long for a heading."""
    out, runs = list(found), [[]]  # type: tuple[list[Head | None], list[list[tuple[int, Head]]]]
    for index, row in enumerate(rows):
        head = _clause(text, row) if begun[index] else None
        run = runs[-1]
        if head and run and (run[-1][1].style, run[-1][1].number + 1) != (head.style, head.number):
            runs.append([])
        if head:
            runs[-1].append((index, head))
    for run in runs:
        titles = [re.sub("[“”]", "", head.title) for _, head in run]
        alike = len(run) >= 2 and len({len(t) for t in titles}) == 1 and len({t[-1] for t in titles}) == 1
        if alike and any(found[index] is None for index, _ in run):
            for index, head in run:
                out[index] = head
    return out


def _clause(text: str, row: Row) -> Head | None:
    """The number and first clause of a row, as its heading."""
    for style, pattern in STYLE[2:8]:
        number_ = pattern.match(text, row.span.start, row.span.end)
        first = _CLAUSE.match(text, number_.end(), row.span.end) if number_ else None
        if number_ and first:
            return Head(Span(row.span.start, first.end()), first[1], style, True, ordinal(number_.group()))
    return None


_PARTED = re.compile("[^，。；：！？ 　]{3,12}，[^，。；：！？ 　]{3,20}[ 　]+(?=[^ 　]{2,}[，。；：].{12})")  # two clauses, a blank, and text
_FUSED = re.compile(  # a heading with only a blank behind it, or one that ends at its comma (织密“帮扶网”，以…)
    r"[\u4e00-\u9fff]{1,6}“[^”，]{1,8}”[\u4e00-\u9fff]{0,4}，[\u4e00-\u9fff]{1,8}“[^”，]{1,8}”(?=[\u4e00-\u9fff])"
    r"|[\u4e00-\u9fff]{2,8}，变“[^”，]{1,8}”为“[^”，]{1,8}”(?=[\u4e00-\u9fff])"
    r"|[^，。；：！？ 　\d]{4,20}(?:[ 　][^，。；：！？ 　\d]{4,20})?[ 　]+(?=[^ 　]{20})"
    r"|[\u4e00-\u9fff]{1,6}“[^”，]{1,8}”[\u4e00-\u9fff]{0,4}，"
)
_HALF_BEHIND = re.compile(r"[^，。；：！？\n]{2,20}[。！？]")


def _title_end(rest: str) -> int:
    """Where a heading ends within its row: behind the first 。！？, or behind a ： that opens running text.

    建强核心：让组织强起来。 is one heading, and so is a row without a full stop.
    """
    for match in _STOP.finditer(rest):
        if match.group() == "：":
            alone = len(rest) <= MAX_HEADING and not re.search("[。；]", rest[:-1])
            if alone or len(rest) - match.end() < 12 or _HALF_BEHIND.match(rest, match.end()):
                continue
        return match.end()
    return len(rest)


def _lists_are_none(text: str, rows: Sequence[Row], found: Sequence[Head | None]) -> list[Head | None]:
    """Numbered rows that are only a list are no headings: 一是 rows below another style without a lead of their own;
    digit rows in a run that carry nothing below them and end in ； or a full sentence."""
    out = list(found)
    for index, head in enumerate(found):
        if head is None:
            continue
        after = found[index + 1] if index + 1 < len(found) else None
        alone = not head.run_in and (index + 1 == len(rows) or (after is not None and after.style == head.style))
        line = rows[index].span.of(text)
        short = head.style in ("digit", "digit-bracket", "circled", "is") and line.endswith("。")
        first = head.style == "ordinal" and head.run_in and head.number == 1 and re.search("[。；]第二[，、：]", line)
        counted = head.style == "is" and (_is_listed(text, rows, index, head) or bool(_COUNTED_ON.match(line)))
        if (alone and (line.endswith("；") or short)) or first or counted:
            out[index] = None
    for index, head in enumerate(out):  # the items of a list go with its first
        before = found[index - 1] if index else None
        if head and before and out[index - 1] is None and before.style == head.style and not head.run_in:
            sentences = head.style in ("digit-bracket", "circled", "is") and rows[index].span.of(text).endswith("。")
            out[index] = None if sentences or rows[index - 1].span.of(text).endswith("；") else head
    return _drop_unlike_neighbours(out)


def _lone_is_none(found: Sequence[Head | None]) -> list[Head | None]:
    """一是… that nothing counts on from, below the same heading, opens an enumeration and no section."""
    out = list(found)
    above = 0
    runs: dict[int, list[int]] = {}  # by the heading above: the rows that 一是 opens
    for index, head in enumerate(found):
        if head and head.style == "is":
            runs.setdefault(above, []).append(index)
        elif head:
            above = index
    for indexes in runs.values():
        if len(indexes) == 1:
            out[indexes[0]] = None
    return out


def _is_listed(text: str, rows: Sequence[Row], index: int, head: Head) -> bool:
    """一是… as a row of a list; a short row of its own above a paragraph is a heading."""
    if head.run_in:
        return False
    after = rows[index + 1].span if index + 1 < len(rows) else None
    return after is None or len(after) < 40 or bool(STYLE[-1][1].match(after.of(text)))


def _drop_unlike_neighbours(found: list[Head | None]) -> list[Head | None]:
    """When a list's last item ended otherwise than its siblings it goes with them."""
    out = list(found)
    for index, head in enumerate(found):
        if head and not head.run_in and index and found[index - 1] is None and index + 1 == len(found):
            out[index] = head if head.style in ("han", "part", "han-bracket", "ordinal") else None
    return out


_INSIDE = re.compile(
    r"(?<=[。；！])(?:(\d{1,2})[、.．]|[（(](\d{1,2})[)）]|第([一二三四五六七八九])，)[ 　]?([\u4e00-\u9fff“”]{2,14})[。：](?=.{12})"
)


def inside(text: str, head: Head, body: Span) -> tuple[Head, ...]:
    """1、抓规范。…… 2、抓培养。…… in one paragraph: the numbers that count on behind the one that opens it; 第一，建强头雁队伍。……
    第二，…… anywhere below another heading."""
    opened = head.style in ("digit", "digit-bracket") and head.run_in and head.number == 1 and len(head.title) <= 14
    if not opened and "第二，" not in text[body.start : body.end]:
        return ()
    out: list[Head] = []
    for match in _INSIDE.finditer(text, body.start, body.end):
        style, first = (head.style, 2) if opened else ("ordinal", 1)
        count = int(number(match[1] or match[2] or match[3]) or 0)
        if count == len(out) + first and bool(match[3]) != opened and could_lead(match[4]):
            out.append(Head(Span(match.start(), match.end()), match[4], style, True, count))
    return tuple(out) if opened or len(out) > 1 else ()


_FIRST_THEN = re.compile(r"(?P<word>首先|其次|再次|再者|最后)[，、：](?=(?P<title>[^。；！？\n]{3,24})(?:[。：].{20}|[。：]?(?:\n|$)))")
_THEN = re.compile("(?P<first>首?先|第一步)|再|又|接着|然后|随后|最后")
_THEN_LEAD = re.compile(rf"(?=({_THEN.pattern}))(?P<title>[^，。：；！？\n]{{4,14}})。(?=.{{20}})")


def _first_then(text: str, rows: Sequence[Row], found: Sequence[Head | None]) -> list[Head | None]:
    """首先，…。 其次，…。 at the start of paragraphs, where both stand and open a short sentence each; 先把…。 再把…。 最后把…。
    at the start of three in a row, where the word belongs to the sentence."""
    out = list(found)
    for place, index, match in (*_counted_words(text, rows, found), *_steps(text, rows, found)):
        title = match["title"]
        if could_lead(title):
            end = min(match.end("title") + 1, rows[index].span.end)
            out[index] = Head(Span(match.start(), end), title, "ordinal", end < rows[index].span.end, place)
    return out


def _counted_words(text: str, rows: Sequence[Row], found: Sequence[Head | None]) -> Iterator[tuple[int, int, re.Match[str]]]:
    opened = {i: m for i, r in enumerate(rows) if not found[i] and (m := _FIRST_THEN.match(text, r.span.start, r.span.end))}
    told, first = {m["word"] for m in opened.values()}, any(head and head.style == "ordinal" and head.number == 1 for head in found)
    if "其次" in told and ("首先" in told or first):  # 第一，…… 其次，……
        yield from ((place, index, match) for place, (index, match) in enumerate(opened.items(), start=1 if "首先" in told else 2))


def _steps(text: str, rows: Sequence[Row], found: Sequence[Head | None]) -> Iterator[tuple[int, int, re.Match[str]]]:
    run: list[tuple[int, int, re.Match[str]]] = []
    for index, row in enumerate(rows):
        match = None if found[index] else _THEN_LEAD.match(text, row.span.start, row.span.end)
        if match and (run or match["first"]):
            run.append((len(run) + 1, index, match))
            continue
        if run and (len(run) >= 3 or len(row.span) >= MAX_HEADING):
            break
    if len(run) >= 3:
        yield from run
