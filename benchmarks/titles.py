"""What each sign of a title counts for: fitted on annotated speeches, and judged on authors left out.

    .venv/bin/python benchmarks/titles.py AUTHOR=FOLDER... [--write] [--misses]

Each FOLDER holds cases as in tests/gold.  For every author the points are fitted on the speeches of all the others and the
titles of that author's are read with them; --misses lists the wrong ones.  --write fits on all of them and writes
curation/words/titles.yml.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import authors

from cunjian import acquire, curation, titles
from cunjian.clean import STEPS, clean, masthead
from cunjian.divide import divide
from cunjian.evaluate.cases import Case as Annotated
from cunjian.evaluate.names import fold
from cunjian.model import Raw, Words

TABLE = authors.ROOT / "curation" / "words" / "titles.yml"
ROUNDS, STEP, PULL, SCALE = 300, 0.5, 0.02, 4.0  # of the fit; what keeps points small; points for one unit

Choice = tuple[tuple[tuple[str, ...], bool], ...]


@dataclass(frozen=True)
class Case:
    """A text with the titles that are right, and the candidates for it: (signs, whether it is right)."""

    author: str
    name: str
    raws: tuple[Raw, ...]
    right: tuple[str, ...]
    choices: tuple[Choice, ...]


def read(author: str, one: Annotated, words: Words) -> Case:
    raws = tuple(acquire.read(one.source, one.source.parent))
    right = tuple(one.gold.get("titles", [one.gold["title"]]))
    return Case(author, one.name, raws, right, tuple(each for raw in raws for each in choices(raw, right, words)))


def choices(raw: Raw, right: Sequence[str], words: Words) -> Iterator[Choice]:
    """The candidates at the top of a text, as the page around it still stands; the main title is right where a subtitle is given."""
    _, lines, body = masthead.top(clean(raw, words, STEPS[: STEPS.index(masthead.find)]), words)
    mains = {fold(main) for title in right for main in (title, title.split("——")[0])}
    every = list(titles.candidates(lines, body, words))
    if hits := [one for one in every if fold(one.text) in mains]:
        yield tuple((one.signs, one in hits) for one in every)


def fitted(cases: Sequence[Case]) -> dict[str, float]:
    """Points by which the right candidate of each text has the most: a softmax over its candidates, pulled to nothing."""
    every = [one for case in cases for one in case.choices]
    points: defaultdict[str, float] = defaultdict(float)
    for _ in range(ROUNDS):
        slope: Counter[str] = Counter()
        for one in every:
            weights = [math.exp(sum(points[s] for s in signs)) for signs, _ in one]
            right = sum(w for w, (_, ok) in zip(weights, one, strict=False) if ok)
            for weight, (signs, ok) in zip(weights, one, strict=False):
                for sign in signs:
                    slope[sign] += (weight / right if ok else 0.0) - weight / sum(weights)
        for sign, value in slope.items():
            points[sign] += STEP * (value / len(every) * 10 - PULL * points[sign])
    return {sign: round(SCALE * value) for sign, value in sorted(points.items()) if round(SCALE * value)}


def with_points(words: Words, points: Mapping[str, float], author: str) -> Words:
    return replace(words, numbers={**words.numbers, "titles.points": points}, digest=f"without {author}")


def found(case: Case, words: Words) -> list[str]:
    return [divide(raw, clean(raw, words), words).title for raw in case.raws]


def write(points: Mapping[str, float]) -> None:
    kept = TABLE.read_text("utf-8").split("# What each")[0]
    out = [
        "# What each sign of a title counts for; docs/rules.md explains the signs.",
        "# Made by benchmarks/titles.py: a few by hand are soon out of balance with the rest.",
        "points:",
        *(f"  {sign}: {value:g}" for sign, value in sorted(points.items())),
    ]
    TABLE.write_text(kept + "\n".join(out) + "\n", "utf-8")
    print(f"{TABLE.relative_to(authors.ROOT)}：{len(points)} 个迹象")


def main() -> None:
    options = authors.arguments(__doc__)
    words = curation.load(authors.ROOT).words
    every_case = (read(author, one, words) for author, one in authors.cases(options))
    cases = list({(case.right, *(raw.text[:400] for raw in case.raws)): case for case in every_case}.values())  # one may have two names
    right, every = 0, 0
    for author in dict.fromkeys(case.author for case in cases):
        points = with_points(words, fitted([case for case in cases if case.author != author]), author)
        own = [case for case in cases if case.author == author]
        hits = 0
        for case in own:
            got = found(case, points)
            wrong = [title for title in case.right if fold(title) not in map(fold, got)]
            hits += len(case.right) - len(wrong)
            if options.misses and wrong:
                print(f"  {author} {case.name}：{got}，应为 {wrong}")
        count = sum(len(case.right) for case in own)
        print(f"{author}：{count} 题，对 {hits / count:.3f}")
        right, every = right + hits, every + count
    print(f"合计：{every} 题，对 {right / every:.3f}")
    if options.write:
        write(fitted(cases))


if __name__ == "__main__":
    main()
