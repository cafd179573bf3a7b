"""Practices: the lowest sections that tell how something is done, and the category each falls into."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from cunjian.extract.category import Section, scales
from cunjian.extract.cut import words_of
from cunjian.model import Category, Document, Part, PracticeMention, Signs, Span, Words
from cunjian.script import fold


def find(text: str, document: Document, categories: tuple[Category, ...], words: Words) -> Iterator[PracticeMention]:
    """Sections without sections below them, with at least a sentence of their own, 存在问题 and 下步打算 left out."""
    weigh = scales(categories, words)
    for body, section in sections(text, document, words):
        yield PracticeMention(section.heading, body, *weigh.category(section))


def why(text: str, document: Document, categories: tuple[Category, ...], words: Words) -> Iterator[tuple[int, Signs]]:
    """What spoke for the category of each practice, by its heading: 标题“支部”, the most first."""
    weigh = scales(categories, words)
    yield from ((section.heading, weigh.why(section)) for _, section in sections(text, document, words))


def sections(text: str, document: Document, words: Words) -> Iterator[tuple[tuple[int, ...], Section]]:
    """The sentences of each practice, and what tells its category."""
    parts = tuple([p if not p.title or (title := fold(p.title)) == p.title else replace(p, title=title) for p in document.parts])
    title = fold(document.title)
    above = {p.section for p in parts if p.kind == "heading" and p.section is not None}
    bodies: dict[int, list[int]] = {}
    for number, sentence in enumerate(document.sentences):
        part = parts[sentence.part]
        if part.section is not None and part.kind != "heading":
            bodies.setdefault(part.section, []).append(number)
    if document.sentences and (last := parts[document.sentences[-1].part].section) in bodies:
        bodies[last] = bodies[last][: _closing(text, document, bodies[last], words)]
    cut, aside, ahead = words_of(text), *_asides(parts, words)
    for index, part in enumerate(parts):
        if part.kind != "heading" or index in above or index in aside:
            continue
        body = tuple(bodies.get(index, ()))
        content = "".join([document.sentences[i].span.of(text) for i in body])
        if len(content) >= _TOLD if index in ahead else len(content) >= _SAID and not content.startswith(words["headings.looks_ahead"]):
            own = cut.within(Span(part.span.start, document.sentences[body[-1]].span.end))
            told = {*own, *(() if part.section is None else cut.within(parts[part.section].span))}
            yield body, Section(parts, index, content, told, title)


_SAID, _TOLD = 12, 80  # characters of a section, and of one about a time to come, which short ones announce and longer ones tell of


def _asides(parts: tuple[Part, ...], words: Words) -> tuple[set[int], set[int]]:
    """The sections that are, or stand below one that is, about problems, plans or background, but not below one that asks
    how (往后怎么干) or says what is done about it (正视问题，把后进村整顿抓到底); those about a time to come (抓好下半年重点工作) and below them."""
    aside: set[int] = set()
    ahead: set[int] = set()
    how: set[int] = set()
    for index, part in enumerate(parts):
        if part.kind == "heading" and (part.section in aside - how or _is_aside(part.title, words)):
            aside.add(index)
            if _FACED.match(part.title) or any(asked in part.title for asked in words["headings.asks_how"]):
                how.add(index)
        elif part.kind == "heading" and (part.section in ahead or any(word in part.title for word in words["headings.to_come"])):
            ahead.add(index)
    return aside, ahead


def _closing(text: str, document: Document, body: list[int], words: Words) -> int:
    """How many sentences of a speech's last section are of it: not a later paragraph that looks ahead (今后，我镇将……) or sums up,
    nor the thanks at the end."""
    said = [document.sentences[number].span.of(text) for number in body]
    parts = [document.sentences[number].part for number in body]
    opens = [place for place in range(1, len(body)) if parts[place] != parts[place - 1]]  # paragraphs behind the first
    stop = next((place for place in opens if said[place].startswith(words["headings.looks_ahead"]) or _SUMS_UP.match(said[place])), len(body))
    while stop > 1 and _FAREWELL.search(said[stop - 1]):
        stop -= 1
    return stop


_SUMS_UP = re.compile("(?:以上|总之|回顾|各位|同志们|(?:但是?|虽然|尽管)?，?(?:与|同|和|对照|比起)[^，。]{2,20}(?:相比|还有|仍有|，我们))")
_FAREWELL = re.compile(
    "谢谢(?:大家|各位|领导)?[。！]?$|(?:汇报|发言|介绍|讲)(?:到此)?(?:完毕|完了|结束)|到此(?:结束|为止)|批评指正|多提宝贵意见"
    r"|(?<![\d%％成半数名人户岁])以上(?:就?是)?[^，。]{0,6}(?:汇报|发言|体会)"
)
_FACED = re.compile("(?:正视|直面|聚焦|针对)[^，]*，把(?![关握脉控])")
_AROUND = re.compile(r"[“”（）\s]")
_MARK = re.compile("[，、；：]")


def _is_aside(title: str, words: Words) -> bool:
    """What the first clause says (肯定成绩、正视问题 and 亮点突出，成效明显 tell how something is done)."""
    bare = _MARK.split(_AROUND.sub("", title))[0]
    if bare.startswith((*words["headings.looks_ahead"], *words["headings.blames"])) or any(asked in bare for asked in words["headings.asks_why"]):
        return True
    found = _aside(words).fullmatch(bare)
    return found is not None and not (found["of"] and bare.startswith(words["headings.lead_verbs"]))


@lru_cache(maxsize=4)
def _aside(words: Words) -> re.Pattern[str]:
    """背景与动因, 三点体会, 例会制度的成效, 2024年工作计划; 主要做法和成效 is none."""
    nouns, before = ("|".join(sorted(map(re.escape, words[f"headings.{name}"]), key=len, reverse=True)) for name in ("asides", "aside_modifiers"))
    one = rf"(?:(?:{before}|[一二三四五六七八九十几两\d]{{1,3}}[点条个项]|20\d\d年度?)[和与及]?){{0,4}}(?:{nouns})"
    return re.compile(f"(?!.*做法[^的]*$)(?P<of>.*的)??{one}(?:[和与及]?{one}){{0,3}}(?:在?(?:哪里|哪儿|什么地方)|是什么|有哪些)?")
