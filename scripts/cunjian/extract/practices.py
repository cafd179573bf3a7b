"""Practices: the lowest sections that tell how something is done, and the category each falls into."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cunjian.model import Category, Document, Part, PracticeMention, Words

HEADING_WEIGHT, ABOVE_WEIGHT, BODY_LIMIT = 4, 3, 2


def find(text: str, document: Document, categories: tuple[Category, ...], words: Words) -> Iterator[PracticeMention]:
    """Sections without sections below them, with at least a sentence of their own, 存在问题 and 下步打算 left out."""
    parts = document.parts
    above = {p.section for p in parts if p.kind == "heading" and p.section is not None}
    for index, part in enumerate(parts):
        if part.kind != "heading" or index in above or _aside(index, parts, words):
            continue
        body = tuple(i for i, s in enumerate(document.sentences) if parts[s.part].section == index and parts[s.part].kind != "heading")
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
            if title == phrase or (len(phrase) >= 3 and (title.startswith(phrase) or title.endswith(phrase))) or (
                len(phrase) >= 4 and phrase in title
            ):
                return True
        at = parts[at].section
    return False


def _category(
    text: str, document: Document, index: int, body: tuple[int, ...], categories: tuple[Category, ...]
) -> tuple[str, str]:
    """The category with the most weight: words of the heading, of those above it, and of the body (each word at most
    twice); 其他 when none has any."""
    part = document.parts[index]
    above = []
    at = part.section
    while at is not None:
        above.append(document.parts[at].title)
        at = document.parts[at].section
    content = "".join(document.sentences[i].span.of(text) for i in body)
    best, best_score = "其他", 0.0
    for category in categories:
        score = 0.0
        for word, weight in category.words.items():
            score += weight * HEADING_WEIGHT * (word in part.title)
            score += weight * ABOVE_WEIGHT * sum(word in a for a in above)
            score += weight * min(BODY_LIMIT, content.count(word))
        if score > best_score:
            best, best_score = category.name, score
    return best, "category-words" if best_score else "no-category-word"
