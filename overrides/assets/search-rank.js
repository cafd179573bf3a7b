/* 村鉴 search, 5 of 9: from candidates to ranked results. What a page is found by is looked up in the index; what is shown
   was checked in its text. The ranking is told in docs/search-engine.en.md. */
(function () {
  "use strict";
  var own = window.cunjian, text = own.text, index = own.index, candidates = own.candidates;
  var KIND = ["term", "village", "course", "practice", "speech"], FOLDER = ["terms", "villages", "courses", "practices", "speeches"];
  var BONUS = [9, 8, 6, 4, 0];  // in the order of kinds
  var MOST = 200;  // pages that are looked through before "more than"
  var SHARE = 0.45; // of all pieces: a passage with less is not near
  var WORD = 6;    // characters of a query that is a word, not a sentence

  function kind(id) { return "tvcps".indexOf(id.charAt(0)); }
  function page(id) { return own.base + FOLDER[kind(id)] + "/" + (kind(id) === 2 ? id.slice(1) : id) + ".html"; }
  function kindOf(id) { return KIND[kind(id)]; }

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
    if (passage.practice && passage.elsewhere.indexOf(found.sentence.anchor) < 0) { also.push(passage.practice); facets.c = passage.practice[2]; }
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
        // A practice's page shows this sentence and more of the passage, another's only this sentence.
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
    var units = word.units ? word.units.filter(function (u) { return candidates.block(u) === at; }) : [0, 1, 2, 3, 4, 5, 6, 7].map(function (i) { return at * 8 + i; });
    for (var i = 0; i < units.length; i++) {
      var passage = await index.passage(units[i]), found = passage && weigh(passage, [run], "");
      if (found) { return [passage, found]; }
    }
    return null;
  }

  /* Adds speeches that have all words, each in a passage of its own, until ``most`` are found. */
  async function takeScattered(take, words, most, base) {
    var runs = take.runs, before = take.pages.size, at = 0, blocks = [];
    var next = await candidates.apart(words);
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

  own.rank = { nameScore: nameScore, takeEntries: takeEntries, takeUnits: takeUnits, takeScattered: takeScattered, page: page,
               MOST: MOST, SHARE: SHARE };
})();
