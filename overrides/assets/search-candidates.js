/* 村鉴 search, 4 of 9: where a query may stand: pages and passages that hold pieces from all along its words. Nothing of it is
   shown before search-rank.js has looked at the text itself. */
(function () {
  "use strict";
  var own = window.cunjian, text = own.text, index = own.index;
  var FEW = 24;    // passages that are looked through rather than narrowed by a long list

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

  /* Narrows words that stand in many passages, then see ``scattered``. */
  async function apart(words) {
    await Promise.all(words.map(async function (word) {
      if (word.units && word.units.length > FEW) { word.units = await surely([word]) || word.units; }
    }));
    return scattered(words, (await index.ready()).chunks);
  }

  own.candidates = { of: candidates, apart: apart, ahead: ahead, records: records, stages: stages, named: named, block: block };
})();
