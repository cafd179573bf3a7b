"""Courses in a real browser: ticks that stay, and the SCORM package run by a learning system's runtime.

The runtime is scorm-again from npm where ``make .venv/.scorm`` could get it, and always a small strict one of our own.
"""

from __future__ import annotations

import hashlib
import io
import re
import threading
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from cunjian.model import Course
from teaching import run
from test_reach import violations
from web import Watched

pytestmark = pytest.mark.browser

HERE = Path(__file__).parents[1]
SCORM_AGAIN = HERE / ".venv/scorm/node_modules/scorm-again/dist/scorm12.min.js"
SCORM_AGAIN_SHA256 = "cf86d5840673b1ae90d00a1f6689376312842b65c7595b417b1259bfb0fc56b6"

STRICT = """window.API = (function () {
  var open = false, over = false, cmi = {"cmi.core.lesson_status": window.status0 || "not attempted"}, code = "0";
  var words = {"cmi.core.lesson_status": /^(passed|completed|failed|incomplete|browsed|not attempted)$/,
    "cmi.core.exit": /^(time-out|suspend|logout|)$/, "cmi.core.session_time": /^\\\\d{2,4}:\\\\d\\\\d:\\\\d\\\\d(\\\\.\\\\d{1,2})?$/};
  window.calls = []; window.faults = [];
  function fault(n, what) { code = n; window.faults.push(n + " " + what); return "false"; }
  function note(name, args) { window.calls.push(name + "(" + Array.prototype.join.call(args, ",") + ")"); code = "0"; }
  return {
    LMSInitialize: function (x) { note("LMSInitialize", arguments); if (x !== "" || open || over) { return fault("101", "initialize"); } open = true; return "true"; },
    LMSFinish: function (x) { note("LMSFinish", arguments); if (x !== "" || !open) { return fault("301", "finish"); } open = false; over = true; return "true"; },
    LMSGetValue: function (k) {
      note("LMSGetValue", arguments); if (!open) { fault("301", k); return ""; } if (!(k in cmi)) { fault("401", k); return ""; } return cmi[k]; },
    LMSSetValue: function (k, v) { note("LMSSetValue", arguments); if (!open) { return fault("301", k); } if (!words[k]) { return fault("401", k); }
      if (typeof v !== "string" || !words[k].test(v)) { return fault("405", k + "=" + v); } cmi[k] = v; return "true"; },
    LMSCommit: function (x) { note("LMSCommit", arguments); return x === "" && open ? "true" : fault("301", "commit"); },
    LMSGetLastError: function () { return code; }, LMSGetErrorString: function () { return code; }, LMSGetDiagnostic: function () { return code; },
    cmi: cmi
  };
})();
window.said = function (k) { return window.API.cmi[k]; };"""
AGAIN = """window.calls = []; window.faults = [];
window.API = new (window.Scorm12API.Scorm12API || window.Scorm12API)({autocommit: false, logLevel: 5});
["LMSInitialize", "LMSFinish", "LMSSetValue", "LMSCommit"].forEach(function (name) {
  var own = window.API[name];
  window.API[name] = function () { var said = own.apply(window.API, arguments); window.calls.push(name + "(" + Array.prototype.join.call(arguments, ",") + ")");
    if (String(said) !== "true") { window.faults.push(name + " " + window.API.LMSGetLastError()); } return said; };
});
window.said = function (k) { return k.slice(4).split(".").reduce(function (o, p) { return o[p]; }, window.API.cmi); };"""


@pytest.fixture(scope="module", params=["strict", "scorm-again"])
def player(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, made: Callable[[str], bytes]
) -> Iterator[str]:
    """The address of a folder that holds the unpacked package and a page that plays a lesson of it."""
    folder = tmp_path_factory.mktemp("scorm")
    with zipfile.ZipFile(io.BytesIO(made("scorm"))) as archive:
        archive.extractall(folder)
    script = STRICT.replace("\\\\", "\\")
    if request.param == "scorm-again":
        if not SCORM_AGAIN.is_file():
            pytest.skip("make .venv/.scorm could not get scorm-again")
        assert hashlib.sha256(SCORM_AGAIN.read_bytes()).hexdigest() == SCORM_AGAIN_SHA256
        script = AGAIN
        (folder / "runtime.js").write_bytes(SCORM_AGAIN.read_bytes())
    else:
        (folder / "runtime.js").write_text("", "utf-8")
    frame = '<iframe id="sco" width="900" height="500" src="about:blank"></iframe>'
    (folder / "player.html").write_text(
        f'<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><script src="runtime.js"></script>'
        f"<script>window.status0 = decodeURIComponent(location.hash.slice(1));{script}</script>{frame}", "utf-8")  # fmt: skip

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def launch(page: Page, lesson: str) -> None:
    page.evaluate("name => { document.getElementById('sco').src = name; }", lesson)
    page.frame_locator("#sco").locator("#done").wait_for()


def said(page: Page, name: str) -> str:
    return str(page.evaluate("name => window.said(name)", name))


def leave(page: Page) -> None:
    page.evaluate("document.getElementById('sco').src = 'about:blank'")
    page.wait_for_function("window.calls.some(call => call === 'LMSFinish()')")


def test_a_lesson_reports_that_it_is_done(player: str, browser: Browser) -> None:
    watched = Watched(browser, player)
    page = watched.page()
    page.goto(f"{player}/player.html")
    launch(page, "lesson1.html")
    page.wait_for_function("window.calls.length > 1")
    assert said(page, "cmi.core.lesson_status") == "incomplete"
    page.frame_locator("#sco").locator("#done").evaluate("button => button.click()")
    page.wait_for_function("window.said('cmi.core.lesson_status') === 'completed'")
    expect(page.frame_locator("#sco").locator("#done")).to_have_text("已学完")
    leave(page)
    calls = page.evaluate("window.calls")
    assert calls[0] == "LMSInitialize()"
    assert calls[-2:] == ["LMSCommit()", "LMSFinish()"]
    assert [c for c in calls if re.fullmatch(r"LMSSetValue\(cmi\.core\.session_time,\d\d:\d\d:\d\d\)", c)]
    assert page.evaluate("window.faults") == []
    watched.context.close()
    assert watched.complaints == []


def test_reading_to_the_end_is_enough(player: str, browser: Browser) -> None:
    watched = Watched(browser, player)
    page = watched.page()
    page.goto(f"{player}/player.html")
    launch(page, "lesson1.html")
    page.frame_locator("#sco").locator("body").evaluate("body => window.scrollTo(0, body.scrollHeight)")
    page.wait_for_function("window.said('cmi.core.lesson_status') === 'completed'")
    leave(page)
    assert page.evaluate("window.faults") == []
    watched.context.close()
    assert watched.complaints == []


def test_a_lesson_left_half_way_is_not_done(player: str, browser: Browser) -> None:
    watched = Watched(browser, player)
    page = watched.page()
    page.goto(f"{player}/player.html")
    launch(page, "lesson1.html")
    leave(page)
    assert "LMSSetValue(cmi.core.exit,suspend)" in page.evaluate("window.calls")
    assert "LMSSetValue(cmi.core.lesson_status,completed)" not in page.evaluate("window.calls")
    watched.context.close()


def test_a_lesson_once_done_stays_done(player: str, browser: Browser) -> None:
    watched = Watched(browser, player)
    page = watched.page()
    page.goto(f"{player}/player.html#completed")
    if page.evaluate("window.API.cmi.core ? 1 : 0"):
        page.evaluate("window.API.cmi.core.lesson_status = 'completed'")
    launch(page, "lesson1.html")
    expect(page.frame_locator("#sco").locator("#done")).to_have_text("已学完")
    leave(page)
    assert not [c for c in page.evaluate("window.calls") if "lesson_status" in c and "LMSSetValue" in c]
    watched.context.close()


def test_without_a_learning_system_the_lesson_reads_as_it_is(player: str, browser: Browser) -> None:
    watched = Watched(browser, player)
    page = watched.page()
    page.goto(f"{player}/lesson4.html")
    assert page.evaluate("window.cunjianRan || 0") == 0
    page.locator("#done").evaluate("button => button.click()")
    expect(page.locator("#done")).to_have_text("已学完")
    watched.context.close()
    assert watched.complaints == []


@pytest.fixture(scope="module")
def lessons(taught: Path, course: Course) -> Path:
    if not (taught / "site").is_dir():
        run(taught, "build")
    return taught / "site" / "courses"


def test_ticks_stay_on_this_device(lessons: Path, course: Course, browser: Browser) -> None:
    watched = Watched(browser, lessons.parent.as_uri())
    page = watched.page()
    home = (lessons / f"{course.name}.html").as_uri()
    page.goto((lessons / f"{course.name}_2.html").as_uri())
    page.get_by_label("学完这一课").check()
    page.goto(home)
    boxes = page.locator(".cj-tick input")
    assert [box.is_checked() for box in boxes.all()] == [False, True, False, False]
    boxes.nth(3).check()
    boxes.nth(1).uncheck()
    page.reload()
    assert [box.is_checked() for box in page.locator(".cj-tick input").all()] == [False, False, False, True]
    watched.context.close()
    assert watched.complaints == []


def test_without_script_or_storage_nothing_is_lost(lessons: Path, course: Course, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((lessons / f"{course.name}_1.html").as_uri())
    assert page.locator(".cj-cited").count() > 20
    expect(page.locator(".cj-tick")).to_have_text("学完这一课")
    context.close()
    watched = Watched(browser, lessons.parent.as_uri())
    watched.context.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new Error('no'); }})")
    page = watched.page()
    page.goto((lessons / f"{course.name}_1.html").as_uri())
    page.get_by_label("学完这一课").check()
    expect(page.get_by_label("学完这一课")).to_be_checked()
    watched.context.close()


def test_lessons_lead_to_each_other(lessons: Path, course: Course, browser: Browser) -> None:
    watched = Watched(browser, lessons.parent.as_uri())
    page = watched.page()
    page.goto((lessons / "index.html").as_uri())
    page.locator("article h2 a", has_text=course.title).click()
    page.locator(".cj-lessons a").first.click()
    for lesson in course.lessons[1:]:
        page.locator(".cj-ways a", has_text=lesson.title).click()
        expect(page.locator("h1")).to_have_text(lesson.title)
    assert page.locator(".cj-ways li").count() == 2
    watched.context.close()


@pytest.mark.parametrize(("scheme", "width"), [("light", 390), ("dark", 1280)])
def test_courses_are_within_reach(
    lessons: Path, course: Course, made: Callable[[str], bytes], browser: Browser, tmp_path: Path, scheme: str, width: int
) -> None:
    with zipfile.ZipFile(io.BytesIO(made("scorm"))) as archive:
        archive.extractall(tmp_path)
    (tmp_path / "whole.html").write_bytes(made("html"))
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    page, wrong = context.new_page(), {}
    for file in (*(lessons / f"{name}.html" for name in ("index", course.name, f"{course.name}_2")),
                 tmp_path / "whole.html", tmp_path / "lesson2.html"):  # fmt: skip
        page.goto(file.as_uri())
        found = violations(page)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append("wider than the screen")
        if found:
            wrong[file.name] = found
    context.close()
    assert wrong == {}
