"""gather/draft: entries that have their ids and wait for the links (architecture: "Gather")."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from cunjian.gather.corrections import Decisions
from cunjian.gather.ids import Register
from cunjian.model import (
    Category,
    Definition,
    Lexicon,
    PracticeMention,
    Reading,
    Speech,
    TermMention,
    VillageMention,
)


@dataclass(slots=True)
class TermDraft:
    """One term: all names it goes by and where extract saw it."""

    id: str
    name: str
    aliases: tuple[str, ...]
    keys: tuple[str, ...]  # every folded name, the headword's too
    heads: tuple[str, ...]  # those of them that are headwords somewhere
    kind: str
    mentions: tuple[tuple[str, TermMention], ...]  # speech id, mention
    definition: Definition | None = None  # of the reference list or an editor
    curated: bool = False  # the definition is an editor's and goes before the texts' own
    note: str | None = None


@dataclass(slots=True)
class VillageDraft:
    """One village: where speeches report on it."""

    id: str
    name: str
    place: str | None
    aliases: tuple[str, ...]
    mentions: tuple[tuple[str, VillageMention], ...]
    note: str | None = None


@dataclass(slots=True)
class PracticeDraft:
    """One section of one speech (or several, when an editor merged them)."""

    id: str
    speech: str
    title: str
    above: str | None
    category: str
    mention: PracticeMention
    note: str | None = None
    joined: tuple[tuple[str, PracticeMention], ...] = ()


@dataclass(slots=True)
class Draft:
    """What ``gather.entries`` hands to link and to ``gather.book``."""

    readings: Mapping[str, Reading]  # speech id -> reading, withheld speeches left out
    speeches: tuple[Speech, ...]
    practices: list[PracticeDraft]
    villages: list[VillageDraft]
    terms: list[TermDraft]  # those of the reference list too, whether they occur or not
    categories: tuple[Category, ...]
    register: Register
    lexicon: Lexicon = field(default_factory=lambda: Lexicon({}))
    shared: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # name -> ids, where several entries bear it
    keep: set[str] = field(default_factory=set)  # ids an editor hid or merged: a notice stands there
    decisions: Decisions = field(default_factory=lambda: Decisions(()))

    def use_up(self) -> None:
        """Let go of the drafts of entries, which hold every mention."""
        self.practices, self.villages, self.terms = [], [], []
