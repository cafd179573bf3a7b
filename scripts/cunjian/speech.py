"""One speech from its reading text to its mentions: clean, divide, extract.

With the segmenter's dictionary and the patterns of all rules this takes a third of a second to load, so ``reading`` imports it when a source is new.
"""

from __future__ import annotations

from cunjian.clean import clean
from cunjian.cycles import uncollected
from cunjian.divide import candidates, divide
from cunjian.extract import extract, pii, practices
from cunjian.extract.terms import points
from cunjian.model import Clean, Curation, Raw, Reading, Why, Words
from cunjian.script import fold


def read_text(raw: Raw, decided: Curation, *, withhold: bool = False) -> Reading:
    """One speech from its reading text to its mentions.

    What is found are values without cycles, and a long speech makes many.
    """
    with uncollected():
        raw, cleaned = _cleaned(raw, decided.words, withhold=withhold)
        return extract(raw, cleaned, divide(raw, cleaned, decided.words), decided)


def why(reading: Reading, decided: Curation) -> Why:
    """What spoke for what was found in a speech."""
    text, words = fold(reading.clean.text), decided.words
    counts = words.numbers["titles.points"]
    titles = tuple((one.text, tuple((sign, counts.get(sign, 0.0)) for sign in one.signs)) for one in candidates(reading.raw, reading.clean, words))
    categories = dict(practices.why(text, reading.document, decided.categories, words))
    return Why(points.why(text, reading.document, words), titles, categories)


def _cleaned(raw: Raw, words: Words, *, withhold: bool) -> tuple[Raw, Clean]:
    """Clean text, and the speech as it may be published: a number that noise had torn apart is masked, too."""
    if not withhold:
        return raw, clean(raw, words)
    raw = pii.masked(raw)
    cleaned = clean(raw, words)
    again = [(kind, cleaned.origin(span)) for kind, span in pii.places(cleaned.text)]
    if again:
        raw = pii.masked(raw, again)
        cleaned = clean(raw, words)
    return raw, cleaned
