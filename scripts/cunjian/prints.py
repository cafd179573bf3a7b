"""Short fingerprints of values: equal content, equal fingerprint, on every machine and in every run."""

from __future__ import annotations

import hashlib
from typing import Any

import msgspec


def fingerprint(value: object) -> bytes:
    """Eight bytes that stand for a value of the model."""
    try:
        data = msgspec.msgpack.encode(value, enc_hook=_print)
    except UnicodeEncodeError:  # half a surrogate pair
        data = repr(value).encode("utf-8", "backslashreplace")
    return hashlib.blake2b(data, digest_size=8).digest()


def _print(value: Any) -> bytes:
    """What knows its own fingerprint (``quotes.Quotes``)."""
    found: bytes = value.print
    return found
