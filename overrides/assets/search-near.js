/* 村鉴 search, 6 of 9: what is near when no page has all that was asked for: names that are written almost so, pages that
   have the words of it apart, or most of its pieces; when there is nothing at all, names that sound somewhat so. */
(function () {
  "use strict";
  var own = window.cunjian, text = own.text, index = own.index, rank = own.rank;
  var FEW = 6;    // characters of which every pair is looked up
  var LEAVES = 13; // that are loaded for one query: what comes after is left out
  var MOST = 10;  // of these, when pairs of characters are looked up
  var LEAST = 5;  // such pairs, whatever was loaded before
  var ENOUGH = 4; // pages that have all words, so that others with most of them are not looked for
  var NEAR = 0.66; // of the characters of two names that are taken for one

  function spent(take) { return index.asked.leaves - take.leaves; }

  function heaviest(weights, most) {
    return Array.from(weights).sort(function (a, b) { return b[1] - a[1] || a[0] - b[0]; }).slice(0, most)
      .map(function (pair) { return pair[0]; });
  }

  function pairsOf(run) {
    var chars = Array.from(run), out = [];
    for (var i = 0; i + 1 < chars.length; i++) { out.push(chars[i] + chars[i + 1]); }
    return out;
  }

  /* Piece -> its record, null if nothing has it, and how much it tells: BM25's idf. Pairs; of many characters the pieces of
     three that are known already, and pairs where there is none: what is inside these does stand somewhere. */
  async function pieces(runs, most) {
    var all = (await index.ready()).units, found = new Map(), keys = [];
    function note(key, lists) {
      var count = !lists ? 0 : lists.part ? all / 2 : lists[0].length + (lists[1] || []).length;
      found.set(key, { lists: lists, count: count, size: key.length - 1, idf: Math.log(1 + (all - count + 0.5) / (count + 0.5)) });
    }
    var many = runs.join("").length > FEW;
    runs.forEach(function (run) {
      var chars = Array.from(run), end = 0;
      for (var i = 0; i + 1 < chars.length; i++) {
        var three = chars.slice(i, i + 3).join(""), known = many && i + 2 < chars.length && index.told.get("g" + three);
        if (known) { note(three, known); end = i + 2; }
        if (i >= end && keys.indexOf(chars[i] + chars[i + 1]) < 0) { keys.push(chars[i] + chars[i + 1]); }
      }
    });
    if (keys.length > most) { keys = text.spread(keys.length, most, most).map(function (at) { return keys[at]; }); }
    (await Promise.all(keys.map(function (key) { return index.record("g", key); }))).forEach(function (lists, i) { note(keys[i], lists); });
    return found;
  }

  /* A run in words: divided where two characters meet nowhere and, with ``again``, where those inside meet most rarely. */
  function words(run, met, again) {
    var chars = Array.from(run), parts = [[chars[0]]];
    for (var i = 1; i < chars.length; i++) {
      var pair = met.get(chars[i - 1] + chars[i]);
      if (pair && !pair.lists) { parts.push([]); }
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

  /* The numbers that have ``least`` of the pieces, those first whose pieces tell most. */
  function weighed(met, least, most, each) {
    var weights = new Map(), sizes = new Map(), all = 0;
    met.forEach(function (piece) {
      all += piece.size;
      if (piece.lists) {
        each(piece.lists, function (n, share) {
          weights.set(n, (weights.get(n) || 0) + piece.idf * share);
          sizes.set(n, (sizes.get(n) || 0) + piece.size);
        });
      }
    });
    sizes.forEach(function (size, n) { if (size < all * least) { weights.delete(n); } });
    return heaviest(weights, most);
  }

  /* Names that are written almost like the run: a character wrong, missing or left over. */
  async function names(take, run, met, limit) {
    var mine = new Map(), parts = pairsOf(run);
    met.forEach(function (piece, key) { if (run.indexOf(key) >= 0) { mine.set(key, piece); } });
    var some = weighed(mine, 0.2, 5, function (lists, add) {
      for (var s = 2; s < 6; s++) { (lists[s] || []).forEach(function (n) { add(n, 1); }); }
    });
    take.runs = parts;
    await rank.takeEntries(take, some, limit, function (entry) {
      var best = Math.max.apply(null, entry.runs.map(function (name) {
        return 2 * common(run, name) / (run.length + name.length);
      }));
      return best >= NEAR ? 480 + 200 * best : 0;
    }, 5);
  }

  /* Pages with most of the pieces, by BM25F: a piece counts more where it stands often or in a heading. */
  async function most(take, met, limit) {
    var some = weighed(met, rank.SHARE, 8, function (lists, add) {
      lists[0].forEach(function (u) { add(u, 1 / 2.2); });
      (lists[1] || []).forEach(function (u) { add(u, 3 / 4.2); });
    });
    take.runs = Array.from(met.keys());
    await rank.takeUnits(take, some, 0, limit, 250, null, met);
    take.left = 0;
  }

  /* ``literal`` looks for words all of which must match, ``synonyms`` for others that mean the same. */
  async function apart(take, runs, limit, literal, synonyms) {
    var met = await pieces(runs, Math.max(LEAST, MOST - spent(take))), known = [], tried = runs.join(" ");
    (await index.ready()).synonyms.forEach(function (group) { known = known.concat(group.map(text.run)); });
    known.sort(function (a, b) { return b.length - a.length; });
    async function divided() {
      for (var again = 0; again < 2 && !take.pages.size && spent(take) < LEAVES; again++) {
        var all = [];
        runs.forEach(function (run) {
          around(run, known).forEach(function (part) { all = all.concat(known.indexOf(part) < 0 ? words(part, met, again) : part); });
        });
        all = all.filter(function (word, i) { return all.indexOf(word) === i; });
        if (2 * all.join("").length >= runs.join("").length + (runs.length < 2) && all.join(" ") !== tried) {  // else it is not near
          await literal(take, all, limit, 60);
          if (!take.pages.size) { await synonyms(take, all, limit); }
        }
        tried = all.join(" ");
      }
    }
    await Promise.all(runs.map(function (run) { return names(take, run, met, limit); }).concat(divided()));
    if (take.byPage.size < ENOUGH) { await most(take, met, limit); }
  }

  /* Nothing at all: names that share a sound or two. */
  async function suggest(take, run) {
    var sounds = await index.hear(), way = text.elements(run, sounds)[0] || [], weights = new Map();
    var keys = text.looseKeys(way).slice(0, Math.max(3, LEAVES - spent(take)));
    (await Promise.all(keys.map(function (key) { return index.record("n", key); }))).forEach(function (lists) {
      for (var s = 0; lists && s < 4; s++) {
        (lists[s + 2] || []).forEach(function (n) { weights.set(n, (weights.get(n) || 0) + 4 + (n % 5 < 2) + s / 4); });
      }
    });
    (await Promise.all(heaviest(weights, 5).map(index.entry))).forEach(function (entry) {
      take.suggest.push({ title: entry.names[0], url: rank.page(entry.id) });
    });
  }

  own.near = { apart: apart, suggest: suggest };
})();
