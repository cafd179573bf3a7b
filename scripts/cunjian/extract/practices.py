"""Practices: the lowest sections that tell how something is done, and the category each falls into."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from cunjian.extract.category import scales
from cunjian.model import Category, Document, Part, PracticeMention, Words
from cunjian.script import fold


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
    weigh = scales(categories, words)
    aside = _asides(parts, words)
    for index, part in enumerate(parts):
        if part.kind != "heading" or index in above or index in aside:
            continue
        body = tuple(bodies.get(index, ()))
        content = "".join(document.sentences[i].span.of(text) for i in body)
        if len(content) >= 12 and not _looks_ahead(document, text, body, words):
            yield PracticeMention(index, body, *weigh.category(parts, index, content, title))


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
    if _aside(words).search(bare) or (len(bare) <= 8 and _REFLECTS.search(bare)) or _WANTING.search(bare):
        return True
    return bool(_ALONE.fullmatch(bare) or _made_of(words).fullmatch(bare) or _FACES.search(bare) or _TO_COME.search(bare) or _BORE_FRUIT.search(bare))


_AROUND = re.compile(r"[“”（）\s]")
_WANTING = re.compile(  # 存在的短处和明年的打算, 还有几件事要补
    "^(?:存在|还有|仍有).{0,6}(?:问题|短处|短板|不足|差距|困难|弱项|[件些桩].{0,4}要[补办做])|(?:今后|明年|下步|来年|往后)的(?:打算|想法)$"
)

_ALONE = re.compile(  # as the whole of a title: 治理成效, 原因分析, 推广价值; 提升治理成效 tells how
    "(?:工作|实践|治理|实施|取得的?|产生的?|综合|主要|初步|阶段性?)(?:成效|效果|效益|成果)|成效初显|(?:社会|群众|各方)反响|(?:推广|典型|现实|重要|价值|实践)(?:意义|价值)"
    "|(?:案例|专家|领导)点评|(?:个人|单位|支部|案例|企业|学校|项目|社区)(?:简介|概况|情况)|(?:原因|问题|短板)(?:分析|剖析|弱项)|(?:制约|影响)因素|(?:改进|整改)方向"
    "|(?:未来|发展|今后|努力|工作)(?:规划|目标|设想)|面临的.{2,8}|背景介绍|引子|感想|经验总结|表态发言|(?:思考|对策|意见)[与和及]建议"
)
_FACES = re.compile("(?:正视|直面|认清|看清|查找|剖析|反思)[^，]{0,8}(?:差距|不足|短板|问题|弱项)")  # 正视差距，查找突出短板
_TO_COME = re.compile("(?:下半年|下阶段|下一阶段|明年|今后|下一步|下步|来年|新一年|新的一年)[^，]{0,8}(?:工作|任务|打算|安排|重点)")
_BORE_FRUIT = re.compile("(?:结(?:出?了?(?:硕|新|丰)|出了?|了)果|开花结果|干出来的[^，]{1,4}|成效(?:和|与|及)[^，]{2,4}|[^，]{0,4}换来[^，]{1,6}变)$")  # 红土地上结硕果
_REFLECTS = re.compile(  # 我的体会, 面临的困难, 村里的新变化, 往后的路
    "(?:体会|启示|感悟|感受|打算|背景|(?<![补找查看晒比齐])(?<!补[齐足上强].)(?<!补[齐足上强]..)(?<!补[齐足上强]...)(?:短板|不足|差距)|展望|(?<![传听])心声|期盼|愿景|结语|的变化|新变化|的困难|的成效|成效显著)$"
    "|^没(?:有)?[办做干](?:成|好|完|到位)|[还]?没有?[办做干](?:成|好|完)的.{0,4}[事情]?$|^(?:往后|今后|以后|接下来|将来|未来|明年|下步|下一步).{0,4}(?:怎么|咋)[办干走]"
    "|^还有(?:几件事|.{0,4}(?:短板|不足|差距|问题))|^(?:下步|下一步|今后|往后|接下来|差距|存在|问题与|困难与)|(?:存在|主要|面临|突出|遇到|当前).{0,3}(?:问题|困难|矛盾)$"
)


@lru_cache(maxsize=4)
def _made_of(words: Words) -> re.Pattern[str]:
    """A title of nothing but such phrases: 背景起因, 成效和体会, 问题与打算."""
    phrases = "|".join(map(re.escape, sorted(words["headings.not_practices"], key=len, reverse=True)))
    return re.compile(f"(?:{phrases})(?:[和与及、]?(?:{phrases}))+")


@lru_cache(maxsize=4)
def _aside(words: Words) -> re.Pattern[str]:
    """A phrase of four characters anywhere in a title, of three at an end of it, a shorter one alone."""
    phrases = sorted(words["headings.not_practices"], key=len, reverse=True)
    anywhere = "|".join(re.escape(p) for p in phrases if len(p) >= 4)
    ends = "|".join(re.escape(p) for p in phrases if len(p) == 3)
    alone = "|".join(re.escape(p) for p in phrases if len(p) < 3)
    forms = (anywhere, ends and f"^(?:{ends})|(?:{ends})$", alone and f"^(?:{alone})$")
    return re.compile("|".join(form for form in forms if form) or "(?!)")
