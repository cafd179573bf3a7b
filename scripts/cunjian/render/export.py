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
    villages, terms = _by_id(pieces, "villages"), _by_id(pieces, "terms")
    return {
        "schema": SCHEMA,
        "speeches": [p["speech"] for p in pieces],
        "practices": [{**x, "related": entries[x["id"]]["related"]} for p in pieces for x in p["practices"]],
        "villages": [_village(e, villages.get(e["id"], [])) for e in ids(index["entries"], "village")],
        "terms": [_term(e, terms.get(e["id"], [])) for e in ids(index["entries"], "term")],
        "figures": [f for p in pieces for f in p["figures"]],
    }


def _by_id(pieces: list[Json], kind: str) -> dict[str, list[Json]]:
    """What each speech says of an entry, in the order of speeches."""
    out: dict[str, list[Json]] = {}
    for piece in pieces:
        for said in piece[kind]:
            out.setdefault(said["id"], []).append(said)
    return out


def _gathered(said: list[Json], key: str) -> list[Any]:
    return [value for one in said for value in one[key]]


def _village(entry: Json, said: list[Json]) -> Json:
    kept = {k: entry[k] for k in ("id", "name", "place", "aliases", "note")}
    return kept | {k: _gathered(said, k) for k in ("evidence", "figures", "practices", "honours")}


def _term(entry: Json, said: list[Json]) -> Json:
    kept = {k: entry[k] for k in ("id", "name", "aliases", "pinyin", "related", "note")}
    defined = next((one["definition"] for one in said if one["definition"]), None)
    return kept | {
        "kind": entry["term_kind"],
        "definition": entry["definition"] or defined,
        "mentions": _gathered(said, "mentions"),
        "items": _gathered(said, "items"),
    }
