"""Mentions of all speeches -> entries with permanent ids, the lexicon, the book (architecture: "Gather").

``entries`` clusters and names; ``link.find`` then looks for the names in each speech; ``book`` puts it all together;
``ledger`` says what curation/ids.tsv holds afterwards.  Pure functions: the same readings in any order give the same
book.
"""

from __future__ import annotations

from collections.abc import Sequence

from cunjian.gather import facts, lexicon, names, practices, speeches, terms, villages
from cunjian.gather.assemble import book
from cunjian.gather.corrections import Decisions
from cunjian.gather.draft import Draft
from cunjian.gather.facts import Facts
from cunjian.gather.ids import Register
from cunjian.model import Book, Curation, LedgerRow, Reading

__all__ = ["Draft", "Facts", "book", "entries", "facts_of", "ledger", "shared"]

facts_of, shared = facts.of, facts.shared

_COMMON = ("terms.common", "terms.generic", "terms.metaphors")  # lists of everyday words: terms in quotes only


def entries(readings: Sequence[Reading], ledger: Sequence[LedgerRow], curation: Curation, today: str,
            known: Sequence[Facts] | None = None) -> Draft:  # fmt: skip
    """All entries with their ids, as an editor wants them; ``today`` (YYYY-MM-DD) is the date of new addresses.

    ``known`` are the facts of each reading, where they are at hand; then readings are fetched only when needed.
    """
    told_of = known or [facts.of(r) for r in readings]
    register = Register(ledger, today)
    decisions = Decisions(curation.corrections)
    every = speeches.identify(told_of, register)
    keep = {s for s in every if decisions.hidden(s)}
    merges = decisions.merges(every.keys())
    register.merged |= merges
    keep |= merges.keys()
    where = {s: n for s, n in every.items() if s not in keep}
    shown = {s: told_of[n] for s, n in where.items()}
    leaders = speeches.duplicates(shown, register, lambda s: readings[where[s]].clean.text)

    def flagged(speech: str, reading: Reading) -> Reading:
        return speeches.flagged(reading, readings[where[leaders[speech]]]) if speech in leaders else reading

    cards = {s: speeches.card(s, f, leaders.get(s), decisions) for s, f in shown.items()}
    told = practices.gather(shown, register)
    places = villages.gather(((s, v) for s, f in shown.items() for v in f.villages), cards, register)
    named, doubtful = terms.gather(shown, curation, register)
    told, gone = practices.correct(told, decisions, register, curation.categories)
    keep |= gone
    places, gone = villages.correct(places, decisions, register)
    keep |= gone
    named, gone = terms.correct(named, decisions, register)
    keep |= gone
    trusted = {names.key(n) for t in curation.terms for n in (t.name, *t.aliases)} | set(map(names.key, curation.names))
    common = {names.key(n) for part in _COMMON for n in curation.words.lists.get(part, ())}
    found, shared = lexicon.build(named, places, doubtful, trusted, common)
    return Draft(
        readings=facts.Library(where, readings, flagged, shown, {s: repr(shown[at]) for s, at in leaders.items()}),
        speeches=tuple(cards.values()),
        practices=told,
        villages=places,
        terms=named,
        categories=curation.categories,
        register=register,
        lexicon=found,
        shared=shared,
        keep=keep,
        decisions=decisions,
    )


def ledger(draft: Draft, book: Book) -> tuple[LedgerRow, ...]:
    """The rows of curation/ids.tsv after this run; no row of the old ledger is missing."""
    alive = {e.id for group in (book.speeches, book.practices, book.villages, book.terms) for e in group}
    return draft.register.ledger(alive, draft.keep)
