"""Honours: award titles of the speech, their level, and which village holds them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from cunjian.extract import awards
from cunjian.extract.owners import Owners
from cunjian.extract.passages import LAST_SENTENCE, clause
from cunjian.model import HonourMention, VillageMention, Words
from cunjian.script import HAN, SURNAMES, either

_OF_DISTRICT = re.compile(r"(?:县|市|(?<!村)镇|(?<!之)乡|(?<!社)(?<!景)(?<!园)(?<!片)(?<!小)(?<!旅游)(?<!度假)区|街道|工作队|家庭|大户)$")
_LAST_STOP = re.compile(r"(?s).*[，。；：！？\n]")
_ADVERBS = re.compile(  # 今年, 2021年又, 先后两次被县委
    rf"(?:[今去前当同次][年届]|\d{{4}}年(?:\d{{1,2}}月)?|[{HAN}]{{0,2}}年[初底]|先后|连续[{HAN}\d、年]{{1,8}}|多次|再次|一举|还|也|又|就|曾|另外?|则|都|同时|接连|相继|由此|已经?|正式|成功|因此|[两三四]次|[被获][{HAN}、]{{0,14}})+$"
)
_OFFICES = "党员|村民|书记|主任|支书|会计|队员|队长|老人|妇女|青年|农民|社员|居民|牧民|第一书记|带头人|委员|乡贤"
_PERSON = re.compile(rf"(?:(?:{_OFFICES})(?:[{SURNAMES}][{HAN}×某]{{1,2}})?(?:同志|本人|家)?|[我他她]|本人|个人|夫妇)$")
_US = re.compile("授予了?[我咱俺]们?(?:村|社区|屯|寨|嘎查)?(?:党支部|党总支|党组织|支部|总支)?“?")  # 县委授予我们支部……
_UNNAMED = re.compile(  # who gets it where no village is named: nobody, 党支部, 村里, 该社区党支部
    "(?:(?:该|这个|此|本|全)?(?P<place>[村寨屯]|嘎查|社区)[子里上]?)?(?:党支部|党总支|党组织|支部|总支|(?<=村)委会|(?<=[村区])“?两委”?)?(?:后来|如今|现在|今年|去年)?"
)
_OF_VILLAGE = re.compile("(?:村[庄落镇]?|社区|屯|寨|嘎查|党组织|党总支|党委|支部|示范点)$")  # titles that villages hold
_RULED = re.compile("规定|标准|细则|办法|凡是?")
_POINTS = "(?:每[项次个])?(?:分别)?(?:奖励?|加|计|记|扣|得)(?:[\\d一二三四五六七八九十]{1,3}|多少)分"
_GRADED = (re.compile(f"[^。；\\n]{{0,40}}{_POINTS}"), re.compile(f"的，?{_POINTS}"))  # 凡被评为全国文明村，加五分; 被评为全国文明村的，加五分
_PARTY = re.compile("(?:党支部|党总支|党工委|党委|支部)$")
_BESIDE = re.compile("(?:党支部|党总支|党委)?[、和与及].")  # 石桥村|、南山小学
_SCENE = re.compile("(?:旅游|度假)区$|之乡$")  # a village's, where it says so
_VILLAGE = (*awards.COMMUNITY, "村里", "村子", "寨子")
_OTHER = re.compile(rf"[{HAN}]{{2,10}}[镇乡县市](?:党委|党工委)?$|(?:[县镇乡市区旗]里|[县镇乡]政府)(?:墙上|门口)?$")


def find(text: str, villages: tuple[VillageMention, ...], owners: Owners, words: Words) -> tuple[HonourMention, ...]:
    """All honours, in order; one of a county, a town or a person has no village."""
    every = {v.name for v in villages}
    own = next((v.name for v in villages if v.own), None)
    others = _others(words)
    out = []
    for award in awards.find(text, words):
        for name in _holders(text, award, owners, own, every, others) or (None,):
            out.append(HonourMention(award.span, award.name, award.rule, award.level, name))
    for one in villages:
        if title := awards.in_front(text, one.span.start, words):
            out.append(HonourMention(title.span, title.name, title.rule, title.level, one.name))
    return tuple(sorted(out, key=lambda honour: honour.span))


def _holders(
    text: str, award: awards.Award, owners: Owners, own: str | None, every: set[str], others: _Others
) -> tuple[str, ...]:
    """The villages that hold a title: what 授予 names, whom the passage speaks of, the speaker's own, the one named before; none of a
    title that a rule counts points for, nor of what a person, a town or who works in the village gets."""
    subject = _subject(text, award.verb)
    if award.personal or _OF_DISTRICT.search(award.name) or _PERSON.search(subject) or _is_ruled(text, award):
        return ()
    if own and _US.fullmatch(text, award.verb, award.span.start):
        return (own,)
    if _other(subject, every, others) or (subject and _SCENE.search(award.name) and not subject.endswith((*every, *_VILLAGE))):
        return ()
    if names := owners.of(award.verb) or owners.default(award.verb, title=True):
        return names
    unnamed = _UNNAMED.fullmatch(subject) if _OF_VILLAGE.search(award.name) else None
    return owners.named_before(award.verb, unnamed["place"] or "", party=bool(subject) and not unnamed["place"]) if unnamed else ()


def _is_ruled(text: str, award: awards.Award) -> bool:
    """Whether a rule says what such a title counts: 标准是：被评为全国文明村，加五分."""
    said = clause(text, max(0, award.verb - 60), award.verb, LAST_SENTENCE)
    return bool((_RULED.search(said) and _GRADED[0].match(text, award.span.end)) or _GRADED[1].match(text, award.span.end))


def _subject(text: str, verb: int) -> str:
    """Who is said to get it: the words before the verb back to the last stop, without when, how often and by whom."""
    return _ADVERBS.sub("", clause(text, max(0, verb - 40), verb, _LAST_STOP).strip())


class _Others(NamedTuple):
    """Who works in a village and is none, and what says of a subject that the village does something by them."""

    holders: tuple[str, ...]
    means: re.Pattern[str]


@lru_cache(maxsize=4)
def _others(words: Words) -> _Others:
    return _Others(words["honours.other_holders"], re.compile(either(words["honours.means"])))


def _other(subject: str, villages: set[str], others: _Others) -> bool:
    """Whether a town gets it, in whose name no village stands, or who works in the village and is no village (合作社, 石桥村妇联); not
    where a village does by them (石桥村凭借光伏项目), or with them (石桥村、南山小学)."""
    named = [subject.rfind(name) + len(name) for name in villages if name in subject]
    if _OTHER.search(subject):
        return not named
    if not _PARTY.sub("", subject).endswith(others.holders):
        return False
    between = subject[max(named, default=0) :]
    return not (others.means.search(between) or (named and _BESIDE.match(between)))
