"""Fourth room: one divided speech becomes mentions.

One finder a file.  Finders see the folded clean text (``script.fold``: same length, one width), so every span is a clean
position.  Nothing here knows another speech; what the collection says is gather's business.
"""

from __future__ import annotations

from dataclasses import replace

from cunjian.extract import damage, figures, honours, meta, pii, practices, redactions, terms, villages
from cunjian.extract.owners import Owners
from cunjian.model import Clean, Curation, Document, Raw, Reading
from cunjian.script import as_written, fold, folded


def extract(raw: Raw, clean: Clean, document: Document, curation: Curation) -> Reading:
    """Everything that is found in one speech."""
    words = curation.words
    text = folded(clean.text)
    flags = [*damage.find(clean, text, document, words), *pii.find(raw, clean)]
    damaged = tuple(f.span for f in flags if f.kind in ("impossible-figure", "missing-figure"))
    term_mentions, mismatches = terms.find(text, document, curation)
    seen = villages.find(text, document, words)
    owners = Owners(text, seen, words)
    awarded = honours.find(text, seen, owners, words)
    counted = figures.find(text, document, seen, owners, words, damaged=damaged)
    cover = "\n".join(noise.span.of(raw.text) for noise in clean.noise if noise.kind == "cover")
    credits = "\n".join(noise.span.of(raw.text) for noise in clean.noise if noise.kind in ("credit", "chrome", "banner"))
    *card, date = meta.find(text, document, words, fold(cover), fold(credits))
    seen_in, written = f"{text}\n{fold(cover)}", f"{clean.text}\n{cover}"
    speaker, occasion, place = (as_written(one, seen_in, written) for one in card)
    document = replace(document, speaker=speaker, occasion=occasion, place=place, date=date)
    return Reading(
        raw, clean, document, term_mentions, seen, counted, awarded,
        tuple(practices.find(text, document, curation.categories, words)),
        tuple(redactions.find(text, words)),
        tuple(sorted([*flags, *mismatches], key=lambda f: (f.span.start, f.span.end, f.kind))),
    )  # fmt: skip
