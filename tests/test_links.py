"""`cunjian links`: a trainer's own files, and what became of every link and QR code in them that leads to the site."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import docx
import pptx
import pytest
import segno
import xlsxwriter  # type: ignore[import-untyped]
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from PIL import Image
from pptx.util import Inches

from cunjian import apart, bounds, cli, links
from cunjian.errors import Unreadable
from cunjian.links.target import find

SPEECH, TERM, OLD, GONE, VILLAGE = "s00000001", "t00000001", "t00000002", "v00000009", "v00000001"
SENTENCES = {"j0000001": "柳河村推行积分制，一月一积分。", "j0000002": "村集体收入去年超过二十万元。"}
HOST = "https://dangjian.example.org/lib/"
LEDGER = f"""id\tkind\tkey\tfirst\tnow\tcontent
{SPEECH}\tspeech\ta.txt#0\t2026-01-01
{TERM}\tterm\t积分制\t2026-01-01
{OLD}\tterm\t积分管理\t2026-01-01\t={TERM}
{VILLAGE}\tvillage\t柳河村\t2026-01-01
{GONE}\tvillage\t某村\t2026-01-01\t-
"""


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """A site of a speech, a term and a village; one term was merged, one village withdrawn."""
    root = tmp_path / "base"
    text = "".join(SENTENCES.values())
    at, rows = 0, []
    for anchor, sentence in SENTENCES.items():
        rows.append({"anchor": anchor, "start": at, "end": at + len(sentence)})
        at += len(sentence)
    names = {SPEECH: "积分兑出新风尚", TERM: "积分制", VILLAGE: "柳河村"}
    files = {
        "docs/data/index.json": json.dumps({
            "entries": [{"id": id, "name": name} for id, name in names.items()],
            "notices": [{"id": OLD, "target": TERM}, {"id": GONE, "target": None}]}),
        f"docs/data/speeches/{SPEECH}.json": json.dumps({"speech": {"sentences": rows}}),
        f"docs/data/texts/{SPEECH}.txt": text,
        f"docs/terms/{TERM}-2023.md": "# 积分制：2023年",
        "docs/courses/jifen.md": "# 积分制三课\n",
        "docs/courses/jifen_1.md": "# 第一课\n",
        "curation/ids.tsv": LEDGER,
        f"site/terms/{TERM}.html": '<h2 id="places">各地</h2>',
        "site/figures/index.html": '<span id="f00000001"></span>',
    }  # fmt: skip
    for name, content in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(content, "utf-8")
    return root


def states(path: Path, base: Path) -> list[tuple[str, str, str]]:
    """Kind, state, and what to put instead or the code, of every finding."""
    found = links.examine(path, links.Known(base)).findings
    return [(f.kind, f.verdict.state, f.verdict.instead or f.reference.code) for f in found]


def markdown(folder: Path, text: str) -> Path:
    path = folder / "a.md"
    path.write_text(text, "utf-8")
    return path


# --------------------------------------------------------------------------- what becomes of a reference


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"[甲]({HOST}terms/{TERM}.html)", ("link", "stands", TERM)),
        (f"[甲](file:///D:/U盘/cunjian/terms/{TERM}.html#places)", ("link", "stands", TERM)),
        (f"[甲](../terms/{TERM}.html?from=x)", ("link", "stands", TERM)),
        (f"[甲]({HOST}speeches/{SPEECH}.html#j0000002)", ("link", "stands", SPEECH)),
        (f"[[{TERM}]]", ("text", "stands", TERM)),
        (f"[[{SPEECH}#j0000001|原话]]", ("text", "stands", SPEECH)),
        (f"载村鉴，页码 {SPEECH}。", ("text", "stands", SPEECH)),
        ("见 http://127.0.0.1:8000/site/courses/jifen_1.html", ("text", "stands", "jifen_1")),
        ("[数](figures/index.html#f00000001)", ("link", "stands", "f00000001")),
        (f"[甲]({HOST}terms/{TERM}-2023.html)", ("link", "stands", TERM)),
        (f"[甲]({HOST}terms/{TERM}-2019.html)", ("link", "moved", f"terms/{TERM}.html")),
        (f"[甲]({HOST}terms/{OLD}.html#places)", ("link", "moved", f"terms/{TERM}.html#places")),
        (f"[[{OLD}|旧名]]", ("text", "moved", TERM)),
        (f"页码 {OLD}", ("text", "moved", TERM)),
        (f"[甲]({HOST}villages/{TERM}.html)", ("link", "moved", f"terms/{TERM}.html")),
        (f"[甲]({HOST}terms/{TERM}/)", ("link", "moved", f"terms/{TERM}.html")),
        (f"[甲]({HOST}terms/{TERM})", ("link", "moved", f"terms/{TERM}.html")),
        ("[数](figures/s00000001.html#f00000001)", ("link", "moved", "figures/index.html#f00000001")),
        ("[课](courses/jifen_7.html)", ("link", "moved", "courses/jifen.html")),
        (f"[甲]({HOST}terms/{TERM}.html#nowhere)", ("link", "changed", f"terms/{TERM}.html")),
        (f"[某句]({HOST}speeches/{SPEECH}.html#j9999999)", ("link", "changed", f"speeches/{SPEECH}.html")),
        (f"[村集体收入去年超过十五万元]({HOST}speeches/{SPEECH}.html#j9999999)",
         ("link", "changed", f"speeches/{SPEECH}.html#j0000002")),
        (f"“柳河村推行积分制，一季一积分。”（[[{SPEECH}#j9999999]]）", ("text", "changed", f"{SPEECH}#j0000001")),
        (f"[[{SPEECH}#j9999999|柳河村推行积分制，一季一积分。]]", ("text", "changed", f"{SPEECH}#j0000001")),
        (f"[甲]({HOST}villages/{GONE}.html)", ("link", "gone", GONE)),
        ("[甲](terms/t00000003.html)", ("link", "gone", "t00000003")),
        ("页码 t00000007", ("text", "gone", "t00000007")),
        ("[课](courses/nothing.html)", ("link", "gone", "nothing")),
    ],
)  # fmt: skip
def test_each_reference_is_judged(base: Path, tmp_path: Path, text: str, expected: tuple[str, str, str]) -> None:
    assert states(markdown(tmp_path, text), base) == [expected]


def test_the_nearest_code_is_offered(base: Path, tmp_path: Path) -> None:
    found = links.examine(markdown(tmp_path, "[甲](villages/v00000010.html)"), links.Known(base)).findings
    assert f"是否为 {VILLAGE} 《柳河村》" in found[0].verdict.told


@pytest.mark.parametrize("text", ["september standards teamworks", "https://example.com/terms/of-service.html",
                                  "terms/t00000001x.html", "xterms/t00000001.html", "页码 12345"])  # fmt: skip
def test_what_only_looks_like_one_is_let_be(base: Path, tmp_path: Path, text: str) -> None:
    assert states(markdown(tmp_path, text), base) == []


def test_a_hostile_string_takes_no_time_to_speak_of() -> None:
    long = "terms/" * 50_000 + "s0000000" * 50_000 + "[[" * 50_000 + "a" * 200_000
    assert list(find(long)) == []


# --------------------------------------------------------------------------- formats


def code(target: str) -> io.BytesIO:
    out = io.BytesIO()
    segno.make(target).save(out, kind="png", scale=6)
    out.seek(0)
    return out


def hyperlink(paragraph: object, target: str, words: str, anchor: str | None = None) -> None:
    """A link as Word writes it: the place on a page in an attribute of its own."""
    part = paragraph.part  # type: ignore[attr-defined]
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), part.relate_to(target, kind, is_external=True))
    if anchor:
        link.set(qn("w:anchor"), anchor)
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = words
    run.append(text)
    link.append(run)
    paragraph._p.append(link)  # type: ignore[attr-defined]


def word(folder: Path) -> Path:
    document = docx.Document()
    document.add_paragraph(f"第一段，页码 {SPEECH}。")
    hyperlink(document.add_paragraph("见"), f"{HOST}terms/{OLD}.html", "积分管理")
    hyperlink(document.add_paragraph("原话："), f"{HOST}speeches/{SPEECH}.html", "村集体收入去年超过十五万元", "j9999999")
    hyperlink(document.add_paragraph("别处"), "https://example.com/terms/a?x=1&y=2", "无关")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), f' HYPERLINK "{HOST}villages/{GONE}.html" ')
    document.add_paragraph("域")._p.append(field)
    document.add_picture(code(f"{HOST}terms/{OLD}.html"), width=Inches(1))
    path = folder / "讲义.docx"
    document.save(str(path))
    return path


def slides(folder: Path) -> Path:
    deck = pptx.Presentation()
    for target in (f"{HOST}terms/{TERM}.html", f"{HOST}terms/{OLD}.html"):
        slide = deck.slides.add_slide(deck.slide_layouts[6])
        run = slide.shapes.add_textbox(Inches(1), Inches(1), Inches(4), Inches(1)).text_frame.paragraphs[0].add_run()
        run.text = "看这一页"
        run.hyperlink.address = target
    slide.notes_slide.notes_text_frame.text = f"讲到这里打开 {HOST}villages/{GONE}.html"
    slide.shapes.add_picture(code(f"{HOST}speeches/{SPEECH}.html#j0000001"), Inches(5), Inches(1))
    path = folder / "课件.pptx"
    deck.save(str(path))
    return path


def workbook(folder: Path) -> Path:
    path = folder / "表.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("阅读清单")
    sheet.write_url("B2", f"{HOST}terms/{OLD}.html#places", string="积分管理")
    sheet.write("C3", f"页码 {SPEECH}")
    sheet.write_formula("D4", f'=HYPERLINK("{HOST}villages/{GONE}.html","某村")')
    sheet.insert_image("F6", "qr.png", {"image_data": code(f"{HOST}terms/{TERM}.html")})
    book.close()
    return path


def pdf(folder: Path) -> Path:
    """Two pages: one with a link and a text, written by hand; one that is a picture with a code."""
    text = f"BT /F1 12 Tf 72 700 Td (see {HOST}terms/{OLD}.html) Tj ET".encode()
    uri = f"{HOST}villages/{VILLAGE}.html".encode()
    picture = Image.new("RGB", (600, 800), "white")
    picture.paste(Image.open(code(f"{HOST}villages/{GONE}.html")).convert("RGB"), (60, 60))
    jpeg = io.BytesIO()
    picture.save(jpeg, "JPEG", quality=90)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R 7 0 R]/Count 2>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Annots[6 0 R]/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(text), text),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Type/Annot/Subtype/Link/Rect[72 600 200 620]/A<</S/URI/URI(%s)>>>>" % uri,
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 8 0 R/Resources<</XObject<</I 9 0 R>>>>>>",
        b"<</Length 28>>stream\nq 600 0 0 800 0 0 cm /I Do Q\nendstream",
        b"<</Type/XObject/Subtype/Image/Width 600/Height 800/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode"
        b"/Length %d>>stream\n%s\nendstream" % (len(jpeg.getvalue()), jpeg.getvalue()),
    ]
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % at for at in places)
    out += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    path = folder / "讲稿.pdf"
    path.write_bytes(out)
    return path


def web(folder: Path) -> Path:
    qr = segno.make(f"{HOST}terms/{OLD}.html").png_data_uri(scale=5)
    path = folder / "页.html"
    path.write_bytes(
        f'<html><head><meta charset="gb2312"></head><body>\n<p>原文：<a href="{HOST}terms/{OLD}.html">积分</a></p>\n'
        f'<img src="{qr}">\n<p>页码 {SPEECH}，<a href="x.html">别的</a></p></body></html>'.encode("gb18030")
    )
    return path


WHERE = {
    word: [("第1段", "text", "stands"), ("第2段", "link", "moved"), ("第3段", "link", "changed"),
           ("第5段", "link", "gone"), ("第6段", "qr", "moved")],
    slides: [("第1页", "link", "stands"), ("第2页", "link", "moved"), ("第2页", "qr", "stands"), ("第2页备注", "text", "gone")],
    workbook: [("阅读清单!B2", "link", "moved"), ("阅读清单!C3", "text", "stands"), ("阅读清单!D4", "link", "gone"),
               ("阅读清单 图片", "qr", "stands")],
    pdf: [("第1页", "link", "stands"), ("第1页", "text", "moved"), ("第2页", "qr", "gone")],
    web: [("第2行", "link", "moved"), ("第3行", "qr", "moved"), ("第4行", "text", "stands")],
}  # fmt: skip


@pytest.mark.parametrize("make", WHERE, ids=lambda f: f.__name__)
def test_every_format_names_the_place(base: Path, tmp_path: Path, make: object) -> None:
    found = links.examine(make(tmp_path), links.Known(base)).findings  # type: ignore[operator]
    assert sorted((f.where, f.kind, f.verdict.state) for f in found) == sorted(WHERE[make])  # type: ignore[index]


def test_lines_and_exit_code(base: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good = markdown(tmp_path, f"[甲]({HOST}terms/{TERM}.html)\n")
    assert cli.main(["links", str(good), "--root", str(base)]) == 0
    assert capsys.readouterr().out == f"{good} 第1行：链接 {HOST}terms/{TERM}.html：有效：《积分制》\n"
    bad = word(tmp_path)
    assert cli.main(["links", str(good), str(bad), "--root", str(base)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 6
    assert f"{bad} 第2段：链接 {HOST}terms/{OLD}.html：已移动：{OLD} 已并入 {TERM} 《积分制》，请改为 terms/{TERM}.html" in lines
    assert any("二维码要重新生成" in line for line in lines)
    assert cli.main(["links", str(tmp_path / "no.docx"), "--root", str(base)]) == 1
    assert "no.docx：打不开" in capsys.readouterr().err
    assert cli.main(["links", str(good), "--root", str(tmp_path)]) == 2


# --------------------------------------------------------------------------- fix


def members(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize(("make", "changed"), [
    (word, {"word/_rels/document.xml.rels", "word/document.xml"}), (slides, {"ppt/slides/_rels/slide2.xml.rels"})],
    ids=["docx", "pptx"])  # fmt: skip
def test_a_corrected_copy_differs_in_links_alone(base: Path, tmp_path: Path, make: object, changed: set[str]) -> None:
    path: Path = make(tmp_path)  # type: ignore[operator]
    before = path.read_bytes()
    assert cli.main(["links", "--fix", str(path), "--root", str(base)]) == 1
    copy = path.with_name(f"{path.stem}.fixed{path.suffix}")
    old, new = members(path), members(copy)
    assert path.read_bytes() == before
    assert list(old) == list(new)
    assert {name for name in old if old[name] != new[name]} == changed
    again = {(f.where, f.kind, f.verdict.state) for f in links.examine(copy, links.Known(base)).findings}
    assert not [one for one in again if one[1] == "link" and one[2] in ("moved", "changed")]
    if make is word:
        whole = docx.Document(str(copy))
        assert [p.text for p in whole.paragraphs] == [p.text for p in docx.Document(str(path)).paragraphs]
        assert b'anchor="j0000002"' in new["word/document.xml"]
        assert b"https://example.com/terms/a?x=1&amp;y=2" in new["word/_rels/document.xml.rels"]
    else:
        assert len(pptx.Presentation(str(copy)).slides) == 2


def test_corrected_text_keeps_every_other_byte(base: Path, tmp_path: Path) -> None:
    path = markdown(tmp_path, f"见[甲]({HOST}terms/{OLD}.html)，[[{OLD}|旧]]；<{HOST}terms/{OLD}.html>\r\n页码 {OLD}\r\n")
    assert cli.main(["links", "--fix", str(path), "--root", str(base)]) == 1
    assert path.with_name("a.fixed.md").read_bytes().decode() == (
        f"见[甲]({HOST}terms/{TERM}.html)，[[{TERM}|旧]]；<{HOST}terms/{TERM}.html>\r\n页码 {OLD}\r\n")  # fmt: skip
    page = web(tmp_path)
    assert cli.main(["links", "--fix", str(page), "--root", str(base)]) == 1
    old, new = page.read_bytes(), (tmp_path / "页.fixed.html").read_bytes()
    assert new == old.replace(f"terms/{OLD}".encode(), f"terms/{TERM}".encode())
    assert new != old


def test_nothing_to_correct_makes_no_copy(base: Path, tmp_path: Path) -> None:
    path = markdown(tmp_path, f"[甲]({HOST}terms/{TERM}.html)")
    assert cli.main(["links", "--fix", str(path), "--root", str(base)]) == 0
    assert cli.main(["links", "--fix", str(pdf(tmp_path)), "--root", str(base)]) == 1
    assert not list(tmp_path.glob("*.fixed*"))


# --------------------------------------------------------------------------- hostile files


def office(path: Path, parts: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


@pytest.mark.parametrize("suffix", ["docx", "pptx", "xlsx"])
@pytest.mark.parametrize("kind", ["entities", "bomb", "broken", "not a zip"])
def test_a_hostile_document_is_refused(base: Path, tmp_path: Path, suffix: str, kind: str) -> None:
    main = {"docx": "word/document.xml", "pptx": "ppt/presentation.xml", "xlsx": "xl/workbook.xml"}[suffix]
    evil = b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'
    content = {"entities": evil, "bomb": b" " * (bounds.MAX_PART + 1), "broken": b"<a>", "not a zip": b""}[kind]
    path = tmp_path / f"x.{suffix}"
    if kind == "not a zip":
        path.write_bytes(b"PK nonsense")
    else:
        office(path, {main: content})
    with pytest.raises(Unreadable, match=r"恶意文件|压缩炸弹|已损坏|不是完好"):
        links.examine(path, links.Known(base))


def test_what_hangs_or_dies_takes_nothing_along(base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.pdf"
    path.write_bytes(b"%PDF-1.4 nonsense")
    with pytest.raises(Unreadable, match="不是完好的"):
        links.examine(path, links.Known(base))
    with pytest.raises(Unreadable, match="读取时程序被中断"):
        apart.ask("ctypes:string_at", b"")  # reads where nothing is
    monkeypatch.setattr(bounds, "SECONDS", 0.01)
    with pytest.raises(Unreadable, match="还没有读完"):
        links.examine(pdf(tmp_path), links.Known(base))
    (tmp_path / "x.exe").write_bytes(b"MZ")
    with pytest.raises(Unreadable, match=r"不能读取 \.exe 文件"):
        links.examine(tmp_path / "x.exe", links.Known(base))


def test_where_looking_ended_is_said(base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    from cunjian.links import pdf as reader
    from cunjian.links import read

    monkeypatch.setattr(reader, "_DRAWING", 0.0)
    monkeypatch.setattr(read.apart, "ask", lambda _, content, **given: read.answer(content, **given))
    path = pdf(tmp_path)
    assert [f.kind for f in links.examine(path, links.Known(base)).findings] == ["link", "text"]
    assert cli.main(["links", str(path), "--root", str(base)]) == 1
    assert f"{path} 第1页起：文件太长" in capsys.readouterr().err


def test_a_picture_too_large_is_let_be(base: Path, tmp_path: Path) -> None:
    from cunjian.links import qr

    out = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(out, "PNG")
    assert qr.read(out.getvalue()) == []
    assert qr.read(b"\x89PNG nonsense") == []
    assert qr.read(code("你好").getvalue()) == ["你好"]
