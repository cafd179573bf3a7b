"""Practices: the lowest sections that tell how something is done, and the category each falls into."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cunjian.model import Category, Document, Part, PracticeMention, Words

HEADING_WEIGHT, ABOVE_WEIGHT, BODY_LIMIT = 4, 2, 2


def find(text: str, document: Document, categories: tuple[Category, ...], words: Words) -> Iterator[PracticeMention]:
    """Sections without sections below them, with at least a sentence of their own, 存在问题 and 下步打算 left out."""
    parts = document.parts
    above = {p.section for p in parts if p.kind == "heading" and p.section is not None}
    for index, part in enumerate(parts):
        if part.kind != "heading" or index in above or _aside(index, parts, words):
            continue
        body = tuple(
            i
            for i, s in enumerate(document.sentences)
            if parts[s.part].section == index and parts[s.part].kind != "heading"
        )
        if sum(len(document.sentences[i].span) for i in body) < 12:
            continue
        category, rule = _category(text, document, index, body, categories)
        yield PracticeMention(index, body, category, rule)


def _aside(index: int, parts: tuple[Part, ...], words: Words) -> bool:
    """Whether the section or one above it is about problems, plans or background."""
    at: int | None = index
    while at is not None:
        title = re.sub(r"[“”（）\s]", "", parts[at].title)
        for phrase in words["headings.not_practices"]:
            if (
                title == phrase
                or (len(phrase) >= 3 and (title.startswith(phrase) or title.endswith(phrase)))
                or (len(phrase) >= 4 and phrase in title)
            ):
                return True
        at = parts[at].section
    return False


def _category(
    text: str, document: Document, index: int, body: tuple[int, ...], categories: tuple[Category, ...]
) -> tuple[str, str]:
    """The category with the most weight: words of the heading, of those above it, and of the body; 其他 without any."""
    part = document.parts[index]
    scores = dict.fromkeys((c.name for c in categories), 0.0)
    for name, weight in _title(part.title, categories):
        scores[name] += weight * HEADING_WEIGHT
    at = part.section
    while at is not None:
        for name, weight in _title(document.parts[at].title, categories):
            scores[name] += weight * ABOVE_WEIGHT
        at = document.parts[at].section
    content = "".join(document.sentences[i].span.of(text) for i in body)
    for category in categories:
        scores[category.name] += sum(w * min(BODY_LIMIT, content.count(word)) for word, w in category.words.items())
    best = max(scores, key=lambda name: scores[name], default="其他")
    return (best, "category-words") if scores.get(best) else ("其他", "no-category-word")


def _title(title: str, categories: tuple[Category, ...]) -> Iterator[tuple[str, int]]:
    """(category, weight) of the words in a title; a word inside a longer one (干部 in 村干部) does not count."""
    title = re.sub(r"[“”‘’]", "", title)
    found = []
    for category in categories:
        for word, weight in {**category.words, **category.titles}.items():
            start = title.find(word)
            if start >= 0:
                found.append((start, start + len(word), category.name, weight))
    for start, end, name, weight in found:
        if not any(s <= start and end <= e and e - s > end - start for s, e, *_ in found):
            yield name, weight
