"""The data of the contract, in pieces: one file a speech, its reading text, and the index of all entries.

What a speech says stands in ``data/speeches/<id>.json``; what only all speeches together tell (names, aliases,
neighbours, definitions from curation/) stands in ``data/index.json``.  ``export`` puts the pieces together again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from itertools import islice
from typing import Any

import msgspec

from cunjian.model import Definition, Evidence, Figure, Honour, Practice, Speech, Term, Village
from cunjian.render.addresses import page_of
from cunjian.render.view import View

SCHEMA = 1
_HEAD, _FOOT = '{\n "entries": [', "\n ]\n}\n"
_AT_ONCE = 500  # rows
Json = dict[str, Any]


def of_speech(view: View, speech: Speech) -> Iterator[tuple[str, str]]:
    """Path below docs/ and text of the files of one speech."""
    yield f"data/speeches/{speech.id}.json", dump(_piece(view, view.whole(speech.id)))
    yield f"data/texts/{speech.id}.txt", view.source(speech.id).reading.raw.text


def of_all(view: View) -> Iterator[tuple[str, str | Iterable[str]]]:
    """The index of all entries, in parts, and the courses."""
    yield "data/index.json", _index(view)
    yield from ((f"data/courses/{c.name}.json", dump({"schema": SCHEMA, **asdict(c)})) for c in view.book.courses)


def _index(view: View) -> Iterator[str]:
    """As ``dump`` would have it, of ten thousand speeches too: some entries at a time."""
    yield _HEAD
    left, between = iter(rows(view)), ""
    while some := list(islice(left, _AT_ONCE)):
        yield between + dump({"entries": some})[len(_HEAD) : -len(_FOOT)]
        between = ","
    yield "\n ],\n" if between else "],\n"
    yield dump(_beside_entries(view)).removeprefix("{\n")


def dump(value: object) -> str:
    """JSON as the contract has it: sorted keys, indent 1, readable."""
    try:
        return msgspec.json.format(msgspec.json.encode(value, order="sorted"), indent=1).decode() + "\n"
    except UnicodeEncodeError:  # half a surrogate pair
        return json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1) + "\n"


# --------------------------------------------------------------------------- one speech


def _piece(view: View, speech: Speech) -> Json:
    return {
        "schema": SCHEMA,
        "speech": _speech(view, speech),
        "practices": [_practice(p) for p in view.practices_of.get(speech.id, ())],
        "villages": [x for x in map(_village, view.villages_of.get(speech.id, ())) if x],
        "terms": [x for x in map(_term, view.terms_of.get(speech.id, ())) if x],
        "figures": [figure(f) for f in view.figures_of.get(speech.id, ())],
    }


def _speech(view: View, speech: Speech) -> Json:
    source = view.source(speech.id)
    reading, text = source.reading, source.reading.raw.text

    def at(kind: str, start: int, end: int, **more: object) -> Json:
        return {"kind": kind, "start": start, "end": end, "quote": text[start:end], **more}

    flags = [(f, source.origin(f.span)) for f in reading.flags]
    hidden = [(r, source.origin(r.span)) for r in reading.redactions]
    heads = [(p, source.origin(p.span)) for p in reading.document.parts if p.kind == "heading"]
    return {
        **{k: v for k, v in asdict(speech).items() if k != "place_in_file"},
        "curated": list(speech.curated),
        "place_in_file": speech.place_in_file,
        "outline": [{"level": p.level, "title": p.title, "start": o.start, "end": o.end} for p, o in heads],
        "sentences": [{"anchor": s.anchor, "start": o.start, "end": o.end}
                      for s, o in ((s, source.origin(s.span)) for s in reading.document.sentences)],
        "pages": [{"page": p.page, "start": p.start} for p in reading.raw.pages] if reading.raw.pages else None,
        "noise": [at(n.kind, n.span.start, n.span.end, rule=n.rule) for n in reading.clean.noise],
        "redactions": [at(r.kind, o.start, o.end) for r, o in hidden],
        "flags": [at(f.kind, o.start, o.end, note=f.note, suggestion=f.suggestion, rule=f.rule) for f, o in flags],
        "omitted": [{"kind": kind, "count": count} for kind, count in reading.raw.omitted],
        **({"withheld": [at(kind, s.start, s.end) for kind, s in reading.raw.withheld]} if reading.raw.withheld else {}),
    }  # fmt: skip


def evidence(value: Evidence) -> Json:
    """An EVIDENCE of the contract."""
    return {"speech": value.speech, "start": value.start, "end": value.end, "quote": value.quote, "text": value.text,
            "anchor": value.anchor, "rule": value.rule, "at": list(value.at) if value.at else None}  # fmt: skip


def _honour(value: Honour) -> Json:
    return {"name": value.name, "level": value.level, "evidence": evidence(value.evidence)}


def figure(value: Figure) -> Json:
    """A figure of the contract."""
    return {
        "id": value.id, "label": value.label, "value": value.value, "max": value.max, "qualifier": value.qualifier,
        "unit": value.unit, "previous": value.previous, "direction": value.direction, "status": value.status,
        "scope": value.scope, "subject": value.subject, "evidence": evidence(value.evidence),
    }  # fmt: skip


def _practice(value: Practice) -> Json:
    return {
        "id": value.id, "speech": value.speech, "title": value.title, "above": value.above, "category": value.category,
        "heading": evidence(value.heading), "evidence": [evidence(e) for e in value.evidence],
        "terms": list(value.terms), "villages": list(value.villages), "figures": list(value.figures),
        "honours": [_honour(h) for h in value.honours], "note": value.note,
    }  # fmt: skip


def _village(value: Village) -> Json | None:
    found = {
        "id": value.id,
        "evidence": [evidence(e) for e in value.evidence],
        "figures": list(value.figures),
        "practices": list(value.practices),
        "honours": [_honour(h) for h in value.honours],
    }
    return found if any(found[k] for k in found if k != "id") else None


def _term(value: Term) -> Json | None:
    found: Json = {
        "id": value.id,
        "mentions": [evidence(e) for e in value.mentions],
        "items": [[{"text": i.text, "evidence": evidence(i.evidence)} for i in items] for items in value.items],
        "definition": _definition(value.definition),
    }
    return found if any(found[k] for k in found if k != "id") else None


def _definition(value: Definition | None) -> Json | None:
    if value is None:
        return None
    return {"text": value.text, "origin": value.origin, "citation": value.citation,
            "evidence": evidence(value.evidence) if value.evidence else None}  # fmt: skip


# --------------------------------------------------------------------------- all speeches


def _beside_entries(view: View) -> Json:
    """What data/index.json holds beside its entries; "entries" comes first in the order of keys."""
    book = view.book
    return {
        "schema": SCHEMA,
        "figures": len(book.figures),
        "notices": [asdict(n) for n in book.notices],
        "first_published": dict(book.first_published),
        **({"part": {"name": book.cut.name, "asked": [asdict(a) for a in book.cut.asked]}} if book.cut else {}),
    }


def rows(view: View) -> Iterator[Json]:
    """What data/index.json says of every entry."""
    book = view.book
    for s in book.speeches:
        sentences = view.sentences(s.id)
        yield _entry(view, "speech", s.id, s.title, {"practices": len(view.practices_of.get(s.id, ())), "sentences": sentences})
    for p in book.practices:
        yield _entry(view, "practice", p.id, p.title, {"sentences": len(p.evidence), "figures": len(p.figures)},
                     speech=p.speech, category=p.category, related=_related(p))  # fmt: skip
    for v in book.villages:
        yield _entry(view, "village", v.id, v.name, {"evidence": len(v.evidence), "figures": len(v.figures),
                     "practices": len(v.practices), "honours": len(v.honours)},
                     place=v.place, aliases=list(v.aliases), note=v.note)  # fmt: skip
    for t in book.terms:
        yield _entry(view, "term", t.id, t.name, {"mentions": len(t.mentions), "items": len(t.items)},
                     aliases=list(t.aliases), pinyin=t.pinyin, term_kind=t.kind, related=_related(t), note=t.note,
                     definition=_definition(t.definition if t.definition and not t.definition.evidence else None))  # fmt: skip


def _entry(view: View, kind: str, id: str, name: str, counts: dict[str, int], **more: object) -> Json:
    """``digest`` changes when anything that was found for the entry does."""
    return {"kind": kind, "id": id, "name": name, "address": page_of(id),
            "counts": counts, "digest": view.digest(id), **more}  # fmt: skip


def _related(value: Practice | Term) -> list[Json]:
    return [{"id": r.id, "reason": r.reason} for r in value.related]


def ids(entries: Iterable[Json], kind: str) -> list[Json]:
    """The entries of one kind, in order."""
    return [e for e in entries if e["kind"] == kind]
