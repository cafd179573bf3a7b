"""Cells become items: freed of what leads to the list, follows it, or tells about one of them.

The items of a list are alike; so the first cell is cut to what the others look like, and the last one too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

import rjieba

from cunjian.extract.terms.items.cells import INTRODUCED, Cell
from cunjian.extract.terms.items.leads import is_noun, measured, tagged, unlabelled, unled, unnumbered
from cunjian.extract.terms.items.rules import Rules
from cunjian.extract.terms.items.shorthand import Part
from cunjian.model import Span

_MEASURE = re.compile(r"一[次封块面把处间套座张部本份个条项支套名位](?=[\u4e00-\u9fff]{2})")
_NUMBER = re.compile(r"(?<!\d)\d+[余多]?([名人户个条项])$")
_OF_ALL = re.compile(r"(?:一样|样样|件件|个个|统统)?[都均全]$|逐[\u4e00-\u9fff][\u4e00-\u9fff]?$")
_QUOTED = re.compile(r"[^“”]{0,14}“([^“”]{2,14})”[^“”]{0,4}")  # 由会计担任“财务委员”
_OPENS = frozenset("vpdcuyr")  # kinds of words behind which a noun phrase may begin
_OF = re.compile(r"的(?:[\u4e00-\u9fff]{2,4}(?<!人员))?$")
_AND = ("和", "与", "及", "同", "能")
_DONE = ("好", "了", "起")
_APART = 3  # characters between things that are told one by one
_MOST_DOER = 8
_MOST_TAIL = 10
_MOST_NOUN = 12
_IDIOM = 4  # 头雁领航 stays whole


def trimmed(text: str, row: Sequence[Cell], part: Part, rules: Rules) -> tuple[list[Span], bool]:
    """The items that a row of cells holds, if it is the list that ``part`` asks for, and whether a verb in front of the
    first carries the character of the name for all of them (促进班子变强、产业变旺).
    """
    spans = _uncounted(text, [cell.span for cell in row])
    quoted = [_QUOTED.fullmatch(text, s.start - (text[s.start - 1 : s.start] == "“"), s.end + (text[s.end : s.end + 1] == "”")) for s in spans]
    if all(quoted):
        return [Span(*match.span(1)) for match in quoted if match], False
    spans = unled(text, unlabelled(text, spans, part), rules)
    spans = spans if part.each else unnumbered(text, spans)
    if part.each:
        return _each(text, spans, part, rules, introduced=row[0].before == INTRODUCED), False
    if part.count == 1:
        return [_alone(text, spans[0], part, rules, at_name=not row[0].after)], False
    if headed := _headed(text, spans, part, rules) or _spread(text, spans, part, rules):
        return headed, True
    if apart := _told_apart(text, spans, part) or _doing(text, spans, part, rules):
        return apart, False
    spans = _in_frame(text, _unled_first(text, spans, rules), part)
    told = [s.of(text) for s in spans]
    framed = len(spans) > 2 and any(len({t.find(key) for t in told}) == 1 and told[0].find(key) > 0 for key in part.keys)
    found = _by_key(text, spans, part, rules, introduced=framed or row[0].before in (INTRODUCED, "：", "（"))
    if not found and (persons := measured(text, spans)):
        return _without_tail(text, persons, rules), False
    return found or _alike(text, spans, rules, introduced=framed or row[0].before in (INTRODUCED, "（")), False


def _uncounted(text: str, spans: list[Span]) -> list[Span]:
    """好媳妇32名、好邻居41名, 优秀党员、先进组织26个: without the numbers behind all of them, or the last."""
    found = [_NUMBER.search(text, s.start, s.end) for s in spans]
    if (all(found) and all(m.group(1) in "名人户" for m in found if m)) or not any(found[:-1]):
        return [Span(s.start, m.start()) if m and m.start() - s.start > 1 else s for s, m in zip(spans, found, strict=True)]
    return spans


def _told_apart(text: str, spans: list[Span], part: Part) -> list[Span]:
    """微心愿由居民点单，……；微课堂开在楼栋口，……: the things that clauses far from each other tell about."""
    if len(spans) < 3 or not part.telling or any(b.start - a.end < _APART for a, b in pairwise(spans)):
        return []
    told = [s.of(text) for s in spans]
    end, number = Counter(_noun_end(t, part.keys[0]) for t in told).most_common(1)[0]
    if not end or number < len(spans) - 1 or not all(t.startswith(part.keys[0]) and end - 1 in _boundaries(t[1:]) for t in told):
        return []
    return [Span(s.start, s.start + end) for s in spans]


def _doing(text: str, spans: list[Span], part: Part, rules: Rules) -> list[Span]:
    """街长|管全面、巷长|管片区; 红色宣讲队|讲政策、蓝色平安队|护治安: the things that all do something, of one length and with one last character."""
    told = [s.of(text) for s in spans]
    for at in range(min(_MOST_DOER, *map(len, told)) - 3, 0, -1) if len(told) > 2 and max(map(len, told)) > _IDIOM else ():
        char = told[0][at]
        noun = char in rules.things or (char in (*part.keys, part.weak) and (char == "色" or tagged(char)[0][1].strip("nq") in ("", "g")))
        if "一" in told[0][:at] or not noun or any(t[at] != char for t in told):
            continue
        if len({t[-1] for t in told}) == 1 and told[0][-1] in rules.things:  # 红灯学习组
            continue
        if (len({t[at + 1] for t in told}) == 1 and char != "色") or len({t[: at + 1] for t in told}) < len(told):  # 固定课堂讲理论, 党员责任区
            continue
        acting = char == "色" or sum(tagged(t[at + 1 :])[0][1][0] in "vpd" for t in told) * 3 >= len(told)
        if acting and (not part.telling or all(part.keys[0] in t[: at + 1] for t in told)):
            return [Span(s.start, s.start + at + 1) for s in spans]
    return []


def _noun_end(told: str, key: str) -> int:
    """Where what begins with the character goes over into what is told of it; 0 where it does not."""
    if not told.startswith(key):
        return 0
    at = 0
    for word, kind in tagged(told[len(key) :]):
        if kind[0] in "vpdcr" and at > 1:
            return len(key) + at
        at += len(word)
    return 0


def _headed(text: str, spans: list[Span], part: Part, rules: Rules) -> list[Span]:
    """促进班子变强、产业变旺、村庄变美: the verb that carries the character stands in front of the first only."""
    verb, rest = spans[0].of(text)[:2], [spans[0].of(text)[2:], *(s.of(text) for s in spans[1:])]
    if not part.telling or part.keys[0] not in verb or not rjieba.has_word(verb) or any(part.keys[0] in t for t in rest):
        return []
    lengths = sorted(map(len, rest))
    if lengths[0] < 2 or lengths[-1] - lengths[0] > 2:
        return []
    return _without_tail(text, [Span(spans[0].start + 2, spans[0].end), *spans[1:]], rules)


def spread(told: Sequence[str], part: Part) -> int:
    """田界、水源、祖坟、老树样样都不动: how many characters at the end of the last tell of all; 0 where none do."""
    for key in part.keys[:1]:
        end = _OF_ALL.search(told[-1].removesuffix(key)) if told[-1].endswith(key) else None
        if end and end.start() >= 2 and len(told) > 2 and not any(key in t for t in told[:-1]):
            return len(told[-1]) - end.start()
    return 0


def _spread(text: str, spans: list[Span], part: Part, rules: Rules) -> list[Span]:
    """The same without what tells of all."""
    length = spread([s.of(text) for s in spans], part)
    return _without_head(text, [*spans[:-1], Span(spans[-1].start, spans[-1].end - length)], rules) if length else []


def _each(text: str, spans: list[Span], part: Part, rules: Rules, *, introduced: bool) -> list[Span]:
    """The first thing from the character on with which the others begin."""
    told = [s.of(text) for s in spans]
    begins = [min((t.find(k) for k in keys if k in t), default=-1) for t, keys in zip(told, part.each, strict=True)]
    if begins[0] > 0 and not any(begins[1:]) and not introduced:
        spans = [Span(spans[0].start + begins[0], spans[0].end), *spans[1:]]
    return _without_tail(text, spans, rules)


def _alone(text: str, span: Span, part: Part, rules: Rules, *, at_name: bool) -> Span:
    """The single thing of a part: 一约 is 村规民约."""
    span = _unmeasured(text, span)
    span = _plain_tail(text, span, rules) if at_name else span
    told = span.of(text)
    for key in part.keys:
        if told.endswith(key):
            return _unmeasured(text, Span(span.start + _behind_verb(told, len(key), rules), span.end))
        first, *more = tagged(told)
        if key in first[0] and first[1][0] == "n" and more and more[0][1][0] in "rtd":  # 律师|每周轮流坐班
            return Span(span.start, span.start + len(first[0]))
        if key in rules.things and (end := told.find(key) + len(key)) > len(key) and end in _boundaries(told):
            return Span(span.start, span.start + end)
        if 0 < told.find(key) <= 4 and tagged(told[: told.find(key)])[-1][1] in ("v", "p"):
            return Span(span.start + told.find(key), span.end)
    return span


def _by_key(text: str, spans: list[Span], part: Part, rules: Rules, *, introduced: bool) -> list[Span]:
    """Items that all begin or all end with the same character of the name; none where there is no such character."""
    told = [s.of(text) for s in spans]
    if "色" in part.keys and told[0][-1] in rules.colours and all(t in rules.colours for t in told[1:]):
        return [Span(spans[0].end - 1, spans[0].end), *spans[1:]]
    if "色" in part.keys and (coloured := _coloured(spans, told, rules)):
        return coloured
    for key in (*part.keys, *part.both[:1], *part.weak):
        if not all(key in t for t in told):
            continue
        if all(t.startswith(key) for t in told[1:]) and (len(told) > 1 or told[0].find(key) <= 4):
            first = spans[0] if told[0].startswith(key) else Span(spans[0].start + told[0].find(key), spans[0].end)
            middle = {len(t) for t in told[1:-1]}
            if len(told) > 3 and len(middle) == 1 and (length := middle.pop()) < len(first) and length in _boundaries(first.of(text)):
                first = Span(first.start, first.start + length)  # 清淤泥|打头
            if len(first) > len(key):
                return _without_tail(text, [first, *spans[1:]], rules)
        ends = [t.rfind(key) + len(key) for t in told]
        if len(told) > 2 and told[-1][: ends[-2]].endswith(key) and "成一" in told[-1][ends[-2] :]:  # 服务网|织成一张网
            ends[-1] = ends[-2]
        if all(t.endswith(key) for t in told[1:-1]) and _even(told, ends) and min(ends) > len(key):
            cut = [Span(s.start, s.start + end) for s, end in zip(spans, ends, strict=True)]
            return _nouns(text, cut, key, rules, introduced=introduced)
        if key == "一" and not all(t.startswith("每") for t in told) and len({len(t) - t.rfind(key) for t in told}) == 1 < len({t.rfind(key) for t in told}):
            return [Span(s.start + t.rfind(key), s.end) for s, t in zip(spans, told, strict=True)]  # 办事的材料一站收件
        if len({*map(len, told)}) == 1 and len(told[0]) <= _IDIOM:
            continue
        firsts = [t.find(key) + len(key) for t in told]
        if len(more := {t[end - 1 : end + 1] for t, end in zip(told, firsts, strict=True)}) == 1 and rjieba.has_word(*more):
            inside = not any(end in _boundaries(t) for t, end in zip(told, firsts, strict=True))
            firsts = [end + inside for end in firsts]  # 固定课堂讲理论
        if any("一" in t[:end] for t, end in zip(told, firsts, strict=True)):  # 走一圈田埂
            continue
        if ({key, key[-1]} & rules.things or (part.weak and is_noun(key))) and all(len(key) < end <= _MOST_NOUN for end in firsts):
            nouns = [Span(s.start, s.start + end) for s, end in zip(spans, firsts, strict=True)]
            return _nouns(text, nouns, key, rules, introduced=introduced)
    return []


def _even(told: Sequence[str], ends: Sequence[int]) -> bool:
    """治污水打头，防洪水、排涝水、保供水齐步走: the last may go on behind its key, the first only where it is then as long as the next."""
    return len(told[-1]) - ends[-1] <= _MOST_TAIL and (len(told[0]) == ends[0] or (len(told) > 3 and ends[0] == ends[1]))


def _coloured(spans: list[Span], told: Sequence[str], rules: Rules) -> list[Span]:
    """没查的贴黄牌，查出毛病的贴红牌: clauses that all end with a colour and the same noun."""
    for length in (1, 2):
        ends = [t[-length - 1 :] for t in told]
        if all(len(e) == length + 1 and e[0] in rules.colours for e in ends) and len({e[1:] for e in ends}) == 1:
            return [Span(s.end - length - 1, s.end) for s in spans]
    return []


def _nouns(text: str, spans: list[Span], key: str, rules: Rules, *, introduced: bool) -> list[Span]:
    """年初下发|责任清单: behind the last verb, where verbs stand in front of all; else only the first is freed."""
    if not {key, key[-1]} & rules.things:
        return spans if introduced else _without_head(text, spans, rules)
    freed = [_unmeasured(text, Span(s.start + _behind_verb(s.of(text), len(key) + 1, rules), s.end)) for s in spans]
    leads = {text[other.start : one.start] for one, other in zip(freed, spans, strict=True)} - {""}
    if len(leads) == 1 and len(lead := leads.pop()) == 1 and all(s.of(text).startswith(lead) for s in spans):  # 找|片长
        freed = [Span(s.start + 1, s.end) for s in spans]
    changed = [one != other for one, other in zip(freed, spans, strict=True)]
    if all(changed) or (any(changed) and len({len(s) for s in freed}) == 1):
        return freed if all(len(s) > len(key) for s in freed) else spans
    return _without_head(text, spans, rules)


def _unmeasured(text: str, span: Span) -> Span:
    """一张任务清单."""
    measure = _MEASURE.match(text, span.start, span.end)
    return Span(measure.end(), span.end) if measure else span


def noun_behind_verb(text: str, span: Span, rules: Rules) -> Span:
    """最后交|群众评议."""
    span = unled(text, [span], rules)[0]
    return Span(span.start + _behind_verb(span.of(text), 3, rules), span.end)


def _behind_verb(told: str, least: int, rules: Rules) -> int:
    """Where the noun phrase at the end begins: behind the last plain verb or preposition that leaves more than ``least``."""
    at = begin = 0
    for word, kind in tagged(told):
        at += len(word)
        if (kind in ("v", "p") or word in rules.verbs or word[-1] in _DONE) and word not in _AND and len(told) - at > least:
            begin = at
    return begin


def _alike(text: str, spans: list[Span], rules: Rules, *, introduced: bool) -> list[Span]:
    spans = _without_tail(text, spans, rules)
    return spans if introduced else _without_head(text, spans, rules)


def _unled_first(text: str, spans: list[Span], rules: Rules) -> list[Span]:
    """即打造有核心、聚人心、得民心: where the first is as long as the second without the verb that leads to all."""
    first, second = spans[0], spans[1]
    if len(spans) > 2 and first.of(text)[:2] in rules.leading and len(first) - 2 == len(second):
        return [Span(first.start + 2, first.end), *spans[1:]]
    return spans


def _in_frame(text: str, spans: list[Span], part: Part) -> list[Span]:
    """每天傍晚走一圈田埂、看一圈水渠、问一圈老人: the first from where its key stands as in the others."""
    told = [s.of(text) for s in spans]
    if all("把" in t for t in told) and any(t.startswith("把") for t in told):  # 一手抓|把党员培养成能手
        return [Span(s.start + t.find("把"), s.end) for s, t in zip(spans, told, strict=True)]
    for key in (*part.keys, *part.weak):
        places = {t.find(key) for t in told[1:]}
        begin = told[0].find(key) - min(places, default=0)
        if len(told) > 2 and len(places) == 1 and min(places) > 0 and begin > 0:
            words = _words_until(told[0], begin)
            last = words[-1][1][:1] if words else ""
            if last and (last in "tfs" or words[0][1] == "r") and all(kind[:1] in "tfsrmqn" for _, kind in words):
                return [Span(spans[0].start + begin, spans[0].end), *spans[1:]]
    return spans


def _words_until(told: str, end: int) -> list[tuple[str, str]]:
    """The words in front of a place; none where the place is inside of a word."""
    out, at = [], 0
    for word, kind in tagged(told):
        if at >= end:
            break
        out.append((word, kind))
        at += len(word)
    return out if at == end else []


def _without_head(text: str, spans: list[Span], rules: Rules) -> list[Span]:
    """The first item without what leads to it, judged by the others."""
    told, others = spans[0].of(text), [s.of(text) for s in spans[1:]]
    if not others:
        return spans
    shared = others[0][0] if len({o[0] for o in others}) == 1 and len(others) > 1 else ""
    if shared and shared in told:
        begin = told.find(shared)
    else:
        begin = max(_cuts(told, others, rules), key=lambda one: (one[0], -one[1]), default=(0.0, 0))[1]
    first = Span(spans[0].start + begin, spans[0].end)
    return [*unled(text, [first], rules), *spans[1:]] if begin else spans


def _cuts(told: str, others: Sequence[str], rules: Rules) -> Iterator[tuple[float, int]]:
    """Every place where the first item may begin, with what speaks for it."""
    lengths = sorted(len(o) for o in others)
    kinds = {tagged(o)[0][1][0] for o in others}
    at, before = 0, ("", "")
    for word, kind in _words(told, rules):
        rest = len(told) - at
        if rest < min(2, lengths[0]):
            break
        even, beyond = lengths[0] == rest == lengths[-1], max(lengths[0] - rest, rest - lengths[-1], 0)
        points = 3.0 if even else 2.0 - beyond if beyond < 2 else -beyond / 3
        points += (1.5 if kinds == {kind[0]} else 0) + (1 if before[0] in rules.leading else 0)
        opens = before[1][:1] in _OPENS or before[0] in rules.verbs or before[0] in _DONE
        if at == 0:
            yield points + 1.2, at
        elif (opens or even) and word not in ("了", "着", "过"):
            yield points + (1.5 if opens else 0), at
        at, before = at + len(word), (word, kind)


def _words(told: str, rules: Rules) -> tuple[tuple[str, str], ...]:
    """Words, of which the first is a verb that leads to lists, where one stands there: 落实|工作|队员."""
    lead = told[:2]
    words = ((lead, "v"), *tagged(told[2:])) if lead in rules.leading and len(told) > 3 else tagged(told)
    return tuple(part for word in words for part in (((word[0][0], "p"), (word[0][1:], "n")) if word[0][0] == "由" and len(word[0]) > 1 else (word,)))


def _without_tail(text: str, spans: list[Span], rules: Rules) -> list[Span]:
    """The last item without what only closes the list, judged by the others."""
    last, others = spans[-1], [s.of(text) for s in (spans[1:-1] if len(spans) > 2 else spans[:-1])]
    told = last.of(text)
    if not others:
        return [_plain_tail(text, last, rules)]
    length = len(others[-1])
    if len(spans) > 2 and {s.of(text)[-1] for s in spans[:-1]} == {others[0][-1]} and (end := told.rfind(others[0][-1]) + 1) > 1:
        if len(told) - end <= _MOST_TAIL:
            return [*spans[:-1], Span(last.start, last.start + end)]
    even = others if len(spans) > 3 else [s.of(text) for s in spans[:-1]]
    if len(spans) > 2 and {len(o) for o in even} == {length} and len(told) > length + (told[length:] not in "去来") and length in _boundaries(told):
        if len(more := tagged(told[length:])) == 1 and (more[0][1][:1] in "nt" or more[0][1] == "vn") and not rules.tails.search(told):  # 政治生日
            return spans
        if "的" in told[length:-1] and told[length] != "的":  # 服务在外务工的人
            return spans
        return [*spans[:-1], Span(last.start, last.start + length)]
    of = told.find("的", 2)
    if of > 0 and len(told) > max(map(len, others)) + 3 and abs(of - length) <= 1:
        return [*spans[:-1], Span(last.start, last.start + of)]
    if len(spans) > 2 and all(_is_plain(o) for o in others) and (end := _plain_end(told, min(map(len, others)))):
        return [*spans[:-1], Span(last.start, last.start + end)]
    least = max(1, min(map(len, others)) - 1)
    for tail in (rules.tails.search(told), _OF.search(told)):
        if tail and tail.start() >= least and not any(o.endswith(tail.group()) or (o[-1] in "来去" and tail.group() in "来去") for o in others):
            return [*spans[:-1], Span(last.start, last.start + tail.start())]
    return spans


def _is_plain(told: str) -> bool:
    """Whether nothing happens in it: 老退伍军人."""
    return all(kind[0] not in "vpd" for _, kind in tagged(told)[1:]) and tagged(told)[-1][1][0] == "n"


def _plain_end(told: str, least: int) -> int:
    """老退伍军人|当议事员, 资源|逐笔清查: where something begins to happen; 0 where nothing does."""
    at, before = 0, ""
    for word, kind in tagged(told):
        if (kind[0] in "vpd" or word in "当做为") and before[:1] == "n" and at >= least and len(told) - at > 2:
            return at
        at, before = at + len(word), kind
    return 0


def _plain_tail(text: str, span: Span, rules: Rules) -> Span:
    tail = rules.tails.search(text, span.start, span.end)
    return Span(span.start, tail.start()) if tail and tail.start() - span.start >= 2 else span


def _boundaries(told: str) -> set[int]:
    """Where words end."""
    out, at = set(), 0
    for word, _ in tagged(told):
        at += len(word)
        out.add(at)
    return out
