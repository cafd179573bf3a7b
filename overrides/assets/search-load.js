/* 村鉴 search, 1 of 8: the search itself (search.js, made of the five next ones by ship/styles.py) is loaded when it is first
   wanted; a page that is only read does not wait for it. */
(function () {
  "use strict";
  var own = window.cunjian = window.cunjian || {};
  var here = document.currentScript.src, folder = here.slice(0, here.lastIndexOf("/") + 1), started = null;

  function load(name) {
    return new Promise(function (done, failed) {
      var script = document.createElement("script");
      script.src = folder + name;
      script.onload = done;
      script.onerror = failed;
      document.head.appendChild(script);
    });
  }

  function start() {
    if (!started) {
      started = load("search.js").then(function () { if (own.search === search) { throw new Error("too old"); } });
      started.catch(function () { started = null; });  // the next try asks again
    }
    return started;
  }

  function search(query, options) { return start().then(function () { return own.search(query, options); }); }
  function prepare() { start().then(function () { own.index.prepare(); }, function () {}); }

  own.base = folder.replace(/assets\/$/, "");
  own.search = search;
  own.index = { prepare: prepare };

  /* search.html, and a page with ?h=words to mark, want it at once, behind the box. */
  if (/[?&]h=/.test(window.location.search) || document.querySelector(".cj-search")) {
    document.addEventListener("DOMContentLoaded", function () { start().then(function () { load("search-page.js"); }); });
  }
})();
