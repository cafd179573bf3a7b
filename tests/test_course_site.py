"""A course on hostile speeches, as a site and taken away: nothing said becomes code, nothing said is lost."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import lxml.html
import pptx
import pypdfium2
import pytest
from lxml import etree

from cunjian import pipeline
from cunjian.course.take import FORMATS, Place
from cunjian.model import Cited, Course
from cunjian.ship import check as ship_check
from teaching import HERE, SITE, run


def references(course: Course) -> list[Cited]:
    return [c for lesson in course.lessons for piece in lesson.pieces for c in piece.parts if isinstance(c, Cited)]


def plain(text: str) -> str:
    """What every format can carry: no blanks, nothing invisible."""
    return "".join(c for c in text if not c.isspace() and c != "\ufffd" and unicodedata.category(c) not in ("Cc", "Cn"))


def alone(course: Course) -> list[Cited]:
    """Sentences that stand on a line of their own."""
    return [c for lesson in course.lessons for p in lesson.pieces if p.kind == "reference"
            for c in p.parts if isinstance(c, Cited) and c.sentence]  # fmt: skip


def quotations(course: Course) -> list[str]:
    said = [plain(c.about) for c in references(course) if c.sentence]
    assert len(said) > 100
    return said


# --------------------------------------------------------------------------- the site


def test_the_site_keeps_every_promise(taught: Path) -> None:
    done = run(taught, "build")
    assert done.returncode == 1
    told = [line for line in done.stderr.splitlines() if line.startswith("问题：")]
    assert [t for t in told if "courses/bad.md：不是文字文件" in t]
    assert [t for t in told if "zzz" in t]
    assert all(t.startswith("问题：courses/") for t in told), told
    broken = ship_check.check(taught)
    assert [p for p in broken if "onclick" not in p] == []  # the trainer's own, which the browser will not run
    assert len(broken) == 1


def test_quotations_on_lesson_pages_are_what_was_said(taught: Path, course: Course) -> None:
    if not (taught / "site").is_dir():
        run(taught, "build")
    page = (taught / f"site/courses/{course.name}_1.html").read_text("utf-8")
    tree = lxml.html.fromstring(page)
    shown = [plain(e.text_content()) for e in tree.xpath("//*[contains(concat(' ', @class, ' '), ' cj-q ')]")]
    assert len(shown) == len(quotations(course))
    assert "window.cunjianRan" not in "".join(tree.xpath("//script[not(@src or starts-with(@type, 'application/'))]/text()"))
    assert tree.xpath("//nav[@class='cj-ways']")


# --------------------------------------------------------------------------- taken away


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_course_gives_the_same_bytes(course: Course, made: Callable[[str], bytes], format: str) -> None:
    assert FORMATS[format][2](course, Place(SITE)) == made(format)
    if format != "html":
        with zipfile.ZipFile(io.BytesIO(made(format))) as archive:
            assert {i.date_time for i in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            assert archive.testzip() is None


def paragraphs(document: docx.document.Document) -> list[tuple[str, str]]:
    return [(p.style.name if p.style else "", p.text) for p in document.paragraphs]


def test_the_handout_is_in_the_look_of_official_papers(made: Callable[[str], bytes], course: Course) -> None:
    document = docx.Document(io.BytesIO(made("docx")))
    section = document.sections[0]
    margins = [round(x.mm) for x in (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)]
    assert margins == [37, 35, 28, 26]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    fonts = {n: document.styles[n].element.rPr.rFonts.get(docx.oxml.ns.qn("w:eastAsia"))
             for n in ("Title", "Normal", "Heading 1", "Heading 2")}  # fmt: skip
    assert fonts == {"Title": "方正小标宋简体", "Normal": "仿宋_GB2312", "Heading 1": "黑体", "Heading 2": "楷体_GB2312"}
    assert document.styles["Normal"].paragraph_format.line_spacing.pt == 28
    lines = paragraphs(document)
    assert lines[0] == ("Title", course.title)
    assert [t for s, t in lines if s == "Heading 1"] == ["引文", "卡片", "<u>网页</u>", "<!-- 也没有"]
    for footer in (section.footer, section.even_page_footer):
        assert "PAGE" in footer._element.xml
        assert footer.paragraphs[0].text.startswith("— ")
    parts = zipfile.ZipFile(io.BytesIO(made("docx")))
    assert b"\xe4\xbb\xbf\xe5\xae\x8b,FangSong" in parts.read("word/fontTable.xml")  # 仿宋 for who has no 仿宋_GB2312
    assert b'w:val="chineseCountingThousand"' in parts.read("word/numbering.xml")
    assert (document.core_properties.created.year, document.core_properties.author) == (2000, "村鉴")


def test_the_handout_quotes_with_source_and_footnote(made: Callable[[str], bytes], course: Course) -> None:
    document = docx.Document(io.BytesIO(made("docx")))
    lines = paragraphs(document)
    said = {plain(text) for style, text in lines if style == "引文"}
    said |= {q for q in quotations(course) if any(q in plain(text) for _, text in lines)}
    assert set(quotations(course)) <= said
    sources = {text for style, text in lines if style == "出处"}
    assert {f"——{c.source}" for c in references(course) if c.sentence} <= sources
    namespaces = {"w": docx.oxml.ns.nsmap["w"]}
    archive = zipfile.ZipFile(io.BytesIO(made("docx")))
    notes = etree.fromstring(archive.read("word/footnotes.xml"))
    ids = [n.get(docx.oxml.ns.qn("w:id")) for n in notes.findall("w:footnote", namespaces)]
    used = [r.get(docx.oxml.ns.qn("w:id")) for r in document.element.body.iter(docx.oxml.ns.qn("w:footnoteReference"))]
    assert ids == ["-1", "0", *used]
    told = ["".join(n.itertext()).strip() for n in notes][2:]
    first = next(c for c in references(course) if c.sentence)
    assert told[0] == f"{SITE}/speeches/{first.id}.html#{first.evidence.anchor}。" if first.evidence else False
    assert [line for line in told if line.startswith("https://away.invalid/")]


def test_the_handout_keeps_the_trainers_own_words(made: Callable[[str], bytes]) -> None:
    document = docx.Document(io.BytesIO(made("docx")))
    lines = paragraphs(document)
    own = next(p for p in document.paragraphs if p.text.startswith("一段重点"))
    assert [r.text for r in own.runs if r.bold] == ["重点"]
    assert own.text.replace("\n", "") == "一段重点，含链接、<自己的话>和换行。"
    assert [t for s, t in lines if s == "列项"] == ["第一", "下级", "第二", "为什么？", "怎么办？"]
    assert ("引文", "引文一段") in lines
    assert [t for s, t in lines if s == "代码"] == [next(t for s, t in lines if s == "代码")]
    assert document.tables[-1].cell(0, 0).text == "表头"
    assert "cunjianRan=1</script>" not in "".join(t for s, t in lines if s != "引文")


def shown(slide: pptx.slide.Slide) -> str:
    texts = [s.text_frame.text for s in slide.shapes if s.has_text_frame]
    texts += [c.text for s in slide.shapes if s.has_table for c in s.table.iter_cells()]
    return "\n".join(texts)


def test_slides_carry_one_thing_each(made: Callable[[str], bytes], course: Course) -> None:
    deck = pptx.Presentation(io.BytesIO(made("pptx")))
    every = list(deck.slides)
    assert every[0].shapes.title.text == course.title
    titles = [s.shapes.title.text for s in every if s.slide_layout.name == "Section Header"]
    assert titles == [lesson.title for lesson in course.lessons]
    layouts = {s.slide_layout.name for s in every}
    assert layouts == {"Title Slide", "Section Header", "Title and Content", "Title Only"}
    words = [s.placeholders[1].text_frame.text for s in every if s.slide_layout.name == "Title and Content"]
    joined = plain("".join(words))
    assert alone(course)
    assert all(plain(c.about) in joined for c in alone(course))
    for slide in every:
        tables = [s for s in slide.shapes if s.has_table]
        assert len(tables) <= 1
        assert slide.has_notes_slide or slide.slide_layout.name != "Title and Content" or slide.shapes.title.text == "目标"


def test_slides_with_a_quotation_name_its_source(made: Callable[[str], bytes], course: Course) -> None:
    deck = pptx.Presentation(io.BytesIO(made("pptx")))
    first = next(c for c in references(course) if c.sentence)
    url = f"{SITE}/speeches/{first.id}.html"
    quoting = [s for s in deck.slides if url in shown(s)]
    assert len(quoting) >= len(alone(course))
    for slide in quoting:
        assert f"——{first.source}" in shown(slide)
        pictures = [s for s in slide.shapes if s.shape_type == pptx.enum.shapes.MSO_SHAPE_TYPE.PICTURE]
        assert len(pictures) == 1
        assert url in pictures[0]._element.xpath(".//p:cNvPr/@descr")[0]
        assert "出处：" in slide.notes_slide.notes_text_frame.text
    questions = next(s for s in deck.slides if s.shapes.title.text == "讨论题")
    assert questions.placeholders[1].text_frame.text == "1. 为什么？\n2. 怎么办？"


def test_without_an_address_codes_stand_and_no_qr(course: Course) -> None:
    deck = pptx.Presentation(io.BytesIO(FORMATS["pptx"][2](course, Place())))
    assert not [s for slide in deck.slides for s in slide.shapes if s.shape_type == pptx.enum.shapes.MSO_SHAPE_TYPE.PICTURE]
    first = next(c for c in references(course) if c.sentence)
    assert [s for s in deck.slides if f"村鉴页码 {first.code}" in shown(s)]
    page = FORMATS["html"][2](course, Place()).decode()
    assert f"村鉴页码 {first.code}" in page
    assert "<svg" not in page


def test_the_web_page_holds_everything_inside(made: Callable[[str], bytes], course: Course) -> None:
    text = made("html").decode()
    tree = lxml.html.document_fromstring(text)
    assert tree.xpath("//script|//link[@href!='data:,']|//img|//iframe|//object") == []
    assert not [a for e in tree.iter() if isinstance(e.tag, str) for a in e.attrib if a.startswith("on") or a == "style"]
    assert not [h for h in tree.xpath("//@href") if not h.startswith((SITE, "#", "data:,", "https://away.invalid"))]
    assert {plain(c.about) for c in alone(course)} <= {plain(e.text_content()) for e in tree.xpath("//blockquote[@class='q']")}
    whole = plain(tree.text_content())
    assert all(said in whole for said in quotations(course))
    assert [h.text_content() for h in tree.xpath("//h2[@id]")] == [lesson.title for lesson in course.lessons]
    assert tree.xpath("//div[@class='qr']/*")


def test_the_package_is_scorm_1_2(made: Callable[[str], bytes], course: Course) -> None:
    archive = zipfile.ZipFile(io.BytesIO(made("scorm")))
    manifest = etree.fromstring(archive.read("imsmanifest.xml"))
    ns = {"c": "http://www.imsproject.org/xsd/imscp_rootv1p1p2", "a": "http://www.adlnet.org/xsd/adlcp_rootv1p2"}
    assert manifest.findtext("c:metadata/c:schemaversion", namespaces=ns) == "1.2"
    organization = manifest.find("c:organizations/c:organization", ns)
    assert organization is not None
    assert manifest.find("c:organizations", ns).get("default") == organization.get("identifier")
    assert organization.findtext("c:title", namespaces=ns) == course.title
    resources = {r.get("identifier"): r for r in manifest.findall("c:resources/c:resource", ns)}
    items = organization.findall("c:item", ns)
    assert [i.findtext("c:title", namespaces=ns) for i in items] == [lesson.title for lesson in course.lessons]
    listed = {"imsmanifest.xml"}
    for item in items:
        resource = resources[item.get("identifierref")]
        assert resource.get(f"{{{ns['a']}}}scormtype") == "sco"
        files = [f.get("href") for f in resource.findall("c:file", ns)]
        assert resource.get("href") in files
        listed |= set(files)
    assert listed == set(archive.namelist())
    assert len(re.findall(r"<script", archive.read("lesson1.html").decode())) == 1


# --------------------------------------------------------------------------- the command


def test_the_command_makes_all_four(taught: Path) -> None:
    done = run(taught, "course", "课")
    assert done.returncode == 1  # bad.md and [[zzz]]
    assert sorted(f.name for f in (taught / "handouts").iterdir()) == ["课.docx", "课.html", "课.pptx", "课.zip"]
    away = taught / "away" / "x.html"
    assert run(taught, "course", "courses/课.md", "--html", str(away)).returncode == 1
    assert away.read_bytes() == (taught / "handouts" / "课.html").read_bytes()
    assert not away.with_suffix(".docx").exists()


def test_an_unknown_course_is_told_which_there_are(taught: Path) -> None:
    done = run(taught, "course", "没有")
    assert done.returncode == 2
    assert "没有课程“没有”。现有的课程是：课。" in done.stderr


# --------------------------------------------------------------------------- the sample course, and other programs


def test_the_sample_course_stands(tmp_path: Path) -> None:
    for folder in ("sources", "courses"):
        shutil.copytree(HERE / folder, tmp_path / folder)
    (tmp_path / "curation").mkdir()
    shutil.copy(HERE / "curation" / "ids.tsv", tmp_path / "curation")
    outcome = pipeline.convert(tmp_path, lambda *_: None)
    assert [p for p in outcome.problems if p.startswith("courses/")] == []
    sample = outcome.courses[0]
    assert (sample.name, len(sample.lessons)) == ("cunji-zhili", 3)
    assert {c.state for c in references(sample)} == {"stands"}
    assert len({c.evidence.speech for c in references(sample) if c.evidence}) == 9  # as its opening says
    assert (tmp_path / "courses/cunji-zhili.lock").read_bytes() == (HERE / "courses/cunji-zhili.lock").read_bytes()
    assert all(any(p.kind == "questions" for p in lesson.pieces) for lesson in sample.lessons)


def test_an_office_program_opens_handout_and_slides(made: Callable[[str], bytes], course: Course, tmp_path: Path) -> None:
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("no LibreOffice here (apt-get install libreoffice-writer-nogui libreoffice-impress-nogui)")
    for format in ("docx", "pptx"):
        (tmp_path / f"{format}.{format}").write_bytes(made(format))
    subprocess.run(
        [soffice, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to", "pdf", "--outdir",
         str(tmp_path), str(tmp_path / "docx.docx"), str(tmp_path / "pptx.pptx")], check=True, capture_output=True,
    )  # fmt: skip
    handout, deck = (pypdfium2.PdfDocument(tmp_path / f"{format}.pdf") for format in ("docx", "pptx"))
    assert len(deck) == len(pptx.Presentation(io.BytesIO(made("pptx"))).slides)
    told = plain("".join(page.get_textpage().get_text_range() for page in handout))
    for words in ("一、引文", "二、卡片", "（一）讨论题", "—1—", "—2—", f"①{SITE}/speeches/"):
        assert words in told
    handout.close()
    deck.close()


def test_converting_loads_no_office_library() -> None:
    code = "import sys, cunjian.cli; print(sorted({'docx', 'pptx', 'PIL', 'markdown'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True,
                          env=os.environ | {"PYTHONPATH": str(HERE / "scripts")})  # fmt: skip
    assert done.stdout.strip() == "[]"
