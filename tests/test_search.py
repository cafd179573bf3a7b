"""search: what counts of a text, how it is written down, and that the index is the same for the same book."""

from __future__ import annotations

import gzip
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import books
from cunjian import search
from cunjian.model import Book, Reading, Speech
from cunjian.search import lists, records, shards, slots, sounds, units
from cunjian.search.letters import grams, squash
from cunjian.search.shards import value
from cunjian.ship import styles

ASSETS = Path(__file__).parents[1] / "overrides" / "assets"
SCRIPTS = (
    "search-load.js",
    "search-text.js",
    "search-index.js",
    "search-candidates.js",
    "search-rank.js",
    "search-near.js",
    "search-query.js",
    "search-box.js",
    "search-page.js",
)
NUMBERS = st.lists(st.integers(0, 90_000), unique=True).map(sorted)


# --------------------------------------------------------------------------- text


@pytest.mark.parametrize(
    ("text", "run"),
    [
        ("“党建+道德银行”", "党建道德银行"),
        ("３Ａ级", "3a级"),
        ("1+2+X", "12x"),
        ("**县 、", "县"),
        ("①㎡Ⅲ", "1m2iii"),
        ("", ""),
    ],
)
def test_what_counts_of_a_text(text: str, run: str) -> None:
    assert squash(text) == run


@given(st.lists(st.text("党员村支部ab1", max_size=12), max_size=4))
def test_pieces_are_counted(runs: list[str]) -> None:
    found = grams(runs)
    every = [run[at : at + size] for run in runs for size in (2, 3) for at in range(len(run) - size + 1)]
    assert found == {gram: every.count(gram) for gram in {*every}}


def test_every_sentence_stands_in_one_unit() -> None:
    book, readings = books.small()
    for speech in book.speeches:
        found = units.of_speech(readings[speech.id])
        said = [anchor for unit in found for sentences in unit.paragraphs for anchor, _ in sentences]
        assert said == [s.anchor for s in readings[speech.id].document.sentences]


def test_a_unit_says_what_the_page_of_its_practice_does_not_show() -> None:
    book, readings = books.small()
    speech, practice = book.speeches[0], book.practices[0]
    reading = readings[speech.id]
    beside = units.Beside(speech, book.practices, {}, (), figure_pages=False)
    rows = [row for _, some, _ in units.blocks(speech, reading, beside) for row in some if row[3] >= 0]
    held = {e.anchor for p in book.practices if p.speech == speech.id for e in (p.heading, *p.evidence)}
    for row in rows:
        said = [anchor for paragraph in row[4] for anchor in paragraph[::2]]
        assert [a for a in said if a not in held] == (row[6] if len(row) > 6 else [])
    assert practice.heading.anchor in held
    assert rows


@given(st.lists(st.text("甲乙丙丁。，", min_size=1, max_size=900), min_size=1, max_size=8))
def test_long_and_short_paragraphs_stay_whole_in_small_units(texts: list[str]) -> None:
    rows = [("1" if len(t) < 20 else "P", t) for t in texts]
    reading = books.reading_of("s00000001", rows)
    found = units.of_speech(reading)
    said = [anchor for unit in found for sentences in unit.paragraphs for anchor, _ in sentences]
    assert said == [s.anchor for s in reading.document.sentences]
    assert all(unit.size <= 700 + 900 for unit in found)


# --------------------------------------------------------------------------- lists and shards


@given(NUMBERS)
def test_lists_come_back(numbers: list[int]) -> None:
    assert lists.decode(lists.encode(numbers)) == numbers


def test_a_dense_list_is_short() -> None:
    assert len(lists.encode(range(30_000))) == 5001


@given(NUMBERS, NUMBERS, NUMBERS)
def test_records_come_back(found: list[int], about: list[int], named: list[int]) -> None:
    numbers = records.Numbers(sorted({*found, *about}), about, named)
    written = dict(numbers.records("三会"))
    back = records.read(written.pop("三会", ""), written)
    assert (back.found, back.about, back.named) == (numbers.found, about, named)


def test_a_record_of_a_piece_that_stands_everywhere_is_short() -> None:
    everywhere = records.Numbers([*range(40_000)], [*range(1, 40_000, 9)], [12])
    written = dict(everywhere.records("党员"))
    assert len(written["党员"]) < 1200
    assert written["党员"].startswith("~")
    weak, about, inner = map(lists.decode, written["党员"].removeprefix("~").split(","))
    assert len({n // 8 for n in weak + about}) == len(weak + about) == 400
    assert {*about} <= {*everywhere.about}
    assert inner == [3]
    value = written.pop("党员")
    assert [*written] == records.wholes("党员", 5000) == [f"党员+{at}" for at in range(5)]
    assert all(len(text) < 2400 for text in written.values())
    back = records.read(value, written)
    assert (back.found, back.about) == ([*everywhere.found], everywhere.about)


def test_a_whole_stands_near_its_piece_and_not_beside_it() -> None:
    for piece in ("党员", "村民", "a1", "会"):
        hashes = [records.crc(key) for key in (piece, *records.wholes(piece, 5000))]
        assert len({hashed >> 26 for hashed in hashes}) == 1  # put away together: see spool.Tree
        assert len({*hashes}) == 6


DAYS = st.sampled_from(["", "2026-11-25", "2026-11-26"])


@given(st.dictionaries(st.integers(0, 9999).map("s{:08d}".format), DAYS, max_size=200))
def test_everyone_has_a_place(names: dict[str, str]) -> None:
    places = slots.places(names)
    assert places.keys() == names.keys()
    assert len({*places.values()}) == len(names)
    assert places == slots.places(dict(sorted(names.items())))


@given(st.dictionaries(st.integers(0, 9999).map("s{:08d}".format), DAYS, max_size=200), st.integers(10_000, 20_000))
def test_who_comes_later_moves_nobody(names: dict[str, str], new: int) -> None:
    after = slots.places(names | {f"s{new:08d}": "2026-11-27"})
    if slots.length(len(names) + 1) == slots.length(len(names)):  # the line did not grow
        assert after.items() >= slots.places(names).items()


def test_one_more_of_the_same_day_hardly_moves_a_place() -> None:
    names = dict.fromkeys((f"s{n:08d}" for n in range(400)), "2026-11-26")
    before = slots.places(names)
    moved = []
    for new in range(400, 440):
        after = slots.places(names | {f"s{new:08d}": "2026-11-26"})
        moved.append(sum(after[name] != place for name, place in before.items()))
    assert max(moved) <= 25
    assert sum(moved) <= 3 * 40


KEYS = st.lists(st.text("党员村支部会议abc ", min_size=1, max_size=4), unique=True, min_size=1, max_size=300)


@given(KEYS, st.text("新增", min_size=1, max_size=3))
def test_a_new_key_changes_one_shard(keys: list[str], new: str) -> None:
    def made(keys: list[str]) -> dict[int, str]:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(shards, "LIMIT", 200)
            return {leaf: text for leaf, _, text in shards.split(sorted(shards.record(k, "A" * 9) for k in {*keys}))}

    before, after = made(keys), made([new, *reversed(keys)])
    assert len({leaf for leaf in before if after.get(leaf) != before[leaf]}) <= 1
    assert sum(content.count(":") for content in after.values()) == len({*keys, new})
    assert len(shards.tree(after)) == -(-(2 * len(after) - 1) // 6)
    for leaf, content in after.items():
        for key in shards.records(content):
            assert shards.leaf_of(key, after) == leaf


@given(KEYS, st.dictionaries(st.text("党员村支新", min_size=1, max_size=2), st.none() | st.text("AB,", min_size=1), max_size=8))
def test_a_content_edited_is_the_content_made_afresh(keys: list[str], edits: dict[str, str | None]) -> None:
    held = {key: f"A{at}" for at, key in enumerate(keys)}
    text = shards.content(sorted(shards.record(*pair) for pair in held.items()))
    kept = {key: value for key, value in (held | edits).items() if value is not None}
    edited = shards.edited(text, edits)
    assert edited == shards.content(sorted(shards.record(*pair) for pair in kept.items()))
    assert {key: shards.value_of(edited, key) for key in {*held, *edits}} == {k: kept.get(k) for k in {*held, *edits}}


# --------------------------------------------------------------------------- sounds


def test_how_names_sound() -> None:
    assert sounds.syllables("党建道德银行")[0][-2:] == ["yin", "hang"]
    assert sounds.syllables("党建道德银行")[1][-1] == "xing"
    assert sounds.syllables("网格长", "wang ge zhang") == [["wang", "ge", "zhang"]]
    keys = {key for key, _, _ in sounds.keys(["san", "hui", "yi", "ke"])}
    assert keys == {"<san", "^sh", "san hui", "hui yi", "yi ke", "shy", "hyk"}


def test_tables_hold_what_occurs() -> None:
    runs, others = sounds.table("畲组")
    rows = dict(row.split(":") for row in others.split(";"))
    assert "畲" in rows["she"]
    assert "组" not in rows["zu"].split("|")[0]  # a common one, read by its place in GB 2312
    assert sum(map(int, re.findall(r"\d+", runs))) == 3755
    assert sounds.traditional("组织会").startswith("會会")
    assert "組组" in sounds.traditional("组")
    assert "組" not in sounds.traditional("组組")  # what occurs is searched as it is


# --------------------------------------------------------------------------- files


def made(book: Book, readings: Mapping[str, Reading]) -> dict[str, str]:
    return dict(search.files(book, readings, [("村支书", "村党组织书记")]))


def test_the_same_book_gives_the_same_files() -> None:
    first, second = made(*books.small()), made(*books.small())
    assert first == second
    assert {path.split("/")[2] for path in first} == {"b", "e", "g", "n", "root.js", "sound.js", "traditional.js"}
    assert all(len(path) <= 60 and path.isascii() for path in first)


@settings(deadline=None, max_examples=40)
@given(st.text(st.characters(exclude_categories=())))
def test_files_hold_any_name(name: str) -> None:
    card = Speech("s00000001", name, "a", 0, "", "txt", None, None, name, None, None)
    reading = books.reading_of("s00000001", [("P", "甲乙。")])
    files = made(Book((card,), (), (), (), ()), {"s00000001": reading})
    rows = value(next(text for path, text in files.items() if "/e/s" in path))
    assert isinstance(rows, list)
    assert rows[-1][1][0].encode("utf-8", "surrogatepass") == name.encode("utf-8", "surrogatepass")
    for text in files.values():
        assert not re.search("</|<!|\u2028|\u2029", text)
        text.encode()


def test_no_sentence_is_indexed_twice() -> None:
    files = made(*books.small())
    texts = "".join(text for path, text in files.items() if "/b/" in path)
    assert texts.count("汇报完毕，谢谢大家。") == 1
    assert "温馨提示" not in "".join(files.values())


# --------------------------------------------------------------------------- the client's files


def test_the_client_is_small_and_runs_in_old_kernels() -> None:
    texts = {name: (ASSETS / name).read_text("utf-8") for name in SCRIPTS}
    apart = [text for name, text in texts.items() if name not in styles.ENGINE]
    assert sum(len(gzip.compress(text.encode(), 9)) for text in (*apart, styles.engine([ASSETS.parent]))) < 25_000
    newer = (r"\?\.[a-z(\[]|\?\?|\|\|=|&&=|\bfetch\b|XMLHttpRequest|WebAssembly|\bWorker\b|\bimport\b|\.at\(|\.flat(Map)?\(|replaceAll|matchAll"
             r"|catch \{|fromEntries|globalThis|trim(Start|End)|allSettled|Promise\.any|structuredClone|\d_\d|\d+n\b|findLast|https?:")  # fmt: skip
    for name, text in texts.items():
        assert re.findall(newer, text) == [], name


def test_the_site_loads_every_script_in_order() -> None:
    settings = (ASSETS.parents[1] / "mkdocs.yml").read_text("utf-8")
    assert re.findall(r"assets/(search-\w+\.js)", settings) == ["search-load.js", "search-box.js"]
    assert re.findall(r'"(search[-\w]*\.js)"', (ASSETS / "search-load.js").read_text("utf-8")) == ["search.js", "search-page.js"]
    assert ("search-load.js", *styles.ENGINE, "search-box.js", "search-page.js") == SCRIPTS
    whole = styles.engine([ASSETS.parent])
    places = [whole.index(f"own.{made} = ") for made in ("text", "index", "candidates", "rank", "near", "search")]
    assert places == sorted(places)
    assert "/*" not in whole
    assert styles.engine([ASSETS]) == ""


def test_the_benchmark_draws_queries_that_have_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ASSETS.parents[1] / "benchmarks" / "search"))
    import corpus
    import queries

    _, _, pages = corpus.make(60)
    drawn = queries.Sets(pages, 3).all(2)
    paths = {page.path for page in pages}
    assert len({query.form for query in drawn}) == 13
    assert all(query.right and query.right <= paths for query in drawn)
