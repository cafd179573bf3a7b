"""What quotes say that is no name: proverbs, complaints, nicknames, pictures, clauses, other things' names, honours in a list."""

from __future__ import annotations

import re
from functools import lru_cache

import rjieba

from cunjian.extract.terms.points.inside import head_of
from cunjian.extract.terms.points.lists import lists
from cunjian.extract.terms.quoted.marks import Quote
from cunjian.model import Words

_COMPLAINT = re.compile(  # “账目不清”“书记长期在外”等8类问题, but “红枫议事”解决了停车等难题
    r"(?:(?!解决|化解|破解|排查|办理|办结|处理)[^，。；！？\n])*等(?:[\u4e00-\u9fff\d]{0,5})?(?:问题|现象|难题|困境|倾向|弊端|矛盾|短板|顽疾|局面|状况|瓶颈)"
)
_CONTRAST = re.compile(r"(?:只|光|有|重|想)[\u4e00-\u9fff]{1,2}(?:不|无|没|轻)[\u4e00-\u9fff]{1,4}")
_SOME = re.compile(r"(?:个别|有的|有些|部分|少数|一些|极少数)[\u4e00-\u9fff]{0,8}$|(?:常常|经常|总是|往往)$")
_PERSON = re.compile(r"(?:[称叫喊唤][他她我咱你]们?(?:为|作|做|是)?(?:新时代的|我们的)?|把[他她我]们?[称叫喊](?:作|做|为)?)$")
_MADE = re.compile(r"(?:让|使|推动|帮助|促使|带动)[\u4e00-\u9fff]{1,6}$")  # 让干部“心里有底”
_PREDICATE = re.compile(r"(?![^好强高优美足]*[一二三四五六七八九十])[\u4e00-\u9fff]{4,}[好强高优美足]")  # “村里的事办得好”
_SAME = re.compile(r"(?!一)(.{1,3})对\1")  # “炕头对炕头”
_WHOSE = re.compile(r"[\u4e00-\u9fff]{2,}的(?:[\u4e00-\u9fff]|\d+)")  # “界碑旁的根”, “村里的110”
_LANDSCAPE = re.compile(r"[一二三四五六七八九十半]+分?[山水田地].*[水田地土石]|.*[一二三四五六七八九半]分[水田地土]")  # “九山半水半分田”
_SMALL, _AND_BIG = re.compile("小[\u4e00-\u9fff]{1,4}"), re.compile("[\u4e00-\u9fff]{1,3}“大")  # 以“小积分”兑“大文明”
_PRAISED = re.compile("[小新旧硬慢笨俏][\u4e00-\u9fff]{2}")  # 用好“小毡房”, 拿出“硬招法”
_OF_WHAT = re.compile(  # “坐在门槛上等”的人, “村强民富”的华丽蜕变
    "的(?:人(?![才员民大])|陌生人|事(?![务业])|[旧老]?话|账|日子|想法|心态|习惯|毛病|老路|局面|状况|现象|尴尬|[\u4e00-\u9fff]{0,2}(?:氛围|蜕变))"
)
_OVER_AND_OVER = re.compile(r"(.).(?:\1.)+")  # “入网入格入家”
_RULES = re.compile(r".*[一二三四五六七八九十百\d][条则法]")  # “村规民约二十条”
_POINTED_AT = re.compile("这[条套项个种]")  # “村社争先锋”这条跑道
_TITLES_BEHIND = re.compile(
    r"(?:(?:[、和]?|，(?=[\u4e00-\u9fff]{1,6}[省市县区州旗镇乡]|\d{4}年))(?:[\u4e00-\u9fff]{1,6}[省市县区州旗镇乡])?(?:\d{4}年度?)?“[^”]{1,24}”[\u4e00-\u9fff]{0,8}?)*"
    r"等?(?:[\u4e00-\u9fff]{0,4})?(?:荣誉|称号|奖项|奖牌)"
)
_LISTING = re.compile(r"(?:列入|列为|定为|荣登|登上|入选)[\u4e00-\u9fff\d]{0,8}$")  # 列入“省级民族团结示范点”, 入选“传统村落”名录
_ROLL, _ROLL_BEHIND = re.compile(r"[省市县国区].*(?:示范[点村镇乡县]|村落|村寨|试点村?)|.*榜"), re.compile("名录|名单|榜")
_COMPANY = re.compile(r"(?:公司|集团|厂|医院|学院|大学|中学|小学|[^委]局|研究所)[（(](?:以下)?简称$")
_ACCOUNT = re.compile("(?:微信)?公众号|视频号|抖音号")
_WORD, _AFTER = re.compile("[\u4e00-\u9fff]"), re.compile("[\u4e00-\u9fff]{1,6}")
_IDIOM = _SAYING = 4  # characters: of an idiom; that a sentence in quotes has more of
_CLAUSE, _LONG_CLAUSE = 5, 7  # characters from which a quote may be a clause: one that holds a verb, any
_GAP = 6  # characters between a verb and the quote that it leads to: 开展美丽庭院“晾晒比”


@lru_cache(maxsize=4)
def _founding(words: Words) -> re.Pattern[str]:
    """What ends with a verb that brings something into being, or with one of a single character right in front."""
    long = "|".join(sorted((verb for verb, kind in lists(words).verbs.items() if kind == "立"), key=len, reverse=True))
    listed = [verb for verb in words["terms.founding_verbs"] if len(verb) > 1]
    short = "".join(verb for verb in words["terms.founding_verbs"] if len(verb) == 1)
    return re.compile(f"(?:{long}|{'|'.join(listed)})[\u4e00-\u9fff]{{0,{_GAP}}}$|[{short}][了出好]?$")


def is_saying(plain: str, quote: Quote, words: Words) -> bool:
    """Whether the quote, which does not end as names do, is all of a sentence or clause: “打铁先要自身硬”。 “谁家锅底没有灰”，"""
    whole = (quote.alone and quote.after[:1] in ("。", "！")) or (quote.stands and "、" not in quote.content)
    return len(plain) > _SAYING and whole and not head_of(plain, lists(words))


def is_label(quote: Quote, *, naming: bool) -> bool:
    """Whether it is the short name of a company, or of an account that nobody sets up here."""
    return bool(_COMPANY.search(quote.before) or (_ACCOUNT.match(quote.after) and not naming))


def is_listed_honour(plain: str, quote: Quote) -> bool:
    """Whether a list of honours goes on with it, or what it is put on is a list of honours."""
    listed = _LISTING.search(quote.before) and (_ROLL.fullmatch(plain) or _ROLL_BEHIND.match(quote.after))
    return bool(listed or _TITLES_BEHIND.match(quote.after))


def is_rhetoric(plain: str, quote: Quote, words: Words, *, classed: bool) -> bool:
    """Whether it complains, calls somebody names, or plays with words that nobody sets up and no class word follows."""
    if plain.endswith("的") and not classed:  # 从前是“墙上挂的”
        return True
    if _COMPLAINT.match(quote.after) or _PERSON.search(quote.before) or _SOME.search(quote.before) or _CONTRAST.fullmatch(plain):
        return True
    if _LANDSCAPE.fullmatch(plain) or (_SMALL.fullmatch(plain) and _AND_BIG.match(quote.after)):
        return True
    return not classed and bool(_SAME.fullmatch(plain) or _WHOSE.fullmatch(plain)) and not _founding(words).search(quote.before)


def is_emphasis(plain: str, quote: Quote, words: Words, *, classed: bool) -> bool:
    """Whether it tells how something is done or has become, or is an idiom that stands for itself (but “山上山下”专线)."""
    if not classed and (_PREDICATE.fullmatch(plain) or (_MADE.match(quote.before) and not _WORD.match(quote.after))):
        return True
    if quote.after.startswith("的日子") or (plain[0] in "一几" and len(plain) == 2):
        return True
    if len(plain) == _IDIOM and quote.after.startswith("的") and rjieba.has_word(plain):  # “一呼百应”的楼栋队伍
        return True
    if classed or len(plain) < _IDIOM:
        return False
    if len(plain) > _IDIOM:
        return rjieba.has_word(plain) and not head_of(plain, lists(words)) and not _founding(words).search(quote.before)  # “针尖对麦芒”
    return rjieba.tag(plain)[0] in ((plain, "i"), (plain, "l")) and not _is_noun(quote.after)  # 唤醒“一池春水”


def is_picture(plain: str, quote: Quote, words: Words) -> bool:
    """Of three characters that nobody sets up: something small or new (用好“小毡房”), a deed without an ending of names (建强组织“聚人心”。)."""
    if quote.beside or _founding(words).search(quote.before):
        return False
    if _PRAISED.fullmatch(plain):
        return not _is_noun(quote.after)
    return rjieba.tag(plain)[0][1][0] == "v" and not head_of(plain, lists(words)) and not _WORD.match(quote.after)


def is_clause(plain: str, quote: Quote, words: Words) -> bool:
    """Whether a quote that nothing introduces says something instead of naming it: “干好干坏一个样”, “果贱伤农”的事."""
    if quote.beside or head_of(plain, lists(words)) or _RULES.fullmatch(plain) or _OVER_AND_OVER.fullmatch(plain):
        return False
    if "·" in plain or "•" in plain or _is_noun(quote.after) or _POINTED_AT.match(quote.after):
        return False
    if _OF_WHAT.match(quote.after):
        return True
    if len(plain) >= _LONG_CLAUSE and quote.before.endswith(tuple(words["terms.saying_verbs"])):  # 这叫“石头缝里也能开花”
        return True
    if len(plain) < _CLAUSE or quote.before.endswith(tuple(lists(words).verbs)) or _founding(words).search(quote.before):
        return False
    said = rjieba.tag(quote.before)
    led = said and said[-1][1][0] in "vmq"
    return len(plain) >= _LONG_CLAUSE or (not led and any(tag[0] == "v" for _, tag in rjieba.tag(plain)))


def _is_noun(after: str) -> bool:
    """Whether a noun goes on right behind a quote."""
    run = _AFTER.match(after)
    return run is not None and rjieba.tag(run.group())[0][1][0] == "n"
