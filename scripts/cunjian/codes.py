"""How codes are written: the kind's letter and eight characters of Crockford's base32, which has no i, l, o and u."""

from __future__ import annotations

import re
from hashlib import sha256

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
CHAR = "[0-9a-hjkmnp-tv-z]"
EIGHT = f"{CHAR}{{8}}"
PAGE = f"[spvt]{EIGHT}"
"""An entry that has a page of its own: speech, practice, village, term."""
ENTRY = f"[spvtf]{EIGHT}"
"""Any entry, figures too."""
IS_PAGE = re.compile(PAGE)


def digits(seed: str) -> str:
    """The eight characters that stand for a text."""
    bits = int.from_bytes(sha256(seed.encode("utf-8", "surrogatepass")).digest()[:5], "big")
    return "".join(ALPHABET[bits >> shift & 31] for shift in range(35, -1, -5))
