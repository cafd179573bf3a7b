"""Measures of what was drawn from a speech: villages with honours, sentences and figures; terms with items; practices."""

from __future__ import annotations

from typing import Any

from cunjian.evaluate.cases import Case, Export
from cunjian.evaluate.names import alike, equal, fold, heading, match
from cunjian.evaluate.scores import Scores

Entry = dict[str, Any]


def score(case: Case, export: Export, scores: Scores) -> None:
    """All measures of the entries of one case."""
    _villages(case, export, scores)
    _terms(case, export, scores)
    _practices(case, export, scores)


def _names(entry: Entry) -> list[str]:
    return [entry.get("name") or entry["title"], *entry.get("aliases", [])]


def _tell(case: Case, scores: Scores, what: str, missed: list[str], extra: list[str]) -> None:
    for name in missed:
        scores.note(case.name, f"漏{what}：{name}")
    for name in extra:
        scores.note(case.name, f"多{what}：{name}")


# --------------------------------------------------------------------------- villages


def _villages(case: Case, export: Export, scores: Scores) -> None:
    """villages: names with a sentence in the speech; what the gold says of a missed village is missed with it."""
    gold = [((v["name"],), v) for v in case.gold["villages"]]
    found = match(gold, [(_names(e), e) for e in export.entries("villages", "evidence")], equal)
    scores.add("villages", len(found.pairs), len(found.missed), len(found.extra))
    _tell(case, scores, "村", [v["name"] for v in found.missed], [_names(e)[0] for e in found.extra])
    for village in found.missed:
        scores.add("honours", 0, len(village["honours"]), 0)
        scores.add("village_quotes", 0, len(village.get("quotes", [])), 0)
        scores.add("village_figures", 0, len(village.get("figures", [])), 0)
    figures = {f["id"]: f for f in export.data["figures"]}
    for village, entry in found.pairs:
        _honours(case, export, village, entry, scores)
        _sentences(case, export, village, entry, scores)
        _figures(case, export, village, [figures[i] for i in entry.get("figures", []) if i in figures], scores)


def _honours(case: Case, export: Export, village: Entry, entry: Entry, scores: Scores) -> None:
    """honours: titles of the village with evidence in the speech, each counted once."""
    mine = [h for h in entry.get("honours", []) if h["evidence"]["speech"] in export.ids]
    once = {fold(h["name"]): h["name"] for h in mine}
    found = match([((h,), h) for h in village["honours"]], [((n,), n) for n in once.values()])
    scores.add("honours", len(found.pairs), len(found.missed), len(found.extra))
    _tell(case, scores, f"荣誉（{village['name']}）", found.missed, found.extra)


def _sentences(case: Case, export: Export, village: Entry, entry: Entry, scores: Scores) -> None:
    """village_quotes: gold sentences inside the village's evidence; none counts when the evidence is over three times
    as long as they are.  Extra: evidence that neither holds nor is part of one of them."""
    quotes = {q: fold(q) for q in village.get("quotes", [])}
    shown = [fold(e.get("text", e["quote"])) for e in export.here(entry["evidence"])]
    said = "".join(shown)
    bulk = len(said) > 3 * max(60, sum(map(len, quotes.values())))
    missed = [q for q, folded in quotes.items() if bulk or folded not in said]
    wanted = len(village.get("quotes", []))
    missing = wanted if bulk else sum(fold(q) not in said for q in village.get("quotes", []))
    stray = [s for s in shown if not any(s in q or q in s for q in quotes.values())]
    scores.add("village_quotes", wanted - missing, missing, len(stray))
    _tell(case, scores, f"句子（{village['name']}）", [q[:40] for q in missed], [s[:40] for s in stray])


def _figures(case: Case, export: Export, village: Entry, found: list[Entry], scores: Scores) -> None:
    """village_figures: gold figures that stand in the quote of one of the village's figures, at most 12 characters longer."""
    left = [fold(f["evidence"]["quote"]) for f in found if f["evidence"]["speech"] in export.ids]
    missed = []
    for figure in village.get("figures", []):
        want = fold(figure)
        hit = next((f for f in left if want in f and len(f) <= len(want) + 12), None)
        if hit is None:
            missed.append(figure)
        else:
            left.remove(hit)
    wanted = len(village.get("figures", []))
    scores.add("village_figures", wanted - len(missed), len(missed), len(left))
    _tell(case, scores, f"数据（{village['name']}）", missed, left)


# --------------------------------------------------------------------------- terms and practices


def _terms(case: Case, export: Export, scores: Scores) -> None:
    """terms: headwords or aliases, class words apart; matters of taste (terms_optional) are neither right nor wrong."""
    optional = case.gold.get("terms_optional", [])
    gold = [((t["name"], *t.get("aliases", [])), t) for t in case.gold["terms"]]
    found = match(gold, [(_names(e), e) for e in export.entries("terms", "mentions")])
    extra = [e for e in found.extra if not any(alike(n, o) for n in _names(e) for o in optional)]
    scores.add("terms", len(found.pairs), len(found.missed), len(extra))
    _tell(case, scores, "术语", [t["name"] for t in found.missed], [_names(e)[0] for e in extra])
    for term in found.missed:
        scores.add("items", 0, int(bool(term.get("items"))), 0)
    for term, entry in found.pairs:
        _items(case, export, term, entry, scores)


def _items(case: Case, export: Export, term: Entry, entry: Entry, scores: Scores) -> None:
    """items: a list of the speech with exactly the gold's items in their order; a wrong list is missed and too much."""
    want: list[str] = term.get("items") or []
    lists = [
        [item["text"] for item in one] for one in entry.get("items") or []
        if one and one[0]["evidence"]["speech"] in export.ids
    ]  # fmt: skip
    if not want and not lists:
        return
    ok = bool(want) and any(len(want) == len(one) and all(map(alike, want, one)) for one in lists)
    scores.add("items", int(ok), int(bool(want) and not ok), int(bool(lists) and not ok))
    if not ok:
        scores.note(case.name, f"各项（{term['name']}）：得到{lists}，应为{want or '没有'}")


def _practices(case: Case, export: Export, scores: Scores) -> None:
    """practices: titles of sections, optional headings left out; category: one of the gold's, missed ones are wrong."""
    gold = [((p["title"],), p) for p in case.gold["practices"]]
    found = match(gold, [(_names(e), e) for e in export.entries("practices", "evidence")])
    taste = [heading(text) for _, text in case.gold.get("headings_optional", [])]
    extra = [e for e in found.extra if heading(_names(e)[0]) not in taste]
    scores.add("practices", len(found.pairs), len(found.missed), len(extra))
    _tell(case, scores, "做法", [p["title"] for p in found.missed], [_names(e)[0] for e in extra])
    scores.rate("category", 0, len(found.missed))
    for practice, entry in found.pairs:
        want = practice["category"]
        ok = entry["category"] in (want if isinstance(want, list) else [want])
        scores.rate("category", ok)
        if not ok:
            scores.note(case.name, f"分类（{practice['title']}）：得到{entry['category']}，应为{want}")
