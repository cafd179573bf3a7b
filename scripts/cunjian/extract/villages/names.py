"""Village names: where the left edge of a name before 村, 社区, 屯, 寨, 嘎查 lies, and whether it is a name at all.

Every 村 is weighed by itself: what stands before the name (an address, a clause start, a verb), how name-like its
characters are, what follows.  Names found so are then looked for at the places where the surroundings said too little.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from cunjian.extract.passages import clause
from cunjian.extract.villages import chain, lists, shapes
from cunjian.extract.villages.rules import CLASS, Rules
from cunjian.model import Span, value
from cunjian.script import HAN, IS_HAN

_HIDDEN = frozenset("*×xX○□●_") | frozenset("0123456789") | frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_LAST_STOP = re.compile(r"(?s).*[，。；：！？\n]")
_DOUBLED = re.compile(r"村(?:民|委|干部|党|集体|支|两委|“|里|务|部|组)")
_LEVELS = re.compile("[组村户队][账财资款][村屯]|[^。][类拣捡放洁扫装]村(?:收集|代管|托管|转运)")  # 组账村管, 户分类村收集
_VILLAGERS = re.compile("村民(?!委)")
_TEAM = re.compile("[一二三四五六七八九十][组社队]村民(?!委)")  # 四社|村民
_WHOLE_ONE = re.compile("[起了活好富强带]一村(?!村)")  # 富起一村人
_COUNTED = re.compile(r"(?:\d+|[一二两三四五六七八九十]+)个[、，。；]")  # 红旗村8个、
_VISITING = re.compile("行动(?!起)|活动|服务|入户|办公|制度|计划|工程|任职|帮扶")  # 三员下村行动
_SERVES = re.compile("(?:党支部|支部)?(?:书记|主任|支书|干部|会计|文书|官)")  # 当村主任
_PROSPER = ("富民", "强村", "富村")  # 组好兴村富民“多声部”
_ROAD = re.compile("公路|道路|油路|(?:水泥|柏油|硬化|砂石|组)?路")
_DOING = {**dict.fromkeys("下进入驻到", _VISITING), **dict.fromkeys("当任", _SERVES)}  # what behind the verb tells of no place
_CALLED = frozenset("请引邀召唤劝带接让送聘")  # 请贤|回村
_TWICE = re.compile(r"村(?=[，。、；：（）”\s]|$|[的是把有现]|位于|地处|坐落|隶属)")  # 苏村村位于, but 苏村|村民
_COUNT = re.compile(r"[\d两三四五六七八九十]个$")  # 2个|哈尼寨
_MANY = re.compile(r"(?:(?<!\d)(?:[2-9]|\d{2})|[两三四五六七八九十几数多])个")
_TIERS = ("自然", "行政")
_WITHIN = tuple("民里内外")
_COUNTY = re.compile("[屯寨]县")
_LEFT_BEHIND = re.compile("[搬迁](?:下|出|过)?来")
_GRADE = re.compile("[屯寨](?:级|长)")  # 向阳村屯级党小组
_BUILDING = re.compile("(?:红色|党性|革命|廉政|民俗|历史|文化)[\u4e00-\u9fff]{0,4}(?:馆|基地|旧址|陵园)")
_LONGER = re.compile("[屯寨](?<=[\u4e00-\u9fff].)(?=村(?!民(?!委)))")
_WORKS = ("厂", "站", "校区", "城")  # communities of factories and stations
_OFFICE = re.compile("(?:村|社区|屯|寨|嘎查)[^，。；]{0,10}(?:书记|主任|支书|会计|队长)$")
_CLAUSE_ENDS = re.compile(r"[，。；、：\s]|$")
_IS_A = re.compile("[是成为变].*(?<!周边|附近|邻近|相邻|毗邻|旁边)的$")  # 过去是靠天吃饭的|旱山村
_GIVEN = re.compile("(?:评为|评上|获评|成为|命名为|曾是|原是|同是|同为)[^，。；的]{2,16}(?:村|社区|屯|寨|嘎查|支部|集体|单位|党组织)”?的$")  # 被评为文明村的|石桥村
_CALLED_A = re.compile("(?<!并)(?:成了|成为|变成|变为)[^，。；的]{0,2}$|(?P<who>[\u4e00-\u9fff]{2})[村屯寨]是[^，。；的]{0,4}$")  # 成了|红旗村, 后岗村是|库边村
_ITSELF = re.compile(f"^([{HAN}]{{2,6}}(?:村|屯|寨|社区|嘎查))是(?:个|一个)?$")
_NICKNAMED = re.compile(  # 被人叫做石头村
    f"被(?:外|旁)?(?:人们?|大家|大伙|群众|村民|邻村|邻居|乡亲)[{HAN}]{{0,3}}?(?:叫作?做?|唤作|喊作|称为|称作|戏称为?)$|(?:外号|绰号|浑名|诨名|戏称|笑称)(?:[叫是为作])?$"
)
_OLD, _WERE_OLD = 3, re.compile("[两二三四五六七八几各]个?老村")
_AS_IT_IS = frozenset("老空穷富强弱旧")  # 堡子坪村是|古堡老村
_ONE_OF = re.compile("[把将由从]一个[^一月]*的$")  # 把一个靠天吃饭的|旱山村
_NO_END = re.compile("[子镇乡县门墙貌]|河(?![长道边段])")  # 寨|子, 北屯|河, but 柳湾屯|河长制
_MERGED = re.compile(  # 由上溪村、下溪村合并而来
    rf"(?:[、和与及][{HAN}]{{1,6}}?(?:村|社区|屯|寨|嘎查|(?=[、和与及等两二三四五六七八九十\d])))*+"
    r"(?:等?[两二三四五六七八九十\d]{1,2}个?(?:行政|自然)?村)?(?:[合撤拆归]并|整合[成而]|并[成为入])"
)
_MADE_OF = re.compile(rf"由(?:原来?的?)?(?:[{HAN}]{{1,6}}?(?:村|社区|屯|寨|嘎查)[、和与及])*+$")
_LISTED = re.compile(f"([{HAN}]{{2}})村(?=[、。；]|[两二三四五]类|$)")
_JOINED = re.compile(f"[乡镇]、[{HAN}]{{1,5}}[乡镇]$")
_ONE = re.compile("为(?:试点|核心|中心|龙头|示范|例|重点|样板|主体|代表|圆心|单位)|党")  # 以永兴村为试点: one village
_DAY = re.compile(r"月 ?\d{1,2} ?日$")
_OFTEN_FIRST = frozenset("中上下前后")  # stand before names, and as often begin one (和中庄村)
_LAST_OTHER = re.compile(f"(?s).*[^{HAN}]")
_BESIDE = 14  # characters of two townships in front
_LONGEST = 7  # characters before 村
_ACCEPT = 3.5
_NAME_LIKE = 0.5
_PLACE_LIKE = 1.0  # what is called 自然村


@value()
class Named:
    """One place where a village is named."""

    span: Span
    name: str
    rule: str
    place: str | None


@value()
class _Guess:
    start: int
    end: int  # behind 村
    name: str
    score: float
    likeness: float
    rule: str


def find(text: str, rules: Rules, blocked: Sequence[Span]) -> tuple[Named, ...]:
    """All places where villages are named, in order; nothing that touches ``blocked`` counts."""
    sure: list[_Guess] = []
    open_ends: list[tuple[int, int]] = []
    guesses: Counter[str] = Counter()
    unsure: list[_Guess] = []
    for begin, end in _places(text, rules, blocked):
        follows = sure[-1].end if sure else -1
        best = _best(text, begin, end, rules, follows)
        kind = best and text[best.start - 1] == "、" and best.rule == "clause-start" and text[best.start : begin] in rules.common_names
        if best is None or kind:  # 五星村、红旗村、样板村: kinds of villages
            open_ends.append((begin, end))
            continue
        guesses[best.name] += 1
        good = best.score >= _ACCEPT and best.likeness >= _NAME_LIKE and not _only_mentioned(text, best, rules)
        (sure if good else unsure).append(best)
    sure += [g for g in unsure if guesses[g.name] >= 2 and g.score >= _ACCEPT and not _only_mentioned(text, g, rules)]
    nicknames = {g.name for g in (*sure, *unsure) if _NICKNAMED.search(clause(text, max(0, g.start - 16), g.start, _LAST_STOP))}
    sure = [g for g in sure if g.name not in nicknames and not _is_one(text, g, guesses)]
    listed = list(_listed(text, rules))
    closed = {end for _, end in listed} | {g.end for g, _ in listed}
    sure = [g for g in _lengthened(text, _shortened(text, sure, rules)) if g.end not in closed]
    known = {g.name for g in sure} | {g.name for g, _ in listed}
    taken = closed | {g.end for g in sure}
    rest = open_ends + [(g.end - len(_class_of(g.name)), g.end) for g in unsure if g.end not in taken]
    sure += [g for begin, end in rest if (g := _known(text, begin, end, known, rules))]
    sure += [g for g, _ in listed]
    named = {g.name for g in sure if g.rule not in ("after-word", "known-name")}
    kinds = _counted(text, {g.name for g in sure} - named)
    sure = [g for g in sure if g.name not in kinds]
    return tuple(
        Named(Span(g.start, g.end), g.name, g.rule, _place(text, g.start, g.end, rules))
        for g in sorted(sure, key=lambda g: g.start)
    )


def _counted(text: str, names: set[str]) -> set[str]:
    """The names that several of are counted: A村、B村、C村三个|石山村 is a kind."""
    sizes = {len(name) for name in names}
    ends = [many.end() for many in _MANY.finditer(text)] if names else []
    return {text[at : at + size] for at in ends for size in sizes if text[at + size : at + size + 1] not in tuple("民党干")} & names


def _place(text: str, start: int, end: int, rules: Rules) -> str | None:
    """Where a village lies: what stands in front of its name or is told behind it."""
    return chain.place(text, start, rules) or chain.behind(text, end, rules)


def _listed(text: str, rules: Rules) -> Iterator[tuple[_Guess, int]]:
    """青山、绿水、石桥三个村, each with the end of the list."""

    def possible(part: str, kind: str) -> bool:
        plain = part not in rules.common_names and (part in rules.before or part in rules.generic)
        return (
            not plain
            and shapes.possible(part, kind, "enumeration", rules)
            and shapes.likeness(part, rules) >= _NAME_LIKE
        )

    for span, name, end in lists.find(text, possible, lambda at: _left(text, at, rules, -1) is not None):
        yield _Guess(span.start, span.end, name, 0.0, 0.0, "counted-list"), end


def _class_of(name: str) -> str:
    return name[-2:] if name.endswith(("社区", "嘎查")) else name[-1]


def _places(text: str, rules: Rules, blocked: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """Every 村 (社区 …) that may end a village name, by what stands behind it; 坪寨 where there is 坪寨村, and 王家寨 in
    front of what is built there (王家寨红色教育馆), are no villages of their own."""
    longer = {text[found.start() - 1 : found.end()] for found in _LONGER.finditer(text)}
    index = 0
    for match in CLASS.finditer(text):
        begin, end = match.span()
        tier = 2 if match.group() == "村" and text.endswith(_TIERS, 0, begin) else 0  # 上溪|自然村
        while index < len(blocked) and blocked[index].end <= begin:
            index += 1
        if index < len(blocked) and blocked[index].start < end:
            continue
        if begin == 0 or not IS_HAN.match(text, begin - 1) or rules.company.match(text, end):
            continue
        if text.startswith("村", end) and match.group() == "村":
            if _DOUBLED.match(text, end):
                yield begin - tier, end
            continue
        if text[begin - 1] == "天" and text[end : end + 1] in ("里", "民"):  # 白天村里
            continue
        if _WHOLE_ONE.match(text, begin - 2):
            continue
        doing = _DOING.get(text[begin - 1])
        if _COUNTED.match(text, end) or _LEVELS.match(text, begin - 2) or _TEAM.match(text, begin - 2) or (doing and doing.match(text, end)):
            continue
        if match.group() in "屯寨" and (text[begin - 1 : end] in longer or _BUILDING.match(text, end)):
            continue
        peopled = text[begin - 2 : begin] not in longer and text.startswith("民", end) and text[begin - 1] in "屯寨"  # 板六|屯|村民
        if (CLASS.match(text, end) and not _GRADE.match(text, end) and not (match.group() in "屯寨" and _VILLAGERS.match(text, end))) or peopled:
            continue
        if rules.after_not.match(text, end) if match.group() == "村" else text.startswith("级", end):  # 屯级
            continue
        if match.group() in "屯寨" and (text[begin - 1] == "村" or _NO_END.match(text, end)):
            continue
        yield begin - tier, end


def _best(text: str, begin: int, end: int, rules: Rules, follows: int) -> _Guess | None:
    """The likeliest name that ends with the class word at ``begin``; none where what stands there is 乡村振兴村."""
    if not rules.generic.isdisjoint([text[max(0, begin - size) : begin] for size in (3, 4, 5)]):
        return None
    guesses = []
    kind = "村" if text[end - 1] == "村" else text[begin:end]
    other = _LAST_OTHER.match(text, max(0, begin - _LONGEST), begin)
    for start in range(begin - 1, (other.end() if other else max(0, begin - _LONGEST)) - 1, -1):
        if start < begin - 1 and (text[start] in rules.bounds or text[begin - 1] in rules.bounds):
            break
        part = text[start:begin]
        if not shapes.ever(part, kind, rules) or _by_means(text, start, Span(begin, end), rules) or _no_name(text, part, Span(begin, end), rules):
            continue
        road = part[-1] == "通" and _ROAD.match(text, end) and _is_deed(text, start, begin, rules)  # 进行|通村公路
        if road or (part[-1] in "兴强" and text.startswith(_PROSPER, end)) or (part[0] == "以" and text.startswith("为", end)):  # 以|石阴村为龙头
            continue
        left = _left(text, start, rules, follows)
        if left is None or not shapes.possible(part, kind, left[1], rules):
            continue
        told = left[1] in ("address-chain", "enumeration")
        if not told and part in rules.things and part not in rules.common_names and text.startswith(_WITHIN, end):  # 方便|村民, 汇总|村内
            continue
        likeness = shapes.likeness(part, rules)
        if kind != text[begin:end] and (len(part) == 1 or (likeness < _PLACE_LIKE and left[1] != "address-chain")):  # 搬空自然村
            continue
        strong = bool(rules.after_strong.match(text, end) or text.startswith("村", end))
        sure = left[1] == "address-chain" or (part not in rules.generic and _of_place(text, start, rules))  # 复兴镇的|建设村
        if part in rules.ambiguous and not (strong and left[0] >= 2) and not sure:
            continue
        behind = 1.5 if strong else 0.0 if rules.after_compound.match(text, end) else 1.0
        score = left[0] + behind + likeness + shapes.shape(part, kind, rules)
        works = part.endswith(_WORKS)
        unheard = shapes.unheard(part, rules) or kind == "嘎查" or works
        if told or rules.after_sure.match(text, end) or unheard:
            likeness = max(likeness, _NAME_LIKE)
        score += 1.0 if unheard and left[0] >= 2 and (text.startswith("党", end) or (works and kind == "社区")) else 0.0
        guesses.append(_Guess(start, end, part + text[begin:end], score, likeness, left[1]))
    return max(guesses, key=lambda g: (g.score, g.start), default=None)


def _no_name(text: str, part: str, kind: Span, rules: Rules) -> bool:
    """请贤回|村, 苏村|村民, 金寨 where 金寨县 is named."""
    if part[0] == "辖":  # 和平街道|辖东门社区
        return True
    if part[-1] in "下回" and part[:-1] in rules.things:  # 资金|下村, 能人|回村
        return True
    if part[-1] == "回" and not _CALLED.isdisjoint(text[kind.start - len(part) - 1 : kind.start]):
        return True
    if part[-1] == kind.of(text) == "村" and not _TWICE.match(text, kind.start):
        return True
    return text[kind.end - 1] in "屯寨" and f"{part}{kind.of(text)}" in _counties(text)


@lru_cache(maxsize=1)
def _counties(text: str) -> frozenset[str]:
    """What stands before 县 and ends as names of villages do."""
    return frozenset(text[max(0, match.start() - size) : match.start() + 1] for match in _COUNTY.finditer(text) for size in (1, 2, 3))


def _of_place(text: str, start: int, rules: Rules) -> bool:
    """Whether 的 behind a place stands in front of ``start``: 复兴镇的."""
    return text[start - 1] == "的" and chain.place(text, start - 1, rules) is not None


def _by_means(text: str, start: int, kind: Span, rules: Rules) -> bool:
    """以茶兴村: by what villages prosper."""
    return text[kind.start - 1] in rules.by_means and "以" in text[max(0, start - 1) : start + 1] and not _ONE.match(text, kind.end)


def _is_deed(text: str, start: int, begin: int, rules: Rules) -> bool:
    """Whether what stands before the last character is a word that leads to names, or the end of one: 进行|通."""
    return any(text[at : begin - 1] in rules.before for at in (start, start - 1))


def _left(text: str, start: int, rules: Rules, follows: int) -> tuple[float, str] | None:
    """How well a name may begin at ``start``: weight and rule, None when it may not."""
    if start == 0:
        return 2.0, "clause-start"
    before = text[start - 1]
    if before in _HIDDEN or before == "级" or text.startswith("由原", start - 1) or _COUNT.search(text, max(0, start - 2), start):  # 市级红旗村
        return None
    if text[start] in "和与及" and _JOINED.search(text, max(0, start - _BESIDE), start):  # 红岩乡、金沟镇|和平坝村
        return None
    if follows >= 0 and follows == start - 1 and before in "、和与及，":
        return 3.0, "enumeration"
    if before in "和与及" and _JOINED.search(text, max(0, start - 1 - _BESIDE), start - 1):
        return 2.0, "enumeration"
    if not IS_HAN.match(before):
        return (0.5, "clause-start") if before in "”’》%+" else (2.0, "clause-start")
    if before in rules.admin_last and chain.admin_end(text, start, rules) and chain.place(text, start, rules):
        return 4.0, "address-chain"
    if before == "日" and _DAY.search(text, max(0, start - 7), start):  # 3月11日奔栏村
        return 2.0, "clause-start"
    if text[start] == "日" and _DAY.search(text, max(0, start - 6), start + 1):
        return None
    if chain.HIDDEN_ADMIN.search(text, max(0, start - 4), start):  # **乡石门坎村
        return 2.0, "clause-start"
    if text.endswith(("村", "社区"), 0, start) and text[start] not in "民委干党支两集":
        kind = text[max(0, start - 3) : start - 1] in rules.generic  # 中心村|石桥村
        return (3.0, "address-chain") if follows == start else (2.0 if kind else 1.5, "after-word")
    if chain.after_word(text, start, rules) or _in_province(text, start, rules):
        return 2.0, "after-word"
    if text[start - 1 : start + 1] in rules.common_names or _inside_word(text, start, rules):  # 向|阳坡, 每|月
        return None
    if text[start] != "家" and (before in rules.never_inside or before in rules.before_single):  # 任|家湾
        return (0.75 if before in _OFTEN_FIRST else 1.5), "after-word"
    if text[max(0, start - 3) : start].endswith(rules.admin_not):
        return 1.5, "after-word"
    return None


def _in_province(text: str, start: int, rules: Rules) -> bool:
    """如湖北|石桥村: a province without 省, where a name might begin."""
    if not text.endswith(rules.provinces, 0, start):
        return False
    begin = start - (3 if text.endswith(("黑龙江", "内蒙古"), 0, start) else 2)
    return chain.is_edge(text, begin, rules)


def _inside_word(text: str, start: int, rules: Rules) -> bool:
    """每|月下村, 沿|海渔业村: the edge would cut a listed word."""
    pair = text[start - 1 : start + 1]
    return (pair in rules.known or pair in rules.generic) and pair[0] not in "在到以从由"


def _visited(text: str, guess: _Guess, rules: Rules) -> bool:
    """Named only as a place others went to, learnt from or left (赴X村考察学习, 学习X村经验, 从X村搬来)."""
    if _LEFT_BEHIND.match(text, guess.end) and "从" in clause(text, max(0, guess.start - 12), guess.start, _LAST_STOP):
        return True
    if not rules.visit_after.match(text, guess.end):
        return False
    return bool(rules.visit_verb.search(clause(text, max(0, guess.start - 30), guess.start, _LAST_STOP)))


def _only_mentioned(text: str, guess: _Guess, rules: Rules) -> bool:
    """A nickname in quotes (“上访村”), a kind or a place of visits: a village only when named elsewhere."""
    quoted = text[guess.start - 1 : guess.start] == "“" and text.startswith("”", guess.end)
    return quoted or _visited(text, guess, rules) or _person(text, guess) or _kind(text, guess, rules) or _former(text, guess) or _one_of_kinds(text, guess, rules)


def _is_one(text: str, guess: _Guess, names: Mapping[str, int]) -> bool:
    """天池村是深丘村，: what a village that is named is."""
    told = _ITSELF.search(clause(text, max(0, guess.start - 12), guess.start, _LAST_STOP))
    return bool(told and told[1] in names and names[guess.name] == 1 and _CLAUSE_ENDS.match(text, guess.end))


def _former(text: str, guess: _Guess) -> bool:
    """由上溪村、下溪村合并而来: those that another was made of; 凉水老村 where three old ones were made one."""
    if guess.name.endswith("老村") and len(guess.name) > _OLD and _WERE_OLD.search(text):
        return True
    return bool(_MERGED.match(text, guess.end) and _MADE_OF.search(clause(text, max(0, guess.start - 30), guess.start, _LAST_STOP)))


def _one_of_kinds(text: str, guess: _Guess, rules: Rules) -> bool:
    """分为平稳村、一般村、重点村: two others of the list that it stands in are kinds of villages."""
    if "、" not in (text[guess.start - 1 : guess.start], text[guess.end : guess.end + 1]):
        return False
    beside = clause(text, max(0, guess.start - 20), guess.start, _LAST_STOP), re.split("[，。；]", text[guess.end : guess.end + 20])[0]
    return sum(found in rules.generic for side in beside for found in _LISTED.findall(side)) > 1


def _kind(text: str, guess: _Guess, rules: Rules) -> bool:
    """过去是靠天吃饭的旱山村。: what a village is, not who."""
    lead = clause(text, max(0, guess.start - 30), guess.start, _LAST_STOP)
    if _ONE_OF.search(lead):
        return True
    called, stem = _CALLED_A.search(lead), guess.name[: -len(_class_of(guess.name))]
    who = called["who"] if called else None  # 牵头村是|大湾村 names one
    plain = rules.toponym.issuperset(who) and who not in rules.generic if who else stem in rules.common_names
    other = called is not None and (plain or stem[-1] in _AS_IT_IS)
    return bool(_CLAUSE_ENDS.match(text, guess.end) and ((_IS_A.search(lead) and not _GIVEN.search(lead)) or other))


def _person(text: str, guess: _Guess) -> bool:
    """柳湾村党支部书记周树村: behind an office in a village the last word of a clause is who holds it."""
    if not 2 <= len(guess.name) - 1 <= 2 or not _CLAUSE_ENDS.match(text, guess.end):
        return False
    return bool(_OFFICE.search(clause(text, max(0, guess.start - 30), guess.start, _LAST_STOP)))


def _lengthened(text: str, guesses: list[_Guess]) -> list[_Guess]:
    """Each as it is named elsewhere: 哈日高勒嘎查 where 高勒嘎查 stands behind 哈日, 苏村村 in front of 民, 石桥村 for 石桥行政村."""
    ending: dict[str, list[str]] = {}  # the end of a name -> the names that end so
    names = {g.name for g in guesses}
    for name in names:
        for cut in range(1, len(name)):
            ending.setdefault(name[cut:], []).append(name)
    return [_as_elsewhere(text, g, names, ending.get(g.name, [])) for g in guesses]


def _as_elsewhere(text: str, g: _Guess, names: set[str], ending: list[str]) -> _Guess:
    twice, plain = text[g.start : g.end + 1], g.name.replace("行政村", "村")
    if twice.endswith("村村") and twice in names:
        return replace(g, end=g.end + 1, name=twice, rule="known-name")
    if plain != g.name and plain in names:
        return replace(g, name=plain, rule="known-name")
    longer = [name for name in ending if text.endswith(name, 0, g.end)]
    name = max(longer, key=len, default="")
    return replace(g, start=g.end - len(name), name=name, rule="known-name") if name else g


_SIDES = "外内"  # 外沙头村 is no 沙头村


def _shortened(text: str, guesses: list[_Guess], rules: Rules) -> list[_Guess]:
    """慰问石桥村, seen once, is 石桥村 when that is named elsewhere and the rest is not part of a place name; so are
    美丽石桥村, and 青禾石桥村 where 石桥村 lies in 青禾县."""
    count = Counter(g.name for g in guesses)
    places = {place for g in guesses if (place := _place(text, g.start, g.end, rules))}
    out = []
    for g in guesses:
        for cut in range(1, len(g.name) - len(_class_of(g.name)) - (g.name[-1] != "村")):
            short = g.name[cut:]
            if not count[short]:
                continue
            county = any(re.match(f"(?:.*[省市])?{g.name[:cut]}[县市区旗]", place) for place in places)
            if county or (count[g.name] == 1 and not all(c in rules.toponym or c in _SIDES for c in g.name[:cut])):
                g = _Guess(g.start + cut, g.end, short, g.score, g.likeness, "known-name")
                break
        out.append(_unpraised(g, count, rules))
    return out


def _unpraised(g: _Guess, count: Counter[str], rules: Rules) -> _Guess:
    """美丽石桥村 where 石桥村 is named elsewhere, and 浙江鲁家村."""
    cut = next((size for size in range(1, len(g.name)) if g.name[:size] in rules.praise and count[g.name[size:]]), 0)
    stem = g.name[: -len(_class_of(g.name))]
    if not cut and stem.startswith(rules.provinces) and g.rule != "address-chain":
        size = 3 if stem.startswith(("黑龙江", "内蒙古")) else 2
        cut = size if len(stem) > size + 1 or stem[size:] in rules.single_names else 0  # 山东|代村, but 山东头村
    return replace(g, start=g.start + cut, name=g.name[cut:], rule="known-name") if cut else g


def _known(text: str, begin: int, end: int, known: set[str], rules: Rules) -> _Guess | None:
    """A name that is known from another place of the speech, at a place that says too little by itself."""
    for length in range(5, 0, -1):
        start = begin - length
        name = text[start:end] if text[start:end] in known else text[start:end].replace("行政村", "村")
        if start >= 0 and name in known and text[start - 1 : start] not in _HIDDEN:
            guess = _Guess(start, end, name, 0.0, 0.0, "known-name")
            return replace(guess, rule="visited") if _visited(text, guess, rules) else guess
    return None
