"""ship/check: each promise broken once on purpose must be named, and an unbroken knowledge base passes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import by_hand
from cunjian.errors import CannotRun
from cunjian.ship.check import check
from cunjian.ship.check.page import read
from cunjian.ship.check.shown import equal, kept

DATA = f"data/speeches/{by_hand.SPEECH}.json"
PAGE = f"site/speeches/{by_hand.SPEECH}.html"
TEXT = f"data/texts/{by_hand.SPEECH}.txt"


def change(file: Path, old: str, new: str) -> None:
    """Replace text that must be there."""
    text = file.read_bytes().decode()
    assert old in text
    file.write_bytes(text.replace(old, new).encode())


def both(root: Path, name: str, old: str, new: str) -> None:
    """The same change in docs/ and site/."""
    change(root / "docs" / name, old, new)
    change(root / "site" / name, old, new)


def data(root: Path, edit: Callable[[dict], None]) -> None:
    """Change the speech's data in docs/ and site/."""
    content = json.loads((root / "docs" / DATA).read_text("utf-8"))
    edit(content)
    for folder in ("docs", "site"):
        (root / folder / DATA).write_text(json.dumps(content, ensure_ascii=False), "utf-8")


def test_nothing_broken(by_hand_base: Path) -> None:
    assert check(by_hand_base) == []


BREAKS: dict[str, tuple[Callable[[Path], object], str]] = {
    "1 a quote moved": (
        lambda r: data(r, lambda d: d["terms"][0]["mentions"][0].update(start=3)), "与讲话稿"),
    "1 a position outside": (
        lambda r: data(r, lambda d: d["terms"][0]["mentions"][0].update(end=9999)), "不在讲话稿"),
    "1 shown in other words": (
        lambda r: data(r, lambda d: d["terms"][0]["mentions"][0].update(text="我县共有3个村。")), "显示成了"),
    "1 no such speech": (
        lambda r: data(r, lambda d: d["terms"][0]["mentions"][0].update(speech="s99999999")), "没有原文"),
    "1 no such anchor": (
        lambda r: data(r, lambda d: d["terms"][0]["mentions"][0].update(anchor="gone")), "#gone 不在"),
    "1 a noise quote": (
        lambda r: data(r, lambda d: d["speech"]["noise"][0].update(quote="别的")), "noise 里的“别的”"),
    "1 other words on a page": (
        lambda r: change(r / f"site/terms/{by_hand.TERM}.html", "收入增长2023%", "收入增长23%"), "不在所注的位置"),
    "1 a quote at another place": (
        lambda r: change(r / f"site/terms/{by_hand.TERM}.html", "html#a2", "html#a1"), "不在所注的位置"),
    "2 a character changed": (lambda r: change(r / PAGE, "助力振兴", "助力振新"), "句子 #a1 显示成"),
    "2 a sentence lost": (lambda r: change(r / PAGE, 'id="a1" class="cj-s"', 'id="a1"'), "第 1 句缺失"),
    "2 a sentence not in the data": (lambda r: data(r, lambda d: d["speech"]["sentences"].pop(0)), "既不在句子里"),
    "2 two sentences overlap": (lambda r: data(r, lambda d: d["speech"]["sentences"][0].update(end=30)), "两个句子"),
    "2 noise not listed": (lambda r: change(r / PAGE, "<p>本文来自某某网，请勿转载</p>", ""), "没有列在页末"),
    "2 noise elsewhere": (
        lambda r: change(r / f"site/terms/{by_hand.TERM}.html", "原文</a>", "更多材料请 关注公众号党建材料库</a>"),
        "出现了已剔除的内容"),
    "2 noise in an attribute": (
        lambda r: change(r / f"site/terms/{by_hand.TERM}.html", 'alt=""', 'alt="本文来自某某网，请勿转载"'),
        "出现了已剔除的内容"),
    "2 noise in search data": (
        lambda r: by_hand.put(r, "site/search.js", 'x="本文来自某某网，请勿转载"'),
        "site/search.js："),
    "2 the page is gone": (lambda r: (r / PAGE).unlink(), "讲话稿没有网页"),
    "3 a redaction not marked": (lambda r: change(r / PAGE, 'class="cj-r"', ""), "没有照原样标出"),
    "3 a star that is no redaction": (
        lambda r: data(r, lambda d: d["speech"]["redactions"].clear()),
        "没有记为原文已隐去"),
    "3 filled in": (lambda r: data(r, lambda d: d["figures"][0].update(value=12)), "却有数值 12"),
    "4 no flag": (lambda r: data(r, lambda d: d["speech"]["flags"].clear()), "却没有相应的提示"),
    "4 flag not shown": (lambda r: change(r / PAGE, 'class="cj-f"', ""), "有误而没有标出"),
    "4 repaired": (lambda r: data(r, lambda d: d["figures"][1].update(value=23)), "不是原文所印的数"),
    "5 an address lost": (lambda r: (r / f"site/terms/{by_hand.OLD}.html").unlink(), "公布过的网址"),
    "5 a redirect leads nowhere": (
        lambda r: change(r / f"site/terms/{by_hand.OLD}.html", f"{by_hand.TERM}.html", "../index.html"),
        "没有这个去处"),
    "5 an entry without ledger row": (
        lambda r: change(r / "curation/ids.tsv", f"{by_hand.TERM}\tterm", "#\t#"),
        "没有登记"),
    "5 a dead link": (lambda r: change(r / "site/index.html", "t00000001.html#top", "t9.html"), "不在网站里"),
    "5 a dead anchor": (lambda r: change(r / "site/index.html", "#top", "#x"), "指向的位置不在那一页上"),
    "5 an absolute link": (lambda r: change(r / "site/index.html", 'href="terms', 'href="/terms'), "以 / 开头"),
    "6 a text changed": (lambda r: both(r, TEXT, "加强党建", "加强党见"), "登记的内容不符"),
    "6 the source changed": (lambda r: by_hand.put(r, "sources/a.txt", "别的"), "生成之后有改动"),
    "6 a page edited by hand": (
        lambda r: change(r / f"docs/terms/{by_hand.TERM}.md", "原文", "见原文"), "被人改过"),
    "6 the site is older": (lambda r: change(r / f"site/{DATA}", "impossible-figure", "pii"), "不一致"),
    "6 a page without source": (lambda r: (r / f"docs/terms/{by_hand.TERM}.md").unlink(), "没有原稿"),
    "6 a page without site": (lambda r: by_hand.put(r, "docs/new.md", by_hand.sealed("新")), "docs/new.md 没有网页"),
    "7 no policy": (lambda r: change(r / "site/index.html", "Content-Security-Policy", "x"), "没有“不许联网”的规定"),
    "7 a loose policy": (lambda r: change(r / "site/index.html", "connect-src 'none'", "connect-src *"), "放行了 *"),
    "7 inline allowed": (
        lambda r: change(r / "site/index.html", "style-src 'self'", "style-src 'unsafe-inline'"), "'unsafe-inline'"),
    "7 an unknown script": (
        lambda r: change(r / "site/index.html", "</p>", "</p><script>x()</script>"),
        "不在放行之列"),
    "7 a picture from the network": (
        lambda r: change(r / f"site/terms/{by_hand.TERM}.html", "../x.png", "//cdn.example/x.png"), "要从网上取"),
    "7 a style from the network": (
        lambda r: change(r / "site/style.css", "x.png", "https://cdn.example/x"),
        "要从网上取"),
    "7 an external link on a generated page": (
        lambda r: change(r / "site/index.html", "terms/t00000001.html#top", "https://example.org/"), "站外链接"),
    "7 inline style": (lambda r: change(r / "site/index.html", "<p>", '<p style="color:red">'), "写在页内的样式"),
    "7 a handler": (lambda r: change(r / "site/index.html", "<p>", '<p onclick="x()">'), "写在标签里的脚本"),
    "8 a source nobody speaks of": (lambda r: by_hand.put(r, "sources/b.txt", "x"), "sources/b.txt：既没有"),
    "8 half-written": (lambda r: by_hand.put(r, "docs/terms/.cunjian-0a.tmp", ""), "没有写完"),
    "8 a half-built site": (lambda r: (r / "site.new").mkdir(), "site.new"),
    "8 broken data": (lambda r: by_hand.put(r, "docs/data/x.json", "{"), "读不出来"),
}  # fmt: skip


@pytest.mark.parametrize("name", BREAKS)
def test_a_broken_promise_is_named(by_hand_base: Path, name: str) -> None:
    damage, words = BREAKS[name]
    damage(by_hand_base)
    breaks = check(by_hand_base)
    assert [b for b in breaks if words in b], breaks
    assert all(b.endswith("。") and "：" in b for b in breaks)


def test_what_was_reported_is_no_break(by_hand_base: Path) -> None:
    by_hand.put(by_hand_base, "sources/b.txt", "x")
    by_hand.put(by_hand_base, ".cunjian/problems.json", json.dumps(["sources/b.txt：读不出来。"]))
    assert check(by_hand_base) == []


def test_handwritten_pages_may_link_out_and_quote_noise(by_hand_base: Path) -> None:
    by_hand.put(by_hand_base, "docs/own.md", "# 自己写的\n")
    body = '<a href="https://example.org/">外</a>本文来自某某网，请勿转载'
    by_hand.put(by_hand_base, "site/own.html", by_hand.html("own.html", body))
    assert check(by_hand_base) == []


def test_nothing_built_yet(tmp_path: Path) -> None:
    assert any("还没有网站" in b for b in check(tmp_path))


@pytest.mark.parametrize(
    ("text", "noise", "shown", "same"),
    [
        ("一二\n三四", [], "一二三四", True),
        ("一二\n三四", [], "一二 三四", True),
        ("一 二", [], "一二", False),
        ("一  二", [], "一 二", False),
        ("一\u3000\n\u3000二", [], "一二", True),
        ("一二【页脚】三", [(2, 6)], "一二三", True),
        ("一二【页脚】三", [(2, 6)], "一二【页脚】三", False),
        ("一 【页脚】 三", [(2, 6)], "一三", True),
        ("一二三", [], "一二", False),
        ("一二", [], "一二三", False),
    ],
)
def test_what_counts_as_unchanged(text: str, noise: list[tuple[int, int]], shown: str, same: bool) -> None:
    assert equal(kept(text, 0, len(text), noise), shown) is same


def test_a_page_is_read_as_a_browser_reads_it(tmp_path: Path) -> None:
    body = (
        '<p>前<br>后<span id="x" class="cj-s">甲<bdi class="cj-u" data-u="202E">⟨202E⟩</bdi>&lt;b&gt;&#42;乙'
        "<script>no()</script></span><svg><path d='x'/></svg><span class='cj-s' id='y'>丙</span></p>"
        '<details class="cj-noise"><summary>题</summary>丁</details>戊'
    )
    by_hand.put(tmp_path, "a.html", by_hand.html("a.html", body))
    page = read(tmp_path, "a.html")
    assert page.sentences == [("x", "甲\u202e<b>*乙"), ("y", "丙")]
    assert page.noise == "题丁"
    assert "戊" in page.loose
    assert "丁" not in page.loose
    assert page.scripts == [by_hand.SCRIPT, "no()"]


def since(root: Path, ledger: str = by_hand.LEDGER) -> list[str]:
    """What is wrong when compared with an earlier ledger, beyond the promises."""
    known = check(root)
    return [b for b in check(root, ("old.tsv", ledger.encode())) if b not in known]


def test_every_address_of_an_earlier_ledger_is_answered(by_hand_base: Path) -> None:
    assert since(by_hand_base) == []
    assert check(by_hand_base, ("old.tsv", b"\xff\xfe" + by_hand.LEDGER.encode("utf-16-le"))) == []


SINCE: dict[str, tuple[Callable[[Path], object], str]] = {
    "never in today's ledger": (lambda r: change(r / "curation/ids.tsv", by_hand.OLD, "t00000007"), "已不在今天的"),
    "no page": (lambda r: (r / f"site/terms/{by_hand.OLD}.html").unlink(), "没有页面也没有说明"),
    "an id for something else": (lambda r: change(r / "curation/ids.tsv", "党的建设", "别的"), "不能改作他用"),
    "only a stand-in": (
        lambda r: change(r / f"site/terms/{by_hand.OLD}.html", "转到", "这一页没有做成"), "只有替代页"),
    "withdrawn without a word": (
        lambda r: change(r / "curation/ids.tsv", f"={by_hand.TERM}", "-"), "页面上却没有说明"),
}  # fmt: skip


@pytest.mark.parametrize("name", SINCE)
def test_a_lost_address_is_named(by_hand_base: Path, name: str) -> None:
    damage, words = SINCE[name]
    damage(by_hand_base)
    lost = since(by_hand_base)
    assert [b for b in lost if words in b and b.startswith("old.tsv 第4行：")], lost


@pytest.mark.parametrize("ledger", ["", "fatal: path 'curation/ids.tsv' does not exist\n", "党\n"])
def test_a_file_that_is_no_ledger_is_refused(by_hand_base: Path, ledger: str) -> None:
    with pytest.raises(CannotRun, match="不是已发布地址的登记"):
        check(by_hand_base, ("old.tsv", ledger.encode()))


def test_a_damaged_line_of_the_earlier_ledger_is_a_problem(by_hand_base: Path) -> None:
    assert ["old.tsv 第5行" in b for b in since(by_hand_base, by_hand.LEDGER + "t1\tterm\n")] == [True]
