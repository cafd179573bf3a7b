/* 村鉴 search, 4 of 7: what is near when no page has all that was asked for: names that are written almost so, pages that
   have the words of it apart, or most of its pieces; when there is nothing at all, names that sound somewhat so. */
(function () {
  "use strict";
  var own = window.cunjian, text = own.text, index = own.index, rank = own.rank;
  var MOST = 14;  // pairs of characters that are looked up
  var NEAR = 0.7; // of the characters of two names that are taken for one

  function heaviest(weights, most) {
    return Array.from(weights).sort(function (a, b) { return b[1] - a[1] || a[0] - b[0]; }).slice(0, most)
      .map(function (pair) { return pair[0]; });
  }

  function pairsOf(run) {
    var chars = Array.from(run), out = [];
    for (var i = 0; i + 1 < chars.length; i++) { out.push(chars[i] + chars[i + 1]); }
    return out;
  }

  /* Pair -> its record and how much it tells: BM25's idf. */
  async function pairs(runs) {
    var keys = [], all = (await index.ready()).units, found = new Map();
    runs.forEach(function (run) { pairsOf(run).forEach(function (p) { if (keys.indexOf(p) < 0) { keys.push(p); } }); });
    if (keys.length > MOST) { keys = text.spread(keys.length, MOST, MOST).map(function (at) { return keys[at]; }); }
    (await Promise.all(keys.map(function (key) { return index.record("g", key); }))).forEach(function (lists, i) {
      if (!lists) { found.set(keys[i], null); return; }
      var count = lists.part ? all / 2 : lists[0].length + (lists[1] || []).length;
      found.set(keys[i], { lists: lists, count: count, idf: Math.log(1 + (all - count + 0.5) / (count + 0.5)) });
    });
    return found;
  }

  /* A run in words: divided where two characters meet nowhere and, with ``again``, where those inside meet most rarely. */
  function words(run, met, again) {
    var chars = Array.from(run), parts = [[chars[0]]];
    for (var i = 1; i < chars.length; i++) {
      if (met.get(chars[i - 1] + chars[i]) === null) { parts.push([]); }
      parts[parts.length - 1].push(chars[i]);
    }
    var out = [];
    parts.forEach(function (part) {
      var at = again ? weakest(part, met) : 0;
      (at ? [part.slice(0, at), part.slice(at)] : [part]).forEach(function (p) { if (p.length > 1) { out.push(p.join("")); } });
    });
    return out;
  }

  function weakest(part, met) {
    var best = 0, least = Infinity;
    for (var i = 2; i <= part.length - 2; i++) {
      var pair = met.get(part[i - 1] + part[i]);
      if (pair && pair.count < least) { best = i; least = pair.count; }
    }
    return best;
  }

  /* A run divided around the longest word of curation's synonyms that stands in it. */
  function around(run, known) {
    var word = known.find(function (w) { return w !== run && run.indexOf(w) >= 0; });
    if (!word) { return [run]; }
    var at = run.indexOf(word), parts = [run.slice(0, at), word, run.slice(at + word.length)];
    return parts.filter(function (p) { return p.length > 1; });
  }

  /* Characters that two names have in common, in the same order. */
  function common(a, b) {
    var last = [];
    for (var i = 0; i < a.length; i++) {
      var row = [];
      for (var j = 0; j < b.length; j++) {
        row.push(a[i] === b[j] ? (j ? last[j - 1] || 0 : 0) + 1 : Math.max(last[j] || 0, j ? row[j - 1] : 0));
      }
      last = row;
    }
    return last.length ? last[last.length - 1] : 0;
  }

  /* Names that are written almost like the run: a character wrong, missing or left over. */
  async function names(take, run, met, limit) {
    var weights = new Map();
    met.forEach(function (pair) {
      for (var s = 2; pair && s < 6; s++) {
        (pair.lists[s] || []).forEach(function (n) { weights.set(n, (weights.get(n) || 0) + pair.idf); });
      }
    });
    take.runs = pairsOf(run);
    await rank.takeEntries(take, heaviest(weights, 16), limit, function (entry) {
      var best = Math.max.apply(null, entry.runs.map(function (name) {
        return 2 * common(run, name) / (run.length + name.length);
      }));
      return best >= NEAR ? 480 + 200 * best : 0;
    });
  }

  /* Pages with most of the pieces, by BM25F: a piece counts more where it stands often or in a heading. */
  async function most(take, met, limit) {
    var units = new Map();
    met.forEach(function (pair) {
      if (!pair) { return; }
      pair.lists[0].forEach(function (u) { units.set(u, (units.get(u) || 0) + pair.idf * 1 / 2.2); });
      (pair.lists[1] || []).forEach(function (u) { units.set(u, (units.get(u) || 0) + pair.idf * 3 / 4.2); });
    });
    take.runs = Array.from(met.keys()).filter(function (key) { return met.get(key); });
    if (take.runs.length) { await rank.takeUnits(take, heaviest(units, 16), 0, limit, 250, met); }
    take.left = 0;
  }

  /* ``literal`` looks for words all of which must match, ``synonyms`` for others that mean the same. */
  async function apart(take, runs, limit, literal, synonyms) {
    var met = await pairs(runs), known = [], tried = runs.join(" ");
    (await index.ready()).synonyms.forEach(function (group) { known = known.concat(group.map(text.run)); });
    known.sort(function (a, b) { return b.length - a.length; });
    for (var r = 0; r < runs.length; r++) { await names(take, runs[r], met, limit); }
    for (var again = 0; again < 2 && !take.pages.size; again++) {
      var all = [];
      runs.forEach(function (run) {
        around(run, known).forEach(function (part) { all = all.concat(known.indexOf(part) < 0 ? words(part, met, again) : part); });
      });
      all = all.filter(function (word, i) { return all.indexOf(word) === i; });
      if (all.length && all.join(" ") !== tried) {
        await literal(take, all, limit, 60);
        if (!take.pages.size) { await synonyms(take, all, limit); }
      }
      tried = all.join(" ");
    }
    if (take.byPage.size < limit) { await most(take, met, limit); }
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

  own.near = { apart: apart, suggest: suggest };
})();
