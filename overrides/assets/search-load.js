/* 村鉴 search, before the box: the search itself is fetched when it is first wanted, so that a page that is only read does
   not wait for it. Until then cunjian.search and cunjian.index.ready stand for what they fetch. */
(function () {
  "use strict";
  var own = window.cunjian = window.cunjian || {};
  var here = document.currentScript.src, folder = here.slice(0, here.lastIndexOf("/") + 1);
  var ENGINE = ["search-text.js", "search-index.js", "search-rank.js", "search-near.js", "search-query.js"];
  var started = null;

  function add(name) {
    return new Promise(function (done, failed) {
      var script = document.createElement("script");
      script.src = folder + name;
      script.async = false;  // all at once, run in this order
      script.onload = done;
      script.onerror = function () { script.remove(); failed(new Error("cunjian: cannot load " + name)); };
      document.head.appendChild(script);
    });
  }

  function start() {
    if (!started) {
      started = Promise.all(ENGINE.map(add));
      started.catch(function () { started = null; });  // asked for again at the next try
    }
    return started;
  }

  function search(query, options) {
    return start().then(function () { return own.search(query, options); });
  }

  own.base = folder.replace(/assets\/$/, "");
  own.search = search;
  own.index = { ready: function () { return start().then(function () { return own.index.ready(); }); } };

  /* search.html, and a page reached from it with ?h=words to mark, want all of it at once; behind the box. */
  if (/[?&]h=/.test(window.location.search) || document.querySelector(".cj-search")) {
    document.addEventListener("DOMContentLoaded", function () { start().then(function () { add("search-page.js"); }); });
  }
})();
