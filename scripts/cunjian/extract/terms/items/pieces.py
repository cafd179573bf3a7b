"""Pieces of running text that may be the items of a list: cut at marks, and freed of what leads to them or follows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import rjieba

from cunjian.extract.terms.seen import alternation
from cunjian.model import Span, Words

_QUOTES = "“”‘’ 　"
_LEAD = re.compile(
    r"(?:“?(?:[一二三四五六七八九十两双][\u4e00-\u9fff]{1,4}|N|\d)”?(?:即为|即|就是|则是|是指|是|为|指)(?!否)"
    r"|加上|以及|还有|再加|外加|即|就是|也就是|分别(?:是|为|指|由)?|(?:主要|具体)?包括|主要(?:是|为)|具体(?:是|为|包括)?|首先|其次|再次|接着|然后"
    r"|最后(?=[\u4e00-\u9fff]{3})|(?:都|均)?(?:必须|须|要)?经过|(?:先|再|最后)由|要?做到|并(?=[\u4e00-\u9fff]{3})|从(?=[\u4e00-\u9fff]{4})"
    r"|(?:成立|建立|制定|设立|组建|健全|完善|修订|出台|建起|配备)了(?=[\u4e00-\u9fff]{3})"
    r"|一[张个份本支名项条](?:是|为|叫)(?=[\u4e00-\u9fff]{2})"
    r"|(?:按照|依照|根据)(?=[\u4e00-\u9fff]{3})"
    r"|[一二三四五六七八九]是(?:要)?(?=[\u4e00-\u9fff]{2}))+"
)
_LEADS = frozenset("“一二三四五六七八九十两双N0123456789加以还再外即就也分主具包首其接然最先要做并从都均必须按依根")
_TAIL = re.compile(
    r"(?:于一体|(?<=[\u4e00-\u9fff])(?:[去来]|[拧融捆揉拴串贯连](?:[在成为到起合]|通).*|(?:紧密|有机|有效|相)?(?:结合|融合|衔接|统一)(?:起来|在一起)|有机?(?:结合|融合|衔接|统一)|统筹.{0,6}|紧密结合.*)"
    r"|的(?:要求|原则|方式|办法|做法|思路|标准|流程|步骤|模式|机制|路径|目标|路子|次序|顺序|程序|理念|格局|局面|承诺|方法|举措|措施|内容|任务|[\u4e00-\u9fff]{2,4}(?<!人员))"
    r"|[一二三四五六七八九十两](?:个|条|项|种|类|大|支|位|级|步|方|道|本|张|环节|方面)[\u4e00-\u9fff]{1,6})$"
)
_CLOSES = ("建设", "工作", "活动", "服务", "管理")
_AND = re.compile(r"(?<=[\u4e00-\u9fff]{2})(?:以及|和|与|及)(?=[\u4e00-\u9fff]{2})")


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text between two marks, and the mark behind it."""

    span: Span
    mark: str


def cut(text: str, start: int, end: int, marks: str) -> list[Piece]:
    """The pieces of a region; those without characters are left out."""
    out, at = [], start
    for mark in _marks(marks).finditer(text, start, end):
        if text[at : mark.start()].strip(_QUOTES):
            out.append(Piece(Span(at, mark.start()), mark.group()))
        at = mark.end()
    if text[at:end].strip(_QUOTES):
        out.append(Piece(Span(at, end), ""))
    return out


@lru_cache(maxsize=16)
def _marks(marks: str) -> re.Pattern[str]:
    return re.compile(f"[{marks}]|(?<=”)(?=“)")


def two_at_and(text: str, pieces: Sequence[Piece], count: int) -> list[Piece]:
    """One more piece where one is wanting and 和 joins two (A、B和C)."""
    out = list(pieces)
    if len(out) != count - 1:
        return out
    for index in range(len(out) - 1, -1, -1):
        span = out[index].span
        joint = list(_AND.finditer(text, span.start, span.end))
        if joint:
            middle = joint[-1]
            both = (Piece(Span(span.start, middle.start()), "和"), Piece(Span(middle.end(), span.end), out[index].mark))
            return [*out[:index], *both, *out[index + 1 :]]
    return out


def bare(text: str, span: Span) -> Span:
    """Without quotation marks around it and words that only lead to it (即, 先由, “三亮”即)."""
    start, end = span.start, span.end
    lead = _LEAD.match(text, start, end) if text[start] in _LEADS else None
    if lead and end - lead.end() >= 1:
        start = lead.end()
    return stripped(text, Span(start, end))


def stripped(text: str, span: Span) -> Span:
    """Without quotation marks and blanks at its ends."""
    start, end = span.start, span.end
    while start < end and text[start] in _QUOTES:
        start += 1
    while end > start and text[end - 1] in _QUOTES:
        end -= 1
    return Span(start, end)


def without_tail(text: str, last: Span, others: Sequence[str]) -> Span:
    """The last item without what only closes the list (拧在一起, 的要求, 三本台账), unless others end so too."""
    if len(others) > 1 and {len(o) for o in others} == {len(last) - 2} and text[last.end - 2 : last.end] in _CLOSES:
        return Span(last.start, last.end - 2)
    tail = _TAIL.search(text, last.start, last.end)
    if tail and tail.start() - last.start >= min(map(len, others), default=2) - 1 and tail.start() > last.start:
        if not any(other.endswith(tail.group()) for other in others):
            return Span(last.start, tail.start())
    return last


@lru_cache(maxsize=4)
def _verbs(words: Words) -> tuple[re.Pattern[str], re.Pattern[str]]:
    return (
        re.compile(rf"(?:{alternation(words, 'terms.verbs')}|列出|对照|按照|做到|严把|坚持)(?:了|好|起)?"),
        re.compile(alternation(words, "terms.naming_verbs")),
    )


_LEADING = re.compile(
    r"(?:并|先后)?(?:形成|建立|对照|坚持|严把|抓好|实行|推行|落实|明确|构建|健全|完善|制定|开展|通过|由|配齐|带着)?了?"
)
_GIVES = re.compile(r"(?:给|将|把|由|以|对|定|抓|按|用|靠)")


def without_head(text: str, first: Span, others: Sequence[str], words: Words) -> Span:
    """The first item of a list without what leads to it: cut to the others' length, or at a verb."""
    raw = first.of(text)
    if len(others) > 1 and all(o[0] == raw[0] for o in others):
        return first
    at = _like_others(raw, others, words)
    if not at and (verbs := led(raw, others)):
        return Span(first.start + verbs, first.end)
    naming = _verbs(words)[1]
    if not at and not naming.match(others[0]) and (lead := _LEADING.match(raw)) and len(raw) - lead.end() >= 2:
        at = lead.end()
    shared = others[0][0]
    if all(o[0] == shared for o in others) and raw[at] != shared and raw.find(shared, max(at, 1)) > 0:
        at = raw.find(shared, max(at, 1))
    if at and all(o.startswith(raw[:at]) for o in others):
        at = 0
    return Span(first.start + at, first.end)


def led(raw: str, others: Sequence[str]) -> int:
    """How much leads to the list: verbs (都必须经过|村党支部会提议), or who acts (每个村|培养一名带头人, 发展一项产业)."""
    plain = [re.sub("[“”‘’]", "", o) for o in others]
    middle = sorted(map(len, plain))[len(plain) // 2] if plain else 0
    if len(plain) < 2 or len(raw) <= middle + 1:
        return 0
    kinds = [rjieba.tag(o)[0][1] for o in plain]
    nouns, verbs = all(k[0] in "nljs" for k in kinds), all(k == "v" for k in kinds)
    at = 0
    for word, kind in rjieba.tag(raw) if nouns or verbs else ():
        begins = kind == "v" and (len(word) > 1 or at > 0)
        if (kind not in ("d", "p", "v", "c", "u", "ul")) if nouns else begins:
            break
        at += len(word)
    if verbs and not -2 <= len(raw) - at - middle <= 3:
        return 0
    return at if at and len(raw) - at >= min(map(len, plain)) - 1 else 0


def _like_others(raw: str, others: Sequence[str], words: Words) -> int:
    """Where to cut so that the rest is about as long as the other items; 0 to leave it."""
    lengths = [len(o) for o in others]
    same_end = raw[-1] == others[0][-1] or raw[-lengths[0]] == others[0][0] if len(raw) > lengths[0] else False
    if len(set(lengths)) == 1 and len(raw) > lengths[0] + 1 and (len(others) >= 2 or same_end):
        return len(raw) - lengths[0]
    cuts = {0} | {c for m in _verbs(words)[0].finditer(raw) if len(m.group()) >= 2 for c in m.span()}
    if lead := _GIVES.match(raw):
        cuts.add(lead.end())
    fitting = [c for c in sorted(cuts) if min(lengths) <= len(raw) - c <= max(lengths) + 1]
    if fitting or len(raw) <= max(lengths) + 1:
        return fitting[0] if fitting else 0
    return max(c for c in cuts if len(raw) - c >= 2)


def shared_verb(found: Sequence[str], words: Words) -> int:
    """The length of a verb that opens every one of them (建设学习型支部, 建设服务型支部), else 0."""
    verb = _verbs(words)[0].match(found[0])
    head = verb.group() if verb else ""
    return len(head) if len(head) >= 2 and all(f.startswith(head) and len(f) >= len(head) + 3 for f in found) else 0


def behind_verb(piece: str, end: int) -> int:
    """Where the noun phrase that ends at ``end`` begins: behind the last plain verb (年初下发|责任清单)."""
    at = begin = 0
    for word, kind in rjieba.tag(piece[:end]):
        at += len(word)
        if (kind in ("v", "p") or (word in ("好", "了", "起") and begin == at - len(word) > 0)) and end - at >= 2:
            begin = at
    return begin


def is_verb(text: str, words: Words) -> bool:
    """Whether the last of these words is a verb or a preposition."""
    tagged = rjieba.tag(text)
    return (bool(tagged) and tagged[-1][1] in ("v", "p", "vn", "d")) or text in _ROUSE or text in words["terms.verbs"]


_ROUSE = ("动员", "号召", "邀请", "组织", "引导", "选派")  # nouns to the dictionary, verbs in front of a list


def runs(text: str, start: int, end: int) -> Iterator[Span]:
    """Sentences of a region."""
    for match in re.finditer(r"[^。！？\n]+", text[start:end]):
        yield Span(start + match.start(), start + match.end())
