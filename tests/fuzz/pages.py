"""Coverage-guided fuzzing of the whole way: whatever a text says, every sentence stands on its page as written.

    pip install atheris    (not a locked dependency)
    PYTHONPATH=scripts:tests .venv/bin/python tests/fuzz/pages.py -max_total_time=600 [corpus folder]

The page goes through the site's own Markdown extensions and an HTML parser; the suite does the same with a browser
(tests/test_hostile.py).  Finds are kept in tests/cases/finds/ as page-<name>.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["cunjian"]):
    from cunjian import curation, gather, link, render
    from cunjian.acquire import plain
    from cunjian.clean import clean
    from cunjian.divide import divide
    from cunjian.errors import Unreadable
    from cunjian.extract import extract
    from cunjian.model import Raw

from pagetext import HOUSE, LIVE, Shown, html_of

DECIDED = curation.load(HOUSE)
STEM = "在全市推进会上的发言\n各位领导：\n一、强化队伍。推行“三单”管理，崇江村种有机茶***亩，{}增长2023%。\n谢谢大家！\n"


def one(content: bytes) -> None:
    """Raises AssertionError when a page does not show what its speech says."""
    try:
        text = plain.read(content)[0].text
    except Unreadable:
        return
    if len(text) > 2_000:
        return
    raw = Raw("sources/a.txt", 0, "0" * 64, "txt", "utf-8", text)
    cleaned = clean(raw, DECIDED.words)
    reading = extract(raw, cleaned, divide(raw, cleaned, DECIDED.words), DECIDED)
    draft = gather.entries([reading], (), DECIDED, "2026-01-01")
    book = gather.book(draft, lambda r: link.find(draft.lexicon, r))
    for page in render.pages(book, draft.readings):
        shown = Shown(html_of(page.text()))
        assert not {tag for tag, _, _ in shown.found} & {"script", "style", "iframe", "object", "img"}, page.path
        assert not [name for _, given, _ in shown.found for name in given if name.startswith("on")], page.path
        if page.path.startswith("speeches/s"):
            said = [(s.anchor, s.span.of(reading.clean.text)) for s in reading.document.sentences]
            assert [(a, _bare(t)) for a, t in shown.sentences()] == [(a, _bare(t)) for a, t in said]


def _bare(text: str) -> str:
    return "".join(text.split())


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        for number, live in enumerate(LIVE):
            (Path(name) / str(number)).write_bytes(STEM.format(live).encode("utf-8", "replace"))
        atheris.Setup([*sys.argv, "-max_len=4000", "-timeout=20", "-rss_limit_mb=3000", name], one)
        atheris.Fuzz()
