/* 村鉴 search, 3 of 7: from a query to ranked results. What a page is found by is looked up in the index; what is shown
   was checked in its text. The ranking is told in docs/search-engine.en.md. */
(function () {
  "use strict";
  var own = window.cunjian, text = own.text, index = own.index;
  var KIND = ["term", "village", "practice", "speech"], FOLDER = ["terms", "villages", "practices", "speeches"];
  var LETTER = { t: 0, v: 1, p: 2, s: 3 }, BONUS = [9, 8, 4, 0];
  var FEW = 24;    // passages that are looked through rather than narrowed by a long list
  var MOST = 200;  // pages that are looked through before "more than"

  function page(id) { return own.base + FOLDER[LETTER[id.charAt(0)]] + "/" + id + ".html"; }
  function kindOf(id) { return KIND[LETTER[id.charAt(0)]]; }

  function both(a, b) {
    var out = [], i = 0, j = 0;
    while (i < a.length && j < b.length) {
      if (a[i] === b[j]) { out.push(a[i]); i++; j++; } else if (a[i] < b[j]) { i++; } else { j++; }
    }
    return out;
  }

  function merge(a, b) {
    if (!a.length || !b.length) { return a.length ? a : b; }
    return a.concat(b).sort(function (x, y) { return x - y; });
  }

  /* ---------------------------------------------------------- candidates */

  /* The names of one record: number -> 0 inside, 1 at the end, 2 at the start, 3 all of it. */
  function stands(lists) {
    var map = new Map();
    for (var s = 0; s < 4; s++) { (lists[2 + s] || []).forEach(function (n) { map.set(n, s); }); }
    return map;
  }

  /* Names that hold all of the records' keys; at the start by the first, at the end by the last. */
  function named(records) {
    var maps = records.map(function (r) { return stands(r); });
    var small = maps.reduce(function (a, b) { return b.size < a.size ? b : a; }), out = new Map();
    small.forEach(function (_, number) {
      if (!maps.every(function (m) { return m.has(number); })) { return; }
      var start = maps[0].get(number) >= 2, end = maps[maps.length - 1].get(number) % 2 === 1;
      out.set(number, start ? (end ? 3 : 2) : end ? 1 : 0);
    });
    return out;
  }

  /* The records of keys: of the two outer ones, and of all if those leave too much. null if one has none. */
  async function records(folder, keys, enough) {
    var outer = keys.length > 2 ? [keys[0], keys[keys.length - 1]] : keys;
    var found = await Promise.all(outer.map(function (key) { return index.record(folder, key); }));
    if (found.some(function (r) { return !r; })) { return null; }
    if (keys.length < 3 || enough(found)) { return found; }
    var inner = await Promise.all(keys.slice(1, -1).map(function (key) { return index.record(folder, key); }));
    return inner.some(function (r) { return !r; }) ? null : [found[0]].concat(inner, [found[1]]);
  }

  function passages(lists) { return merge(lists[0], lists[1] || []); }

  /* Pages and passages that may hold a run of characters: they hold pieces from all along it. ``units`` is null when all
     of these stand nearly everywhere. */
  async function phrase(run) {
    var chars = Array.from(run), size = Math.min(3, chars.length), names, units;
    var keys = text.spread(chars.length - size + 1, Math.ceil(chars.length / 3), 4).map(function (at) {
      return chars.slice(at, at + size).join("");
    });
    function narrow(found) {
      var whole = found.filter(function (r) { return !r.part; });
      units = whole.length ? whole.map(passages).reduce(both) : null;
      names = named(found);
      return units && units.length < 5 && names.size < 9;
    }
    var found = await records("g", keys, narrow);
    if (!found) { return { names: new Map(), units: [], some: [], keys: [], about: new Set() }; }
    narrow(found);
    var about = new Set(found[0][1] || []);
    var alone = size === 1, some = passages(found[0]);
    return { names: names, units: alone ? null : units, some: some, keys: alone ? [] : keys, about: about, part: found[0].part };
  }

  /* A single character is noted where it comes first, in some speeches only when there are many: see ``alone``. */
  async function alone(found) {
    return { units: found[0].some, more: found[0].part || !(await index.ready()).alone };
  }

  /* All passages that hold every one of the keys. */
  async function everywhere(keys) {
    var lists = await Promise.all(keys.map(function (key) { return index.record("g", "+" + key); }));
    return lists.map(function (found) { return found ? passages(found) : []; }).reduce(both);
  }

  /* Passages for all runs together, and how to get more: of pieces that stand nearly everywhere all lists are long, and
     asked for only where they are needed. */
  async function together(found) {
    var bound = found.filter(function (f) { return f.units; }), keys = [];
    found.forEach(function (f) { if (!f.units) { keys = keys.concat(f.keys); } });
    if (bound.length) {
      var units = bound.map(function (f) { return f.units; }).reduce(both);
      return { units: keys.length && units.length > FEW ? both(units, await everywhere(keys)) : units };
    }
    if (!keys.length) { return alone(found); }
    if (keys.length > 1) { return { units: await everywhere(keys) }; }
    return { units: found[0].some, rest: async function () {
      var had = new Set(found[0].some);
      return (await everywhere(keys)).filter(function (u) { return !had.has(u); });
    } };
  }

  /* Candidates for all runs together, likely ones first. */
  async function candidates(runs) {
    var found = await Promise.all(runs.map(phrase)), names = [];
    found[0].names.forEach(function (stand, number) {
      var all = found.map(function (f) { return f.names.get(number); });
      if (all.every(function (s) { return s !== undefined; })) { names.push([Math.min.apply(null, all), number]); }
    });
    names.sort(function (a, b) { return b[0] - a[0] || a[1] % 4 - b[1] % 4 || a[1] - b[1]; });
    var held = await together(found);
    var about = function (u) { return found.filter(function (f) { return f.about.has(u); }).length; };
    var units = held.units.map(function (u) { return [about(u), u]; });
    units.sort(function (a, b) { return b[0] - a[0] || a[1] - b[1]; });
    return { names: names.map(function (n) { return n[1]; }), units: units.map(function (u) { return u[1]; }),
             rest: held.rest, more: held.more, words: found };
  }

  /* Where all words stand in eight passages of one speech, but in no single one: a passage for each of the words. */
  async function scattered(found) {
    var maps = (await Promise.all(found.map(function (f) {
      return f.units || (f.keys.length ? everywhere(f.keys) : f.some);
    }))).map(function (units) {
      return units.reduce(function (map, u) { return map.set(Math.floor(u / 8), u); }, new Map());
    });
    var out = [];
    maps[0].forEach(function (_, block) {
      if (maps.every(function (m) { return m.has(block); })) { out.push(maps.map(function (m) { return m.get(block); })); }
    });
    return out;
  }

  /* ---------------------------------------------------------- pages found by name */

  function nameScore(entry, runs) {
    var best = 0;
    entry.runs.forEach(function (name, other) {
      var places = runs.map(function (run) { return name.indexOf(run); });
      if (places.indexOf(-1) >= 0) { return; }
      var left = name.length - runs.join("").length, score;
      if (runs.length > 1) { score = 660 - Math.min(100, 4 * Math.abs(left)); }
      else if (!left) { score = 1000; }
      else { score = places[0] ? 620 - Math.min(100, 4 * left) : 820 - Math.min(150, 5 * left); }
      best = Math.max(best, score - (other ? 30 : 0));
    });
    return best;
  }

  function entryResult(entry, score, runs) {
    var also = entry.facets.s ? entry.facets.s : "";
    return { url: page(entry.id), title: entry.names[0], kind: kindOf(entry.id), snippet: entry.about,
             score: score + BONUS[entry.number % 4], facets: entry.facets, from: also, also: [], runs: runs };
  }

  /* Loads entries, a few at first, until there are enough that ``score`` lets in. */
  async function takeEntries(take, numbers, most, score) {
    var at = 0, runs = take.runs;
    while (at < numbers.length && take.entries < most) {
      var next = numbers.slice(at, at + (at ? wave(most - take.entries) : 4));
      var some = await Promise.all(next.map(index.entry));
      at += some.length;
      some.forEach(function (entry) {
        var points = score(entry);
        if (points > 0 && take.add(entryResult(entry, points, entry.heard || runs))) { take.entries++; }
      });
      take.show();
    }
    take.left += numbers.length - at;
  }

  /* ---------------------------------------------------------- pages found by text */

  function times(run, inside) {
    var count = 0;
    for (var at = inside.indexOf(run); at >= 0 && count < 9; at = inside.indexOf(run, at + run.length)) { count++; }
    return count;
  }

  /* Where the run's code unit ``at`` stands in the paragraph. */
  function origin(paragraph, at) {
    paragraph.from = paragraph.from || text.squash(paragraph.text).from;
    return paragraph.from[at];
  }

  function sentenceOf(paragraph, at) {
    var sentences = paragraph.sentences, i = sentences.length - 1;
    while (i > 0 && sentences[i].start > at) { i--; }
    return sentences[i];
  }

  /* How well a passage fits: its best sentence, and points. Every run must stand in it, unless some are
     enough: then ``tells`` says how much each does. */
  function weigh(passage, runs, raw, tells) {
    var said = new Map(), total = 0, heading = text.run(passage.heading), missing = 0, all = 0, has = 0;
    function told(some) { return some.reduce(function (sum, run) { return sum + tells.get(run).idf; }, 0); }
    runs.forEach(function (run) {
      var seen = 0;
      passage.paragraphs.forEach(function (paragraph, p) {
        for (var at = paragraph.run.indexOf(run); at >= 0; at = paragraph.run.indexOf(run, at + 1)) {
          var sentence = sentenceOf(paragraph, origin(paragraph, at));
          var hit = said.get(sentence) || { sentence: sentence, runs: new Set(), first: at, p: p };
          hit.runs.add(run);
          said.set(sentence, hit);
          seen++;
        }
      });
      if (!seen) { missing++; }
      if (tells) { all += told([run]); has += seen ? told([run]) : 0; }
      total += Math.min(4, seen) + (heading.indexOf(run) >= 0 ? 5 : 0);
    });
    if (!said.size || (missing && !tells)) { return null; }
    var best = null;
    said.forEach(function (hit) {
      if (tells) { hit.points = 60 * told(Array.from(hit.runs)) / all; return; }
      hit.points = hit.runs.size * 20 + (raw && hit.sentence.text.indexOf(raw) >= 0 ? 30 : 0) + (hit.p < passage.titled ? 1 : 3);
    });
    said.forEach(function (hit) { if (!best || hit.points > best.points) { best = hit; } });
    total = tells ? 150 * has / all : Math.min(40, total * 2);
    return { sentence: best.sentence, points: best.points + total, hits: said };
  }

  function speechResult(passage, found, score, runs) {
    var owner = passage.owner, url = page(owner[0]) + (found.sentence.anchor ? "#" + found.sentence.anchor : "");
    var also = [], beside = passage.beside[found.sentence.anchor];
    var facets = { p: owner[2], y: owner[3] };
    if (passage.practice) { also.push(passage.practice); facets.c = passage.practice[2]; }
    (beside ? beside[0] : []).forEach(function (i) { also.push(passage.pages[i]); });
    return { url: url, title: owner[1], kind: kindOf(owner[0]), snippet: found.sentence.text, score: score,
             facets: facets, from: passage.heading === owner[1] ? "" : passage.heading, runs: runs,
             also: also.map(function (pair) { return { url: page(pair[0]), title: pair[1], kind: kindOf(pair[0]) }; }) };
  }

  /* The pages that a passage's words lead to: its speech; where several words met here, its practice and villages. */
  function passageResults(take, passage, found, base) {
    var score = base + found.points, main = speechResult(passage, found, score, take.runs);
    take.add(main);
    if (take.runs.length > 1) {
      main.also.forEach(function (other) {
        var title = text.run(other.title);
        var said = text.run(main.snippet);
        var says = take.runs.some(function (run) { return title.indexOf(run) >= 0; });
        // A practice's page shows the whole passage, another's only this sentence.
        var has = take.runs.every(function (run) { return title.indexOf(run) >= 0 || said.indexOf(run) >= 0; });
        if (other.kind === "practice" || (says && has)) {
          take.add({ url: other.url, title: other.title, kind: other.kind, snippet: main.snippet, from: main.title,
                     score: score + (says ? 50 : -1), facets: main.facets, also: [], runs: take.runs });
        }
      });
    }
    found.hits.forEach(function (hit) {
      var beside = passage.beside[hit.sentence.anchor];
      (beside ? beside[1] : []).forEach(function (figure) {
        var label = text.run(figure[1]);
        if (take.runs.some(function (r) { return r.length > 1 && label.indexOf(r) >= 0; })) {
          take.add({ url: own.base + figure[0], title: figure[1], kind: "figure", snippet: hit.sentence.text, also: [],
                     from: passage.owner[1], score: score - 60, facets: main.facets, runs: take.runs });
        }
      });
    });
  }

  /* How many to load at once when so many are wanted. */
  function wave(wanted) { return Math.max(4, Math.min(24, wanted + 1)); }

  /* Loads passages from the place ``at`` on, a few at first, until ``most`` pages are found; the place it came to.
     ``tells``: see weigh. */
  async function takeUnits(take, numbers, at, most, base, tells) {
    var before = take.pages.size;
    while (at < numbers.length && take.pages.size - before < most && take.pages.size < MOST) {
      var some = numbers.slice(at, at + (at ? wave(most - take.pages.size + before) : 3));
      at += some.length;
      var passages = await Promise.all(some.map(index.passage));
      passages.forEach(function (passage) {
        var found = passage && weigh(passage, take.runs, take.raw, tells);
        if (found) { take.pages.add(passage.owner[0]); passageResults(take, passage, found, base); }
      });
      take.show();
    }
    return at;
  }

  /* Adds speeches that have all words, each in a passage of its own, until ``most`` are found. */
  async function takeScattered(take, words, most, base) {
    var groups = await scattered(words), runs = take.runs, before = take.pages.size;
    function add(passages) {
      var owner = passages[0].owner[0], hits = passages.map(function (p, i) { return weigh(p, [runs[i]], ""); });
      if (take.pages.has(owner) || !hits.every(Boolean)) { return; }
      take.pages.add(owner);
      take.add(speechResult(passages[0], hits[0], base + hits[0].points, runs));
    }
    for (var at = 0; at < groups.length && take.pages.size - before < most;) {
      var some = groups.slice(at, at + wave(most - take.pages.size + before));
      at += some.length;
      (await Promise.all(some.map(function (group) { return Promise.all(group.map(index.passage)); }))).forEach(add);
      take.show();
    }
    take.left += groups.length - at;
  }

  own.rank = { candidates: candidates, records: records, named: named, nameScore: nameScore, takeEntries: takeEntries,
               takeUnits: takeUnits, takeScattered: takeScattered, page: page, MOST: MOST };
})();
