"""A book cut down to the part that is handed out: what is chosen, what comes with it, and how the rest is named."""

from __future__ import annotations

from dataclasses import replace

import pytest

import books
from cunjian import part, render
from cunjian.errors import CannotRun
from cunjian.model import Asked, Book, Cited, Course, Lesson, Piece, Reading
from cunjian.part import Wanted

ASKED = (Asked("category", "党员队伍"),)


def cut(*asked: str, online: str | None = None, **wanted: tuple[str, ...]) -> tuple[Book, dict[str, Reading]]:
    book, readings = books.small()
    parts = tuple(Cited(id, "stands", id=id, kind={"p": "practice", "v": "village"}[id[0]]) for id in asked)
    quote = Cited("s", "stands", id=book.practices[0].speech, sentence=True, evidence=book.practices[0].heading)
    lesson = Lesson(1, "一", (Piece("reference", (*parts, quote)),))
    book = replace(book, courses=(Course("diyike", "courses/第一课.md", "怎样上党课", lessons=(lesson,)),))
    piece = part.cut(book, part.chosen(book, Wanted(**wanted)), "村鉴", online)
    return piece, {s.id: readings[s.id] for s in piece.speeches}


def pages(book: Book, readings: dict[str, Reading]) -> dict[str, str]:
    return {p.path: p.text() for p in render.pages(book, readings)}


def ids(entries: object) -> list[str]:
    return [e.id for e in entries]  # type: ignore[attr-defined]


def test_a_category_brings_its_speeches_in_full_and_the_terms_it_uses() -> None:
    whole, _ = books.small()
    other = whole.practices[2].speech
    book, readings = cut(categories=("党员队伍",))
    assert ids(book.practices) == ["p00000003"]
    assert ids(book.speeches) == [other]
    assert ids(book.terms) == ["t00000001"]
    assert book.villages == ()
    assert {f.evidence.speech for f in book.figures} <= {other}
    assert {m.speech for m in book.terms[0].mentions} == {other}
    assert book.cut is not None
    assert book.cut.left_out == {"t00000001": 2}
    text = pages(book, readings)[f"speeches/{other}.md"]
    for sentence in readings[other].document.sentences:
        assert f'id="{sentence.anchor}"' in text


def test_a_village_brings_what_its_sentences_quote_and_use() -> None:
    whole, _ = books.small()
    book, _ = cut(villages=("崇江村",))
    assert ids(book.villages) == ["v00000001"]
    assert ids(book.speeches) == [whole.villages[0].evidence[0].speech]
    assert book.practices == ()
    assert book.villages[0] == whole.villages[0]


def test_a_term_that_is_asked_for_brings_every_speech_that_names_it() -> None:
    whole, _ = books.small()
    book, _ = cut(terms=("“三会一课”制度",))
    assert len(book.speeches) == 2
    assert book.terms[0] == whole.terms[0]
    assert book.cut is not None
    assert "t00000001" not in book.cut.left_out


def test_all_ways_together_and_a_course() -> None:
    book, _ = cut("p00000002", "v00000001", categories=("党员队伍",), speeches=("主题党日怎么开",), courses=("第一课",))
    assert ids(book.practices) == ["p00000002", "p00000003"]
    assert ids(book.villages) == ["v00000001"]
    assert len(book.speeches) == 2
    assert [c.name for c in book.courses] == ["diyike"]
    assert "courses/diyike_1.md" in pages(*cut("p00000002", courses=("怎样上党课",)))
    assert book.cut is not None
    assert [(a.kind, a.name) for a in book.cut.asked] == [
        ("category", "党员队伍"), ("speech", "主题党日怎么开"), ("course", "怎样上党课")]  # fmt: skip


def test_what_is_outside_is_named_with_its_code() -> None:
    book, readings = cut(categories=("党员队伍",))
    practice = pages(book, readings)["practices/p00000003.md"]
    assert '提升能力<span class="cj-out">（页码 p00000001）</span>' in practice
    assert "p00000001.md" not in practice
    cover = pages(book, readings)["index.md"]
    assert "选编：党员队伍" in cover
    assert "没有设网上地址" in cover


def test_with_an_address_the_rest_is_reached_online() -> None:
    book, readings = cut(categories=("党员队伍",), online="https://example.org/x/")
    practice = pages(book, readings)["practices/p00000003.md"]
    assert "(https://example.org/x/practices/p00000001.html){: .cj-out }" in practice
    assert "（页码 p00000001）" not in practice


def test_a_name_outside_adds_no_text_to_a_sentence() -> None:
    whole, _ = books.small()
    sid = whole.practices[0].speech
    book, readings = cut(speeches=(sid,))
    assert "t00000002" in ids(book.terms)
    assert '<span class="cj-out" title="页码 v00000001">崇江村</span>' in pages(book, readings)[f"speeches/{sid}.md"]


def test_a_definition_from_a_speech_outside_keeps_its_words_and_says_where_they_stand() -> None:
    whole, readings = books.small()
    sid, other = whole.practices[0].speech, whole.practices[2].speech
    mention = next(m for m in whole.terms[0].mentions if m.speech == sid)
    defined = replace(whole.terms[0].definition, text=mention.text, origin="source", citation=None, evidence=mention)  # type: ignore[type-var]
    whole = replace(whole, terms=(replace(whole.terms[0], definition=defined), *whole.terms[1:]))
    piece = part.cut(whole, part.Chosen(ASKED, frozenset({"p00000003"})), "村鉴", None)
    assert ids(piece.speeches) == [other]
    page = pages(piece, {other: readings[other]})["terms/t00000001.md"]
    assert f"页码 {sid}，不在本包内" in page
    assert "另有 2 处在包外的讲话中" in page


def test_counts_and_indexes_are_those_of_the_part() -> None:
    book, readings = cut(categories=("党员队伍",))
    found = pages(book, readings)
    assert "共 1 条" in found["practices/index.md"]
    assert "目前没有条目" in found["villages/index.md"]
    assert "本包现有讲话稿 1 篇、做法 1 条、案例村 0 个、术语 1 条" in found["about.md"]
    assert {p.split("/")[-1][:9] for p in found if p.startswith("practices/p")} == {"p00000003"}


def test_a_redirect_goes_along_with_its_target_only() -> None:
    assert [n.id for n in cut(terms=("t00000002",))[0].notices] == ["t00000009"]
    assert cut(categories=("党员队伍",))[0].notices == ()


def test_a_merged_code_leads_on() -> None:
    assert "t00000002" in ids(cut(terms=("t00000009",))[0].terms)


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        ({"categories": ("党员",)}, "没有叫“党员”的类别；相近的有：党员队伍。"),
        ({"villages": ("崇山村",)}, "没有叫“崇山村”的案例村；相近的有：崇江村（清溪县云岭乡，v00000001）。"),
        ({"terms": ("三会一科",)}, "三会一课（t00000001）"),
        ({"terms": ("xyz",)}, "也没有相近的"),
        ({"villages": ("v00000009",)}, "案例村 v00000009 已经撤下"),
        ({"speeches": ("主题党日",)}, "主题党日怎么开（原文未说明地方，s"),
        ({"courses": ("怎样讲党课",)}, "没有叫“怎样讲党课”的课程；相近的有：怎样上党课（diyike）。"),
    ],
)
def test_what_is_not_there_is_answered_with_what_is_near(wanted: dict[str, tuple[str, ...]], words: str) -> None:
    with pytest.raises(CannotRun, match=words):
        cut(**wanted)


def test_two_of_a_name_are_told_apart_by_code() -> None:
    book, _ = books.small()
    twin = replace(book.villages[0], id="v00000002", place="青岚县")
    book = replace(book, villages=(*book.villages, twin))
    with pytest.raises(CannotRun, match="有 2 个：崇江村（清溪县云岭乡，v00000001）、崇江村（青岚县，v00000002）"):
        part.chosen(book, Wanted(villages=("崇江村",)))
    assert part.chosen(book, Wanted(villages=("青岚县崇江村",))).ids == {"v00000002"}


def test_a_page_of_a_persons_own_loses_only_links_that_lead_outside() -> None:
    text = "[甲](../terms/t00000001.md#a){: .cj-t }和[乙](../terms/t00000002.md)、[丙](https://example.org/x.md)、[图](a.png)"
    assert part.alone(text, "villages/v00000001.md", {"terms/t00000002.md"}) == (
        "甲（页码 t00000001）和[乙](../terms/t00000002.md)、[丙](https://example.org/x.md)、[图](a.png)"
    )


@pytest.mark.parametrize("names", [["集体经济"], ["三会一课", "崇江村"], ["某" * 80], ["！？"], ["Ünïcode/..\\x"]])
def test_the_name_of_the_zip_travels(names: list[str]) -> None:
    name = part.stem([Asked("term", n) for n in names])
    assert name.isascii()
    assert name.replace("-", "").isalnum()
    assert len(name) <= 28
    assert name == part.stem([Asked("term", n) for n in names])
