"""Whether pieces of text are what a shorthand stands for: as many as it says, each with its own character."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import rjieba

from cunjian.extract.terms.items import pieces
from cunjian.extract.terms.items.shorthand import Shorthand
from cunjian.model import Item, Span, Words

_NO_KEY = frozenset("个张项种大步本条支位级方面道类")  # measures: no item carries them
_COMMON = frozenset("不有一到人大要好")  # so common that only the same place in all items proves anything
_LEVELS = frozenset("省市县乡镇村组户街屯旗")  # 县、乡、村三级: who takes part, no items
_THINGS = frozenset("单表账卡网员长会站队岗户图册书屋室厅栏榜星码制法链点圈区型味")
_NOUNS = frozenset("星单岗")  # what ends a noun wherever it stands
_HEADED = re.compile(r"[\u4e00-\u9fff]{2}")
_LONGEST = 30


def fit(name: Shorthand, text: str, spans: Sequence[Span], words: Words) -> tuple[tuple[Item, ...], bool]:
    """The pieces as items, and whether each carries the shorthand's own character; no items where they cannot be it."""
    whole = [pieces.stripped(text, span) for span in _quoted(text, spans)]
    alike = len(whole) > 2 and len({s.of(text)[:1] for s in whole}) == 1 and not whole[0].of(text).startswith("第")
    bare = _unmeasured(text, whole if alike else [pieces.bare(text, s) for s in _quoted(text, spans)], name)
    if len(bare) != name.count or not all(1 <= len(s) <= _LONGEST for s in bare):
        return (), False
    if any(name.core in span.of(text) for span in bare):
        return (), False
    last = bare[-1].of(text)
    if last.endswith("等") or re.search(r"等[一二三四五六七八九十]?[个项条方多]", last):
        return (), False
    at, out, carried = 0, [], True
    for count, what in name.groups:
        group = bare[at : at + count]
        at += count
        found = _carrying(text, group, what, words, alone=len(name.groups) == 1)
        carried = carried and found is not None
        if found and (verbs := pieces.led(found[0].of(text), [s.of(text) for s in found[1:]])):
            found = [Span(found[0].start + verbs, found[0].end), *found[1:]]
        out += found or group
    if not carried:
        out = _plain(text, bare, words)
    elif len(name.groups) == 1 and (shared := pieces.shared_verb([s.of(text) for s in out], words)):
        own = [key for what in name.groups[0][1].split("/") for key in keys(what)]
        if not any(key in out[0].of(text)[:shared] for key in own):
            out = [Span(s.start + shared, s.end) for s in out]
    if carried and "/" in name.groups[0][1]:
        out = _apart(text, out)
    if out and all(s.of(text) in _LEVELS for s in out[1:]):
        return (), False
    if not out or not all(1 <= len(s) <= _LONGEST for s in out) or len({s.of(text) for s in out}) < len(out):
        return (), False
    return tuple(Item(re.sub("[“”‘’]", "", s.of(text)), s) for s in out), carried


_QUOTED = re.compile(r"[^“”]+“([^“”]{2,})”")


def _quoted(text: str, spans: Sequence[Span]) -> Sequence[Span]:
    """由社区工作者担任“专职书记”、由业主担任“兼职书记”: what is quoted, where each piece ends with a quotation."""
    found = [_QUOTED.fullmatch(text, span.start, span.end) for span in spans]
    return [Span(*m.span(1)) for m in found if m] if all(found) else spans


def _apart(text: str, items: list[Span]) -> list[Span]:
    """讲政治、有信念，讲规矩、有纪律: where a comma parts every item into two, each half is one."""
    cut = [pieces.cut(text, s.start, s.end, "、，") for s in items]
    return [p.span for one in cut for p in one] if all(len(one) == 2 for one in cut) else items


_MEASURE = re.compile(r"一[张部本份个条项支套名位](?=[\u4e00-\u9fff]{2})")


def _unmeasured(text: str, spans: list[Span], name: Shorthand) -> list[Span]:
    """Equal measures in front (一张…、一张…) go; unequal ones, and those that the name speaks of (五个一), belong to it."""
    leads = [_MEASURE.match(text, span.start, span.end) for span in spans]
    if any("一" in what for _, what in name.groups) or len({m.group() for m in leads if m}) > 1:
        return spans
    return [Span(m.end(), s.end) if m else s for m, s in zip(leads, spans, strict=True)]


def _plain(text: str, bare: list[Span], words: Words) -> list[Span]:
    """Items that carry no character of the name: only ends are trimmed."""
    if len(bare) < 2:
        return []
    head = pieces.without_head(text, bare[0], [s.of(text) for s in bare[1:]], words)
    tail = pieces.without_tail(text, bare[-1], [s.of(text) for s in bare[:-1]])
    return [head, *bare[1:-1], tail]


@lru_cache(maxsize=1 << 10)
def keys(what: str) -> tuple[str, ...]:
    """What the items of a group may carry: all its characters, its last, and its first where they make no word."""
    first = "" if len(what) == 2 and rjieba.has_word(what) and what[0] not in "队站岗" else what[0]
    return tuple(key for key in dict.fromkeys((what, first, what[-1])) if key and (key not in _NO_KEY or what == "大"))


def _carrying(text: str, group: list[Span], what: str, words: Words, *, alone: bool) -> list[Span] | None:
    """The items of one group where each carries the same character of the name; None where they do not."""
    if "/" in what:
        both = what.split("/")
        if all(any(key in span.of(text) for key in keys(kind)) for span in group for kind in both):
            return _from_key(text, group, both[0][0], words) or _plain(text, group, words)
        return None
    for key in keys(what):
        found = _with(text, group, key, words, alone=alone) or _headed(text, group, key)
        if found:
            return found
    return None


def _with(text: str, group: list[Span], key: str, words: Words, *, alone: bool) -> list[Span] | None:
    told = [span.of(text) for span in group]
    if not all(key in t for t in told):
        return None
    if len(group) == 1:
        return _only(text, group[0], key, words, alone=alone)
    if found := _from_key(text, group, key, words) or _to_key(text, group, key, words):
        return found
    lengths, places = [len(t) for t in told], [t.index(key) for t in told]
    after = [t[i + len(key) :] for t, i in zip(told, places, strict=True)]
    if key in _THINGS and min(places) > 0 and max(places) <= 5 and all(len(a) >= 2 for a in after):  # 培养单写明学什么
        begins = [pieces.behind_verb(t, i) for t, i in zip(told, places, strict=True)]
        return [Span(s.start + b, s.start + i + len(key)) for s, b, i in zip(group, begins, places, strict=True)]
    if len(told) > 2 and len(set(places[1:])) == 1 and places[0] > places[1] and max(lengths[1:]) - min(lengths[1:]) <= 2:
        more = places[0] - places[1]  # 推动|组织联建、产业联营、人才联育
        if not pieces.is_verb(told[0][:more], words):
            return group
        return [Span(group[0].start + more, group[0].end), *group[1:-1], pieces.without_tail(text, group[-1], told[:-1])]
    if all(t.startswith(("在", "到")) and 2 < i <= 7 and 2 <= len(a) + 1 <= 4 for t, i, a in zip(told, places, after, strict=True)):
        return [Span(s.start + i, s.end) for s, i in zip(group, places, strict=True)]  # 在家门口|亮身份
    if key in _NOUNS and all(places) and (nouns := _nouns(told, [i + len(key) for i in places], key)):
        return [Span(s.start + b, s.start + i + len(key)) for s, b, i in zip(group, nouns, places, strict=True)]
    more = lengths[0] - lengths[1]  # 接受|党员评议、群众评议
    if more in (2, 3) and len(set(lengths[1:])) == 1 and pieces.is_verb(told[0][:more], words):
        if not any(t.startswith(told[0][:more]) for t in told[1:]):
            return [Span(group[0].start + more, group[0].end), *group[1:]]
    even = max(lengths) - min(lengths)
    if (len(set(places)) == 1 and even <= 2) or (even <= 2 and key not in _COMMON and max(lengths) <= 12):
        return group
    if len({tuple(sorted((i, lengths[k] - i))) for k, i in enumerate(places)}) == 1:
        return group
    head = pieces.without_head(text, group[0], told[1:], words)
    rest = [head.of(text), *told[1:]]
    if key not in _COMMON and max(map(len, rest)) - min(map(len, rest)) <= 4:
        return [head, *group[1:-1], pieces.without_tail(text, group[-1], told[:-1])]
    return None


def _nouns(told: Sequence[str], ends: Sequence[int], key: str) -> list[int] | None:
    """Where the nouns that end at ``ends`` begin: all behind verbs, or half of them and the rest of the same length.

    年初领取|任务清单、半年对照|问题清单; 以|支部过硬星为统领、产业兴旺星.
    """
    begins = [pieces.behind_verb(t, end - len(key)) for t, end in zip(told, ends, strict=True)]
    lengths = [end - begin for begin, end in zip(begins, ends, strict=True)]
    bare = {length for begin, length in zip(begins, lengths, strict=True) if begin}
    if not bare or min(lengths) <= len(key):
        return None
    if all(begins) or len(set(lengths)) == 1:
        return begins
    if len(bare) == 1 and 2 * sum(map(bool, begins)) >= len(told) and min(ends) >= (length := min(bare)):
        return [end - length for end in ends]
    return None


def _only(text: str, span: Span, key: str, words: Words, *, alone: bool) -> list[Span] | None:
    """The single item of a group among others (一约 of 一约四会): the key opens it or ends it."""
    told = span.of(text)
    if alone or len(told) > 14:
        return None
    if told.endswith(key):
        return [Span(span.start + pieces.behind_verb(told, len(told)), span.end)]
    at = told.find(key)
    return [Span(span.start + at, span.end)] if at <= 4 and len(told) - at >= 2 else None


def _from_key(text: str, group: list[Span], key: str, words: Words) -> list[Span] | None:
    """亮身份、亮职责、亮承诺: all begin with it, the first perhaps behind words that lead to it."""
    told = [span.of(text) for span in group]
    at = told[0].find(key)
    if at < 0 or not all(t.startswith(key) and len(t) > len(key) for t in told[1:]) or len(told[0]) - at <= len(key):
        return None
    first = Span(group[0].start + at, group[0].end)
    rest = [first, *group[1:]]
    return [*rest[:-1], pieces.without_tail(text, rest[-1], [s.of(text) for s in rest[:-1]])]


def _to_key(text: str, group: list[Span], key: str, words: Words) -> list[Span] | None:
    """责任清单、问题清单、成果清单: all end with it, the last perhaps with words behind it."""
    told = [span.of(text) for span in group]
    at = told[-1].rfind(key) + len(key)
    if not all(t.endswith(key) and len(t) > len(key) for t in told[:-1]) or not len(key) < at <= len(told[-1]):
        return None
    if at < len(told[-1]) and len(told[-1]) - at > 10:
        return None
    spans = [*group[:-1], Span(group[-1].start, group[-1].start + at)]
    told[-1] = told[-1][:at]
    if key[-1] in _THINGS or key[0] in _THINGS:
        if shared := pieces.shared_verb(told, words):
            return [Span(s.start + shared, s.end) for s in spans]
        if nouns := _nouns(told, [len(t) for t in told], key):
            return [Span(s.start + b, s.end) for s, b in zip(spans, nouns, strict=True)]
    head = pieces.without_head(text, spans[0], told[1:], words)
    noun = head.start - spans[0].start in (2, 3) and not pieces.is_verb(text[spans[0].start : head.start], words)
    return [spans[0] if noun else head, *spans[1:]]  # 党建办公室 stays whole


def _headed(text: str, group: list[Span], key: str) -> list[Span] | None:
    """促进班子变强、产业变旺、村庄变美: the verb that carries it stands in front of the first only."""
    told = [span.of(text) for span in group]
    if len(group) < 2 or len(key) > 1 or key in _COMMON or not _HEADED.match(told[0]) or key not in told[0][:2]:
        return None
    rest = [told[0][2:], *told[1:]]
    if any(key in r for r in rest) or max(map(len, rest)) - min(map(len, rest)) > 2 or min(map(len, rest)) < 2:
        return None
    return [Span(group[0].start + 2, group[0].end), *group[1:]]
