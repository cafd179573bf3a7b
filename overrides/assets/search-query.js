/* 村鉴 search, 4 of 6: the attempts, most literal first. window.cunjian.search is for everyone: the box, tests, other
   pages. It resolves to [{url, title, kind, snippet, score, marks, also, facets}] with total, more, suggest. */
(function () {
  "use strict";
  var own = window.cunjian, text = own.text, index = own.index, rank = own.rank;

  /* Collects results, one for each page, the best of it. */
  function Take(query, show) {
    this.suggest = [];
    this.byPage = new Map();
    this.pages = new Set();  // speeches found by their text
    this.entries = this.left = 0;
    this.runs = [];
    this.raw = query.trim();
    this.soft = false;
    this.show = show || function () {};
  }
  Take.prototype.add = function (result) {
    var key = result.url.split("#")[0] + (result.kind === "figure" ? result.url : ""), known = this.byPage.get(key);
    if (known && known.score >= result.score) { return false; }
    if (known && known.also.length && !result.also.length) { result.also = known.also; }
    this.byPage.set(key, result);
    return !known;
  };
  Take.prototype.sorted = function (limit) {
    var all = Array.from(this.byPage.values());
    all.sort(function (a, b) { return b.score - a.score || (a.url < b.url ? -1 : a.url > b.url ? 1 : 0); });
    var out = all.slice(0, limit).map(finish);
    out.total = all.length;
    out.more = this.left > 0;
    out.suggest = this.suggest;
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
    var found = await rank.candidates(runs);
    take.runs = runs;
    var some = Math.max(limit - found.names.length, Math.min(limit, 5)), base = 500 - penalty;
    var at = (await Promise.all([
      rank.takeUnits(take, found.units, 0, some, base, false),
      rank.takeEntries(take, found.names, limit, function (entry) {
        var score = rank.nameScore(entry, runs);
        return score && score - penalty;
      })
    ]))[0];
    if (take.byPage.size < limit) {
      at = await rank.takeUnits(take, found.units, at, limit - take.byPage.size, base, false);
    }
    if (found.rest && at === found.units.length && take.byPage.size < limit) {
      found.units = found.units.concat(await found.rest());
      found.rest = null;
      at = await rank.takeUnits(take, found.units, at, limit - take.byPage.size, base, false);
    }
    take.left += found.units.length - at + (found.rest || take.pages.size > rank.MOST ? 1 : 0);
    return take.byPage.size > 0;
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

  /* Names that sound like the run. */
  async function sounding(take, run, limit) {
    var sounds = await index.hear(), ways = text.elements(run, sounds);
    for (var w = 0; w < ways.length; w++) {
      var way = ways[w], keys = text.soundKeys(way);
      if (!keys.length) { continue; }
      var records = await rank.records("n", keys, function (found) { return rank.named(found).size < 9; });
      if (!records) { continue; }
      var names = Array.from(rank.named(records)).sort(function (a, b) {
        return b[1] - a[1] || a[0] % 4 - b[0] % 4 || a[0] - b[0];
      });
      take.runs = [run];
      await rank.takeEntries(take, names.map(function (n) { return n[0]; }), Math.max(limit, 12), function (entry) {
        return soundScore(entry, way, sounds);
      });
      if (take.byPage.size) { return true; }
    }
    return false;
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

  /* No page has it all: the pages that have most of it, BM25F over pieces of two and three characters. */
  async function soft(take, runs, limit) {
    var keys = [];
    runs.forEach(function (run) {
      var chars = Array.from(run), size = chars.length > 5 ? 3 : 2;
      text.spread(chars.length - size + 1, Math.ceil((chars.length - size + 1) / (size - 1)), 6).forEach(function (at) {
        keys.push(chars.slice(at, at + size).join(""));
      });
    });
    keys = text.spread(keys.length, 10, 10).map(function (at) { return keys[at]; });
    var all = (await index.ready()).units, units = new Map(), names = new Map();
    (await Promise.all(keys.map(function (key) { return index.record("g", key); }))).forEach(function (lists) {
      if (!lists) { return; }
      var weak = lists[0], strong = lists[1] || [], count = lists.part ? all / 2 : weak.length + strong.length;
      var idf = Math.log(1 + (all - count + 0.5) / (count + 0.5));
      weak.forEach(function (u) { units.set(u, (units.get(u) || 0) + idf * 1 / 2.2); });
      strong.forEach(function (u) { units.set(u, (units.get(u) || 0) + idf * 3 / 4.2); });
      for (var s = 2; s < 6; s++) { (lists[s] || []).forEach(function (n) { names.set(n, (names.get(n) || 0) + idf); }); }
    });
    var pairs = piecesOf(runs);
    take.runs = pairs;
    take.soft = true;
    await rank.takeEntries(take, heaviest(names, 12), limit, function (entry) {
      var part = Math.max.apply(null, entry.runs.map(function (run) { return share(pairs, run); }));
      return part >= 0.5 ? 250 + 200 * part : 0;
    });
    await rank.takeUnits(take, heaviest(units, 12), 0, limit, 250, true);
    take.left = 0;
  }

  function piecesOf(runs) {
    var out = [];
    runs.forEach(function (run) {
      for (var i = 0; i < Math.max(1, run.length - 1); i++) { out.push(run.slice(i, i + 2)); }
    });
    return out;
  }
  function share(pieces, run) { return pieces.filter(function (p) { return run.indexOf(p) >= 0; }).length / pieces.length; }
  function heaviest(weights, most) {
    return Array.from(weights).sort(function (a, b) { return b[1] - a[1] || a[0] - b[0]; }).slice(0, most)
      .map(function (pair) { return pair[0]; });
  }

  /* ---------------------------------------------------------- all together */

  async function attempts(take, query, limit) {
    var ways = text.readings(query), run = ways[0].join(""), spelt = /[a-z]{2}/.test(run);
    if (spelt && await sounding(take, run, limit)) { return; }
    for (var w = 0; w < ways.length; w++) {
      if (await literal(take, ways[w], limit, 0)) {
        if (take.byPage.size < limit) { await synonyms(take, ways[w], limit); }
        return;
      }
    }
    var other = await index.simplify(query, true);
    if (other !== query) { take.raw = other; return attempts(take, other, limit); }
    await synonyms(take, ways[0], limit);
    if (take.byPage.size || (!spelt && await sounding(take, run, limit))) { return; }
    await soft(take, ways[Math.min(1, ways.length - 1)], limit);
    if (!take.byPage.size) { await suggest(take, run); }
  }

  /* Nothing at all: names that share a sound or two. */
  async function suggest(take, run) {
    var sounds = await index.hear(), way = text.elements(run, sounds)[0] || [], weights = new Map();
    var keys = text.looseKeys(way);
    (await Promise.all(keys.map(function (key) { return index.record("n", key); }))).forEach(function (lists) {
      for (var s = 0; lists && s < 4; s++) {
        (lists[s + 2] || []).forEach(function (n) { weights.set(n, (weights.get(n) || 0) + 4 + (n % 4 < 2) + s / 4); });
      }
    });
    (await Promise.all(heaviest(weights, 5).map(index.entry))).forEach(function (entry) {
      take.suggest.push({ title: entry.names[0], url: rank.page(entry.id) });
    });
  }

  /* options: limit (10), partial: called with results so far. */
  own.search = async function (query, options) {
    var limit = Math.max(1, (options && options.limit) || 10), partial = options && options.partial;
    var plain = await index.simplify(String(query));
    var take = new Take(plain, partial && function () { partial(take.sorted(limit)); });
    if (!text.words(take.raw).length) { return take.sorted(0); }
    await attempts(take, take.raw, limit);
    return take.sorted(limit);
  };
})();
