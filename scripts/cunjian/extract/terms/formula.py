"""Names by their form alone: 1+3+N, 10分钟服务圈, and what the people are said to call a thing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import rjieba

from cunjian.extract import sieve
from cunjian.extract.terms.items.shorthand import SHARES, shares
from cunjian.extract.terms.points.lists import lists
from cunjian.extract.terms.seen import Seen, bare, with_class, word_set
from cunjian.model import Span, Words

_DIGITS = re.compile(r"\d(?<![\d.]\d)\d*(?:\+(?:\d+|[NnXx]))+(?![个名户年月日次条家件项人万亩元天%\d])")
_CIRCLE = re.compile(r"(?:(?:\d{1,2}|[一二三四五六七八九十]{1,2})分钟|一刻钟|半小时)[\u4e00-\u9fff]{1,7}?圈")


_PLUS = re.compile(r"(?<![“+\w])([\u4e00-\u9fff]{2,16})((?:\+[\u4e00-\u9fff]{1,8})+)\+([\u4e00-\u9fff]{2,10})")
_ADDED = re.compile(
    r"(?<!\w)([\u4e00-\u9fff]{2,12}(?<![增参更外再追附]))(加(?![强快工大入上之])[\u4e00-\u9fff]{2,6})加(?![强快工大入上之])([\u4e00-\u9fff]{2,10})"
)
_SYMBOLS = re.compile(r"[\u4e00-\u9fff]{0,2}的?“?\d\+")  # the list of a shorter formula: …的“1+1+1”
_NOUNS = "njvabsqx"
_TIME, _HAN = "[日周月季年](?![日周月季年])", "[\u4e00-\u9fff]"
_TIMED = re.compile(  # 月调度、季通报; 一季一晒、半年一评、年终一考
    rf"{_TIME}{_HAN}{{2}}(?:、{_TIME}{_HAN}{{2}})+|(?:(?:一{_HAN}|半年|年[终底])一{_HAN}{{1,3}}、){{2,}}(?:一[日天周月季年]|半年|年[终底])一{_HAN}{{1,3}}?(?=\W|制|机制|工作|办法|$)"
)
_AND_TIME = re.compile("、[日周月季年一半]")  # every row has it
_GOES_ON = re.compile("[、\u4e00-\u9fff]")
_SHARES = re.compile(  # 721分账, 334比例分配, 二三五分红办法; 三七分成 is how everybody shares
    rf"(?<![\d.一二三四五六七八九十第百千月年得攒款])“?(?=..[\d一二三四五六七八九]){SHARES}"
    r"(?:(?:比例|机制|模式|制度|办法|方式|法)|(?=[，。：；、”）\n]|$))"
)
_NEVER = re.compile(  # 定下三不得, 做到六必访
    "(?<=[下出起行持实立订守叫做到施])(?:[三四五六七八九]|十[一二三四五六七八九]?)[不必](?![时是会在到足管像五])(?:(?!的)[\u4e00-\u9fff]){1,2}"
    "(?=[，。、；：）]|的?(?:公约|制度|规定|要求|原则|承诺|活动|约定|清单|办法))"
)
_NO_OR_MUST = re.compile("(?<=[三四五六七八九十])[不必]")
_BOOK = re.compile(r"《([\u4e00-\u9fff]{2,10}(?:公约|三字经|工作法|操作法))》")


_CALLED = re.compile(
    r"(?:取了?个名字?，?(?:叫|叫作|叫做)|办法，叫|(?:规矩|制度|办法|法子|活动|地方|组织|队伍|理发|服务)，?(?:就|名字)?叫(?:作|做)?"
    r"|(?<=[的它])叫(?:作|做)?"
    r"|(?:取|起)(?:了|个|了个)?名(?:字)?(?:叫作|叫做|叫|为)|(?:命名|定名)为|(?<=，)叫(?:它|作|做)(?=[\u4e00-\u9fff]{4})|(?<=，)叫(?=[\u4e00-\u9fff]{2,8}[会队屋室日团法社坊厅站户铺店亭榜卡][，。；])|管(?:[他她它]们?|这[\u4e00-\u9fff]{0,4})叫(?:作|做)?"
    r"|(?:(?:大家|群众|村民|我们|人们|大伙儿?|[县镇乡村]里|老百姓)(?:常|常常|一直|都)?(?:所)?[说喊讲]的)|这就是(?:[我咱]们|[县镇乡村]里)的(?=[^，。]*[^，。法功果绩处会])"
    r"|(?<=[\u4e00-\u9fff，])叫(?=[一逢][\u4e00-\u9fff]{4,7}[，。])"
    r"|(?:群众|大家|大伙儿?|村民|牧民|居民|党员|社员|老百姓|乡亲们|我们|当地人?|[里县镇乡村屯寨旗盟]里人?|[县镇乡村屯寨旗盟]人|人们|街坊|[俺咱]们)(?:们)?(?:都|就|便|习惯|爱|常)?(?:把(?:它|这[\u4e00-\u9fff]{0,4}))?"
    r"(?:管(?:它|这|这个|这种做法)|称它为|称它|称其为|称之为|称作|称为|[叫喊](?:它们?|[他她]们)|叫作|叫做|唤作|叫(?![苦好停板绝响座门来我你人他她它咱不]|大家))+"
    r"|俗称|人称|概括(?:起来)?(?:叫|为|就是)|简称|总结为|归纳为|这种(?=[一二三四五六七八九双两]))((?!叫)[\u4e00-\u9fff0-9+]{3,9}?)(?=[，。；、）\n]|的(?:办法|做法|方式|路子|模式)|$)"
)


_CALLING = re.compile("叫|喊|称|唤|名为|名字为|管它|管这|说的|讲的|这就是|概括|总结为|归纳为|这种")
"""What every way of calling holds."""
_PLACE_OR_PLAIN = re.compile(
    r"[村屯寨镇乡县]$|[的了是]|^(?:心里|大实|真心|实在|老)话|话$|^[这那]|做法$|经验$|体会$|道理$|难题$|问题$"
    "|^(?:全[国省市县区]|[国省市县区州旗]级?).{0,4}(?:先进|优秀|示范|模范|文明|标兵|红旗)"
)  # an honour


def _nouns(tagged: Sequence[tuple[str, str]], words: Words, *, last: bool) -> str:
    """The words of a clause that may be a part of a formula: those at its end, or at its beginning up to a class word."""
    known, out = lists(words), ""
    for word, tag in reversed(tagged) if last else tagged:
        if tag[0] not in _NOUNS or word in known.verbs or word in known.never or (not last and word in known.classes):
            break
        out = word + out if last else out + word
    return out


def _is_noun(told: str, words: Words) -> bool:
    tagged = rjieba.tag(told)
    return len(tagged) == 1 or _nouns(tagged, words, last=True) == told


def _formulas(text: str, words: Words) -> Iterator[Span]:
    """支部+合作社+农户, 支部加合作社加农户: without the clause in front and behind."""
    plus, added = (sieve.finditer(one, sieve.places(joint, text), text) for one, joint in ((_PLUS, "+"), (_ADDED, "加")))
    for match in (*plus, *(m for m in added if _is_noun(m.group(2)[1:], words))):
        first, last = match.end(1), match.start(3)
        start = first - len(_nouns(rjieba.tag(match.group(1)), words, last=True))
        end = last + len(_nouns(rjieba.tag(match.group(3)), words, last=False))
        if start < first and end > last and not _SYMBOLS.match(text, end):
            yield Span(start, end)


def find(text: str, words: Words) -> Iterator[Seen]:
    """Formulas of the folded clean text."""
    for match in sieve.finditer(_DIGITS, sieve.places("+", text), text):
        yield with_class(text, Span(*match.span()), "digit-formula", words)
    for match in sieve.finditer(_CIRCLE, sieve.places("圈", text), text):
        yield Seen(Span(*match.span()), match.group(), "minutes-circle")
    for match in sieve.finditer(_SHARES, sieve.places("分", text), text):
        if shares(match.group(1)):
            yield Seen(Span(*match.span()), bare(match.group()), "shares")
    for span in _formulas(text, words):
        yield with_class(text, span, "plus-formula", words)
    for match in sieve.finditer(_TIMED, (match.start() for match in _AND_TIME.finditer(text)), text):
        seen = with_class(text, Span(*match.span()), "row-by-time", words)
        if seen.aliases or not _GOES_ON.match(text, match.end()):
            yield seen
    for match in sieve.finditer(_NEVER, (match.start() - 1 for match in _NO_OR_MUST.finditer(text)), text):
        yield with_class(text, Span(*match.span()), "never-or-always", words)
    for match in _BOOK.finditer(text) if "《" in text else ():
        yield Seen(Span(*match.span(1)), match.group(1), "titled-name", core=match.group(1))
    for match in sieve.finditer(_CALLED, (match.start() for match in _CALLING.finditer(text)), text):
        name = match.group(1)
        if (
            name not in word_set(words, "terms.generic")
            and name not in word_set(words, "terms.metaphors")
            and not _PLACE_OR_PLAIN.search(name)
        ):
            yield Seen(Span(*match.span(1)), name, "called", core=name)
