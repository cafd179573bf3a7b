"""A knowledge base whose speeches are code to some layer: no script runs, no request leaves, every sentence stands there."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser, Page

from web import Watched

HERE = Path(__file__).parents[1]
RUN = "window.cunjianRan=(window.cunjianRan||0)+1"
AWAY = "http://away.invalid/x"
PAYLOADS = [
    f"<script>{RUN}</script>", f'<img src=x onerror="{RUN}">', f'<svg onload="{RUN}">', f"<style>@import '{AWAY}'</style>",
    f'<img src="{AWAY}.png">', f'<link rel=stylesheet href="{AWAY}.css">', f'<iframe src="{AWAY}"></iframe>',
    f"[点我](javascript:{RUN})", f"![图]({AWAY}.png)", f"[甲]: {AWAY}", f"<{AWAY}>", f"{AWAY}.html", "www.away.invalid",
    "{{ config.site_name }}", "{% include '/etc/passwd' %}", '--8<-- "/etc/passwd"', "{: onclick=alert(1) .x #y }", "{#id}",
    "&lt;b&gt; &amp; &#42; &nbsp;", "党\u202e设建\u202c之后", "三\u200b会\ufeff一课", "\x1b]0;盗名\x07和\x1b[31m红", "</span></p></div>",
    "--><!--", "]]><![CDATA[", "`code` **粗** __a__ ~~删~~ ==亮== ++x++ ^^y^^ :smile:", "$x$ \\(y\\)", "| a | b |", "\\u003cscript>",
    '"];window.cunjianRan=1;//', "';window.cunjianRan=1;//", "\u2028window.cunjianRan=1", "</script><script>" + RUN + "</script>",
    "‮RLO‬", "\ue000私用", "𠮷野家村", "\ufffe", "1. 点", "# 井", "> 引", "- 横", "*** ", "--- ", "!!! note", "??? x", "<details open ontoggle=" + RUN + ">",
]  # fmt: skip


def speech(number: int, some: list[str]) -> str:
    body = "".join(
        f"{'一二三四五六七八九十'[n % 10]}、落实{p}工作\n云岭乡推行“{p}”管理制度，崇江村种有机茶8{n}0亩，{p}都说好。{p}。\n" for n, p in enumerate(some)
    )
    return f"{some[0]}在全县推进会上的发言{number}\n{some[1]}\n各位领导：\n{body}谢谢大家{number}！\n"


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("hostile")
    (root / "sources").mkdir()
    for number in range(0, len(PAYLOADS), 4):
        some = (PAYLOADS * 2)[number : number + 5]
        name = f"{number}-<b>&'{'{{x}}'}.txt" if sys.platform != "win32" else f"{number}.txt"
        (root / "sources" / name).write_bytes(speech(number, some).encode("utf-8"))
    (root / "sources" / "front.txt").write_text("---\ntemplate: /etc/passwd\ntitle: x\n---\nAuthor: y\n\n" + speech(99, PAYLOADS[:6]), "utf-8")
    run = "import sys; from cunjian.cli import main; sys.exit(main())"
    done = subprocess.run(
        [sys.executable, "-c", run, "bundle", "--root", str(root)], capture_output=True, text=True, check=False,
        env=os.environ | {"PYTHONPATH": str(HERE / "scripts")},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return root


def command(root: Path, *arguments: str) -> str:
    run = "import sys; from cunjian.cli import main; sys.exit(main())"
    done = subprocess.run(
        [sys.executable, "-c", run, *arguments], capture_output=True, check=False, cwd=root,
        env=os.environ | {"PYTHONPATH": str(HERE / "scripts"), "TERM": "xterm-256color", "FORCE_COLOR": "1"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode("utf-8")


def speeches(root: Path) -> Iterator[dict[str, object]]:
    for file in sorted((root / "docs" / "data" / "speeches").glob("*.json")):
        yield json.loads(file.read_text("utf-8"))["speech"]


def test_every_promise_is_kept(hostile: Path) -> None:
    command(hostile, "check")


def test_the_terminal_obeys_nothing(hostile: Path) -> None:
    own = re.compile(r"\x1b\[[0-9;]*m")
    for file in sorted((hostile / "sources").iterdir()):
        shown = own.sub("", command(hostile, "inspect", str(file), "--root", str(hostile)))
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2028\u2029\u2060-\u2069\ufeff\ue000]", shown)
        assert "root:" not in shown


def test_data_and_xml_are_sound_and_no_file_of_the_machine_is_in_the_site(hostile: Path) -> None:
    for file in (hostile / "site").rglob("*"):
        if file.suffix in (".html", ".js", ".json", ".txt", ".xml", ".md"):
            assert b"root:x:0" not in file.read_bytes(), file
        if file.suffix == ".xml":
            ElementTree.fromstring(file.read_bytes())
        if file.suffix == ".json":
            json.loads(file.read_bytes())
    export = json.loads(command(hostile, "export", "-", "--root", str(hostile)))
    assert len(export["speeches"]) == len(list((hostile / "sources").iterdir()))


# --------------------------------------------------------------------------- in a browser


SENTENCES = """() => [...document.querySelectorAll('.cj-s')].map(one => {
  const copy = one.cloneNode(true);
  copy.querySelectorAll('.cj-u').forEach(u => { u.textContent = String.fromCodePoint(parseInt(u.dataset.u, 16)); });
  return [one.id, copy.textContent];
})"""


def opened(watched: Watched, address: str) -> Page:
    page = watched.page()
    page.on("dialog", lambda d: (watched.complaints.append(f"dialog: {d.message}"), d.dismiss()))
    page.goto(address, wait_until="load")
    return page


def wanted(root: Path, speech: dict[str, object]) -> list[list[str]]:
    """Anchor and words of every sentence, without the noise inside it and without blanks."""
    text = (root / "docs" / "data" / "texts" / f"{speech['id']}.txt").read_bytes().decode("utf-8")
    noise = {at for n in speech["noise"] for at in range(n["start"], n["end"])}  # type: ignore[attr-defined]
    return [
        [s["anchor"], "".join("".join(text[at] for at in range(s["start"], s["end"]) if at not in noise).split())]
        for s in speech["sentences"]  # type: ignore[attr-defined]
    ]


@pytest.mark.browser
def test_no_script_runs_no_request_leaves_every_sentence_stands(hostile: Path, browser: Browser) -> None:
    site = hostile / "site"
    watched = Watched(browser, site.as_uri())
    texts = {s["id"]: s for s in speeches(hostile)}
    pages = [p for p in sorted(site.rglob("*.html")) if p.parent.name != "practices"] + sorted((site / "practices").glob("*.html"))[:12]
    page = opened(watched, (site / "index.html").as_uri())
    for path in pages:
        page.goto(path.as_uri(), wait_until="load")
        assert page.evaluate("window.cunjianRan") is None, path
        assert page.evaluate("document.querySelectorAll('[onclick],[onerror],[onload],[ontoggle],iframe,object,embed,a[href^=javascript]').length") == 0
        if path.stem in texts:
            shown = [[i, "".join(t.split())] for i, t in page.evaluate(SENTENCES)]
            assert shown == wanted(hostile, texts[path.stem]), path
    assert watched.complaints == []
    watched.context.close()


@pytest.mark.browser
def test_search_results_and_tooltips_show_text(hostile: Path, browser: Browser) -> None:
    watched = Watched(browser, (hostile / "site").as_uri())
    page = opened(watched, (hostile / "site" / "search.html").as_uri())
    field = page.locator("input[type=search], .cj-search input, input[type=text]").last
    for words in ("<script>", "onerror", "发言", "管理", "\u202e", "window.cunjianRan"):
        field.fill(words)
        page.wait_for_timeout(150)
        assert page.evaluate("window.cunjianRan") is None
        assert page.evaluate("document.querySelectorAll('main img, main iframe, main svg[onload], main style').length") == 0
    speech = next(iter(sorted((hostile / "site" / "speeches").glob("s*.html"))))
    page.goto(speech.as_uri())
    for link in page.locator("a.cj-t, a.cj-v").all()[:10]:
        link.focus()
        page.wait_for_timeout(50)
    assert page.evaluate("window.cunjianRan") is None
    assert watched.complaints == []
    watched.context.close()
