"""Makes the files in tests/cases/formats/: run by hand where python-docx, LibreOffice and Chromium are installed.

    PYTHONPATH=scripts:tests .venv/bin/python tests/make_formats.py

The files are committed; the suite only reads them.  All sentences are our own.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

HERE = Path(__file__).parent / "cases" / "formats"
TITLE = "在全县抓党建促乡村振兴工作推进会上的发言"
BYLINE = "云岭乡党委书记"
OPENING = "各位领导、同志们："
LEADING = "云岭乡辖9个行政村，党员612名。下面，我把近两年的做法汇报如下。"
SECTIONS = (
    ("建强班子，选好带头人", (
        "推行“三单”管理，把资源清单、需求清单、项目清单逐条公示。崇江村种有机茶800亩，村集体年收入36万元。",
        "每月15日开一次屋场夜话，支部书记到场，群众提的事当场记、当月办。",
    )),
    ("建好队伍，用好党员", (
        "落实“三会一课”制度，全年开展主题党日12次，612名党员人人有岗位。",
        "对年老体弱的党员送学上门，志愿服务队一年走访1300多户。",
    )),
)  # fmt: skip
TABLE = (("村名", "党员（名）", "集体收入（万元）"), ("崇江村", "86", "36"), ("桐冲口村", "74", "28"))
NOTE = "收入数字按2023年底统计。"
BOX = "本材料供会议交流。"
CLOSING = "我的汇报到此结束，谢谢大家！"

NUMBERING = f"""<w:abstractNum {nsdecls("w")} w:abstractNumId="90"><w:multiLevelType w:val="multilevel"/>
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:suff w:val="nothing"/>
<w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:suff w:val="space"/><w:lvlText w:val="%2."/></w:lvl>
</w:abstractNum>"""
BOX_XML = """<w:r {0}><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" style="width:200pt;height:40pt"><v:textbox>
<w:txbxContent><w:p><w:r><w:t>{1}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"""


def word() -> Document:
    """Headings by style with numbers that only Word draws, a bold lead, changes, a comment, a table, a box, a header."""
    document = Document()
    numbering = document.part.numbering_part.element
    numbering.insert(0, parse_xml(NUMBERING))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    document.add_paragraph(TITLE, style="Title")
    document.add_paragraph(BYLINE)
    document.add_paragraph(OPENING)
    _changed(document.add_paragraph(LEADING))
    for title, paragraphs in SECTIONS:
        _numbered(document.add_paragraph(title, style="Heading 1"), 0)
        for text in paragraphs:
            paragraph = document.add_paragraph()
            lead, comma, rest = text.partition("，")
            paragraph.add_run(lead).bold = True
            paragraph.add_run(comma + rest)
            _numbered(paragraph, 1)
    table = document.add_table(0, 3)
    for row in TABLE:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    closing = document.add_paragraph(CLOSING)
    closing._p.append(parse_xml(BOX_XML.format(nsdecls("w"), BOX)))
    document.add_comment(closing.runs, "这一句请再核对。", "编者")
    document.sections[0].header.paragraphs[0].text = "内部资料 注意保存"
    document.sections[0].footer.paragraphs[0].text = "第 1 页"
    return document


def _numbered(paragraph: object, level: int) -> None:
    properties = paragraph._p.get_or_add_pPr()  # type: ignore[attr-defined]
    properties.append(parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="90"/></w:numPr>'))


def _changed(paragraph: object) -> None:
    """Two tracked changes: words that were taken out and words that were put in."""
    element = paragraph._p  # type: ignore[attr-defined]
    who = f'{nsdecls("w")} w:author="甲" w:date="2024-01-01T00:00:00Z"'
    element.append(parse_xml(f'<w:del {who} w:id="901"><w:r><w:delText>这一句已经删去。</w:delText></w:r></w:del>'))
    element.append(parse_xml(f'<w:ins {who} w:id="902"><w:r><w:t>请大家批评指正。</w:t></w:r></w:ins>'))
    assert element.tag == qn("w:p")


def page(*, head: str = "", article: str = "") -> str:
    """A saved page with everything that stands around an article."""
    body = "".join(
        f"<h2>{'一二'[n]}、{title}</h2>" + "".join(f"<p>　　{text}</p>" for text in paragraphs)
        for n, (title, paragraphs) in enumerate(SECTIONS)
    )
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in TABLE)
    links = "".join(f'<li><a href="/a/{n}.html">另一篇文章的题目之{n}</a></li>' for n in "一二三四")
    text = article or (
        f"<h1>{TITLE}</h1><p>{BYLINE}</p><p>{OPENING}</p><p>　　{LEADING}</p>{body}<table>{rows}</table><p>{CLOSING}</p>"
    )
    return f"""<!DOCTYPE html><html><head>{head}<title>{TITLE} - 清溪县党建网</title><style>p{{color:red}}</style>
<script>var x = "<p>不是正文。</p>";</script></head><body>
<div class="top-nav"><a href="/">首页</a> <a href="/a">要闻</a> <a href="/b">专题</a></div>
<div class="breadcrumb">当前位置：首页 &gt; 经验交流</div>
<div class="layout"><div class="main"><div class="article-content" id="zoom">{text}</div>
<div class="share-bar">分享到： 微信 微博</div>
<div class="related"><h3>相关阅读</h3><ul>{links}</ul></div></div>
<div class="sidebar"><h3>热门</h3><ul>{links}</ul></div></div>
<div class="login-mask" style="display:none">登录后查看全文，享受会员服务。</div>
<div class="footer">主办：某单位　备案号：某ICP备000号</div></body></html>"""


def account() -> str:
    """A public account's page: every run in a span of its own, headings as bold lines, lures above and below."""
    def paragraph(text: str, *, bold: bool = False) -> str:
        style = "font-weight: bold;" if bold else ""
        half = len(text) // 2
        return (f'<section><section style="margin:0"><p><span style="font-size:16px;{style}"><span>{text[:half]}</span></span>'
                f'<span style="{style}"><span leaf="">{text[half:]}</span></span></p></section></section>')  # fmt: skip

    body = paragraph("点击上方蓝字关注我们") + paragraph(OPENING) + paragraph(LEADING)
    for title, paragraphs in SECTIONS:
        body += paragraph(title, bold=True) + "".join(map(paragraph, paragraphs)) + '<p><img data-src="x"></p><p><br></p>'
    body += paragraph(CLOSING)
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><meta property="og:title" content="{TITLE}"></head><body>
<div id="js_article" class="rich_media"><div class="rich_media_inner"><h1 class="rich_media_title" id="activity-name">
    {TITLE}
</h1><div id="meta_content"><span id="profileBt"><a>清溪党建</a></span></div>
<div class="rich_media_content" id="js_content" style="visibility: hidden; opacity: 0;">{body}</div>
<script>var biz = 1;</script></div></div><div id="js_pc_qr_code">微信扫一扫关注该公众号</div></body></html>"""


def archive() -> bytes:
    """A page as browsers save it in one file: the charset stands in the part's header and nowhere else."""
    import base64

    body = base64.encodebytes(page().encode("gb18030")).decode().replace("\n", "\r\n")
    return (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: http://example.invalid/a.html\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="--b--"\r\n\r\n----b--\r\n'
        "Content-Type: text/html; charset=gb2312\r\nContent-Transfer-Encoding: base64\r\n"
        f"Content-Location: http://example.invalid/a.html\r\n\r\n{body}\r\n----b--\r\n"
        "Content-Type: text/css\r\nContent-Location: http://example.invalid/a.css\r\n\r\np{color:red}\r\n----b----\r\n"
    ).encode("ascii")


PAPER = """<!DOCTYPE html><html><head><meta charset="utf-8"><style>@page{{size:A5;margin:18mm}}
body{{font:12pt "Noto Serif CJK SC","Noto Sans CJK SC";line-height:1.7}} p{{text-indent:2em;margin:0}} h1,h2{{font-size:14pt}}
.two{{column-count:2;column-gap:12mm;font-size:9pt}} h1{{column-span:all;text-align:center}}</style></head><body>{0}</body></html>"""


def printed(*, times: int, columns: bool = False) -> str:
    """A long paper for the printer."""
    paragraphs = "".join(
        f"<h2>{'一二三四五六七八'[n]}、{SECTIONS[n % 2][0]}</h2>" + "".join(f"<p>{text}</p>" for text in SECTIONS[n % 2][1] * 2)
        for n in range(times)
    )  # fmt: skip
    body = f"<h1>{TITLE}</h1><p>{OPENING}</p><p>{LEADING}</p>{paragraphs}<p>{CLOSING}</p>"
    return PAPER.format(f'<div class="two">{body}</div>' if columns else body)


def office(source: Path, kind: str) -> Path:
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            ["soffice", "--headless", f"-env:UserInstallation=file://{profile}", "--convert-to", kind, "--outdir",
             str(source.parent / "out"), str(source)], check=True, capture_output=True,
        )  # fmt: skip
    return source.parent / "out" / f"{source.stem}.{kind.split(':')[0]}"


def chromium(source: Path, target: Path) -> None:
    from playwright.sync_api import sync_playwright

    foot = '<div style="font-size:8px;width:100%;text-align:center">— <span class="pageNumber"></span> —</div>'
    head = '<div style="font-size:8px;width:100%;text-align:center">清溪县经验交流材料</div>'
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(source.as_uri())
        page.pdf(path=target, prefer_css_page_size=True, display_header_footer=True, header_template=head,
                 footer_template=foot)  # fmt: skip
        browser.close()


def main() -> None:
    """Every file, each made by the program that people make such files with."""
    HERE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        document = folder / "word.docx"
        word().save(document)
        shutil.copy(document, HERE / "word.docx")
        for kind, target in (("doc:MS Word 97", "word.doc"), ("docx:MS Word 2007 XML", "office.docx"), ("pdf", "office.pdf"),
                             ("rtf", "word.rtf"), ("html:HTML (StarWriter)", "office.html")):  # fmt: skip
            shutil.copy(office(document, kind), HERE / target)
        shutil.copy(HERE / "word.doc", HERE / "word.wps")
        for stem, text in (("paper", printed(times=6)), ("columns", printed(times=6, columns=True))):
            source = folder / f"{stem}.html"
            source.write_text(text, "utf-8")
            chromium(source, HERE / f"{stem}.pdf")
    meta = '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">'
    (HERE / "page.html").write_bytes(page(head=meta).encode("gb18030"))
    (HERE / "account.htm").write_text(account(), "utf-8")
    (HERE / "page.mhtml").write_bytes(archive())


if __name__ == "__main__":
    main()
