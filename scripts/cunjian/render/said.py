"""Sentences with a margin: beside each, who said it and where it stands; steps that the text numbers are numbered."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from cunjian import labels
from cunjian.model import Evidence, Speech
from cunjian.render import escape
from cunjian.render.steps import Piece, divide
from cunjian.render.view import View


class Said:
    """The sentences of one page; a margin that says the same as the one before says so."""

    def __init__(self, view: View, path: str) -> None:
        self.view, self.path = view, path
        self._speech = ""

    def rows(self, evidence: Sequence[Evidence]) -> str:
        """Sentences in order, each in a row of its own; steps as a numbered list."""
        blocks = []
        for speech, group in groupby(evidence, key=lambda e: e.speech):
            blocks += self._of_speech(speech, list(group))
        return '<div class="cj-said" markdown="1">\n\n' + "\n\n".join(blocks) + "\n\n</div>" if blocks else ""

    def _of_speech(self, speech: str, evidence: Sequence[Evidence]) -> list[str]:
        source = self.view.source(speech)
        spans = [source.span_of(e) for e in evidence]
        known = [s for s in spans if s is not None]
        if len(known) < len(spans):  # shown in other words than stand there: whole, as they are
            return [self._row(self.view.quote(self.path, e), e) for e in evidence]
        blocks = []
        parts = [source.part_of(e.anchor) or 0 for e in evidence]
        for step, group in groupby(divide(source.text, known, parts), key=lambda p: p.step):
            rows = [self._piece(evidence[p.sentence], p) for p in group]
            blocks += rows if not step else [f'<li markdown="block">\n\n{chr(10).join(rows)}\n\n</li>']
        return _listed(blocks)

    def _piece(self, evidence: Evidence, piece: Piece) -> str:
        words = self.view.source(evidence.speech).inline(piece.span)
        return self._row(f'<span class="cj-q">{words}</span>{self.view.spot(self.path, evidence)}', evidence)

    def _row(self, quote: str, evidence: Evidence) -> str:
        return (f'<div class="cj-line" markdown="1">\n\n{quote}\n\n'
                f"{self._who(evidence)}\n{{: .cj-who }}\n\n</div>\n")  # fmt: skip

    def _who(self, evidence: Evidence) -> str:
        place = self.view.source(evidence.speech).place_of(evidence.anchor)
        where = f"第 {place[0]} 段第 {place[1]} 句" if place else "标题"
        if evidence.speech == self._speech:
            return f"同上，{where}"
        self._speech = evidence.speech
        return f"{who(self.view.speeches[evidence.speech])}，{where}"


def numbered(view: View, evidence: Sequence[Evidence]) -> bool:
    """Whether the text of these sentences numbers its steps."""
    for speech, group in groupby(evidence, key=lambda e: e.speech):
        source = view.source(speech)
        spans = [span for e in group if (span := source.span_of(e))]
        if any(piece.step for piece in divide(source.text, spans)):
            return True
    return False


def who(speech: Speech) -> str:
    """Who spoke, where and when, as far as it is told."""
    known = [x for x in (speech.speaker, speech.place, speech.date) if x]
    return "，".join(escape.text(x) for x in known) or f"讲话人{labels.UNTOLD}，《{escape.text(speech.title)}》"


def _listed(blocks: Sequence[str]) -> list[str]:
    """Runs of list items in a list."""
    out = []
    for item, group in groupby(blocks, key=lambda b: b.startswith("<li")):
        rows = list(group)
        out += ['<ol class="cj-steps" markdown="1">\n' + "\n".join(rows) + "\n</ol>"] if item else rows
    return out
