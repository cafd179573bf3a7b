"""gather/ids: addresses that last (architecture: "Names and addresses that last").

An id is a kind letter and eight Crockford base32 characters of SHA-256 over kind and key.  The ledger remembers which
key an id was first given for and which it answers to today.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from hashlib import sha256

from cunjian.codes import digits
from cunjian.model import LedgerRow

LETTERS = {"speech": "s", "practice": "p", "village": "v", "term": "t", "figure": "f"}
WITHDRAWN, REPLACED = "-", "="


def mint(kind: str, key: str, taken: Collection[str]) -> str:
    """The id of ``key``, hashed on with a counter while it is taken."""
    counter = 0
    while True:
        found = LETTERS[kind] + digits(f"{kind}\0{key}" + (f"\0{counter}" if counter else ""))
        if found not in taken:
            return found
        counter += 1


def fingerprint(text: str) -> str:
    """What the ledger keeps of a reading text."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def today_key(row: LedgerRow) -> str:
    """The key a live row answers to; for a withdrawn or replaced one the key it had at first."""
    return row.now if row.now and not gone(row) else row.key


def gone(row: LedgerRow) -> bool:
    """Whether no page stood at the address when the ledger was written."""
    return row.now.startswith((WITHDRAWN, REPLACED))


class Register:
    """Hands out ids: those of the ledger first, new ones after them."""

    def __init__(self, ledger: Iterable[LedgerRow], today: str) -> None:
        self.prior = {row.id: row for row in ledger if row.kind in LETTERS}
        self.damaged = tuple(row for row in ledger if row.kind not in LETTERS)
        self.rows: dict[str, LedgerRow] = {}  # what this run gave out
        self.merged: dict[str, str] = {}  # id -> the id that took its place
        self.today = today
        self._taken = set(self.prior)

    def of(self, kind: str) -> list[LedgerRow]:
        """The ledger's rows of one kind that nobody has claimed yet, sorted."""
        return [r for i, r in sorted(self.prior.items()) if r.kind == kind and i not in self.rows]

    def claim(self, row: LedgerRow, key: str, content: str = "") -> str:
        """Give a ledger row to the entry whose key is ``key`` today."""
        now = "" if key == row.key else key
        self.rows[row.id] = row if (row.now, row.content) == (now, content) else replace(row, now=now, content=content)
        return row.id

    def new(self, kind: str, key: str, content: str = "") -> str:
        """A fresh id."""
        found = mint(kind, key, self._taken)
        self._taken.add(found)
        self.rows[found] = LedgerRow(found, kind, key, self.today, "", content)
        return found

    def live(self, wanted: str, alive: Collection[str]) -> str | None:
        """Follow replacements from an id to one that has a page; None when the trail ends."""
        seen: set[str] = set()
        while wanted not in alive:
            row = self.prior.get(wanted)
            old = row.now[1:] if row and row.now.startswith(REPLACED) else None
            following = self.merged.get(wanted, old)
            if following is None or wanted in seen:
                return None
            seen.add(wanted)
            wanted = following
        return wanted

    def ledger(self, alive: Collection[str], keep: Collection[str] = ()) -> tuple[LedgerRow, ...]:
        """The ledger after this run; ``keep``: ids without a page that need a notice all the same."""
        out = []
        for wanted in sorted(self.prior.keys() | set(alive) | (set(keep) & self.rows.keys())):
            row = self.rows.get(wanted) or self.prior[wanted]
            if wanted not in alive:
                target = self.live(wanted, alive)
                row = replace(row, now=f"{REPLACED}{target}" if target else WITHDRAWN)
            out.append(row)
        return (*out, *self.damaged)
