"""links: one reader a format; they run in a process of their own (``apart``), for the files are anybody's."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict
from itertools import islice

from cunjian import apart
from cunjian.links import office, pdf, text
from cunjian.links.found import MOST, Place
from cunjian.links.target import find

READERS: dict[str, Callable[[bytes], Iterable[Place]]] = {
    "docx": office.docx,
    "pptx": office.pptx,
    "xlsx": office.xlsx,
    "pdf": pdf.read,
    "html": text.page,
    "htm": text.page,
    "md": text.markdown,
}


def places(content: bytes, format: str) -> tuple[Place, ...]:
    """Every place of a file that names a page of the site, and where looking ended; Unreadable where it cannot be read."""
    return tuple(Place(**place) for place in apart.ask("cunjian.links.read:answer", content, format=format))


def answer(content: bytes, format: str) -> list[dict[str, str]]:
    """The other side: only strings with a reference in them come back."""
    found = (p for p in READERS[format](content) if p.kind == "left" or next(find(p.text), None) is not None)
    return [asdict(_clipped(place)) for place in islice(found, MOST)]


def _clipped(place: Place) -> Place:
    return Place(place.where[:80], place.text[:100_000], place.kind, place.label[:500])
