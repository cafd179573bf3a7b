"""curation.py, ledger.py: what people wrote, and what they wrote wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cunjian import curation
from cunjian.errors import CannotRun
from cunjian.ledger import HEADER, parse
from cunjian.model import Curation, LedgerRow


def load(root: Path, **files: str | bytes) -> Curation:
    for name, content in files.items():
        path = root / "curation" / (name.replace("__", "/") + ".yml")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return curation.load(root)


def test_the_house_stands_in_for_what_is_missing(tmp_path: Path) -> None:
    loaded = curation.load(tmp_path)
    assert loaded.categories == curation.load(curation.house()).categories
    assert len(loaded.categories) == 11
    assert not loaded.corrections


def test_our_own_files_are_sound() -> None:
    assert curation.load(curation.house()).problems == ()


def test_every_part_is_read(tmp_path: Path) -> None:
    loaded = load(
        tmp_path,
        taxonomy="categories:\n- name: 甲类\n  about: 说明\n  words: {词: 3}\n",
        terms="terms:\n- {name: 三会一课, kind: meeting, aliases: [三会], items: [甲, 乙], definition: 义,"
        " citation: 《件》}\n"
        "names: [屋场夜话]\nsynonyms:\n- [甲, 乙]\n",
        corrections="- page: t4k9x2m0c\n  rename: 新名\n  alias: [一, 二]\n  definition: 义\n  citation: 《件》\n"
        "  hide: true\n"
        "- page: v00000000\n  not_a: village\n  date: 2023-05\n",
        words__figures="unit_labels: [a=b]\n",
        words__signs="points: {a: 1.5}\n",
    )
    assert loaded.problems == ()
    assert (loaded.categories[0].name, loaded.categories[0].words) == ("甲类", {"词": 3})
    assert (loaded.terms[0].aliases, loaded.terms[0].citation) == (("三会",), "《件》")
    assert (loaded.names, loaded.synonyms) == (("屋场夜话",), (("甲", "乙"),))
    assert [(c.page, c.action, c.value) for c in loaded.corrections] == [
        ("t4k9x2m0c", "rename", "新名"),
        ("t4k9x2m0c", "alias", "一"),
        ("t4k9x2m0c", "alias", "二"),
        ("t4k9x2m0c", "definition", "义"),
        ("t4k9x2m0c", "hide", "true"),
        ("v00000000", "not_a", "village"),
        ("v00000000", "date", "2023-05"),
    ]
    assert loaded.corrections[0].where == "curation/corrections.yml 第2行"
    assert loaded.corrections[3].citation == "《件》"
    assert loaded.words["figures.unit_labels"] == ("a=b",)
    assert loaded.words.numbers["signs.points"] == {"a": 1.5}


GOOD = "- page: t4k9x2m0c\n  rename: 好\n"


@pytest.mark.parametrize(
    ("bad", "line", "says"),
    [
        ("- page: t4k9x2m0c\n\thide: true\n", 2, "制表符"),
        ("- page: t4k9x2m0c\n  note: “a: b: c\n", 2, "YAML"),
        ("- page: t4k9x2m0c\n  note: 'a\n", 2, "YAML"),
        ("- page: t4k9x2m0c\n  note: 一\n  note: 二\n", 3, "重复"),
        ("- page: 三会一课\n  hide: true\n", 1, "不是页面编号"),
        ("- hide: true\n", 1, "没有写 page"),
        ("- page: t4k9x2m0c\n", 1, "没有写要改什么"),
        ("- {page: t4k9x2m0c, rename_to: 三单}\n", 1, "写的“rename_to”不认识"),
        ("- page: t4k9x2m0c\n  remane: 新\n  note: 一\n", 2, "不认识“remane”"),
        ("- page: t4k9x2m0c\n  rename:\n", 2, "没有写内容"),
        ("- page: t4k9x2m0c\n  rename: [甲]\n", 2, "没有写内容"),
        ("- page: t4k9x2m0c\n  hide: 也许\n", 2, "true 或 false"),
        ("- page: t4k9x2m0c\n  not_a: 讲话\n", 2, "term 或 village"),
        ("- page: t4k9x2m0c\n  merge_into: 三会一课\n", 2, "页面编号"),
        ("- page: t4k9x2m0c\n  date: 2023-13-45\n", 2, "2023-05-16"),
        ("- page: t4k9x2m0c\n  alias: {a: b}\n", 2, "一列词"),
        ("- 乱写\n", 1, "没有写 page"),
        ("- page: [t4k9x2m0c]\n  hide: true\n", 1, "一句文字"),
        ("<<<<<<< HEAD\n", 1, "合并冲突"),
        ("- page: t4k9x2m0c\n  note: \x07\n", None, "控制字符"),
    ],
)
@pytest.mark.parametrize("first", [True, False])
def test_one_bad_correction_costs_no_other(tmp_path: Path, bad: str, line: int | None, says: str, first: bool) -> None:
    loaded = load(tmp_path, corrections=bad + GOOD if first else GOOD + bad)
    assert ("t4k9x2m0c", "rename", "好") in [(c.page, c.action, c.value) for c in loaded.corrections]
    assert loaded.problems
    problem = next(p for p in loaded.problems if says in p)
    assert problem.startswith("curation/corrections.yml 第")
    if line:
        assert f"第{line + (0 if first else 2)}行" in problem
    assert problem.endswith("。")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("terms:\n- name: 甲\n- name: [乙\n- name: 丙\n", "YAML"),
        ("terms:\n  - name: 甲\n  - kind: other\n  - name: 丙\n", "没有 name"),
        ("terms:\n- name: 甲\n- {name: 丙, kind: 奇怪}\n", "不认识"),
        ("terms:\n- name: 甲\n- {name: 丙, definition: 义}\n", "没有 citation"),
        ("terms:\n- name: 甲\n- name: 丙\n- name: 甲\n", "写了两次"),
        ("terms:\n- name: 甲\n- name: 丙\n别的: 1\n", "不认识“别的”"),
        ("terms:\n- name: 甲\n- name: 丙\nnames: {a: b}\n", "一列"),
        ("<<<<<<< HEAD\nterms:\n- name: 甲\n=======\n- name: 丙\n>>>>>>> x\n", "合并冲突"),
    ],
)
def test_one_bad_term_costs_no_other(tmp_path: Path, text: str, says: str) -> None:
    loaded = load(tmp_path, terms=text)
    assert [t.name for t in loaded.terms] == ["甲", "丙"]
    assert any(says in p for p in loaded.problems)
    assert all("curation/terms.yml" in p for p in loaded.problems)


def test_a_definition_without_its_document_is_left_out(tmp_path: Path) -> None:
    assert load(tmp_path, terms="terms:\n- {name: 甲, definition: 义}\n").terms[0].definition is None


def test_a_file_in_another_encoding_is_reported_and_replaced(tmp_path: Path) -> None:
    loaded = load(tmp_path, taxonomy="categories:\n- name: 甲类\n".encode("gb18030"))
    assert len(loaded.categories) == 11
    assert any("不是 UTF-8" in p for p in loaded.problems)


def test_a_word_list_of_ones_own_replaces_that_list_only(tmp_path: Path) -> None:
    house = curation.load(curation.house()).words
    name = sorted(n for n in house.lists if n.startswith("villages."))[0]
    loaded = load(tmp_path, words__villages=f"{name.split('.')[1]}: [只此一词]\n").words
    assert loaded[name] == ("只此一词",)
    assert loaded.lists.keys() == house.lists.keys()
    assert loaded.digest != house.digest
    assert loaded != house


SCRAPS = [
    *"\t[{'\"#%?\x00\n",
    "- page: t4k9x2m0c\n",
    "  rename: 甲\n",
    "terms:\n",
    "- ",
    ": ",
    "&a ",
    "*a ",
    "  ",
    "|\n",
]
SCRAPS += ["categories:\n", "name: 甲\n", "---\n", "! "]


@settings(deadline=None, max_examples=80)
@given(st.lists(st.sampled_from(SCRAPS), max_size=14))
def test_nothing_that_is_written_ends_in_a_traceback(
    tmp_path_factory: pytest.TempPathFactory, pieces: list[str]
) -> None:
    text = "".join(pieces)
    loaded = load(tmp_path_factory.mktemp("c"), corrections=text, terms=text, taxonomy=text, words__x=text)
    assert all(p.startswith("curation/") and p.endswith("。") for p in loaded.problems)


# ------------------------------------------------------------------ the ledger


ROWS = (
    LedgerRow("s00000001", "speech", "sources/a\tb\\.txt#0", "2026-01-01", "", "0123456789abcdef"),
    LedgerRow("t00000002", "term", "三会一课", "2026-01-02", "=t00000003"),
    LedgerRow("t00000003", "term", "三长制", "2026-01-02", "-"),
)


def test_a_ledger_is_read_as_it_was_written(tmp_path: Path) -> None:
    text = curation.ledger_text(reversed(ROWS))
    assert text.startswith(HEADER + "\ns00000001\t")
    assert "\r" not in text
    (tmp_path / "curation").mkdir()
    (tmp_path / "curation" / "ids.tsv").write_text(text, "utf-8", newline="\r\n")
    assert curation.read_ledger(tmp_path) == ROWS
    assert curation.ledger(tmp_path)[1] == ()


def test_no_ledger_is_an_empty_one(tmp_path: Path) -> None:
    assert curation.read_ledger(tmp_path) == ()


def test_a_ledger_nobody_can_read_stops_the_run(tmp_path: Path) -> None:
    (tmp_path / "curation").mkdir()
    (tmp_path / "curation" / "ids.tsv").write_bytes("三会一课".encode("gb18030"))
    with pytest.raises(CannotRun, match="UTF-8"):
        curation.read_ledger(tmp_path)


def test_both_sides_of_a_merge_conflict_are_kept() -> None:
    one, two, three = curation.ledger_text(ROWS).splitlines()[1:]
    rows, problems = parse(f"{HEADER}\n{one}\n<<<<<<< HEAD\n{two}\n=======\n{three}\n>>>>>>> theirs\n")
    assert rows == ROWS
    assert len(problems) == 3
    assert "第3行" in problems[0]


def test_a_damaged_line_is_reported_and_carried_along() -> None:
    text = curation.ledger_text(ROWS)
    rows, problems = parse(text.replace("t00000002\tterm", "t00000002 term"))
    assert len(problems) == 1
    assert "第3行" in problems[0]
    assert "t00000002 term\t三会一课" in curation.ledger_text(rows)
    assert curation.ledger_text(parse(curation.ledger_text(rows))[0]) == curation.ledger_text(rows)


def test_a_row_that_stands_twice_becomes_one_with_the_earlier_date() -> None:
    later = "t00000002\tterm\t三会一课\t2026-05-05"
    rows, problems = parse(curation.ledger_text(ROWS) + later)
    assert [r for r in rows if r.id == "t00000002"] == [LedgerRow("t00000002", "term", "三会一课", "2026-01-02")]
    assert len(problems) == 1


def test_one_id_for_two_entries_is_reported_and_both_are_kept() -> None:
    rows, problems = parse(curation.ledger_text(ROWS) + "t00000002\tterm\t别的\t2026-05-05\n")
    assert "给了两个条目" in problems[0]
    assert "别的" in curation.ledger_text(rows)


LINES = st.lists(st.one_of(st.sampled_from(curation.ledger_text(ROWS).splitlines()), st.text("t03\t一-=", max_size=12)))


@given(LINES)
def test_no_line_of_a_ledger_is_ever_lost(lines: list[str]) -> None:
    rows, _ = parse("\n".join(lines))
    text = curation.ledger_text(rows)
    assert set(parse(text)[0]) == set(rows)
    for line in lines:
        kept = line in text.splitlines() or any(r.id == line.split("\t")[0] for r in rows if r.id)
        assert kept or not line.strip() or line.startswith("=======")
