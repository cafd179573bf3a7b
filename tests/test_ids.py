"""gather/ids and the ledger: addresses that last."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from cunjian.gather.ids import Register, mint
from cunjian.model import LedgerRow, Reading
from marked import curation, reading
from test_gather import several, whole

BODY = "题\n一、优化服务\n推行{一门式服务}。[山寨村]好。\n二、强班子\n开展{屋场夜话}。"


def test_an_id_is_a_letter_and_eight_characters_that_nobody_mixes_up() -> None:
    assert mint("term", "三会一课", ()) == mint("term", "三会一课", ())
    assert re.fullmatch(r"t[0-9a-hjkmnp-tv-z]{8}", mint("term", "三会一课", ()))
    assert mint("term", "ab", ())[1:] != mint("village", "ab", ())[1:]


def test_a_taken_id_is_hashed_on() -> None:
    first = mint("term", "三会一课", ())
    second = mint("term", "三会一课", {first})
    assert second not in {first, mint("term", "三会一课", {first, second})}


def ids(readings: list[Reading], ledger: tuple[LedgerRow, ...] = ()) -> tuple[dict[str, str], tuple[LedgerRow, ...]]:
    book, rows = whole(readings, ledger=ledger)
    named = {s.file: s.id for s in book.speeches} | {p.title: p.id for p in book.practices}
    return named | {e.name: e.id for e in (*book.terms, *book.villages)}, rows


def moved(made: Reading, file: str, place: int = 0) -> Reading:
    return replace(made, raw=replace(made.raw, file=file, place=place))


def test_a_renamed_speech_keeps_all_its_addresses() -> None:
    before, ledger = ids([reading(BODY, "sources/a.txt")])
    after, rows = ids([reading(BODY, "sources/b.txt")], ledger)
    assert after.pop("sources/b.txt") == before.pop("sources/a.txt")
    assert after == before
    assert next(r.now for r in rows if r.kind == "speech") == "sources/b.txt#0"


def test_also_when_it_is_edited_after_the_rename() -> None:
    before, ledger = ids([reading(BODY, "sources/a.txt")])
    _, ledger = ids([reading(BODY, "sources/b.txt")], ledger)
    after, _ = ids([reading(BODY + "改了。", "sources/b.txt")], ledger)
    assert after["sources/b.txt"] == before["sources/a.txt"]


def test_an_edited_speech_stays_where_a_copy_of_the_old_one_is_kept_beside_it() -> None:
    before, ledger = ids([reading(BODY, "sources/a.txt")])
    after, _ = ids([reading(BODY + "改了。", "sources/a.txt"), reading(BODY, "sources/old.txt")], ledger)
    assert after["sources/a.txt"] == before["sources/a.txt"] != after["sources/old.txt"]


def test_a_speech_put_in_front_of_others_in_one_file_moves_no_address() -> None:
    one, two, new = (
        reading("题一。", "sources/f.txt", 0),
        reading("题二。", "sources/f.txt", 1),
        reading("新。", "sources/f.txt", 0),
    )
    book, ledger = whole([one, two])
    after, rows = whole([new, moved(one, "sources/f.txt", 1), moved(two, "sources/f.txt", 2)], ledger=ledger)
    assert [s.id for s in after.speeches][1:] == [s.id for s in book.speeches]
    assert len({r.id for r in rows}) == 3
    assert whole([new, moved(one, "sources/f.txt", 1), moved(two, "sources/f.txt", 2)], ledger=rows) == (after, rows)


def test_what_vanishes_leaves_a_notice_and_what_comes_back_gets_its_address_back() -> None:
    before, ledger = ids(several(BODY, "别的{三长制}。"))
    book, rows = whole(several("", "别的{三长制}。"), ledger=ledger)
    gone = {r.id: r.now for r in rows if r.now == "-"}
    assert (
        gone.keys()
        == {n.id for n in book.notices}
        == {before[n] for n in ("优化服务", "强班子", "一门式服务", "屋场夜话", "山寨村")}
    )
    after, rows = ids(several(BODY, "别的{三长制}。"), rows)
    assert after == before
    assert not [r for r in rows if r.now]


def test_a_village_keeps_its_address_when_its_place_becomes_known() -> None:
    before, ledger = ids([reading("[山寨村]好。")])
    after, rows = ids([reading("[清溪县云岭乡/山寨村]好。")], ledger)
    assert after["山寨村"] == before["山寨村"]
    assert next(r for r in rows if r.kind == "village").now == "清溪县云岭乡/山寨村"
    again, _ = ids([reading("[山寨村]好。")], rows)
    assert again["山寨村"] == before["山寨村"]


def test_villages_of_one_name_keep_their_own_addresses() -> None:
    texts = several("[清溪县/山寨村]好。", "[东山县/山寨村]好。")
    book, ledger = whole(texts)
    _, rows = whole(texts[1:], ledger=ledger)
    after, _ = whole(texts, ledger=rows)
    assert [(v.id, v.place) for v in after.villages] == [(v.id, v.place) for v in book.villages]


def test_a_term_keeps_its_address_when_another_form_becomes_the_headword() -> None:
    before, ledger = ids([reading("推行{三长制}。")])
    after, rows = ids(several("推行{三长机制|三长}。", "推行{三长机制}。", "推行{三长制}。"), ledger)
    assert after["三长机制"] == before["三长制"]
    assert next(r.now for r in rows if r.kind == "term") == "三长机制"


def test_two_terms_that_turn_out_to_be_one_leave_one_address_that_leads_on() -> None:
    before, ledger = ids(several("推行{创立承诺制度}。", "推行{承诺工作}。"))
    book, rows = whole(several("推行{创立承诺制度|承诺工作}。", "推行{承诺工作}。"), ledger=ledger)
    (notice,) = book.notices
    assert {notice.id, notice.target} == {before["创立承诺制度"], before["承诺工作"]}
    assert f"={notice.target}" in {r.now for r in rows}
    assert ids(several("推行{创立承诺制度}。", "推行{承诺工作}。"), rows)[0] == before


def test_a_practice_keeps_its_address_under_another_heading_above_it() -> None:
    made = reading("题\n一、为民\n二、优化服务\n推行{一门式服务}。")
    parts = made.document.parts
    below = replace(
        made, document=replace(made.document, parts=(*parts[:2], replace(parts[2], section=1, level=2), *parts[3:]))
    )
    before, ledger = ids([made])
    after, rows = ids([below], ledger)
    assert after["优化服务"] == before["优化服务"]
    assert "为民/优化服务" in next(r.now for r in rows if r.kind == "practice")


def test_equal_headings_of_one_speech_have_addresses_of_their_own() -> None:
    book, _ = whole([reading("题\n一、强班子\n甲。\n二、强班子\n乙。")])
    assert len({p.id for p in book.practices}) == 2


TEXT = st.sampled_from(
    [BODY, "题\n推行{三长制}。", "题三\n一、优化服务\n落实{三会一课}。", "[清溪县/山寨村]好。", "又一篇。"]
)


@settings(deadline=None, max_examples=50)
@given(st.lists(TEXT, min_size=1, max_size=4), st.data())
def test_ids_stand_still_while_speeches_come_go_and_move(texts: list[str], data: st.DataObject) -> None:
    readings = several(*texts)
    book, ledger = whole(readings)
    new = [reading(t, f"sources/new{n}.txt") for n, t in enumerate(data.draw(st.lists(TEXT, max_size=2)))]
    gone = data.draw(st.sets(st.sampled_from(range(len(readings)))))
    left = [r for n, r in enumerate(readings) if n not in gone]
    after, rows = whole(data.draw(st.permutations([*left, *new])), ledger=ledger)
    was = {s.file: s.id for s in book.speeches}
    now = {s.file: s.id for s in after.speeches}
    assert all(now[r.raw.file] == was[r.raw.file] for r in left)
    assert {r.id for r in ledger} <= {r.id for r in rows}
    kept = {p.id for p in book.practices if p.speech in now.values()}
    assert kept <= {p.id for p in after.practices}


@given(st.lists(st.sampled_from([f"sources/{n}.txt" for n in range(6)]), unique=True, min_size=3, max_size=3))
def test_ids_follow_any_rename(files: list[str]) -> None:
    readings = several("甲文。", "乙文。", "丙文。")
    book, ledger = whole(readings)
    after, _ = whole([moved(r, f"sources/x{f[8:]}") for r, f in zip(readings, files, strict=True)], ledger=ledger)
    assert {s.title: s.id for s in after.speeches} == {s.title: s.id for s in book.speeches}


def test_damaged_rows_are_carried_along() -> None:
    damaged = LedgerRow("", "?", "这一行坏了", "")
    _, rows = whole([reading("好。")], curation(), (damaged,))
    assert damaged in rows


def test_a_chain_of_replacements_is_followed_and_a_circle_ends() -> None:
    ledger = [
        LedgerRow("t1", "term", "a", "2026-01-01", "=t2"),
        LedgerRow("t2", "term", "b", "2026-01-01", "=t3"),
        LedgerRow("t3", "term", "c", "2026-01-01", "=t2"),
        LedgerRow("t4", "term", "d", "2026-01-01"),
    ]
    register = Register(ledger, "2026-01-01")
    assert register.live("t1", {"t3"}) == "t3"
    assert register.live("t1", {"t4"}) is None
