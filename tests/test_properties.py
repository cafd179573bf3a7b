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
