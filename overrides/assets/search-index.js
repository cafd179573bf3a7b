/* 村鉴 search, 3 of 9: the index, file by file. Every file is a script that calls cunjian.put: the only way to get at
   data on file://, and allowed by a policy that forbids everything else. Format: docs/search-engine.en.md. */
(function () {
  "use strict";
  var own = window.cunjian = window.cunjian || {};
  var here = document.currentScript.src;
  var base = here.slice(0, here.lastIndexOf("assets/"));
  var held = own.held || {}, waiting = {}, version = "";

  own.base = base;
  own.put = function (name, value) { held[name] = value; };

  /* The content of a file; asked for once, again only after a failure. Tables are the same in every version, nearly. */
  function load(name) {
    if (!waiting[name]) {
      var early = own.early && own.early[name];  // by search-load.js
      if (early) { delete own.early[name]; }
      waiting[name] = (early || add(name)).then(function () {
        if (!(name in held)) { throw new Error("cunjian: cannot load " + name); }
        var value = held[name];
        delete held[name];
        return value;
      });
      waiting[name].catch(function () { delete waiting[name]; });
    }
    return waiting[name];
  }

  function add(name) {
    return new Promise(function (done) {
      var script = document.createElement("script");
      script.src = base + "assets/search/" + name + ".js" + (version && name.indexOf("/") > 0 ? "?" + version : "");
      script.onload = script.onerror = function () { script.remove(); done(); };
      document.head.appendChild(script);
    });
  }

  /* ---------------------------------------------------------- where a key's record is */

  var TABLE = [];
  for (var n = 0; n < 256; n++) {
    var c = n;
    for (var k = 0; k < 8; k++) { c = c & 1 ? 0xEDB88320 ^ (c >>> 1) : c >>> 1; }
    TABLE.push(c >>> 0);
  }

  function hash(key) {
    var crc = -1, cut = key.indexOf("+");
    for (var i = 0; i < key.length; i++) {
      var unit = key.charCodeAt(i);
      crc = TABLE[(crc ^ unit) & 255] ^ (crc >>> 8);
      crc = TABLE[(crc ^ (unit >>> 8)) & 255] ^ (crc >>> 8);
    }
    crc = ~crc >>> 0;
    return cut < 0 ? crc : ((hash(key.slice(0, cut)) & 0xFC000000) | (crc & 0x03FFFFFF)) >>> 0;
  }

  var CODES = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  var VALUE = {};
  for (var v = 0; v < 64; v++) { VALUE[CODES.charAt(v)] = v; }

  /* The names of all leaves, from one bit a node: 1 is divided. */
  function leaves(packed) {
    var all = new Set(), at = 0;
    (function node(prefix) {
      var bit = VALUE[packed.charAt(Math.floor(at / 6))] >> at % 6 & 1;
      at++;
      if (bit) { node(prefix * 2); node(prefix * 2 + 1); } else { all.add(prefix); }
    })(1);
    return all;
  }

  /* Ascending numbers: gaps of five bits a character, or after ! a bitmap of six. */
  function decode(text) {
    var out = [], i, number = 0, shift = 0, gap = 0;
    if (text.charAt(0) === "!") {
      for (i = 1; i < text.length; i++) {
        var bits = VALUE[text.charAt(i)];
        for (var b = 0; bits; b++, bits >>= 1) { if (bits & 1) { out.push((i - 1) * 6 + b); } }
      }
      return out;
    }
    for (i = 0; i < text.length; i++) {
      var value = VALUE[text.charAt(i)];
      gap |= (value & 31) << shift;
      if (value < 32) { number += gap; out.push(number); gap = shift = 0; } else { shift += 5; }
    }
    return out;
  }

  /* ---------------------------------------------------------- records */

  var CHUNK = 8192, root = null, known = new Map(), told = new Map();

  function ready() {
    root = root || load("root").then(function (read) {
      version = read.version;
      read.g = leaves(read.grams);
      read.n = leaves(read.sounds);
      read.chunks = Math.ceil(8 * read.blocks / CHUNK);
      return read;
    }, function (error) { root = null; throw error; });
    return root;
  }

  /* What will be wanted as soon as something is typed, all at once. */
  function prepare() {
    ready().catch(function () {});
    ["sound", "traditional"].forEach(function (name) { load(name).catch(function () {}); });
  }

  /* The lists of a key in "g" (pieces of text) or "n" (sounds), or null when nothing has it; with ``part`` when passages
     are only some of those that have it: then key+0, key+1 … give all. What is there already is in ``told``. */
  function record(folder, key) {
    var id = folder + key;
    if (!known.has(id)) {
      known.set(id, ready().then(function (read) {
        var crc = hash(key), leaf = 1;
        for (var depth = 0; !read[folder].has(leaf); depth++) { leaf = leaf * 2 + (crc >>> (31 - depth) & 1); }
        return leafOf(folder + "/" + leaf.toString(16));
      }).then(function (shard) {
        var at = shard.indexOf(";" + key + ":");
        if (at < 0) { told.set(id, null); return null; }
        at += key.length + 2;
        var value = shard.slice(at, shard.indexOf(";", at)), part = value.charAt(0) === "~";
        var lists = (part ? value.slice(1) : value).split(",").map(decode);
        lists.part = part;
        told.set(id, lists);
        return lists;
      }));
      known.get(id).catch(function () { known.delete(id); });
    }
    return known.get(id);
  }

  /* ``asked.leaves``: how many were ever asked for. */
  var asked = { leaves: 0 };
  function leafOf(name) {
    if (!waiting[name]) { asked.leaves++; }
    return load(name);
  }

  function entry(number) {
    var at = Math.floor(number / 5);
    return load("e/" + "tvcps".charAt(number % 5) + Math.floor(at / 16)).then(function (rows) {
      var row = rows[at % 16];
      return { number: number, id: row[0], names: row[1], about: row[2], facets: row[3],
               runs: row[1].map(own.text.run) };
    });
  }

  /* A passage; eight share a file. What counts of it is worked out once. */
  function passage(number) {
    return load("b/" + Math.floor(number / 8)).then(function (read) {
      var row = read[1][number % 8];
      if (row && Array.isArray(row)) {
        row = read[1][number % 8] = { owner: read[0][row[0]], heading: row[1], titled: row[2], practice: read[2][row[3]],
                                      beside: row[5], elsewhere: row[6] || [], pages: read[2], paragraphs: row[4].map(paragraph) };
      }
      return row;
    });
  }

  function paragraph(flat) {
    var sentences = [], text = "";
    for (var i = 0; i < flat.length; i += 2) {
      sentences.push({ anchor: flat[i], text: flat[i + 1], start: text.length });
      text += flat[i + 1];
    }
    return { text: text, sentences: sentences, run: own.text.run(text) };
  }

  /* ---------------------------------------------------------- tables */

  var sounds = null, simple = null, shared = "";

  function hear() {
    sounds = sounds || load("sound").then(function (table) {
      var readings = new Map(), syllables = new Set(), later = [], chars = Array.from(common()), at = 0;
      table[0].replace(/([a-z]+)(\d+)/g, function (all, s, count) {
        syllables.add(s);
        for (var end = at + Number(count); at < end; at++) { readings.set(chars[at], [s]); }
      });
      table[1].split(";").forEach(function (row) {
        var colon = row.indexOf(":"), both = row.slice(colon + 1).split("|"), s = row.slice(0, colon);
        syllables.add(s);
        for (var char of both[0]) { readings.set(char, [s]); }
        if (both[1]) { later.push([s, both[1]]); }
      });
      later.forEach(function (pair) { for (var char of pair[1]) { (readings.get(char) || []).push(pair[0]); } });
      return { syllables: syllables, of: function (char) { return readings.get(char) || []; } };
    });
    return sounds;
  }

  /* The characters of GB 2312 in its order: 3,755 common ones by their sound, then others by their radical. */
  function common() {
    if (!shared) {
      var bytes = [];
      for (var lead = 0xB0; lead < 0xF8; lead++) {
        for (var tail = 0xA1; tail < 0xFF; tail++) { if (lead !== 0xD7 || tail < 0xFA) { bytes.push(lead, tail); } }
      }
      shared = new TextDecoder("gbk").decode(new Uint8Array(bytes));
    }
    return shared;
  }

  /* A query in the characters that occur here: 組織 becomes 组织. GB 2312 has hardly any that are written otherwise, so
     what is all of it stays, unless ``sure``: when nothing was found. */
  async function simplify(text, sure) {
    var known = new Set(common());
    if (!sure && Array.from(text).every(function (char) { return !/[㐀-鿿]/.test(char) || known.has(char); })) { return text; }
    simple = simple || load("traditional").then(function (pairs) {
      var map = new Map(), all = Array.from(pairs);
      for (var i = 0; i < all.length; i += 2) { map.set(all[i], all[i + 1]); }
      return map;
    });
    var map = await simple;
    return Array.from(text).map(function (char) { return map.get(char) || char; }).join("");
  }

  own.index = { CHUNK: CHUNK, ready: ready, prepare: prepare, record: record, told: told, asked: asked, entry: entry, passage: passage, hear: hear, simplify: simplify, hash: hash,
                decode: decode };
})();
