"""Award phrases: what stands behind 被评为, 荣获, 入选 …, taken apart into single titles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from cunjian.extract import holders
from cunjian.extract.passages import clause
from cunjian.model import Span, Words
from cunjian.script import HAN, either

_GRANTER = re.compile(
    "(?:被|由|受到?|获|得到)[\u4e00-\u9fff*×xX]{0,3}?(?:(?P<national>中央|国家|中国|农业农村部|中组部)|(?P<provincial>省|自治区)"
    "|(?P<city>市|州|地委|地区|盟)|(?P<county>县|区|旗))"
    "[^，。；被]{0,12}$"
)
_TAIL = re.compile(r"[^。；！？\n]{0,160}")
_ITEM = re.compile(r"(?:“[^”。\n]{1,40}”|（[^）\n]{1,12}）|‘[^’\n]{1,20}’|《[^》\n]{1,30}》|[^，、。；！？\n“（‘《])+")
_ONLY_QUOTED = re.compile(r"(?:[省市县区州](?:里|上|委)?的?)?“([^“”]+)”")  # 县里的“五强党支部”, but 江苏省“先锋驿站”
_LEVEL_AND_QUOTE = re.compile("(?:国家|[省市县区州旗])级“[^“”]+”")  # 省级“四好村”
_NEAR = 30  # characters of who is given the next title
_GAP = re.compile(r"[\s：为了]*")
_LAST_STOP = re.compile(r"(?s).*[，。；！？\n]")
_QUOTED = re.compile(r"“([^“”]{2,40})”")
_SECOND = re.compile("，(?:还有(?:[^，。；]{1,8}的)?|[并又还])?")
_QUOTED_FIRST = re.compile(r"“[^”]+”(?:[和及与]?“|等|荣誉|称号|这[一块个]|[和及与]|$)")
_JOINED = re.compile(r"([^“”]{2,8}“[^”]+”)(?=(?:[和及与]?“[^”]+”)+(?:等|荣誉|称号|$))")
_CUT = re.compile(r"[和及与]|以及|(?<=[村庄区屯寨织部位体])(?=全[国省市县区州旗]|国家级|[省市县区州旗]级)")
_NO_REGION = "了全各我为是的在本该被评获得拿到和及与、"
_ETC = re.compile(r"(?<![一二三四特优])等(?=$|[\d一二三四五六七八九十多数几两\u4e00-\u9fff])")
_RUN = re.compile(
    r"(“[^“”\n]{3,30}”[、和]?(?:“[^“”\n]{3,30}”[、和]?){0,7})等?(?:[一二三四五六七八九十两\d]+[项个块])?(?:国家级|省级|市级|县级)?"
    r"(?:荣誉|称号|殊荣|牌匾|牌子|奖牌|金字招牌)"
)
_COUNTED = r"[几一二三四五六七八九十两\d]+[项个块](?:荣誉称号|荣誉|称号|奖项|[奖金]?牌[子匾]?|殊荣)"  # 三块牌子


@dataclass(frozen=True, slots=True)
class Award:
    """One title as the text names it."""

    span: Span
    name: str
    level: str | None  # national | provincial | city | county
    rule: str
    personal: bool
    verb: int  # where the award phrase begins


@dataclass(frozen=True, slots=True)
class _Rules:
    verb: re.Pattern[str]
    weak: frozenset[str]
    not_yet: re.Pattern[str]
    not_brought: re.Pattern[str]
    reviews: re.Pattern[str]  # that were passed: 通过了省级卫生村|复核
    levels: tuple[tuple[str, re.Pattern[str]], ...]
    other: re.Pattern[str]  # who else gives honours
    marks: re.Pattern[str]
    small: re.Pattern[str]  # 平安寨, 文明村
    ends: re.Pattern[str]
    never: re.Pattern[str]
    personal: re.Pattern[str]
    heads: re.Pattern[str]
    tails: re.Pattern[str]


@lru_cache(maxsize=8)
def _rules(words: Words) -> _Rules:
    def of(name: str) -> str:
        return either(words[f"honours.{name}"])

    region = f"(?:(?![{_NO_REGION}])[{HAN}]){{2,3}}"
    named = {
        "national": "",
        "provincial": f"|{region}省|(?:广西|内蒙古|宁夏|西藏|新疆)(?!路|村)",
        "city": f"|{region}市",
        "county": f"|{region}(?:[县旗]|(?<![小社景园片辖库林牧山城校街])区)(?!域)",
    }
    levels = tuple((name, re.compile(of(name) + extra)) for name, extra in named.items())
    weak = frozenset(words["honours.verbs_weak"])
    return _Rules(
        verb=re.compile(either([*words["honours.verbs"], *weak])),
        weak=weak,
        not_yet=re.compile(of("not_yet")),
        not_brought=re.compile(of("not_brought")),
        reviews=re.compile(f"(?:{of('reviews')})$"),
        levels=levels,
        other=re.compile(of("other")),
        marks=re.compile(of("marks") + "|“[^“”]{2,8}”(?=[村社屯寨嘎党支])|[一二三四五六七八九]星"),
        small=re.compile(f"(?:{of('marks')})(?:村|屯|寨|县|镇|乡)"),
        ends=re.compile(f"(?:{of('ends')}|（[^）]+）)$"),
        never=re.compile(of("not_honours")),
        personal=re.compile(f"{of('personal')}|(?:书记|党员|干部|工作者|主任|支书|能手|人物|带头人|户|之星)$"),
        heads=re.compile(rf"(?:第[一二三四五六七八九十]{{1,3}}批|\d{{2,4}}(?:年度?|[-—至]\d{{2,4}}年度?)?|{of('heads')}|[{HAN}]{{1,8}}(?:颁发|授予|表彰|[刚才新][得获评拿领挂]到?)的|[{HAN}]{{1,8}}(?:表彰|命名|授予|认定)为|[一二三四五六七八九十两]届|全[省市县区州旗镇乡](?:唯一|首个|第一个|首家)一?个?的?(?=全国|国家|中国|[省市州]级|全[省市])|[省市县区旗镇乡]里的|[{HAN}]{{0,10}}{_COUNTED}：(?:一是)?|[二三四五六七八九十]是)+"),
        tails=re.compile(rf"(?:{of('tails')}|(?<=[村落区镇])(?:保护)?名录(?:之列)?|等?[几一二三四五六七八九十两\d]+[个项块](?:荣誉称号|荣誉|称号|奖项|[奖金]?牌[子匾]?|殊荣)|第[\d一二三四五六七八九十]+[位名])$"),
    )


_MARKS = re.compile("[“”‘’]")
COMMUNITY = ("村", "社区", "屯", "寨", "嘎查")
"""What names of villages end with."""
_VILLAGES = f"[^，。；“”\n]{{1,40}}?(?:{either(COMMUNITY)})(?:党支部|党总支|党委|党组织)?(?:等[^，。；“”\n]{{1,8}}?)?"
_RECEIVER = re.compile(f"{_VILLAGES}(?=“)")  # 授予石桥村“平安村”称号
_NAMED_AS = re.compile(rf"(?:命名|认定|评定|评选)(?![为了出\d]){_VILLAGES}(?=为.{{4}})")  # 命名石桥村为省级文明村
_WON = re.compile("(?<![乱不没])[获拿得捧领赢夺挂](?!牌)")
_PLACE = rf"(?:[{HAN}]{{2,8}}[县镇乡])?[{HAN}]{{1,5}}(?:{either(COMMUNITY)})"
_HELD = re.compile(  # 被评为省级文明村、市级平安村的石桥村，; 获评全国文明村的有石桥村、柳湾村。
    rf"(?P<titles>[^，。；！？：\n的]{{4,60}})的有?(?P<who>{_PLACE}(?:[、和]{_PLACE})*)(?:党支部|党总支|党委)?(?=[，。；])"
)
_CLOSED = re.compile(
    "等(?:[一二三四五六七八九十几多数\\d]+[项个块张])?(?:荣誉称号|荣誉|称号|殊荣|光环|金?名片|[奖金]牌|牌[子匾])"
    "(?P<come>接踵而至|接踵而来|纷至沓来|接连而来|相继到来|集于一身)?"
)
_PLATE = "(?:荣誉|称号|[奖金]?牌[子匾]?|奖[状杯]|锦旗|桂冠)"
_TITLES = r"(?P<titles>[^，。；！？\n]{4,40}?" + _PLATE + ")"
_BROUGHT = re.compile(f"把(?={_TITLES}[捧扛拿领抱带搬迎请夺揽争赢]了?回(?:来了|了|来(?=[，。；])))")  # 把全国文明村的牌子捧了回来
_HANDED = re.compile(  # 将“红旗党支部”的奖牌授予石桥村党支部
    rf"[把将](?={_TITLES}(?:授予?|颁发?|发|送|交|递)[给到]?了?(?P<who>{_PLACE}(?:、{_PLACE})*)(?:党支部|党总支|党委)?[，。；\n])"
)
_HUNG = re.compile(  # 市级文明村的牌匾也挂在村口
    rf"(?<=[，。；：\n　])(?=(?P<titles>(?:全国|国家|中国|全[省市县区州旗盟]|[省市县区州旗盟]级)[^，。；！？\n]{{3,36}}?的{_PLATE})"
    "[也就都还]?(?:挂|摆|立|竖)[在上到]村)"
)
_HAS = ("拥有", "头顶", "坐拥", "囊括")
_TITLED = re.compile("(?:荣誉称号|称号|荣誉|牌[子匾])的[还就]?$")  # 获得示范社称号的|是……: who holds it (``holders``)
_LEVEL = re.compile("(?=全国|国家|中国|全[省市县区州旗盟]|[省市县区州旗盟]级)")
_LAST_ITEM = re.compile(".*[、和与及]")
_PLATES = re.compile("(?:荣誉|称号|奖[项牌状]|牌[子匾])，(?:依次[是为]|分别[是为]|什么)")  # 拿了三块牌子，依次是……
_GIVER = re.compile("[省市县区州旗镇乡][里委政直府]")  # 被评为甲，市里……: another gives the next
_IN_FRONT = re.compile(f"(?:全国|中国|国家级|[省市县区州旗]级|全[省市县区州旗])(?:(?!的)[{HAN}“”]){{3,18}}$")
_IN_TITLE = re.compile(r"(?:[百千]万|亿)元(?=[村镇乡社强])|后续扶持")  # 亿元村, 后续扶持先进社区: part of a title
_STARRED = re.compile("[一二三四五六七]星级?[^\\d、的]{0,6}(?:党组织|党支部|党总支|党委|支部|村|社区|嘎查)$")  # 创成四星级党组织
_GOAL = ("创建", "建成", "保持", "打造", "评定")  # 创建五星级党支部 tells of a goal
_PRAISE = re.compile(  # 全县人口最大村; 是全县推行夜学的试点村: what it does; 成了全镇种茶的样板, 全镇第一个亿元村: no title
    "最[大快]村$|专业[屯寨]$|..的(?:试点|示范|样板|榜样|典范|典型)|^全[国省市县区州旗镇乡](?:的|有名|闻名|出名|第一(?!批|书记)|首个|唯一|数一数二)"
)


@lru_cache(maxsize=2)
def find(text: str, words: Words) -> tuple[Award, ...]:
    """All award titles of a text, in order; villages, honours and figures each ask for them."""
    rules = _rules(words)
    out: list[Award] = []
    reach = 0
    for told in sorted(_told(text, rules)):
        at = told.begin
        if at < reach or text.endswith(holders.NOT_WON, 0, at) or _not_yet(text, at, rules) or _TITLED.search(text, max(0, at - 6), at):
            continue
        for award in _items(text, told, rules):
            out.append(award)
            reach = award.span.end
    taken = {a.span for a in out}
    for run in _RUN.finditer(text):
        for quoted in _QUOTED.finditer(text, run.start(1), run.end(1)):
            span = Span(*quoted.span(1))
            if not any(t.touches(span) for t in taken) and not _not_yet(text, run.start(), rules):
                out += _award(text, span, "quoted-honours", rules, run.start())
    return tuple(sorted(out, key=lambda a: a.span))


class _Told(NamedTuple):
    """Words that tell of titles: where they begin, where the titles do, and, where that is told behind the titles, where those
    end and where it says who was given them."""

    begin: int
    titles: int
    weak: bool = False
    end: int | None = None
    given: int | None = None


def _told(text: str, rules: _Rules) -> Iterator[_Told]:
    """All that tells of titles, in any order."""
    for verb in rules.verb.finditer(text):
        yield _Told(*verb.span(), verb.group() in rules.weak)
    for match in _NAMED_AS.finditer(text):  # 为 behind the villages that are named or acknowledged as something
        if text.startswith("为", match.end()):
            yield _Told(match.end(), match.end() + 1)
    for match in _PLATES.finditer(text):  # what was won, not prizes that one sets up
        if _WON.search(clause(text, max(0, match.start() - 30), match.start(), _LAST_STOP)):
            yield _Told(*match.span())
    yield from _closed(text)
    yield from _told_behind(text, rules)


def _closed(text: str) -> Iterator[_Told]:
    """Titles that are told to be such behind them: 全国文明村、省级卫生村等荣誉接踵而至, 拥有全国文明村、省级卫生村等金名片."""
    for match in _CLOSED.finditer(text):
        lo = match.start() - len(clause(text, max(0, match.start() - 60), match.start(), _LAST_STOP))
        first = _LEVEL.search(text, lo, match.start())
        if first and (text.endswith(_HAS, lo, first.start()) or (match["come"] and first.start() == lo)):
            yield _Told(first.start(), first.start())


def _told_behind(text: str, rules: _Rules) -> Iterator[_Told]:
    """Titles that are told to be won behind them: brought home, handed to somebody, hung up."""
    for match in _BROUGHT.finditer(text):
        if not rules.not_brought.search(clause(text, max(0, match.start() - 40), match.start(), _LAST_STOP)):
            yield _Told(*match.span(), end=match.end("titles"))
    for match in _HANDED.finditer(text):
        yield _Told(*match.span(), end=match.end("titles"), given=match.end("who"))
    for match in _HUNG.finditer(text):
        yield _Told(*match.span(), end=match.end("titles"))


def in_front(text: str, at: int, words: Words) -> Award | None:
    """The title that stands right in front of a name: 全国乡村旅游重点村碧潭村."""
    told = _IN_FRONT.search(text, max(0, at - 26), at)
    if not told or not _is_honour(told.group(), rules := _rules(words), weak=True, given=False):
        return None
    return Award(Span(*told.span()), told.group(), level(told.group(), rules), "in-front-of-name", False, told.start())


def _not_yet(text: str, at: int, rules: _Rules) -> bool:
    return bool(rules.not_yet.search(clause(text, max(0, at - 40), at, _LAST_STOP)))


def _items(text: str, told: _Told, rules: _Rules) -> Iterator[Award]:
    at = told.titles
    if listed := holders.find(text, told.begin, at):
        for place in listed.places:
            yield from _award(text, listed.title, "holders-behind", rules, place)
        return
    tail = _TAIL.match(text, at)
    end = told.end or (tail.end() if tail else at)
    given = told.begin if told.given is None else told.given
    rule = "weak-verb" if told.weak else "award-verb"
    held = _HELD.match(text, at)
    if held and _is_honour(_LAST_ITEM.sub("", held["titles"]), rules, weak=told.weak, given=False) and not rules.marks.search(held["who"]):
        end, given = held.end("titles"), held.end("who")
    while at < end:
        gap = _GAP.match(text, at, end)
        at = gap.end() if gap else at
        item = _ITEM.match(text, at, end)
        if not item:
            return
        found = False
        last = False
        for span, stop in _pieces(text, Span(*item.span()), rules):
            last = last or stop
            for award in _award(text, span, rule, rules, given):
                found, rule = True, "award-verb"  # what stands beside a title is one
                yield award
        if not found or last:
            return
        at = item.end()
        if not text.startswith("、", at) and not _goes_on(text, at, rules):
            return
        at += 1


def _goes_on(text: str, at: int, rules: _Rules) -> bool:
    """Whether another title stands behind a comma: ，又获省级…"""
    joint = _SECOND.match(text, at)
    places = (joint.end(), at + 1) if joint else ()
    if places and text.startswith("“", places[0]) and rules.verb.search(text[places[0] : places[0] + _NEAR].split("，")[0]):
        return False  # “溪畔先锋”品牌被评为……: another is given the next
    return any(text.startswith("“", to) or (_levelled(text, to, rules) and not _GIVER.match(text, to)) for to in places)


def _levelled(text: str, at: int, rules: _Rules) -> bool:
    """Whether a level, or who else gives honours, stands at a place."""
    return any(pattern.match(text, at) for _, pattern in rules.levels) or bool(rules.other.match(text, at))


def _pieces(text: str, span: Span, rules: _Rules) -> Iterator[tuple[Span, bool]]:
    """One item of a list, cut at 和 before a level, between adjoining quotes, and where a level begins the next title without
    any mark between (全国文明村全省先进党支部); True when 等 ends the list."""
    inner = span.of(text)
    if _QUOTED_FIRST.match(inner):
        for quoted in _QUOTED.finditer(text, span.start, span.end):
            yield Span(*quoted.span(1)), "等" in inner
        return
    if joined := _JOINED.match(inner):  # 湖南省“文明社区”“民主法治示范社区”
        yield Span(span.start, span.start + joined.end(1)), False
        for quoted in _QUOTED.finditer(text, span.start + joined.end(1), span.end):
            yield Span(*quoted.span(1)), "等" in inner
        return
    stop = _ETC.search(inner)
    limit = span.start + stop.start() if stop and stop.start() >= 4 else span.end
    start = span.start
    for cut in _CUT.finditer(text[start:limit]):
        before, place = span.start + cut.start(), span.start + cut.end()
        done = rules.ends.search(text[start:before])  # 先进村和文明村
        beside = before < place and (_levelled(text, place, rules) or text.startswith("“", place))
        if cut.start() >= 4 and (done or beside):
            yield Span(start, before), False
            start = place
    yield Span(start, limit), bool(stop)


def _award(text: str, span: Span, rule: str, rules: _Rules, verb: int) -> Iterator[Award]:
    if (given := _RECEIVER.match(text, span.start, span.end)) and not _levelled(text, span.start, rules):
        span, verb = Span(given.end(), span.end), given.end()
    head = rules.heads.match(text, span.start, span.end)
    begin = head.end() if head else span.start
    start = span.start if rule == "holders-behind" or text[span.start - 1 : span.start] == "“" else begin
    end = span.end
    tail = (rules.reviews if text.startswith("通过", verb) else rules.tails).search(text[start:end])
    if tail and tail.start() >= 3:
        end = start + tail.start()
    name = text[start:end].strip()
    told = level(text[begin:end], rules)
    whole = _ONLY_QUOTED.fullmatch(name)
    if whole:
        start, name = start + whole.start(1), whole.group(1)
    start += len(text[start:end]) - len(text[start:end].lstrip())
    granted, lead = _granted_by(text, verb), text[span.start : begin]
    handed = text[verb] in "得拿领捧获" and lead.endswith(("颁发的", "授予的", "表彰的"))  # 得了镇上颁发的先进村
    told, by = told or level(lead, rules), granted or handed or lead.endswith("里的")  # 镇里的先进村
    quoted = text[start - 1 : start] == "“" or _LEVEL_AND_QUOTE.fullmatch(name) is not None
    if _is_honour(name, rules, weak=rule == "weak-verb" and not (by or lead.endswith(("：", "是"))), given=bool(by) or quoted, starred=not text.startswith(_GOAL, verb)):
        person = bool(rules.personal.search(name)) and not name.endswith(COMMUNITY)  # 最美家庭社区
        which = level(name, rules) or told or granted
        yield Award(Span(start, start + len(name)), name, which, rule, person, verb)


def _is_honour(name: str, rules: _Rules, *, weak: bool, given: bool, starred: bool = False) -> bool:
    """Whether a name is that of an honour; ``given``: it stands in quotes, or the text says who gave it; ``starred``: stars are
    as good as a level."""
    plain = _MARKS.sub("", name)
    short = bool(rules.small.fullmatch(plain)) and not weak
    if not (4 <= len(plain) <= 36 or short) or rules.never.search(_IN_TITLE.sub("", plain)) or not rules.ends.search(plain):
        return False
    if weak and _PRAISE.search(plain):
        return False
    levelled = _levelled(plain, 0, rules) or (starred and bool(_STARRED.match(plain)))
    marked = bool(rules.marks.search(plain) or rules.marks.search(name))
    return (levelled and (marked or given)) if weak else (marked or given or (levelled and len(plain) >= 6))


def _granted_by(text: str, verb: int) -> str | None:
    """The level of who awarded it: 被县委评为."""
    granter = _GRANTER.search(text, max(0, verb - 16), verb)
    return next((name for name, value in granter.groupdict().items() if value), None) if granter else None


def level(name: str, rules: _Rules) -> str | None:
    """The level that the name itself tells."""
    plain = _MARKS.sub("", name)
    for which, pattern in rules.levels:
        if pattern.match(plain):
            return which
    return None
