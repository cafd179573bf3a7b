"""Categories: which of the taxonomy's categories a section falls into, by its words and by what such sections were about."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Set
from functools import lru_cache
from math import log
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from cunjian.extract import leanings
from cunjian.model import Category, Part, Signs, Words

OTHER = "其他"
_QUOTES = re.compile("[“”‘’]")
HEADING_WEIGHT = 4.0  # a point of a heading; of each above half of that below it
BODY_WEIGHT, BODY_START = 40.0, 6  # a whole body's words; points with which it weighs half of that
SUBJECT_WEIGHT, SUBJECT_POINTS, SUBJECT_LEAD = 16.0, 6, 3  # the one subject of a speech; what its title must say for it
NAMED_PLAINLY = 5  # more points than these say that a part has another subject
LEANING_ENOUGH = 12.0  # what it must come to where no word says anything
LEANING_WEIGHT = 12.0  # of what annotated sections with such words were about


def _raise(weights: Mapping[str, dict[str, int]], word: str, inner: str) -> None:
    """A word weighs for its categories at least what a word inside it does, since that no longer counts then."""
    if word in weights and inner in weights:
        weights[word].update((n, max(own, weights[inner].get(n, own))) for n, own in list(weights[word].items()))


class Section(NamedTuple):
    """What tells the category of a part: its heading and those above, its body, the words of both, the title of the speech."""

    parts: tuple[Part, ...]
    heading: int
    content: str
    told: Set[str]
    title: str


class Scales:
    """The words of the taxonomy as one automaton, and what each weighs for which category."""

    def __init__(self, categories: tuple[Category, ...], words: Words) -> None:
        self.categories = categories
        self.digest = words.digest
        self._leanings = leanings.known(words)
        self._names = [one.name for one in categories]
        self._body: defaultdict[str, dict[str, int]] = defaultdict(dict)
        self._title: defaultdict[str, dict[str, int]] = defaultdict(dict)
        for one in categories:
            for word, weight in one.words.items():
                self._body[word][one.name] = self._title[word][one.name] = weight
            for word, weight in one.titles.items():
                self._title[word][one.name] = weight
        self._words = list(self._title)
        self._automaton = AhoCorasick(self._words) if self._words else None
        self._titles: dict[str, dict[str, int]] = {}
        self.subject = lru_cache(maxsize=4)(self._subject)  # all sections of a speech ask
        for word in sorted(self._words, key=len):
            for entry, start, end in (
                self._automaton.find_matches_as_indexes(word, overlapping=True) if self._automaton else ()
            ):
                for weights in (self._title, self._body) if end - start < len(word) else ():
                    _raise(weights, word, self._words[entry])

    def category(self, section: Section) -> tuple[str, str]:
        """The category with the most weight, and the rule that decided: words of the heading, of those above it and of the
        body, then what annotated sections of such words were about; 其他 without any.  A speech on one subject
        (全市党员教育管理……) keeps to it in the parts whose heading names nothing more."""
        scores = self.body(section.content)
        for weight, title in self._headings(section):
            for name, points in self.title(title).items():
                scores[name] += points * weight
        if subject := self._kept(section):
            scores[subject] += SUBJECT_WEIGHT
        by_words = max(scores, key=scores.__getitem__, default=OTHER) if any(scores.values()) else OTHER
        leaning = self._leanings.of(section.told)
        middle = sum(leaning.values()) / max(len(leaning), 1)  # of a category that nothing is known of
        for name in scores:
            scores[name] += LEANING_WEIGHT * (leaning.get(name, middle) - middle)
        best = max(scores, key=scores.__getitem__, default=OTHER)
        if by_words == OTHER and scores.get(best, 0.0) < LEANING_ENOUGH:
            return OTHER, "no-category-word"
        return best, "category-leaning" if best != by_words else "category-words"

    def why(self, section: Section) -> Signs:
        """What spoke for the category, the most first: 标题“支部”, 正文“网格”, 同类“党员” (of annotated sections)."""
        name, _ = self.category(section)
        told: list[tuple[str, float]] = []
        for weight, title in self._headings(section):
            where = "标题" if weight == HEADING_WEIGHT else "上级标题"
            told += ((f"{where}“{word}”", self._title[word].get(name, 0) * weight) for word in dict.fromkeys(self._found(_QUOTES.sub("", title))))
        body = self._weighed(section.content)
        share = BODY_WEIGHT / (sum(points for *_, points in body) + BODY_START)
        told += ((f"正文“{word}”", points * share) for word, of, points in body if of == name)
        told.append(("全文题目", SUBJECT_WEIGHT * (name == self._kept(section))))
        told += ((f"同类“{word}”", LEANING_WEIGHT * points) for word, points in self._leanings.why(section.told, name).items())
        return tuple(sorted((one for one in told if one[1]), key=lambda one: -one[1]))

    def _headings(self, section: Section) -> Iterator[tuple[float, str]]:
        """The heading and those above it, each with what a point of it weighs."""
        for depth, at in enumerate((section.heading, *_above(section.parts, section.heading))):
            yield HEADING_WEIGHT / 2**depth, section.parts[at].title

    def _kept(self, section: Section) -> str | None:
        """The subject of the speech, where the nearest headings name no other more plainly."""
        subject = self.subject(section.title)
        if not subject:
            return None
        headings = [title for _, title in self._headings(section)][:2]
        named = self.title(headings[-1])
        return subject if max(named.values(), default=0) <= max(named.get(subject, 0), NAMED_PLAINLY) else None

    def _subject(self, title: str) -> str | None:
        """The one category that a title's words name, and plainly."""
        named = self.title(title)
        first = max(named, key=named.__getitem__, default="")
        second = max((points for name, points in named.items() if name != first), default=0)
        return first if named.get(first, 0) >= max(SUBJECT_POINTS, SUBJECT_LEAD * second) else None

    def body(self, content: str) -> dict[str, float]:
        """What a body says for each category, as shares of ``BODY_WEIGHT``: a long body weighs no more than a short one,
        one of few words less; a word that comes again adds less each time."""
        points = dict.fromkeys(self._names, 0.0)
        for _, name, each in self._weighed(content):
            points[name] += each
        share = BODY_WEIGHT / (sum(points.values()) + BODY_START)
        return {name: each * share for name, each in points.items()}

    def _weighed(self, content: str) -> list[tuple[str, str, float]]:
        """Word, category and what the word says for it, of all words of a body."""
        told = [(word, 1 + log(n), self._body[word]) for word, n in Counter(self._found(content)).items() if word in self._body]
        return [(word, name, weight * times) for word, times, weights in told for name, weight in weights.items()]

    def title(self, title: str) -> Mapping[str, int]:
        """Points by category of a title's words, each counted once."""
        if title not in self._titles:
            if len(self._titles) > 4096:
                self._titles.clear()
            points: dict[str, int] = {}
            for word in dict.fromkeys(self._found(_QUOTES.sub("", title))):
                for name, weight in self._title[word].items():
                    points[name] = points.get(name, 0) + weight
            self._titles[title] = points
        return self._titles[title]

    def _found(self, text: str) -> list[str]:
        """The words of the text in order; one inside a longer one (干部 in 村干部) does not count."""
        kept: list[tuple[int, int, int]] = []
        for match in self._automaton.find_matches_as_indexes(text, overlapping=True) if self._automaton else ():
            _, start, end = match  # in the order of their ends
            if kept and kept[-1][2] == end and kept[-1][1] <= start:
                continue
            while kept and kept[-1][1] >= start:
                kept.pop()
            kept.append(match)
        return [self._words[entry] for entry, _, _ in kept]


def _above(parts: tuple[Part, ...], index: int) -> Iterator[int]:
    """The headings above one, the nearest first."""
    above = parts[index].section
    while above is not None:
        yield above
        above = parts[above].section


_last: list[Scales] = []


def scales(categories: tuple[Category, ...], words: Words) -> Scales:
    """The scales of a taxonomy, kept while the same taxonomy is asked for."""
    if not _last or _last[0].categories is not categories or _last[0].digest != words.digest:
        _last[:] = [Scales(categories, words)]
    return _last[0]
