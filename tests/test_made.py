"""What pages were made of, quotes in a file, what is known of texts: kept outside memory, and forgotten when damaged."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from cunjian import made, memo
from cunjian.cache import Cache
from cunjian.model import Evidence, Village
from cunjian.prints import fingerprint
from cunjian.quotes import Drawer, Quotes, anchors_of, spoken_in

A, B = bytes(8), bytes([1] * 8)


def quote(number: int, text: str = "") -> Evidence:
    return Evidence("s1", number, number + 2, "甲\ud800", text or "甲\ud800", "j1", "rule", (number, number + 1) if number % 2 else None)


def test_only_what_differs_is_changed(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    with made.record(cache) as record:
        assert record.changed({"x": A, "y": A, "z": A}, lambda id: {ord(id): A, 7: A}) == frozenset()
        record.put("one", [ord("x")], [("a.md", 1, 2)])
        record.put("two", [ord("y"), 7], [("b.md", 1, 2), ("c.md", 1, 2)])
        record.put("three", [ord("z")], [("d.md", 1, 2)])
    with made.record(cache) as record:
        changed = record.changed({"x": A, "y": B, "w": A}, lambda id: {ord(id): B, 7: A})
        assert changed == {ord("y"), ord("z"), ord("w"), 7}
        assert dict(record.standing(changed, lambda file: True)) == {"one": ["a.md"]}
        assert dict(record.standing(frozenset(), lambda file: file[0] != "c.md")) == {"one": ["a.md"], "three": ["d.md"]}
        record.keep({"two"})
    with made.record(cache) as record:
        assert record.changed({"x": A, "y": B, "w": A}, lambda id: {}) == frozenset()
        assert set(dict(record.standing(frozenset(), lambda file: True))) == {"two"}


def test_a_run_that_fails_leaves_the_record_as_it_was(tmp_path: Path) -> None:
    cache = Cache(tmp_path)

    def killed() -> None:
        with made.record(cache) as record:
            record.put("one", [1], [])
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        killed()
    with made.record(cache) as record:
        assert dict(record.standing(frozenset(), lambda file: True)) == {}


@pytest.mark.parametrize("column", ["looked", "files", "sum"])
def test_a_changed_row_is_noticed(tmp_path: Path, column: str) -> None:
    cache = Cache(tmp_path)
    with made.record(cache) as record:
        record.put("one", [1], [("a.md", 1, 2)])
    base = sqlite3.connect(cache.folder / made.NAME)
    base.execute(f"UPDATE items SET {column} = ?", (A,))
    base.commit()
    base.close()
    with pytest.raises(made.Damaged), made.record(cache) as record:
        dict(record.standing(frozenset(), lambda file: True))


def test_what_is_no_record_is_damaged(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.folder.mkdir(parents=True)
    (cache.folder / made.NAME).write_bytes(b"no database at all, and long enough to be looked at" * 30)
    with pytest.raises(made.Damaged), made.record(cache):
        pass


def test_quotes_are_a_tuple_that_lies_in_a_file() -> None:
    drawer = Drawer()
    every = [quote(n, "乙" * (n % 3)) for n in range(9000)]
    numbers = [drawer.put(q) for q in every]
    found = Quotes(drawer, numbers[::-7])
    assert found == tuple(every[::-7])
    assert tuple(every[::-7]) == found
    assert (found[3], found[-1], list(found[2:4])) == (every[::-7][3], every[::-7][-1], every[::-7][2:4])
    assert found != tuple(every[::-6])
    assert len(found) == len(every[::-7])
    assert found.speeches == spoken_in(tuple(found)) == ["s1"] * len(found)


def test_anchors_are_known_without_fetching() -> None:
    drawer = Drawer()
    anchors = ["j0000000", "jzzzzzzz", "j0000001-2", ""]
    found = Quotes(drawer, [drawer.put(replace(quote(n), anchor=anchor)) for n, anchor in enumerate(anchors)])
    assert anchors_of(found, [3, 2, 0, 1]) == anchors_of(tuple(found), [3, 2, 0, 1]) == ["", "j0000001-2", "j0000000", "jzzzzzzz"]


def test_equal_quotes_have_equal_fingerprints_wherever_they_lie() -> None:
    one, other = Drawer(), Drawer()
    other.put(quote(5))
    a, b = ([drawer.put(quote(n)) for n in range(4)] for drawer in (one, other))
    villages = [Village("v1", "甲村", None, (), Quotes(d, numbers)) for d, numbers in ((one, a), (other, b), (one, a[:3]))]
    prints = [fingerprint(v) for v in villages]
    assert prints[0] == prints[1] != prints[2]


def test_what_is_known_of_texts_is_what_is_found_out() -> None:
    asked: list[str] = []

    def louder(text: str) -> str:
        asked.append(text)
        return text.upper()

    name = f"{louder.__module__}.louder"
    told = memo.remembered(louder)
    memo.load({name: {"b": "B"}})
    assert [told("a"), told("a"), told("b")] == ["A", "A", "B"]
    assert asked == ["a"]
    learnt = memo.taken()
    assert learnt is not None
    assert learnt[name] == {"a": "A", "b": "B"}
