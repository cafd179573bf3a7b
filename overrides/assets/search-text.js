/* 村鉴 search, 2 of 9: what of a text counts, what of a question counts, and how pinyin is read.
   Classic script, ES2018; the mirror of scripts/cunjian/search/letters.py. */
(function () {
  "use strict";
  var own = window.cunjian = window.cunjian || {};
  var counts = new Map();

  function letter(char) {
    var kept = counts.get(char);
    if (kept === undefined) {
      kept = char.normalize("NFKC").toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
      counts.set(char, kept);
    }
    return kept;
  }

  /* The letters and digits of a text as one run; from[i] and to[i] say where the run's code unit i stands in it. */
  function squash(text) {
    var run = "", from = [], to = [], at = 0;
    for (var char of text) {
      var kept = letter(char);
      for (var i = 0; i < kept.length; i++) { from.push(at); to.push(at + char.length); }
      run += kept;
      at += char.length;
    }
    return { run: run, from: from, to: to };
  }

  /* The run alone: what most texts are asked for. */
  function run(text) {
    var kept = "";
    for (var char of text) { kept += letter(char); }
    return kept;
  }

  /* Blanks divide a query into words; nothing else does. */
  function words(query) {
    var all = query.split(/\s+/).map(run).filter(Boolean);
    return all.filter(function (w, i) { return all.indexOf(w) === i; });
  }

  /* ---------------------------------------------------------- questions in plain words */

  var ASKED = /为什么|什么叫|叫什么|什么是|是什么|什么样|什么|怎么样|怎么办|怎么|怎样|如何|什么样|什么|为何|有没有|有哪些|哪些|哪里|哪个|哪几个|哪|谁|是不是|能不能|可不可以|可以|是否|请问|多少|几个|告诉我|我想|想要|想知道|想了解|了解|知道|介绍一下|介绍|讲讲|说说|一下|起来|方面|上有|里有|中有|我们|你们|他们|他|她|它|这个|那个|这些|那些|这样|那样|[的了吗呢吧啊呀么是在和与及把被]/g;
  var LIGHT = /开展|发展|推进|推动|推行|加强|加快|建设|做好|抓好|搞好|办好|管好|用好|建好|开好|选好|讲好|过好|做实|抓实|落实|解决|提高|提升|实施|实行|实现|进行|促进|增强|强化|完善|建立|打造|组织|帮助|带动|带领|不[上下了到起出住动来够]/g;
  var VAGUE = /好办法|办法|做法|经验|情况|措施|案例|例子|当地|各地|村里|别人|其他|问题|工作/g;
  var EDGES = /^[有要能会该搞办建做抓用让对从给向靠以为等都也就还]+|[要能该让对从给向靠以等都也就还好过上]+$/g;

  /* Whether it is a question in plain words. */
  function asks(query) { return /什么|怎|如何|哪|为何|有没有|[是能]不[是能]|是否|多少|几个|请问|谁|[吗呢]/.test(query); }

  var MOST = 5;  // words that are taken out of a question

  function parts(words, splitter) {
    var all = [];
    words.forEach(function (word) {
      word.split(splitter).forEach(function (part) {
        if (part && Array.from(part).length > 1 && all.indexOf(part) < 0) { all.push(part); }
      });
    });
    if (all.length > MOST) { all = all.slice().sort(function (a, b) { return b.length - a.length; }).slice(0, MOST); }
    return all.length ? all : words;
  }

  /* Ways to take a query, most literal first: as it stands; without question words, light verbs, vague nouns; and, unless
     ``whole``, without what may be a small word at the ends of what is left. */
  function readings(query, whole) {
    var ways = [words(query)];
    [ASKED, LIGHT, VAGUE].concat(whole ? [] : [EDGES]).forEach(function (splitter) {
      ways.push(parts(ways[ways.length - 1], splitter));
    });
    return ways.filter(function (way, i, all) {
      return i === 0 || way.join(" ") !== all[i - 1].join(" ");
    });
  }

  /* ---------------------------------------------------------- pinyin */

  /* The cheapest ways to read Latin letters as syllables {s}, or single initials {i}. */
  function spell(letters, syllables) {
    var ways = [[{ cost: 0, parts: [] }]];
    for (var end = 1; end <= letters.length; end++) {
      ways[end] = [];
      for (var size = 1; size <= 6 && size <= end; size++) {
        var piece = letters.slice(end - size, end), part = null, cost = 1;
        if (size > 1 && syllables.has(piece)) { part = { s: piece }; }
        else if (size === 1 && /[a-hj-tw-z]/.test(piece)) { part = { i: piece }; cost = 1.6; }
        else if (size === 2 && /^[zcs]h$/.test(piece)) { part = { i: piece }; cost = 1.7; }
        if (part) {
          ways[end - size].forEach(function (way) {
            ways[end].push({ cost: way.cost + cost, parts: way.parts.concat([part]) });
          });
        }
      }
      ways[end] = ways[end].sort(function (a, b) { return a.cost - b.cost; }).slice(0, 6);
    }
    return ways[letters.length].slice(0, 4).map(function (way) { return way.parts; });
  }

  /* A run as elements: {c} a character with what it may sound like, {s} a syllable, {i} an initial, {p} a beginning. */
  function elements(run, sounds) {
    var ways = [[]];
    run.split(/([a-z]+)/).filter(Boolean).forEach(function (piece, index, all) {
      var next;
      if (/^[a-z]/.test(piece)) {
        next = spell(piece, sounds.syllables);
        if (index === all.length - 1) {
          next = next.concat(next.filter(function (way) { return way[way.length - 1].s; }).map(function (way) {
            return way.slice(0, -1).concat([{ p: way[way.length - 1].s }]);
          }));
        }
      } else {
        next = [Array.from(piece).map(function (char) { return { c: char, r: sounds.of(char) }; })];
      }
      var longer = [];
      ways.forEach(function (way) { next.forEach(function (more) { longer.push(way.concat(more)); }); });
      ways = longer.slice(0, 6);
    });
    return ways;
  }

  /* What an element is looked up by: its syllable, if it has one; its initial. */
  function syllable(e) { return e.s || (e.c && (e.r.length ? e.r[0] : e.c)) || ""; }
  function initial(e) { return (e.p || e.i || syllable(e)).charAt(0); }

  /* A few keys that every name which sounds so has. */
  function soundKeys(way) {
    var n = way.length, keys = [], open = way.some(function (e) { return !syllable(e); });
    if (n === 1) { return syllable(way[0]) ? ["<" + syllable(way[0])] : []; }
    spread(n - 1, Math.ceil(n / 2), 4).forEach(function (at) {
      var a = syllable(way[at]), b = syllable(way[at + 1]);
      if (a && b) { keys.push(a + " " + b); }
    });
    if (n === 2 && open) {
      if (syllable(way[0])) { keys.push("<" + syllable(way[0])); }
      keys.push("^" + initial(way[0]) + initial(way[1]));
    } else if (open) {
      spread(n - 2, Math.ceil(n / 3) + 1, 5).forEach(function (at) {
        if (!(syllable(way[at]) && syllable(way[at + 1]) && syllable(way[at + 2]))) {
          keys.push(way.slice(at, at + 3).map(initial).join(""));
        }
      });
    }
    return keys;
  }

  /* Many keys, of which a name that sounds alike in part has some. */
  function looseKeys(way) {
    var keys = [], letters = way.map(initial).join("").slice(0, 10);
    for (var i = 0; i + 1 < way.length && i < 5; i++) {
      if (syllable(way[i]) && syllable(way[i + 1])) { keys.push(syllable(way[i]) + " " + syllable(way[i + 1])); }
      if (i + 2 < way.length) { keys.push(letters.slice(i, i + 3)); }
    }
    return keys.slice(0, 7);
  }

  /* How well a name fits: {at, same} where it begins and how many characters are the same ones; null if it does not. */
  function sounding(way, run, sounds) {
    var name = Array.from(run), best = null;
    for (var at = 0; at + way.length <= name.length; at++) {
      var same = 0, k = 0;
      while (k < way.length && fits(way[k], name[at + k], sounds)) {
        if (way[k].c === name[at + k] || way[k].s) { same++; }
        k++;
      }
      if (k === way.length && (!best || same > best.same)) {
        best = { at: at, same: same, left: name.length - way.length };
      }
    }
    return best;
  }

  function fits(e, char, sounds) {
    if (e.c === char) { return true; }
    var heard = sounds.of(char);
    if (e.c) { return e.r.length === 0 || e.r.some(function (r) { return heard.indexOf(r) >= 0; }); }
    if (e.s) { return heard.indexOf(e.s) >= 0; }
    var begins = e.p || e.i;
    return (heard.length ? heard : [char]).some(function (r) { return r.indexOf(begins) === 0; });
  }

  /* About ``count`` of the places 0 … last - 1, first and last among them. */
  function spread(places, count, most) {
    var take = Math.max(1, Math.min(count, most, places)), out = [];
    for (var i = 0; i < take; i++) {
      var at = take === 1 ? 0 : Math.round(i * (places - 1) / (take - 1));
      if (out.indexOf(at) < 0) { out.push(at); }
    }
    return out;
  }

  own.text = { squash: squash, run: run, words: words, asks: asks, readings: readings, elements: elements, soundKeys: soundKeys, looseKeys: looseKeys,
               sounding: sounding, spread: spread };
})();
