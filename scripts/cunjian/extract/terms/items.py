"""What a shorthand stands for, where the text itself spells all of it out.

The numerals of the name say how many things there must be (四定三包: seven).  A list counts when it stands in front of
the name, behind it after 即/包括/（, or close behind it with every item carrying the shorthand's own character
(“三单”: …清单、…清单、…清单).  A list of another length is left open, and flagged when the text claims it is the whole.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from functools import lru_cache

from cunjian.extract.terms.seen import Seen, alternation
from cunjian.model import Document, Flag, Item, Span, Words

_VALUE = {c: i for i, c in enumerate("零一二三四五六七八九十")} | {"两": 2, "双": 2}
_GROUPS = re.compile(
    r"([一二三四五六七八九十两双]|\d{1,2})(?:[张个项支条大种])?([\u4e00-\u9fff]{1,6}?)(?=[一二三四五六七八九十两双\d]|$)"
)
_CLASS = re.compile(
    r"(?:闭环)?(?:工作法|工作机制|机制|工作制度|制度|模式|管理|工程|行动|活动|标准|体系|服务|建设|计划|做法|经验|联动|清单制)+$"
)
_EXPLICIT = re.compile(
    r"^(?:[\u4e00-\u9fff]{0,10}?)(?:[，：（]|——)?(?:也)?(?:即|就是|包括|主要包括|分别是|分别为|分别指|指的是|是指|具体是|具体为|具体包括|主要是|主要为|内容包括|集)：?"
    r"|^(?:[\u4e00-\u9fff]{0,6}?)(?:（|：|——)"
)
_STOP = re.compile(r"[。！？）\n]|——")
_MEASURED = re.compile(
    r"^(?:加上|以及|还有|再加|外加|即|就是|先由|再由|最后由|首先|其次|最后|一(?:[张部本份个条项支套]))+"
)
_RESULT = re.compile(
    r"\d|全[县镇乡村市区]|共|累计|去年|今年|目前|先后|有效|使|让|实现|推动|确保|做到|切实|真正|极大|逐步|构建|打通|年|每|把"
)
_DEFINED = re.compile(r"“([0-9A-Za-z]+|[\u4e00-\u9fff]{1,4})”(?:是指|就是|指的是|代表|是|即|指|为)([^，。；]+)")


def of(seen: Seen, text: str, document: Document, words: Words) -> tuple[tuple[Item, ...], tuple[Flag, ...]]:
    """The items of one name in one speech, and flags where a list that claims to be the whole has another length.

    Every place where the shorthand stands, quoted or not, is looked at; the first way of spelling out that fits wins.
    """
    core = seen.core or seen.name
    parts = _own_parts(seen, text)
    if parts:
        return parts, ()
    places = _places(seen, core, text)
    groups = _groups(core)
    acronym = _acronym(core, text) if not groups and not re.search(r"[0-9+、]", core) else ()
    if acronym:
        return acronym, ()
    count = sum(n for n, _ in groups)
    carried = sum(n for n, _ in groups if n > 1)  # 一户四用: four
    if carried != count and carried > 1 and not (found := _spelled(places, text, document, count, groups, words)):
        return _spelled(places, text, document, carried, groups, words), ()
    if re.fullmatch(r"[1-9]{2,5}|[一二三四五六七八九]{3,5}", core):
        shares = _first(lambda at: _shares(at, core, text, document), places)
        return shares or _first(lambda at: _digits(at, core, text, document), places), ()
    if not 2 <= count <= 12 or (len(groups) == 1 and groups[0][0] == 1):
        return _first(lambda at: _digit_formula(at, core, text, document), places), ()
    found = _spelled(places, text, document, count, groups, words) or _headings(text, document, count, groups, core)
    return found, () if found else tuple(f for at in places for f in _mismatch(at, text, document, count))


def _spelled(
    places: list[Span], text: str, document: Document, count: int, groups: tuple[tuple[int, str], ...], words: Words
) -> tuple[Item, ...]:
    """The first way of spelling out ``count`` items that fits at any of the places."""
    if count == 2 or all(n == 2 for n, _ in groups):
        return _first(lambda at: _explicit(at, text, document, count, words), places)
    finders: tuple[Callable[[Span], tuple[Item, ...]], ...] = (
        lambda at: _before(at, text, count, groups, words),
        lambda at: _explicit(at, text, document, count, words),
        lambda at: _behind(at, text, document, count, groups, words),
        lambda at: _enumerated(at, text, document, count),
        lambda at: _steps(at, text, document, count),
        lambda at: _defined(at, text, document, count),
        lambda at: _chain(at, text, document, count),
    )
    return next((found for find in finders if (found := _first(find, places))), ())


def _acronym(core: str, text: str) -> tuple[Item, ...]:
    """访惠聚: 访民情、惠民生、聚民心; each character opens one item."""
    if not 3 <= len(core) <= 5:
        return ()
    match = re.search("[、，]".join(f"({re.escape(c)}[\\u4e00-\\u9fff]{{1,6}})" for c in core), text)
    return tuple(Item(match.group(i), Span(*match.span(i))) for i in range(1, len(core) + 1)) if match else ()


def _defined(at: Span, text: str, document: Document, count: int) -> tuple[Item, ...]:
    """“学”就是学政策学技术，“议”就是议村务议发展，…: as many definitions as the numeral says."""
    end = _paragraph_end(at, document)
    after = text[at.end : min(end, at.end + 300)]
    found = list(_DEFINED.finditer(after))
    if len(found) != count or found[0].start() > 12:
        return ()
    return tuple(Item(m.group(2), Span(*(at.end + i for i in m.span(2)))) for m in found)


def as_reference(seen: Seen, text: str, reference: tuple[str, ...]) -> tuple[Item, ...]:
    """The items of the reference list, where this text spells all of them out, in any order, close behind the name."""
    after = text[seen.span.end : seen.span.end + 120].split("\n")[0]
    places = [after.find(item) for item in reference]
    if len(reference) < 2 or min(places, default=-1) < 0:
        return ()
    found = [
        Item(i, Span(seen.span.end + p, seen.span.end + p + len(i))) for p, i in zip(places, reference, strict=True)
    ]
    return tuple(sorted(found, key=lambda i: i.span))


def _first(find: Callable[[Span], tuple[Item, ...]], places: list[Span]) -> tuple[Item, ...]:
    return next((found for at in places if (found := find(at))), ())


def _places(seen: Seen, core: str, text: str) -> list[Span]:
    """The sighting and every other place where its core stands, with quote marks and a class word included."""
    out = [seen.span]
    for match in re.finditer(re.escape(core), text):
        quoted = text[match.start() - 1 : match.start()] in ("“", "‘") and text[match.end() : match.end() + 1] in (
            "”",
            "’",
        )
        span = Span(match.start() - quoted, match.end() + quoted)
        if not span.touches(seen.span) and len(core) >= 2 and (quoted or len(core) >= 4):
            out.append(span)
    return out[:12]


def _shares(at: Span, core: str, text: str, document: Document) -> tuple[Item, ...]:
    """“532”分配办法，50%用于…，30%用于…，20%用于…: one share for each digit."""
    end = _paragraph_end(at, document)
    after = text[at.end : min(end, at.end + 160)]
    found = []
    for match in re.finditer(
        r"(?:^|[，。；、：即])([^，。；、：即]*?(?:(\d{1,2})%|([一二三四五六七八九])成)[^，。；、]*)", after
    ):
        share = match.group(2) or f"{_VALUE[match.group(3)]}0"
        found.append((share, Item(match.group(1), Span(at.end + match.start(1), at.end + match.end(1)))))
    digits = [f"{_VALUE.get(d, d)}0" for d in core]
    return tuple(i for _, i in found[: len(digits)]) if [v for v, _ in found[: len(digits)]] == digits else ()


def _chain(at: Span, text: str, document: Document, count: int) -> tuple[Item, ...]:
    """“四级架构”。构建社区党委—网格党支部—楼栋党小组—党员中心户…: a chain of dashes as long as the numeral."""
    end = _paragraph_end(at, document)
    after = text[at.end : min(end, at.end + 80)]
    match = re.search(rf"[\u4e00-\u9fff]{{2,10}}(?:—+[\u4e00-\u9fff]{{2,8}}){{{count - 1}}}", after)
    if not match or "—" in after[match.end() : match.end() + 1]:
        return ()
    pieces = re.split("—+", match.group())
    pieces[0] = re.sub(r"^(?:构建|建立|健全|形成|完善)", "", pieces[0])
    tail = re.match(r"(.{2,6}?)(?:[一二三四五六七八九十]级|工作|组织|体系)", pieces[-1])
    pieces[-1] = tail.group(1) if tail else pieces[-1]
    out, position = [], at.end + match.start()
    for piece in pieces:
        position = text.index(piece, position)
        out.append(Item(piece, Span(position, position + len(piece))))
        position += len(piece)
    return tuple(out)


def _own_parts(seen: Seen, text: str) -> tuple[Item, ...]:
    """A name that is its own list: 支部+公司+农户, “防风险、护安全、保稳定、促发展”; three parts at least."""
    core = re.sub(r"[“”‘’]", "", seen.core or seen.name)
    parts = core.split("+") if "+" in core else re.split(r"[、—]+", core)
    if len(parts) < 3 or not all(re.search(r"[\u4e00-\u9fff]", p) for p in parts):
        return ()
    out, at = [], seen.span.start
    for part in parts:
        at = text.find(part, at, seen.span.end)
        if at < 0:
            return ()
        out.append(Item(part, Span(at, at + len(part))))
        at += len(part)
    return tuple(out)


def _groups(core: str) -> tuple[tuple[int, str], ...]:
    """(3, 清), (3, 拆) of 三清三拆; empty when the name does not begin with a numeral or is all digits."""
    core = _CLASS.sub("", core) or core
    several = re.fullmatch(r"([一二三四五六七八九十两])个(一|必|到位|不|有|好|零|清楚|到)[\u4e00-\u9fff]{0,3}", core)
    if several:
        return ((_VALUE[several.group(1)], several.group(2)),)
    if not re.match(r"[\u4e00-\u9fff]{0,6}?(?:[一二三四五六七八九十两双]|\d{1,2}[\u4e00-\u9fff])", core) or re.search(
        r"分钟|\+", core
    ):
        return ()
    out = []
    for numeral, what in _GROUPS.findall(core):
        out.append((_VALUE.get(numeral) or int(numeral), what))
    return tuple(out)


def _paragraph_end(span: Span, document: Document) -> int:
    """The end of the part a place stands in; of the part behind it when that is a heading."""
    parts = document.parts
    at = bisect_right(parts, span.start, key=lambda p: p.span.start) - 1
    if at < 0 or parts[at].span.end <= span.start:
        return span.end
    after = parts[at + 1] if at + 1 < len(parts) else None
    return after.span.end if parts[at].kind == "heading" and after and after.kind == "paragraph" else parts[at].span.end


def _items(text: str, start: int, pieces: list[str], separators: list[str], words: Words) -> tuple[Item, ...]:
    """Pieces with their places; measures in front (一张) and a verb in front of the first go."""
    out, at = [], start
    leads = [_MEASURED.match(p) for p in pieces]
    several = len({m.group() for m in leads if m and m.group().startswith("一")}) > 1  # 一名…、一个…: part of the items
    for index, (piece, lead) in enumerate(zip(pieces, leads, strict=True)):
        lead = None if several else lead
        cut = lead.end() if lead and lead.end() < len(piece) else 0
        body = piece[cut:]
        out.append(Item(re.sub(r"[“”‘’]", "", body).strip(), Span(at + cut, at + len(piece))))
        at += len(piece) + (len(separators[index]) if index < len(separators) else 0)
    first = _without_head(out[0], [i.text for i in out[1:]], words)
    return (first, *out[1:])


@lru_cache(maxsize=4)
def _verb(words: Words) -> re.Pattern[str]:
    return re.compile(rf"(?:{alternation(words, 'terms.verbs')}|列出|对照|按照|做到|严把|坚持)(?:了|好|起)?")


_LEADING = re.compile(
    r"(?:并|先后|分别是|分别为|分别|包括|具体为|具体是)?(?:形成|建立|对照|坚持|严把|抓好|实行|推行|落实|明确|构建|健全|完善|制定|开展)?了?"
)
_LEAD = re.compile(r"(?:给|将|把|由|以|对|定|抓)")


def _without_head(first: Item, others: list[str], words: Words) -> Item:
    """The first item of a list without the words that lead to it: cut to the others' length, or behind a verb."""
    lengths = [len(o) for o in others]
    raw = first.text
    if (
        len(set(lengths)) == 1
        and len(raw) > lengths[0]
        and (len(others) >= 2 or raw[-1] == others[0][-1] or raw[-lengths[0]] == others[0][0])
    ):
        best = len(raw) - lengths[0]
    else:
        cuts = {0} | {c for m in _verb(words).finditer(raw) if len(m.group()) >= 2 for c in m.span()}
        if lead := _LEAD.match(raw):
            cuts.add(lead.end())
        fitting = [c for c in sorted(cuts) if min(lengths) <= len(raw) - c <= max(lengths) + 1]
        short = [c for c in sorted(cuts) if len(raw) - c >= 2]
        best = fitting[0] if fitting else (short[-1] if len(raw) > max(lengths) + 1 else 0)
    if (
        not best
        and not re.match(alternation(words, "terms.naming_verbs"), others[0])
        and (lead := _LEADING.match(raw))
        and len(raw) - lead.end() >= 2
    ):
        best = lead.end()
    shared = others[0][0]
    if all(o[0] == shared for o in others) and raw[best] != shared and raw.find(shared, max(best, 1)) > 0:
        best = raw.find(shared, max(best, 1))
    return Item(raw[best:], Span(first.span.end - len(raw) + best, first.span.end)) if best else first


def _split(region: str, marks: str) -> tuple[list[str], list[str]]:
    pieces = re.split(f"([{marks}])", region)
    return pieces[::2], pieces[1::2]


def _with_and(pieces: list[str], separators: list[str], count: int) -> tuple[list[str], list[str]]:
    """A、B和C: the last piece is two when one is wanting."""
    if len(pieces) == count - 1 and pieces:
        match = re.search(r"以及|和|与|及", pieces[-1])
        if match and match.start() >= 2 and len(pieces[-1]) - match.end() >= 2:
            return (
                [*pieces[:-1], pieces[-1][: match.start()], pieces[-1][match.end() :]],
                [*separators, match.group()],
            )
    return pieces, separators


def _before(at: Span, text: str, count: int, groups: tuple[tuple[int, str], ...], words: Words) -> tuple[Item, ...]:
    """A、B、C“三张清单”: the list ends right at the name."""
    start = max(0, at.start - 160)
    region = re.split(r"[。；：！？\n]", text[start : at.start])[-1].rstrip("，")
    called = _CALLED.search(region)
    if called:
        return _called_list(text[start : at.start - len(called.group())], start, count, words)
    led = re.search(r"，(?:形成|构建|打造|落实|实现|建立|推行|实行|做到|以|用|靠|按照)$", region)
    region = re.sub(r"，?(?:即|也就是|简称|统称|称为)$", "", region[: led.start()] if led else region)
    region = re.sub(r"(?:这|的|等)$", lambda m: "\0" if m.group() == "等" else "", region)
    if "\0" in region or not region:
        return ()
    clause = region.split("，")[-1]
    for candidate, marks in ((clause, "、"), (region, "，"), (region, "、，")):
        pieces, separators = _with_and(*_split(candidate, marks), count)
        if marks != "、" and len(pieces) > count:
            pieces, separators = pieces[-count:], separators[-(count - 1) :]
        strict = marks != "、" or led is not None
        if (
            len(pieces) == count
            and all(2 <= len(p) <= 24 for p in pieces)
            and (not strict or _parallel(pieces) or _carry(pieces, groups))
        ):
            length = sum(map(len, pieces)) + sum(map(len, separators))
            offset = text.rindex(candidate[-length:], start, at.start)
            found = _items(text, offset, pieces, separators, words)
            return found if "“" not in text[found[0].span.start : at.start].split("、")[0][1:] else ()
    return ()


_CALLED = re.compile(
    r"[，。]?(?:[\u4e00-\u9fff]{0,8}(?:管它叫|叫它|称其为|称它为|俗称|统称|取名|叫作|叫做|称之为|称为|称作|名字，叫|把它叫作|概括起来叫|概括为|总结为|归纳为|简称|合称|就叫|叫)|这种|这就是|构成了?|形成了?)$"
)


def _called_list(before: str, start: int, count: int, words: Words) -> tuple[Item, ...]:
    """…A、B、C，群众管它叫“三X”: the nearest clause of the sentence (or the sentence) that splits into ``count``."""
    sentence = re.split(r"[。；！？\n]", before.rstrip("，。"))[-1]
    for region in (*reversed(re.split(r"[：]", sentence)),):
        clauses = region.split("，")
        candidates = [(c, "、") for c in reversed(clauses)] + [(region, "、，"), (region, "，")]
        for candidate, marks in candidates:
            cut = re.sub(r"等(?:[\u4e00-\u9fff]{0,4})$|于一体$", "", candidate)
            pieces, separators = _with_and(*_split(cut, marks), count)
            if len(pieces) == count and all(2 <= len(p) <= 24 for p in pieces):
                return _items(before + "", start + before.rindex(candidate), pieces, separators, words)
    return ()


def _parallel(pieces: list[str]) -> bool:
    """Same first or last character in all."""
    return len({p[0] for p in pieces}) == 1 or len({p[-1] for p in pieces}) == 1


def _region(at: Span, text: str, document: Document) -> tuple[int, str] | None:
    """Where an explicit list behind the name begins, and its text up to the end of the sentence or bracket."""
    end = _paragraph_end(at, document)
    after = text[at.end : min(end, at.end + 240)]
    match = _EXPLICIT.match(after)
    if not match or re.search(r"[，。；]", match.group()[:-1].strip("，：（")):
        return None
    start = at.end + match.end()
    rest = text[start : min(end, start + 240)]
    stop = _STOP.search(rest)
    return start, rest[: stop.start()] if stop else rest


def _explicit(at: Span, text: str, document: Document, count: int, words: Words) -> tuple[Item, ...]:
    """Name, 即/包括/（, list."""
    found = _region(at, text, document)
    if found is None:
        return ()
    start, region = found
    for marks, whole in (("、", False), ("、", True), ("、，", True), ("，", True), ("；", True), ("；、，", True)):
        candidate = region if whole else re.split(r"[，；]", region)[0]
        pieces, separators = _with_and(*_split(candidate, marks), count)
        pieces[-1] = re.sub(r"于一体$", "", pieces[-1])
        if len(pieces) == count and all(2 <= len(p) <= 30 for p in pieces) and not pieces[-1].endswith("等"):
            return _items(text, start, pieces, separators, words)
    pieces, separators = _split(region, "、，")
    if len(pieces) > count and (
        (_parallel(pieces[:count]) and pieces[count][:1] != pieces[0][:1]) or _RESULT.match(pieces[count])
    ):
        return _items(text, start, pieces[:count], separators[: count - 1], words)
    return ()


def _behind(
    at: Span, text: str, document: Document, count: int, groups: tuple[tuple[int, str], ...], words: Words
) -> tuple[Item, ...]:
    """“三单”管理，制定…清单、…清单、…清单: in this sentence or the next, each item with the shorthand's character."""
    end = _paragraph_end(at, document)
    after = text[at.end : min(end, at.end + 160)]
    sentences = list(re.finditer(r"[^。！？；\n]+", after))[:2]
    for sentence in sentences:
        for marks in ("、", "，", "、，"):
            pieces, separators = _split(sentence.group(), marks)
            for first in range(len(pieces) - count + 1):
                window = pieces[first : first + count]
                if marks == "、":
                    last = re.sub(
                        r"[一二三四五六七八九十][条个项类种大][\u4e00-\u9fff]{1,4}$", "", re.split("，", window[-1])[0]
                    )
                    window = [window[0].split("，")[-1], *window[1:-1], last]
                if not all(2 <= len(p) <= 24 for p in window) or not _carry(window, groups):
                    continue
                offset = at.end + sentence.start() + sum(len(p) + 1 for p in pieces[:first])
                offset += len(pieces[first]) - len(window[0])
                return _items(text, offset, window, separators[first : first + count - 1], words)
    return ()


def _carry(pieces: list[str], groups: tuple[tuple[int, str], ...]) -> bool:
    """Whether the pieces hold the shorthand's own characters: each those of its group, in the order of the groups; of
    a single group one that all share, at an end or in pieces of like length."""
    plain = [re.sub(r"[“”‘’]", "", p) for p in pieces]
    if "一" not in groups[0][1]:
        plain = [_MEASURED.sub("", p) for p in plain]
    if len(groups) > 1:
        wanted = [what for count, what in groups for _ in range(count)]
        return len(wanted) == len(plain) and all(any(c in p for c in w) for w, p in zip(wanted, plain, strict=True))
    keys = {c for _, w in groups for c in w} - set("个张项级种大步")
    shared = [k for k in keys if all(k in p for p in plain)]
    if not shared or not all(plain):
        return False
    at_end = any(all(p[-1] == k for p in plain) or all(p[0] == k for p in plain[1:]) for k in shared)
    return at_end or max(map(len, plain[1:])) - min(map(len, plain[1:])) <= 2


def _enumerated(at: Span, text: str, document: Document, count: int) -> tuple[Item, ...]:
    """Name：一是…，二是…，三是…; the leading clause of each."""
    end = _paragraph_end(at, document)
    after = text[at.end : min(end, at.end + 600)]
    heads = list(re.finditer(r"([一二三四五六七八九十])是(?:要)?([^，。；：]{2,24})", after))
    if not heads or not re.fullmatch(r"[^。；]{0,20}[，：。]?", after[: heads[0].start()]):
        return ()
    order = "".join(h.group(1) for h in heads)
    if order != "一二三四五六七八九十"[: len(order)] or len(order) != count:
        return ()
    return tuple(Item(h.group(2), Span(at.end + h.start(2), at.end + h.end(2))) for h in heads)


def _steps(at: Span, text: str, document: Document, count: int) -> tuple[Item, ...]:
    """“三步”工作法。第一步，…；第二步，…；第三步，…."""
    end = _paragraph_end(at, document)
    after = text[at.end : min(end, at.end + 500)]
    heads = list(re.finditer(r"第([一二三四五六七八九十])步[是，：]?([^，。；：]{2,24})", after))
    order = "".join(h.group(1) for h in heads)
    if len(order) != count or order != "一二三四五六七八九十"[:count]:
        return ()
    return tuple(Item(h.group(2), Span(at.end + h.start(2), at.end + h.end(2))) for h in heads)


def _headings(
    text: str, document: Document, count: int, groups: tuple[tuple[int, str], ...], core: str
) -> tuple[Item, ...]:
    """“五好”: as many headings of one level, each with a quoted phrase that ends in the shorthand's character."""
    if len(groups) != 1:
        return ()
    key = groups[0][1][:1]
    if len(groups[0][1]) > 1 and core != core[0] + key:
        return ()
    for level in (1, 2):
        found = []
        for part in document.parts:
            if part.kind == "heading" and part.level == level:
                match = re.search(rf"“((?:[^“”]|‘[^’]*’)*{key})”", part.span.of(text)) or re.search(
                    rf"({key}[\u4e00-\u9fff]{{2,8}})(?=[，。：]|$)", part.span.of(text)
                )
                if match:
                    start = part.span.start + match.start(1)
                    found.append(Item(match.group(1), Span(start, start + len(match.group(1)))))
        if len(found) == count:
            return tuple(found)
    return ()


def _digits(at: Span, core: str, text: str, document: Document) -> tuple[Item, ...]:
    """“1314”治理法，第一个“1”就是…；“3”就是…; or “321”是指每月三次…、两次…、一次…."""
    after = text[at.end : min(_paragraph_end(at, document), at.end + 300)]
    found = _by_digits(at, list(core), after)
    if found or not (region := _region(at, text, document)):
        return found
    pieces = re.split(r"[，；]", region[1])[0].split("、")
    numerals = [
        next((_VALUE.get(c) or (int(c) if c.isdigit() else None) for c in p if c in _VALUE or c.isdigit()), 0)
        for p in pieces
    ]
    if numerals != [int(d) for d in core if d.isdigit()]:
        return ()
    out, position = [], region[0]
    for piece in pieces:
        out.append(Item(piece, Span(position, position + len(piece))))
        position += len(piece) + 1
    return tuple(out)


def _by_digits(at: Span, names: list[str], after: str) -> tuple[Item, ...]:
    """“1”是网格长，“3”是…，“N”是…: one definition for each part of the formula, in its order."""
    found = list(
        re.finditer(r"“([0-9A-Za-z])”(?:是指|就是|指的是|代表|是|即|指|为)([^；。]+?)(?=[；。]|，(?=[“第])|$)", after)
    )
    if [m.group(1) for m in found] != names:
        return ()
    texts = [m.group(2) for m in found]
    texts[-1] = texts[-1].split("，")[0]
    return tuple(
        Item(t, Span(at.end + m.start(2), at.end + m.start(2) + len(t))) for t, m in zip(texts, found, strict=True)
    )


def _digit_formula(at: Span, core: str, text: str, document: Document) -> tuple[Item, ...]:
    """1+3+N: “1”是…，“3”是…，“N”是…, or 即 with a list as long."""
    parts = re.match(r"[0-9]+(?:\+[0-9A-Za-z]+)+", core)
    if not parts:
        return ()
    names = parts.group().split("+")
    end = _paragraph_end(at, document)
    after = text[at.end : min(end, at.end + 300)]
    spelled = _by_digits(at, names, after)
    if spelled:
        return spelled
    found = _region(at, text, document)
    if found:
        start, region = found
        for candidate, mark in ((re.split(r"[，；]", region)[0], "、"), (region, "，"), (region, "；")):
            pieces = candidate.split(mark)
            if len(pieces) == len(names):
                out, position = [], start
                for piece in pieces:
                    out.append(Item(piece, Span(position, position + len(piece))))
                    position += len(piece) + 1
                return tuple(out)
    return ()


def _mismatch(at: Span, text: str, document: Document, count: int) -> Iterator[Flag]:
    """A list after 即 or 分别是 that is shorter or longer than the name says."""
    found = _region(at, text, document)
    if found is None or not re.search(r"(?:即|分别是|分别为)：?$", text[: found[0]][-4:]):
        return
    start, region = found
    clause = re.split(r"[，；]", region)[0]
    pieces = clause.split("、")
    if len(pieces) >= 2 and not clause.endswith("等") and len(pieces) != count and "、" in clause:
        note = f"名称说有 {count} 项，此处列出 {len(pieces)} 项"
        yield Flag("count-mismatch", Span(start, start + len(clause)), note, rule="count-mismatch")
