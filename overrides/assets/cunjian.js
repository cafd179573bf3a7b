/* 村鉴: short definitions on hover, focus and tap. Classic script, no fetch, works by double click. */
(function () {
  "use strict";
  var here = document.currentScript.src;
  var base = here.slice(0, here.lastIndexOf("assets/"));

  /* Loads a data file once, as a script: file:// allows nothing else. */
  var waiting = {};
  function load(name, then) {
    if (waiting[name]) { waiting[name].push(then); return; }
    waiting[name] = [then];
    var script = document.createElement("script");
    script.src = base + "assets/" + name;
    script.onload = function () {
      var all = waiting[name];
      waiting[name] = { push: function (f) { f(); } };
      all.forEach(function (f) { f(); });
    };
    document.head.appendChild(script);
  }

  function element(tag, text) {
    var made = document.createElement(tag);
    if (text) { made.textContent = text; }
    return made;
  }

  /* ---------------------------------------------------------- short definitions */

  var tip = null, owner = null, touched = null;

  function hide() {
    if (tip) { tip.remove(); owner.removeAttribute("aria-describedby"); tip = owner = null; }
  }

  function show(target, parts) {
    if (owner === target) { return; }
    hide();
    owner = target;
    tip = element("div");
    tip.className = "cj-tip";
    tip.id = "cj-tip";
    tip.setAttribute("role", "tooltip");
    parts.forEach(function (part) { tip.appendChild(part); });
    document.body.appendChild(tip);
    target.setAttribute("aria-describedby", "cj-tip");
    var box = target.getClientRects()[0];
    var left = Math.min(box.left, document.documentElement.clientWidth - tip.offsetWidth - 8);
    var below = box.bottom + 6;
    var above = box.top - tip.offsetHeight - 6;
    var top = below + tip.offsetHeight > window.innerHeight && above > 0 ? above : below;
    tip.style.left = Math.max(8, left) + window.pageXOffset + "px";
    tip.style.top = top + window.pageYOffset + "px";
  }

  function define(target, missing) {
    load("terms.js", function () {
      var id = /([^/]+)\.html/.exec(target.getAttribute("href"));
      var told = id && (window.cunjianTerms || {})[id[1]];
      if (!told) { if (missing) { missing(); } return; }
      show(target, [element("b", told.n), document.createTextNode(told.d), element("i", told.o)]);
    });
  }

  function explain(target) {
    if (target.matches("a.cj-t, a.cj-v")) { define(target); return; }
    if (target.title) { target.setAttribute("data-note", target.title); target.removeAttribute("title"); }
    show(target, [document.createTextNode(target.getAttribute("data-note") || "")]);
  }

  var marked = "a.cj-t, a.cj-v, .cj-f, .cj-r";
  function find(event) { return event.target.closest && event.target.closest(marked); }

  document.addEventListener("mouseover", function (event) {
    var target = find(event);
    if (target && !touched) { explain(target); } else if (!target && !touched) { hide(); }
  });
  document.addEventListener("focusin", function (event) {
    var target = find(event);
    if (target && !touched) { explain(target); } else if (!target) { hide(); }
  });
  document.addEventListener("keydown", function (event) { if (event.key === "Escape") { hide(); } });
  document.addEventListener("touchstart", function (event) { touched = find(event) || true; }, { passive: true });
  /* First tap tells, second tap follows; a name without a definition is followed at once. */
  document.addEventListener("click", function (event) {
    var target = find(event);
    if (!target) { hide(); return; }
    if (!touched || owner === target) { return; }
    if (target.matches("a")) {
      event.preventDefault();
      define(target, function () { window.location.href = target.href; });
    } else { explain(target); }
  });
  Array.prototype.forEach.call(document.querySelectorAll(".cj-s .cj-f"), function (mark) { mark.tabIndex = 0; });
})();
