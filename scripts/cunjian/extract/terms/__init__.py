"""Terms of one speech: sightings by several finders, their items, one mention for each sighting."""

from __future__ import annotations

from bisect import bisect_right

from cunjian.extract.terms import carried, formula, items, known, levels, points, proved, quoted, rowed
from cunjian.extract.terms.kinds import kind_of
from cunjian.extract.terms.seen import with_quote, without_overlaps
from cunjian.model import Curation, Document, Flag, Item, Span, TermMention


def find(text: str, document: Document, curation: Curation) -> tuple[tuple[TermMention, ...], tuple[Flag, ...]]:
    """All mentions in the order of the text, and the count-mismatch flags of shorthand that its items do not fit."""
    words = curation.words
    rows = {one.span.start: one for one in rowed.find(text, words)}
    plain = [*(one for one in quoted.find(text, document, words) if one.span.end not in rows), *formula.find(text, words), *rows.values()]
    proven = proved.find(text, document, words, plain)
    sightings = [*plain, *proven, *points.find(text, document, words), *known.find(text, curation)]
    sightings = carried.added(text, words, sightings)
    seen = with_quote(without_overlaps(known.one_name_each(sightings, text, curation)), text)
    seen = levels.whole(seen, text, words)
    kinds, references = known.facts(curation)
    known_levels = levels.of(words)
    mentions: list[TermMention] = []
    flags: list[Flag] = []
    spelled: set[str] = set()
    for one in seen:
        found: tuple[Item, ...] = ()
        if (core := one.core or one.name) not in spelled:
            spelled.add(core)
            found, mismatch = items.of(one, text, document, words, references.get(one.name, ()))
            flags.extend(mismatch)
        kind = kinds.get(one.name) or kind_of(one.name)
        mentions.append(TermMention(one.span, one.name, one.rule, kind, levels.aliases(one, text, known_levels), found))
    return _without_items(mentions), tuple(flags)


def _without_items(mentions: list[TermMention]) -> tuple[TermMention, ...]:
    """Mentions without those that only repeat an item of a list (正面履职清单 of “三单”), reference names and quoted ones
    excepted, or the beginning of a longer name."""
    inside = sorted((i.span for m in mentions for i in m.items if not m.span.covers(i.span)), key=lambda s: s.start)
    starts = [span.start for span in inside]

    def repeats(span: Span) -> bool:
        at = bisect_right(starts, span.start)
        near = inside[max(0, at - 1) : at + 1]
        return any(s.covers(span) or (span.covers(s) and len(span) <= len(s) + 4) for s in near)

    names = sorted({m.name for m in mentions})

    def begins(m: TermMention) -> bool:  # 三员 where the speech has 三员下村行动
        after = bisect_right(names, m.name)
        return m.rule == "proved-by-items" and after < len(names) and names[after].startswith(m.name)

    mentions = [m for m in mentions if not begins(m)]
    return tuple(m for m in mentions if m.rule.startswith(("reference-name", "quoted")) or not repeats(m.span))
