"""Terms of one speech: sightings by several finders, their items, one mention for each sighting."""

from __future__ import annotations

from cunjian.extract.terms import formula, items, known, named, quoted
from cunjian.extract.terms.kinds import kind_of
from cunjian.extract.terms.seen import Seen, without_overlaps
from cunjian.model import Curation, Document, Flag, TermMention


def find(text: str, document: Document, curation: Curation) -> tuple[tuple[TermMention, ...], tuple[Flag, ...]]:
    """All mentions in the order of the text, and the count-mismatch flags of shorthand that its items do not fit."""
    words = curation.words
    seen = without_overlaps([
        *quoted.find(text, document, words),
        *formula.find(text, words),
        *named.find(text, document, words),
        *known.find(text, curation),
    ])  # fmt: skip
    kinds = {n: t.kind for t in curation.terms for n in (t.name, *t.aliases)}
    mentions, flags = [], []
    for one in seen:
        found, flag = items.of(one, text, document, words)
        mentions.append(
            TermMention(one.span, one.name, one.rule, kinds.get(one.name) or kind_of(one.name), _aliases(one), found)
        )
        flags.extend(flag)
    return tuple(mentions), tuple(flags)


def _aliases(one: Seen) -> tuple[str, ...]:
    return tuple(a for a in one.aliases if a != one.name)
