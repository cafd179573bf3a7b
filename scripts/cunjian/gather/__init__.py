"""Mentions of all speeches -> entries with permanent ids, the lexicon, the book (architecture: "Gather").

``entries`` clusters and names; ``link.find`` then looks for the names in each speech; ``book`` puts it all together;
``ledger`` says what curation/ids.tsv holds afterwards.  Pure functions: the same readings in any order give the same
book.
"""

from __future__ import annotations

from collections.abc import Sequence

from cunjian.gather import lexicon, names, practices, speeches, terms, villages
from cunjian.gather.assemble import book
from cunjian.gather.corrections import Decisions
from cunjian.gather.draft import Draft
from cunjian.gather.ids import Register
from cunjian.model import Book, Curation, LedgerRow, Reading

__all__ = ["Draft", "book", "entries", "ledger"]

_COMMON = ("terms.common", "terms.generic", "terms.metaphors")  # lists of everyday words: terms in quotes only


def entries(readings: Sequence[Reading], ledger: Sequence[LedgerRow], curation: Curation, today: str) -> Draft:
    """All entries with their ids, as an editor wants them; ``today`` (YYYY-MM-DD) is the date of new addresses."""
    register = Register(ledger, today)
    decisions = Decisions(curation.corrections)
    every = speeches.identify(readings, register)
    keep = {s for s in every if decisions.hidden(s)}
    merges = decisions.merges(every.keys())
    register.merged |= merges
    keep |= merges.keys()
    shown = {s: r for s, r in every.items() if s not in keep}
    leaders = speeches.duplicates(shown, register)
    shown = {s: speeches.flagged(r, shown[leaders[s]]) if s in leaders else r for s, r in shown.items()}
    cards = {s: speeches.card(s, r, leaders.get(s), decisions) for s, r in shown.items()}
    told = practices.gather(shown, register)
    places = villages.gather(((s, v) for s, r in shown.items() for v in r.villages), cards, register)
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
        readings=shown,
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
