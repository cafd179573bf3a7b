/* 村鉴: 引用 of a page or a sentence, 打印, and what a link says that leads to a sentence no longer there.
   Classic script, works by double click; without it the page ends with the text to select. */
(function () {
  "use strict";
  var AT = /(，?)\ue001/, DAY = "\ue002", PART = "\ue003";
  var told = document.getElementById("cj-page");
  if (!told) { return; }
  var page = JSON.parse(told.textContent);
  var here = document.currentScript.src;
  var base = here.slice(0, here.lastIndexOf("assets/"));
  var plain = window.cunjianPlain;

  function make(tag, css, text) {
    var made = document.createElement(tag);
    if (css) { made.className = css; }
    if (text) { made.textContent = text; }
    return made;
  }

  /* ---------------------------------------------------------- what is cited */

  function today() {
    var now = new Date();
    function two(n) { return (n < 10 ? "0" : "") + n; }
    return "[" + now.getFullYear() + "-" + two(now.getMonth() + 1) + "-" + two(now.getDate()) + "]";
  }

  function filled(text, at, part) {
    return text.replace(AT, function (_, comma) { return at ? comma + at : ""; })
      .replace(DAY, today()).replace(PART, part ? "#" + part : "");
  }

  /* Where the site names no address: that of the browser, or the place in the folder. */
  function address(known, path, part) {
    var web = /^https?:$/.test(window.location.protocol);
    return (known || (web ? base + path : path)) + (part ? "#" + part : "");
  }

  function wholePage() {
    var rows = [["引文", filled(page.own, "", "")], ["永久地址", address(page.address, page.path, "")]];
    if (page.code) { rows.push(["页码", page.code]); }
    return { name: "引用本页", rows: rows };
  }

  /* The page of the source if it has pages, else the paragraph of the text as it stands here. */
  function place(sentence) {
    if (page.pages) {
      var first = {}, number = null;
      page.pages.forEach(function (start) { first[start[0]] = start[1]; });
      Array.prototype.some.call(document.querySelectorAll(".cj-s"), function (one) {
        if (first[one.id] !== undefined) { number = first[one.id]; }
        return one === sentence;
      });
      return number === null ? "" : "第" + number + "页";
    }
    var paragraph = sentence.closest(".cj-p, .cj-row");
    var all = Array.prototype.slice.call(document.querySelectorAll(".cj-body .cj-p, .cj-body .cj-row"));
    return paragraph ? "第" + (all.indexOf(paragraph) + 1) + "段" : "";
  }

  function rowsOf(words, text, known, path, part, at, code) {
    var rows = words ? [["原句", words]] : [];
    return rows.concat([["引文", filled(text, at, part)], ["永久地址", address(known, path, part)], ["页码", code]]);
  }

  function ofSentence(sentence) {
    var words = plain(sentence).trim();
    return { name: "引用这一句", rows: rowsOf(words, page.own, page.address, page.path, sentence.id, place(sentence), page.code) };
  }

  function ofQuote(link) {
    var found = /(s[0-9a-z]{8})\.html(?:#(.*))?$/.exec(link.getAttribute("href"));
    var said = found && page.said[found[1]];
    if (!said) { return null; }
    var before = link.previousElementSibling;
    var words = before && before.classList.contains("cj-q") ? plain(before).trim() : "";
    var path = "speeches/" + found[1] + ".html", line = link.closest(".cj-line"), at = "";
    if (line) { at = (/第 ?\d+ ?段/.exec(plain(line).replace(words, "")) || [""])[0].replace(/ /g, ""); }
    return { name: "引用这一处", rows: rowsOf(words, said.text, said.address, path, found[2] || "", at, found[1]) };
  }

  /* ---------------------------------------------------------- copying */

  function byCommand(text) {
    var holder = make("textarea", "cj-off", ""), focused = document.activeElement, done = false;
    holder.value = text;
    holder.setAttribute("aria-hidden", "true");
    document.body.appendChild(holder);
    holder.select();
    try { done = document.execCommand("copy"); } catch (refused) { done = false; }
    holder.remove();
    if (focused && focused.focus) { focused.focus(); }
    return done;
  }

  function copy(text, then) {
    if (byCommand(text)) { then(true); return; }
    if (!navigator.clipboard || !navigator.clipboard.writeText) { then(false); return; }
    navigator.clipboard.writeText(text).then(function () { then(true); }, function () { then(false); });
  }

  /* ---------------------------------------------------------- the panel */

  var panel = null, opener = null;

  function close() {
    if (!panel) { return; }
    var back = opener, had = panel.contains(document.activeElement);
    panel.remove();
    panel = opener = null;
    if (had && back && document.contains(back)) { back.focus(); }
  }

  function field(label, text) {
    var row = make("div", "cj-way"), id = "cj-way-" + label, long = text.length > 40;
    var name = make("label", "", label), box = make(long ? "textarea" : "input", ""), button = make("button", "", "复制");
    name.htmlFor = box.id = id;
    box.value = text;
    box.readOnly = true;
    if (long) { box.rows = Math.min(6, Math.ceil(text.length / 22)); }
    button.type = "button";
    button.setAttribute("aria-label", "复制" + label);
    [name, box, button].forEach(function (part) { row.appendChild(part); });
    return { row: row, box: box, button: button };
  }

  function open(what, from) {
    close();
    opener = from;
    panel = make("div", "cj-panel");
    panel.setAttribute("role", "dialog");
    panel.setAttribute("aria-label", what.name);
    var said = make("p", "cj-state"), shut = make("button", "cj-shut", "关闭");
    said.setAttribute("role", "status");
    shut.type = "button";
    shut.addEventListener("click", close);
    panel.appendChild(make("strong", "", what.name));
    panel.appendChild(shut);
    panel.appendChild(said);
    var fields = what.rows.map(function (row) {
      var made = field(row[0], row[1]);
      made.button.addEventListener("click", function () { copied(row[1], row[0], made.box, said); });
      panel.appendChild(made.row);
      return made;
    });
    document.body.appendChild(panel);
    var reference = fields[what.rows[0][0] === "原句" ? 1 : 0];
    reference.button.focus();
    var all = what.rows.map(function (row) { return row[0] === "页码" ? "页码 " + row[1] : row[1]; }).join("\n");
    copied(all, what.rows.map(function (row) { return row[0]; }).join("、"), reference.box, said);
  }

  function copied(text, names, box, said) {
    copy(text, function (done) {
      said.textContent = done ? "已复制：" + names + "。" : "浏览器不让网页复制。文字已选中，请按 Ctrl+C，手机上请长按后复制。";
      if (!done) { box.focus(); box.select(); }
    });
  }

  document.addEventListener("keydown", function (event) { if (event.key === "Escape") { close(); } });

  /* ---------------------------------------------------------- the buttons */

  var own = document.querySelector("[data-cj-cite]");
  if (own) {
    own.setAttribute("role", "button");
    own.addEventListener("click", function (event) { event.preventDefault(); open(wholePage(), own); });
    own.addEventListener("keydown", function (event) {
      if (event.key === " ") { event.preventDefault(); open(wholePage(), own); }
    });
  }

  /* Inside WeChat a page can neither print nor save a file. */
  var inside = /MicroMessenger/i.test(navigator.userAgent), asked = null;
  function ask(after) {
    if (!asked) {
      asked = make("p", "cj-notice", "微信里不能打印和下载。请点右上角“…”，选“在浏览器打开”，再试一次。");
      asked.setAttribute("role", "alert");
    }
    var block = after.closest("div, p");
    block.parentNode.insertBefore(asked, block.nextSibling);
  }

  var print = document.querySelector("[data-cj-print]");
  if (print) {
    print.hidden = false;
    print.addEventListener("click", function () {
      if (inside) { ask(print); } else { window.print(); }
    });
  }
  if (inside) {
    document.addEventListener("click", function (event) {
      var sheet = event.target.closest && event.target.closest("a[href$='.csv']");
      if (sheet) { event.preventDefault(); ask(sheet); }
    });
  }
  /* The head of every sheet: what it is a sheet of. */
  var heading = document.querySelector(".md-content h1");
  if (heading) {
    var running = plain(heading).replace(/\s+/g, " ").trim() + (page.code ? "　" + page.code : "");
    document.documentElement.style.setProperty("--cj-running", JSON.stringify(running));
  }

  /* One button that stands behind the sentence or quotation in hand: next in the order of keys. */
  var one = make("button", "cj-one", "引用"), subject = null;
  one.type = "button";
  one.addEventListener("click", function () {
    var what = subject && (subject.matches(".cj-s") ? ofSentence(subject) : ofQuote(subject));
    if (what) { open(what, one); }
  });

  function offer(target) {
    if (subject === target) { return; }
    subject = target;
    var after = target.matches(".cj-s") && target.nextElementSibling;
    after = after && after.matches("a.cj-a") ? after : target;
    one.setAttribute("aria-label", target.matches(".cj-s") ? "引用这一句" : "引用这一处");
    after.parentNode.insertBefore(one, after.nextSibling);
  }

  function inHand(element) {
    if (!element || !element.closest) { return null; }
    var sentence = element.closest(".cj-s");
    if (sentence) { return sentence; }
    if (element.matches("a.cj-a")) { return element.previousElementSibling; }
    if (element.matches("a.cj-at")) { return element; }
    var quote = element.closest(".cj-q"), link = quote && quote.nextElementSibling;
    return link && link.matches("a.cj-at") ? link : null;
  }

  ["mouseover", "focusin", "click"].forEach(function (kind) {
    document.addEventListener(kind, function (event) {
      var target = inHand(event.target);
      if (target && (target.matches(".cj-s") ? target.id : page.said[(/(s[0-9a-z]{8})\.html/.exec(target.href) || [])[1]])) {
        offer(target);
      }
    });
  });

  /* ---------------------------------------------------------- a sentence that is no longer there */

  var lost = null;
  function arrived() {
    if (lost) { lost.remove(); lost = null; }
    var id = window.location.hash.slice(1);
    try { id = decodeURIComponent(id); } catch (broken) { /* as it stands */ }
    if (!id) { return; }
    var target = document.getElementById(id) || document.getElementsByName(id)[0];
    if (target) {
      if (target.matches(".cj-s")) { offer(target); }
      return;
    }
    var sentence = /^(?:h-)?j[0-9a-z]{7}/.test(id);
    lost = make("p", "cj-notice cj-lost", sentence
      ? "链接所指的那一句（#" + id + "）已不在本页：原文改过，或这一句已撤下。可在本页或“查找”里用句中的词再找。"
      : "链接所指的位置（#" + id + "）已不在本页。");
    lost.setAttribute("role", "alert");
    var title = document.querySelector(".md-content h1");
    if (title) { title.parentNode.insertBefore(lost, title.nextSibling); }
  }
  window.addEventListener("hashchange", arrived);
  arrived();
})();
