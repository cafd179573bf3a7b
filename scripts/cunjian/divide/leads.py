"""Leads: short sentences that open paragraphs or stretches of them, believed where they are used like a style."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from functools import lru_cache

import rjieba

from cunjian.divide.head import BULLET, END, Head, could_lead
from cunjian.divide.row import Row
from cunjian.model import Span, Words

_SENTENCE = re.compile(r"[^。！？…]*(?:[。！？…]+[”’）》]*|$)")
_QUOTES = re.compile("[“”‘’]")


@lru_cache(maxsize=4)
def _verbs(words: Words) -> re.Pattern[str]:
    verbs = sorted(words["headings.lead_verbs"], key=len, reverse=True)
    return re.compile("|".join(map(re.escape, verbs)))


def find(text: str, rows: Sequence[Row], taken: Container[int], words: Words) -> dict[int, Head]:
    """First sentences of paragraphs that are headings: short, and phrased alike in at least two paragraphs."""
    found: dict[int, Head] = {}
    shortest: dict[int, Head] = {}
    spoken: dict[int, Head] = {}
    quoted = _quoted_clauses(text, rows)
    for index, row in enumerate(rows):
        if index in taken or len(row.span) < _PARAGRAPH:
            continue
        if index in quoted:
            found[index] = quoted[index]
            continue
        end = row.span.start + len(_lead(text, row))
        title = BULLET.sub("", text[row.span.start : end].rstrip(END))
        ahead = _AHEAD.match(text, end, row.span.end)
        if 3 <= len(title) <= _LONGEST and end < row.span.end and not ahead:
            (spoken if not could_lead(title) else found if len(title) > 3 else shortest)[index] = Head(Span(row.span.start, end), title, "lead", True)
    shared = Counter(key for head in shortest.values() for key in _keys(head))
    found |= {index: head for index, head in shortest.items() if any(shared[key] >= _STYLE for key in _keys(head))}  # 抓换届。 抓待遇。 抓后备。
    done = {index: head for index, head in shortest.items() if not (_OF_TIME.search(head.title) or tells(head.title))}
    on_end = {index: head for index, head in done.items() if any({i, i + 1, i + 2} <= done.keys() for i in range(index - 2, index + 1))}
    believed = _believed([h.title for h in found.values()], words)
    sure = {index for index, head in found.items() if head.title in believed} | _in_a_row(rows, found)
    sure, found = sure | on_end.keys(), found | on_end  # 立规矩。 换面孔。 建台账。
    shapes = Counter(shape(found[i].title) for i in sure if "，" in found[i].title)
    like = {i: h for i, h in (found | spoken).items() if shapes[shape(h.title)] >= _STYLE and {i - 1, i + 1} & sure}
    clauses = _parallel_clauses(text, rows, taken, found)
    return {i: h for i, h in found.items() if i in sure} | like | clauses | _refrain(spoken)


def _keys(head: Head) -> tuple[str, ...]:
    """What titles of three characters may share: 抓换届 the first of them, 选得准 the second."""
    return (head.title[0], "_得") if head.title[1:2] == "得" else (head.title[0],)


_ROW, _SHORT, _FULL = 4, 16, 60  # paragraphs in a row that each open with a sentence of one clause, its length and theirs
_OF_TIME = re.compile("[年天日月不没]|后来|如今|现在|这下|再后")
_SAID = re.compile("[了不很都也就没]|^(?:大家|一)")  # 效果不错。说干就干。
_TERSE = range(4, 9)  # characters of two neighbouring ones of one length that suffice: 摸底调研。…… 分类定位。……


def _in_a_row(rows: Sequence[Row], found: Mapping[int, Head]) -> set[int]:
    """The short first sentences of at least four full paragraphs on end, or of two where they are terse and of one length: so
    even a text headed in no fixed phrases is headed."""
    short = {i: len(head.title) for i, head in found.items() if len(head.title) <= _SHORT and "，" not in head.title}
    run: list[int] = []
    terse = {i: length for i, length in short.items() if length in _TERSE and not tells(found[i].title)}
    out = {i for i, length in terse.items() if length in (terse.get(i - 1), terse.get(i + 1))}
    for index in sorted(i for i in short if len(rows[i].span) >= _FULL):
        run = [*run, index] if run and run[-1] == index - 1 else [index]
        if len(run) >= _ROW:
            out |= set(run)
    return out


def tells(title: str) -> bool:
    """效果不错, 大家高兴: how it was, not what was done (先把支部建强)."""
    return bool(_SAID.search(title)) or (rjieba.tag(title)[-1][1] == "a" and "把" not in title)


_STYLE = 3  # leads whose clauses are as many and whose first as long make so built a neighbour one
_PARAGRAPH = 40  # characters of one that a lead may open
_LONGEST = 36  # characters of a lead
_AHEAD = re.compile("(?:我们|我[县市区镇乡村])(?:将|要(?:继续|进一步))|[^，。]{2,6}将(?:继续|进一步)|下一步|今后")


def _refrain(spoken: Mapping[int, Head]) -> dict[int, Head]:
    """这一年，我们固本强基，让…… 这一年，我们聚力兴业，让……: what is said as no heading is, but with one first clause and as many
    in at least three paragraphs."""
    forms = Counter(form for head in spoken.values() if (form := _opened(head))[1])
    return {index: head for index, head in spoken.items() if forms[_opened(head)] >= _REFRAIN}


def _opened(head: Head) -> tuple[str, int]:
    first, *more = head.title.split("，")
    return ("", 0) if len(first) < 3 or _ADDRESS.match(first) else (first, len(more))


_REFRAIN = 3  # paragraphs
_ADDRESS = re.compile("同志们|各位|大家|近年来|目前|现在")
_CLAUSE = re.compile(r"([\u4e00-\u9fff“”]{4,12})[，：。；](?=.{20})")


def _parallel_clauses(
    text: str, rows: Sequence[Row], taken: Container[int], sentences: Container[int]
) -> dict[int, Head]:
    """红色网格强筋骨。…… 红色物业解难题，…… 红色驿站暖人心：……: first clauses of paragraphs in a row that are of one length and begin
    with the same two characters, whatever mark is behind them; where all are whole ``sentences``, those are the leads."""
    found = {
        i: m for i, r in enumerate(rows)
        if i not in taken and len(r.span) >= 50 and (m := _CLAUSE.match(text, r.span.start, r.span.end)) and could_lead(m[1])
    }  # fmt: skip
    out: dict[int, Head] = {}
    for index, match in found.items():
        run = [i for i in range(index - 2, index + 3) if i in found and len(found[i][1]) == len(match[1]) and found[i][1][:2] == match[1][:2]]
        if len(run) >= 3 and not all(i in sentences for i in run) and any(i + 1 in run and i + 2 in run for i in run):
            out[index] = Head(Span(match.start(), match.end()), match[1], "lead", True)
    return out


def _first(text: str, row: Row) -> str:
    match = _SENTENCE.match(text, row.span.start, row.span.end)
    return match.group() if match else ""


def _lead(text: str, row: Row) -> str:
    """The first sentence of a row, or what stands before its colon."""
    lead = _first(text, row)
    if "：" in lead[:30] and _colon_lead(lead) and not _two_parts(lead):
        return lead[: lead.index("：") + 1]
    return lead


def _two_parts(lead: str) -> bool:
    """建强一个轴心：让组织一贯到底。: both sides of the colon belong to the heading."""
    head, _, rest = lead.partition("：")
    short = 3 <= len(head) <= 14 and 3 <= len(rest.rstrip("。！")) <= 20
    return short and rest.count("，") <= 1 and rest.endswith(("。", "！"))


_QUOTED_CLAUSE = re.compile(r"([\u4e00-\u9fff]{2,4}“[^”，]{1,6}”)，(?:以|让|用|靠|把|将|使|对|通过|围绕|从|在)?")


def _quoted_clauses(text: str, rows: Sequence[Row]) -> dict[int, Head]:
    """织密“帮扶网”，以…: a lead that ends at its comma, where at least two go on with 以, 让, 把 …"""
    found = {
        i: m for i, r in enumerate(rows)
        if (m := _QUOTED_CLAUSE.match(text, r.span.start, r.span.end)) and len(_first(text, r)) > _LONGEST
    }  # fmt: skip
    if sum(not m.group().endswith("，") for m in found.values()) < 2:
        return {}
    return {i: Head(Span(m.start(), m.end(1) + 1), m.group(1), "lead", True) for i, m in found.items()}


_VILLAGE_FACTS = re.compile(r"[\u4e00-\u9fff]{1,6}(?:[村屯寨]|社区|嘎查)：[^，。；“]*(?:\d|位于|地处)")


def _colon_lead(lead: str) -> bool:
    """织密“帮扶网”：…; not what somebody says, nor the facts of a village (柳湾村：自然村4个，……)."""
    if _VILLAGE_FACTS.match(lead):
        return False
    head = lead[: lead.index("：")]
    return len(head) <= 24 and not re.search(r"(?:如下|说|表示|介绍|指出|强调|报告|打算|情况)$", head)


_RESULT = re.compile("[\u4e00-\u9fff][好实活强紧牢准优密细严稳亮深透足齐](?![\u4e00-\u9fff]{0,2}$)|把[\u4e00-\u9fff“”]{4,}")


def verbal(title: str, words: Words) -> bool:
    """Whether a title opens as headings do, with a verb or a verb and its result (建强班子)."""
    return bool(_verbs(words).match(title) or _RESULT.match(title))


def _believed(titles: Sequence[str], words: Words) -> frozenset[str]:
    """The candidates that are used like a style: two that open with a heading's verb, or two phrased alike."""
    worded = [t for t in titles if verbal(t, words)]
    out = set(worded if len(worded) >= 2 else ())
    seen = Counter(form for title in set(titles) for form in set(_forms(title)))
    return frozenset(out | {t for t in titles if any(seen[form] >= _enough(form) for form in _forms(t))})


def shape(title: str) -> tuple[int, int]:
    """How many clauses, and how long the first is."""
    clauses = title.split("，")
    return len(clauses), len(clauses[0])


def _enough(form: tuple[object, ...]) -> int:
    """How many must share a form: short titles of one length are no style until there are three of them, nor those whose last
    clauses are alike."""
    return 3 if len(form) == 1 or form[0] == "then" else 2


def _forms(title: str) -> tuple[tuple[object, ...], ...]:
    """What makes titles parallel: the lengths of their clauses, two characters at either end, two parts around a colon, the
    character that opens each clause (抓班子，把……, 抓服务，把……), or the last of as many and as long (党组织联建，促融合, 产业联动，促增收)."""
    quoted = re.search("“[^”]{1,8}”(?=，|$)", title)
    quotes = ("quoted", title.count("，"), title[: quoted.start()].count("，")) if quoted and "，" in title else ("unquoted", title)
    title = _QUOTES.sub("", title)
    colon = ("colon", 2) if _two_parts(f"{title}。") else ("no colon", title)
    clauses = re.split("[，：]", title)
    opening = ("openings", len(clauses[0]), *(c[:1] for c in clauses)) if len(clauses) > 1 else ("one clause", title)
    then = ("then", len(clauses), clauses[-1][:1], len(clauses[-1])) if len(clauses) > 1 else ("one clause", title)
    so = ("so", len(clauses[0])) if len(clauses) == 2 and clauses[1][:1] == "把" and _is_deed(clauses[0]) else ("not so", title)  # 扎下根，把……
    return tuple(len(c) for c in clauses), so, ("first", title[:2]), ("last", title[-2:]), colon, opening, then, quotes


def _is_deed(clause: str) -> bool:
    """扎下根, 挡得风; not 过了年, 第二天, 老支书, 下大雨."""
    kind = rjieba.tag(clause)[0][1]
    return not _OF_TIME.search(clause) and "了" not in clause and kind != "n" and kind[0] not in "tmraf"


def _length(title: str) -> int:
    return len(_QUOTES.sub("", title))


def _alike(one: str, other: str) -> bool:
    """Two short titles that begin or end alike (书香味, 烟火味), share half their places (选人往宽处看, 管人往严处抓), or say 不 in
    the same one (办事不出寨, 问需不过夜)."""
    if one == other:
        return False
    if len(one) == len(other) and one.find("不") == other.find("不") > 0:
        return True
    shared = sum(a == b for a, b in zip(one, other, strict=False)) if len(one) == len(other) else 0
    return one[:2] == other[:2] or one[-1] == other[-1] or 2 * shared >= len(one) >= 4


def short_sentences(text: str, body: Span, *, anywhere: bool) -> tuple[Head, ...]:
    """The short sentences (选好能人。) of a body that opens with one, or ``anywhere`` in it, no two in a row."""
    heads: list[Head] = []
    at = body.start
    while at < body.end:
        match = _SENTENCE.match(text, at, body.end)
        if match is None or match.end() == at:
            break
        sentence = match.group()
        title = sentence.strip().rstrip(END)
        start = at + len(sentence) - len(sentence.lstrip())
        good = 3 <= len(title) <= 16 and title.count("，") < 2 and "：" not in title and could_lead(title)
        good = good and match.end() < body.end and sentence.endswith("。")
        if not (heads or good or anywhere):
            break
        if good:
            heads.append(Head(Span(start, match.end()), title, "sub-lead", True))
        at = match.end()
    return tuple(_one_of_a_row(heads))


def _one_of_a_row(heads: Sequence[Head]) -> Iterator[Head]:
    """Of sentences right behind each other the first, or the one that is as long as most: 有人才有戏。书记带头干。…… 支委交叉任。……"""
    lengths = Counter(_length(head.title) for head in heads)
    at = 0
    while at < len(heads):
        end = at + 1
        while end < len(heads) and heads[end].span.start == heads[end - 1].span.end:
            end += 1
        yield max(heads[at:end], key=lambda head: lengths[_length(head.title)])
        at = end


def inside(heads: Sequence[Head], words: Words, *, habit: bool) -> Iterator[Head]:
    """The short sentences that open stretches of a paragraph: the first, and the others that are like it; in a speech
    that has the habit, every very short one."""
    first = heads[0].title if heads else ""
    lengths = Counter(_length(head.title) for head in heads)
    for head in heads:
        even = lengths[_length(head.title)] >= 3 or (habit and _length(head.title) <= _VERY_SHORT)
        if even or verbal(head.title, words) or (head.title[0] == first[0] and len(heads) > 1) or _alike(head.title, first):
            yield head


_VERY_SHORT = 9  # a sentence, in a speech whose run-in headings all stand above such sentences
