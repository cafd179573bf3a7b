"""Files that would hang, explode or climb out: each refused or bounded with one message, and the run goes on."""

from __future__ import annotations

import io
import os
import re
import shutil
import sys
import threading
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from cunjian import acquire, bounds, cli
from cunjian.acquire import isolated
from cunjian.errors import Unreadable

FORMATS = Path(__file__).parent / "cases" / "formats"
GOOD = "在全县推进会上的发言\n各位领导：\n云岭乡推行“三单”管理，崇江村种有机茶800亩。\n谢谢大家！\n"
DOCUMENT = (
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'
)


def docx(body: str, *, before: str = "", **members: bytes) -> bytes:
    """A .docx of one part; ``before`` stands in front of its root."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", before + DOCUMENT.format(body))
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def paragraph(words: str) -> str:
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def pdf(pages: int) -> bytes:
    """A .pdf of blank pages, as small as can be."""
    kids = " ".join(f"{n + 3} 0 R" for n in range(pages))
    objects = ["<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Count {pages}/Kids[{kids}]>>"]
    objects += ["<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"] * pages
    out, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj{one}endobj\n".encode()
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{len(out)}\n%%EOF"
    return out + end.encode()


def bomb() -> bytes:
    """80 MB of spaces in a few kilobytes."""
    return docx("<w:p><w:r><w:t>" + " " * (80 << 20) + "</w:t></w:r></w:p>")


LAUGHS = '<!DOCTYPE x [<!ENTITY a "哈哈哈哈">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 20}">' for n in range(8)
) + "]>"  # fmt: skip
OUTSIDE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'

BAD = {
    "bomb.docx": (bomb, "压缩炸弹"),
    "laughs.docx": (lambda: docx(paragraph("&i;"), before=LAUGHS), "恶意"),
    "outside.docx": (lambda: docx(paragraph("&e;"), before=OUTSIDE), "恶意"),
    "many.docx": (lambda: docx(paragraph("一"), **{f"m{n}": b"" for n in range(5001)}), "5002 个文件"),
    "deep.docx": (lambda: docx("<w:tbl><w:tr><w:tc>" * 3000 + "</w:tc></w:tr></w:tbl>" * 3000), "损坏|太深|没有文字"),
    "empty.docx": (lambda: b"", "不是 Word"),
    "cut.docx": (lambda: (FORMATS / "word.docx").read_bytes()[:9000], "损坏"),
    "long.docx": (lambda: docx(paragraph("党" * 3_000_001)), "300 万字"),
    "pages.pdf": (lambda: pdf(10_000), "10000 页"),
    "scan.pdf": (lambda: pdf(3), "扫描件"),
    "cut.pdf": (lambda: b"%PDF-1.7\n" + b"\0" * 100, "不是完好的 PDF"),
    "empty.html": (lambda: b"<html><body><script>x</script></body></html>", "没有正文"),
    "deep.html": (lambda: b"<div>" * 200_000 + "党".encode(), "太深|没有正文|读取时"),
    "big.txt": (lambda: b"\xe5\x85\x9a" * 12_000_000, "MB，超过上限"),
    "long.txt": (lambda: "党建，".encode() * 1_100_000, "330 万字"),
    "none.mhtml": (lambda: b"MIME-Version: 1.0\r\n\r\nx", "没有网页"),
    "odd.exe": (lambda: b"MZ", "不能读取 .exe"),
    "none": (lambda: "党建。".encode(), "没有扩展名"),
}  # fmt: skip


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """A knowledge base with one good speech."""
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "good.txt").write_text(GOOD, "utf-8")
    return tmp_path


def message(base: Path, name: str) -> str:
    with pytest.raises(Unreadable) as caught:
        acquire.read(base / "sources" / name, base)
    assert "\n" not in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_refused_with_one_message(base: Path, name: str) -> None:
    make, says = BAD[name]
    (base / "sources" / name).write_bytes(make())
    started = time.monotonic()
    told = message(base, name)
    assert re.search(says, told), told
    assert told.startswith(f"sources/{name}：")
    assert time.monotonic() - started < 30


def test_the_run_goes_on(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("laughs.docx", "bomb.docx", "pages.pdf", "empty.html"):
        (base / "sources" / name).write_bytes(BAD[name][0]())
    shutil.copy(FORMATS / "word.docx", base / "sources")
    assert cli.main(["convert", "--root", str(base)]) == 1
    told = capsys.readouterr().err
    assert "讲话 2 篇" in told
    assert told.count("问题：") == 4


def test_a_path_in_an_archive_that_climbs_out_is_never_written(base: Path) -> None:
    content = docx(paragraph(GOOD.replace("\n", "")), **{"../../out.txt": b"x", "/tmp/out-of-cunjian": b"x"})
    (base / "sources" / "climbs.docx").write_bytes(content)
    assert acquire.read(base / "sources" / "climbs.docx", base)
    assert not (base.parent / "out.txt").exists()
    assert not Path("/tmp/out-of-cunjian").exists()


def test_a_reader_that_hangs_is_ended_and_the_next_file_is_read(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    isolated.close()
    monkeypatch.setattr(isolated, "_START", "import time; time.sleep(600)")
    monkeypatch.setattr(bounds, "SECONDS", 1)
    shutil.copy(FORMATS / "word.docx", base / "sources")
    assert "还没有读完" in message(base, "word.docx")
    monkeypatch.undo()
    assert acquire.read(base / "sources" / "word.docx", base)


def test_a_reader_that_dies_is_replaced(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    isolated.close()
    monkeypatch.setattr(isolated, "_START", "import os, sys; sys.stdin.buffer.readline(); os.abort()")
    shutil.copy(FORMATS / "word.docx", base / "sources")
    assert "被中断" in message(base, "word.docx")
    monkeypatch.undo()
    assert acquire.read(base / "sources" / "word.docx", base)


@pytest.mark.skipif(sys.platform == "win32", reason="resource")
def test_a_reader_may_not_take_all_memory(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    isolated.close()
    hungry = "from cunjian.acquire import child, DOCUMENTS; DOCUMENTS['docx'] = lambda c: bytearray(8 << 30); child.main()"
    monkeypatch.setattr(isolated, "_START", hungry)
    shutil.copy(FORMATS / "word.docx", base / "sources")
    assert "内存" in message(base, "word.docx")
    isolated.close()


# --------------------------------------------------------------------------- names, links, devices


@pytest.mark.skipif(sys.platform == "win32", reason="names of POSIX")
@pytest.mark.parametrize("name", ["a\x1b[31m.txt", "a\u202etxt.txt", "a\nb.txt", "a\u200b.txt"])
def test_a_name_that_a_terminal_would_obey(base: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    (base / "sources" / name).write_text(GOOD, "utf-8")
    assert cli.main(["convert", "--root", str(base)]) == 1
    told = capsys.readouterr().err
    assert "改一个普通的名字" in told
    assert not set("\x1b\u202e\u200b") & set(told)
    assert len([line for line in told.split("\n") if "问题" in line]) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="names of POSIX")
def test_a_name_of_255_bytes_of_chinese_and_one_that_is_no_unicode(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (base / "sources" / ("村" * 83 + "ab.txt")).write_text(GOOD + "又一篇，内容不同。", "utf-8")
    with open(os.fsencode(base / "sources") + b"/\xb4\xe5.txt", "w", encoding="utf-8") as file:
        file.write(GOOD)
    assert cli.main(["convert", "--root", str(base)]) == 1
    told = capsys.readouterr().err
    assert "讲话 2 篇" in told
    assert "‹U+DCB4›" in told


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="POSIX")
def test_links_fifos_and_devices(base: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside") / "secret.txt"
    outside.write_text(GOOD, "utf-8")
    (base / "curation").mkdir()
    (base / "curation" / "inside.txt").write_text(GOOD, "utf-8")
    for name, target in (("out.txt", outside), ("up.txt", base / "curation" / "inside.txt"), ("zero.txt", "/dev/zero")):
        (base / "sources" / name).symlink_to(target)
        assert "以外的链接" in message(base, name)
    (base / "sources" / "round.txt").symlink_to("round.txt")
    assert "打不开" in message(base, "round.txt")
    os.mkfifo(base / "sources" / "fifo.txt")
    assert "不是普通文件" in message(base, "fifo.txt")


def test_a_file_that_changes_while_it_is_read(base: Path) -> None:
    path = base / "sources" / "changing.txt"
    path.write_text(GOOD * 1000, "utf-8")
    stop = threading.Event()

    def write() -> None:
        with path.open("a", encoding="utf-8") as file:
            while not stop.is_set():
                file.write(GOOD)
                file.flush()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        told = [_try(base, path) for _ in range(20)]
    finally:
        stop.set()
        writer.join()
    assert any("正在改动" in one for one in told)
    assert all(not one or "正在改动" in one or "超过上限" in one for one in told)


def _try(base: Path, path: Path) -> str:
    try:
        acquire.read(path, base)
    except Unreadable as error:
        return str(error)
    return ""


def test_folders_that_browsers_save_beside_a_page_are_no_speeches(base: Path) -> None:
    (base / "sources" / "页面_files").mkdir()
    (base / "sources" / "页面_files" / "a.js").write_text("x")
    assert not acquire.is_source(base / "sources" / "页面_files" / "a.js") or not (base / "sources" / "页面.html").exists()
    (base / "sources" / "页面.html").write_text("<p>x")
    assert not acquire.is_source(base / "sources" / "页面_files" / "a.js")


@pytest.fixture(autouse=True, scope="module")
def _readers_end() -> Iterator[None]:
    yield
    isolated.close()
