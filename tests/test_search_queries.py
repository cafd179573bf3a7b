"""Queries written by hand (queries.tsv) against the sample knowledge base: how far down their first answer stands."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Browser

from test_search_browser import ask
from web import Watched

pytestmark = pytest.mark.browser

KINDS = {"术语": "term", "村": "village", "做法": "practice", "讲话": "speech", "数据": "figure"}


class Query(NamedTuple):
    form: str
    text: str
    answers: tuple[tuple[str, str], ...]  # kind and title, or nothing and words of the sentence

    def rank(self, results: list[dict[str, Any]]) -> int:
        """Place of the first answer, 0 when there is none."""
        for place, result in enumerate(results, start=1):
            for kind, words in self.answers:
                if kind and (result["kind"], result["title"]) == (KINDS[kind], words):
                    return place
                if not kind and words in result["snippet"]:
                    return place
        return 0


def queries() -> Iterator[Query]:
    for line in (Path(__file__).parent / "queries.tsv").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            form, text, answers = line.split("\t")
            parts = [answer.partition(":") for answer in answers.split(" | ")]
            yield Query(form, text, tuple((kind, words) for kind, _, words in parts))


def test_answers_stand_at_the_top(sample: Path, browser: Browser) -> None:
    watched = Watched(browser, (sample / "site").as_uri())
    page = watched.page()
    page.goto((sample / "site" / "about.html").as_uri())
    scores: dict[str, list[float]] = {}
    low: list[str] = []
    for query in queries():
        results: Any = ask(page, query.text)["results"]
        rank = query.rank(results)
        scores.setdefault(query.form, []).append(1 / rank if rank else 0.0)
        if rank != 1:
            told = [(r["kind"], r["title"], r["snippet"][:24]) for r in results[:3]]
            low.append(f"{query.form} {query.text} at {rank}: {told}")
    watched.context.close()
    assert watched.complaints == []
    means = {form: statistics.mean(found) for form, found in scores.items()}
    print(
        f"MRR@10 of {sum(map(len, scores.values()))}: {statistics.mean(chain(*scores.values())):.3f}",
        means,
        *low,
        sep="\n",
    )
    named = chain(*(found for form, found in scores.items() if form not in ("question", "words", "synonym")))
    assert statistics.mean(named) >= 0.98, low
    assert means["question"] >= 0.9, low
    assert statistics.mean(chain(*scores.values())) >= 0.95, low
