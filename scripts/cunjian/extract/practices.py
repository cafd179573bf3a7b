"""Practices: the lowest sections that tell how something is done, and the category each falls into."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from ahocorasick_rs import AhoCorasick

from cunjian.model import Category, Document, Part, PracticeMention, Words

HEADING_WEIGHT, ABOVE_WEIGHT, BODY_LIMIT, COMMON_WEIGHT, CLEAR, TITLE_LIMIT, SUBJECT_WEIGHT = 4, 2, 2, 4, 6, 8, 12


def find(text: str, document: Document, categories: tuple[Category, ...], words: Words) -> Iterator[PracticeMention]:
    """Sections without sections below them, with at least a sentence of their own, 存在问题 and 下步打算 left out."""
    parts = document.parts
    above = {p.section for p in parts if p.kind == "heading" and p.section is not None}
    bodies: dict[int, list[int]] = {}
    for number, sentence in enumerate(document.sentences):
        part = parts[sentence.part]
        if part.section is not None and part.kind != "heading":
            bodies.setdefault(part.section, []).append(number)
    wanted: dict[int, tuple[tuple[int, ...], dict[str, float]]] = {}
    weigh = _scales(categories)
    aside = _asides(parts, words)
    for index, part in enumerate(parts):
        if part.kind != "heading" or index in above or index in aside:
            continue
        body = tuple(bodies.get(index, ()))
        content = "".join(document.sentences[i].span.of(text) for i in body)
        if len(content) >= 12 and not _looks_ahead(document, text, body, words):
            wanted[index] = (body, weigh.body(content))
    common = weigh.common(document.title, [told for _, told in wanted.values()])
    for index, (body, told) in wanted.items():
        category, rule = weigh.category(parts, index, told, common, weigh.subject(document.title))
        yield PracticeMention(index, body, category, rule)


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
    bare = re.sub(r"[“”（）\s]", "", title)
    return bool(_aside(words).search(bare) or (len(bare) <= 8 and _REFLECTS.search(bare)))


_REFLECTS = re.compile(  # 我的体会, 面临的困难, 村里的新变化, 往后的路
    "(?:体会|启示|感悟|感受|打算|(?<![补找查看晒比齐])(?:短板|不足|差距)|展望|(?<![传听])心声|期盼|愿景|结语|的变化|新变化|的困难|的成效|成效显著)$"
    "|^没(?:有)?[办做干](?:成|好|完|到位)|[还]?没有?[办做干](?:成|好|完)的.{0,4}[事情]?$|^(?:往后|今后|以后|接下来|将来|未来|明年|下步|下一步).{0,4}(?:怎么|咋)[办干走]"
    "|^(?:下步|下一步|今后|往后|接下来|差距|存在|问题与|困难与)|(?:存在|主要|面临|突出|遇到|当前).{0,3}(?:问题|困难|矛盾)$"
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


class _Scales:
    """The words of the taxonomy as one automaton, and what each weighs for which category."""

    def __init__(self, categories: tuple[Category, ...]) -> None:
        self.categories = categories
        self._names = [one.name for one in categories]
        entries = [
            (word, one.name, weight, one.words.get(word, 0))
            for one in categories
            for word, weight in (dict(one.words) | dict(one.titles)).items()
        ]
        self._entries = entries
        self._automaton = AhoCorasick([word for word, *_ in entries]) if entries else None
        self._titles: dict[str, dict[str, int]] = {}

    def common(self, title: str, bodies: Sequence[Mapping[str, float]]) -> dict[str, float]:
        """What the speech is about as a whole: a category that its title names, or that holds half of all weight."""
        weights = dict.fromkeys(self._names, 0.0)
        for body in bodies:
            for name, weight in body.items():
                weights[name] += weight
        whole = sum(weights.values()) or 1.0
        scores = {name: float(weight) for name, weight in self._title(title).items()}
        for name, weight in weights.items():
            if weight > whole / 2:
                scores[name] = scores.get(name, 0.0) + COMMON_WEIGHT
        return scores

    def category(
        self, parts: tuple[Part, ...], index: int, body: Mapping[str, float], common: Mapping[str, float], subject: str | None
    ) -> tuple[str, str]:
        """The category with the most weight: words of the heading, of those above it, and of the body (each at most
        BODY_LIMIT times); where these say little also what the speech is about; 其他 without any.  A speech on one
        ``subject`` (全市党员教育管理……) keeps to it in the parts whose heading names nothing more than that."""
        scores = dict.fromkeys(self._names, 0.0)
        at, share = index, float(HEADING_WEIGHT)
        while True:
            for name, weight in self._title(parts[at].title).items():
                scores[name] += min(weight, TITLE_LIMIT) * share
            above = parts[at].section
            if above is None:
                break
            at, share = above, ABOVE_WEIGHT if share > ABOVE_WEIGHT else share / 2
        for name, told in body.items():
            scores[name] += told
        above = parts[index].section
        if subject and above is not None:
            named = self._title(parts[above].title)
            if named.get(subject, 0) == max(named.values(), default=0):
                scores[subject] += SUBJECT_WEIGHT
        if max(scores.values(), default=0.0) < CLEAR:
            scores = {name: score + common.get(name, 0.0) for name, score in scores.items()}
        best = max(scores, key=lambda name: scores[name], default="其他")
        return (best, "category-words") if scores.get(best) else ("其他", "no-category-word")

    def subject(self, title: str) -> str | None:
        """The one category that a title's words name, and plainly."""
        named = self._title(title)
        return next(iter(named)) if len(named) == 1 and max(named.values()) >= CLEAR else None

    def body(self, content: str) -> dict[str, float]:
        """Weight by category of a body's words."""
        weights: dict[str, float] = {}
        for entry, count in Counter([entry for entry, _, _ in self._matches(content)]).items():
            _, name, _, weight = self._entries[entry]
            weights[name] = weights.get(name, 0.0) + weight * (BODY_LIMIT if count > BODY_LIMIT else count)
        return weights

    def _matches(self, text: str) -> list[tuple[int, int, int]]:
        return self._automaton.find_matches_as_indexes(text, overlapping=True) if self._automaton else []

    def _title(self, title: str) -> dict[str, int]:
        """Weight by category of a title's words; a word inside a longer one (干部 in 村干部) does not count."""
        if title not in self._titles:
            if len(self._titles) > 4096:
                self._titles.clear()
            found = self._matches(re.sub(r"[“”‘’]", "", title))
            weights: dict[str, int] = {}
            counted: set[int] = set()
            for entry, start, end in found:
                inside = any(s <= start and end <= e and e - s > end - start for _, s, e in found)
                if not inside and entry not in counted:
                    counted.add(entry)
                    _, name, weight, _ = self._entries[entry]
                    weights[name] = weights.get(name, 0) + weight
            self._titles[title] = weights
        return self._titles[title]


_last: list[_Scales] = []


def _scales(categories: tuple[Category, ...]) -> _Scales:
    """The scales of a taxonomy, kept while the same taxonomy is asked for."""
    if not _last or _last[0].categories is not categories:
        _last[:] = [_Scales(categories)]
    return _last[0]
