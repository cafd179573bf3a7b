"""gather/lexicon: every name and alias that link looks for (architecture: "Lexicon")."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from cunjian.gather import names
from cunjian.gather.draft import TermDraft, VillageDraft
from cunjian.model import Lexicon


def build(
    terms: Iterable[TermDraft],
    villages: Iterable[VillageDraft],
    doubtful: Mapping[str, tuple[str, ...]],
    trusted: Collection[str],
    common: Collection[str],
) -> tuple[Lexicon, dict[str, tuple[str, ...]]]:
    """The lexicon, and the names that several entries bear (name -> ids; the lexicon has the first of them).

    ``trusted``: keys a person wrote down; ``common``: keys that are everyday words and count only in quotes.
    """
    bearers: dict[str, set[str]] = defaultdict(set)
    quoted: set[str] = set()
    alive = set()
    for term in terms:
        alive.add(term.id)
        for name in term.keys:
            if names.han(name) >= 2:
                bearers[name].add(term.id)
                if name in common or not (_curated(name, trusted) or names.safe(name, name in term.heads)):
                    quoted.add(name)
    for village in villages:
        alive.add(village.id)
        for name in map(names.key, (village.name, *village.aliases)):
            if names.han(name) >= 2:
                bearers[name].add(village.id)
                if names.han(name) == 2 and village.name.startswith(name):  # 杨庙 of 杨庙、柏树坡两个村: a word elsewhere
                    quoted.add(name)
    for name, ids in doubtful.items():
        if names.han(name) >= 2 and (left := alive.intersection(ids)):
            bearers[name] |= left
            if not names.safe(name, False):
                quoted.add(name)
    shared = {name: tuple(sorted(ids)) for name, ids in sorted(bearers.items()) if len(ids) > 1}
    return Lexicon({name: min(ids) for name, ids in sorted(bearers.items())}, frozenset(quoted)), shared


def _curated(name: str, trusted: Collection[str]) -> bool:
    return name in trusted and names.han(name) >= 3
