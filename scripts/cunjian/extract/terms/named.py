"""Unquoted names: behind a verb that introduces mechanisms, with an ending that mechanisms have.

推行导师帮带制; 组建党员先锋队、巾帼服务队、青年突击队23支; 创新村企合作、飞地共赢、抱团发展等机制.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import rjieba
from ahocorasick_rs import AhoCorasick

from cunjian.extract.terms import objects
from cunjian.extract.terms.seen import Seen, alternation, word_set
from cunjian.model import Document, Span, Words

_WORD = r"[\u4e00-\u9fffA-Za-z0-9+]"
_STOPS = "，。；：！？\n"
_CLAUSE = re.compile(f"[^{_STOPS}]+")
_BAD = re.compile(
    r"^[立成]|\d+[个场次名户条]|[的了是在有将把被对为从向这那该其每各等并又都也就才再而或及让使由]|我们|他们|以及|进行|作为|用于|开展|成立|建立|实行|推行|党员干部|各级|全体|引进|推进|推动|利用|新建|改建|盘活|投入|吸引|带动|安排|配备|发放"
)
_PLAIN = re.compile(
    r"[省市县区乡镇村级组屯社全各本]{1,4}(?:党校|夜校|食堂|超市|清单|制度|机制|模式|计划|工程|服务站|工作室|监督员|指导员|基金|公司|车间)"
)
_FREE_BEFORE = r"(?:(?<![^，。；：！？\n])|[、到去在上用把和与以过开凭进办设])"
_MARK = re.compile(r"、(?=[\u4e00-\u9fff]{2,5}、)")
_PARALLEL = re.compile(
    r"((?:[\u4e00-\u9fff]{2,5}、){2,}[\u4e00-\u9fff]{2,5}?)(专题活动|主题活动|活动|行动|制度|机制|工作法|责任制|模式)?(?=[，。；\n]|$)"
)
_LISTED = re.compile(
    r"((?:[\u4e00-\u9fff“”+]{2,12}、)+[\u4e00-\u9fff“”+]{2,12})等(?:[\u4e00-\u9fff]{0,3})?(机制|模式|方式|活动|平台|制度|载体|做法|渠道|形式|品牌|服务|工作法|行动)"
)


@lru_cache(maxsize=4)
def _patterns(words: Words) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    verbs, suffixes = alternation(words, "terms.verbs"), alternation(words, "terms.suffixes")
    strip = alternation(words, "terms.strip_front")
    return (
        re.compile(rf"(?!组织[部员委])(?:{verbs})(?:了|好(?![媳人邻婆家])|起(?!来)|过(?![硬程])|完(?!善))?"),
        re.compile(rf"{_WORD}{{0,14}}?(?:{suffixes})(?:{suffixes})?"),
        re.compile(
            rf"^(?:[个本间](?=[\u4e00-\u9fff]{{4}})|{strip}|\d+[个支项条户名次场期家所处](?:以上|左右|余)?|[一二三四五六七八九十两几多]+(?!个(?:[一必不有零]|[\u4e00-\u9fff]{{2,6}}(?:工程|行动|计划)))[个支项条户名次场期家所处套张块面本])+"
        ),
    )


def find(text: str, document: Document, words: Words) -> Iterator[Seen]:
    """Names in every part but the title and the by-lines; a clause is looked at only where a name may end in it."""
    heads = [part.span for part in document.parts if part.kind in ("title", "byline")]
    body = max((span.end for span in heads), default=0)
    yield from _parallel_lists(text, body, words)
    yield from _teams(text, body, words)
    yield from _alone(text, body, words)
    yield from _free(text, body, words)
    yield from _branded(text, body, words)
    yield from objects.find(text, body, words)
    for clause in _clauses(text, body, words):
        yield from _after_verbs(clause.of(text), clause.start, words)
        yield from _listed(clause.of(text), clause.start, words)


def _clauses(text: str, start: int, words: Words) -> Iterator[Span]:
    """The clauses that hold an ending of names or 等, in order."""
    reach = start
    for _, at, _ in _endings(words).find_matches_as_indexes(text):
        if at < reach:
            continue
        begin = at
        while begin > reach and text[begin - 1] not in _STOPS:
            begin -= 1
        clause = _CLAUSE.match(text, begin)
        if clause:
            yield Span(*clause.span())
            reach = clause.end()


@lru_cache(maxsize=4)
def _endings(words: Words) -> AhoCorasick:
    return AhoCorasick([*words["terms.suffixes"], "等"])


_OPENS = re.compile(r"(?:^|[^\u4e00-\u9fff]|[晚上月日次常都先还再来去会要天季周里])$")
"""What stands in front of a verb of one character (开, 办, 设): else it is part of a word (开支)."""


_JOINTS = re.compile("([、和与及])")


def _after_verbs(clause: str, offset: int, words: Words) -> Iterator[Seen]:
    """Behind each verb: the items of the list that begins there, each up to its ending."""
    verb, name, strip = _patterns(words)
    taken = -1
    for match in verb.finditer(clause):
        if match.start() < taken or (
            len(match.group()) == 1
            and clause[match.end() : match.end() + 1] not in ("一", "了", "两", "三")
            and not _OPENS.search(clause[: match.start()])
        ):
            continue
        at = match.end()
        for item in _JOINTS.split(clause[at:]):
            seen = _one(item, offset + at, name, strip, words)
            if seen:
                yield seen
                taken = seen.span.end - offset
            elif item not in "、和与及":
                break
            at += len(item)


_TEAMS = re.compile(r"(?:组建|成立|编成|组成)(?:了|起)?((?:[\u4e00-\u9fff]{2,7}队、)*[\u4e00-\u9fff]{2,7}?队(?!伍))")


def _teams(text: str, body: int, words: Words) -> Iterator[Seen]:
    """组建巾帼护河队、银龄巡山队: what is set up and called a team has a name."""
    for match in _TEAMS.finditer(text, body):
        at = match.start(1)
        for item in match.group(1).split("、"):
            lead = _patterns(words)[2].match(item)
            name = item[lead.end() :] if lead else item
            end = at + len(item)
            if len(name) >= 4 and not _BAD.search(name) and not objects.all_plain(name, words):
                yield Seen(Span(end - len(name), end), name, "verb-and-ending")
            at = end + 1


_ALONE = re.compile(
    r"(?:推行|推广|试行|实行(?=[三四五六七八九])|搞了个?|搞起了?)(?:了|起|的)?((?:[\u4e00-\u9fff]{4,8}、){0,2}[\u4e00-\u9fff]{4,8})(?=[，。；：！？\n]|$)"
)
_ARTICLES = re.compile(
    r"(?:出台|制定|发布|推出|印发|实施|落实)了?([\u4e00-\u9fff]{2,8}?(?:[一二三四五六七八九]?十[一二三四五六七八九]?|[二三四五六七八九]|\d{1,2})条)(?=[，。；、\n]|$)"
)
"""消薄攻坚十条: a set of measures known by how many they are."""
_PLAIN_OBJECT = re.compile(
    r"(?:办理|操作|加工|生产|运输|授课|管护|收购|养护|栽培|改造|建房|改革)$|销售$|经营$|交易$|技术|品种|种植|养殖|经验|做法|普通话|政策|良种|使用|应用|农业|绿色|(?:工作|活动|建设|管理|服务)$"
)


def _alone(text: str, body: int, words: Words) -> Iterator[Seen]:
    """推行 and 推广 take a name: 推行村账乡代理，…; four to eight characters and nothing else up to the comma."""
    for match in _ALONE.finditer(text, body):
        at = match.start(1)
        listed = match.group(1).split("、")
        alike = len(listed) > 1 and len({len(one) for one in listed}) == 1
        if alike and all(objects.verbal(one) and not _PLAIN_OBJECT.search(one) for one in listed):
            yield Seen(Span(*match.span(1)), match.group(1), "verb-alone", aliases=tuple(listed))
            continue
        for found in listed:
            if not _PLAIN_OBJECT.search(found) and not _BAD.search(found) and found not in word_set(words, "terms.generic"):
                yield Seen(Span(at, at + len(found)), found, "verb-alone")
            at += len(found) + 1
    for match in _ARTICLES.finditer(text, body):
        if not _BAD.search(match.group(1)):
            yield Seen(Span(*match.span(1)), match.group(1), "verb-alone")


@lru_cache(maxsize=4)
def _brands(words: Words) -> re.Pattern[str]:
    brands, ends = alternation(words, "terms.brand_words"), alternation(words, "terms.brand_endings")
    return re.compile(
        rf"(?:{brands})[\u4e00-\u9fff]{{0,4}}?(?:{ends})(?=[^\u4e00-\u9fff]|$|[的了和与及、来去把将让使在为是等上里中内带替给也都就]|按|协助|负责|主动|牵头)"
    )


_EDGE = re.compile(r"(?:^|[^\u4e00-\u9fff]|[个张本支块名座间条处家所的和与及由到在进去把将让使给按以用靠从向成了过起出好立设是为有])$")


_INSIDE = re.compile(r".(?:[建设组编](?=[\u4e00-\u9fff]{3})|[办开发](?=[\u4e00-\u9fff]{4})|[当做任](?=[\u4e00-\u9fff]{3}))(?!建联|设岗|组长)")
"""流动党员建微信群 is no name."""


def _branded(text: str, body: int, words: Words) -> Iterator[Seen]:
    """红色代办员, 银发宣讲队: a word that mechanisms are adorned with, and an ending that they have; no verb is needed."""
    for match in _brands(words).finditer(text, body):
        found = match.group()
        if found in word_set(words, "terms.generic") or _BAD.search(found) or _PLAIN.fullmatch(found) or objects.COUNT.search(found) or _INSIDE.search(found):
            continue
        if _EDGE.search(text[max(0, match.start() - 1) : match.start()]) or _list_verb(words).search(
            text[max(0, match.start() - 4) : match.start()]
        ):
            yield Seen(Span(*match.span()), found, "brand-and-ending")


@lru_cache(maxsize=4)
def _free_pattern(words: Words) -> re.Pattern[str]:
    return re.compile(_FREE_BEFORE + rf"([\u4e00-\u9fff]{{2,4}}?(?:{alternation(words, 'terms.free_suffixes')}))")


def _free(text: str, body: int, words: Words) -> Iterator[Seen]:
    """Names with an ending that needs no verb: 凭分到信用超市兑换."""
    for match in _free_pattern(words).finditer(text, body):
        found = match.group(1)
        stripped = _patterns(words)[2].match(found)
        if stripped:
            found = found[stripped.end() :]
            if len(found) < 4:
                continue
        found = re.split("[到在去]", found)[-1]
        if len(found) < 4:
            continue
        lead = _patterns(words)[0].match(found)
        if lead and len(found) - lead.end() < 4:
            continue
        found = found[lead.end() :] if lead else found
        if any(
            m.start() for m in _patterns(words)[0].finditer(found) if len(m.group()) >= 2 and m.end() > len(found) - 4
        ):
            continue
        if found not in word_set(words, "terms.generic") and not _BAD.search(found) and not _PLAIN.fullmatch(found):
            yield Seen(Span(match.end(1) - len(found), match.end(1)), found, "free-ending")


def _rows_of(text: str, body: int) -> Iterator[re.Match[str]]:
    """Lists of three or more short words."""
    reach = body
    for mark in _MARK.finditer(text, body):
        start = mark.start()
        if start < reach:
            continue
        while start > reach and mark.start() - start < 5 and "\u4e00" <= text[start - 1] <= "\u9fff":
            start -= 1
        if match := _PARALLEL.match(text, start):
            reach = match.end()
            yield match


@lru_cache(maxsize=4)
def _list_verb(words: Words) -> re.Pattern[str]:
    return re.compile(rf"(?:{alternation(words, 'terms.naming_verbs')}|全部实现)(?:了|好|起)?")


def _parallel_lists(text: str, body: int, words: Words) -> Iterator[Seen]:
    """开展防风险、护安全、保稳定、促发展专题活动; 实行季查、半年评、年终考: the list is the name."""
    verb = _list_verb(words)
    for match in _rows_of(text, body):
        first, *rest = match.group(1).split("、")
        lead = verb.match(first)
        while lead and (more := verb.match(first, lead.end())):
            lead = more
        if not lead and not verb.search(text[max(0, match.start() - 6) : match.start()]):
            continue
        first = first[lead.end() :] if lead else first
        lengths = {len(p) for p in (first, *rest)}
        alike = len(lengths) == 1 or (
            match.group(2) is None
            and max(lengths) <= 4
            and len({p[-1] for p in rest}) == len(rest)
            and min(lengths) >= 2
            and bool(re.search(r"[日周旬月季年户村镇县组]", first))
        )
        if (
            not alike
            or len(first) < 2
            or (match.group(2) is None and (len(first) > 4 or not re.search(r"[日周旬月季年户村镇县组]", first)))
        ):
            continue
        core = "、".join((first, *rest))
        start = match.start() + len(match.group(1)) - len(core)
        yield Seen(
            Span(start, match.end()),
            core + (match.group(2) or ""),
            "parallel-list",
            aliases=(core,) if match.group(2) else (),
            core=core,
        )


def _one(item: str, at: int, name: re.Pattern[str], strip: re.Pattern[str], words: Words) -> Seen | None:
    lead = strip.match(item)
    start = lead.end() if lead else 0
    match = name.match(item, start)
    if not match:
        return None
    found = match.group()
    if found.endswith("制") and item[match.end() : match.end() + 1] == "度":
        found += "度"
    if found.endswith("队") and item[match.end() : match.end() + 1] == "伍":
        return None
    inner = _inner_start(found, words)
    for counted in objects.COUNT.finditer(found, inner):
        inner = counted.end() if counted.end() <= len(found) - 3 else inner
    found = found[inner:]
    if len(found) < 3 or (len(found) == 3 and found in word_set(words, "terms.suffixes")) or _is_plain(found, words) or _BAD.search(found) or _PLAIN.fullmatch(found):
        return None
    begin = at + match.start() + inner
    return Seen(Span(begin, begin + len(found)), found, "verb-and-ending")


@lru_cache(maxsize=4)
def _plain_ends(words: Words) -> tuple[str, ...]:
    """Ends of what is no name whatever stands in front: 保障机制, 责任制度, 硬化工程."""
    heads = ("机制", "制度", "模式", "计划", "台账", "工程", "行动", "活动", "清单", "体系", "车间")
    return tuple(g for g in words["terms.generic"] if len(g) >= 4 and g.endswith(heads))


def _is_plain(found: str, words: Words) -> bool:
    if found in word_set(words, "terms.generic") or objects.all_plain(found, words) or _is_idiom(found):
        return True
    ends = _plain_ends(words)
    end = max((e for e in ends if found.endswith(e)), key=len) if found.endswith(ends) else ""
    return bool(end) and not objects.specific(found[: -len(end)], words)


@lru_cache(maxsize=1 << 12)
def _is_idiom(found: str) -> bool:
    """齐抓共管 is a saying of the dictionary."""
    return len(found) == 4 and rjieba.has_word(found) and rjieba.tag(found)[0][1] in ("i", "l")


@lru_cache(maxsize=4)
def _naming(words: Words) -> re.Pattern[str]:
    return re.compile(rf"{alternation(words, 'terms.naming_verbs')}|建成|建起|办起|改建|改造成|担任|兼任|充当|当好")


def _inner_start(found: str, words: Words) -> int:
    """A verb inside (落实推行导师帮带制) ends what goes before it."""
    start = 0
    for match in _naming(words).finditer(found):
        if match.end() <= len(found) - 3 and len(match.group()) >= 2:
            start = match.end()
    return start


def _listed(clause: str, offset: int, words: Words) -> Iterator[Seen]:
    """A、B、C等机制: four-character names in a row that the text itself calls mechanisms."""
    verb = _patterns(words)[0]
    for match in _LISTED.finditer(clause):
        items = match.group(1).split("、")
        at = offset + match.start(1)
        for index, item in enumerate(items):
            start = 0
            if index == 0:
                verbs = [m for m in verb.finditer(item) if m.end() <= len(item) - 2]
                start = verbs[0].end() if verbs else 0
            bare = item[start:]
            if (
                4 <= len(bare) <= 7
                and bare[-2:] not in word_set(words, "terms.plain_modifiers")
                and not _BAD.search(bare)
                and "“" not in bare
                and match.group(2) in ("机制", "模式", "制度", "平台", "品牌", "载体", "工作法")
            ):
                yield Seen(Span(at + start, at + len(item)), bare, "listed-as-mechanism")
            at += len(item) + 1
