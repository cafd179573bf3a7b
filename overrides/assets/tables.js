/* 村鉴: tables of figures and honours sort and filter. Without it they stand as they are. */
(function () {
  "use strict";
  var FEW = 6;       /* rows from which sorting is worth a button */
  var MANY = 12;     /* rows from which a filter is worth its place */
  var TOGETHER = 100; /* speeches whose figures one table may hold */
  var CHOICES = 24;  /* different values that a list of choices may have */
  var SIZES = { "万": 1e4, "亿": 1e8 };

  function make(tag, css, text) {
    var made = document.createElement(tag);
    if (css) { made.className = css; }
    if (text) { made.textContent = text; }
    return made;
  }
  function list(nodes) { return Array.prototype.slice.call(nodes); }
  function words(cell) { return cell ? window.cunjianPlain(cell).trim() : ""; }

  /* Numbers by their size (3万 after 500), everything else by its reading; what is not told comes last. */
  function key(row, column, unit) {
    var text = words(row.cells[column]), number = /^[^\d]{0,4}?(-?\d+(?:\.\d+)?)/.exec(text.replace(/,/g, ""));
    if (unit < 0 || !number) { return { n: null, t: text }; }
    return { n: Number(number[1]) * (SIZES[words(row.cells[unit]).charAt(0)] || 1), t: text };
  }
  function compare(a, b) {
    if (a.n !== null && b.n !== null) { return a.n - b.n; }
    if (a.n !== null || b.n !== null) { return a.n === null ? 1 : -1; }
    if (!a.t || !b.t) { return a.t ? -1 : b.t ? 1 : 0; }
    return a.t.localeCompare(b.t, "zh");
  }

  function sortable(table, rows, heads) {
    var body = table.tBodies[0], unit = heads.map(words).indexOf("单位");
    heads.forEach(function (head, column) {
      var button = make("button", "cj-sort", words(head));
      button.type = "button";
      head.textContent = "";
      head.appendChild(button);
      button.addEventListener("click", function () {
        var down = head.getAttribute("aria-sort") === "ascending";
        heads.forEach(function (other) { other.removeAttribute("aria-sort"); });
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        var numbers = button.textContent === "数值" ? unit : -1;
        rows.map(function (row, at) { return { row: row, at: at, key: key(row, column, numbers) }; })
          .sort(function (a, b) {
            var order = compare(a.key, b.key), known = a.key.t && b.key.t && (a.key.n === null) === (b.key.n === null);
            return (down && known ? -order : order) || a.at - b.at;
          })
          .forEach(function (one) { body.appendChild(one.row); });
      });
    });
  }

  function choices(rows, column) {
    var seen = {};
    rows.forEach(function (row) { var value = words(row.cells[column]); if (value) { seen[value] = true; } });
    return Object.keys(seen).sort(function (a, b) { return a.localeCompare(b, "zh"); });
  }

  function filterable(table, rows, heads) {
    var bar = make("div", "cj-filter"), label = make("label", "", "筛选 "), input = make("input", "");
    var state = make("span", "cj-shown"), picks = [];
    bar.setAttribute("role", "search");
    bar.setAttribute("aria-label", "筛选下表");
    input.type = "search";
    input.placeholder = "词语、村名、单位……";
    label.appendChild(input);
    bar.appendChild(label);
    state.setAttribute("role", "status");

    function apply() {
      var wanted = input.value.trim().toLowerCase().split(/\s+/), left = 0;
      rows.forEach(function (row) {
        var text = (window.cunjianPlain(row) + row.textContent).toLowerCase();  /* as the source has it, or as it is shown */
        var fits = wanted.every(function (word) { return text.indexOf(word) >= 0; }) && picks.every(function (pick) {
          return !pick.select.value || words(row.cells[pick.column]) === pick.select.value;
        });
        row.hidden = !fits;
        left += fits ? 1 : 0;
      });
      state.textContent = "显示 " + left + " 行，共 " + rows.length + " 行";
    }

    heads.forEach(function (head, column) {
      var values = choices(rows, column), name = words(head);
      if (values.length < 2 || values.length > CHOICES || name === "数值") { return; }
      var select = make("select", ""), choice = make("label", "", name + " ");
      select.appendChild(make("option", "", "全部"));
      select.options[0].value = "";
      values.forEach(function (value) {
        var option = make("option", "", value);
        option.value = value;
        select.appendChild(option);
      });
      select.addEventListener("change", apply);
      choice.appendChild(select);
      bar.appendChild(choice);
      picks.push({ select: select, column: column });
    });
    input.addEventListener("input", apply);
    bar.appendChild(state);
    var home = table.closest(".cj-figures");
    home.parentNode.insertBefore(bar, home);
    apply();
  }

  function dress(table) {
    var rows = list(table.tBodies[0] ? table.tBodies[0].rows : []), heads = list(table.querySelectorAll("thead th"));
    if (rows.length >= MANY) { filterable(table, rows, heads); }
    if (rows.length >= FEW) { sortable(table, rows, heads); }
  }
  list(document.querySelectorAll(".cj-figures table")).forEach(dress);

  /* ---------------------------------------------------------- figures of several speeches in one table */

  var HEADS = ["量的是什么", "数值", "单位", "变化", "说的是", "出处"];
  var here = document.currentScript.src, base = here.slice(0, here.lastIndexOf("assets/"));
  var speeches = /\/figures\/(index[^\/]*\.html)?$/.test(window.location.pathname) ? list(document.querySelectorAll(".md-content__inner li a"))
    .map(function (link) { return (/^(s[0-9a-z]{8})\.html$/.exec(link.getAttribute("href")) || [])[1]; }).filter(Boolean) : [];

  function link(href, text, css) {
    var made = make("a", css, text);
    made.href = href;
    return made;
  }

  function row(body, speech, title, figure) {
    var made = body.insertRow(), cells = HEADS.map(function () { return made.insertCell(); });
    cells[0].appendChild(link(base + "figures/" + speech + ".html#" + figure[7], figure[0]));
    cells[1].appendChild(make("span", figure[2], figure[1]));
    cells[2].textContent = figure[3];
    cells[3].textContent = figure[4];
    cells[4].appendChild(figure[6] ? link(base + "villages/" + figure[6] + ".html", figure[5]) : document.createTextNode(figure[5]));
    cells[5].appendChild(link(base + "speeches/" + speech + ".html", title));
    var spot = link(base + "speeches/" + speech + ".html#" + figure[8], "", "cj-at");
    spot.title = "看原文";
    spot.setAttribute("aria-label", "看原文");
    cells[5].appendChild(spot);
  }

  function together(after, done) {
    var told = {}, waiting = speeches.length;
    window.cunjianFigures = function (speech, title, rows) { told[speech] = { title: title, rows: rows }; };
    function loaded() {
      waiting -= 1;
      if (waiting) { return; }
      var frame = make("div", "cj-figures"), table = make("table"), head = table.createTHead().insertRow(), body = table.createTBody();
      HEADS.forEach(function (name) { head.appendChild(make("th", "", name)); });
      speeches.forEach(function (speech) {
        (told[speech] ? told[speech].rows : []).forEach(function (figure) { row(body, speech, told[speech].title, figure); });
      });
      frame.appendChild(table);
      after.parentNode.insertBefore(frame, after.nextSibling);
      dress(table);
      done(Object.keys(told).length);
    }
    speeches.forEach(function (speech) {
      var script = make("script");
      script.src = base + "data/figures/" + speech + ".js";
      script.onload = script.onerror = loaded;
      document.head.appendChild(script);
    });
  }

  if (speeches.length > 1 && speeches.length <= TOGETHER) {
    var holder = make("p"), button = make("button", "cj-tool", "把各篇的数字列成一张表，可排序、筛选");
    button.type = "button";
    holder.appendChild(button);
    var first = document.querySelector(".md-content__inner li a").closest("ul");
    first.parentNode.insertBefore(holder, first);
    button.addEventListener("click", function () {
      button.disabled = true;
      together(holder, function (count) { holder.textContent = "以下是 " + count + " 篇讲话的数字。"; });
    });
  }
})();
