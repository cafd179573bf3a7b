"""Promise 4: damage is shown as damage, never repaired silently (architecture: "ship/check")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import isclose
from typing import Any

from cunjian import script
from cunjian.ship.check.built import Built, dicts
from cunjian.ship.check.shown import bare, kept, short, spans

_CHINESE = "[零〇一二三四五六七八九十百千两]+"
_NUMBER = re.compile(  # 万 and 亿 belong to the unit where no digit follows
    rf"(?P<number>\d+万\d千(?:\d百)?|{_CHINESE}万{_CHINESE}|\d+(?:,\d{{3}})*(?:\.\d+)?|{_CHINESE})(?:块(?P<tenths>[一二三四五六七八九])|[^\d，。；]?(?P<half>半))?"
)
_UNITS = [10.0**power for power in range(-8, 9)]  # a figure has one unit: 从6800元涨到2.1万元 was 0.68 before
_DAMAGE = frozenset({"impossible-figure", "missing-figure", "truncated", "gap"})


def check(built: Built) -> Iterator[str]:
    """Damaged figures carry a flag, and every value is one that the text prints."""
    for id in built.speech_ids:
        yield from _marked(built, id)
    flags = {id: [f for f in built.speech(id).get("flags", ()) if f.get("kind") in _DAMAGE] for id in built.speech_ids}
    for file in built.data_files:
        for _, entry in dicts(built.json(file)):
            evidence = entry.get("evidence")
            if "status" in entry and isinstance(evidence, dict) and "quote" in evidence:
                id = str(evidence.get("speech"))
                for what in [*_unflagged(entry, evidence, flags.get(id, [])), *_unprinted(built, id, entry, evidence)]:
                    name = f"{built.name(file)}：数字“{short(str(entry.get('label')))}”"
                    yield f"{name}{what}，请重新运行 cunjian build。"


def _marked(built: Built, id: str) -> Iterator[str]:
    """Every flag inside a sentence is marked on the page, beside the words that it is about."""
    speech, text, page = built.speech(id), built.text(id), built.pages.get(f"speeches/{id}.html")
    if text is None or page is None:
        return  # promise 2 says so
    shown, noise = bare(page.flagged), spans(speech.get("noise"))
    for start, end in spans(speech.get("flags")):
        words = bare("".join(kept(text, start, end, noise)))
        if not page.flags or words not in shown:
            where = f"第 {start}–{end} 字“{short(text[start:end])}”"
            yield f"site/speeches/{id}.html：{where}有误而没有标出，请重新运行 cunjian build。"


def _unflagged(figure: dict[str, Any], evidence: dict[str, Any], flags: list[dict[str, Any]]) -> Iterator[str]:
    touching = (f for f in flags if f["start"] < evidence["end"] and evidence["start"] < f["end"])
    if figure["status"] == "damaged" and not any(touching):
        yield "标为有误，却没有相应的提示"


def _unprinted(built: Built, id: str, figure: dict[str, Any], evidence: dict[str, Any]) -> Iterator[str]:
    """Values stand in the quote; what it was before may stand elsewhere in the sentence."""
    quote = str(evidence.get("text", evidence["quote"]))
    wanted = {key: figure[key] for key in ("value", "max", "previous") if figure.get(key) is not None}
    for key, value in wanted.items():
        words, units = (_sentence(built, id, evidence), _UNITS) if key == "previous" else (quote, [1.0])
        if not any(isclose(value * unit, number) for unit in units for number in _printed(words)):
            yield f"的值 {value} 不是原文所印的数"


def _sentence(built: Built, id: str, evidence: dict[str, Any]) -> str:
    speech, text = built.speech(id), built.text(id) or ""
    noise, start, end = spans(speech.get("noise")), evidence["start"], evidence["end"]
    around = [(a, b) for a, b in spans(speech.get("sentences")) if a < end and start < b]
    return "".join("".join(kept(text, a, b, noise)) for a, b in around)


def _printed(quote: str) -> set[float]:
    """Every number that stands in the quote, in Arabic or Chinese numerals."""
    text = script.fold("".join(quote.split()))
    found: set[float] = set()
    for match in _NUMBER.finditer(text):
        more = (script.number(match["tenths"] or "") or 0) / 10 + (0.5 if match["half"] else 0)
        told = script.spread(match["number"]) or (script.number(match["number"]),)
        found.update(each for value in told if value is not None for each in (value, value + more))
    return found
