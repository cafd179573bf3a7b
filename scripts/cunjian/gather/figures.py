"""gather/figures: figures and honours of each speech, tied to their villages (architecture: "Figures")."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from sys import intern

from cunjian.gather import names
from cunjian.gather.draft import Draft
from cunjian.gather.evidence import Quoter
from cunjian.gather.ids import mint
from cunjian.model import Figure, FigureMention, Honour, Reading, Span


@dataclass(frozen=True, slots=True)
class Told:
    """What one speech tells in figures and honours, in the order of the text."""

    figures: tuple[tuple[Span, Figure], ...]
    honours: tuple[tuple[Span, Honour], ...]
    honoured: tuple[tuple[str, Honour], ...]  # village id, honour


class Teller:
    """Knows which village a figure speaks of, one speech at a time."""

    def __init__(self, draft: Draft) -> None:
        self._subjects: dict[str, dict[str, str]] = defaultdict(dict)  # speech -> village name -> id
        for village in draft.villages:
            for speech, mention in village.mentions:
                self._subjects[speech].setdefault(names.key(mention.name), village.id)
        self._copies = {s.id for s in draft.speeches if s.duplicate_of}
        self._taken: set[str] = set()

    def told(self, quoter: Quoter, reading: Reading) -> Told:
        """What a speech tells.  A copy of another speech adds no figures."""
        subjects = self._subjects.get(quoter.speech, {})
        figures = () if quoter.speech in self._copies else _figures(quoter, reading, subjects, self._taken)
        return Told(figures, *_honours(quoter, reading, subjects))


def _figures(
    quoter: Quoter, reading: Reading, subjects: Mapping[str, str], taken: set[str]
) -> tuple[tuple[Span, Figure], ...]:
    out = []
    for mention in sorted(reading.figures, key=lambda f: (f.span, f.label)):
        figure = _figure(quoter, mention, subjects, taken)
        taken.add(figure.id)
        out.append((mention.span, figure))
    return tuple(out)


def _figure(quoter: Quoter, m: FigureMention, subjects: Mapping[str, str], taken: set[str]) -> Figure:
    evidence = quoter.quote(m.span, m.rule)
    subject = subjects.get(names.key(m.village)) if m.village else None
    wanted = mint("figure", f"{quoter.speech}/{evidence.start}", taken)
    return Figure(wanted, intern(m.label), m.value, m.max, m.qualifier, m.unit and intern(m.unit), m.previous, m.direction,
                  intern(m.status), intern(m.scope), subject, evidence)  # fmt: skip


def _honours(quoter: Quoter, reading: Reading, subjects: Mapping[str, str]) -> tuple[
        tuple[tuple[Span, Honour], ...], tuple[tuple[str, Honour], ...]]:  # fmt: skip
    honours, honoured = [], []
    for mention in sorted(reading.honours, key=lambda h: (h.span, h.name)):
        honour = Honour(mention.name, mention.level, quoter.quote(mention.span, mention.rule))
        honours.append((mention.span, honour))
        if mention.village and (village := subjects.get(names.key(mention.village))):
            honoured.append((village, honour))
    return tuple(honours), tuple(honoured)
