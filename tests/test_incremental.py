"""Whatever was built before, and whoever did the work: docs/ is what a clean conversion of the same inputs gives."""

from __future__ import annotations

import random
import shutil
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from cunjian import pipeline, reading, workers
from cunjian.cache import Cache, packed, unpacked
from cunjian.model import Reading
from cunjian.render import term

report = import_module("cunjian.render.report")  # the room has a function of this name
COUNTIES = ("清溪县", "云岭县", "石门县")
TERMS = ("三单管理", "屋场夜话", "积分超市", "民情日记", "红黑榜", "一事一议", "院落议事会", "党员责任区")


@pytest.fixture(autouse=True)
def _same_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    monkeypatch.setattr(reading, "_WORTH_WORKERS", 2)
    monkeypatch.setattr(term, "_FEW", 1)


def speech(number: int) -> str:
    """A short speech, another one for every number."""
    pick = random.Random(number)
    lines = [f"第{number}个村的做法", f"{COUNTIES[number % 3]}云山乡大塘{number}村党支部书记", f"202{number % 5}年3月", ""]
    for ordinal in "一二三":
        term, other = pick.sample(TERMS, 2)
        village = f"{pick.choice('张王李赵')}家{pick.choice('坪冲湾岭')}村"
        lines += [f"{ordinal}、推行“{term}”", f"　　{village}推行“{term}”，党员带头，群众参加。村里把{other}办起来，{village}"
                  f"集体收入达到{pick.randint(5, 90)}万元，评为全省文明村。第{number}次做法是逐户上门。"]  # fmt: skip
    return "\n".join([*lines, f"【打印本页】【关闭窗口】第{number}次"]) + "\n"


def base(root: Path, count: int = 6) -> Path:
    for number in range(count):
        file = root / "sources" / f"{number}.txt"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(speech(number), "utf-8")
    return root


def convert(root: Path, executor: Executor | None = None) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """docs/, the ledger and what the report says of the texts after a conversion, and its problems."""
    outcome = pipeline.convert(root, lambda *_: None, executor)
    files = [*(root / "docs").rglob("*"), root / "curation" / "ids.tsv"]
    found = {f.relative_to(root).as_posix(): f.read_bytes() for f in sorted(files) if f.is_file()}
    report = (root / "review" / "report.html").read_bytes()
    return found | {"report": report[report.index("<summary>原文提示".encode()) :]}, outcome.problems


class Unruly(Executor):
    """Does its work in any order, late, and hands back copies as a machine far away would."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(4)

    def submit(self, task: Callable[..., Any], /, *given: Any, **named: Any) -> Future[Any]:
        def later() -> Any:
            time.sleep(random.uniform(0, 0.02))
            return task(*given, **named)

        return self._threads.submit(later)

    def map(self, task: Callable[..., Any], /, *given: Iterable[Any], **_: Any) -> Iterator[Any]:
        rows = list(zip(*given, strict=True))
        order = random.sample(range(len(rows)), len(rows))
        done = {number: self.submit(task, *rows[number]) for number in order}
        return (done[number].result() for number in range(len(rows)))


def test_every_executor_gives_the_same_bytes(tmp_path: Path) -> None:
    alone = convert(base(tmp_path / "alone"))
    with ThreadPoolExecutor(3) as threads:
        assert convert(base(tmp_path / "threads"), threads) == alone
    with workers.processes(2) as processes:
        assert convert(base(tmp_path / "processes"), processes) == alone
    assert convert(base(tmp_path / "unruly"), Unruly()) == alone


def _add(root: Path, pick: random.Random) -> None:
    number = pick.randint(20, 99)
    (root / "sources" / f"{number}.txt").write_text(speech(number), "utf-8")


def _some(root: Path, pick: random.Random) -> Path:
    return pick.choice(sorted((root / "sources").glob("*.txt")))


def _change(root: Path, pick: random.Random) -> None:
    file = _some(root, pick)
    file.write_text(file.read_text("utf-8") + f"　　又办起{pick.choice(TERMS)}。\n", "utf-8")


def _remove(root: Path, pick: random.Random) -> None:
    if len(list((root / "sources").iterdir())) > 3:
        _some(root, pick).unlink()


def _rename(root: Path, pick: random.Random) -> None:
    _some(root, pick).rename(root / "sources" / f"{pick.randint(100, 999)}-改名.txt")


def _copy(root: Path, pick: random.Random) -> None:
    file = _some(root, pick)
    (root / "sources" / f"a{pick.randint(1, 9)}.txt").write_text(file.read_text("utf-8") + "\n转载。\n", "utf-8")


def _define(root: Path, pick: random.Random) -> None:
    text = f"terms:\n- name: 积分超市\n  kind: method\n  definition: 定义{pick.randint(1, 9)}。\n"
    (root / "curation" / "terms.yml").write_text(text, "utf-8")


def _sort(root: Path, pick: random.Random) -> None:
    text = f"categories:\n- name: 类{pick.randint(1, 3)}\n  words: [党员, 集体]\n- name: 其他\n"
    (root / "curation" / "taxonomy.yml").write_text(text, "utf-8")


def _spoil(root: Path, pick: random.Random) -> None:
    pages = sorted((root / "docs" / "terms").glob("t*.md"))
    if pages:
        pick.choice(pages).unlink()


EDITS = (_add, _change, _remove, _rename, _copy, _define, _sort, _spoil)


@pytest.mark.parametrize("seed", range(2))
def test_any_edits_give_what_a_clean_conversion_gives(tmp_path: Path, seed: int) -> None:
    root, pick = base(tmp_path / "kept"), random.Random(seed)
    convert(root)
    for edit in pick.sample(EDITS, len(EDITS)):
        shutil.copytree(root / "curation", tmp_path / "before")
        edit(root, pick)
        fresh = tmp_path / "fresh"
        for part in ("sources", "curation"):
            shutil.copytree(root / part, fresh / part)
        assert convert(root) == convert(fresh), edit.__name__
        for left in (fresh, tmp_path / "before"):
            shutil.rmtree(left)


def test_a_source_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = base(tmp_path)
    convert(root)
    read: list[str] = []
    whole = reading.read_source
    monkeypatch.setattr(reading, "read_source", lambda path, *a, **k: read.append(path.name) or whole(path, *a, **k))
    (root / "sources" / "2.txt").write_text(speech(2) + "　　再说一句。\n", "utf-8")
    convert(root)
    assert read == ["2.txt"]


def test_a_text_is_looked_through_for_the_report_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = base(tmp_path)
    convert(root)
    looked: list[str] = []
    whole = report._in_text
    monkeypatch.setattr(report, "_in_text", lambda view, id: looked.append(view.speeches[id].file) or whole(view, id))
    (root / "sources" / "2.txt").write_text(speech(2) + "　　再说一句。\n", "utf-8")
    convert(root)
    assert looked == ["sources/2.txt"]


def test_a_common_term_is_not_told_again_from_the_beginning(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = base(tmp_path, 9)
    convert(root)
    told: list[tuple[str, str]] = []
    whole = term._of_speech
    monkeypatch.setattr(term, "_of_speech", lambda *given: told.append(given[2:]) or whole(*given))
    before = {f.name: f.read_bytes() for f in (root / "docs" / "terms").glob("t*.md")}
    (root / "sources" / "99.txt").write_text(speech(99), "utf-8")
    convert(root)
    after = {f.name: f.read_bytes() for f in (root / "docs" / "terms").glob("t*.md")}
    assert len({page for page, text in after.items() if before.get(page) != text}) >= 2
    common = [speech for id, speech in told if f"{id}.md" in before]
    assert len(set(common)) == 1  # the new one


@pytest.mark.parametrize("damage", [lambda data: data[:-1] + bytes([data[-1] ^ 1]), lambda data: b"", lambda data: data[:40]])
def test_a_damaged_cache_is_noticed_and_made_again(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    root = base(tmp_path)
    convert(root)
    files = [f for f in (root / ".cunjian" / "cache").rglob("*") if f.is_file()]
    assert len(files) > 6
    for file in files:
        file.write_bytes(damage(file.read_bytes()))
    (root / "sources" / "20.txt").write_text(speech(20), "utf-8")
    after = convert(root)
    shutil.rmtree(root / ".cunjian")
    assert convert(root) == after


def test_the_cache_holds_what_is_there_and_nothing_of_another_program(tmp_path: Path) -> None:
    root = base(tmp_path)
    stranger = root / ".cunjian" / "cache" / "0123456789abcdef" / "readings" / "x"
    stranger.parent.mkdir(parents=True)
    stranger.write_bytes(b"x")
    convert(root)
    assert not stranger.exists()
    assert len(Cache(root).names(reading.FOLDER)) == 6
    (root / "sources" / "5.txt").unlink()
    convert(root)
    assert len(Cache(root).names(reading.FOLDER)) == 5


def test_half_a_surrogate_pair_survives_the_cache() -> None:
    assert unpacked(packed(("甲\ud800", ("乙",))), tuple[str, tuple[str, ...]]) == ("甲\ud800", ("乙",))
    with pytest.raises(ValueError, match="Expected"):
        unpacked(packed("甲"), tuple[Reading, ...])


def test_a_page_that_a_person_changes_is_noticed_when_nothing_else_has_changed(tmp_path: Path) -> None:
    root = base(tmp_path)
    convert(root)
    page = next((root / "docs" / "villages").glob("v*.md"))
    page.write_text(page.read_text("utf-8") + "\n编者按。\n", "utf-8")
    _, problems = convert(root)
    assert [p for p in problems if page.name in p]
    assert convert(root)[1] == problems
