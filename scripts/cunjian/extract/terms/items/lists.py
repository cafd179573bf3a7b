"""Lists in running text: A、B和C cut into items, the words in front of the first one left out."""

from __future__ import annotations

import re
from functools import lru_cache

from cunjian.extract.terms.items.shorthand import Shorthand
from cunjian.extract.terms.seen import alternation
from cunjian.model import Item, Span, Words

_MEASURED = re.compile(
    r"^(?:加上|以及|还有|再加|外加|即|就是|先由|再由|最后由|首先|其次|最后|从(?=[\u4e00-\u9fff]{4})|一(?:[张部本份个条项支套]))+"
)
_LEADING = re.compile(
    r"(?:并|先后|分别是|分别为|分别|包括|具体为|具体是)?"
    r"(?:形成|建立|对照|坚持|严把|抓好|实行|推行|落实|明确|构建|健全|完善|制定|开展)?了?"
)
_LEAD = re.compile(r"(?:给|将|把|由|以|对|定|抓)")
_QUOTES = re.compile(r"[“”‘’]")


def split(region: str, marks: str, count: int) -> tuple[list[str], list[str]]:
    """Pieces and the marks between them; the last piece is two when one is wanting (A、B和C)."""
    parts = re.split(f"([{marks}])", region)
    pieces, separators = parts[::2], parts[1::2]
    if len(pieces) == count - 1:
        for at in range(len(pieces) - 1, -1, -1):
            match = re.search(r"以及|和|与|及", pieces[at])
            if match and match.start() >= 2 and len(pieces[at]) - match.end() >= 2:
                pieces[at : at + 1] = [pieces[at][: match.start()], pieces[at][match.end() :]]
                separators.insert(at, match.group())
                break
    return pieces, separators


def placed(start: int, pieces: list[str], separators: list[str], words: Words) -> tuple[Item, ...]:
    """Pieces that follow each other from ``start`` as items; equal measures in front (一张 …、一张 …) go, and so do the
    words in front of the first."""
    leads = [_MEASURED.match(p) for p in pieces]
    unequal = len({m.group() for m in leads if m and m.group().startswith("一")}) > 1  # 一名…、一个…: part of the items
    out, at = [], start
    for index, (piece, lead) in enumerate(zip(pieces, leads, strict=True)):
        cut = lead.end() if lead and not unequal and lead.end() < len(piece) else 0
        out.append(Item(_QUOTES.sub("", piece[cut:]).strip(), Span(at + cut, at + len(piece))))
        at += len(piece) + (len(separators[index]) if index < len(separators) else 0)
    return (_without_head(out[0], [i.text for i in out[1:]], words), *out[1:])


def in_a_row(start: int, pieces: list[str]) -> tuple[Item, ...]:
    """Pieces with one mark between them, taken as they stand."""
    out = []
    for piece in pieces:
        out.append(Item(piece, Span(start, start + len(piece))))
        start += len(piece) + 1
    return tuple(out)


@lru_cache(maxsize=4)
def _verbs(words: Words) -> tuple[re.Pattern[str], re.Pattern[str]]:
    return (
        re.compile(rf"(?:{alternation(words, 'terms.verbs')}|列出|对照|按照|做到|严把|坚持)(?:了|好|起)?"),
        re.compile(alternation(words, "terms.naming_verbs")),
    )


def _without_head(first: Item, others: list[str], words: Words) -> Item:
    """The first item of a list without what leads to it: cut to the others' length, or at a verb."""
    raw = first.text
    cut = _like_others(raw, others, words)
    naming = _verbs(words)[1]
    if not cut and not naming.match(others[0]) and (lead := _LEADING.match(raw)) and len(raw) - lead.end() >= 2:
        cut = lead.end()
    shared = others[0][0]
    if all(o[0] == shared for o in others) and raw[cut] != shared and raw.find(shared, max(cut, 1)) > 0:
        cut = raw.find(shared, max(cut, 1))
    return Item(raw[cut:], Span(first.span.end - len(raw) + cut, first.span.end)) if cut else first


def _like_others(raw: str, others: list[str], words: Words) -> int:
    """Where to cut so that the rest is about as long as the other items; 0 to leave it."""
    lengths = [len(o) for o in others]
    same_end = raw[-1] == others[0][-1] or raw[-lengths[0]] == others[0][0] if len(raw) > lengths[0] else False
    if len(set(lengths)) == 1 and len(raw) > lengths[0] + 1 and (len(others) >= 2 or same_end):
        return len(raw) - lengths[0]
    cuts = {0} | {c for m in _verbs(words)[0].finditer(raw) if len(m.group()) >= 2 for c in m.span()}
    if lead := _LEAD.match(raw):
        cuts.add(lead.end())
    fitting = [c for c in sorted(cuts) if min(lengths) <= len(raw) - c <= max(lengths) + 1]
    if fitting or len(raw) <= max(lengths) + 1:
        return fitting[0] if fitting else 0
    return max(c for c in cuts if len(raw) - c >= 2)


def parallel(pieces: list[str]) -> bool:
    """Same first or last character in all."""
    return len({p[0] for p in pieces}) == 1 or len({p[-1] for p in pieces}) == 1


def carries(pieces: list[str], name: Shorthand) -> bool:
    """Whether the pieces hold the shorthand's own characters: each those of its group, in the order of the groups; of
    a single group one that all share, at an end or in pieces of like length."""
    if "/" in name.groups[0][1]:  # 三联三带: behind.interleaved sees to it
        return False
    plain = [_QUOTES.sub("", p) for p in pieces]
    if "一" not in name.groups[0][1]:
        plain = [_MEASURED.sub("", p) for p in plain]
    if len(name.groups) > 1:
        wanted = [what for count, what in name.groups for _ in range(count)]
        return len(wanted) == len(plain) and all(any(c in p for c in w) for w, p in zip(wanted, plain, strict=True))
    shared = [k for k in set(name.groups[0][1]) - set("个张项种大步") if all(k in p for p in plain)]
    if not shared or not all(plain):
        return False
    if any(len({p.index(k) for p in plain}) == 1 for k in shared):
        return True
    at_end = any(all(p[-1] == k for p in plain) or all(p[0] == k for p in plain[1:]) for k in shared)
    return at_end or max(map(len, plain[1:])) - min(map(len, plain[1:])) <= 2
