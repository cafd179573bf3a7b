"""A SCORM 1.2 package: one learning object a lesson, each reporting to the learning system when it is done.

The wrapper finds the system's ``API`` as the standard asks (this window, its parents, the opener), and a lesson is
completed when its end has been seen or the learner says so.  Without a learning system the pages read as they are.
"""

from __future__ import annotations

from html import escape

from cunjian.course.take import html
from cunjian.course.take.package import xml_text, zipped
from cunjian.course.take.place import Place
from cunjian.model import Course, Lesson

_SCRIPT = """/* Reports one lesson to a SCORM 1.2 learning system. Classic script; does nothing where there is no such system. */
(function () {
  "use strict";
  var api = null, begun = false, done = false, start = new Date().getTime();

  function search(from) {
    for (var hops = 0; from && hops < 500; hops += 1) {
      try {
        if (from.API) { return from.API; }
        if (!from.parent || from.parent === from) { return null; }
        from = from.parent;
      } catch (e) { return null; }
    }
    return null;
  }
  function find() {
    var found = search(window);
    try { if (!found && window.opener) { found = search(window.opener); } } catch (e) { /* another origin */ }
    return found;
  }
  function ok(value) { return String(value) === "true"; }
  function two(n) { return (n < 10 ? "0" : "") + n; }
  function time() {
    var all = Math.round((new Date().getTime() - start) / 1000);
    return two(Math.min(99, Math.floor(all / 3600))) + ":" + two(Math.floor(all / 60) % 60) + ":" + two(all % 60);
  }
  function show() {
    var button = document.getElementById("done");
    if (button) { button.disabled = done; button.textContent = done ? "已学完" : "学完这一课"; }
  }
  function complete() {
    if (done) { return; }
    done = true;
    if (begun) { api.LMSSetValue("cmi.core.lesson_status", "completed"); api.LMSCommit(""); }
    show();
  }
  function seen() {
    var page = document.documentElement;
    var top = window.pageYOffset || page.scrollTop || document.body.scrollTop;
    if (top + window.innerHeight >= Math.max(page.scrollHeight, document.body.scrollHeight) - 40) { complete(); }
  }
  function begin() {
    api = find();
    begun = !!api && ok(api.LMSInitialize(""));
    if (begun) {
      var status = api.LMSGetValue("cmi.core.lesson_status");
      done = status === "completed" || status === "passed";
      if (!done) { api.LMSSetValue("cmi.core.lesson_status", "incomplete"); api.LMSCommit(""); }
    }
    show();
    var button = document.getElementById("done");
    if (button) { button.addEventListener("click", complete); }
    window.addEventListener("scroll", seen);
    window.setTimeout(seen, 5000);
  }
  function end() {
    if (!begun) { return; }
    begun = false;
    api.LMSSetValue("cmi.core.session_time", time());
    api.LMSSetValue("cmi.core.exit", done ? "" : "suspend");
    api.LMSCommit("");
    api.LMSFinish("");
  }
  window.addEventListener("load", begin);
  window.addEventListener("beforeunload", end);
  window.addEventListener("pagehide", end);
})();
"""
_MANIFEST = """<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="cunjian-{name}" version="1.0"
  xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
  xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">
  <metadata>
    <schema>ADL SCORM</schema>
    <schemaversion>1.2</schemaversion>
  </metadata>
  <organizations default="course">
    <organization identifier="course">
      <title>{title}</title>
{items}
    </organization>
  </organizations>
  <resources>
{resources}
  </resources>
</manifest>
"""
_ITEM = """      <item identifier="item{n}" identifierref="lesson{n}" isvisible="true">
        <title>{title}</title>
      </item>"""
_RESOURCE = """    <resource identifier="lesson{n}" type="webcontent" adlcp:scormtype="sco" href="lesson{n}.html">
      <file href="lesson{n}.html"/>
      <file href="scorm.js"/>
    </resource>"""


def package(course: Course, place: Place) -> bytes:
    """The zip."""
    lessons = course.lessons or ((course.opening or Lesson(0, course.title, ())),)
    items = "\n".join(_ITEM.format(n=x.number, title=escape(xml_text(x.title))) for x in lessons)
    resources = "\n".join(_RESOURCE.format(n=x.number) for x in lessons)
    manifest = _MANIFEST.format(name=course.name, title=escape(xml_text(course.title)), items=items, resources=resources)
    files = [("imsmanifest.xml", manifest), ("scorm.js", _SCRIPT)]
    for at, lesson in enumerate(lessons):
        files.append((f"lesson{lesson.number}.html", _page(course, lesson, place, first=at == 0)))
    return zipped((name, text.encode("utf-8", "replace")) for name, text in files)


def _page(course: Course, lesson: Lesson, place: Place, *, first: bool) -> str:
    body = [f'<p class="facts">{escape(course.title)}</p>', f"<h1>{escape(lesson.title)}</h1>"]
    if first and course.opening and lesson is not course.opening:
        body += html.pieces(course.opening, place)
    body += html.pieces(lesson, place)
    body.append('<p><button type="button" id="done">学完这一课</button></p>')
    return html.document(lesson.title, "\n".join(body), '<script src="scorm.js"></script>\n')
