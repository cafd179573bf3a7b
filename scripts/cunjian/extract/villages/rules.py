"""The word lists of curation/words/villages.yml, compiled."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from cunjian.extract.villages.plain import ACTIONS, THINGS, Plain
from cunjian.model import Words
from cunjian.script import HAN, either

_NUMERALS = "0123456789一二三四五六七八九十两几多"
_NUMERAL = f"[{_NUMERALS}]"
_TOWN = (  # not an address in front of a village's name
    rf"(?<![^，。！？；：\n“])(?:(?![村被由把将在到是为了着过起]|NOT)[{HAN}]){{2,4}}?(?:[镇乡县市]|街道|苏木|[区旗](?=党?委|政府|财政))"
    rf"(?![上里内外的村级域直镇市县区场贤亲风土愁音]|[{HAN}]{{1,8}}?(?:村|社区|屯|寨|嘎查))(?:(?:党|纪)?委|政府|财政)?"
)
CLASS = re.compile("社区|嘎查|村|屯|寨")


@dataclass(frozen=True, slots=True, eq=False)
class Rules:
    """What the village finder asks of the word lists; equal only to itself, so that answers can be remembered by it."""

    generic: frozenset[str]
    generic_single: frozenset[str]
    by_means: frozenset[str]
    never_inside: frozenset[str]
    never_last: frozenset[str]
    bounds: frozenset[str]  # characters that no longer name holds, of whatever language
    before: Plain  # words that a name may follow, and that are none
    known: frozenset[str]  # of them, those that an editor listed
    ambiguous: frozenset[str]  # names that are words of these speeches too (建设村)
    things: Plain  # plain nouns and adjectives: names only with other evidence
    measured: re.Pattern[str]
    before_single: frozenset[str]
    common_names: frozenset[str]
    single_names: frozenset[str]
    praise: frozenset[str]  # what is put before a name to praise the village (美丽石桥村)
    provinces: tuple[str, ...]  # named without 省 in front of a village (浙江鲁家村)
    name_tails: frozenset[str]  # describing words that a name may end with (红羊移民社区)
    toponym: frozenset[str]
    transliterated: frozenset[str]
    admin: tuple[str, ...]
    admin_last: frozenset[str]
    admin_not: tuple[str, ...]
    after_not: re.Pattern[str]
    after_compound: re.Pattern[str]
    after_strong: re.Pattern[str]
    after_sure: re.Pattern[str]
    company: re.Pattern[str]
    visit_verb: re.Pattern[str]
    object_before: re.Pattern[str]
    joint_before: re.Pattern[str]
    visit_after: re.Pattern[str]
    own: re.Pattern[str]
    anaphor: re.Pattern[str]
    anaphor_strong: re.Pattern[str]
    whole: re.Pattern[str]  # 该村, 全村: always the village spoken of, wherever they stand
    other_subject: re.Pattern[str]
    others: re.Pattern[str]  # whom a sentence of a village's own speech may speak of besides it
    elsewhere: re.Pattern[str]  # a sentence that begins with somebody else
    of_it: re.Pattern[str]  # what stands behind a village's bare name that is the subject
    another_place: re.Pattern[str]  # what makes another name of it
    another_point: re.Pattern[str]  # what no longer speaks of the village that a paragraph opens with
    people: re.Pattern[str]  # who acts in a village, at the beginning of a sentence of its own speech
    towns: frozenset[str]  # how names of towns begin that begin as another word does (和平, 向阳)
    town: re.Pattern[str]  # 利河乡有……: a town or county that begins a clause


@lru_cache(maxsize=8)
def rules(words: Words) -> Rules:
    """Compiled once for each set of word lists."""

    def of(name: str) -> frozenset[str]:
        return frozenset(words[f"villages.{name}"])

    def pattern(name: str) -> re.Pattern[str]:
        return re.compile(either(words[f"villages.{name}"]))

    toponym = frozenset("".join(words["villages.toponym"]))
    transliterated = frozenset("".join(words["villages.transliterated"]))
    bounds = of("never_inside") - transliterated - frozenset("".join(words["villages.common_names"])) - {"村", "更"}
    admin = tuple(sorted(words["villages.admin"], key=lambda w: (-len(w), w)))
    every = {*words["villages.admin_not"], *(before + suffix for before in "全各本该我每" for suffix in admin)}
    not_after, still = either(words["villages.after_not"]), either(words["villages.after_not_except"])
    companies = f"(?:{either(words['villages.company_words'])}){{0,6}}(?:{either(words['villages.company_ends'])})"
    counted = "|".join(f"{first}{_NUMERAL}*个(?:行政)?(?:村(?!民)|社区|嘎查)" for first in _NUMERALS)  # by plain characters, which a search finds fast
    hidden = "|".join(f"{re.escape(mark)}[*×xX]{{0,3}}(?:村|社区|屯|寨|嘎查)" for mark in "*×xX")
    other = f"{either(words['villages.other_subject'])}|{counted}|村（|{hidden}"
    return Rules(
        generic=of("generic"), generic_single=of("generic_single"), by_means=of("by_means"), never_inside=of("never_inside"),
        never_last=of("never_last"), bounds=bounds, before=Plain(ACTIONS, toponym, of("before")), things=Plain(THINGS, toponym),
        known=of("before"), ambiguous=of("common_names") & (of("before") | of("generic")),
        measured=re.compile(f"{_NUMERAL}+(?:{either(words['villages.measures'])})"), before_single=of("before_single"),
        common_names=of("common_names"), single_names=of("single_names"),
        praise=of("praise"), provinces=words["villages.provinces"], name_tails=of("name_tails"), toponym=toponym,
        transliterated=transliterated, admin=admin,
        admin_last=frozenset(suffix[-1] for suffix in admin), admin_not=tuple(sorted(every)),
        after_not=re.compile(f"(?!{still})(?:{not_after})"), after_compound=pattern("after_compound"),
        after_strong=pattern("after_strong"),
        after_sure=pattern("after_sure"), company=re.compile(companies), visit_verb=pattern("visit_verbs"),
        visit_after=re.compile(rf"(?:、[{HAN}]{{2,12}}?){{0,6}}(?:{either(words['villages.visit_after'])})"), object_before=pattern("object_before"),
        joint_before=pattern("joint_before"),
        own=re.compile(rf"(?:{either(words['villages.own'])})(?!民(?:代表|小组|议事|会议|委员|自治)|规|级)"),
        anaphor=re.compile(f"由?(?:{either(words['villages.anaphors'])})"),  # 由村党支部牵头
        anaphor_strong=pattern("anaphors_strong"),
        whole=re.compile(either([*words["villages.own_whole"], *words["villages.anaphors_strong"]])), other_subject=re.compile(other),
        others=pattern("own_others"),
        elsewhere=re.compile(f"(?:^|[。；！？])[^，。；]{{0,9}}(?:{either(words['villages.elsewhere'])}|(?<!自)我(?!们?村))"),
        of_it=re.compile(f"[，、]|{either(words['villages.of_it'])}"), another_place=pattern("another_place"),
        another_point=re.compile(f"[一二三四五六七八九]是|第[一二三四五六][，、]|[\u4e00-\u9fff]{{2,4}}那边|[（(]?[一二三四五六七八九十]{{1,2}}[)）]|[一二三四五六七八九十]{{1,2}}、|其[一二三四五]|{either(words['villages.another_point'])}"),
        people=re.compile(f"(?:{either([*words['villages.own_people'], *words['villages.inventory']])})(?![法章居])"),
        towns=of("towns"), town=re.compile(_TOWN.replace("NOT", either(words["villages.not_towns"]))),
    )  # fmt: skip
