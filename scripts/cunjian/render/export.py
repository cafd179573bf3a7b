"""All data as one value in the shape of the contract, put together from the pieces in docs/data alone."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from cunjian.render.data import SCHEMA, Json, ids

Read = Callable[[str], str]


def export(read: Read) -> Json:
    """``read`` gives the text of a file by its path below docs/."""
    index = json.loads(read("data/index.json"))
    speeches = [e["id"] for e in ids(index["entries"], "speech")]
    pieces = [json.loads(read(f"data/speeches/{id}.json")) for id in speeches]
    for piece in pieces:
        piece["speech"]["reading_text"] = read(f"data/texts/{piece['speech']['id']}.txt")
    entries = {e["id"]: e for e in index["entries"]}
    return {
        "schema": SCHEMA,
        "speeches": [p["speech"] for p in pieces],
        "practices": [{**x, "related": entries[x["id"]]["related"]} for p in pieces for x in p["practices"]],
        "villages": [_village(e, pieces) for e in ids(index["entries"], "village")],
        "terms": [_term(e, pieces) for e in ids(index["entries"], "term")],
        "figures": [f for p in pieces for f in p["figures"]],
    }


def _gathered(id: str, kind: str, key: str, pieces: list[Json]) -> list[Any]:
    return [value for p in pieces for x in p[kind] if x["id"] == id for value in x[key]]


def _village(entry: Json, pieces: list[Json]) -> Json:
    kept = {k: entry[k] for k in ("id", "name", "place", "aliases", "note")}
    keys = ("evidence", "figures", "practices", "honours")
    return kept | {k: _gathered(entry["id"], "villages", k, pieces) for k in keys}


def _term(entry: Json, pieces: list[Json]) -> Json:
    kept = {k: entry[k] for k in ("id", "name", "aliases", "pinyin", "related", "note")}
    defined = [x["definition"] for p in pieces for x in p["terms"] if x["id"] == entry["id"] and x["definition"]]
    return kept | {
        "kind": entry["term_kind"],
        "definition": entry["definition"] or (defined[0] if defined else None),
        "mentions": _gathered(entry["id"], "terms", "mentions", pieces),
        "items": _gathered(entry["id"], "terms", "items", pieces),
    }
