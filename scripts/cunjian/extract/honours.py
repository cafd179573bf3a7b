"""Honours: award titles of the speech, their level, and which village holds them."""

from __future__ import annotations

import re

from cunjian.extract import awards
from cunjian.extract.owners import Owners
from cunjian.extract.passages import clause
from cunjian.model import HonourMention, VillageMention, Words
from cunjian.script import HAN, SURNAMES

_OF_DISTRICT = re.compile(r"(?:县|市|(?<!村)镇|乡|(?<!社)(?<!景)(?<!园)(?<!片)(?<!小)区|街道|工作队|家庭|大户)$")
_LAST_STOP = re.compile(r"(?s).*[，。；：！？\n]")
_ADVERBS = re.compile(  # 今年, 2021年又, 先后两次被县委
    rf"(?:[今去前当同次][年届]|\d{{4}}年(?:\d{{1,2}}月)?|[{HAN}]{{0,2}}年[初底]|先后|连续[{HAN}\d、年]{{1,8}}|多次|再次|一举|还|也|又|就|曾|成功|因此|[两三四]次|[被获][{HAN}、]{{0,14}})+$"
)
_OFFICES = "党员|村民|书记|主任|支书|会计|队员|队长|老人|妇女|青年|农民|社员|居民|牧民|第一书记|带头人|委员|乡贤"
_PERSON = re.compile(rf"(?:(?:{_OFFICES})(?:[{SURNAMES}][{HAN}×某]{{1,2}})?(?:同志|本人|家)?|[我他她]|本人|个人|夫妇)$")
_US = re.compile("授予了?[我咱俺]们?(?:村|社区|屯|寨|嘎查)?(?:党支部|党总支|党组织|支部|总支)?“?")  # 县委授予我们支部……
_UNNAMED = re.compile(  # who gets it where no village is named: nobody, 党支部, 村里, 该社区党支部
    "(?:(?:该|这个|此|本|全)?(?P<place>[村寨屯]|嘎查|社区)[子里上]?)?(?:党支部|党总支|党组织|支部|总支|(?<=村)委会|(?<=[村区])“?两委”?)?(?:后来|如今|现在|今年|去年)?"
)
_OF_VILLAGE = re.compile("(?:村[庄落镇]?|社区|屯|寨|嘎查|党组织|党总支|党委|支部|示范点)$")  # titles that villages hold
_OTHER = re.compile(rf"[{HAN}]{{2,10}}(?:[镇乡县市]|街道|片区党委|工作队|学校|小学|公司)(?:党委|党工委)?$|(?:[县镇乡市区旗]里|[县镇乡]政府)(?:墙上|门口)?$")


def find(text: str, villages: tuple[VillageMention, ...], owners: Owners, words: Words) -> tuple[HonourMention, ...]:
    """All honours, in order; one of a county, a town or a person has no village."""
    every = {v.name for v in villages}
    own = next((v.name for v in villages if v.own), None)
    out = []
    for award in awards.find(text, words):
        for name in _holders(text, award, owners, own, every) or (None,):
            out.append(HonourMention(award.span, award.name, award.rule, award.level, name))
    for one in villages:
        if title := awards.in_front(text, one.span.start, words):
            out.append(HonourMention(title.span, title.name, title.rule, title.level, one.name))
    return tuple(sorted(out, key=lambda honour: honour.span))


def _holders(text: str, award: awards.Award, owners: Owners, own: str | None, every: set[str]) -> tuple[str, ...]:
    """The villages that hold a title: what 授予 names, whom the passage speaks of, the speaker's own, the one named before."""
    subject = _subject(text, award.verb)
    if award.personal or _OF_DISTRICT.search(award.name) or _PERSON.search(subject) or _other(subject, every):
        return ()
    if own and _US.fullmatch(text, award.verb, award.span.start):
        return (own,)
    if names := owners.of(award.verb) or owners.default(award.verb, title=True):
        return names
    unnamed = _UNNAMED.fullmatch(subject) if _OF_VILLAGE.search(award.name) else None
    return owners.named_before(award.verb, unnamed["place"] or "", party=bool(subject) and not unnamed["place"]) if unnamed else ()


def _subject(text: str, verb: int) -> str:
    """Who is said to get it: the words before the verb back to the last stop, without when, how often and by whom."""
    return _ADVERBS.sub("", clause(text, max(0, verb - 40), verb, _LAST_STOP).strip())


def _other(subject: str, villages: set[str]) -> bool:
    """Whether a town, a school … gets it and not a village, whose name may stand before it (石桥村小学)."""
    return bool(_OTHER.search(subject)) and not any(name in subject for name in villages)
