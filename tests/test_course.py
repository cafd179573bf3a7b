"""Courses: what a trainer wrote is read, every reference is followed or told, and the pages say so."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import books
from cunjian import course, pipeline, render
from cunjian.course import Taught
from cunjian.model import Book, Cited, Course, Notice, Reading
from cunjian.render.page import Page

FRONT = "---\ntitle: 三会一课怎么上\naudience: 村支书\nminutes: 90\ngoals:\n  - 会开会\n---\n"
LESSON = FRONT + "开场白。\n\n# 第一课\n\n"
GOLDEN = Path(__file__).parent / "golden" / "sources"


def written(root: Path, text: str | bytes, name: str = "meeting.md") -> Path:
    file = root / "courses" / name
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return file


def teach(root: Path, book: Book | None = None, readings: dict[str, Reading] | None = None) -> Taught:
    """Teach on the small book and write what is to be written."""
    small, read = books.small()
    taught = course.teach(root, book or small, readings or dict(read))
    for path, text in taught.files:
        if text is not None:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, "utf-8")
        else:
            (root / path).unlink(missing_ok=True)
    return taught


def cited(taught: Taught) -> list[Cited]:
    lessons = taught.courses[0].lessons
    return [part for lesson in lessons for piece in lesson.pieces for part in piece.parts if isinstance(part, Cited)]


def anchor(words: str, speech: str = "s00000001") -> str:
    return books.evidence(books.small()[1][speech], speech, words).anchor


def without(words: str, instead: str = "") -> tuple[Book, dict[str, Reading]]:
    """The small book after the first speech was edited."""
    book, readings = books.small()
    changed = books.reading("s00000001", books.LINES.replace(words, instead))
    return book, dict(readings) | {"s00000001": changed}


def pages(taught: Taught) -> dict[str, Page]:
    book, readings = books.small()
    return {p.path: p for p in render.pages(replace(book, courses=taught.courses), readings)}


# --------------------------------------------------------------------------- reading


def test_front_matter_lessons_and_pieces(tmp_path: Path) -> None:
    written(tmp_path, LESSON + "看[[t00000001|这项制度]]。\n\n[[p00000001]]\n\n## 讨论题\n\n1. 为什么？\n\n# 第二课\n\n完。\n")
    taught = teach(tmp_path)
    found = taught.courses[0]
    assert taught.problems == ()
    assert (found.name, found.title, found.audience, found.minutes, found.goals) == (
        "meeting", "三会一课怎么上", "村支书", 90, ("会开会",))  # fmt: skip
    assert [(x.number, x.title) for x in found.lessons] == [(1, "第一课"), (2, "第二课")]
    assert [p.kind for p in found.lessons[0].pieces] == ["text", "reference", "questions"]
    assert found.opening is not None
    assert found.opening.pieces[0].parts == ("开场白。", "\n", "\n")
    inline, card = cited(taught)
    assert (inline.title, inline.words, inline.kind) == ("三会一课", "这项制度", "term")
    assert (card.title, card.kind, card.place, card.state) == ("提升能力", "practice", "清溪县", "stands")
    assert card.about == "落实“三会一课”制度，开展屋场夜话。"
    assert card.source == "县委书记，《在全市“五好”党支部创建观摩会上的发言》，清溪县，2023-05"
    assert ("收入", "2023%") in card.figures
    assert ("有机茶", "原文已隐去") in card.figures


def test_code_and_fences_are_left_alone(tmp_path: Path) -> None:
    written(tmp_path, LESSON + "写作`[[t00000001]]`。\n\n```\n# 不是课\n[[t00000001]]\n```\n\n# 第二课\n\n```\n没有关上\n# 也不是课\n")
    taught = teach(tmp_path)
    assert cited(taught) == []
    assert [x.title for x in taught.courses[0].lessons] == ["第一课", "第二课"]
    last = "".join(map(str, taught.courses[0].lessons[1].pieces[0].parts))
    assert last.count("```") == 2


@pytest.mark.parametrize(
    ("body", "title", "lessons"),
    [
        ("# 大题\n\n## 甲\n\n## 乙\n", "大题", ["甲", "乙"]),
        ("# 甲\n\n# 乙\n", "meeting", ["甲", "乙"]),
        ("只有正文。\n", "meeting", []),
        ("#甲\n\n## *乙* {: #b }\n", "甲", ["乙"]),
    ],
)
def test_without_front_matter_the_rest_is_built(tmp_path: Path, body: str, title: str, lessons: list[str]) -> None:
    written(tmp_path, body)
    taught = teach(tmp_path)
    assert (taught.courses[0].title, [x.title for x in taught.courses[0].lessons]) == (title, lessons)
    assert len(taught.problems) == 1
    assert taught.problems[0].startswith("courses/meeting.md 第1行：没有页首")


@pytest.mark.parametrize(
    ("content", "told", "kept"),
    [
        ("---\ntitle: [\naudience: 甲\n---\n# 一\n", "写法不合 YAML", True),
        ("---\ntitle: 甲\nminutes: 很久\n---\n# 一\n", "不是分钟数", True),
        ("---\ntitle: 甲\nauthor: 乙\n---\n# 一\n", "不认识“author”", True),
        ("---\ntitle: {a: b}\n---\n# 一\n", "title 应当是一句文字", True),
        ("---\n---\n# 一\n", "没有 title", True),
        ("---\ntitle: 甲\n# 一\n", "没有页首", True),
        ("", "没有页首", True),
        ("---\ntitle: 甲\n---\n# 一\n看\x07这里" + "字" * 200, "看不见的控制字符", True),
        ("---\ntitle: 甲\n---\n# 一\n看这里".encode("gb18030"), None, True),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00", "不是文字文件", False),
        ("---\ntitle: 甲\n---\n# 一\n\0", "不是文字文件", False),
        (b"\xff" * 100, "不是文字文件", False),
        ("字" * 200_000, "超过 500 KB", False),
        ("# 课\n" * 300, "有 300 课，只列出前 200 课", True),
    ],
)  # fmt: skip
def test_a_hostile_file_is_told_and_harms_nothing(tmp_path: Path, content: str | bytes, told: str | None, kept: bool) -> None:
    written(tmp_path, content, "bad.md")
    written(tmp_path, LESSON + "[[t00000001]]\n", "good.md")
    taught = teach(tmp_path)
    assert ("bad" in {c.name for c in taught.courses}) == kept
    good = next(c for c in taught.courses if c.name == "good")
    assert good.lessons[0].pieces[0].kind == "reference"
    mine = [p for p in taught.problems if p.startswith("courses/bad.md")]
    assert any(told in p for p in mine) if told else not mine


# --------------------------------------------------------------------------- references


@pytest.mark.parametrize(
    ("target", "state", "id", "told"),
    [
        ("t00000001", "stands", "t00000001", None),
        ("T00000001", "stands", "t00000001", None),
        ("https://a.example/kb/terms/t00000001.html", "stands", "t00000001", None),
        ("v00000001", "stands", "v00000001", None),
        ("s00000002", "stands", "s00000002", None),
        ("f00000003", "stands", "f00000003", None),
        ("t00000009", "moved", "t00000002", "已并入 t00000002（术语 三单管理），已按新页处理；请改写成 [[t00000002]]"),
        ("v00000009", "withdrawn", None, "所引的案例村 v00000009 已撤下"),
        ("t0000000l", "unknown", None, "最相近的是 t00000001（术语 三会一课）"),
        ("t00000O02", "unknown", None, "t00000002（术语 三单管理）"),
        ("p0000001", "unknown", None, "p00000001（做法 提升能力）"),
        ("三单管理", "unknown", None, "t00000002（术语 三单管理）"),
        ("村村通", "unknown", None, "没有编号为“村村通”的页面"),
        ("s00000001#j0000000", "gone", "s00000001", "没有 #j0000000 这一句"),
        ("t00000001#nowhere", "stands", "t00000001", "已按整页处理；请改写成 [[t00000001]]"),
    ],
)
def test_every_reference_is_followed_or_told(tmp_path: Path, target: str, state: str, id: str | None, told: str | None) -> None:
    written(tmp_path, LESSON + f"[[{target}]]\n\n还有[[{target}|这个]]。\n")
    taught = teach(tmp_path)
    assert [(c.state, c.id) for c in cited(taught)] == [(state, id)] * 2
    if told is None:
        assert taught.problems == ()
    else:
        assert [re.match(r"courses/meeting.md 第(\d+)行：", p)[1] for p in taught.problems] == ["12", "14"]
        assert all(told in p and p.endswith("。") and "\n" not in p for p in taught.problems)
    assert f"courses/{'meeting'}_1.md" in pages(taught)


def test_very_many_troubles_are_told_in_few_lines(tmp_path: Path) -> None:
    written(tmp_path, LESSON + "[[t0000000x]]\n" * 5000)
    problems = teach(tmp_path).problems
    assert len(problems) == 101
    assert "另有 4900 处引用有问题" in problems[-1]


def test_a_mistyped_anchor_is_offered_the_right_one(tmp_path: Path) -> None:
    right = anchor("屋场夜话")
    wrong = right[:-1] + ("0" if right[-1] != "0" else "1")
    written(tmp_path, LESSON + f"[[s00000001#{wrong}]]\n")
    assert f"最相近的是 #{right}（落实“三会一课”制度" in teach(tmp_path).problems[0]


def test_a_sentence_becomes_a_quotation_and_is_remembered(tmp_path: Path) -> None:
    place = f"s00000001#{anchor('屋场夜话')}"
    written(tmp_path, LESSON + f"[[{place}|开头这样讲]]\n")
    taught = teach(tmp_path)
    found = cited(taught)[0]
    assert found.sentence
    assert found.evidence is not None
    text = books.small()[1]["s00000001"].raw.text
    assert text[found.evidence.start : found.evidence.end] == found.evidence.quote == found.about
    lock = (tmp_path / "courses/meeting.lock").read_text("utf-8")
    assert f"quote\t{place}\t落实“三会一课”制度，开展屋场夜话。\n" in lock
    assert teach(tmp_path).files[0] == ("courses/meeting.lock", lock)


def test_a_practice_address_with_a_sentence_is_that_sentence(tmp_path: Path) -> None:
    written(tmp_path, LESSON + f"[[p00000001#{anchor('屋场夜话')}]]\n")
    taught = teach(tmp_path)
    assert (cited(taught)[0].sentence, cited(taught)[0].id, taught.problems) == (True, "s00000001", ())


def test_a_changed_sentence_is_shown_side_by_side(tmp_path: Path) -> None:
    place = f"s00000001#{anchor('屋场夜话')}"
    written(tmp_path, LESSON + f"[[{place}]]\n")
    teach(tmp_path)
    before = (tmp_path / "courses/meeting.lock").read_text("utf-8")
    book, readings = without("屋场夜话", "院坝夜话")
    taught = teach(tmp_path, book, readings)
    found = cited(taught)[0]
    assert (found.state, found.about) == ("changed", "落实“三会一课”制度，开展院坝夜话。")
    assert found.evidence is not None
    instead = f"[[s00000001#{found.evidence.anchor}]]"
    assert len(taught.problems) == 1
    for part in ("第12行", "引用时是“落实“三会一课”制度，开展屋场夜话。”", "现在是“落实“三会一课”制度，开展院坝夜话。”", instead):
        assert part in taught.problems[0]
    review = (tmp_path / "review/courses.html").read_text("utf-8")
    assert "<del>屋场</del>" in review
    assert "<ins>院坝</ins>" in review
    assert instead in review
    assert (tmp_path / "courses/meeting.lock").read_text("utf-8") == before
    written(tmp_path, LESSON + instead + "\n")
    assert teach(tmp_path, book, readings).problems == ()
    assert not (tmp_path / "review/courses.html").exists()


def test_a_sentence_that_is_gone_is_not_published_again(tmp_path: Path) -> None:
    place = f"s00000001#{anchor('屋场夜话')}"
    written(tmp_path, LESSON + f"[[{place}]]\n\n再看[[{place}]]。\n")
    teach(tmp_path)
    taught = teach(tmp_path, *without("落实“三会一课”制度，开展屋场夜话。"))
    assert [c.state for c in cited(taught)] == ["gone", "gone"]
    assert "里已没有所引的这一句“落实“三会一课”制度，开展屋场夜话。”" in taught.problems[0]
    assert "屋场夜话" in (tmp_path / "review/courses.html").read_text("utf-8")
    text = pages(taught)["courses/meeting_1.md"].text()
    assert "屋场夜话" not in text
    assert text.count("此处所引的句子已不在原文里") == 2


def test_a_withdrawn_speech_is_not_quoted_from_the_lock(tmp_path: Path) -> None:
    written(tmp_path, LESSON + f"[[s00000001#{anchor('屋场夜话')}]]\n")
    teach(tmp_path)
    book, readings = books.small()
    alone = Book((book.speeches[1],), (), (), (), (), notices=(Notice("s00000001", "speech", "x", None),))
    taught = teach(tmp_path, alone, {"s00000002": readings["s00000002"]})
    assert cited(taught)[0] == Cited("s00000001", "withdrawn", kind="speech")
    assert "所引的讲话稿 s00000001 已撤下" in taught.problems[0]


def test_a_speech_that_moved_keeps_its_quotations(tmp_path: Path) -> None:
    place = anchor("屋场夜话")
    written(tmp_path, LESSON + f"[[s00000008#{place}]]\n")
    book, readings = books.small()
    taught = teach(tmp_path, replace(book, notices=(Notice("s00000008", "speech", "x", "s00000001"),)), dict(readings))
    assert (cited(taught)[0].state, cited(taught)[0].about) == ("moved", "落实“三会一课”制度，开展屋场夜话。")
    assert f"请改写成 [[s00000001#{place}]]" in taught.problems[0]


# --------------------------------------------------------------------------- lock and addresses


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"lesson\tx\ty\nquote\nquote\ta\tb\tc\n<<<<<<< HEAD\n"])
def test_a_broken_lock_is_told_and_kept(tmp_path: Path, content: bytes) -> None:
    written(tmp_path, LESSON + f"[[s00000001#{anchor('屋场夜话')}]]\n")
    written(tmp_path, content, "meeting.lock")
    taught = teach(tmp_path)
    assert cited(taught)[0].state == "stands"
    assert any(p.startswith("courses/meeting.lock") for p in taught.problems)
    kept = (tmp_path / "courses/meeting.lock").read_bytes()
    assert kept == content or all(line in kept.splitlines() for line in content.splitlines())


def test_addresses_are_ascii_and_stay(tmp_path: Path) -> None:
    for name in ("积分制.md", "index.md", "Upper.md", "con.md", "jifen.md", "a b.md", "x" * 80 + ".md"):
        written(tmp_path, LESSON, name)
    taught = teach(tmp_path)
    names = {c.file: c.name for c in taught.courses}
    assert names["courses/jifen.md"] == "jifen"
    assert len(set(names.values())) == 7
    others = [name for file, name in names.items() if file != "courses/jifen.md"]
    assert all(re.fullmatch(r"c[0-9a-hjkmnp-tv-z]{8}", name) for name in others)
    for suffix in (".md", ".lock"):
        (tmp_path / "courses" / f"积分制{suffix}").rename(tmp_path / "courses" / f"改名{suffix}")
    again = {c.file: c.name for c in teach(tmp_path).courses}
    assert again["courses/改名.md"] == names["courses/积分制.md"]


def test_a_copied_lock_takes_no_address_away(tmp_path: Path) -> None:
    written(tmp_path, LESSON, "jifen.md")
    teach(tmp_path)
    written(tmp_path, LESSON, "copy.md")
    written(tmp_path, (tmp_path / "courses/jifen.lock").read_bytes(), "copy.lock")
    assert {c.file: c.name for c in teach(tmp_path).courses} == {"courses/jifen.md": "jifen", "courses/copy.md": "copy"}


def test_lessons_keep_their_addresses(tmp_path: Path) -> None:
    written(tmp_path, FRONT + "# 甲\n\n# 乙\n")
    teach(tmp_path)
    written(tmp_path, FRONT + "# 新\n\n# 乙\n\n# 甲\n")
    assert [(x.title, x.number) for x in teach(tmp_path).courses[0].lessons] == [("新", 3), ("乙", 2), ("甲", 1)]
    written(tmp_path, FRONT + "# 新\n\n# 乙改名\n\n# 甲\n")
    assert [(x.title, x.number) for x in teach(tmp_path).courses[0].lessons] == [("新", 3), ("乙改名", 2), ("甲", 1)]
    written(tmp_path, FRONT + "# 甲\n")
    taught = teach(tmp_path)
    assert taught.courses[0].former == (2, 3)
    assert "这一课已撤下" in pages(taught)["courses/meeting_3.md"].text()
    (tmp_path / "courses/meeting.md").unlink()
    gone = teach(tmp_path)
    made = pages(gone)
    assert "本课程已撤下" in made["courses/meeting.md"].text()
    assert {p for p in made if p.startswith("courses/")} == {
        "courses/index.md", "courses/meeting.md", "courses/meeting_1.md", "courses/meeting_2.md", "courses/meeting_3.md"}  # fmt: skip
    assert "目前没有课程" in made["courses/index.md"].text()


# --------------------------------------------------------------------------- pages


def test_pages_of_a_course(tmp_path: Path) -> None:
    said = f"s00000001#{anchor('有机茶')}"
    written(tmp_path, LESSON + f"[[p00000001]]\n\n[[{said}]]\n\n[[f00000002]]\n\n## 思考题\n\n- 怎么办？\n\n# 第二课\n\n[[t00000002]]\n")
    made = pages(teach(tmp_path))
    overview, home = made["courses/index.md"].text(), made["courses/meeting.md"].text()
    assert "[三会一课怎么上](meeting.md)" in overview
    assert "[课程](courses/index.md)" in made["index.md"].text()
    assert "90 分钟" in overview
    assert "1. [第一课](meeting_1.md) <small>约 1 分钟读完</small>" in home
    first, second = made["courses/meeting_1.md"].text(), made["courses/meeting_2.md"].text()
    assert "第 1 课，共 2 课" in first
    assert "下一课 [第二课](meeting_2.md)" in first
    assert "上一课 [第一课](meeting_1.md)" in second
    assert '<div class="cj-questions" markdown="1">\n\n## 思考题' in first
    assert "课前阅读（1 页" in first
    assert f"](../speeches/{said.replace('#', '.md#')})" in first
    assert '<span class="cj-r" title="原文已隐去">\\*\\*\\*\\*</span>' in first
    assert "收入：2023%" in first
    assert "指：资源清单、需求清单、项目清单。" in second


def test_every_entry_says_which_courses_use_it(tmp_path: Path) -> None:
    written(tmp_path, LESSON + f"[[p00000001]] [[v00000001]] [[t00000002]] [[s00000001#{anchor('屋场夜话')}]]\n")
    made = pages(teach(tmp_path))
    line = "用于课程：[三会一课怎么上·第一课](../courses/meeting_1.md)\n{: .cj-taught }"
    for path in ("practices/p00000001", "villages/v00000001", "terms/t00000002", "speeches/s00000001"):
        assert line in made[f"{path}.md"].text()
    for path in ("practices/p00000002", "terms/t00000001", "speeches/s00000002"):
        assert "用于课程" not in made[f"{path}.md"].text()


def test_without_a_course_there_is_no_page_of_courses() -> None:
    book, readings = books.small()
    made = {p.path: p for p in render.pages(book, readings)}
    assert not [path for path in made if path.startswith("courses/")]
    assert "courses/" not in made["index.md"].text()


def test_reading_time_is_300_characters_a_minute(tmp_path: Path) -> None:
    written(tmp_path, LESSON + "字" * 300 + "\n\n# 二\n\n" + "字" * 301)
    made = pages(teach(tmp_path))
    assert "约 1 分钟读完" in made["courses/meeting_1.md"].text()
    assert "约 2 分钟读完" in made["courses/meeting_2.md"].text()


# --------------------------------------------------------------------------- any course, any speeches

CODES = st.sampled_from(
    ["t00000001", "t00000002", "t00000009", "v00000009", "p00000001", "f00000001", "s00000001", "s00000002", "x", "s00000001#j",
     "s00000001#" + anchor("屋场夜话"), "s00000002#" + anchor("田间", "s00000002"), "p00000001#x", "三单", "]]", "", "#", "s#|"]
)  # fmt: skip
PIECES = st.one_of(
    CODES.map(lambda c: f"[[{c}]]"), CODES.map(lambda c: f"\n[[{c}|话]]\n"), CODES.map(lambda c: f"\n# 课 [[{c}]]\n"),
    st.sampled_from(["\n", "\n\n", "# ", "## 讨论\n", "```\n", "---\n", "<div>", "<!--", "| a |\n| - |\n| b |\n", "- 甲\n", "`", "title: 甲\n", "\t"]),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=6), st.sampled_from(["\x1b", "\x7f"]),
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(PIECES, max_size=14).map("".join), st.lists(PIECES, max_size=14).map("".join), st.integers(0, 3))
def test_no_course_and_no_change_of_speeches_stops_a_build(tmp_path: Path, first: str, second: str, change: int) -> None:
    for left in (tmp_path / "courses").glob("*"):
        left.unlink()
    written(tmp_path, first.encode("utf-8", "replace"), "a.md")
    written(tmp_path, (FRONT + second).encode("utf-8", "replace"), "b.md")
    teach(tmp_path)
    book, readings = books.small()
    if change == 1:
        changed = without("屋场夜话", "院坝夜话")
    elif change == 2:
        changed = without("落实“三会一课”制度，开展屋场夜话。")
    elif change == 3:
        gone = tuple(Notice(s, "speech", "x", None) for s in ("s00000001",))
        changed = Book((book.speeches[1],), (), (), (), (), notices=gone), {"s00000002": readings["s00000002"]}
    else:
        changed = book, dict(readings)
    taught = teach(tmp_path, *changed)
    assert {c.name for c in taught.courses} == {"a", "b"}
    assert all(re.match(r"courses/[ab]\.(md|lock)[ ：]", p) and "\n" not in p for p in taught.problems)
    now, read = changed
    made = [p.path for p in render.pages(replace(now, courses=taught.courses), read)]
    for one in taught.courses:
        assert {f"courses/{one.name}.md", *(f"courses/{one.name}_{x.number}.md" for x in one.lessons)} <= set(made)
    assert teach(tmp_path, *changed) == taught


# --------------------------------------------------------------------------- in the pipeline


def converted(root: Path) -> tuple[pipeline.Outcome, Course]:
    outcome = pipeline.convert(root, lambda *_: None)
    return outcome, outcome.courses[0]


def test_a_course_in_a_knowledge_base(tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    for file in GOLDEN.iterdir():
        (tmp_path / "sources" / file.name).write_bytes(file.read_bytes())
    written(tmp_path, LESSON + "[[t00000000]]\n")
    outcome, _ = converted(tmp_path)
    assert [p for p in outcome.problems if p.startswith("courses/")]
    assert (tmp_path / "docs/courses/meeting_1.md").is_file()
    assert (tmp_path / "docs/data/courses/meeting.json").is_file()
    text = (tmp_path / "sources/liuhe.txt").read_text("utf-8")
    speech = next(s for s in (tmp_path / "docs/data/texts").iterdir() if "屋场夜话" in s.read_text("utf-8")).stem
    page = (tmp_path / f"docs/speeches/{speech}.md").read_text("utf-8")
    place = re.search(r'id="(j\w+)" class="cj-s">每月开一次', page)
    assert place is not None
    written(tmp_path, LESSON + f"[[{speech}#{place[1]}]]\n")
    outcome, taught = converted(tmp_path)
    assert outcome.problems == ()
    (tmp_path / "sources/liuhe.txt").write_text(text.replace("收集意见63条", "收集意见64条"), "utf-8")
    outcome, taught = converted(tmp_path)
    assert [p for p in outcome.problems if "已有改动" in p and "64条" in p]
    assert cited(Taught((taught,)))[0].about == "每月开一次屋场夜话，去年收集意见64条，解决**条。"
    for folder in ("sources", "courses", "curation"):
        shutil.copytree(tmp_path / folder, tmp_path / "clean" / folder)
    pipeline.convert(tmp_path / "clean", lambda *_: None)
    docs, clean = ({f.relative_to(r).as_posix(): f.read_bytes() for f in (r / "docs").rglob("*") if f.is_file()}
                   for r in (tmp_path, tmp_path / "clean"))  # fmt: skip
    assert docs == clean
    (tmp_path / "courses/meeting.md").unlink()
    (tmp_path / "courses/meeting.lock").unlink()
    pipeline.convert(tmp_path, lambda *_: None)
    assert not (tmp_path / "docs/courses/meeting.md").exists()
    assert not (tmp_path / "review/courses.html").exists()
