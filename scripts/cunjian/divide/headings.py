"""Headings: numbered ones, short lines, and run-in leads at the start or inside of a paragraph.

Each finder names candidates; a style is believed when the speech uses it like a style: numbered at all, short lines and
leads at least twice in parallel.  Source of the genre's forms: GB/T 9704 (一、（一）1.（1）) and the speeches themselves.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from cunjian.divide.marked import Marked
from cunjian.divide.row import Row
from cunjian.model import Span, Words

MAX_HEADING = 45
MAX_OWN = 80  # of a numbered heading that has its lines to itself
_N = "[一二三四五六七八九十]{1,3}"
_OWN = r"[\u4e00-\u9fff“][^。；\n]{2,40}$"  # a number before a blank needs a line of its own
STYLES: tuple[tuple[str, str], ...] = (
    ("part", rf"(?:第{_N}(?:部分|章|篇|节)|P(?:ART|art)[.． 　]?\d{{1,2}})[ 　，、：]*"),
    ("han", rf"(?:{_N}|[壹贰叁肆伍陆柒捌玖拾]|[ⅠⅡⅢⅣⅤⅥⅦⅧ])[、．.][ 　]*|{_N}(?:[ 　]+|—+)(?={_OWN})"),
    ("han-bracket", rf"[（(]?{_N}[)）][ 　]*[、.．]?[ 　]*"),
    ("ordinal", rf"(?:第{_N}(?:招|张牌|件事|个故事|板斧|道题|问|关|策|计|曲|把火)?[，、：]|其{_N}[，：]|之{_N}[：、 　])[ 　]*"),
    ("digit", rf"\d{{1,2}}(?:[.．、](?!\d)|[)）])[ 　]*|0?\d[ 　]+(?={_OWN})"),
    ("letter", r"[A-H][.．、][ 　]*(?=[\u4e00-\u9fff“])"),
    ("digit-bracket", r"[（(]\d{1,2}[)）][、.．]?[ 　]*"),
    ("circled", r"[①②③④⑤⑥⑦⑧⑨⑩][ 　]*"),
    ("label", r"(?:做法|经验|举措|措施|路径|关键词|镜头|故事|探索|实践|启示|亮点|场景|体会|招数|秘诀|抓手|变化|特点|画面)(?:之)?[一二三四五六七八九\d][：、　 ]+"),
    ("bracket", r"【(?=[^】]{2,24}】)"),
    ("is", r"[一二三四五六七八九](?:是要?(?!一|否|不是)|要(?=[\u4e00-\u9fff]{2}))[：，]?"),
)
_STYLE = tuple((name, re.compile(pattern)) for name, pattern in STYLES)
_SENTENCE = re.compile(r"[^。！？…]*(?:[。！？…]+[”’）》]*|$)")
_END = re.compile(r"[。：；！？，、】]+$")
_NOT_LEAD = re.compile(
    r"^(?:我|你|他|她|它|这|那|该|其|此|目前|近年|今年|去年|同时|另外|此外|据|经|通过|截至|尊敬|各位|同志|谢谢|感谢|汇报|以上|下面|现将|总之|在|[一二三四五六七八九]是)"
)


_BULLET = re.compile(r"^(?:[◆●■▲★◇○□△▪•·➤※☆►◎]+|[—-]{2,})[ 　]*")
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


def find(text: str, rows: Sequence[Row], words: Words, marked: Mapping[int, Marked]) -> tuple[Found, ...]:
    """Every row with the headings that stand in it; ``marked`` is what the layout says of rows, by their index."""
    end = next((i for i, r in enumerate(rows) if i > len(rows) // 2 and _ATTACHED.match(r.span.of(text))), len(rows))
    attached = tuple(Found(row, (), row.span) for row in rows[end:])
    rows = rows[:end]
    numbered = [_numbered(text, row) for row in rows]
    numbered = _lists_are_none(text, rows, numbered)
    lines = _short_lines(text, rows, numbered)
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
        end = rest.index("】") + 1 if style == "bracket" else _title_end(rest)
        title = _END.sub("", rest[:end]).strip(" 　★☆◆●■")
        if not title or len(title) > (MAX_OWN if end == len(rest) else MAX_HEADING) or re.search(r"[，；][二三]是", title):
            return None
        run_in = bool(rest[end:].strip())
        return Head(Span(row.span.start, row.span.start + match.end() + end), title, style, run_in)
    return None


def _title_end(rest: str) -> int:
    """Where a heading ends within its row: after the first 。！？ or a ： that opens running text."""
    for match in re.finditer(r"[。！？…]+[”’）》]*|：", rest):
        if match.group() == "：" and (match.end() >= len(rest) or len(rest) - match.end() < 12):
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
        ) or (head.style == "is" and (_is_listed(text, rows, index, head) or re.search(r"[。；][二三]是", line))):
            out[index] = None
    for index, head in enumerate(out):  # the items of a list go with its first
        before = found[index - 1] if index else None
        if head and before and out[index - 1] is None and before.style == head.style and not head.run_in:
            out[index] = None if rows[index - 1].span.of(text).endswith("；") else head
    return _drop_unlike_neighbours(out)


def _is_listed(text: str, rows: Sequence[Row], index: int, head: Head) -> bool:
    """一是… as a row of a list; a short row of its own above a paragraph is a heading."""
    if head.run_in:
        return False
    after = rows[index + 1].span if index + 1 < len(rows) else None
    return after is None or len(after) < 40 or bool(_STYLE[-1][1].match(after.of(text)))


def _drop_unlike_neighbours(found: list[Head | None]) -> list[Head | None]:
    """When a list's last item ended otherwise than its siblings it goes with them."""
    out = list(found)
    for index, head in enumerate(found):
        if head and not head.run_in and index and found[index - 1] is None and index + 1 == len(found):
            out[index] = head if head.style in ("han", "part", "han-bracket", "ordinal") else None
    return out


_STOPPED = re.compile(r"[。！？]$")


def _short_lines(text: str, rows: Sequence[Row], numbered: Sequence[Head | None]) -> dict[int, Head]:
    """Unnumbered lines of 4 to 40 characters in front of longer text: at least two without a stop, else three with one."""
    found = {}
    for index, row in enumerate(rows[:-1]):
        line = _BULLET.sub("", row.span.of(text))
        if numbered[index] or not 2 <= len(line) <= 40 or re.search(r"[；，、]$", line):
            continue
        if (
            (index == 0 and line.endswith("："))
            or _NOT_LEAD.match(line)
            or re.search(r"\d{4}年", line)
            or line.count("　") > 1
        ):
            continue
        torn = index > 0 and not _STOPPED.search(rows[index - 1].span.of(text)) and len(rows[index - 1].span) > 20
        follower = rows[index + 1].span
        if _STOPPED.search(line) and torn:
            continue
        if len(follower) < 40 and not numbered[index + 1]:
            continue
        title = _END.sub("", line).strip("★☆◆●■ 　")
        found[index] = Head(row.span, title, "line", False)
    brief = Counter(len(h.title) for h in found.values() if len(h.title) < 4)
    found = {i: h for i, h in found.items() if len(h.title) >= 4 or brief[len(h.title)] >= 2}
    found = {i: h for i, h in found.items() if not _STOPPED.search(rows[i].span.of(text))} or found
    return found if len(found) >= (3 if any(_STOPPED.search(rows[i].span.of(text)) for i in found) else 2) else {}


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
    for index, row in enumerate(rows):
        if numbered[index] or index in lines or len(row.span) < 50:
            continue
        if index in quoted:
            found[index] = quoted[index]
            continue
        match = _SENTENCE.match(text, row.span.start, row.span.end)
        lead = match.group() if match else ""
        if "：" in lead[:30] and _colon_lead(lead) and not _two_parts(lead):
            lead = lead[: lead.index("：") + 1]
        end = row.span.start + len(lead)
        title = _BULLET.sub("", _END.sub("", lead))
        if 3 <= len(title) <= 36 and end < row.span.end and _could_lead(title):
            found[index] = Head(Span(row.span.start, end), title, "lead", True)
    believed = _believed([h.title for h in found.values()], words)
    return {index: head for index, head in found.items() if head.title in believed}


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


def _two_parts(lead: str) -> bool:
    """建强一个轴心：让组织一贯到底。: both sides of the colon belong to the heading."""
    head, _, rest = lead.partition("：")
    return 3 <= len(head) <= 14 and 3 <= len(rest.rstrip("。！")) <= 20 and rest.count("，") <= 1 and rest.endswith(("。", "！"))


def _could_lead(title: str) -> bool:
    """No first person, no figure, no date, at most two commas: what a heading of running text never has."""
    plain = re.sub(r"“[^”]*”", "", title)
    return not (_NOT_LEAD.match(title) or title.count("，") > 2 or re.search(r"[\d*×]|[了过]$|；|[我你他她咱]|(?:是|说|道|讲)$", plain))


def _believed(titles: Sequence[str], words: Words) -> frozenset[str]:
    """The candidates that are used like a style: two that open with a heading's verb, or two phrased alike."""
    verbal = [t for t in titles if _verbs(words).match(t)]
    out = set(verbal if len(verbal) >= 2 else ())
    seen = Counter(form for title in set(titles) for form in set(_forms(title)))
    out |= {t for t in titles if any(seen[form] > 1 for form in _forms(t))}
    clauses = Counter(len(re.split("[，：　 ]", t)) for t in out)
    longest = max(map(len, out), default=0)
    if len(out) >= 2 and 3 * len(out) >= 2 * len(set(titles)):  # most of them: so are the others that are built alike
        out |= {t for t in titles if clauses[len(re.split("[，：　 ]", t))] and len(t) <= longest + 2}
    return frozenset(out)


def _forms(title: str) -> tuple[object, ...]:
    """What makes titles parallel: the lengths of their clauses, two characters at either end, two parts around a colon."""
    title = re.sub(r"[“”‘’]", "", title)
    colon = ("colon", 2) if _two_parts(f"{title}。") else ("no colon", title)
    return tuple(len(c) for c in re.split("[，：]", title)), ("first", title[:2]), ("last", title[-2:]), colon


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
