/* 村鉴 search, 8 of 9: the box. It is built into every [data-cunjian-box], on our pages in the header; a page of a course
   or a portal embeds it with these scripts, search.css and such an element. Follows the combobox pattern of WAI-ARIA 1.2. */
(function () {
  "use strict";
  var own = window.cunjian, RECENT = "cunjian.recent", boxes = 0;
  var KINDS = { term: "术语", village: "案例村", practice: "做法", speech: "讲话", course: "课程", figure: "数据" };
  var EACH = 4;  // results shown of one kind

  function element(tag, name, words) {
    var made = document.createElement(tag);
    if (name) { made.className = name; }
    if (words) { made.textContent = words; }
    return made;
  }

  /* Words with what matched marked. */
  function marked(tag, name, words, marks, from) {
    var made = element(tag, name), at = from || 0;
    if (at) { made.appendChild(document.createTextNode("…")); }
    (marks || []).forEach(function (m) {
      if (m[0] < at) { return; }
      made.appendChild(document.createTextNode(words.slice(at, m[0])));
      made.appendChild(element("mark", "", words.slice(m[0], m[1])));
      at = m[1];
    });
    made.appendChild(document.createTextNode(words.slice(at)));
    return made;
  }

  /* The sentence from shortly before the first mark. */
  function snippet(result) {
    var first = result.marks.length ? result.marks[0][0] : 0;
    return marked("span", "cj-hit-text", result.snippet, result.marks, first > 30 ? first - 16 : 0);
  }

  /* A result's address with the words to mark there. */
  function address(result) {
    var cut = result.url.split("#");
    var words = result.runs.filter(function (run) { return run.length > 1; }).join(" ");
    return cut[0] + (words ? "?h=" + encodeURIComponent(words) : "") + (cut[1] ? "#" + cut[1] : "");
  }

  /* Calls ``run`` as the value changes, never in the middle of a composition; Latin letters wait for the next key. What is
     in ``shown`` is busy from the first key until the caller has answered. */
  function typing(input, shown, run) {
    var composing = false, timer = 0, last = null;
    function fire() {
      if (input.value !== last) { last = input.value; run(last); } else { shown.setAttribute("aria-busy", "false"); }
    }
    function changed(event) {
      clearTimeout(timer);
      shown.setAttribute("aria-busy", "true");
      if (composing || (event && event.isComposing)) { return; }
      timer = setTimeout(fire, /[a-z]$/i.test(input.value) ? 70 : 0);
    }
    input.addEventListener("compositionstart", function () { composing = true; clearTimeout(timer); });
    input.addEventListener("compositionend", function () { composing = false; changed(); });
    input.addEventListener("input", changed);
    return { busy: function (event) { return composing || event.isComposing || event.keyCode === 229; },
             forget: function () { last = null; } };
  }

  function recent() {
    try { return JSON.parse(window.localStorage.getItem(RECENT) || "[]").filter(function (q) { return typeof q === "string"; }); }
    catch (e) { return []; }
  }
  function remember(query) {
    var kept = [query].concat(recent().filter(function (q) { return q !== query; })).slice(0, 6);
    try { window.localStorage.setItem(RECENT, JSON.stringify(query ? kept : [])); } catch (e) { /* not allowed here */ }
  }

  /* The first word in Chinese that no result has as it was typed: a slip, or another name of the same. */
  function unwritten(results, value) {
    var said = results.map(function (r) { return own.text.run(r.title + (r.snippet || "")); });
    return own.text.words(value).find(function (word) {
      return /^[\u4e00-\u9fff]{2,8}$/.test(word) && said.every(function (one) { return one.indexOf(word) < 0; });
    });
  }

  function told(results, value) {
    if (!results.length) { return "没有找到。"; }
    var each = Object.keys(results.counts).map(function (k) { return KINDS[k] + " " + results.counts[k] + (results.more ? "+" : ""); });
    var word = results.near || own.text.asks(value) ? "" : unwritten(results, value);
    var how = results.near ? "没有完全相符的，相近的 " : word ? "没有写着“" + word + "”的，相近的 " : results.more ? "多于 " : "找到 ";
    return how + results.total + " 条：" + each.join("，");
  }

  function grouped(results) {
    var groups = [];
    results.forEach(function (r) {
      var group = groups.find(function (g) { return g.kind === r.kind; });
      if (!group) { groups.push(group = { kind: r.kind, all: [] }); }
      group.all.push(r);
    });
    return groups;
  }

  /* ---------------------------------------------------------- the box */

  function Box(place) {
    var id = "cj-box-" + ++boxes, self = this;
    this.input = element("input", "cj-box-input");
    this.list = element("div", "cj-box-list");
    this.status = element("div", "cj-sr");
    this.options = [];
    this.active = -1;
    this.turn = 0;
    var set = { type: "search", role: "combobox", "aria-label": "查找讲话、做法、案例村、术语", "aria-autocomplete": "list",
                "aria-expanded": "false", "aria-controls": id, autocomplete: "off", spellcheck: "false", maxlength: "100",
                placeholder: place.getAttribute("data-hint") || "查找（按 / 键）", enterkeyhint: "search" };
    Object.keys(set).forEach(function (name) { self.input.setAttribute(name, set[name]); });
    this.list.id = id;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", "查找结果");
    this.list.hidden = true;
    this.status.setAttribute("role", "status");
    [this.input, this.list, this.status].forEach(function (e) { place.appendChild(e); });
    this.typed = typing(this.input, this.list, function (value) { self.look(value); });
    this.input.addEventListener("keydown", function (event) { self.key(event); });
    this.input.addEventListener("focus", function () {
      own.index.prepare();
      self.typed.forget(); self.look(self.input.value);
    });
    this.input.addEventListener("blur", function () { self.close(); place.classList.remove("cj-open"); });
    this.list.addEventListener("mousedown", function (event) { event.preventDefault(); });  // the input keeps the focus
    this.list.addEventListener("click", function (event) {
      var option = event.target.closest("[role=option]");
      if (option) { self.choose(option, event); }
    });
  }

  /* Whether what is shown is not yet the answer to what is typed. */
  Box.prototype.busy = function (busy) { this.list.setAttribute("aria-busy", String(busy)); };

  Box.prototype.look = function (value) {
    var turn = ++this.turn, self = this;
    this.busy(true);
    function current(then) { return function (got) { if (turn === self.turn) { then(got); } }; }
    if (!value.trim()) { this.showRecent(); return; }
    own.search(value, { limit: 10, wanted: function () { return turn === self.turn; }, partial: current(function (r) { if (r.length) { self.show(value, r); } }) })
      .then(current(function (r) { self.show(value, r); self.status.textContent = told(r, value); self.busy(false); }))
      .catch(current(function () {
        self.open([]);
        self.list.appendChild(self.option("", "索引没有装好，请从目录进入。", own.base + "search.html"));
        self.busy(false);
      }));
  };

  Box.prototype.option = function (name, words, href) {
    var made = element("a", "cj-option " + name, words);
    made.id = this.list.id + "-" + this.options.length;
    made.href = href || "#";
    made.tabIndex = -1;
    made.setAttribute("role", "option");
    made.setAttribute("aria-selected", "false");
    this.options.push(made);
    return made;
  };

  Box.prototype.group = function (label, options) {
    var group = element("div", ""), head = element("div", "cj-group-name", label);
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", label);
    head.setAttribute("aria-hidden", "true");
    group.appendChild(head);
    options.forEach(function (option) { group.appendChild(option); });
    this.list.appendChild(group);
  };

  Box.prototype.open = function () {
    this.list.textContent = "";
    this.options = [];
    this.active = -1;
    this.input.removeAttribute("aria-activedescendant");
    this.list.hidden = document.activeElement !== this.input;
    this.input.setAttribute("aria-expanded", String(!this.list.hidden));
  };

  Box.prototype.close = function () {
    this.turn++;
    this.busy(false);
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  };

  Box.prototype.showRecent = function () {
    var self = this, kept = recent();
    this.status.textContent = "";
    this.busy(false);
    if (!kept.length) { this.close(); return; }
    this.open();
    var options = kept.map(function (q) { var o = self.option("", q); o.setAttribute("data-query", q); return o; });
    var clear = this.option("cj-more", "清除记录");
    clear.setAttribute("data-clear", "");
    this.group("最近找过", options.concat([clear]));
  };

  Box.prototype.show = function (query, results) {
    var self = this, all = own.base + "search.html?q=" + encodeURIComponent(query);
    var was = this.active >= 0 && page(this.options[this.active]);
    function page(option) { return option.href.split("?")[0]; }
    this.open();
    grouped(results).forEach(function (group) {
      self.group((results.near ? "相近的" : "") + KINDS[group.kind] + " " + results.counts[group.kind] + (results.more ? "+" : ""), group.all.slice(0, EACH).map(function (r) {
        var option = self.option("cj-hit", "", address(r)), also = r.also.slice(0, 2).map(function (a) { return a.title; });
        var where = [r.facets.p, r.facets.y, r.from].filter(Boolean).join(" · ");
        option.appendChild(marked("span", "cj-hit-title", r.title, r.titleMarks));
        if (where) { option.appendChild(element("span", "cj-hit-where", where)); }
        if (r.snippet) { option.appendChild(snippet(r)); }
        if (also.length) { option.appendChild(element("span", "cj-hit-also", "也见：" + also.join("、"))); }
        return option;
      }));
    });
    if (!results.length && results.suggest.length) {
      this.group("没有找到，相近的有", results.suggest.map(function (s) { return self.option("", s.title, s.url); }));
    }
    var last = results.length ? "全部结果与筛选" : "没有找到，从目录进入";
    this.group(results.length ? "更多" : "目录", [this.option("cj-more", last, all)]);
    if (was) { this.select(this.options.findIndex(function (o) { return page(o) === was; })); }
  };

  Box.prototype.move = function (by) {
    var count = this.options.length;
    if (count) { this.select(this.active < 0 ? (by > 0 ? 0 : count - 1) : (this.active + by + count) % count); }
  };

  Box.prototype.select = function (index) {
    if (this.active >= 0) { this.options[this.active].setAttribute("aria-selected", "false"); }
    this.active = index;
    if (index < 0) { this.input.removeAttribute("aria-activedescendant"); return; }
    var option = this.options[index];
    option.setAttribute("aria-selected", "true");
    this.input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  };

  Box.prototype.choose = function (option, event) {
    var query = option.getAttribute("data-query");
    if (query !== null || option.hasAttribute("data-clear")) {
      if (event) { event.preventDefault(); }
      if (query === null) { remember(""); }
      this.input.value = query || "";
      this.typed.forget();
      this.look(this.input.value);
      return;
    }
    remember(this.input.value.trim());
    if (!event) { window.location.href = option.href; }
  };

  Box.prototype.key = function (event) {
    if (this.typed.busy(event)) { return; }
    var key = event.key, value = this.input.value.trim();
    if (key === "ArrowDown" || key === "ArrowUp") {
      if (this.list.hidden) { this.look(this.input.value); } else { this.move(key === "ArrowDown" ? 1 : -1); }
    } else if (key === "Enter" && this.active >= 0 && !this.list.hidden) {
      this.choose(this.options[this.active]);
    } else if (key === "Enter" && value) {
      remember(value);
      window.location.href = own.base + "search.html?q=" + encodeURIComponent(value);
    } else if (key === "Escape" && !this.list.hidden) {
      this.close();
    } else if (key === "Escape") {
      this.input.blur();
    } else { return; }
    event.preventDefault();
    event.stopPropagation();
  };

  own.ui = { element: element, marked: marked, snippet: snippet, address: address, typing: typing, remember: remember,
             told: told, grouped: grouped, KINDS: KINDS };

  /* ---------------------------------------------------------- on the page */

  var places = document.querySelectorAll("[data-cunjian-box]"), first = null;
  Array.prototype.forEach.call(places, function (place) {
    var box = new Box(place), link = place.parentNode.querySelector("[data-cunjian-open]");
    if (!first || place.closest(".cj-homefind")) { first = box; }  // the keys lead to the box of the home page, where it is
    place.hidden = false;
    if (link) {
      link.addEventListener("click", function (event) {
        event.preventDefault();
        place.classList.add("cj-open");
        box.input.focus();
      });
    }
  });
  document.addEventListener("keydown", function (event) {
    var on = event.target;
    if (!first || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) { return; }
    if (on.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(on.tagName)) { return; }
    if (event.key !== "/" && event.key !== "s" && event.key !== "f") { return; }
    event.preventDefault();
    first.input.parentNode.classList.add("cj-open");
    first.input.focus();
    first.input.select();
  });
})();
