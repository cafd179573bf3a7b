"""Every format's reader on files that real programs made (tests/make_formats.py), and the table in docs/formats.md."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from cunjian import acquire
from cunjian.acquire import DOCUMENTS, legacy, plain, sniff
from cunjian.acquire.text import Text
from cunjian.errors import Unreadable

HERE = Path(__file__).parent / "cases" / "formats"
PAGE = Path(__file__).parents[1] / "docs" / "formats.md"
FILES = sorted(p for p in HERE.iterdir() if p.suffix != ".expected")
OFFICE = shutil.which("soffice") or shutil.which("libreoffice")


def texts(path: Path) -> tuple[Text, ...]:
    """In this process, so that a failure shows where."""
    content = path.read_bytes()
    format = sniff.format_of(content, path.suffix[1:])
    if format in acquire.CONVERTED:
        if not OFFICE:
            pytest.skip("没有 LibreOffice / no LibreOffice here")
        format, content = legacy.convert(content, format)
    return plain.read(content) if format == "txt" else DOCUMENTS[format](content)


def written(found: tuple[Text, ...]) -> str:
    """Text, then marks and what was left out: the form of the .expected files."""
    lines = []
    for one in found:
        lines += [one.text.rstrip("\n"), "----"]
        lines += [f"{kind}: {span.of(one.text)!r}" for kind, span in one.marks]
        lines += [f"略去 {kind}: {count}" for kind, count in one.omitted]
        lines += [f"页 {page.page}: {one.text[page.start : page.start + 10]!r}" for page in one.pages or ()]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_a_file_of_a_real_program_reads_as_expected(path: Path) -> None:
    assert written(texts(path)) == path.with_name(path.name + ".expected").read_text("utf-8")


# --------------------------------------------------------------------------- docs/formats.md

TRAITS: dict[str, Callable[[Text], bool]] = {
    "标题样式": lambda t: any(kind.startswith(("heading", "title")) for kind, _ in t.marks),
    "自动编号": lambda t: bool(re.search(r"^[一1][、.] ?建强班子", t.text, re.MULTILINE)),
    "段首加粗": lambda t: any(kind == "bold" for kind, _ in t.marks),
    "表格": lambda t: "崇江村\t86\t36" in t.text,
    "文本框": lambda t: "本材料供会议交流。" in t.text,
    "修订后的文字": lambda t: "请大家批评指正。" in t.text and "已经删去" not in t.text,
    "不带批注": lambda t: "再核对" not in t.text,
    "页眉页脚不入正文": lambda t: not re.search("^内部资料", t.text, re.MULTILINE) and not re.search("^清溪县经验交流材料", _body(t), re.MULTILINE),
    "页码": lambda t: bool(t.pages),
}  # fmt: skip
SAMPLE = {"docx": "word.docx", "doc": "word.doc", "wps": "word.wps", "rtf": "word.rtf", "pdf": "paper.pdf",
          "html": "page.html", "mhtml": "page.mhtml"}  # fmt: skip


def _body(text: Text) -> str:
    """Without what is marked as head or foot of a page."""
    out, at = "", 0
    for kind, span in text.marks:
        if kind.startswith("page-"):
            out += text.text[at : span.start]
            at = span.end
    return out + text.text[at:]


def table() -> dict[str, dict[str, str]]:
    """Format -> trait -> what the page says."""
    rows = [[c.strip() for c in line.strip("|").split("|")] for line in PAGE.read_text("utf-8").split("\n") if line.startswith("|")]
    head = rows[0][1:]
    assert head == list(TRAITS)
    return {row[0].lstrip("."): dict(zip(head, row[1:], strict=True)) for row in rows[2:] if row[0].startswith(".")}


def test_every_format_is_on_the_page() -> None:
    named = {f for row in table() for f in re.split(r"[ ./、]+", row) if f}
    assert named == set(acquire.READERS)


@pytest.mark.parametrize("format", SAMPLE)
def test_the_table_of_traits_is_true(format: str) -> None:
    row = next(says for row, says in table().items() if format in re.split(r"[ ./、]+", row))
    found = texts(HERE / SAMPLE[format])[0]
    for trait, says in row.items():
        if says in ("有", "无"):
            assert TRAITS[trait](found) is (says == "有"), trait


def test_the_bounds_on_the_page_are_those_of_the_code() -> None:
    from cunjian import bounds

    page = PAGE.read_text("utf-8")
    mb, most = bounds.MAX_BYTES // 1024 // 1024, bounds.MAX_TEXT // 10_000
    for words in (f"{mb} MB", f"{most} 万字", f"{bounds.MAX_PAGES} 页", f"{bounds.SECONDS} 秒", f"{bounds.MAX_MEMBERS} 个",
                  f"{bounds.MAX_PART // 1024 // 1024} MB", f"{bounds.MEMORY // 1024**3} GB", f"{bounds.MAX_SPEECHES} 篇"):  # fmt: skip
        assert words in page, words


def test_without_an_office_program_the_message_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    monkeypatch.setattr(legacy, "_installed", lambda: None)
    with pytest.raises(Unreadable, match=r"LibreOffice.*另存为 \.docx"):
        legacy.convert((HERE / "word.doc").read_bytes(), "doc")


def test_a_file_under_the_wrong_name_goes_to_its_reader() -> None:
    assert sniff.format_of((HERE / "word.docx").read_bytes(), "doc") == "docx"
    assert sniff.format_of((HERE / "word.doc").read_bytes(), "docx") == "doc"
    assert sniff.format_of((HERE / "page.html").read_bytes(), "doc") == "html"
    assert sniff.format_of((HERE / "page.mhtml").read_bytes(), "doc") == "mhtml"
    assert sniff.format_of((HERE / "paper.pdf").read_bytes(), "docx") == "pdf"
    assert sniff.format_of((HERE / "word.rtf").read_bytes(), "doc") == "rtf"


_OLE = bytes.fromhex("d0cf11e0a1b11ae1")


@pytest.mark.parametrize("suffix", ["doc", "wps", "rtf"])
@pytest.mark.parametrize("content", [_OLE, bytes(range(256)) * 40], ids=["cut", "noise"])
def test_what_is_no_document_is_refused_and_no_office_program_asked(suffix: str, content: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(legacy, "convert", None)
    (tmp_path / f"a.{suffix}").write_bytes(content)
    with pytest.raises(Unreadable, match=r"另存为 .*\.docx"):
        acquire.read(tmp_path / f"a.{suffix}", tmp_path)


def test_what_an_office_program_makes_of_noise_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(legacy, "convert", lambda _content, _suffix: ("txt", "ÐÏà¡±á".encode() * 400))
    (tmp_path / "a.doc").write_bytes(_OLE + bytes(4096))
    with pytest.raises(Unreadable, match=r"另存为 \.docx"):
        acquire.read(tmp_path / "a.doc", tmp_path)


def test_text_under_an_office_name_is_read_as_text(tmp_path: Path) -> None:
    (tmp_path / "a.doc").write_text("河口镇党委把支部建在产业上。", "utf-8")
    assert [raw.text for raw in acquire.read(tmp_path / "a.doc", tmp_path)] == ["河口镇党委把支部建在产业上。"]


def test_a_document_is_read_in_a_process_of_its_own_and_through_the_front_door(tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    shutil.copy(HERE / "word.docx", tmp_path / "sources")
    raws = acquire.read(tmp_path / "sources" / "word.docx", tmp_path)
    assert [r.text for r in raws] == [t.text for t in texts(HERE / "word.docx")]
    assert raws[0].marks == texts(HERE / "word.docx")[0].marks
    assert raws[0].format == "docx"
    assert raws[0].encoding is None


def test_a_blank_between_characters_stays_a_line_break_of_the_page_s_source_does_not() -> None:
    page = "<meta charset=utf-8><p>中共柳河镇委书记 王某某，<span>近年来</span> <span>坚持党建\n  引领</span>，各项工作有了进展。</p>"
    assert DOCUMENTS["html"](page.encode())[0].text == "中共柳河镇委书记 王某某，近年来 坚持党建引领，各项工作有了进展。\n"
