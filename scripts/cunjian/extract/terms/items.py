"""What a shorthand stands for, where the text itself spells all of it out.

The numerals of the name say how many things there must be (四定三包: seven).  A list counts when it stands in front of
the name, behind it after 即/包括/（, or close behind it with every item carrying the shorthand's own character
(“三单”: …清单、…清单、…清单).  A list of another length is left open, and flagged when the text claims it is the whole.
"""

from __future__ import annotations

import re
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
    r"^(?:[\u4e00-\u9fff]{0,10}?)(?:[，：（]|——)?(?:也)?(?:即|就是|包括|主要包括|分别是|分别为|分别指|指的是|是指|具体是|具体为|具体包括|主要是|主要为|内容包括)：?"
    r"|^(?:[\u4e00-\u9fff]{0,6}?)(?:（|：|——)"
)
_STOP = re.compile(r"[。！？）\n]|——")
_MEASURED = re.compile(r"^(?:加上|以及|还有|再加|外加|即|就是|一(?:[张部本份个条项支套]))+")
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
    count = sum(n for n, _ in groups)
    if re.fullmatch(r"[1-9]{2,5}", core):
        return _first(lambda at: _shares(at, core, text, document), places), ()
    if not 2 <= count <= 12 or (len(groups) == 1 and groups[0][0] == 1):
        return _first(lambda at: _digit_formula(at, core, text, document), places), ()
    explicit = lambda at: _explicit(at, text, document, count, words)  # noqa: E731
    if count == 2:
        return _first(explicit, places), ()
    finders: tuple[Callable[[Span], tuple[Item, ...]], ...] = (
        lambda at: _before(at, text, count, words),
        explicit,
        lambda at: _behind(at, text, document, count, groups, words),
        lambda at: _enumerated(at, text, document, count),
        lambda at: _steps(at, text, document, count),
        lambda at: _chain(at, text, document, count),
    )
    for find in finders:
        found = _first(find, places)
        if found:
            return found, ()
    found = _headings(text, document, count, groups, core)
    return found, () if found else tuple(f for at in places for f in _mismatch(at, text, document, count))


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
    for match in re.finditer(r"(?:^|[，。；、：即])([^，。；、：即]*?(\d{1,2})%[^，。；、]*)", after):
        found.append((match.group(2), Item(match.group(1), Span(at.end + match.start(1), at.end + match.end(1)))))
    digits = [f"{d}0" for d in core]
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
    if not re.match(r"[\u4e00-\u9fff]{0,2}?(?:[一二三四五六七八九十两双]|\d{1,2}[\u4e00-\u9fff])", core) or re.search(
        r"分钟|\+", core
    ):
        return ()
    out = []
    for numeral, what in _GROUPS.findall(core):
        out.append((_VALUE.get(numeral) or int(numeral), what))
    return tuple(out)


def _paragraph_end(span: Span, document: Document) -> int:
    """The end of the part a place stands in; of the part behind it when that is a heading."""
    for part, after in zip(document.parts, (*document.parts[1:], None), strict=False):
        if part.span.covers(Span(span.start, span.start + 1)):
            return after.span.end if part.kind == "heading" and after and after.kind == "paragraph" else part.span.end
    return span.end


def _items(text: str, start: int, pieces: list[str], separators: list[str], words: Words) -> tuple[Item, ...]:
    """Pieces with their places; measures in front (一张) and a verb in front of the first go."""
    out, at = [], start
    for index, piece in enumerate(pieces):
        lead = _MEASURED.match(piece)
        cut = lead.end() if lead and lead.end() < len(piece) else 0
        body = piece[cut:]
        out.append(Item(re.sub(r"[“”‘’]", "", body).strip(), Span(at + cut, at + len(piece))))
        at += len(piece) + (len(separators[index]) if index < len(separators) else 0)
    first = _without_head(out[0], [i.text for i in out[1:]], words)
    return (first, *out[1:])


@lru_cache(maxsize=4)
def _verb(words: Words) -> re.Pattern[str]:
    return re.compile(
        rf"(?:{alternation(words, 'terms.verbs')}|列出|对照|按照|定|给|做到|抓|严把|坚持|将|把|由|以|对|县委|镇党委|党支部)(?:了|好|起)?"
    )


def _without_head(first: Item, others: list[str], words: Words) -> Item:
    """The first item of a list without the words that lead to it: cut to the others' length, or behind a verb."""
    lengths = {len(o) for o in others}
    raw = first.text
    if (
        len(lengths) == 1
        and len(raw) > (length := lengths.pop())
        and (raw[-1] == others[0][-1] or raw[-length] == others[0][0])
    ):
        return Item(raw[-length:], Span(first.span.end - length, first.span.end))
    if raw[0] == others[0][0]:
        return first
    best = 0
    if len(raw) <= max(map(len, others)) + 1:
        while (lead := _verb(words).match(raw, best)) and len(raw) - lead.end() >= 2 and lead.end() > best:
            best = lead.end()
        return Item(raw[best:], Span(first.span.start + best, first.span.end))
    for match in _verb(words).finditer(raw):
        if len(raw) - match.end() >= 2:
            best = match.end()
    if others[0][:1] and raw.find(others[0][:1], best or 1) > 0 and all(o[:1] == others[0][:1] for o in others):
        best = raw.find(others[0][:1], best or 1)
    return Item(raw[best:], Span(first.span.start + len(raw) - len(raw[best:]), first.span.end)) if best else first


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


def _before(at: Span, text: str, count: int, words: Words) -> tuple[Item, ...]:
    """A、B、C“三张清单”: the list ends right at the name."""
    start = max(0, at.start - 160)
    region = re.split(r"[。；：！？\n]", text[start : at.start])[-1]
    led = re.search(r"，(?:形成|构建|打造|落实|实现|建立|推行|实行)$", region)
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
        if len(pieces) == count and all(2 <= len(p) <= 24 for p in pieces) and (not strict or _parallel(pieces)):
            length = sum(map(len, pieces)) + sum(map(len, separators))
            offset = text.rindex(candidate[-length:], start, at.start)
            found = _items(text, offset, pieces, separators, words)
            return found if "“" not in text[found[0].span.start : at.start].split("、")[0][1:] else ()
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
        if len(pieces) == count and all(2 <= len(p) <= 30 for p in pieces) and not pieces[-1].endswith("等"):
            return _items(text, start, pieces, separators, words)
    pieces, separators = _split(region, "、，")
    if len(pieces) > count and _parallel(pieces[:count]) and pieces[count][:1] != pieces[0][:1]:
        return _items(text, start, pieces[:count], separators[: count - 1], words)
    return ()


def _behind(
    at: Span, text: str, document: Document, count: int, groups: tuple[tuple[int, str], ...], words: Words
) -> tuple[Item, ...]:
    """“三单”管理，制定…清单、…清单、…清单: in this sentence or the next, each item with the shorthand's character."""
    end = _paragraph_end(at, document)
    after = text[at.end : min(end, at.end + 160)]
    keys = {c for _, w in groups for c in w} - set("个张项级种大步")
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
                if not all(2 <= len(p) <= 24 for p in window) or not _carry(window, keys, len(groups)):
                    continue
                offset = at.end + sentence.start() + sum(len(p) + 1 for p in pieces[:first])
                offset += len(pieces[first]) - len(window[0])
                return _items(text, offset, window, separators[first : first + count - 1], words)
    return ()


def _carry(pieces: list[str], keys: set[str], groups: int) -> bool:
    """Whether all pieces hold the shorthand's own character (of its groups, when it has several) and look alike."""
    plain = [_MEASURED.sub("", re.sub(r"[“”‘’]", "", p)) for p in pieces]
    if groups > 1:
        return all(p[:1] in keys or p[-1:] in keys for p in plain)
    shared = [k for k in keys if all(k in p for p in plain)]
    at_end = any(all(p[-1] == k for p in plain) or all(p[0] == k for p in plain[1:]) for k in shared)
    return bool(shared) and (at_end or max(map(len, plain[1:])) - min(map(len, plain[1:])) <= 2)


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
                match = re.search(rf"“((?:[^“”]|‘[^’]*’)*{key})”", part.span.of(text))
                if match:
                    start = part.span.start + match.start(1)
                    found.append(Item(match.group(1), Span(start, start + len(match.group(1)))))
        if len(found) == count:
            return tuple(found)
    return ()


def _digit_formula(at: Span, core: str, text: str, document: Document) -> tuple[Item, ...]:
    """1+3+N: “1”是…，“3”是…，“N”是…, or 即 with a list as long."""
    parts = re.match(r"[0-9]+(?:\+[0-9A-Za-z]+)+", core)
    if not parts:
        return ()
    names = parts.group().split("+")
    end = _paragraph_end(at, document)
    after = text[at.end : min(end, at.end + 300)]
    defined = {m.group(1): m for m in _DEFINED.finditer(after)}
    if len(set(names)) == len(names) and all(n in defined for n in names):
        return tuple(Item(defined[n].group(2), Span(*(at.end + i for i in defined[n].span(2)))) for n in names)
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
