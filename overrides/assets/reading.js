/* 村鉴: marks in the text of a speech can be switched off; notes stand open in a wide margin. Classic script. */
(function () {
  "use strict";
  var body = document.querySelector(".cj-body");
  var bar = document.querySelector(".cj-marks");

  /* Storage may be forbidden (file://, private windows): then the choice holds for this page. */
  function remembered() {
    try { return (window.localStorage.getItem("cunjian-marks-off") || "").split(" "); } catch (e) { return []; }
  }
  function remember(off) {
    try { window.localStorage.setItem("cunjian-marks-off", off.join(" ")); } catch (e) { /* not here */ }
  }

  function each(list, then) { Array.prototype.forEach.call(list, then); }

  if (body && bar) {
    var off = remembered();
    var set = function (button, kind, on) {
      button.setAttribute("aria-pressed", String(on));
      body.classList.toggle("cj-off-" + kind, !on);
      each(body.querySelectorAll("a.cj-" + kind), function (link) {
        if (on) { link.removeAttribute("tabindex"); } else { link.tabIndex = -1; }
      });
    };
    each(bar.querySelectorAll("[data-mark]"), function (sample) {
      var kind = sample.getAttribute("data-mark").slice(3);
      var button = document.createElement("button");
      button.type = "button";
      button.className = sample.className;
      button.textContent = sample.textContent;
      button.title = "显示或隐去正文里的这种标记";
      set(button, kind, off.indexOf(kind) < 0);
      button.addEventListener("click", function () {
        var on = button.getAttribute("aria-pressed") !== "true";
        set(button, kind, on);
        off = off.filter(function (k) { return k && k !== kind; });
        if (!on) { off.push(kind); }
        remember(off);
      });
      bar.replaceChild(button, sample);
    });
  }

  if (window.matchMedia("(min-width: 76.25em)").matches) {
    each(document.querySelectorAll("details.cj-notes"), function (note) { note.open = true; });
  }
})();
