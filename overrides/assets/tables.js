/* 村鉴: tables of figures and honours sort and filter. Without it they stand as they are. */
(function () {
  "use strict";
  var FEW = 6;       /* rows from which sorting is worth a button */
  var MANY = 12;     /* rows from which a filter is worth its place */
  var CHOICES = 24;  /* different values that a list of choices may have */
  var SIZES = { "万": 1e4, "亿": 1e8 };

  function make(tag, css, text) {
    var made = document.createElement(tag);
    if (css) { made.className = css; }
    if (text) { made.textContent = text; }
    return made;
  }
  function list(nodes) { return Array.prototype.slice.call(nodes); }
  function words(cell) { return cell ? cell.textContent.trim() : ""; }

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
        var text = row.textContent.toLowerCase();
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

  list(document.querySelectorAll(".cj-figures table")).forEach(function (table) {
    var rows = list(table.tBodies[0] ? table.tBodies[0].rows : []), heads = list(table.querySelectorAll("thead th"));
    if (rows.length >= MANY) { filterable(table, rows, heads); }
    if (rows.length >= FEW) { sortable(table, rows, heads); }
  });
})();
