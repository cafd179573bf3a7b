"""What each sign of a list of items counts for: fitted on annotated speeches, and judged on authors it was not fitted on.

    .venv/bin/python benchmarks/items.py AUTHOR=FOLDER[:PREFIX]... [--write] [--misses]

Each FOLDER holds cases as in tests/gold.  For every author all three tables (which list is taken, where its first item begins and
where its last one ends) are fitted on the others and on tests/cases/items, and the items of that author's speeches are scored as ``cunjian evaluate``
does; --misses lists what was wrong.  --write fits on all of them and writes curation/words/itempoints.yml.
"""

from __future__ import annotations

import math
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

import authors

from cunjian import acquire, curation
from cunjian.clean import clean
from cunjian.divide import divide
from cunjian.evaluate.names import alike, match
from cunjian.evaluate.names import fold as bare
from cunjian.extract import terms
from cunjian.extract.terms.items import choose, edges, lists
from cunjian.model import Curation, Document, TermMention
from cunjian.script import fold

sys.path.append(str(Path(__file__).parents[1] / "tests"))
import speeches

TABLE = authors.ROOT / "curation" / "words" / "itempoints.yml"
TABLES = ("lists", "starts", "ends")
SCALE = 10  # points for one unit
CANONICAL = 2  # how often an example of the tests' case files counts: few, each for a form that the genre has
LEAST_SEEN = 4  # a sign must be seen so often
ROUNDS, STEP = 150, 0.1  # of the fit
PULL = {"lists": 0.1, "starts": 1.0, "ends": 1.0}  # what keeps points small
BIAS = 3.0  # what more a list needs than the fit says
PLENTY = 90  # points above the threshold with which a list is taken without looking further

Signs = Mapping[str, float]
Example = Sequence[tuple[Signs, bool]]
"""Candidates, each with its signs and whether it is right."""
Points = dict[str, dict[str, float]]
"""The tables, by name."""


@dataclass
class Case:
    """One annotated speech, and what it teaches."""

    author: str
    name: str
    gold: dict[str, Any]
    text: str
    document: Document
    examples: dict[str, list[Example]] = field(default_factory=lambda: {name: [] for name in TABLES})

    def terms(self, decided: Curation) -> tuple[TermMention, ...]:
        return terms.find(self.text, self.document, decided)[0]


def read(author: str, one: authors.Case, decided: Curation) -> Iterator[Case]:
    for raw in acquire.read(one.source, one.source.parent):
        cleaned = clean(raw, decided.words)
        yield Case(author, one.name, one.gold, fold(cleaned.text), divide(raw, cleaned, decided.words))


def told(decided: Curation) -> Iterator[Case]:
    """The case files of the tests: forms that the genre has, and what looks like them; they teach, and are judged by the tests."""
    for number, one in enumerate(speeches.cases("items")):
        text, document = speeches.read(one.text)
        case = Case("cases", f"{number}", {"terms": []}, text, document)
        lists = dict(line.split(" = ") for line in one.expected if " = " in line)
        for name in dict.fromkeys([*lists, *(m.name for m in case.terms(decided))]):
            if name in lists or not any(alike(name, other) for other in lists):
                case.gold["terms"].append({"name": name, "items": lists[name].split(" | ") if name in lists else None})
        yield case


def pairs(case: Case, mentions: Sequence[TermMention]) -> tuple[list[tuple[dict[str, Any], list[TermMention]]], list[dict[str, Any]]]:
    """The annotated terms of a speech with their mentions, and those that were not seen."""
    groups: list[tuple[set[str], list[TermMention]]] = []
    for mention in mentions:
        names = {mention.name, *mention.aliases}
        own = [group for group in groups if group[0] & names]
        groups = [group for group in groups if not group[0] & names]
        groups.append((names.union(*(group[0] for group in own)), [*(m for group in own for m in group[1]), mention]))
    wanted = [((t["name"], *t.get("aliases", ())), t) for t in case.gold["terms"]]
    here = [one for one in wanted if any(bare(name) in bare(case.text) for name in one[0])]
    found = match(here, [(sorted(names), said) for names, said in groups])
    return found.pairs, found.missed


def learn_edges(case: Case, decided: Curation) -> None:
    """Every place where the first item of an annotated list may begin, and the last one end."""
    listed = [[bare(fold(item)) for item in term["items"]] for term in case.gold["terms"] if len(term.get("items") or ()) > 1]
    seen = set[tuple[Any, ...]]()
    first_edge, last_edge = edges.first, edges.last  # before they are patched
    lists.judged.cache_clear()  # or what was judged before is not asked again

    def ask(last: bool, told: str, others: Sequence[str], part: Any, rules: Any, mark: str) -> int:
        at = (last_edge if last else first_edge)(told, others, part, rules, mark)
        right = next((one for one in listed for one in [_edge(one, part.count, bare(told), [bare(o) for o in others], last)] if one), "")
        if right and (last, told, *others) not in seen:
            seen.add((last, told, *others))
            found = edges.candidates(told, tuple(others), (*part.keys, *part.weak), rules, mark, last=last)
            example = [(Counter(signs), bare(told[:at] if last else told[at:]) == right) for at, signs in found]
            case.examples["ends" if last else "starts"].append(example)
        return at

    with patch("cunjian.extract.terms.items.trim.edges.first", lambda *told: ask(False, *told)), \
         patch("cunjian.extract.terms.items.trim.edges.last", lambda *told: ask(True, *told)):  # fmt: skip
        case.terms(decided)


def _edge(items: Sequence[str], count: int, told: str, others: Sequence[str], last: bool) -> str:
    """The item of an annotated list that a cell holds, where the cells beside it hold the others."""
    for at in {0, len(items) - count}:
        own = items[at : at + count]
        if at < 0 or len(own) != count or count < 2:
            continue
        middle = own[1:-1] or [own[0 if last else -1]]
        beside = others == middle or (len(own) == 2 and last and others[0].endswith(middle[0]))
        if beside and (told.startswith(own[-1]) if last else told.endswith(own[0])):
            return own[-1 if last else 0]
    return ""


def learn_lists(case: Case, decided: Curation) -> None:
    """Every list around a name that was found; those that are right but for their edges count where none is wholly right."""
    asked: list[tuple[int, list[choose.Choice]]] = []
    best = choose.best  # before it is patched

    def ask(core: str, places: Any, document: Document) -> Any:
        asked.append((places[0].at.start, [*choose.candidates(core, places, document)]))
        return best(core, places, document)

    with patch("cunjian.extract.terms.items.choose.best", ask):
        mentions = case.terms(decided)
    for term, said in pairs(case, mentions)[0]:
        want = term.get("items") or []
        for at, choices in asked:
            if choices and any(m.span.start <= at <= m.span.end for m in said):
                told = [[span.of(case.text) for span in choice.spans] for choice in choices]
                right = [same(want, one) for one in told]
                if not any(right):
                    right = [_nearly(want, one) for one in told]
                case.examples["lists"].append([(_signs(one), ok) for one, ok in zip(choices, right, strict=True)])


def _signs(choice: choose.Choice) -> Signs:
    out: Counter[str] = Counter()
    for sign, share in (*choice.signs, ("threshold", -1.0)):
        out[sign] += share  # type: ignore[assignment]
    return out


def same(want: Sequence[str], told: Sequence[str]) -> bool:
    return bool(want) and len(want) == len(told) and all(map(alike, want, told))


def _nearly(want: Sequence[str], told: Sequence[str]) -> bool:
    if not want or len(want) != len(told):
        return False
    held = [bare(a) in bare(b) or bare(b) in bare(a) for a, b in zip(want, told, strict=True)]
    return all(held) and sum(map(alike, want, told)) >= len(want) - 2


def fitted(cases: Sequence[Case], table: str) -> dict[str, float]:
    """Points by which the right candidates have the most; a list that is taken has more than the threshold, too.

    A softmax over the candidates of each example, with a quadratic price on points; steps are Adam's.
    """
    examples, none = [e for case in cases for e in case.examples[table] * (CANONICAL if case.author == "cases" else 1)], table == "lists"
    seen = Counter(sign for one in examples for signs, _ in one for sign in signs)
    names = sorted(sign for sign, count in seen.items() if count >= LEAST_SEEN)
    number = {sign: at for at, sign in enumerate(names)}
    known = [([([(number[s], w) for s, w in signs.items() if s in number], ok) for signs, ok in one]) for one in examples]
    known = [one for one in known if none or any(ok for _, ok in one)]
    prices = [PULL[table] * (name != "threshold") for name in names]
    points, mean, square = [0.0] * len(names), [0.0] * len(names), [0.0] * len(names)
    for turn in range(1, ROUNDS + 1):
        slope = [-price * value for price, value in zip(prices, points, strict=True)]
        for one in known:
            weights = [math.exp(min(30.0, sum(points[at] * share for at, share in signs))) for signs, _ in one]
            right = sum(w for w, (_, ok) in zip(weights, one, strict=True) if ok)
            every = sum(weights) + none
            for weight, (signs, ok) in zip(weights, one, strict=True):
                pull = (weight / right if ok else 0.0) - weight / every
                if abs(pull) > 1e-4:
                    for at, share in signs:
                        slope[at] += pull * share
        for at, value in enumerate(slope):
            mean[at] = 0.9 * mean[at] + 0.1 * value
            square[at] = 0.999 * square[at] + 0.001 * value * value
            points[at] += STEP * mean[at] / (1 - 0.9**turn) / (math.sqrt(square[at] / (1 - 0.999**turn)) + 1e-8)
    return {sign: float(round(SCALE * points[at])) for sign, at in number.items() if round(SCALE * points[at])}


def edges_of(cases: Sequence[Case]) -> Points:
    return {name: fitted(cases, name) for name in ("starts", "ends")}


def lists_of(cases: Sequence[Case]) -> dict[str, float]:
    table = fitted(cases, "lists")
    threshold = table.get("threshold", 0.0) + BIAS
    return table | {"threshold": threshold, "plenty": threshold + PLENTY}


def with_points(decided: Curation, points: Points, name: str) -> Curation:
    """The same word lists with these points."""
    numbers = {**decided.words.numbers, **{f"itempoints.{table}": told for table, told in points.items()}}
    return replace(decided, words=replace(decided.words, numbers=numbers, digest=f"{name} {hash(repr(points))}"))


def score(case: Case, decided: Curation, *, misses: bool) -> Counter[str]:
    out: Counter[str] = Counter()
    found, missed = pairs(case, case.terms(decided))
    out["missed"] = sum(bool(term.get("items")) for term in missed)
    for term, said in found:
        want, lists = term.get("items") or [], [[item.text for item in m.items] for m in said if m.items]
        ok = any(same(want, one) for one in lists)
        out.update(hit=ok, missed=bool(want) and not ok, extra=bool(lists) and not ok)
        if misses and (want or lists) and not ok:
            print(f"  {case.author} {case.name} {term['name']}：{lists}，应为 {want}")
    return out


def line(name: str, of: Mapping[str, int]) -> None:
    hit, missed, extra = (of[key] for key in ("hit", "missed", "extra"))
    print(f"{name:10} hit {hit:4}  missed {missed:3}  extra {extra:3}  precision {hit / max(1, hit + extra):.3f}  "
          f"recall {hit / max(1, hit + missed):.3f}  F1 {2 * hit / max(1, 2 * hit + missed + extra):.3f}", flush=True)  # fmt: skip


def write(points: Points) -> None:
    out = ["# What each sign of a list of items counts for, and of the edges of its first and last item; docs/rules.md explains the signs.",
           "# Made by benchmarks/items.py: a few by hand are soon out of balance with the rest."]  # fmt: skip
    for name in TABLES:
        out += [f"{name}:", *(f"  {sign}: {value:g}" for sign, value in sorted(points[name].items()))]
    TABLE.write_text("\n".join(out) + "\n", "utf-8")
    print(f"{TABLE.relative_to(authors.ROOT)}：{sum(map(len, points.values()))} 个分值")


def main() -> None:
    """Judge, and write the tables if asked to."""
    options = authors.arguments(__doc__)
    decided = curation.load(authors.ROOT)
    by = defaultdict[str, list[Case]](list)
    for author, one in authors.cases(options):
        by[author] += read(author, one, decided)
    by["cases"] = [*told(decided)]
    every = [case for cases in by.values() for case in cases]
    for case in every:
        learn_edges(case, decided)
    tables: dict[str, Points] = {}
    for author, own in by.items():
        tables[author] = edges_of([case for case in every if case.author != author])
        for case in own:
            learn_lists(case, with_points(decided, tables[author], author))
    total = Counter[str]()
    for author, own in by.items():
        tables[author]["lists"] = lists_of([case for case in every if case.author != author])
        current = with_points(decided, tables[author], author)
        found = sum((score(case, current, misses=options.misses) for case in own), Counter[str]())
        line(author, found)
        if author != "cases":
            total += found
    line("all", total)
    if options.write:
        write({**edges_of(every), "lists": lists_of(every)})


if __name__ == "__main__":
    main()
