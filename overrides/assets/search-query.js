/* 村鉴 search, 7 of 9: the attempts, most literal first. window.cunjian.search is for everyone: the box, tests, other
   pages. It resolves to [{url, title, kind, snippet, score, marks, also, facets}] with total, more, suggest. */
(function () {
  "use strict";
  var own = window.cunjian, text = own.text, index = own.index, rank = own.rank, candidates = own.candidates;

  var warm = false;

  /* Collects results, one for each page, the best of it. */
  function Take(query, show, wanted) {
    this.suggest = [];
    this.near = false;  // nothing has all of it
    this.byPage = new Map();
    this.pages = new Set();  // speeches found by their text
    this.entries = this.left = 0;
    this.leaves = index.asked.leaves;  // before
    this.runs = [];
    this.raw = query.trim();
    this.warm = warm;  // something was found before: no need to hurry to the first result
    this.go = function () { if (wanted && !wanted()) { throw new Error("cunjian: not wanted any more"); } };
    this.show = function () { this.go(); if (show) { show(); } };
  }
  Take.prototype.add = function (result) {
    var key = result.url.split("#")[0] + (result.kind === "figure" ? result.url : ""), known = this.byPage.get(key);
    if (known && known.score >= result.score) { return false; }
    if (known && known.url === result.url && known.also.length && !result.also.length) { result.also = known.also; }
    this.byPage.set(key, result);
    return !known;
  };
  Take.prototype.sorted = function (limit) {
    var all = Array.from(this.byPage.values());
    all.sort(function (a, b) { return b.score - a.score || (a.url < b.url ? -1 : a.url > b.url ? 1 : 0); });
    var out = all.slice(0, limit).map(finish);
    out.total = all.length;
    out.counts = {};
    all.forEach(function (r) { out.counts[r.kind] = (out.counts[r.kind] || 0) + 1; });
    out.more = this.left > 0;
    out.suggest = this.suggest;
    out.near = this.near;
    return out;
  };

  function finish(result) {
    var runs = result.runs;
    delete result.runs;
    result.marks = own.marks(result.snippet, runs);
    result.titleMarks = own.marks(result.title, runs);
    result.runs = runs;
    return result;
  }

  /* Where runs stand in a text: [[start, end] …], punctuation inside included. */
  own.marks = function (shown, runs) {
    var counted = text.squash(shown), found = [];
    runs.forEach(function (run) {
      for (var at = counted.run.indexOf(run); run && at >= 0; at = counted.run.indexOf(run, at + run.length)) {
        found.push([counted.from[at], counted.to[at + run.length - 1]]);
      }
    });
    found.sort(function (a, b) { return a[0] - b[0] || b[1] - a[1]; });
    return found.filter(function (m, i) { return i === 0 || m[0] >= found[i - 1][1]; });
  };

  /* ---------------------------------------------------------- attempts */

  async function literal(take, runs, limit, penalty) {
    take.go();
    var found = await candidates.of(runs), had = take.byPage.size;
    take.runs = runs;
    var some = Math.max(limit - found.names.length, Math.min(limit, 5)), base = 500 - penalty;
    var at = (await Promise.all([
      rank.takeUnits(take, found.units, 0, some, base, found.surely),
      rank.takeEntries(take, found.names, limit, function (entry) {
        var score = rank.nameScore(entry, runs);
        return score && score - penalty;
      })
    ]))[0];
    async function more() { take.runs = runs; at = await rank.takeUnits(take, found.units, at, limit - take.byPage.size, base, found.surely); }
    if (take.byPage.size < limit) { await more(); }
    while (found.rest && at === found.units.length && take.byPage.size < limit) {
      var rest = await found.rest();
      if (!rest) { found.rest = null; break; }
      found.units = found.units.concat(rest);
      await more();
    }
    if (runs.length > 1 && at === found.units.length && take.byPage.size < limit) {
      take.runs = runs;
      await rank.takeScattered(take, found.words, limit - take.byPage.size, base - 150);
    }
    take.left += found.units.length - at + (found.rest || found.more || take.pages.size > rank.MOST ? 1 : 0);
    return take.byPage.size > had;
  }

  /* The same words in other words: 村支书 is 村党组织书记. */
  async function synonyms(take, runs, limit) {
    var groups = (await index.ready()).synonyms.map(function (group) {
      return group.map(text.run);
    });
    for (var i = 0; i < runs.length; i++) {
      var best = null;
      groups.forEach(function (group) {
        group.forEach(function (word) {
          if (runs[i].indexOf(word) >= 0 && (!best || word.length > best.word.length)) { best = { word: word, group: group }; }
        });
      });
      for (var k = 0; best && k < best.group.length; k++) {
        var other = runs.slice();
        other[i] = runs[i].replace(best.word, best.group[k]);
        if (best.group[k] !== best.word) { await literal(take, other, limit, 200); }
      }
    }
  }

  /* Names that sound like the run; ``whole``: all of them does, and what holds the first of them is found as well. */
  async function sounding(take, run, limit, whole) {
    var sounds = await index.hear(), ways = text.elements(run, sounds), exact = false;
    for (var w = 0; w < (whole ? 1 : ways.length); w++) {
      var way = ways[w], keys = text.soundKeys(way);
      if (!keys.length) { continue; }
      var records = await candidates.records("n", keys, candidates.stages(keys.length, keys.length), function (found) {
        return candidates.named(found).size < 9;
      });
      if (!records) { continue; }
      var names = Array.from(candidates.named(records)).filter(function (n) { return !whole || n[1] === 3; }).sort(function (a, b) {
        return b[1] - a[1] || a[0] % 5 - b[0] % 5 || a[0] - b[0];
      });
      take.runs = [run];
      var most = take.entries + (w ? 4 : Math.max(limit, 12));
      await rank.takeEntries(take, names.map(function (n) { return n[0]; }), most, function (entry) {
        var score = soundScore(entry, way, sounds);
        exact = exact || score >= 890;
        return !whole || score >= 890 ? score : 0;
      });
      // shlf may be s-h-l-f as well as sh-l-f.
      if (take.byPage.size && (exact || way.some(function (e) { return e.s || e.c; }))) {
        if (whole && take.byPage.size < limit) { await literal(take, take.sorted(1)[0].runs, limit, 100); }
        return true;
      }
    }
    return take.byPage.size > 0;
  }

  function soundScore(entry, way, sounds) {
    var best = 0;
    entry.runs.forEach(function (run, other) {
      var fit = text.sounding(way, run, sounds);
      if (!fit) { return; }
      entry.heard = [Array.from(run).slice(fit.at, fit.at + way.length).join("")];
      var score = !fit.left ? 920 : fit.at ? 580 - Math.min(100, 4 * fit.left) : 780 - Math.min(150, 5 * fit.left);
      best = Math.max(best, score + 30 * fit.same / way.length - (other ? 30 : 0));
    });
    return best;
  }

  /* ---------------------------------------------------------- all together */

  async function attempts(take, query, limit) {
    var ways = text.readings(query), run = ways[0].join(""), spelt = /[a-z]{2}/.test(run), asks = text.asks(query);
    if (spelt && await sounding(take, run, limit)) { return; }
    if (asks && ways.length > 1) { candidates.ahead(ways[1].concat(ways[ways.length - 1])); }
    for (var w = 0; w < ways.length; w++) {
      if (await literal(take, ways[w], limit, 0)) {
        if (take.byPage.size < limit) { await synonyms(take, ways[w], limit); }
        return;
      }
      if (!w && !asks && !spelt && ways[0].length === 1 && await sounding(take, run, limit, true)) { return; }
    }
    var other = await index.simplify(query, true);
    if (other !== query) { take.raw = other; return attempts(take, other, limit); }
    await synonyms(take, ways[0], limit);
    if (take.byPage.size || (!spelt && !asks && await sounding(take, run, limit))) { return; }
    take.near = true;
    await own.near.apart(take, text.readings(query, true).pop(), limit, literal, synonyms);
    if (!take.byPage.size) { await own.near.suggest(take, run); }
  }

  /* options: limit (10); all: whatever was found beyond it as well; partial: called with results so far; wanted: says whether to go on. */
  own.search = async function (query, options) {
    var limit = Math.max(1, (options && options.limit) || 10), partial = options && options.partial;
    var most = options && options.all ? Infinity : limit, plain = await index.simplify(String(query));
    var take = new Take(plain, partial && function () { partial(take.sorted(most)); }, options && options.wanted);
    if (!text.words(take.raw).length) { return take.sorted(0); }
    await attempts(take, take.raw, limit);
    warm = warm || take.byPage.size > 0;
    return take.sorted(most);
  };
})();
