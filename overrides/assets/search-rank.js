/* 村鉴 search, 4 of 8: from a query to ranked results. What a page is found by is looked up in the index; what is shown
   was checked in its text. The ranking is told in docs/search-engine.en.md. */
(function () {
  "use strict";
  var own = window.cunjian, text = own.text, index = own.index;
  var KIND = ["term", "village", "course", "practice", "speech"], FOLDER = ["terms", "villages", "courses", "practices", "speeches"];
  var BONUS = [9, 8, 6, 4, 0];  // in the order of kinds
  var FEW = 24;    // passages that are looked through rather than narrowed by a long list
  var MOST = 200;  // pages that are looked through before "more than"
  var SHARE = 0.45; // of all pieces: a passage with less is not near
  var WORD = 6;    // characters of a query that is a word, not a sentence

  function kind(id) { return "tvcps".indexOf(id.charAt(0)); }
  function page(id) { return own.base + FOLDER[kind(id)] + "/" + (kind(id) === 2 ? id.slice(1) : id) + ".html"; }
  function kindOf(id) { return KIND[kind(id)]; }

  function both(a, b) {
    var out = [], i = 0, j = 0;
    while (i < a.length && j < b.length) {
      if (a[i] === b[j]) { out.push(a[i]); i++; j++; } else if (a[i] < b[j]) { i++; } else { j++; }
    }
    return out;
  }

  function ascending(x, y) { return x - y; }

  function merge(a, b) {
    if (!a.length || !b.length) { return a.length ? a : b; }
    return a.concat(b).sort(ascending);
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

  /* The records of keys, a stage of their places only if ``enough`` says that those before leave too much; in the order of
     the keys. null if one has none. */
  async function records(folder, keys, stages, enough) {
    var got = [], found = [];
    for (var s = 0; s < stages.length && !(s && enough(found)); s++) {
      var at = stages[s].filter(function (i) { return !got[i]; });
      var more = await Promise.all(at.map(function (i) { return index.record(folder, keys[i]); }));
      if (more.indexOf(null) >= 0) { return null; }
      more.forEach(function (record, k) { got[at[k]] = record; });
      found = got.filter(Boolean);
    }
    return found;
  }

  /* The places of so many keys: the two at the ends first, then ``some``. */
  function stages(count, some) {
    var all = text.spread(count, some, some);
    return all.length > 2 ? [[0, count - 1], all] : [all];
  }

  function passages(lists) { return merge(lists[0], lists[1] || []); }

  /* The pieces along a run. */
  function pieces(run) {
    var chars = Array.from(run), size = Math.min(3, chars.length), keys = [];
    for (var i = 0; i + size <= chars.length; i++) { keys.push(chars.slice(i, i + size).join("")); }
    return { size: size, keys: keys, stages: stages(keys.length, Math.min(4, Math.ceil(chars.length / 3))) };
  }

  /* Asks for what ``phrase`` will ask for first. */
  function ahead(runs) {
    runs.forEach(function (run) {
      var all = pieces(run);
      all.stages[0].forEach(function (i) { index.record("g", all.keys[i]).catch(function () {}); });
    });
  }

  /* What all of the records hold; null when each of these stands nearly everywhere. */
  function shared(records) {
    var whole = records.filter(function (r) { return !r.part; });
    return whole.length ? whole.map(passages).reduce(both) : null;
  }

  function known(key) { return index.told.get("g" + key); }

  /* Pages and passages that may hold a run of characters: they hold pieces from all along it, pairs where these are there
     already. ``units`` is null when all of these stand nearly everywhere. */
  async function phrase(run) {
    var all = pieces(run), alone = all.size === 1, threes = all.keys, two = [];
    for (var i = 0; all.size === 3 && i < threes.length; i++) { two.push(threes[i].slice(0, 2), threes[i].slice(1)); }
    if (two.length && two.every(known)) { all = { size: 2, keys: two, stages: [two.map(function (_, i) { return i; })] }; }
    var found = await records("g", all.keys, all.stages, function (some) {
      var units = shared(some);
      return units && units.length < 5 && named(some).size < 9;
    });
    if (!found) { return { names: new Map(), units: [], some: [], keys: [], about: new Set(), all: [] }; }
    return { names: named(found), units: alone ? null : shared(found), some: passages(found[0]),
             keys: alone ? [] : all.stages[all.stages.length - 1].map(function (i) { return all.keys[i]; }),
             about: new Set(found[0][1] || []), part: found[0].part, all: threes.slice(0, 12) };
  }

  /* A single character is noted where it comes first, in some speeches only when there are many: see ``alone``. */
  async function alone(found) {
    return { units: found[0].some, more: found[0].part || !(await index.ready()).alone };
  }

  /* The passages of a word in one part of all: of pieces that stand nearly everywhere the lists are long, and only so much
     of them is asked for as is needed. */
  async function inPart(word, part) {
    var from = part * index.CHUNK;
    if (word.units || !word.keys.length) {
      return (word.units || word.some).filter(function (u) { return u >= from && u < from + index.CHUNK; });
    }
    var lists = await Promise.all(word.keys.map(function (key) { return index.record("g", key + "+" + part); }));
    return lists.map(function (found) { return found ? passages(found) : []; }).reduce(both)
      .map(function (u) { return u + from; });
  }

  /* Passages for all words together, likely ones first, and how to get more. */
  async function together(found) {
    var told = found.filter(function (f) { return f.units || f.keys.length; });  // a single character tells nothing
    var bound = told.filter(function (f) { return f.units; }), part = 0, parts = (await index.ready()).chunks;
    var units = bound.length ? bound.map(function (f) { return f.units; }).reduce(both) : [], had = new Set();
    if (!told.length) { return alone(found); }
    if (bound.length === told.length || (bound.length && units.length <= FEW)) { return { units: units }; }
    async function rest() {
      if (part >= parts) { return null; }
      var at = part++, lists = await Promise.all(told.map(function (f) { return inPart(f, at); }));
      return lists.reduce(both).filter(function (u) { return !had.has(u); });
    }
    if (told.length > 1) { return { units: (await rest()) || [], rest: rest }; }
    told[0].some.forEach(function (u) { had.add(u); });
    return { units: told[0].some, rest: rest };
  }

  /* The passages that have every piece of all words, up to a dozen each; null when these stand nearly everywhere. */
  async function surely(words) {
    var lists = (await Promise.all(words.map(async function (word) {
      var records = await Promise.all(word.all.map(function (key) { return index.record("g", key); }));
      return records.indexOf(null) >= 0 ? [] : shared(records);
    }))).filter(Boolean);
    return lists.length ? lists.reduce(both) : null;
  }

  /* Candidates for all runs together, likely ones first. */
  async function candidates(runs) {
    var found = await Promise.all(runs.map(phrase)), names = [];
    found[0].names.forEach(function (stand, number) {
      var all = found.map(function (f) { return f.names.get(number); });
      if (all.every(function (s) { return s !== undefined; })) { names.push([Math.min.apply(null, all), number]); }
    });
    names.sort(function (a, b) { return b[0] - a[0] || a[1] % 5 - b[1] % 5 || a[1] - b[1]; });
    var held = await together(found);
    var about = function (u) { return found.filter(function (f) { return f.about.has(u); }).length; };
    var units = held.units.map(function (u) { return [about(u), u]; });
    units.sort(function (a, b) { return b[0] - a[0] || a[1] - b[1]; });
    return { names: names.map(function (n) { return n[1]; }), units: units.map(function (u) { return u[1]; }),
             rest: held.rest, more: held.more, words: found, surely: function () { return surely(found); } };
  }

  function block(unit) { return Math.floor(unit / 8); }

  /* Eight passages of one speech that may have all words, if no single one has: those of the words that are not everywhere,
     if they are few; or by parts, as ``together``. Answers null when there are no more. */
  function scattered(words, parts) {
    var told = words.filter(function (w) { return w.units || w.keys.length; }), bound = told.filter(function (w) { return w.units; });
    function blocks(lists) { return lists.map(function (units) { return Array.from(new Set(units.map(block))); }).reduce(both); }
    var part = 0, few = bound.length ? blocks(bound.map(function (w) { return w.units; })) : null;
    if (!told.length) { parts = 0; }
    return async function () {
      if (few && (few.length <= FEW || bound.length === told.length)) { var all = few; few = null; parts = 0; return all; }
      if (part >= parts) { return null; }
      var at = part++;
      return blocks(await Promise.all(told.map(function (w) { return inPart(w, at); })));
    };
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
             score: score + BONUS[entry.number % 5], facets: entry.facets, from: also, also: [], runs: runs };
  }

  /* Loads entries, ``first`` of them at first, until there are enough that ``score`` lets in. */
  async function takeEntries(take, numbers, most, score, first) {
    var at = 0, runs = take.runs;
    while (at < numbers.length && take.entries < most) {
      var next = numbers.slice(at, at + (at || take.warm ? wave(most - take.entries) : first || 4));
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
    var said = new Map(), total = 0, heading = text.run(passage.heading), missing = 0, all = 0, has = 0, size = 0, held = 0;
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
      if (tells) { all += told([run]); has += seen ? told([run]) : 0; size += tells.get(run).size; held += seen ? tells.get(run).size : 0; }
      total += Math.min(4, seen) + (heading.indexOf(run) >= 0 ? 5 : 0);
    });
    if (!said.size || (tells ? held < SHARE * size : missing)) { return null; }
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

  /* The pages that a passage's words lead to: its speech; its practice, when they are words and not a whole sentence; where
     several words met here, villages and terms as well. */
  function passageResults(take, passage, found, base, runs) {
    var score = base + found.points, main = speechResult(passage, found, score, runs);
    take.add(main);
    if (runs.join("").length <= WORD || runs.length > 1) {
      main.also.forEach(function (other) {
        var title = text.run(other.title);
        var said = text.run(main.snippet);
        var says = runs.some(function (run) { return title.indexOf(run) >= 0; });
        // A practice's page shows the whole passage, another's only this sentence.
        var has = runs.every(function (run) { return title.indexOf(run) >= 0 || said.indexOf(run) >= 0; });
        if (other.kind === "practice" || (runs.length > 1 && says && has)) {
          take.add({ url: other.url, title: other.title, kind: other.kind, snippet: main.snippet, from: main.title,
                     score: score + (says ? 50 : -1), facets: main.facets, also: [], runs: runs });
        }
      });
    }
    found.hits.forEach(function (hit) {
      var beside = passage.beside[hit.sentence.anchor];
      (beside ? beside[1] : []).forEach(function (figure) {
        var label = text.run(figure[1]);
        if (runs.some(function (r) { return r.length > 1 && label.indexOf(r) >= 0; })) {
          take.add({ url: own.base + figure[0], title: figure[1], kind: "figure", snippet: hit.sentence.text, also: [],
                     from: passage.owner[1], score: score - 60, facets: main.facets, runs: runs });
        }
      });
    });
  }

  /* How many to load at once when so many are wanted. */
  function wave(wanted) { return Math.max(4, Math.min(24, wanted + 1)); }

  /* Takes out of a list what is not kept, from the place ``at`` on. */
  function keep(numbers, at, kept) {
    var left = numbers.slice(at).filter(function (n) { return kept.has(n); });
    numbers.length = at;
    left.forEach(function (n) { numbers.push(n); });
  }

  /* Loads passages from the place ``at`` on, a few at first, until ``most`` pages are found; the place it came to. When
     many are wrong, ``surely`` says which of the others are worth a look. ``tells``: see weigh. */
  async function takeUnits(take, numbers, at, most, base, surely, tells) {
    var before = take.pages.size, runs = take.runs, wrong = 0;
    while (at < numbers.length && take.pages.size - before < most && take.pages.size < MOST) {
      var some = numbers.slice(at, at + (at || take.warm ? wave(most - take.pages.size + before) : tells ? 2 : 3));
      at += some.length;
      var passages = await Promise.all(some.map(index.passage));
      passages.forEach(function (passage) {
        var found = passage && weigh(passage, runs, take.raw, tells);
        if (found) { take.pages.add(passage.owner[0]); passageResults(take, passage, found, base, runs); } else { wrong++; }
      });
      take.show();
      if (surely && wrong > 2 && numbers.length - at > 4) {
        var kept = await surely();
        if (kept) { keep(numbers, at, new Set(kept)); }
        surely = null;
      }
    }
    return at;
  }

  /* The first passage of a block that has a word. */
  async function passageWith(at, word, run) {
    var units = word.units ? word.units.filter(function (u) { return block(u) === at; }) : [0, 1, 2, 3, 4, 5, 6, 7].map(function (i) { return at * 8 + i; });
    for (var i = 0; i < units.length; i++) {
      var passage = await index.passage(units[i]), found = passage && weigh(passage, [run], "");
      if (found) { return [passage, found]; }
    }
    return null;
  }

  /* Adds speeches that have all words, each in a passage of its own, until ``most`` are found. */
  async function takeScattered(take, words, most, base) {
    var runs = take.runs, before = take.pages.size, at = 0, blocks = [];
    await Promise.all(words.map(async function (word) {
      if (word.units && word.units.length > FEW) { word.units = await surely([word]) || word.units; }
    }));
    var next = scattered(words, (await index.ready()).chunks);
    async function look(number) {
      var hits = await Promise.all(words.map(function (word, i) { return passageWith(number, word, runs[i]); }));
      if (!hits.every(Boolean) || take.pages.has(hits[0][0].owner[0])) { return; }
      take.pages.add(hits[0][0].owner[0]);
      take.add(speechResult(hits[0][0], hits[0][1], base + hits[0][1].points, runs));
    }
    while (take.pages.size - before < most) {
      if (at === blocks.length) { blocks = await next(); at = 0; }
      if (!blocks) { return; }
      var some = blocks.slice(at, at + wave(most - take.pages.size + before));
      at += some.length;
      await Promise.all(some.map(look));
      take.show();
    }
    take.left++;
  }

  own.rank = { candidates: candidates, records: records, stages: stages, ahead: ahead, named: named, nameScore: nameScore,
               takeEntries: takeEntries, takeUnits: takeUnits, takeScattered: takeScattered, page: page, MOST: MOST, SHARE: SHARE };
})();
