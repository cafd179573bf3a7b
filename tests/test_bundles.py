"""Bundles by part as they travel: packed, signed, verified, unpacked by other programs, compared."""

from __future__ import annotations

import argparse
import copy
import hashlib
import io
import json
import os
import re
import shutil
import stat
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html
from minisign import KeyPair
from playwright.sync_api import Browser

from cunjian import bundling, cli, pipeline
from cunjian.errors import CannotRun
from cunjian.part import Wanted
from cunjian.ship import bundle as bundles
from cunjian.ship import check as checks
from cunjian.ship import diff, packed, sign, updates
from cunjian.ship.verify import verify
from web import Watched

WINDOWS_PATH = 260  # with the closing NUL
FOLDER = 120  # characters of the folder that people unpack into: a deep one on a shared drive
_NOT_ON_WINDOWS = re.compile(r'[<>:"\\|?*]|[. ](?:/|$)|(?:^|/)(?:con|prn|aux|nul|com\d|lpt\d)(?:[./]|$)', re.IGNORECASE)


def need(program: str) -> str:
    """The program's path; a skip where it is not installed, except under CI, which installs it."""
    found = shutil.which(program)
    if found is None:
        if os.environ.get("CI"):
            pytest.fail(f"no {program}, and CI must not skip: apt-get install it")
        pytest.skip(f"没有 {program} / no {program} here")
    return found


def run(root: Path, *command: str | Path) -> int:
    return cli.main([*map(str, command), "--root", str(root)])


@pytest.fixture(scope="session")
def base(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample knowledge base once more, for bundles."""
    root = tmp_path_factory.mktemp("bundles") / "base"
    for part in ("sources", "curation", "docs", ".cunjian"):
        shutil.copytree(sample / part, root / part)
    return root


@pytest.fixture(scope="session")
def economy(base: Path) -> Path:
    """The part 集体经济."""
    assert run(base, "bundle", "--category", "集体经济") == 0
    return base / "cunjian-jitijingji.zip"


@pytest.fixture(scope="session")
def unpacked(economy: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("unpacked")
    with zipfile.ZipFile(economy) as archive:
        archive.extractall(folder)
    return folder / "cunjian-jitijingji"


def tree(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


# --------------------------------------------------------------------------- the part


def test_the_part_holds_what_was_asked_for_and_what_it_needs(base: Path, unpacked: Path) -> None:
    index = json.loads((unpacked / "data" / "index.json").read_text("utf-8"))
    whole = json.loads((base / "docs" / "data" / "index.json").read_text("utf-8"))
    wanted = {e["id"] for e in whole["entries"] if e.get("category") == "集体经济"}
    by_kind: dict[str, set[str]] = {}
    for entry in index["entries"]:
        by_kind.setdefault(entry["kind"], set()).add(entry["id"])
    assert by_kind["practice"] == wanted
    assert by_kind["speech"] == {e["speech"] for e in whole["entries"] if e["id"] in wanted}
    assert 0 < len(by_kind["speech"]) < sum(e["kind"] == "speech" for e in whole["entries"])
    for kind, folder in (("practice", "practices"), ("speech", "speeches"), ("term", "terms")):
        assert {p.stem for p in (unpacked / folder).glob("[spvt]????????.html")} == by_kind[kind]
    for id in by_kind["speech"]:
        page = html.parse(str(unpacked / "speeches" / f"{id}.html"), html.HTMLParser(encoding="utf-8"))
        data = json.loads((unpacked / "data" / "speeches" / f"{id}.json").read_text("utf-8"))
        shown = set(page.xpath("//span[@class='cj-s']/@id"))
        assert shown == {s["anchor"] for s in data["speech"]["sentences"]}
        assert (unpacked / "data" / "texts" / f"{id}.txt").read_bytes() == (
            base / "docs" / "data" / "texts" / f"{id}.txt"
        ).read_bytes()


def test_no_link_leads_out_of_the_part(unpacked: Path) -> None:
    files = set(tree(unpacked))
    links = 0
    for path in sorted(p for p in files if p.endswith(".html")):
        root = html.fromstring((unpacked / path).read_bytes().decode("utf-8"))
        for value in root.xpath("//@href | //@src"):
            parts = urlsplit(value)
            if parts.scheme or not parts.path:
                continue
            links += 1
            assert os.path.normpath(os.path.join(os.path.dirname(path), unquote(parts.path))) in files, (path, value)
    assert links > 1000


def test_the_search_finds_only_what_is_in_the_part(unpacked: Path) -> None:
    scripts = "".join(p.read_text("utf-8") for p in (unpacked / "assets" / "search").rglob("*.js"))
    named = set(re.findall(r'"([spvt][0-9a-hjkmnp-tv-z]{8})"', scripts))
    index = json.loads((unpacked / "data" / "index.json").read_text("utf-8"))
    assert named == {e["id"] for e in index["entries"]}


@pytest.mark.browser
def test_a_part_works_by_double_click_and_finds_what_it_holds(base: Path, unpacked: Path, browser: Browser) -> None:
    index = json.loads((unpacked / "data" / "index.json").read_text("utf-8"))
    whole = json.loads((base / "docs" / "data" / "index.json").read_text("utf-8"))
    inside = {e["id"] for e in index["entries"]}
    term = next(e["name"] for e in index["entries"] if e["kind"] == "term")
    village = next(e["name"] for e in whole["entries"] if e["kind"] == "village" and e["id"] not in inside)
    watched = Watched(browser, unpacked.as_uri())
    page = watched.page()
    page.goto(f"{unpacked.as_uri()}/index.html")
    page.wait_for_function("() => window.cunjian && window.cunjian.search")
    for words, folder, found in ((term, "terms/", True), (village, "villages/", False)):
        script = "async words => (await cunjian.search(words, {limit: 40})).map(r => r.url)"
        addresses = [str(a) for a in page.evaluate(script, words)]
        assert any(folder in a for a in addresses) == found
        ids = {m[0] for a in addresses if (m := re.search(r"[spvt][0-9a-z]{8}(?=\.html)", a))}
        assert ids <= inside
    page.locator(".md-content a[href^='speeches/s']").first.click()
    page.wait_for_url("**/speeches/s*.html")
    watched.context.close()
    assert watched.complaints == []


def test_the_cover_says_what_of_when_from_where(unpacked: Path) -> None:
    cover = html.fromstring((unpacked / "index.html").read_bytes().decode("utf-8"))
    text = cover.find(".//article").text_content()
    index = json.loads((unpacked / "data" / "index.json").read_text("utf-8"))
    assert "村鉴选编：集体经济" in text
    assert "按类别“集体经济”选出" in text
    assert f"条目截至 {max(index['first_published'].values())}" in text
    assert "“村鉴”知识库，没有设网上地址" in text
    assert f"做法 {sum(e['kind'] == 'practice' for e in index['entries'])} 条" in text
    manual = (unpacked / "SHUOMING.txt").read_text("utf-8-sig")
    assert "本包只收“集体经济”" in manual
    assert "cunjian-jitijingji 文件夹" in manual
    assert "{" not in manual


def test_the_part_keeps_the_promises(base: Path) -> None:
    wanted = Wanted(categories=("党员队伍",), villages=("青岚县崇江村",), terms=("三单管理",))
    with bundling.built(base, wanted, lambda root: pipeline.whole(root, lambda *_: None), 1) as (place, cut, problems):
        assert problems == []
        assert [a.kind for a in cut.asked] == ["category", "village", "term"]
        rows = (base / "curation" / "ids.tsv").read_text("utf-8").splitlines(keepends=True)
        index = json.loads((place / "docs" / "data" / "index.json").read_text("utf-8"))
        inside = {e["id"] for e in index["entries"]} | {n["id"] for n in index["notices"]}
        (place / "curation").mkdir()
        kept = [rows[0], *(r for r in rows[1:] if r.split("\t")[0] in inside)]
        (place / "curation" / "ids.tsv").write_text("".join(kept), "utf-8")
        shutil.copytree(base / "sources", place / "sources")
        assert [p for p in checks.check(place) if "sources/" not in p] == []
    assert not (base / ".cunjian" / "part").exists()


def test_a_course_brings_its_lessons_and_what_they_cite(base: Path, tmp_path: Path) -> None:
    root = tmp_path / "base"
    for part in ("sources", "curation", "docs"):
        shutil.copytree(base / part, root / part)
    index = json.loads((root / "docs" / "data" / "index.json").read_text("utf-8"))
    practice = next(e for e in index["entries"] if e["kind"] == "practice")
    term = next(e for e in index["entries"] if e["kind"] == "term")
    (root / "courses").mkdir()
    (root / "courses" / "党课.md").write_text(f"---\ntitle: 党课\nminutes: 45\n---\n\n# 第一课\n\n[[{practice['id']}]]\n\n见[[{term['id']}]]。\n", "utf-8")
    assert run(root, "bundle", "--course", "党课", "--out", root / "c.zip") == 0
    with zipfile.ZipFile(root / "c.zip") as archive:
        names = {n.partition("/")[2] for n in archive.namelist()}
    assert {f"practices/{practice['id']}.html", f"terms/{term['id']}.html", f"speeches/{practice['speech']}.html"} <= names
    assert [n for n in names if re.fullmatch(r"courses/c\w{8}_1\.html", n)]
    assert "courses/index.html" in names


def test_the_same_part_gives_the_same_bytes_and_is_signed_as_it_is_made(
    base: Path, economy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pair = KeyPair.generate()
    (tmp_path / "k").write_bytes(bytes(pair.secret_key))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1900000000")
    again = tmp_path / "again.zip"
    assert run(base, "bundle", "--category", "集体经济", "--out", again, "--sign", tmp_path / "k") == 0
    assert again.read_bytes() == economy.read_bytes()
    pair.public_key.verify_file(again)


def test_links_outside_go_online_where_the_site_has_an_address(sample: Path, tmp_path: Path) -> None:
    root = tmp_path / "base"
    for part in ("sources", "curation", "docs"):
        shutil.copytree(sample / part, root / part)
    settings = (Path(__file__).parents[1] / "mkdocs.yml").read_text("utf-8")
    (root / "mkdocs.yml").write_text(settings + "\nsite_url: https://dangjian.example.org/lib\n", "utf-8")
    page = next((root / "docs" / "practices").glob("p*.md"))
    page.write_text(page.read_text("utf-8") + "\n编者按：另见[某村](../villages/v00000000.md)。\n", "utf-8")
    assert run(root, "bundle", "--speech", _speech_of(root, page.stem), "--out", root / "x.zip") == 1  # a page kept
    with zipfile.ZipFile(root / "x.zip") as archive:
        speech = next(n for n in archive.namelist() if re.search(r"/speeches/s\w{8}\.html", n))
        found = html.fromstring(archive.read(speech).decode("utf-8"))
        cover = archive.read(next(n for n in archive.namelist() if n.endswith("/index.html") and n.count("/") == 1))
    away = [h for h in found.xpath("//article//a/@href") if "://" in h]
    assert f"https://dangjian.example.org/lib/practices/{page.stem}.html" in away
    assert "网上地址 https://dangjian.example.org/lib/" in html.fromstring(cover.decode("utf-8")).text_content()


def _speech_of(root: Path, practice: str) -> str:
    index = json.loads((root / "docs" / "data" / "index.json").read_text("utf-8"))
    return next(str(e["speech"]) for e in index["entries"] if e["id"] == practice)


def test_an_unknown_name_ends_with_two_and_leaves_nothing(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = set(base.iterdir())
    assert run(base, "bundle", "--category", "集体经济收入") == 2
    assert "没有叫“集体经济收入”的类别；相近的有：集体经济" in capsys.readouterr().err
    assert set(base.iterdir()) == before
    assert not (base / ".cunjian" / "part").exists()


# --------------------------------------------------------------------------- other machines


def test_names_travel_to_windows_and_macos(economy: Path) -> None:
    with zipfile.ZipFile(economy) as archive:
        names = archive.namelist()
        flags = {i.flag_bits for i in archive.infolist()}
    assert len(names) > 100
    assert all(n.isascii() for n in names)
    assert flags == {0}  # no UTF-8 flag, no encryption, sizes in front: the oldest unzip reads it
    assert len({n.lower() for n in names}) == len(names)
    assert not [n for n in names if _NOT_ON_WINDOWS.search(n)]
    # Explorer puts the folder inside one named after the zip.
    longest = max(len(f"{economy.stem}\\{n}") for n in names)
    assert FOLDER + 1 + longest < WINDOWS_PATH
    assert FOLDER + 1 + len(economy.stem) + 1 + bundles.LONGEST < WINDOWS_PATH


def _by_python(archive: Path, into: Path) -> None:
    with zipfile.ZipFile(archive) as opened:
        opened.extractall(into)


def _by_program(*command: str) -> Callable[[Path, Path], None]:
    def unpack(archive: Path, into: Path) -> None:
        need(command[0])
        line = [part.format(zip=archive, into=into) for part in command]
        subprocess.run(line, check=True, capture_output=True)

    return unpack


@pytest.mark.parametrize(
    "unpack",
    [
        _by_program("unzip", "-q", "{zip}", "-d", "{into}"),
        _by_program("7z", "x", "-y", "-o{into}", "{zip}"),
        _by_program("bsdtar", "-xf", "{zip}", "-C", "{into}"),
        _by_python,
    ],
    ids=["unzip", "7z", "bsdtar", "python"],
)
def test_other_programs_unpack_the_same(
    economy: Path, unpacked: Path, tmp_path: Path, unpack: Callable[[Path, Path], None]
) -> None:
    deep = tmp_path / ("x" * 60) / ("y" * 50)
    deep.mkdir(parents=True)
    unpack(economy, deep)
    assert [p.name for p in deep.iterdir()] == [unpacked.name]
    assert tree(deep / unpacked.name) == tree(unpacked)


def test_sha256sum_agrees(unpacked: Path, tmp_path: Path) -> None:
    need("sha256sum")
    command = ["sha256sum", "-c", "--strict", "--quiet", bundles.SUMS]
    assert subprocess.run(command, cwd=unpacked, capture_output=True, check=False).returncode == 0
    changed = tmp_path / "copy"
    shutil.copytree(unpacked, changed)
    (changed / "index.html").write_text("换过", "utf-8")
    assert subprocess.run(command, cwd=changed, capture_output=True, check=False).returncode == 1


# --------------------------------------------------------------------------- verify


def small(path: Path, files: dict[str, bytes], sums: bytes | None = None, **more: bytes) -> Path:
    """A bundle of these files with its list, and ``more`` that the list does not have."""
    lines = b"".join(f"{hashlib.sha256(v).hexdigest()}  {k}\n".encode() for k, v in files.items())
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (files | {bundles.SUMS: lines if sums is None else sums}).items():
            archive.writestr(f"cunjian/{name}", content)
        for name, content in more.items():
            archive.writestr(name, content)
    return path


def test_a_sound_bundle_is_sound_packed_and_unpacked(economy: Path, unpacked: Path) -> None:
    for one in (economy, unpacked, unpacked.parent):
        problems, count = verify(one)
        assert problems == []
        assert count == len(tree(unpacked)) - 1


def test_missing_changed_and_extra_are_named(unpacked: Path, tmp_path: Path) -> None:
    changed = tmp_path / "copy"
    shutil.copytree(unpacked, changed)
    (changed / "about.html").unlink()
    (changed / "index.html").write_bytes((changed / "index.html").read_bytes() + b" ")
    (changed / "setup.exe").write_bytes(b"MZ")
    problems, _ = verify(changed)
    assert [(p.split("：")[0], p.split("：")[1][:4]) for p in problems] == [
        ("about.html", "缺少这个"), ("setup.exe", "清单里没"), ("index.html", "内容与清")]  # fmt: skip


def _tampered(kind: str, path: Path) -> Path:
    if kind == "slip":
        return small(path, {"a.txt": b"a"}, **{"cunjian/../../evil.txt": b"x"})
    if kind == "absolute":
        return small(path, {"a.txt": b"a"}, **{"/etc/evil": b"x"})
    if kind == "drive":
        return small(path, {"a.txt": b"a"}, **{"C:/evil": b"x"})
    if kind == "backslash":
        return small(path, {"a.txt": b"a"}, **{"cunjian\\..\\evil": b"x"})
    if kind == "case":
        return small(path, {"a.txt": b"a", "A.TXT": b"b"})
    if kind == "beside":
        return small(path, {"a.txt": b"a"}, **{"other/evil.txt": b"x"})
    if kind == "device":
        return small(path, {"a.txt": b"a"}, **{"cunjian/aux.html": b"x"})
    if kind == "bomb":
        return small(path, {"a.txt": b"\0" * (17 * 1024**2)})
    if kind == "overlap":
        small(path, {"a.txt": b"a" * 99, "b.txt": b"b" * 99})
        with zipfile.ZipFile(path, "a") as archive:
            again = copy.copy(archive.infolist()[0])
            again.filename = "cunjian/c.txt"
            archive.filelist.append(again)
            archive.writestr("cunjian/d.txt", b"d")  # so that the directory is written again
        return path
    if kind == "no list":
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("cunjian/a.txt", b"a")
        return path
    if kind == "bad list":
        return small(path, {"a.txt": b"a"}, sums=b"nonsense\n")
    if kind == "not a zip":
        path.write_bytes(b"PK\x03\x04 and no more")
        return path
    if kind == "link":
        info = zipfile.ZipInfo("cunjian/b.txt")
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        small(path, {"a.txt": b"a"})
        with zipfile.ZipFile(path, "a") as archive:
            archive.writestr(info, "/etc/passwd")
        return path
    if kind == "twice":
        small(path, {"a.txt": b"a"})
        with zipfile.ZipFile(path, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("cunjian/a.txt", b"b")
        return path
    assert kind == "damaged"
    small(path, {"a.txt": b"abcdefgh" * 40})
    content = bytearray(path.read_bytes())
    content[content.index(b"cunjian/a.txt") + 15] ^= 0xFF
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("slip", "写到解压的文件夹以外"),
        ("absolute", "写到解压的文件夹以外"),
        ("drive", "写到解压的文件夹以外"),
        ("backslash", "写到解压的文件夹以外"),
        ("case", "只差大小写"),
        ("twice", "同名的文件"),
        ("beside", "在 cunjian 文件夹以外"),
        ("device", "不能用的字符或名称"),
        ("link", "指向别处的链接"),
        ("bomb", "像压缩炸弹"),
        ("overlap", "像压缩炸弹"),
        ("no list", "没有能读的清单"),
        ("bad list", "SHA256SUMS.txt 第1行：写法不对"),
        ("not a zip", "不是完好的压缩包"),
        ("damaged", "a.txt：已损坏，读不出来"),
    ],
)
def test_a_tampered_bundle_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str, words: str) -> None:
    path = _tampered(kind, tmp_path / "x.zip")
    assert run(tmp_path, "bundle", "--verify", path) == 1
    said = capsys.readouterr().err
    assert words in said
    assert "Traceback" not in said
    assert [p.name for p in tmp_path.iterdir()] == ["x.zip"]


def test_too_many_files_or_bytes_are_not_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = small(tmp_path / "x.zip", {"a.txt": b"a", "b.txt": b"b"})
    monkeypatch.setattr(packed, "MAX_MEMBERS", 2)
    assert "超过上限 2 个" in verify(path)[0][0]
    monkeypatch.undo()
    monkeypatch.setattr(packed, "MAX_TOTAL", 100)
    assert "像压缩炸弹" in verify(path)[0][0]
    with pytest.raises(CannotRun, match="没有这个压缩包"):
        verify(tmp_path / "no.zip")


# --------------------------------------------------------------------------- sign


def keys(folder: Path, passphrase: str = "") -> tuple[Path, Path]:
    """A pair of keys made by the real minisign."""
    secret, public = folder / "x.key", folder / "x.pub"
    command = [need("minisign"), "-G", "-p", str(public), "-s", str(secret), *([] if passphrase else ["-W"])]
    subprocess.run(command, input=f"{passphrase}\n" * 2, text=True, check=True, capture_output=True)
    return secret, public


def test_minisign_verifies_what_we_sign_and_we_what_it_signs(tmp_path: Path) -> None:
    secret, public = keys(tmp_path)
    path = small(tmp_path / "x.zip", {"data/index.json": b'{"first_published": {"t1": "2026-01-02", "t2": "2025-01-01"}}'})
    beside = sign.sign(path, sign.secret_key(secret))
    assert beside == tmp_path / "x.zip.minisig"
    first = beside.read_bytes()
    assert sign.sign(path, sign.secret_key(secret)).read_bytes() == first
    done = subprocess.run(["minisign", "-Vm", path, "-p", public], capture_output=True, text=True, check=True)
    assert "file:x.zip\tuntil:2026-01-02" in done.stdout
    beside.unlink()
    for how in ([], ["-l"]):  # hashed, and the older form
        subprocess.run(["minisign", "-S", *how, "-s", secret, "-m", path], check=True, capture_output=True, input="")
        assert sign.check(path, str(public))[0] == []
        assert sign.check(path, public.read_text().splitlines()[1])[0] == []


def test_a_passphrase_is_asked_for_and_never_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    secret, public = keys(tmp_path, "清风 2026")
    path = small(tmp_path / "x.zip", {"a.txt": b"a"})
    asked: list[str] = []

    def answer(prompt: str) -> str:
        asked.append(prompt)
        return "清风 2026"

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(sys, "stdin", Terminal())
    monkeypatch.setattr(sign.getpass, "getpass", answer)
    sign.sign(path, sign.secret_key(secret))
    assert asked == ["签名密钥的口令（输入时不显示）："]
    subprocess.run(["minisign", "-Vm", path, "-p", public], check=True, capture_output=True)
    pair = KeyPair.generate()  # the same with a lock that opens fast
    pair.secret_key.encrypt("清风 2026", opslimit=32768, memlimit=1 << 20)
    secret.write_bytes(bytes(pair.secret_key))
    monkeypatch.setattr(sys, "stdin", io.StringIO("清风 2026\n"))
    assert not sign.secret_key(secret).is_encrypted()
    for typed, words in (("不对\n", "口令不对"), ("", "没有可以输入口令的终端")):
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        with pytest.raises(CannotRun, match=words):
            sign.secret_key(secret)
    assert "清风" not in "".join(capsys.readouterr())


def test_a_tampered_copy_is_told_from_ours(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ours, theirs = KeyPair.generate(), KeyPair.generate()
    for name, pair in (("ours", ours), ("theirs", theirs)):
        (tmp_path / f"{name}.pub").write_bytes(bytes(pair.public_key))
        (tmp_path / f"{name}.key").write_bytes(bytes(pair.secret_key))
    path = small(tmp_path / "x.zip", {"a.txt": b"a"})

    def said(key: str) -> tuple[int, str]:
        return run(tmp_path, "bundle", "--verify", path, "--key", key), capsys.readouterr().err

    assert "旁边没有签名文件 x.zip.minisig" in said(str(tmp_path / "ours.pub"))[1]
    sign.sign(path, sign.secret_key(tmp_path / "ours.key"))
    code, text = said(str(tmp_path / "ours.pub"))
    assert (code, "签名属实" in text, "完好：1 个文件" in text) == (0, True, True)
    assert "不是这个公钥的持有者所发" in said(str(tmp_path / "theirs.pub"))[1]
    small(path, {"a.txt": b"b"})  # changed, with a list that fits: only the signature tells
    assert verify(path)[0] == []
    code, text = said(str(tmp_path / "ours.pub"))
    assert code == 1
    assert "签名不符" in text
    (tmp_path / "x.zip.minisig").write_bytes(b"nonsense")
    assert "签名文件已损坏" in said(str(tmp_path / "ours.pub"))[1]
    assert said("RWnonsense")[0] == 2
    assert run(tmp_path, "bundle", "--sign", tmp_path / "ours.pub") == 2
    assert "不是 minisign 的签名密钥" in capsys.readouterr().err


# --------------------------------------------------------------------------- what users are told


def test_every_option_is_explained() -> None:
    parser = argparse.ArgumentParser()
    bundling.arguments(parser)
    told = (Path(__file__).parents[1] / "docs" / "bundles.md").read_text("utf-8")
    options = [o for action in parser._actions for o in action.option_strings if o not in ("-h", "--help")]
    assert len(options) == 10
    assert [o for o in options if o not in told] == []


# --------------------------------------------------------------------------- diff


@pytest.fixture
def later(base: Path, economy: Path, tmp_path: Path) -> Path:
    """The knowledge base after an editor's week: one speech gone, one practice renamed in its speech, one noted."""
    root = tmp_path / "later"
    for part in ("sources", "curation", "docs"):
        shutil.copytree(base / part, root / part)
    index = json.loads((root / "docs" / "data" / "index.json").read_text("utf-8"))
    practices = sorted((e for e in index["entries"] if e.get("category") == "集体经济"), key=lambda e: e["id"])
    (root / "curation" / "corrections.yml").write_text(
        f"- page: {practices[0]['id']}\n  note: 已到现场核对。\n- page: {practices[1]['id']}\n  category: 其他\n", "utf-8"
    )
    return root


def test_a_bundle_is_compared_with_the_same_part_of_today(
    economy: Path, later: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    corrected = re.findall(r"p\w{8}", (later / "curation" / "corrections.yml").read_text("utf-8"))
    assert run(later, "bundle", "--diff", economy, later) == 0
    out = capsys.readouterr().out.splitlines()
    assert out[0].startswith("cunjian-jitijingji.zip → later：")
    rows = {line.split("\t")[2]: line.split("\t")[0] for line in out[1:]}
    assert rows[corrected[0]] == "有改动"
    assert rows[corrected[1]] == "撤下或并入"
    assert not set(rows.values()) - {"有改动", "撤下或并入"}
    page = (later / "cunjian-jitijingji-gengxin.html").read_text("utf-8")
    root = html.fromstring(page)
    assert "本期更新：集体经济" in root.text_content()
    assert set(corrected) <= set(root.xpath("//code/text()"))
    assert not root.xpath("//@src | //@href")
    assert "增 1 段" in next(line for line in out if corrected[0] in line)


def test_the_other_way_round_what_was_withdrawn_is_new(economy: Path, later: Path, base: Path) -> None:
    target = later / "b.zip"
    assert run(later, "bundle", "--category", "集体经济", "--out", target) == 0
    changes = diff.compare(diff.read(target), diff.read(economy))
    corrected = re.findall(r"p\w{8}", (later / "curation" / "corrections.yml").read_text("utf-8"))
    assert [c.id for c in changes if c.what == "new" and c.id.startswith("p")] == [corrected[1]]
    assert all(c.title and c.path for c in changes)


def test_a_bundle_and_itself_do_not_differ(economy: Path, unpacked: Path) -> None:
    side = diff.read(economy)
    assert diff.compare(side, diff.read(unpacked)) == []
    assert "内容相同" in updates.page(side, side, [])


def test_further_pages_of_a_term_count_as_the_term_and_indexes_not_at_all(tmp_path: Path) -> None:
    def site(name: str, said: str) -> diff.Side:
        pages = {"terms/t00000001.html": "积分制", "terms/t00000001-2023.html": said, "terms/index-j.html": said,
                 "figures/index.html": said}  # fmt: skip
        files = {k: f"<article><h1>积分制</h1><p>{v}</p></article>".encode() for k, v in pages.items()}
        return diff.read(small(tmp_path / name, files | {"data/index.json": b'{"entries": []}'}))

    changes = diff.compare(site("a.zip", "一句"), site("b.zip", "另一句"))
    assert [(c.what, c.id, c.note) for c in changes] == [("changed", "t00000001", "增 1 段、减 1 段")]


def test_titles_cannot_break_the_page() -> None:
    change = diff.Change("new", "terms/t00000001.html", "<script>alert(1)</script>", "t00000001")
    side = diff.Side("a.zip", "2026-01-01", "<b>", {})
    page = updates.page(side, side, [change])
    assert "<script" not in page
    assert "<b>" not in page
