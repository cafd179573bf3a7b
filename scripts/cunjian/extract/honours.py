"""Honours: award titles of the speech, their level, and which village holds them."""

from __future__ import annotations

import re

from cunjian.extract import awards
from cunjian.extract.owners import Owners
from cunjian.model import Document, HonourMention, VillageMention, Words

_OF_DISTRICT = re.compile(r"(?:县|市|(?<!村)镇|乡|(?<!社)(?<!景)(?<!园)(?<!片)(?<!小)区|街道)$")


def find(
    text: str, document: Document, villages: tuple[VillageMention, ...], words: Words
) -> tuple[HonourMention, ...]:
    """All honours, in order; one of a county, a town or a person has no village."""
    owners = Owners(text, villages, words)
    out = []
    for award in awards.find(text, words):
        names = () if award.personal or _OF_DISTRICT.search(award.name) else owners.of(award.verb)
        for name in names or (None,):
            out.append(HonourMention(award.span, award.name, award.rule, award.level, name))
    return tuple(out)
