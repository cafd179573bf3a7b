"""Headings: numbered ones, short lines, and run-in leads at the start or inside of a paragraph.

Each finder names candidates; a style is believed when the speech uses it like a style: numbered at all, short lines and
leads at least twice in parallel.  Source of the genre's forms: GB/T 9704 (一、（一）1.（1）) and the speeches themselves.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from cunjian.divide.marked import Marked
from cunjian.divide.row import Row
from cunjian.model import Span, Words
from cunjian.script import number

MAX_HEADING = 45
_N = "[一二三四五六七八九十]{1,3}"
STYLES: tuple[tuple[str, str], ...] = (
    ("part", rf"第{_N}(?:部分|章|篇|节|板块)[ 　，、：]*"),
    ("label", rf"(?:做法|经验|措施|举措|亮点|特色|招法|路径|关键词|镜头|故事|启示|体会)之?(?:{_N}|\d{{1,2}})(?:[：、，.][ 　]*|[ 　]+)"),
    ("han", rf"{_N}[ 　]?[、．.][ 　]*|{_N}[ 　]+(?=[\u4e00-\u9fff“])"),
    ("han-bracket", rf"[（(〔【]{_N}[)）〕】][ 　]*[、.．]?[ 　]*"),
    ("ordinal", rf"第{_N}[招步条个]?[，、：][ 　]*|其{_N}[，、：][ 　]*"),
    ("digit", r"\d{1,2}[.．、](?!\d)[ 　]*"),
    ("digit-bracket", r"[（(]?\d{1,2}[)）][、.．]?[ 　]*"),
    ("circled", r"[①-⑳⑴-⒇❶-❿][ 　]*"),
    ("is", r"[一二三四五六七八九]是(?!一|否|不是)[要]?[：，]?"),
)
_STYLE = tuple((name, re.compile(pattern)) for name, pattern in STYLES)
_SENTENCE = re.compile(r"[^。！？…]*(?:[。！？…]+[”’）》]*|$)")
_END = re.compile(r"[。：；！？，、]+$")
_NOT_LEAD = re.compile(
    r"^(?:我|你|他|她|它|这|那|该|其|此|目前|近年|今年|去年|同时|另外|此外|据|经过|通过|截至|尊敬|各位|同志|谢谢|感谢|汇报|以上|下面|现将|总之|在(?![^，。]{2,12}[上中里]|一线)|[一二三四五六七八九]是)"
)


_BULLET = re.compile(r"^[◆●■▲★◇○□△▪•·➤※☆►◎]+[ 　]*")
_STOP = re.compile(r"[。！？；：，、]$")
_ATTACHED = re.compile(r"附件?[：1-9]")


@dataclass(frozen=True, slots=True)
class Found:
    """A row cut into its headings (run-in ones first) and the rest."""

    row: Row
    heads: tuple[Head, ...]
    body: Span | None
    inner: tuple[Head, ...] = ()  # leads inside the body, in order


@dataclass(frozen=True, slots=True)
class Head:
    """A heading: its span with number and end punctuation, its bare title."""

    span: Span
    title: str
    style: str
    run_in: bool
    number: int = 0  # of a numbered style: the 2 of 二、, 0 for everything else


def find(text: str, rows: Sequence[Row], words: Words, marked: Mapping[int, Marked]) -> tuple[Found, ...]:
    """Every row with the headings that stand in it; ``marked`` is what the layout says of rows, by their index."""
    end = next((i for i, r in enumerate(rows) if i > len(rows) // 2 and _ATTACHED.match(r.span.of(text))), len(rows))
    attached = tuple(Found(row, (), row.span) for row in rows[end:])
    rows = rows[:end]
    numbered = [_numbered(text, row) for row in rows]
    numbered = _lists_are_none(text, rows, numbered)
    numbered = _first_then(text, rows, numbered)
    lines = _short_lines(text, rows, numbered, frozenset(words["headings.frames"]))
    leads = _leads(text, rows, numbered, lines, words)
    out = []
    for index, row in enumerate(rows):
        head = numbered[index] or _by_layout(text, marked.get(index)) or lines.get(index) or leads.get(index)
        if index in marked and marked[index].style == "row":
            head = None
        start = head.span.end if head else row.span.start
        body = Span(start, row.span.end) if text[start : row.span.end].strip() else None
        inner = (
            tuple(_sub_leads(text, body, words))
            if body and (head is None or (head.style not in ("line", "bold") and text[head.span.end - 1] != "，"))
            else ()
        )
        out.append(Found(row, (head,) if head else (), body, inner))
    return (*_parallel_inner(out), *attached)


def _by_layout(text: str, marked: Marked | None) -> Head | None:
    """A line in a heading style or all in bold, or the bold words that open a paragraph."""
    title = _END.sub("", marked.span.of(text)).strip() if marked else ""
    if marked is None or not 2 <= len(title) <= MAX_HEADING or marked.style == "row":
        return None
    run_in = marked.style == "bold-lead"
    return Head(marked.span, title, "lead" if run_in else marked.style, run_in)


def _numbered(text: str, row: Row) -> Head | None:
    """一、（一）1. … at the start of a row: up to its first full stop or colon when that is near, else the row."""
    line = row.span.of(text)
    for style, pattern in _STYLE:
        match = pattern.match(line)
        if not match or match.end() == len(line):
            continue
        rest = line[match.end() :]
        end = _title_end(rest)
        title = _END.sub("", rest[:end]).strip()
        if len(title) > MAX_HEADING and (short := _FUSED.match(rest)):
            end, title = short.end(), _END.sub("", short.group()).strip()
        if not title or len(title) > MAX_HEADING or re.search(r"[，；][二三]是", title):
            return None
        run_in = bool(rest[end:].strip())
        place = Span(row.span.start, row.span.start + match.end() + end)
        return Head(place, title, style, run_in, _ordinal(match.group()))
    return None


def _ordinal(numbering: str) -> int:
    """The number that a numbering says: 2 for 二、, （2） and ②."""
    run = re.search(r"[一二三四五六七八九十]+|\d+", numbering)
    if run:
        return int(number(run.group()) or 0)
    sign = re.search(r"[①-⑳⑴-⒇❶-❿]", numbering)
    return int(unicodedata.numeric(sign.group())) if sign else 0


_FUSED = re.compile(r"[^，。；：！？ 　\d]{4,20}(?:[ 　][^，。；：！？ 　\d]{4,20})?[ 　]+(?=[^ 　]{20})|[\u4e00-\u9fff]{1,6}“[^”，]{1,8}”[\u4e00-\u9fff]{0,4}，(?=以|让|用|靠|把|将|对|通过|围绕|从|在|[\u4e00-\u9fff]{2})")
_HALF_BEHIND = re.compile(r"[^，。；：！？\n]{2,20}[。！？]")


def _title_end(rest: str) -> int:
    """Where a heading ends within its row: behind the first 。！？, or behind a ： that opens running text.

    建强核心：让组织强起来。 is one heading, and so is a row without a full stop.
    """
    for match in re.finditer(r"[。！？…]+[”’）》]*|：", rest):
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
        if (
            alone
            and (
                line.endswith("；")
                or (head.style in ("digit", "digit-bracket", "circled", "is") and line.endswith("。"))
            )
        ) or (head.style == "is" and (not head.run_in or re.search(r"[。；][二三]是", line))):
            out[index] = None
    for index, head in enumerate(out):  # the items of a list go with its first
        before = found[index - 1] if index else None
        if head and before and out[index - 1] is None and before.style == head.style and not head.run_in:
            out[index] = None if rows[index - 1].span.of(text).endswith("；") else head
    return _drop_unlike_neighbours(out)


def _drop_unlike_neighbours(found: list[Head | None]) -> list[Head | None]:
    """When a list's last item ended otherwise than its siblings it goes with them."""
    out = list(found)
    for index, head in enumerate(found):
        if head and not head.run_in and index and found[index - 1] is None and index + 1 == len(found):
            out[index] = head if head.style in ("han", "part", "han-bracket", "ordinal") else None
    return out


_FIRST_THEN = re.compile(r"(首先|其次|再次|再者|最后)[，、：](?=([^。；！？\n]{3,24})[。：].{20})")


def _first_then(text: str, rows: Sequence[Row], found: Sequence[Head | None]) -> list[Head | None]:
    """首先，…。 其次，…。 at the start of paragraphs, where both stand and open a short sentence each."""
    opened = {i: m for i, r in enumerate(rows) if not found[i] and (m := _FIRST_THEN.match(text, r.span.start, r.span.end))}
    if not {"首先", "其次"} <= {m[1] for m in opened.values()}:
        return list(found)
    out = list(found)
    for number, (index, match) in enumerate(opened.items(), start=1):
        if _could_lead(match[2]):
            out[index] = Head(Span(match.start(), match.end(2) + 1), match[2], "ordinal", True, number)
    return out


def _short_lines(
    text: str, rows: Sequence[Row], numbered: Sequence[Head | None], frames: frozenset[str]
) -> dict[int, Head]:
    """Unnumbered lines of 4 to 36 characters without end punctuation in front of longer text; at least two of them, or
    one that frames a paper (主要做法)."""
    found = {}
    for index, row in enumerate(rows[:-1]):
        line = _BULLET.sub("", row.span.of(text))
        if line.strip("【】：") in frames:
            found[index] = Head(row.span, line.strip("【】："), "line", False)
            continue
        if numbered[index] or not 4 <= len(line) <= 36 or re.search(r"[。！？；，、]$", line):
            continue
        if (
            (index == 0 and line.endswith("："))
            or _NOT_LEAD.match(line)
            or re.search(r"\d{4}年", line)
            or line.count("　") > 1
        ):
            continue
        follower = rows[index + 1].span.of(text)
        if len(follower) < (24 if follower.endswith("。") else 40) and not numbered[index + 1]:
            continue
        title = _END.sub("", line)
        found[index] = Head(row.span, title, "line", False)
    if len(found) < 2:
        return {index: head for index, head in found.items() if head.title in frames}
    return found | _kickers(text, rows, numbered, found)


def _kickers(
    text: str, rows: Sequence[Row], numbered: Sequence[Head | None], lines: Mapping[int, Head]
) -> dict[int, Head]:
    """The few characters above a short line that is a heading (重实干 / 头雁领航启新程), at least twice."""
    found = {}
    for index, row in enumerate(rows[:-1]):
        line = row.span.of(text)
        if index + 1 in lines and index not in lines and not numbered[index] and 2 <= len(line) <= 8 and not _STOP.search(line):
            found[index] = Head(row.span, line, "kicker", False)
    return found if len(found) >= 2 else {}


@lru_cache(maxsize=4)
def _verbs(words: Words) -> re.Pattern[str]:
    verbs = sorted(words["headings.lead_verbs"], key=len, reverse=True)
    return re.compile("|".join(map(re.escape, verbs)))


def _leads(
    text: str, rows: Sequence[Row], numbered: Sequence[Head | None], lines: dict[int, Head], words: Words
) -> dict[int, Head]:
    """First sentences of paragraphs that are headings: short, and phrased alike in at least two paragraphs."""
    found: dict[int, Head] = {}
    quoted = _quoted_clauses(text, rows)
    whole = sum(bool(_TWO_HALVES.match(text, r.span.start, r.span.end)) for r in rows) >= 2
    for index, row in enumerate(rows):
        if numbered[index] or index in lines or len(row.span) < 50:
            continue
        if index in quoted:
            found[index] = quoted[index]
            continue
        end = row.span.start + len(_lead(text, row, whole=whole))
        title = _END.sub("", text[row.span.start : end])
        if 4 <= len(title) <= 36 and end < row.span.end and _could_lead(title):
            found[index] = Head(Span(row.span.start, end), title, "lead", True)
    believed = _believed([h.title for h in found.values()], words)
    return {index: head for index, head in found.items() if head.title in believed}


_TWO_HALVES = re.compile(r"[^，。；：！？\n]{4,16}：[^，。；：！？\n]{3,18}。")


def _lead(text: str, row: Row, *, whole: bool) -> str:
    """The first sentence of a row, or what stands before its colon; ``whole``: 建强轴心：让组织一贯到底。 is one lead."""
    match = _SENTENCE.match(text, row.span.start, row.span.end)
    lead = match.group() if match else ""
    if "：" in lead[:30] and _colon_lead(lead) and not (whole and _TWO_HALVES.fullmatch(lead)):
        return lead[: lead.index("：") + 1]
    return lead


_QUOTED_CLAUSE = re.compile(r"([\u4e00-\u9fff]{2,4}“[^”，]{1,6}”)，(?:以|让|用|靠|把|将|使|对|通过|围绕|从|在)?")


def _quoted_clauses(text: str, rows: Sequence[Row]) -> dict[int, Head]:
    """织密“帮扶网”，以…: a lead that ends at its comma, where at least two go on with 以, 让, 把 …"""
    found = {i: m for i, r in enumerate(rows) if (m := _QUOTED_CLAUSE.match(text, r.span.start, r.span.end))}
    if sum(not m.group().endswith("，") for m in found.values()) < 2:
        return {}
    return {i: Head(Span(m.start(), m.end(1) + 1), m.group(1), "lead", True) for i, m in found.items()}


def _colon_lead(lead: str) -> bool:
    head = lead[: lead.index("：")]
    return len(head) <= 24 and not re.search(r"(?:如下|说|表示|介绍|指出|强调|报告|打算|情况)$", head)


_NO_TITLE = re.compile(r"[\d*×]|[了过]$|；|是$|[，：]是|的[事话人]$|我(?!村|镇|乡|县)|他们|怎么|什么")


def _could_lead(title: str) -> bool:
    """No first person, no figure, no date, at most two commas: what a heading of running text never has."""
    return not (_NOT_LEAD.match(title) or title.count("，") > 2 or _NO_TITLE.search(title))


_RESULT = re.compile("[\u4e00-\u9fff][好实活强紧牢准优密细严稳亮深透足齐](?![\u4e00-\u9fff]{0,2}$)|把[\u4e00-\u9fff“”]{4,}")


def _believed(titles: Sequence[str], words: Words) -> frozenset[str]:
    """The candidates that are used like a style: two that open with a heading's verb, or two phrased alike."""
    verbal = [t for t in titles if _verbs(words).match(t) or _RESULT.match(t)]
    out = set(verbal if len(verbal) >= 2 else ())
    seen = Counter(form for title in set(titles) for form in set(_forms(title)))
    return frozenset(out | {t for t in titles if any(seen[form] > 1 for form in _forms(t))})


def _forms(title: str) -> tuple[object, ...]:
    """What makes titles parallel: the lengths of their clauses, two characters at either end."""
    title = re.sub(r"[“”‘’]", "", title)
    clauses = re.split("[，：]", title)
    second = (("second", clauses[1][:1]),) if "：" in title and clauses[1][:1] in tuple("让把以促") else ()
    return tuple(len(c) for c in clauses), ("first", title[:2]), ("last", title[-2:]), *second


def _alike(one: str, other: str) -> bool:
    """Two titles phrased in parallel."""
    return one != other and any(a == b for a, b in zip(_forms(one), _forms(other), strict=True))


def _sub_leads(text: str, body: Span, words: Words) -> Iterator[Head]:
    """Short sentences (选好能人。) that open stretches of a paragraph: the first at its start, the others like it."""
    heads: list[Head] = []
    at = body.start
    while at < body.end:
        match = _SENTENCE.match(text, at, body.end)
        if match is None or match.end() == at:
            break
        sentence = match.group()
        title = _END.sub("", sentence.strip())
        start = at + len(sentence) - len(sentence.lstrip())
        good = 3 <= len(title) <= 16 and "，" not in title and "：" not in title and _could_lead(title)
        good = good and match.end() < body.end
        if not heads and not good and at == body.start:
            return
        if good and not (heads and heads[-1].span.end == start):
            heads.append(Head(Span(start, match.end()), title, "sub-lead", True))
        at = match.end()
    first = heads[0].title if heads else ""
    for head in heads:
        if head.title[0] == first[0] or _verbs(words).match(head.title) or _alike(head.title, first):
            yield head


def _parallel_inner(found: Sequence[Found]) -> Iterator[Found]:
    """Leads inside paragraphs are believed when a paragraph has two of them or the speech has them in two paragraphs."""
    single = sum(1 for f in found if f.inner)
    for one in found:
        keep = len(one.inner) >= 2 or (len(one.inner) == 1 and single >= 3 and bool(one.heads))
        yield one if keep or not one.inner else Found(one.row, one.heads, one.body)
