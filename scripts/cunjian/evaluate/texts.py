"""Measures of the text: noise removed, body kept, title, date, headings and their levels, places of quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from cunjian.evaluate.cases import Case, Export
from cunjian.evaluate.names import equal, fold, heading, match
from cunjian.evaluate.scores import Scores

_STOP = re.compile(r"[。!?！？\0]")
_SHORTEST = 12  # shorter pieces of a body are not looked for


def score(case: Case, export: Export, scores: Scores) -> None:
    """All measures of the text of one case."""
    body = "".join(fold(_without(s["reading_text"], s["noise"])) for s in export.speeches)
    scores.rate("speeches", len(export.speeches) == case.gold.get("speeches", 1))
    if case.gold.get("near_duplicate_of"):
        scores.rate("near_duplicate", any(f["kind"] == "near-duplicate" for f in export.every("flags")))
    noise = [fold(n) for n in case.gold["noise"]]
    _noise(case, noise, body, scores)
    _body(case, export, noise, body, scores)
    _title(case, export, scores)
    _headings(case, export, scores)


def positions(data: dict[str, Any], scores: Scores) -> None:
    """spans: evidence, noise, redactions and flags whose quote stands in the reading text at the place they name."""
    texts = {s["id"]: s["reading_text"] for s in data["speeches"]}

    def right(speech: str, one: dict[str, Any]) -> bool:
        return bool(texts[speech][one["start"] : one["end"]] == one["quote"])

    for one in _evidence(data):
        scores.rate("spans", right(one["speech"], one))
    for speech in data["speeches"]:
        for key in ("noise", "redactions", "flags"):
            for one in speech.get(key, []):
                scores.rate("spans", right(speech["id"], one))


def _evidence(node: object) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        if {"start", "end", "quote", "speech"} <= node.keys():
            yield node
        for value in node.values():
            yield from _evidence(value)
    elif isinstance(node, list):
        for value in node:
            yield from _evidence(value)


def _without(text: str, noise: list[dict[str, Any]]) -> str:
    out, at = [], 0
    for one in sorted(noise, key=lambda n: n["start"]):
        out.append(text[at : max(at, one["start"])])
        at = max(at, one["end"])
    return "".join([*out, text[at:]])


def _noise(case: Case, noise: list[str], body: str, scores: Scores) -> None:
    """noise_removed: strings of the gold noise that no longer stand in the body."""
    for one in noise:
        scores.rate("noise_removed", bool(body) and one not in body)
        if one in body:
            scores.note(case.name, f"杂讯未去除：{one[:40]}")


def _body(case: Case, export: Export, noise: list[str], body: str, scores: Scores) -> None:
    """body_kept: sentences outside the gold noise that stand in the body, and those that must, or must stand there once."""
    for speech in export.speeches:
        rest = fold(speech["reading_text"])
        for one in sorted(noise, key=len, reverse=True):
            rest = rest.replace(one, "\0") if one else rest
        optional = [piece for one in case.gold.get("body_optional", []) for piece in _STOP.split(fold(one)) if piece]
        for piece in _STOP.split(rest):
            if len(piece) < _SHORTEST or any(o in piece for o in optional):
                continue
            scores.rate("body_kept", piece in body)
            if piece not in body:
                scores.note(case.name, f"正文丢失：{piece[:40]}")
    once = case.gold.get("once", [])
    for quote in case.gold.get("must_have", []) + once:
        ok = fold(quote) in body and (quote not in once or body.count(fold(quote)) == 1)
        scores.rate("body_kept", ok)
        if not ok:
            scores.note(case.name, f"正文丢失或重复：{quote[:40]}")


def _titles(case: Case) -> list[str]:
    return list(case.gold.get("titles", [case.gold["title"]]))


def _title(case: Case, export: Export, scores: Scores) -> None:
    """title: each title of the gold is that of a speech; date: the first speech has the gold's date, or None as it has."""
    found = [s["title"] for s in export.speeches]
    for title in _titles(case):
        ok = any(equal(title, one) for one in found)
        scores.rate("title", ok)
        if not ok:
            scores.note(case.name, f"题目：得到{found}，应为《{title}》")
    if "date" in case.gold:
        date = (export.speeches[0].get("date") or None) if export.speeches else None
        ok = bool(export.speeches) and date == case.gold["date"]
        scores.rate("date", ok)
        if not ok:
            scores.note(case.name, f"日期：得到 {date}，应为 {case.gold['date']}")


def _headings(case: Case, export: Export, scores: Scores) -> None:
    """headings: titles of the outline, the speech's own title and matters of taste left out.

    levels: headings whose rank among the levels of the matched ones is the gold's; missed headings count as wrong.
    """
    titles = [heading(t) for t in _titles(case)]
    gold = [((heading(text),), (heading(text), level)) for level, text in case.gold["headings"]]
    outline = [(heading(o["title"]), o["level"]) for o in export.every("outline")]
    found = match(gold, [((o[0],), o) for o in outline if o[0] not in titles], equal)
    taste = [heading(text) for _, text in case.gold.get("headings_optional", [])]
    extra = [e for e in found.extra if e[0] not in taste]
    scores.add("headings", len(found.pairs), len(found.missed), len(extra))
    free = [heading(text) for text in case.gold.get("level_free", [])]
    judged = [(a, b) for a, b in found.pairs if a[0] not in free]
    for (one, _), want, got in zip(judged, _ranks([a[1] for a, _ in judged]), _ranks([b[1] for _, b in judged]), strict=True):
        scores.rate("levels", want == got)
        if want != got:
            scores.note(case.name, f"标题层级：{one[0]}：得到 {got}，应为 {want}")
    scores.rate("levels", 0, len([m for m in found.missed if m[0] not in free]))
    for text, _ in found.missed:
        scores.note(case.name, f"漏标题：{text}")
    for text, _ in extra:
        scores.note(case.name, f"多标题：{text}")


def _ranks(levels: list[int]) -> list[int]:
    order = sorted(set(levels))
    return [order.index(level) + 1 for level in levels]
