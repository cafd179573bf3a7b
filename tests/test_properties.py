"""Clean and divide hold what they promise for any text whatever: positions, coverage, sentences, anchors, time."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from cunjian.clean import clean
from cunjian.divide import divide
from cunjian.divide.sentences import anchor_of
from cunjian.model import Clean, Document, Part, Raw, Span
from rulebook import DECIDED

PIECES = (
    "一、", "（一）", "1．", "（1）", "①", "第一，", "第一部分", "一是", "二是", "。", "，", "；", "：", "！", "……", "“", "”", "〞", "《", "》",
    "（", "）", "\n", "\n\n", "\n　　", " ", "\t", "\u200b", "\ufeff", "\x00", "\x1b[31m", "##paidbegin##", "第3页 共8页", "- 2 -", "下载",
    "本文档由用户上传", "目录", "责任编辑：张三", "柳湾村", "强化支部建设", "推行“三单”管理", "2023年", "***", "××", "abc", "1、", "2、",
    "今年茶园开得早，采茶的人从各处赶来，一天比一天多，路上的车也一天比一天挤，", "😀", "\u2028", "\x85", "\x0b",
)  # fmt: skip
GENRE = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)
TEXTS = st.one_of(GENRE, st.text(max_size=200), st.lists(st.one_of(GENRE, st.text(max_size=8)), max_size=6).map("\n".join))
FEW = settings(max_examples=300, deadline=None)


def cleaned(text: str) -> Clean:
    """A reading text without its noise."""
    return clean(raw_of(text), DECIDED.words)


def raw_of(text: str) -> Raw:
    """A speech as acquire hands it on: line breaks are LF."""
    return Raw("sources/a.txt", 0, "", "txt", "utf-8", text)


def divided(text: str) -> tuple[Clean, Document]:
    """Clean text and document."""
    result = cleaned(text)
    return result, divide(raw_of(text), result, DECIDED.words)


reading_texts = TEXTS.map(lambda t: t.replace("\r\n", "\n").replace("\r", "\n"))


@FEW
@given(reading_texts)
def test_clean_text_is_a_subsequence_whose_places_are_known(text: str) -> None:
    result = cleaned(text)
    places = [result.at(i) for i in range(len(result.text))]
    assert all(a < b for a, b in pairwise(places))
    assert "".join(text[p] for p in places) == result.text
    if result.text:
        assert result.origin(Span(0, len(result.text))) == Span(places[0], places[-1] + 1)


@FEW
@given(reading_texts)
def test_every_character_is_speech_or_noise_and_never_both(text: str) -> None:
    result = cleaned(text)
    count = Counter(result.at(i) for i in range(len(result.text)))
    for noise in result.noise:
        assert noise.kind
        assert noise.rule
        count.update(range(noise.span.start, noise.span.end))
    assert all(n == 1 for n in count.values())
    assert [text[i] for i in range(len(text)) if i not in count and not text[i].isspace()] == []


@FEW
@given(reading_texts)
def test_every_character_lies_in_exactly_one_sentence(text: str) -> None:
    result, document = divided(text)
    count = Counter(i for s in document.sentences for i in range(s.span.start, s.span.end))
    assert all(n == 1 for n in count.values())
    assert [c for i, c in enumerate(result.text) if i not in count and not c.isspace()] == []
    spans = [s.span for s in document.sentences]
    assert spans == sorted(spans)
    for sentence in document.sentences:
        assert document.parts[sentence.part].span.covers(sentence.span)


@FEW
@given(reading_texts)
def test_parts_are_in_order_and_levels_skip_none(text: str) -> None:
    _, document = divided(text)
    before = 0
    for index, part in enumerate(document.parts):
        assert part.section is None or (part.section < index and document.parts[part.section].kind == "heading")
        if part.kind == "heading":
            assert 1 <= part.level <= before + 1
            before = part.level
    assert all(a.span.end <= b.span.start for a, b in pairwise(document.parts))
    assert document.title


@FEW
@given(reading_texts)
def test_anchors_are_unique(text: str) -> None:
    anchors = [s.anchor for s in divided(text)[1].sentences]
    assert len(set(anchors)) == len(anchors)
    assert all(a.isascii() and a[0] == "j" for a in anchors)


@FEW
@given(st.lists(st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=8), min_size=1, max_size=8), st.data())
def test_inserting_a_sentence_moves_no_other_anchor(sentences: list[str], data: st.DataObject) -> None:
    """Unless it is equal to one of them: then only ordinals behind it move."""
    from cunjian.divide import sentences as room

    def anchors(texts: list[str]) -> list[str]:
        parts, at = [], 0
        for one in texts:
            parts.append(Part("heading", Span(at, at + len(one))))
            at += len(one)
        return [s.anchor for s in room.find("".join(texts), parts)]

    new, place = "这是新插入的一句", data.draw(st.integers(0, len(sentences)))
    before = anchors(sentences)
    after = anchors([*sentences[:place], new, *sentences[place:]])
    assert after == [*before[:place], anchor_of(new), *before[place:]]


@FEW
@given(reading_texts)
def test_the_same_text_is_read_the_same_way(text: str) -> None:
    assert divided(text) == divided(text)


_VERBS, _OBJECTS = ("建强", "办好", "管住", "拢紧", "擦亮", "盘活"), ("支部班子", "家门口的事", "集体账目", "党员队伍", "村里的牌子")
_SAID = (
    "一班人齐心干，事情就好办了许多，去年村里大大小小的难题一件一件都有了着落，群众看在眼里，喜在心里。",
    "账目摆上墙，疑问当面答，谁家有事都先跟支部商量，这两年再没有人为一笔小钱红过脸、拍过桌子，也没有人往镇里跑。",
    "实事办好了，群众自然满意，大伙儿有什么话都愿意到村部来说，过去的冷板凳如今坐得满满当当。",
)
_HEADINGS = st.builds("".join, st.tuples(st.sampled_from(_VERBS), st.sampled_from(_OBJECTS)))
_TEXTS = st.lists(st.sampled_from(_SAID), min_size=2, max_size=4).map("".join)
_HAN = "一二三四五"


@st.composite
def outlines(draw: st.DrawFn) -> tuple[list[str], list[tuple[int, str]]]:
    """The lines of a speech with headings at two levels, and these."""
    mark = draw(st.sampled_from(("（{han}）", "第{han}，", "{n}.", "{n}、", "（{n}）")))
    lines, found = ["各位领导：" + draw(_TEXTS)], []
    for section in range(draw(st.integers(2, 4))):
        found.append((1, draw(_HEADINGS)))
        lines.append(f"{_HAN[section]}、{found[-1][1]}")
        for n in range(1, draw(st.integers(2, 3)) + 1):
            found.append((2, draw(_HEADINGS)))
            lines += [mark.format(han=_HAN[n - 1], n=n) + found[-1][1], draw(_TEXTS)]
    return lines, found


@settings(max_examples=60, deadline=None)
@given(outlines(), st.sampled_from((0, 16, 28, 32, 38)), st.sampled_from((" ", "  ", "　　")))
def test_an_outline_is_found_however_a_site_put_its_lines_into_one(made: tuple[list[str], list[tuple[int, str]]], column: int, blank: str) -> None:
    lines, headings = made
    wrapped = [line[at : at + column] for line in lines for at in range(0, len(line), column)] if column else lines
    _, document = divided(blank.join(wrapped))
    assert [(part.level, part.title) for part in document.parts if part.kind == "heading"] == headings


def test_numbers_that_count_on_within_each_other_end_somewhere() -> None:
    text = "一是抓 二、1.2、（一）第一，" * 2000
    _, document = divided(text)
    assert "".join(text[s.span.start : s.span.end] for s in document.sentences).replace(" ", "") == text.replace(" ", "")
