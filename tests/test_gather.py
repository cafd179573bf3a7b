"""gather/: what the collection as a whole says."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cunjian import gather, link
from cunjian.cache import packed, unpacked
from cunjian.model import Book, Curation, LedgerRow, Reading, ReferenceTerm, Span
from marked import correct, curation, reading

TODAY = "2026-11-23"


def whole(
    readings: list[Reading], curated: Curation | None = None, ledger: tuple[LedgerRow, ...] = (), today: str = TODAY
) -> tuple[Book, tuple[LedgerRow, ...]]:
    draft = gather.entries(readings, ledger, curated or curation(), today)
    book = gather.book(draft, lambda reading: link.find(draft.lexicon, reading))
    return book, gather.ledger(draft, book)


def names_of(readings: list[Reading], curated: Curation | None = None) -> dict[str, tuple[str, ...]]:
    return {t.name: t.aliases for t in whole(readings, curated)[0].terms}


def several(*texts: str) -> list[Reading]:
    return [reading(t, f"sources/{n}.txt") for n, t in enumerate(texts)]


# ------------------------------------------------------------------ terms


def test_one_headword_for_quoted_plain_and_short_forms() -> None:
    found = names_of(several("推行{“三长”制|三长}。", "落实{三长制}。", "发挥{三长机制}作用。"))
    assert found == {"三长制": ("三长机制", "三长")}


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("积分制", "清单制"),
        ("党员积分管理", "积分制"),
        ("党员积分管理", "积分管理"),
        ("三长制", "三单管理"),
        ("五好党支部", "五好家庭"),
        ("六个一行动", "六个一机制"),
        ("一门式服务", "一站式服务"),
        ("三会一课", "三会一课一片"),
        ("“两新”党组织", "“两新”工作"),
        ("“双报到”要求", "“双报到”制度"),
    ],
)
def test_different_things_stay_apart(a: str, b: str) -> None:
    assert len(names_of(several(f"推行{{{a}}}。", f"推行{{{b}}}。"))) == 2


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("主题党日", "主题党日活动"),
        ("“一门式”服务", "一门式"),
        ("四议两公开", "四议两公开工作法"),
        ("无职党员设岗定责", "农村无职党员设岗定责"),
        ("“三治”融合", "三治融合"),
        ("１＋２＋Ｘ模式", "1+2+X"),
        ("五办模式", "五办制度"),
        ("“五好”党支部", "五好支部"),
        ("五个好村党支部", "“五个好”标准"),
    ],
)
def test_the_same_thing_is_one(a: str, b: str) -> None:
    assert len(names_of(several(f"推行{{{a}}}。", f"推行{{{b}}}。"))) == 1


def test_an_alias_of_two_things_joins_neither() -> None:
    texts = several("创建{“五好”党支部|五好}。", "评选{五好家庭|五好}。", "争创“五好”。")
    book, _ = whole(texts)
    assert [t.name for t in book.terms] == ["五好党支部", "五好家庭"]
    assert [len(t.mentions) for t in book.terms] == [1, 1]


def test_reference_terms_are_never_bridged() -> None:
    listed = (ReferenceTerm("三会一课", "shorthand", ("三会",)), ReferenceTerm("三会制度", "meeting"))
    found = names_of(several("落实{三会一课|三会}。", "落实{三会制度|三会}和{三会}。"), curation(*listed))
    assert set(found) == {"三会一课", "三会制度"}


def test_the_reference_list_names_and_defines() -> None:
    listed = ReferenceTerm("村规民约", "institution", ("村民公约",), (), "村民自己订的规矩。", "《某法》")
    (term,) = whole(several("修订村民公约。", "落实{村规民约}。"), curation(listed))[0].terms
    assert (term.name, term.aliases, term.kind) == ("村规民约", ("村民公约",), "institution")
    assert term.definition is not None
    assert (term.definition.origin, term.definition.citation) == ("reference", "《某法》")
    assert [m.quote for m in term.mentions] == ["修订村民公约。", "落实村规民约。"]


def test_listed_terms_that_no_speech_names_are_not_published() -> None:
    book, rows = whole(several("无。"), curation(ReferenceTerm("村规民约", "other"), names=["屋场夜话"]))
    assert not book.terms
    assert [r.kind for r in rows] == ["speech"]


def test_a_bare_listed_name_becomes_a_term_where_it_occurs() -> None:
    (term,) = whole(several("组织开展屋场夜话。"), curation(names=["屋场夜话"]))[0].terms
    assert (term.name, term.pinyin) == ("屋场夜话", "wu chang ye hua")


def test_an_unquoted_name_that_another_speech_quotes_is_a_mention() -> None:
    (term,) = whole(several("开展{“屋场夜话”}。\n大家好。", "昨晚的屋场夜话很好。"))[0].terms
    assert [(m.quote, m.rule) for m in term.mentions] == [
        ("开展“屋场夜话”。", "test"),
        ("昨晚的屋场夜话很好。", "lexicon"),
    ]
    assert all(m.at for m in term.mentions)


def test_different_lists_stand_side_by_side_and_equal_ones_once_a_speech() -> None:
    one, two = "实行{“三单”管理=甲清单,乙清单}，即甲清单、乙清单。", "实行{三单管理=丙清单,丁清单}，即丙清单、丁清单。"
    (term,) = whole(several(one + one, two))[0].terms
    assert [[i.text for i in each] for each in term.items] == [["甲清单", "乙清单"], ["丙清单", "丁清单"]]
    assert all(i.evidence.quote == i.text for each in term.items for i in each)


def test_related_terms_say_why() -> None:
    book, _ = whole(several("题\n一、优化服务。\n推行{一门式服务}和{屋场夜话}。"))
    by_name = {t.name: t for t in book.terms}
    assert by_name["屋场夜话"].related[0].id == by_name["一门式服务"].id
    assert by_name["屋场夜话"].related[0].reason == "同见于做法“优化服务”"


# ------------------------------------------------------------------ villages


def test_a_village_is_gathered_over_speeches() -> None:
    (village,) = whole(several("[清溪县云岭乡/山寨村]好。", "[清溪县/山寨村]大。", "[山寨村]美。"))[0].villages
    assert (village.name, village.place) == ("山寨村", "清溪县云岭乡")
    assert [e.quote for e in village.evidence] == ["山寨村好。", "山寨村大。", "山寨村美。"]


def test_what_a_speech_says_of_a_village_comes_in_the_order_of_the_text() -> None:
    (made,) = several("[山寨村]好。\n又修了路。\n[山寨村]大。")
    first, second = made.villages
    one, two, three = (s.span for s in made.document.sentences if s.span.start >= first.span.start)
    told = replace(made, villages=(replace(first, sentences=(one, three)), replace(second, sentences=(two,))))
    assert [e.quote for e in whole([told])[0].villages[0].evidence] == ["山寨村好。", "又修了路。", "山寨村大。"]


def test_villages_of_one_name_in_different_places_stay_apart() -> None:
    book, _ = whole(several("[清溪县/山寨村]好。", "[东山县/山寨村]大。", "[山寨村]美。"))
    assert sorted((v.place or "", len(v.evidence)) for v in book.villages) == [("", 1), ("东山县", 1), ("清溪县", 1)]


def test_a_short_name_out_of_a_list_is_an_alias_that_leads_nowhere_by_itself() -> None:
    (made,) = several("[杨庙村]修了路。")  # as if it read 杨庙、柏树坡两个村
    (mention,) = made.villages
    listed = replace(made, villages=(replace(mention, span=Span(mention.span.start, mention.span.end - 1), rule="counted-list"),))
    draft = gather.entries([listed], (), curation(), TODAY)
    (village,) = gather.book(draft, lambda one: link.find(draft.lexicon, one)).villages
    assert (village.name, village.aliases) == ("杨庙村", ("杨庙",))
    assert "杨庙" in draft.lexicon.quoted


def test_the_place_of_the_speech_keeps_villages_apart() -> None:
    readings = [
        reading("[山寨村]好。", "sources/a.txt", 0, "清溪县"),
        reading("[山寨村]大。", "sources/b.txt", 0, "东山县"),
    ]
    assert sorted(v.place or "" for v in whole(readings)[0].villages) == ["东山县", "清溪县"]


def test_a_town_is_completed_from_the_place_of_the_speech() -> None:
    made = [
        reading("[云岭乡/山寨村]好。", "sources/a.txt", 0, "清溪县"),
        reading("[山寨村]大。", "sources/b.txt", 0, "清溪县"),
    ]
    (village,) = whole(made)[0].villages
    assert (village.place, len(village.evidence)) == ("清溪县云岭乡", 2)


def test_links_lead_to_the_village_of_this_speech() -> None:
    book, _ = whole(several("[清溪县/山寨村]好。\n山寨村又好。", "[东山县/山寨村]大。\n山寨村又大。"))
    at = {v.place: v.id for v in book.villages}
    for speech, place in zip(book.speeches, ("清溪县", "东山县"), strict=True):
        assert {x.id for x in book.links[speech.id]} == {at[place]}


# ------------------------------------------------------------------ practices, figures, copies


def test_a_practice_carries_what_stands_in_it() -> None:
    book, _ = whole(several("题\n一、优化服务。\n推行{一门式服务}。[山寨村]增收<30万元>。\n二、其他\n没有。"))
    practice = book.practices[0]
    assert [e.text for e in practice.evidence] == ["推行一门式服务。", "山寨村增收30万元。"]
    assert practice.terms == (book.terms[0].id,)
    assert practice.villages == (book.villages[0].id,)
    assert practice.figures == (book.figures[0].id,)
    assert book.villages[0].practices == (practice.id,)


def test_related_practices_of_other_speeches_say_why() -> None:
    texts = several("甲\n一、优化服务\n推行{屋场夜话}。", "乙\n一、畅通渠道\n搞好屋场夜话。", "丙\n一、别的\n没有。")
    first, second, third = whole(texts)[0].practices
    assert [r.id for r in first.related] == [second.id]
    assert first.related[0].reason == "都讲到“屋场夜话”；同属“为民服务”"
    assert not third.related


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        ("大力组建“一队”", "大力组建“一组”", "标题都说“大力组建”"),
        ("抓实“屋场夜话”制度", "做好“屋场夜话”制度", "标题都说“‘屋场夜话’制度”"),
        ("建好“一”", "建好“二”", None),
        ("搞“屋场夜话”", "办“屋场夜话”", "标题都说“屋场夜话”"),
        ("抓“甲”工作机制与“丙”", "管“乙”工作机制与“丁”", "标题都说“工作机制与”"),
    ],
)
def test_a_reason_quotes_no_half_pair_of_marks(one: str, other: str, said: str | None) -> None:
    first, _ = whole(several(f"甲\n一、{one}\n没有。", f"乙\n一、{other}\n没有。"))[0].practices
    reasons = [part for r in first.related for part in r.reason.split("；") if part.startswith("标题")]
    assert reasons == ([said] if said else [])


def test_a_copy_keeps_its_page_and_mentions_but_adds_no_figures() -> None:
    book, _ = whole(
        several("题\n[山寨村]推行{一门式服务}，增收<3万元>。", "题 \n [山寨村]推行{一门式服务}，增收<3万元>。")
    )
    first, second = book.speeches
    assert (first.duplicate_of, second.duplicate_of) == (None, first.id)
    assert len(book.figures) == 1
    assert len(book.terms[0].mentions) == 2


def test_the_copy_is_flagged_and_names_its_original() -> None:
    draft = gather.entries(several("题\n好。", "题\n好。"), (), curation(), TODAY)
    flags = [[f.kind for f in r.flags] for r in draft.readings.values()]
    assert flags == [[], ["near-duplicate"]]
    assert "sources/0.txt" in next(iter(draft.readings[draft.speeches[1].id].flags)).note


def test_empty_speeches_are_no_copies_of_each_other() -> None:
    assert [s.duplicate_of for s in whole(several("", "", "。\n"))[0].speeches] == [None, None, None]


# ------------------------------------------------------------------ corrections


BASE = several(
    "题\n一、优化服务\n推行{一门式服务}和{屋场夜话}。[山寨村]好。", "题二\n一、强班子\n[崇江村]开展{夜话会}。"
)


def corrected(*given: tuple[str, ...]) -> Book:
    book, ledger = whole(BASE)
    ids = {e.name: e.id for e in (*book.terms, *book.villages)} | {
        e.title: e.id for e in (*book.practices, *book.speeches)
    }
    made = [correct(ids.get(p, p), a, ids.get(v, v)) for p, a, v in given]
    return whole(BASE, curation(corrections=made), ledger)[0]


def test_rename_keeps_the_address_and_the_old_name_as_alias() -> None:
    before = whole(BASE)[0]
    book = corrected(("屋场夜话", "rename", "屋场会"))
    term = next(t for t in book.terms if t.name == "屋场会")
    assert term.aliases == ("屋场夜话",)
    assert term.id in {t.id for t in before.terms}
    assert not book.problems


def test_merged_terms_leave_a_notice_with_the_way_on() -> None:
    before = {t.name: t.id for t in whole(BASE)[0].terms}
    book = corrected(("夜话会", "merge_into", "屋场夜话"))
    assert [t.name for t in book.terms] == ["屋场夜话", "一门式服务"]
    assert [(n.id, n.target) for n in book.notices] == [(before["夜话会"], before["屋场夜话"])]
    assert len(book.terms[0].mentions) == 2


@pytest.mark.parametrize(
    ("name", "action", "value"),
    [
        ("夜话会", "hide", "true"),
        ("夜话会", "not_a", "term"),
        ("崇江村", "not_a", "village"),
        ("强班子", "hide", "true"),
    ],
)
def test_what_is_taken_away_leaves_a_notice(name: str, action: str, value: str) -> None:
    book = corrected((name, action, value))
    shown = {e.name for e in (*book.terms, *book.villages)} | {p.title for p in book.practices}
    assert name not in shown
    assert [n.target for n in book.notices] == [None]
    assert all(x.id not in {n.id for n in book.notices} for links in book.links.values() for x in links)


def test_a_withheld_speech_takes_everything_of_it_along() -> None:
    book = corrected(("题二", "withhold", "true"))
    assert [s.title for s in book.speeches] == ["题"]
    assert {n.kind for n in book.notices} == {"speech", "practice", "village", "term"}
    assert not book.problems


def test_fields_of_a_speech_and_notes() -> None:
    book = corrected(
        ("题", "speaker", "张三"),
        ("题", "date", "2023-05"),
        ("题", "publisher", "某社"),
        ("题", "place", "清溪县"),
        ("题", "note", "注"),
        ("优化服务", "category", "班子建设"),
        ("屋场夜话", "definition", "晚上的会。"),
        ("屋场夜话", "alias", "夜谈"),
        ("山寨村", "place", "清溪县"),
        ("山寨村", "note", "村注"),
    )
    speech = book.speeches[0]
    assert (speech.speaker, speech.date, speech.publisher, speech.note) == ("张三", "2023-05", "某社", "注")
    assert speech.curated == ("date", "note", "place", "publisher", "speaker")
    assert book.practices[0].category == "班子建设"
    term = next(t for t in book.terms if t.name == "屋场夜话")
    assert term.definition is not None
    assert (term.definition.text, term.definition.citation, term.aliases) == ("晚上的会。", "本库编者", ("夜谈",))
    village = next(v for v in book.villages if v.name == "山寨村")
    assert (village.place, village.note) == ("清溪县", "村注")
    assert not book.problems


@pytest.mark.parametrize(
    ("page", "action", "value", "says"),
    [
        ("t00000000", "rename", "甲", "已经不在知识库里"),
        ("题", "alias", "甲", "是讲话页，不能用 alias"),
        ("屋场夜话", "not_a", "village", "不能用 not_a: village"),
        ("优化服务", "category", "没有的", "没有“没有的”这个类别"),
        ("屋场夜话", "merge_into", "t00000000", "要并入的页面 t00000000 不在"),
        ("屋场夜话", "merge_into", "山寨村", "要并入的页面"),
        ("屋场夜话", "merge_into", "屋场夜话", "互相并入"),
    ],
)
def test_what_fits_nothing_is_reported_with_its_place(page: str, action: str, value: str, says: str) -> None:
    (problem,) = corrected((page, action, value)).problems
    assert says in problem
    assert problem.startswith("curation/corrections.yml")


def test_merging_in_a_circle_is_reported_and_loses_nothing() -> None:
    book = corrected(("屋场夜话", "merge_into", "夜话会"), ("夜话会", "merge_into", "屋场夜话"))
    assert len(book.problems) == 2
    assert {t.name for t in book.terms} == {"屋场夜话", "夜话会", "一门式服务"}


# ------------------------------------------------------------------ promises


WORDS = ["三长制", "“三长”制", "屋场夜话", "一门式服务", "清单制", "五好", "主题党日活动", "主题党日"]
PIECES = st.one_of(
    st.sampled_from([f"推行{{{w}}}。" for w in WORDS] + [f"说到{w}。" for w in WORDS]),
    st.sampled_from(
        [
            "推行{三长机制|三长}。",
            "[山寨村]好。",
            "[清溪县/山寨村]好。",
            "[东山县/山寨村]好。",
            "增收<3万元>。",
            "\n一、标题\n",
        ]
    ),
    st.text("甲乙，\n *“”", max_size=6),
)
TEXTS = st.lists(st.lists(PIECES, max_size=6).map("".join), max_size=5)


@settings(deadline=None, max_examples=60)
@given(TEXTS, st.randoms(use_true_random=False))
def test_the_order_of_the_input_does_not_matter(texts: list[str], random: object) -> None:
    readings = several(*texts)
    mixed = list(readings)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert whole(mixed) == whole(readings)


def evidence_of(book: Book) -> list[object]:
    out: list[object] = []
    for term in book.terms:
        out += [*term.mentions, *(i.evidence for each in term.items for i in each)]
    for entry in (*book.villages, *book.practices):
        out += entry.evidence
    return [*out, *(f.evidence for f in book.figures)]


@settings(deadline=None, max_examples=60)
@given(TEXTS)
def test_every_quote_stands_in_its_source_and_every_entry_has_one(texts: list[str]) -> None:
    draft = gather.entries(several(*texts), (), curation(), TODAY)
    book = gather.book(draft, lambda r: link.find(draft.lexicon, r))
    for evidence in evidence_of(book):
        raw = draft.readings[evidence.speech].raw.text  # type: ignore[attr-defined]
        assert evidence.quote == raw[evidence.start : evidence.end]  # type: ignore[attr-defined]
        assert evidence.at is None or evidence.start <= evidence.at[0] < evidence.at[1] <= evidence.end  # type: ignore[attr-defined]
    assert all(t.mentions for t in book.terms)
    assert all(v.evidence for v in book.villages)
    ids = [e.id for g in (book.speeches, book.practices, book.villages, book.terms, book.figures) for e in g]
    assert len(ids) == len(set(ids))


@settings(deadline=None, max_examples=60)
@given(TEXTS, TEXTS)
def test_a_second_run_changes_nothing_and_no_row_is_ever_lost(one: list[str], two: list[str]) -> None:
    book, ledger = whole(several(*one))
    assert whole(several(*one), ledger=ledger, today="2027-01-01") == (book, ledger)
    other, after = whole(several(*two), ledger=ledger, today="2027-01-01")
    assert {r.id for r in ledger} <= {r.id for r in after}
    answered = {e.id for g in (other.speeches, other.practices, other.villages, other.terms) for e in g}
    assert {r.id for r in after} == answered | {n.id for n in other.notices}
    again, _ = whole(several(*one), ledger=after, today="2027-01-02")
    assert {s.id for s in again.speeches} == {s.id for s in book.speeches}
    found = {t.id for t in again.terms} | {n.id for n in again.notices if n.target}
    assert {t.id for t in book.terms} <= found


def test_quotes_lead_around_noise() -> None:
    made = reading("推行{屋场夜话}，噪声很好。")
    clean = made.clean.without([Span(7, 9)])
    sentence = replace(made.document.sentences[0], span=Span(0, len(clean.text)))
    made = replace(made, clean=clean, document=replace(made.document, sentences=(sentence,)))
    (mention,) = whole([made])[0].terms[0].mentions
    assert (mention.quote, mention.text) == ("推行屋场夜话，噪声很好。", "推行屋场夜话，很好。")


def test_all_orders_of_four() -> None:
    readings = several("推行{三长制}。", "推行{三长机制|三长}。", "推行{三长服务}。", "{三长}好。")
    books = [whole(list(p)) for p in permutations(readings)]
    assert all(b == books[0] for b in books)


def test_facts_hold_the_words_of_all_speeches_once() -> None:
    twice = [gather.facts_of(reading("一、做法\n党员推行{三长制}，[山寨村]也推行。\n")) for _ in range(2)]
    first, second = (gather.shared(unpacked(packed(facts), gather.Facts)) for facts in twice)
    assert (first, second) == tuple(twice)
    assert first.terms[0][0].name is second.terms[0][0].name
    assert first.practices[0][0].rule is second.practices[0][0].rule
