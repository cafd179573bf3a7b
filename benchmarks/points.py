"""What each sign of an unquoted name counts for: fitted on annotated speeches, and judged on authors it was not fitted on.

    .venv/bin/python benchmarks/points.py AUTHOR=FOLDER[:PREFIX]... [--write] [--misses]

Each FOLDER holds cases as in tests/gold; PREFIX takes only those whose name begins so.  For every author the signs are
weighed on all the others and the terms of that author's speeches are scored (headwords, as ``cunjian evaluate`` does);
--misses lists what was missed and what was too much.  --write weighs on all of them and writes curation/words/signs.yml.
The weights are those of a logistic regression, whole numbers, ten to a unit.  The names in use everywhere
(curation/words/mechanisms.yml) and what is none (terms.generic, terms.common) teach too, for little each and in surroundings
drawn from the speeches: they tell what names look like, never where they stand.
"""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

import authors

from cunjian import acquire, curation
from cunjian.clean import clean
from cunjian.divide import divide
from cunjian.evaluate.names import alike, match
from cunjian.extract import terms
from cunjian.extract.terms import points
from cunjian.extract.terms.points.around import AGAIN, BESIDE, QUOTED
from cunjian.extract.terms.points.edges import LEADS
from cunjian.extract.terms.points.gate import LONGEST
from cunjian.extract.terms.points.inside import inside
from cunjian.extract.terms.points.lists import lists
from cunjian.extract.terms.points.tokens import Clause, Edge
from cunjian.model import Curation, Document, Raw, TermMention, Words
from cunjian.script import fold

TABLE = authors.ROOT / "curation" / "words" / "signs.yml"
SCALE = 10
LEAST_SEEN = 30  # a sign must be seen so often
COST = 1.0  # what a wrong example costs against the weights
ROUNDS = 144
LIMIT = 0.15  # a name is taken from here on
LISTED = 0.02  # what a listed name counts for, and one that is none
_NAMES = ("mechanisms.meeting", "mechanisms.method", "mechanisms.institution", "mechanisms.campaign")
_SPELT = ("始于", "终于")  # signs of single words, of which there are many: one point is none
_NO_NAMES = ("terms.generic", "terms.common")


class Wide(points.Gate):
    """A gate that lets nearly every span of words through: what is plainly no name teaches too."""

    def _spans(self, clause: Clause, text: str) -> list[tuple[int, int, Edge, Edge]]:
        words, at = clause.words, clause.at
        out: list[tuple[int, int, Edge, Edge]] = []
        ends = [j for j, word in enumerate(words, 1) if not word.apart and (word.ends or not word.measure) and (word.length > 1 or word.text not in LEADS)]
        for j in ends:
            end = self._behind(clause, j, text)
            for i in range(j - 1, -1, -1):
                if at[j] - at[i] > LONGEST or words[i].apart:
                    break
                if at[j] - at[i] > 1 and words[i].begins:
                    out.append((i, j, self.before(clause, i, text), end))
        return out


@dataclass(frozen=True)
class Example:
    """The signs of one candidate, and whether it is a name."""

    signs: tuple[str, ...]
    name: bool
    weight: float
    edges: tuple[str, ...] = ()  # those of the signs that tell what stands in front and behind


@dataclass(frozen=True)
class Case:
    """One annotated speech."""

    author: str
    title: str
    gold: dict[str, Any]
    text: str
    document: Document
    examples: tuple[Example, ...]


def cases(author: str, one: authors.Case, decided: Curation) -> Iterable[Case]:
    """An annotated speech; several where a file holds several, each with the terms that it names.

    Texts that have lost their closing marks (推行“三联制度，即…) are common and few of them are annotated: each speech teaches
    a second time, without its own.
    """
    raws = acquire.read(one.source, one.source.parent)
    for raw in raws:
        document, text = _read(raw, decided)
        gold = {**one.gold, "terms": [term for term in one.gold["terms"] if len(raws) == 1 or any(name in text for name in _names(term))]}
        learnt = examples(gold, text, document, decided.words)
        if "”" in text:
            unclosed, lost = _read(replace(raw, text=raw.text.replace("”", ""), marks=(), pages=None, withheld=()), decided)
            learnt += examples(gold, lost, unclosed, decided.words)
        yield Case(author, one.name, gold, text, document, learnt)


def _read(raw: Raw, decided: Curation) -> tuple[Document, str]:
    """The parts of a speech and its folded clean text."""
    cleaned = clean(raw, decided.words)
    return divide(raw, cleaned, decided.words), fold(cleaned.text)


def _names(term: dict[str, Any]) -> Iterable[str]:
    return (term["name"], *term.get("aliases", ()))


def examples(gold: dict[str, Any], text: str, document: Document, words: Words) -> tuple[Example, ...]:
    """Candidates that are exactly a name, and those that are nothing like one; what is a matter of taste is left out."""
    names = {name for term in gold["terms"] for name in _names(term)}
    taste = [*names, *gold.get("terms_optional", ())]
    found = points.candidates(text, document, words, Wide(lists(words), {}, -1.0))
    often = Counter(one.name for one in found)
    like = {name: name not in names and any(alike(name, other) for other in taste) for name in often}
    return tuple(
        Example(one.every(), one.name in names, 1 / min(often[one.name], 3), tuple(chain(*one.signs[:2])))
        for one in found
        if not like[one.name]
    )


def listed(decided: Curation, learnt: Sequence[Example]) -> list[Example]:
    """The word lists as examples: what each is made of, and edges of some candidate of the speeches."""
    gate = points.gate_of(decided.words)
    draw = random.Random(1)
    out = []
    for name, sources in ((True, _NAMES), (False, _NO_NAMES)):
        for one in chain(*(decided.words[words] for words in sources)):
            if signs := signs_of(one, gate):
                out.append(Example((*signs, *draw.choice(learnt).edges), name, LISTED))
    return out


def signs_of(name: str, gate: points.Gate) -> tuple[str, ...]:
    """The signs of a name that stands alone; none where it is not one run of words."""
    clauses = list(gate.cutter.clauses(name, 0))
    if len(clauses) != 1 or clauses[0].at[0] or clauses[0].at[-1] != len(name):
        return ()
    words = clauses[0].words
    return inside(tuple(word.text for word in words), tuple(word.tag for word in words), gate.known).signs


def weigh(learnt: Sequence[Example]) -> dict[str, float]:
    """Sign -> weight, and "" -> what all candidates start from: logistic regression with a quadratic price on weights.

    Dual coordinate descent (Yu, Huang, Lin 2011): each example pulls on its signs by a share between 0 and its cost.
    """
    seen = Counter(sign for one in learnt for sign in one.signs)
    kept = [(1 if e.name else -1, [*(s for s in e.signs if seen[s] >= LEAST_SEEN), ""], COST * e.weight) for e in learnt]
    shares = [1e-3 * cost for _, _, cost in kept]
    weights = dict.fromkeys([*sorted(s for s in seen if seen[s] >= LEAST_SEEN), ""], 0.0)
    for (side, signs, _), share in zip(kept, shares, strict=True):
        for sign in signs:
            weights[sign] += side * share
    order = random.Random(1).sample(range(len(kept)), len(kept))
    lively = order
    for turn in range(ROUNDS):
        visited, lively = (lively if turn % 6 else order), []
        for at in visited:
            side, signs, cost = kept[at]
            old, margin = shares[at], side * sum(weights[sign] for sign in signs)
            share = _share(old, margin, len(signs), cost)
            if abs(share - old) > 1e-3 * cost:
                lively.append(at)
            if share != old:
                shares[at] = share
                for sign in signs:
                    weights[sign] += side * (share - old)
    return weights


def _share(old: float, margin: float, length: int, cost: float) -> float:
    """The share at which an example neither pulls harder nor gives way."""
    low, high, share = 0.0, cost, old
    for _ in range(12):
        slope = math.log(share / (cost - share)) + length * (share - old) + margin
        if abs(slope) < 1e-3:
            break
        low, high = (share, high) if slope < 0 else (low, share)
        step = share - slope / (cost / (share * (cost - share)) + length)
        share = step if low < step < high else (low + high) / 2
    return share


def table_of(learnt: Sequence[Example], decided: Curation) -> Curation:
    """The same word lists with the points that these examples and the lists teach."""
    return with_table(decided, weigh([*learnt, *listed(decided, learnt)]))


def with_table(decided: Curation, weights: Mapping[str, float]) -> Curation:
    """The same word lists with these points."""
    table = {s: float(round(w * SCALE)) for s, w in weights.items() if s and abs(round(w * SCALE)) > 1 + s.startswith(_SPELT)}
    limits = {"取": float(round((LIMIT - weights[""]) * SCALE)), "看": look_from(table)}
    numbers = {**decided.words.numbers, "signs.points": table, "signs.limits": limits}
    return replace(decided, words=Words(decided.words.lists, numbers, f"points {sorted(weights.items())}"))


def look_from(table: Mapping[str, float]) -> float:
    """What one sign of the rest of a speech can add to a candidate at most: less than that below the limit is not looked at."""
    return max(0.0, *(table.get(sign, 0.0) for sign in (*AGAIN, *BESIDE, QUOTED)))


def grouped(mentions: Iterable[TermMention]) -> list[tuple[list[str], str]]:
    """Mentions that share a name or alias as one term."""
    names: list[set[str]] = []
    for one in mentions:
        mine = {one.name, *one.aliases}
        for other in [n for n in names if n & mine]:
            mine |= other
            names.remove(other)
        names.append(mine)
    return [(sorted(n), min(n)) for n in names]


def score(case: Case, decided: Curation) -> tuple[int, list[str], list[str]]:
    """How many terms were found, which were missed, which are too much."""
    mentions, _ = terms.find(case.text, case.document, decided)
    wanted = [([*_names(term)], term["name"]) for term in case.gold["terms"]]
    result = match(wanted, [(names, " ".join(names)) for names, _ in grouped(mentions)])
    taste = case.gold.get("terms_optional", ())
    extra = [e for e in result.extra if not any(alike(n, o) for n in e.split() for o in taste)]
    return len(result.pairs), result.missed, extra


def line(name: str, hit: int, missed: int, extra: int) -> float:
    """Print one row; its F1."""
    f1 = 2 * hit / (2 * hit + missed + extra) if hit else 0.0
    print(f"{name:12} hit {hit:4}  missed {missed:3}  extra {extra:3}  precision {hit / max(1, hit + extra):.3f}  "
          f"recall {hit / max(1, hit + missed):.3f}  F1 {f1:.3f}", flush=True)  # fmt: skip
    return f1


def leave_one_out(known: Sequence[Case], decided: Curation, *, misses: bool) -> None:
    """Every author scored with what the others teach."""
    total, every = Counter[str](), []
    for author in dict.fromkeys(case.author for case in known):
        table = table_of([e for case in known if case.author != author for e in case.examples], decided)
        mine = Counter[str]()
        for case in (c for c in known if c.author == author):
            hit, missed, extra = score(case, table)
            mine.update({"hit": hit, "missed": len(missed), "extra": len(extra)})
            if misses:
                print(f"  {case.title}: missed {missed}, extra {extra}")
        every.append(line(author, mine["hit"], mine["missed"], mine["extra"]))
        total.update(mine)
    line("all", total["hit"], total["missed"], total["extra"])
    print(f"mean of authors: F1 {sum(every) / len(every):.3f}")


def write(known: Sequence[Case], decided: Curation) -> None:
    """curation/words/signs.yml from all the cases."""
    table = table_of([e for case in known for e in case.examples], decided)
    limits = table.words.numbers["signs.limits"]
    head = "# What each sign of an unquoted name counts for; docs/rules.md explains the signs.\n"
    head += "# Made by benchmarks/points.py: a few by hand are soon out of balance with the rest.\npoints:\n"
    rows = "".join(f"  {sign}: {value:.0f}\n" for sign, value in sorted(table.words.numbers["signs.points"].items()))
    foot = "# 取: a candidate is a name when its points come to more. 看: one that lacks more than that is not looked at further.\nlimits:\n"
    TABLE.write_text(head + rows + foot + "".join(f"  {name}: {value:.0f}\n" for name, value in limits.items()), "utf-8")


def main() -> None:
    """Judge, or write the table."""
    options = authors.arguments(__doc__)
    decided = curation.load(authors.ROOT)
    known = [case for author, one in authors.cases(options) for case in cases(author, one, decided)]
    if options.write:
        write(known, decided)
    else:
        leave_one_out(known, decided, misses=options.misses)


if __name__ == "__main__":
    main()
