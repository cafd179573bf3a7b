/* 村鉴: 繁體 as a view of the page, remembered where storage is allowed. The text stays that of the source: what is copied,
   cited and printed is the source. Every piece is as long in either script, so a place in one is the same in the other. */
(function () {
  "use strict";
  var here = document.currentScript.src, folder = here.slice(0, here.lastIndexOf("/") + 1);
  var LEFT = "script, style, textarea, .cj-tools, .cj-hant, .cj-panel, .cj-print, #cj-cite";  // stays as it is
  var LONGEST = 5, NOTE = "繁體由程式轉換，只供閱讀；複製、引用、打印所得仍是原文。";
  var sources = new Map(), table = null, on = false, note = null;

  /* The text of an element in the words of the source, whatever is shown. */
  window.cunjianPlain = function (element) {
    var walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT, null), text = "";
    while (walker.nextNode()) { text += sources.get(walker.currentNode) || walker.currentNode.data; }
    return text;
  };

  function converted(text) {
    var out = "", word, size;
    for (var at = 0; at < text.length; at += size) {
      for (size = LONGEST, word = ""; size > 1 && !word; size -= word ? 0 : 1) { word = table.words[text.substr(at, size)] || ""; }
      out += word || table.signs[text.charAt(at)] || text.charAt(at);
    }
    return out;
  }

  function show(root) {
    var walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT, null), node = root.nodeType === 3 ? root : walker.nextNode();
    for (; node; node = walker.nextNode()) {
      var other = node.parentNode && !node.parentNode.closest(LEFT) ? converted(node.data) : node.data;
      if (other !== node.data) { sources.set(node, node.data); node.data = other; }
    }
  }

  function restore() {
    sources.forEach(function (text, node) { node.data = text; });
    sources.clear();
  }

  function start() {
    show(document.body);
    if (!note) {
      note = document.createElement("p");
      note.className = "cj-hint cj-hant";
      note.textContent = NOTE;
    }
    var tools = document.querySelector(".cj-tools");
    tools.parentNode.insertBefore(note, tools.nextSibling);
  }

  /* cunjian.js and others write into the page, too. */
  new MutationObserver(function (changes) {
    if (!on || !table) { return; }
    changes.forEach(function (change) { Array.prototype.forEach.call(change.addedNodes, function (node) { if (!sources.has(node)) { show(node); } }); });
  }).observe(document.body, { childList: true, subtree: true });

  window.cunjianHant = function (signs, others, words) {
    table = { signs: Object.create(null), words: Object.create(null) };
    Array.prototype.forEach.call(signs, function (sign, n) { table.signs[sign] = others.charAt(n); });
    Object.keys(words).forEach(function (word) { table.words[word] = words[word]; });
  };

  function turn(to) {
    on = to;
    button.setAttribute("aria-pressed", String(on));
    if (!on) { restore(); if (note) { note.remove(); } return; }
    if (table) { start(); return; }
    var script = document.createElement("script");
    script.src = folder + "hant-table.js";
    script.onload = function () { if (on && table) { start(); } };
    document.head.appendChild(script);
  }

  /* What is copied is the selection in the words of the source; a field has its own. */
  function reselect(at) { if (at[0] && at[2]) { window.getSelection().setBaseAndExtent(at[0], at[1], at[2], at[3]); } }
  document.addEventListener("copy", function () {
    if (!on || !table || /^(INPUT|TEXTAREA)$/.test(document.activeElement.tagName)) { return; }
    var picked = window.getSelection(), at = [picked.anchorNode, picked.anchorOffset, picked.focusNode, picked.focusOffset];
    restore();
    reselect(at);
    setTimeout(function () { if (on) { show(document.body); reselect(at); } }, 0);
  });
  window.addEventListener("beforeprint", restore);
  window.addEventListener("afterprint", function () { if (on && table) { show(document.body); } });

  var button = document.querySelector("[data-cj-hant]"), key = "cunjian-hant";
  if (!button) { return; }
  button.hidden = false;
  button.addEventListener("click", function () {
    turn(!on);
    try { if (on) { window.localStorage.setItem(key, "1"); } else { window.localStorage.removeItem(key); } }
    catch (refused) { /* it holds for this page then */ }
  });
  try {
    if (window.localStorage.getItem(key) === "1") { window.addEventListener("load", function () { turn(true); }); }  // behind marks of a search
  } catch (refused) { /* nothing is remembered */ }
})();
