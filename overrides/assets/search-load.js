/* 村鉴 search, 1 of 9: the search itself (search.js, made of the six next ones by ship/styles.py) is loaded when it is first
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

  /* The search, and beside it what it will ask for first: nothing waits for another. */
  function prepare() {
    ["root", "sound", "traditional"].forEach(function (name) {
      own.early[name] = own.early[name] || load("search/" + name + ".js");
      own.early[name].catch(function () {});
    });
    return start();
  }
  function search(query, options) { return prepare().then(function () { return own.search(query, options); }); }

  own.base = folder.replace(/assets\/$/, "");
  own.search = search;
  own.index = { prepare: function () { prepare().catch(function () {}); } };
  own.early = {};
  own.held = {};
  own.put = function (name, value) { own.held[name] = value; };

  /* search.html, and a page with ?h=words to mark, want it at once, behind the box. */
  if (/[?&]h=/.test(window.location.search) || document.querySelector(".cj-search")) {
    document.addEventListener("DOMContentLoaded", function () { (document.querySelector(".cj-search") ? prepare() : start()).then(function () { load("search-page.js"); }); });
  }
})();
