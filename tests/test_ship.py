"""ship: the site beside the old one, and the zip."""

from __future__ import annotations

import hashlib
import os
import time
import zipfile
from pathlib import Path
from types import SimpleNamespace

import pytest

import by_hand
from cunjian.errors import CannotRun
from cunjian.ship import bundle as bundles
from cunjian.ship import hooks, scripts
from cunjian.ship import site as sites
from cunjian.ship.bundle import HINT, bundle


def build(root: Path) -> list[str]:
    return sites.build(root, root)


def digest(folder: Path) -> dict[str, str]:
    """Every file of a folder with the hash of its bytes."""
    files = sorted(f for f in folder.rglob("*") if f.is_file())
    return {f.relative_to(folder).as_posix(): hashlib.sha256(f.read_bytes()).hexdigest() for f in files}


# --------------------------------------------------------------------------- site


def test_a_site_is_built_without_a_word(base: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert build(base) == []
    assert capfd.readouterr() == ("", "")
    assert (base / "site" / "a" / "b.html").is_file()
    assert not (base / "site.new").exists()
    assert not (base / "site.old").exists()


def test_the_same_docs_give_the_same_bytes_on_any_day(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    by_hand.put(base, "mkdocs.yml", by_hand.SETTINGS + "site_url: https://example.org/x/\n")
    build(base)
    first = digest(base / "site")
    tomorrow = time.time() + 86400
    monkeypatch.setattr(time, "time", lambda: tomorrow)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    build(base)
    assert digest(base / "site") == first
    assert "sitemap.xml" in first
    assert "sitemap.xml.gz" not in first
    assert os.environ["SOURCE_DATE_EPOCH"] == "1000000000"


def test_what_holds_only_at_a_known_address_is_left_out(base: Path) -> None:
    build(base)
    assert not {"404.html", "sitemap.xml", "sitemap.xml.gz"} & digest(base / "site").keys()


@pytest.mark.parametrize(
    ("page", "sentence"),
    [
        ("[x](no.md)", "docs/c.md：链接 no.md 指向的页面或文件不存在，请改正或删去。"),
        ("[x](a/b.md#no)", "docs/c.md：链接 a/b.md#no 指向的位置（docs/a/b.md 里的 no）不存在，请改正或删去。"),
        ("[x](#no)", "docs/c.md：链接 #no 指向的位置在本页不存在，请改正或删去。"),
        ("---\ntitle: [a\n---\n# 丙", "docs/c.md 第3行：页首两道 --- 之间的设置写法有误，没有生效，请改正。"),
        (
            "---\ntemplate: no.html\n---\n# 丙",
            "docs/c.md：这一页没有做成网页（模板 no.html 不存在），请改正后重新生成；其他页面不受影响。",
        ),
    ],
)
def test_a_bad_page_is_named_and_the_others_are_published(base: Path, page: str, sentence: str) -> None:
    by_hand.put(base, "docs/c.md", page)
    assert build(base) == [sentence]
    assert (base / "site" / "index.html").is_file()
    assert (base / "site" / "c.html").is_file()


def test_bad_bytes_in_a_page(base: Path) -> None:
    (base / "docs" / "c.md").write_bytes(b"# \xff\xfe")
    problems = build(base)
    assert len(problems) == 1
    assert problems[0].startswith("docs/c.md：这一页没有做成网页（不是 UTF-8 编码")
    assert "没有做成" in (base / "site" / "c.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("file", "text", "words"),
    [
        ("mkdocs.yml", "site_name: [\n", "mkdocs.yml：第2行写法有误"),
        ("mkdocs.yml", "site_name: x\ntheme: no\n", "mkdocs.yml：设置 theme 不对"),
        ("overrides/main.html", "{% if", "模板 overrides/main.html 第1行写法有误"),
    ],
)
def test_a_fault_outside_the_pages_keeps_the_old_site(base: Path, file: str, text: str, words: str) -> None:
    build(base)
    before = digest(base / "site")
    by_hand.put(base, "docs/index.md", "# 新\n")
    by_hand.put(base, file, text)
    problems = build(base)
    assert any(words in problem for problem in problems), problems
    assert problems[-1] == "网站没有重新生成，site/ 仍是原来的样子。"
    assert "Traceback" not in "".join(problems)
    assert digest(base / "site") == before


def test_the_house_stands_in_for_what_is_missing(base: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    other = tmp_path_factory.mktemp("other")
    by_hand.put(other, "docs/index.md", "# 甲\n")
    by_hand.put(base, "overrides/main.html", '{% extends "base.html" %}{% block footer %}家{% endblock %}')
    assert sites.build(other, base) == []
    assert "家" in (other / "site" / "index.html").read_text("utf-8")
    by_hand.put(other, "overrides/main.html", '{% extends "base.html" %}{% block footer %}自己{% endblock %}')
    assert sites.build(other, base) == []
    assert "自己" in (other / "site" / "index.html").read_text("utf-8")


@pytest.mark.parametrize("hooks", ["", "hooks: [scripts/cunjian/ship/hooks.py]\n"])
def test_every_page_has_its_policy_whatever_the_settings_say(base: Path, hooks: str) -> None:
    by_hand.put(base, "mkdocs.yml", by_hand.SETTINGS + hooks)
    assert build(base) == []
    assert (base / "site" / "a" / "b.html").read_text("utf-8").count("Content-Security-Policy") == 1


@pytest.mark.parametrize("left", ["during the build", "between the renames", "before the old one was removed"])
def test_a_killed_run_leaves_a_whole_site(base: Path, left: str) -> None:
    build(base)
    whole = digest(base / "site")
    if left == "during the build":
        by_hand.put(base, "site.new/index.html", "half")
    elif left == "between the renames":
        (base / "site").rename(base / "site.old")
        by_hand.put(base, "site.new/index.html", "new")
    else:
        by_hand.put(base, "site.old/index.html", "half removed")
    sites.settle(base)
    assert digest(base / "site") == whole
    assert not (base / "site.new").exists()
    assert not (base / "site.old").exists()


# --------------------------------------------------------------------------- bundle


def test_the_zip_is_as_promised(base: Path) -> None:
    build(base)
    by_hand.put(base, "site/404.html", "x")
    by_hand.put(base, "site/sitemap.xml", "x")
    target = bundle(base)
    assert target == base / "cunjian.zip"
    first = target.read_bytes()
    os.utime(base / "site" / "index.html", (1, 1))
    (base / "site" / "index.html").chmod(0o600)
    assert bundle(base).read_bytes() == first
    with zipfile.ZipFile(target) as archive:
        names = archive.namelist()
        assert names == sorted(names)
        assert all(n.startswith("cunjian/") and n.isascii() and len(n) <= 80 for n in names)
        assert not {"cunjian/404.html", "cunjian/sitemap.xml"} & set(names)
        assert {(i.date_time, i.external_attr, i.create_system) for i in archive.infolist()} == {
            ((1980, 1, 1, 0, 0, 0), 0o100644 << 16, 3)
        }
        manual = archive.read("cunjian/SHUOMING.txt")
        home = archive.read("cunjian/index.html").decode()
        archive.extractall(base / "out")
    assert manual.startswith(b"\xef\xbb\xbf")
    assert "使用说明" in manual.decode("utf-8-sig")
    assert manual.count(b"\n") == manual.count(b"\r\n") > 10
    assert HINT in home
    sums = (base / "out" / "cunjian" / "SHA256SUMS.txt").read_text("ascii")
    listed = dict(reversed(line.split("  ", 1)) for line in sums.splitlines())
    unpacked = digest(base / "out" / "cunjian")
    unpacked.pop("SHA256SUMS.txt")
    assert listed == unpacked
    assert not (base / "cunjian.zip.new").exists()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("说明.md", "docs/说明.md：文件名里有汉字"),
        ("x" * 80 + ".md", "路径超过 80 个字符"),
        ("a/B.md", "只差大小写"),
    ],
)
def test_a_name_that_does_not_travel_is_named(base: Path, name: str, words: str) -> None:
    by_hand.put(base, f"docs/{name}", "# 页\n")
    build(base)
    with pytest.raises(CannotRun, match=words):
        bundle(base)
    assert not (base / "cunjian.zip").exists()


def test_no_site_no_zip(tmp_path: Path) -> None:
    with pytest.raises(CannotRun, match="cunjian build"):
        bundle(tmp_path)


def test_the_manual_speaks_of_files_that_exist() -> None:
    assert bundles.SUMS in bundles.SHUOMING
    assert "index.html" in bundles.SHUOMING


def test_no_door_leads_to_an_index_of_nothing(tmp_path: Path) -> None:
    for name in ("villages/index.md", "terms/index.md", "terms/t00000001.md", "honours/index.md", "figures/index.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    doors = [{"首页": "index.md"}, {"案例村": "villages/index.md"}, {"术语": "terms/index.md"}, {"荣誉": "honours/index.md"},
             {"数字": "figures/index.md"}, "courses/index.md", {"关于": ["about.md"]}]  # fmt: skip
    config = SimpleNamespace(docs_dir=str(tmp_path), nav=doors, theme=SimpleNamespace(dirs=[]), extra_css=[])
    assert hooks.on_config(config).nav == [doors[0], doors[2], doors[3], doors[4], doors[6]]


def test_a_page_loads_the_scripts_it_has_a_use_for() -> None:
    given = ["assets/cunjian.js", "assets/reading.js", "assets/tables.js", "assets/compare.js", "assets/course.js", "own.js"]
    always = ["assets/cunjian.js", "own.js"]
    assert scripts.used(given, "about.md", "<p>compare.md</p>") == always
    assert scripts.used(given, "speeches/s1.md", '<div class="cj-body">') == ["assets/cunjian.js", "assets/reading.js", "own.js"]
    assert scripts.used(given, "figures/index.md", "") == ["assets/cunjian.js", "assets/tables.js", "own.js"]
    assert scripts.used(given, "terms/index-a.md", "") == ["assets/cunjian.js", "assets/compare.js", "own.js"]
