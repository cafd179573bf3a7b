"""What annotated sections of which words were about: counted on annotated speeches, and judged on authors left out.

    .venv/bin/python benchmarks/category.py AUTHOR=FOLDER... [--write] [--misses]

Each FOLDER holds cases as in tests/gold.  For every author the sections of all the others are counted and those of that
author's speeches are put into categories; --misses lists the wrong ones.  --write counts all of them and writes
curation/words/leanings.yml.  A word counts when five speeches have it, and only by how many sections.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, replace

import authors
import rjieba

from cunjian import acquire, curation
from cunjian.clean import clean
from cunjian.divide import divide
from cunjian.evaluate.cases import Case as Annotated
from cunjian.extract import practices
from cunjian.extract.category import scales
from cunjian.model import Curation, Document, Words
from cunjian.script import fold

TABLE = authors.ROOT / "curation" / "words" / "leanings.yml"
SPEECHES = 5  # a word must be in so many


@dataclass(frozen=True)
class Section:
    """A heading of a speech, the words of it, the one above and the body, and the categories that are right for it."""

    author: str
    speech: str
    title: str
    told: Set[str]
    right: tuple[str, ...]


@dataclass(frozen=True)
class Case:
    """One annotated speech."""

    author: str
    name: str
    text: str
    document: Document
    right: Mapping[str, tuple[str, ...]]  # by bare heading


def bare(title: str) -> str:
    return "".join(c for c in fold(title) if "\u4e00" <= c <= "\u9fff")


def read(author: str, one: Annotated, decided: Curation) -> Iterator[Case]:
    gold = {bare(p["title"]): p["category"] for p in one.gold["practices"]}
    right = {t: tuple(c) if isinstance(c, list) else (c,) for t, c in gold.items()}
    for raw in acquire.read(one.source, one.source.parent):
        cleaned = clean(raw, decided.words)
        yield Case(author, one.name, fold(cleaned.text), divide(raw, cleaned, decided.words), right)


def sections(case: Case, decided: Curation) -> Iterator[tuple[Section, str]]:
    """The sections of a speech whose category is annotated, with the one they are put into."""
    weigh = scales(decided.categories, decided.words)
    for _, section in practices.sections(case.text, case.document, decided.words):
        title = section.parts[section.heading].title
        if right := case.right.get(bare(title)):
            above = section.parts[section.heading].section
            headings = [title, *([] if above is None else [section.parts[above].title])]
            yield Section(case.author, case.name, title, spoken("，".join([*headings, section.content])), right), weigh.category(section)[0]


def spoken(text: str) -> frozenset[str]:
    """The words of two characters and more of a text."""
    return frozenset([word for word in rjieba.cut(text) if len(word) > 1 and "\u4e00" <= word < "\ua000"])


def counted(sections_: Iterable[Section]) -> tuple[dict[str, float], dict[str, dict[str, float]]]:
    """How many sections each category has, and each word of them by category."""
    usual: defaultdict[str, float] = defaultdict(float)
    table: defaultdict[str, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
    speeches: defaultdict[str, set[str]] = defaultdict(set)
    for one in sections_:
        for name in one.right:
            usual[name] += 1 / len(one.right)
        for word in one.told:
            speeches[word].add(f"{one.author}/{one.speech}")
            for name in one.right:
                table[word][name] += 1 / len(one.right)
    return dict(usual), {word: dict(counts) for word, counts in table.items() if len(speeches[word]) >= SPEECHES}


def with_table(decided: Curation, every: Iterable[Section], author: str) -> Curation:
    """The word lists with a table counted on other speeches than the author's."""
    usual, table = counted(every)
    lists = {**decided.words.lists, "leanings.words": lines(table)}
    numbers = {**decided.words.numbers, "leanings.sections": usual}
    return replace(decided, words=Words(lists, numbers, f"without {author}"))


def lines(table: Mapping[str, Mapping[str, float]]) -> tuple[str, ...]:
    """党员 党12 组3.5: the first character of a category stands for it."""
    return tuple(
        " ".join([word, *(f"{name[0]}{round(count, 1):g}" for name, count in sorted(table[word].items()))]) for word in sorted(table)
    )


def write(every: Iterable[Section]) -> None:
    usual, table = counted(every)
    out = [
        "# In how many annotated sections of which category a word stood (党员 党12 组3: the first character of a category stands",
        "# for it).  Made by benchmarks/category.py; docs/rules.md tells what it is for.",
        "sections:",
        *(f"  {name}: {round(count, 1):g}" for name, count in sorted(usual.items())),
        "words:",
        *(f"  - {line}" for line in lines(table)),
    ]
    TABLE.write_text("\n".join(out) + "\n", "utf-8")
    print(f"{TABLE.relative_to(authors.ROOT)}：{len(table)} 个词")


def main() -> None:
    options = authors.arguments(__doc__)
    decided = curation.load(authors.ROOT)
    told = {repr(one.gold["practices"]): (author, one) for author, one in reversed(list(authors.cases(options)))}  # one may have two names
    cases = [case for author, one in reversed(told.values()) for case in read(author, one, decided)]
    every = [section for case in cases for section, _ in sections(case, decided)]
    right: Counter[str] = Counter()
    for author in dict.fromkeys(case.author for case in cases):
        without = with_table(decided, [s for s in every if s.author != author], author)
        for case in (c for c in cases if c.author == author):
            for section, category in sections(case, without):
                right[author] += category in section.right
                if options.misses and category not in section.right:
                    print(f"  {author} {section.speech}：{section.title} {category}，应为 {'、'.join(section.right)}")
        count = sum(s.author == author for s in every)
        print(f"{author}：{count} 节，对 {right[author] / count:.3f}")
    print(f"合计：{len(every)} 节，对 {sum(right.values()) / len(every):.3f}")
    if options.write:
        write(every)


if __name__ == "__main__":
    main()
