"""Names in quotation marks: “三单”管理, “屋场夜话”; told apart from emphasis, metaphor, speech and honours."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import rjieba

from cunjian.extract.terms.points.inside import head_of
from cunjian.extract.terms.points.lists import lists
from cunjian.extract.terms.seen import Seen, alternation, bare, word_set
from cunjian.model import Document, Span, Words

_PAIR = re.compile(r"“([^“”\n]{1,60})”")
_INNER = re.compile(r"‘([^‘’“”，。\n]{2,16})’")
_COMPLAINT = re.compile(r"[^，。；！？\n]*等(?:[\u4e00-\u9fff]{0,4})?(?:问题|现象|难题|困境|倾向|弊端|矛盾|短板|顽疾)")
_CONTRAST = re.compile(r"(?:只|光|有|重|想)[\u4e00-\u9fff]{1,2}(?:不|无|没|轻)[\u4e00-\u9fff]{1,4}")
_SOME = re.compile(r"(?:个别|有的|有些|部分|少数|一些|极少数)[\u4e00-\u9fff]{0,8}$")
_CHOSEN = re.compile(r"(?:评选|评出|选树|表彰|涌现)(?:了|出)?[\u4e00-\u9fff\d]{0,6}$")
_PERSON = re.compile(r"[称叫喊唤][他她]们?(?:为|作|做|是)?(?:新时代的|我们的)?$")
_MADE = re.compile(r"(?:让|使|推动|帮助|促使|带动)[\u4e00-\u9fff]{1,6}$")  # 让干部“心里有底”
_PREDICATE = re.compile(r"(?![^好强高优美足]*[一二三四五六七八九十])[\u4e00-\u9fff]{5,}[好强高优美足]")  # “村里的事办得好”
_WORD = re.compile("[\u4e00-\u9fff]")
_LOST_OPENING = re.compile(r"^[　 ]*([\u4e00-\u9fff]{3,10})”")
_NUMERAL = re.compile(r"[一二三四五六七八九十百两双\d]")
_SPOKEN = re.compile(
    r"[了着过吗呢吧啊呀嘛哟我你他她咱这那]|怎么|什么|如何|多少|就是|不要|要我|要你|起来$|下去$|出来$|上去$|进来$|下来$|[。！？；…：]"
)
_NAME_END = re.compile(
    r"(?:会|队|站|榜|岗|日|法|桥|贷|码|通|宝|榜|帮|室|所|屋|院|园|圈|团|社|库|台|厅|吧|亭|学|课|卡|单|制|户|家|线|网|格|员|官|长|星|行|工程|行动|计划|夜话|超市|银行|管家|革命|先锋)$"
)


_CALLED = re.compile(
    r"(?:人|们|群众|大家|大伙儿?|村民|牧民|居民|百姓|乡亲|[里县镇乡村屯])(?:都|就|便)?(?:把[\u4e00-\u9fff]{1,6})?(?:管[\u4e00-\u9fff]{1,4})?(?:叫|称)(?:它|作|做|为|之为)?$"
)
_TITLES_BEHIND = re.compile(r"(?:[、和]?“[^”]{1,20}”)*等?(?:[\u4e00-\u9fff]{0,4})?(?:荣誉|称号|奖项|奖牌)")
_UNSURE = frozenset(
    (
        "要求",
        "标准",
        "建设",
        "经验",
        "做法",
        "措施",
        "举措",
        "人才",
        "改革",
        "体系",
        "党组织",
        "支部",
        "党支部",
        "治理",
        "方法",
        "原则",
        "角色",
    )
)
"""Class words that follow a figure of speech as easily as a name."""


_NOTIONS = ("理念", "思路", "原则", "思想", "意识", "氛围")
_SURE = frozenset(("制度", "机制", "工程", "计划", "行动", "工作法", "清单", "办法"))


@dataclass(frozen=True, slots=True)
class _Quote:
    span: Span
    content: str
    before: str  # of the same clause
    after: str


def find(text: str, document: Document, words: Words) -> Iterator[Seen]:
    """Names in quotes; what is accepted at one place of a speech is accepted wherever it is quoted there."""
    quotes = list(_quotes(text, document))
    verdicts = [_verdict(q, words) for q in quotes]
    verdicts = _neighbours(text, quotes, verdicts)
    accepted = {bare(q.content) for q, v in zip(quotes, verdicts, strict=True) if v.startswith("quoted")}
    for quote, verdict in zip(quotes, verdicts, strict=True):
        if verdict.startswith("quoted") or bare(quote.content) in accepted:
            yield _seen(quote, verdict if verdict.startswith("quoted") else "quoted-elsewhere", words)


def _quotes(text: str, document: Document) -> Iterator[_Quote]:
    for part in document.parts:
        body = part.span.of(text)
        if not _QUOTE.search(body):
            continue
        body = _even(body)
        spans = [(m.start(), m.end(), m.group(1)) for m in _PAIR.finditer(body)]
        spans.extend((m.start(), m.end(), m.group(1)) for m in _INNER.finditer(body))
        lost = _LOST_OPENING.match(body)
        if lost:
            spans.insert(0, (lost.start(1), lost.end(), lost.group(1)))
        opened, closed = ([match.start() for match in mark.finditer(body)] for mark in _BOOK)
        for start, end, content in spans:
            before = _STOPS.split(body[max(0, start - 20) : start])[-1]
            if body[max(0, start - 1) : start] == "《" or bisect_left(opened, start) > bisect_left(closed, start):
                continue
            yield _Quote(Span(part.span.start + start, part.span.start + end), content, before, body[end : end + 48])


_QUOTE = re.compile("[\"“”‘’]")
_BOOK = re.compile("《"), re.compile("》")
_STOPS = re.compile(r"[，。；：！？、”》）]")
_UNEVEN = re.compile("“[^”]*“|^[^“]*”|”[^“]*”")


def _even(body: str) -> str:
    """ASCII quotes taken as opening and closing in turn, and “…“ as a pair; same length."""
    if '"' not in body and not _UNEVEN.search(body):
        return body
    out, is_open = [], False
    for char in body:
        if char == '"' or (char in "“”" and '"' not in body and is_open == (char == "“")):
            out.append("”" if is_open else "“")
            is_open = not is_open
        else:
            out.append(char)
            is_open = char == "“" or (is_open and char != "”")
    return "".join(out)


@lru_cache(maxsize=4)
def _compiled(words: Words) -> dict[str, re.Pattern[str]]:
    def group(name: str) -> str:
        return alternation(words, name)

    return {
        "class": re.compile(rf"(?:的)?([\u4e00-\u9fff]{{0,6}}?)({group('terms.class_words')})"),
        "ending": re.compile(rf"(?:{group('terms.suffixes')}|[\u4e00-\u9fff]{{1,3}}法)(?=[^\u4e00-\u9fff]|$|[的，。和与、])"),
        "naming": re.compile(rf"(?:{group('terms.naming_verbs')})(?:了|好|起)?[\u4e00-\u9fff]{{0,12}}$"),
        "rhetoric": re.compile(rf"(?:{group('terms.rhetoric_before')})(?:了|好|起|出|准|稳|牢)?(?:一个|一批|一支)?$"),
        "after": re.compile(rf"(?:{group('terms.rhetoric_after')})"),
        "honour": re.compile(rf"(?:{group('terms.honour_before')})(?:了|为)?[\u4e00-\u9fff\d]{{0,10}}$"),
        "support": re.compile(
            r"^(?:为|的|等)?(?:总?抓手|载体|引领|牵引|依托|目标|主线|做法|办法|经验|思路|理念|规矩|路子|形式|方式)"
        ),
    }


@lru_cache(maxsize=1 << 10)
def class_word(after: str, words: Words) -> tuple[str, str] | None:
    """The words between and the class word right behind a quote (三色, 预警机制), or None."""
    if phrase := _phrase(after, words):
        return phrase
    rules = _compiled(words)
    match = rules["class"].match(after)
    if not match or match.group(1) in ("的",):
        return _ending(after, words)
    longest = match
    for end in range(match.end() + 1, min(len(after), match.end() + 5) + 1):
        more = rules["class"].fullmatch(after[:end])
        if more and len(more.group(1)) <= len(longest.group(1)):
            longest = more
    between = longest.group(1)
    if after.startswith(_NOTIONS, longest.end()):  # “讲政治”的党建理念
        return None
    if re.search(r"[为以在的是了等将把和与及让使]|有效|推动|带动|开展|进行|建立|提升|加强", between):
        return _ending(after, words)
    return between, longest.group(2)


def _phrase(after: str, words: Words) -> tuple[str, str] | None:
    """The nouns right behind a quote, up to one that names end with: “石榴花”山歌宣讲队."""
    known, at, found = lists(words), 0, None
    run = _RUN.match(after)
    for word, tag in rjieba.tag(run.group()) if run else ():
        if found and tag[0] in "nj":
            found = None
        if tag[0] not in _NOUNS or word in known.verbs or at + len(word) > _MOST_BEHIND:
            break
        head = head_of(word, known)
        at += len(word)
        if at > len(word) and head and tag[0] in "njqsxb" and head not in known.plain_heads and known.heads[head] in _BODIES:
            found = after[: at - len(word)], word
    return found


_RUN, _NOUNS, _MOST_BEHIND, _BODIES = re.compile("[\u4e00-\u9fff]{3,12}"), "nvabjsfz", 8, frozenset("处人党")


def _ending(after: str, words: Words) -> tuple[str, str] | None:
    """An ending of names right behind a quote (“夕阳红”巡逻队), or …法."""
    match = _compiled(words)["ending"].match(after)
    return ("", match.group()) if match else None


def _verdict(quote: _Quote, words: Words) -> str:
    """The name of the rule that decides: accepted ones begin with ``quoted``."""
    rules = _compiled(words)
    content = quote.content
    plain = bare(content)
    klass = class_word(quote.after, words)
    listed = "、" in content
    naming = bool(rules["naming"].search(quote.before) or _CALLED.search(quote.before))
    if plain in word_set(words, "terms.metaphors") and not klass:
        return "metaphor"
    if plain in word_set(words, "terms.generic") and not (klass and not klass[0] and klass[1] not in _UNSURE):
        return "short"
    if (
        len(plain) < 2
        or len(plain) > (40 if listed or "+" in plain else 16)
        or (re.fullmatch(r"\d{2}后|\d+|[一二三四五六七八九十]{2}", plain) and not klass)
    ):
        return "too-short-or-long"
    if _SPOKEN.search(content[1:] if naming and content[0] == "我" else content) or content.endswith(("，", "、")):
        return "spoken"
    if "，" in content and not klass:
        return "clause"
    if rules["honour"].search(quote.before) or _TITLES_BEHIND.match(quote.after):
        return "honour"
    if _COMPLAINT.match(quote.after) or _CONTRAST.fullmatch(plain) or _PERSON.search(quote.before) or _SOME.search(quote.before):
        return "rhetoric"
    if not klass and (_PREDICATE.fullmatch(plain) or (_MADE.match(quote.before) and not _WORD.match(quote.after))):
        return "emphasis"
    if quote.after.startswith("的日子") or (plain[0] in "一几" and len(plain) == 2):
        return "emphasis"
    if re.match(r"[十百][佳大优强]|最[美佳]|优秀|先进|文明", plain) and _CHOSEN.search(quote.before) and not klass:
        return "honour"
    if "+" in plain:
        return "list" if re.match(r"的“[\d一二三四五六七八九+NX]+”", quote.after) else "quoted-formula"
    counted = len(plain) >= 3 and bool(re.match(r"[三四五六七八九十]", plain))
    sure = klass is not None and klass[1] in _SURE
    if not counted and rules["rhetoric"].search(quote.before) and not (sure or (klass and not klass[0] and klass[1] not in _UNSURE)):
        return "rhetoric"
    if not counted and rules["after"].match(quote.after) and not (sure or (klass and not klass[0])):
        return "rhetoric"
    if klass and (len(plain) >= 3 or _NUMERAL.search(plain)):
        return "quoted-with-class-word"
    if listed and all(_NUMERAL.match(piece) for piece in plain.split("、")):
        return "quoted-list"
    if listed:
        return (
            "quoted-list"
            if (naming or rules["support"].match(quote.after)) and not re.search(r"^[让使]", plain)
            else "list"
        )
    if plain in word_set(words, "terms.not_shorthand") or (plain.startswith("不") and not naming):
        return "emphasis"
    if _NUMERAL.match(plain) and (len(plain) >= 2):
        return "quoted-shorthand"
    if len(plain) == 2:
        return "quoted-with-class-word" if klass and naming and not klass[0] and klass[1] not in _UNSURE else "short"
    if len(plain) == 3:
        ends = _NAME_END.search(plain) or head_of(plain, lists(words))
        return "quoted-name" if naming or ends or rules["support"].match(quote.after) else "short"
    if rules["support"].match(quote.after) or naming or _NAME_END.search(plain):
        return "quoted-name"
    return "emphasis" if len(plain) > 10 or plain.startswith(("让", "使", "要", "把")) else "quoted"


def _neighbours(text: str, quotes: list[_Quote], verdicts: list[str]) -> list[str]:
    """“A”“B”“C” and “A”、“B” stand or fall together, unless one is rhetoric on its own."""
    out = list(verdicts)
    for index in range(1, len(quotes)):
        between = text[quotes[index - 1].span.end : quotes[index].span.start]
        if between not in ("", "、", "和", "与", "及", "以及"):
            continue
        one, two = out[index - 1], out[index]
        if one.startswith("quoted") and two in ("short", "emphasis", "list"):
            out[index] = "quoted-in-a-row"
        elif one in ("rhetoric", "metaphor", "spoken", "honour") and two in (
            "quoted",
            "quoted-shorthand",
            "short",
            "quoted-name",
        ):
            out[index] = one
        elif two.startswith("quoted") and one in ("short", "emphasis", "list"):
            out[index - 1] = "quoted-in-a-row"
    return out


def _seen(quote: _Quote, rule: str, words: Words) -> Seen:
    core = bare(quote.content)
    klass = class_word(quote.after, words)
    if core.endswith("+"):  # “院坝会+”
        return Seen(quote.span, core, rule, aliases=(core[:-1],), core=core[:-1])
    if klass is None:
        return Seen(quote.span, core, rule, aliases=(*_short_form(core), *_with_deed(quote, words)), core=core)
    between, noun = klass
    if noun.startswith("主题党日"):  # a name of its own
        return Seen(quote.span, core, rule, core=core)
    if re.search(r"[、—]", core) and re.match(r"[一二三四五六七八九十]", between):  # “A、B、C、D”四级联动机制
        named = between + noun
        return Seen(Span(quote.span.start, quote.span.end + len(named)), named, rule, aliases=(core,), core=core)
    lead = 1 if quote.after.startswith("的") else 0
    full = core + between + noun
    end = quote.span.end + lead + len(between) + len(noun)
    if core.endswith(noun):
        return Seen(quote.span, core, rule, aliases=_short_form(core), core=core)
    inner = (core + between,) if between and noun in ("专项行动", "行动", "活动", "工作") else ()
    return Seen(Span(quote.span.start, end), full, rule, aliases=(core, *inner, *_short_form(core)), core=core)


_DEED = re.compile(r"([\u4e00-\u9fff]{2,4})[，。；、]")
_NUMBERED = re.compile(r"([三四五六七八九双][\u4e00-\u9fff]{1,2})(?:党支部|支部|党组织|乡镇党委|党员|干部|班子|社区|家庭)$")


def _with_deed(quote: _Quote, words: Words) -> tuple[str, ...]:
    """实行“一带一”结对培养: the deed behind belongs to the fuller name."""
    match = _DEED.match(quote.after)
    if not match or not _compiled(words)["naming"].search(quote.before) or match.group(1) in word_set(words, "terms.generic"):
        return ()
    tags = [tag for _, tag in rjieba.tag(match.group(1))]
    return (bare(quote.content) + match.group(1),) if all(tag in ("v", "vn", "n") for tag in tags) else ()


def _short_form(core: str) -> tuple[str, ...]:
    """What “党建+道德银行” is also called: 道德银行."""
    if numbered := _NUMBERED.match(core):
        return (numbered.group(1),)
    match = re.fullmatch(r"(?:党建|支部|党支部|村党支部|互联网|党建引领)\+([\u4e00-\u9fff]{3,8})", core)
    return (match.group(1),) if match else ()
