"""Fourth room: one divided speech becomes mentions.

One finder a file.  Finders see the folded clean text (``script.fold``: same length, one width), so every span is a clean
position.  Nothing here knows another speech; what the collection says is gather's business.
"""

from __future__ import annotations

import importlib
from dataclasses import replace

from cunjian.extract import damage, practices, redactions, terms
from cunjian.model import Clean, Curation, Document, Raw, Reading
from cunjian.script import fold


def extract(raw: Raw, clean: Clean, document: Document, curation: Curation) -> Reading:
    """Everything that is found in one speech."""
    words = curation.words
    text = fold(clean.text)
    flags = list(damage.find(clean, text, document, words))
    damaged = tuple(f.span for f in flags if f.kind in ("impossible-figure", "missing-figure"))
    term_mentions, mismatches = terms.find(text, document, curation)
    villages = honours = figures = ()
    try:  # TEMPORARY until the facts finders are complete
        V = importlib.import_module("cunjian.extract.villages")
        villages = V.find(text, document, words)
        H = importlib.import_module("cunjian.extract.honours")
        honours = H.find(text, document, villages, words)
        F = importlib.import_module("cunjian.extract.figures")
        figures = F.find(text, document, villages, words, damaged=damaged)
        M = importlib.import_module("cunjian.extract.meta")
        s, o, p, d = M.find(text, document, words)
        document = replace(document, speaker=s, occasion=o, place=p, date=d)
    except (ImportError, AttributeError, KeyError, TypeError):
        pass
    return Reading(
        raw, clean, document, term_mentions, villages, figures, honours,
        tuple(practices.find(text, document, curation.categories, words)),
        tuple(redactions.find(text, words)),
        tuple(sorted([*flags, *mismatches], key=lambda f: (f.span, f.kind))),
    )  # fmt: skip
