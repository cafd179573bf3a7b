"""Measures of damage: flags of the kinds that the gold marks, and how many redactions were seen."""

from __future__ import annotations

from collections import defaultdict

from cunjian.evaluate.cases import Case, Export
from cunjian.evaluate.names import squeeze
from cunjian.evaluate.scores import Scores

KINDS = ("impossible-figure", "missing-figure", "mixed-quotes", "word-swap", "truncated")
_AROUND = 12  # characters on either side of a flag in which the gold's quote may stand


def score(case: Case, export: Export, scores: Scores) -> None:
    """Damage and redactions of one case."""
    _damage(case, export, scores)
    want, got = case.gold["redactions"], len(export.every("redactions"))
    scores.rate("redactions", max(0, want - abs(want - got)), want)
    if want != got:
        scores.note(case.name, f"隐去处：得到 {got} 处，应为 {want} 处")


def _damage(case: Case, export: Export, scores: Scores) -> None:
    """damage: gold marks with a flag of their kind that shares their words; extra: flags near no mark of their kind
    (a second flag of the same damage is no mistake)."""
    flags: dict[str, list[tuple[str, str]]] = defaultdict(list)  # kind -> (quote, quote with its surroundings)
    for speech in export.speeches:
        text = speech["reading_text"]
        for flag in speech["flags"]:
            if flag["kind"] in KINDS:
                around = text[max(0, flag["start"] - _AROUND) : flag["end"] + _AROUND]
                flags[flag["kind"]].append((squeeze(flag["quote"]), squeeze(around)))
    marks = [(d["kind"], d["quote"], squeeze(d["quote"])) for d in case.gold["damage"]]
    missed = [f"{kind} {quote}" for kind, quote, mark in marks if not _seen(mark, flags.get(kind, []))]
    extra = [
        f"{kind} {quote[:30]}" for kind, found in flags.items() for quote, around in found
        if not any(one == kind and mark in around for one, _, mark in marks)
    ]  # fmt: skip
    scores.add("damage", len(marks) - len(missed), len(missed), len(extra))
    for line in missed:
        scores.note(case.name, f"漏破损：{line}")
    for line in extra:
        scores.note(case.name, f"多破损：{line}")


def _seen(mark: str, flags: list[tuple[str, str]]) -> bool:
    return any(mark in around and (quote in mark or mark in quote or set(quote) & set(mark)) for quote, around in flags)
