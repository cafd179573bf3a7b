/* 村鉴 search, 9 of 9: search.html?q=… with counts and filters, and the words marked on a page that was reached. */
(function () {
  "use strict";
  var own = window.cunjian, ui = own.ui, element = ui.element;

  function asked(name) {
    var found = new RegExp("[?&]" + name + "=([^&]*)").exec(window.location.search);
    try { return found ? decodeURIComponent(found[1].replace(/\+/g, " ")) : ""; } catch (e) { return ""; }
  }

  /* ---------------------------------------------------------- words marked on the page reached */

  var BLOCKS = "p,li,h1,h2,h3,h4,h5,h6,td,th,dt,dd,summary";

  function mark(root, runs) {
    var walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT, null), groups = new Map(), count = 0;
    for (var node = walker.nextNode(); node; node = walker.nextNode()) {
      var block = node.parentNode.closest(BLOCKS) || root;
      if (!groups.has(block)) { groups.set(block, []); }
      groups.get(block).push(node);
    }
    groups.forEach(function (nodes) {
      var starts = [], text = "";
      nodes.forEach(function (n) { starts.push(text.length); text += n.data; });
      own.marks(text, runs).forEach(function (m) {
        if (count++ > 400) { return; }
        for (var i = nodes.length - 1; i >= 0; i--) { wrap(nodes, starts, i, m); }
      });
    });
  }

  /* Puts what of a mark lies in one text node into an element; adds no text. */
  function wrap(nodes, starts, i, m) {
    var node = nodes[i], from = Math.max(0, m[0] - starts[i]), to = Math.min(node.data.length, m[1] - starts[i]);
    if (from >= to || !node.data.slice(from, to).trim()) { return; }
    var inside = node.splitText(from), after = inside.splitText(to - from), made = element("mark", "cj-found");
    inside.parentNode.replaceChild(made, inside);
    made.appendChild(inside);
    nodes[i] = after;
    starts[i] += to;
  }

  var wanted = asked("h"), content = document.querySelector(".md-content");
  if (wanted && content) { mark(content, own.text.words(wanted)); }

  /* ---------------------------------------------------------- search.html */

  var place = document.querySelector(".cj-search");
  if (!place) { return; }
  var input = place.querySelector("input"), status = place.querySelector(".cj-search-count");
  var shown = place.querySelector(".cj-search-results"), bar = element("div", "cj-filters");
  var FACETS = [["c", "类别"], ["p", "地方"], ["h", "荣誉"], ["y", "年份"]];
  var HONOUR = { national: "国家级", provincial: "省级", city: "市级", county: "县级" };
  var chosen = {}, results = [], turn = 0, limit = 0;
  shown.parentNode.insertBefore(bar, shown);

  /* 清溪县云岭乡 belongs to 清溪县, too. */
  function places(place) {
    var found = [place];
    for (var i = 1; i < place.length - 1; i++) { if (/[市县区旗]/.test(place.charAt(i))) { found.push(place.slice(0, i + 1)); } }
    return found;
  }

  function values(result, facet) {
    var value = facet === "kind" ? result.kind : result.facets[facet];
    if (facet === "p" && value) { return places(value); }
    return value === undefined || value === "" ? [] : [].concat(value);
  }

  function passes(result, except) {
    return Object.keys(chosen).every(function (facet) {
      return facet === except || !chosen[facet] || values(result, facet).indexOf(chosen[facet]) >= 0;
    });
  }

  function counts(facet) {
    var found = new Map();
    results.forEach(function (r) {
      if (passes(r, facet)) { values(r, facet).forEach(function (v) { found.set(v, (found.get(v) || 0) + 1); }); }
    });
    return found;
  }

  function filters() {
    bar.textContent = "";
    if (!results.length) { return; }
    var kinds = counts("kind"), group = element("div", "cj-kinds"), all = 0;
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", "种类");
    kinds.forEach(function (n) { all += n; });
    [["", "全部", all]].concat(Object.keys(ui.KINDS).map(function (k) { return [k, ui.KINDS[k], kinds.get(k) || 0]; }))
      .forEach(function (k) {
        if (!k[2] && k[0] !== chosen.kind) { return; }
        var button = element("button", "cj-chip", k[1] + " " + k[2] + (results.more ? "+" : ""));
        button.type = "button";
        button.setAttribute("aria-pressed", String((chosen.kind || "") === k[0]));
        button.addEventListener("click", function () { chosen.kind = k[0]; draw(); });
        group.appendChild(button);
      });
    bar.appendChild(group);
    FACETS.forEach(function (facet) { select(facet[0], facet[1]); });
  }

  function select(facet, label) {
    var found = counts(facet);
    if (found.size < 2 && !chosen[facet]) { return; }
    var outer = element("label", "cj-facet", label), box = element("select");
    box.setAttribute("aria-label", label);
    box.appendChild(new Option("不限", ""));
    Array.from(found.keys()).sort().forEach(function (v) {
      box.appendChild(new Option((HONOUR[v] || v) + "（" + found.get(v) + "）", v, false, chosen[facet] === v));
    });
    box.addEventListener("change", function () { chosen[facet] = box.value; draw(); });
    outer.appendChild(box);
    bar.appendChild(outer);
  }

  function line(r) {
    var item = element("li", "cj-result"), link = ui.marked("a", "cj-hit-title", r.title, r.titleMarks);
    var where = [r.facets.p, r.facets.y, r.facets.c, r.from].filter(Boolean).join(" · ");
    link.href = ui.address(r);
    link.addEventListener("click", function () { ui.remember(input.value.trim()); });
    item.appendChild(link);
    if (where) { item.appendChild(element("span", "cj-hit-where", where)); }
    if (r.snippet) { item.appendChild(ui.snippet(r)); }
    if (r.also.length) {
      var also = element("span", "cj-hit-also", "也见：");
      r.also.forEach(function (a, i) {
        var to = element("a", "", a.title);
        to.href = a.url;
        if (i) { also.appendChild(document.createTextNode("、")); }
        also.appendChild(to);
      });
      item.appendChild(also);
    }
    return item;
  }

  function draw() {
    filters();
    shown.textContent = "";
    ui.grouped(results.filter(function (r) { return passes(r); })).forEach(function (group) {
      var outer = element("li", "cj-results"), list = element("ul");
      outer.appendChild(element("h2", "", ui.KINDS[group.kind] + " " + group.all.length + (results.more ? "+" : "")));
      group.all.forEach(function (r) { list.appendChild(line(r)); });
      outer.appendChild(list);
      shown.appendChild(outer);
    });
    if (results.more && limit < 200) {
      var last = element("li"), button = element("button", "cj-chip", "再找一些");
      button.type = "button";
      button.addEventListener("click", function () { look(input.value, 200); });
      last.appendChild(button);
      shown.appendChild(last);
    }
    results.suggest.forEach(function (s, i) {
      var item = element("li", "cj-result"), link = element("a", "cj-hit-title", s.title);
      link.href = s.url;
      if (!i) { item.appendChild(element("span", "cj-hit-where", "相近的有")); }
      item.appendChild(link);
      shown.appendChild(item);
    });
  }

  function look(value, most) {
    var now = ++turn, old = limit;
    limit = most;
    if (old !== most || most < 200) { chosen = most === 200 ? chosen : {}; }
    document.title = (value.trim() ? value.trim() + " - " : "") + document.title.replace(/^.* - (?=查找)/, "");
    try { window.history.replaceState(null, "", value.trim() ? "?q=" + encodeURIComponent(value.trim()) : "?"); }
    catch (e) { /* file:// may refuse; the address with ?q= works there as well */ }
    function show(got) { if (now === turn) { results = got; draw(); } }
    function busy(yes) { if (now === turn) { shown.setAttribute("aria-busy", String(yes)); } }
    busy(Boolean(value.trim()));
    if (!value.trim()) { results = []; results.suggest = []; status.textContent = ""; draw(); return; }
    own.search(value, { limit: most, all: true, partial: show, wanted: function () { return now === turn; } }).then(function (got) {
      show(got);
      if (now === turn) { status.textContent = got.length ? ui.told(got, value) : place.getAttribute("data-empty"); }
      busy(false);
    }).catch(function () {
      if (now === turn) { status.textContent = "索引没有装好，请从下面的目录进入。"; }
      busy(false);
    });
  }

  /* Down and up lead from the input through the results and back. */
  place.addEventListener("keydown", function (event) {
    if ((event.key !== "ArrowDown" && event.key !== "ArrowUp") || typed.busy(event) || event.target.tagName === "SELECT") { return; }
    var all = [input].concat(Array.from(shown.querySelectorAll("a.cj-hit-title")));
    var next = all[all.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1)];
    if (next) { event.preventDefault(); next.focus(); }
  });
  input.addEventListener("keydown", function (event) {
    if (event.key === "Enter" && !typed.busy(event)) { ui.remember(input.value.trim()); }
  });
  var typed = ui.typing(input, shown, function (value) { look(value, 40); });
  input.value = asked("q");
  if (input.value) { look(input.value, 40); }
})();
