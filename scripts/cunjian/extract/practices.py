"""Practices: the lowest sections that tell how something is done, and the category each falls into."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from math import log

from ahocorasick_rs import AhoCorasick

from cunjian.model import Category, Document, Part, PracticeMention, Words
from cunjian.script import fold

HEADING_WEIGHT, ABOVE_WEIGHT, TITLE_LIMIT = 4.0, 2.0, 10  # a point of a heading; of the one above; most points
BODY_WEIGHT, BODY_START = 40.0, 6  # a whole body's words; points with which it weighs half of that
SUBJECT_WEIGHT, SUBJECT_POINTS, SUBJECT_LEAD = 16.0, 6, 3  # the one subject of a speech; what its title must say for it
BESIDE = 0.15  # of what the bodies below one heading say on average, for each of them


def find(text: str, document: Document, categories: tuple[Category, ...], words: Words) -> Iterator[PracticeMention]:
    """Sections without sections below them, with at least a sentence of their own, 存在问题 and 下步打算 left out."""
    parts = tuple([p if not p.title or (title := fold(p.title)) == p.title else replace(p, title=title) for p in document.parts])
    title = fold(document.title)
    above = {p.section for p in parts if p.kind == "heading" and p.section is not None}
    bodies: dict[int, list[int]] = {}
    for number, sentence in enumerate(document.sentences):
        part = parts[sentence.part]
        if part.section is not None and part.kind != "heading":
            bodies.setdefault(part.section, []).append(number)
    wanted: dict[int, tuple[tuple[int, ...], str]] = {}
    weigh = _scales(categories)
    aside = _asides(parts, words)
    for index, part in enumerate(parts):
        if part.kind != "heading" or index in above or index in aside:
            continue
        body = tuple(bodies.get(index, ()))
        content = "".join(document.sentences[i].span.of(text) for i in body)
        if len(content) >= 12 and not _looks_ahead(document, text, body, words):
            wanted[index] = (body, content)
    shares = {index: weigh.body(content) for index, (_, content) in wanted.items()}
    themes = _themes(parts, shares)
    subject = weigh.subject(title)
    for index, (body, _) in wanted.items():
        category, rule = weigh.category(parts, index, shares[index], themes.get(parts[index].section, {}), subject)
        yield PracticeMention(index, body, category, rule)


def _themes(parts: tuple[Part, ...], shares: Mapping[int, Mapping[str, float]]) -> dict[int | None, dict[str, float]]:
    """By heading: what the bodies of the sections right below it say on average."""
    below: defaultdict[int | None, list[Mapping[str, float]]] = defaultdict(list)
    for index, share in shares.items():
        if parts[index].section is not None:
            below[parts[index].section].append(share)
    return {
        above: {
            name: sum(one.get(name, 0.0) for one in group) / len(group) for name in {n: 0 for one in group for n in one}
        }
        for above, group in below.items()
    }


def _looks_ahead(document: Document, text: str, body: tuple[int, ...], words: Words) -> bool:
    """A section whose first sentence is about what is still wanting or to come."""
    first = document.sentences[body[0]].span.of(text)
    return first.startswith(tuple(words["headings.looks_ahead"]))


def _asides(parts: tuple[Part, ...], words: Words) -> set[int]:
    """The sections that are, or stand below one that is, about problems, plans or background."""
    out: set[int] = set()
    for index, part in enumerate(parts):
        if part.kind == "heading" and (part.section in out or _is_aside(part.title, words)):
            out.add(index)
    return out


def _is_aside(title: str, words: Words) -> bool:
    bare = _AROUND.sub("", title)
    return bool(_aside(words).search(bare) or (len(bare) <= 8 and _REFLECTS.search(bare)) or _WANTING.search(bare))


_AROUND = re.compile(r"[“”（）\s]")
_WANTING = re.compile(  # 存在的短处和明年的打算, 还有几件事要补
    "^(?:存在|还有|仍有).{0,6}(?:问题|短处|短板|不足|差距|困难|弱项|[件些桩].{0,4}要[补办做])|(?:今后|明年|下步|来年|往后)的(?:打算|想法)$"
)

_REFLECTS = re.compile(  # 我的体会, 面临的困难, 村里的新变化, 往后的路
    "(?:体会|启示|感悟|感受|打算|(?<![补找查看晒比齐])(?<!补[齐足上强].)(?<!补[齐足上强]..)(?<!补[齐足上强]...)(?:短板|不足|差距)|展望|(?<![传听])心声|期盼|愿景|结语|的变化|新变化|的困难|的成效|成效显著)$"
    "|^没(?:有)?[办做干](?:成|好|完|到位)|[还]?没有?[办做干](?:成|好|完)的.{0,4}[事情]?$|^(?:往后|今后|以后|接下来|将来|未来|明年|下步|下一步).{0,4}(?:怎么|咋)[办干走]"
    "|^还有(?:几件事|.{0,4}(?:短板|不足|差距|问题))|^(?:下步|下一步|今后|往后|接下来|差距|存在|问题与|困难与)|(?:存在|主要|面临|突出|遇到|当前).{0,3}(?:问题|困难|矛盾)$"
)


@lru_cache(maxsize=4)
def _aside(words: Words) -> re.Pattern[str]:
    """A phrase of four characters anywhere in a title, of three at an end of it, a shorter one alone."""
    phrases = sorted(words["headings.not_practices"], key=len, reverse=True)
    anywhere = "|".join(re.escape(p) for p in phrases if len(p) >= 4)
    ends = "|".join(re.escape(p) for p in phrases if len(p) == 3)
    alone = "|".join(re.escape(p) for p in phrases if len(p) < 3)
    forms = (anywhere, ends and f"^(?:{ends})|(?:{ends})$", alone and f"^(?:{alone})$")
    return re.compile("|".join(form for form in forms if form) or "(?!)")


def _raise(weights: Mapping[str, dict[str, int]], word: str, inner: str) -> None:
    """A word weighs for its categories at least what a word inside it does, since that no longer counts then."""
    if word in weights and inner in weights:
        weights[word].update((n, max(own, weights[inner].get(n, own))) for n, own in list(weights[word].items()))


_QUOTES = re.compile("[“”‘’]")


class _Scales:
    """The words of the taxonomy as one automaton, and what each weighs for which category."""

    def __init__(self, categories: tuple[Category, ...]) -> None:
        self.categories = categories
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
        for word in sorted(self._words, key=len):
            for entry, _, _ in (
                self._automaton.find_matches_as_indexes(word, overlapping=True) if self._automaton else ()
            ):
                for weights in (self._title, self._body):
                    _raise(weights, word, self._words[entry])

    def category(
        self,
        parts: tuple[Part, ...],
        index: int,
        body: Mapping[str, float],
        theme: Mapping[str, float],
        subject: str | None,
    ) -> tuple[str, str]:
        """The category with the most weight: words of the heading, of those above it, the body's shares and a little of the
        ``theme`` of the sections beside it; 其他 without any.  A speech on one ``subject`` (全市党员教育管理……) keeps to
        it in the parts whose heading names nothing more than that."""
        scores = dict.fromkeys(self._names, 0.0)
        at, weight = index, HEADING_WEIGHT
        while True:
            for name, points in self.title(parts[at].title).items():
                scores[name] += min(points, TITLE_LIMIT) * weight
            above = parts[at].section
            if above is None:
                break
            at, weight = above, ABOVE_WEIGHT if weight > ABOVE_WEIGHT else weight / 2
        for name in self._names:
            scores[name] += body.get(name, 0.0) + BESIDE * theme.get(name, 0.0)
        above = parts[index].section
        if subject and above is not None:
            named = self.title(parts[above].title)
            if named.get(subject, 0) == max(named.values(), default=0):
                scores[subject] += SUBJECT_WEIGHT
        best = max(scores, key=lambda name: scores[name], default="其他")
        return (best, "category-words") if scores.get(best) else ("其他", "no-category-word")

    def subject(self, title: str) -> str | None:
        """The one category that a title's words name, and plainly."""
        named = self.title(title)
        first = max(named, key=lambda name: named[name], default="")
        second = max((points for name, points in named.items() if name != first), default=0)
        return first if named.get(first, 0) >= max(SUBJECT_POINTS, SUBJECT_LEAD * second) else None

    def body(self, content: str) -> dict[str, float]:
        """What a body says for each category, as shares of ``BODY_WEIGHT``: a long body weighs no more than a short one,
        one of few words less; a word that comes again adds less each time."""
        counts: dict[str, int] = {}
        for word in self._found(content):
            counts[word] = counts.get(word, 0) + 1
        points: dict[str, float] = {}
        for word, count in counts.items():
            for name, weight in self._body[word].items() if word in self._body else ():
                points[name] = points.get(name, 0) + weight * (1 + log(count))
        whole = sum(points.values()) + BODY_START
        return {name: BODY_WEIGHT * each / whole for name, each in points.items()}

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


_last: list[_Scales] = []


def _scales(categories: tuple[Category, ...]) -> _Scales:
    """The scales of a taxonomy, kept while the same taxonomy is asked for."""
    if not _last or _last[0].categories is not categories:
        _last[:] = [_Scales(categories)]
    return _last[0]
