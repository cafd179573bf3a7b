/* 村鉴: entries side by side on compare.html?a=…&b=…, and the choice of them on the indexes.
   The data of an entry is a classic script of its own: file:// allows nothing else. */
(function () {
  "use strict";
  var here = document.currentScript.src;
  var base = here.slice(0, here.lastIndexOf("assets/"));
  var ID = /[spvt][0-9a-hjkmnp-tv-z]{8}/, NAMES = "abcd", MOST = 4;

  function make(tag, css, text) {
    var made = document.createElement(tag);
    if (css) { made.className = css; }
    if (text) { made.textContent = text; }
    return made;
  }
  function link(href, text, css) {
    var made = make("a", css, text);
    made.href = href;
    return made;
  }
  function address(ids) {
    return base + "compare.html?" + ids.map(function (id, n) { return NAMES.charAt(n) + "=" + id; }).join("&");
  }

  /* ---------------------------------------------------------- compare.html */

  var box = document.querySelector("[data-cj-versus]");

  function asked() {
    var found = [];
    window.location.search.slice(1).split("&").forEach(function (pair) {
      var id = /^[a-d]=/.test(pair) && ID.exec(pair.slice(2));
      if (id && found.indexOf(id[0]) < 0 && found.length < MOST) { found.push(id[0]); }
    });
    return found;
  }

  function load(ids, then) {
    var told = {}, missing = [], waiting = ids.length;
    function done() { waiting -= 1; if (!waiting) { then(told, missing); } }
    window.cunjianCompare = function (entry) { told[entry.id] = entry; };
    if (!waiting) { waiting = 1; done(); }
    ids.forEach(function (id) {
      var script = make("script");
      script.src = base + "data/compare/" + id + ".js";
      script.onload = done;
      script.onerror = function () { missing.push(id); done(); };
      document.head.appendChild(script);
    });
  }

  function cell(content) {
    var item = make("li");
    if (content.h) { item.appendChild(link(base + content.h, content.t)); } else { item.appendChild(make("span", content.q ? "cj-q" : "", content.t)); }
    if (content.s) { item.appendChild(make("small", "", " " + content.s)); }
    if (content.a) {
      var spot = link(base + content.a, "", "cj-at");
      spot.title = "看原文";
      spot.setAttribute("aria-label", "看原文");
      item.appendChild(spot);
    }
    (content.n || []).forEach(function (note) { item.appendChild(make("small", "cj-versus-note", "※ " + note)); });
    return item;
  }

  function table(entries) {
    var made = make("table", "cj-versus-table"), head = made.createTHead().insertRow(), body = made.createTBody(), labels = [];
    var corner = make("td");
    head.appendChild(corner);
    entries.forEach(function (entry) {
      var name = make("th");
      name.scope = "col";
      name.appendChild(link(base + entry.h, entry.name));
      head.appendChild(name);
      entry.rows.forEach(function (row) { if (labels.indexOf(row[0]) < 0) { labels.push(row[0]); } });
    });
    labels.forEach(function (label) {
      var row = body.insertRow(), name = make("th", "", label);
      name.scope = "row";
      row.appendChild(name);
      entries.forEach(function (entry) {
        var found = entry.rows.filter(function (one) { return one[0] === label; })[0], data = row.insertCell();
        data.setAttribute("data-name", entry.name);
        if (!found) { data.appendChild(make("span", "cj-versus-none", "未提到")); return; }
        var all = make("ul");
        found[1].forEach(function (content) { all.appendChild(cell(content)); });
        data.appendChild(all);
      });
    });
    return made;
  }

  function chosen(ids, entries) {
    var all = make("ul", "cj-versus-chosen");
    entries.forEach(function (entry) {
      var item = make("li", "", entry.kind + " "), rest = ids.filter(function (id) { return id !== entry.id; });
      item.appendChild(link(base + entry.h, entry.name));
      item.appendChild(document.createTextNode(" "));
      var out = link(address(rest), "移出");
      out.setAttribute("aria-label", "移出 " + entry.name);
      item.appendChild(out);
      all.appendChild(item);
    });
    return all;
  }

  function form(ids) {
    var made = make("form", "cj-versus-add"), label = make("label", "", "再加一个（页码或网址） "), input = make("input"), button = make("button", "cj-chip", "加入");
    var state = make("span", "cj-shown");
    input.type = "text";
    input.autocomplete = "off";
    input.placeholder = "例如 v0ab1cd2e";
    state.setAttribute("role", "status");
    label.appendChild(input);
    [label, button, state].forEach(function (part) { made.appendChild(part); });
    made.addEventListener("submit", function (event) {
      event.preventDefault();
      var found = ID.exec(input.value);
      if (!found) { state.textContent = "没有认出页码。页码是一个字母加八个字母或数字，写在每页上。"; return; }
      if (ids.indexOf(found[0]) >= 0) { state.textContent = "这一条已经在下面了。"; return; }
      window.location.href = address(ids.concat(found[0]));
    });
    return made;
  }

  function say(text) { box.appendChild(make("p", "cj-notice", text)); }

  function show(ids, told, missing) {
    var entries = ids.map(function (id) { return told[id]; }).filter(Boolean);
    missing.forEach(function (id) { say("没有页码为 " + id + " 的条目：可能写错，也可能已经撤下或并入别的条目。"); });
    var same = entries.filter(function (entry) { return entry.kind === entries[0].kind; });
    if (same.length < entries.length) { say("只能对照同一类的页面，这里按“" + entries[0].kind + "”对照，其余未列入。"); }
    var kept = same.map(function (entry) { return entry.id; });
    if (kept.length) { box.appendChild(chosen(kept, same)); }
    if (kept.length < MOST) { box.appendChild(form(kept)); }
    if (same.length > 1) {
      var frame = make("div", "cj-versus-frame cj-versus-" + same.length);
      frame.appendChild(table(same));
      box.appendChild(frame);
      document.title = same.map(function (entry) { return entry.name; }).join(" / ") + " - 对比";
    } else if (same.length) { say("再加一个就可以对照。"); }
  }

  if (box) {
    var ids = asked();
    load(ids, function (told, missing) { show(ids, told, missing); });
    return;
  }

  /* ---------------------------------------------------------- choosing on an index */

  var index = /\/(practices|villages|terms|speeches)\/index[^/]*\.html$/.exec(window.location.pathname.replace(/\/$/, "/index.html"));
  if (!index) { return; }
  var picked = [], bar = make("div", "cj-pick-bar"), count = make("span"), go = link("#", "对比所选", "cj-tool");
  bar.hidden = true;
  count.setAttribute("role", "status");
  bar.appendChild(count);
  bar.appendChild(go);

  function update() {
    bar.hidden = !picked.length;
    count.textContent = "已选 " + picked.length + " 条" + (picked.length > MOST ? "，最多对照 " + MOST + " 条" : picked.length < 2 ? "，再选一条" : "");
    go.hidden = picked.length < 2 || picked.length > MOST;
    go.href = address(picked.slice(0, MOST));
  }

  Array.prototype.forEach.call(document.querySelectorAll(".md-content li > a:first-child"), function (first) {
    var id = /(?:^|\/)([spvt][0-9a-hjkmnp-tv-z]{8})\.html$/.exec(first.getAttribute("href"));
    if (!id) { return; }
    var pick = make("input", "cj-pick");
    pick.type = "checkbox";
    pick.setAttribute("aria-label", "选来对比：" + first.textContent);
    pick.addEventListener("change", function () {
      picked = picked.filter(function (one) { return one !== id[1]; });
      if (pick.checked) { picked.push(id[1]); }
      update();
    });
    first.parentNode.insertBefore(pick, first);
  });
  document.querySelector(".md-content__inner").appendChild(bar);
})();
