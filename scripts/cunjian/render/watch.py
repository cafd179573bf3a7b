"""What a page looks up is noted, so that it is made again only when one of these things has changed.

A page sees the book through ``View`` alone.  While one is made, every look-up leaves a key: whether an entry exists
(``has``), one of its fields (``of``), what is filed under a speech (the name of the look-up), a text (``source``), or the
whole book (``BOOK``, which counts as changed in every run).  A key is a number that stands for the look-up, the id it was
made under, and what more there was.  ``View.prints`` has the fingerprints of all that can be looked up under an id: a page
whose keys all have the fingerprints they had when it was made would become the same again.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Set
from dataclasses import fields
from functools import cache
from hashlib import blake2b
from typing import Any, Protocol, TypeVar, cast

T = TypeVar("T")
Note = Callable[..., None]

BOOK = 0
_BETWEEN = "\x1f"


def key(*parts: str) -> int:
    """The number of a look-up."""
    text = _BETWEEN.join(parts).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(text, digest_size=8).digest(), "little")


def names(entry: Any) -> tuple[str, ...]:
    """The fields of an entry."""
    return _names(cast(Hashable, type(entry)))


@cache
def _names(kind: Hashable) -> tuple[str, ...]:
    return tuple(f.name for f in fields(cast(Any, kind)))


class Seen:
    """What was looked up."""

    def __init__(self) -> None:
        self.parts: set[tuple[str, ...]] = set()
        self._taken: set[int] = set()

    def take(self, keys: Iterable[int]) -> None:
        """Count what a piece looked up, now or when it was made."""
        self._taken.update(keys)

    @property
    def keys(self) -> Set[int]:
        """The keys; where the whole book was looked at, nothing else counts."""
        if () in self.parts or BOOK in self._taken:
            return frozenset((BOOK,))
        return self._taken | {key(*parts) for parts in self.parts}


class Pieces(Protocol):
    """The pieces of one item, kept from run to run."""

    def get(self, name: str, kind: type[T]) -> tuple[T, Iterable[int]] | None:
        """A piece and what it looked up, where that is still the same."""

    def put(self, name: str, found: object, keys: Iterable[int]) -> None:
        """Remember a piece."""


class Watched:
    """An entry whose fields are noted as they are read; it passes for the entry."""

    __slots__ = ("_held", "_note")

    def __init__(self, held: Any, note: Note) -> None:
        self._held, self._note = held, note

    @property
    def __class__(self) -> Any:
        return type(self._held)

    @__class__.setter
    def __class__(self, _: Any) -> None:
        raise AttributeError("__class__")

    def __getattr__(self, name: str) -> Any:
        self._note("of", self._held.id, name if name in names(self._held) else "")
        return getattr(self._held, name)

    def __eq__(self, other: object) -> bool:
        return bool(self.id == getattr(other, "id", None))

    def __hash__(self) -> int:
        return hash(self._held.id)


class Entries(Mapping[str, T]):
    """Entries by id."""

    def __init__(self, held: Mapping[str, T], note: Note, watched: Callable[[T], T]) -> None:
        self._held, self._note, self._watched = held, note, watched

    def __contains__(self, id: object) -> bool:
        self._note("has", str(id))
        return id in self._held

    def __getitem__(self, id: str) -> T:
        self._note("has", id)
        return self._watched(self._held[id])

    def __iter__(self) -> Iterator[str]:
        self._note()
        return iter(self._held)

    def __len__(self) -> int:
        self._note()
        return len(self._held)


class Filed(Mapping[Any, T]):
    """What is filed under a speech, found when it is asked for."""

    def __init__(self, name: str, find: Callable[[Any], T | None], keys: Callable[[], Iterable[Any]], note: Note,
                 watched: Callable[[T], T]) -> None:  # fmt: skip
        self._name, self._find, self._keys, self._note, self._watched = name, find, keys, note, watched

    def __getitem__(self, under: Any) -> T:
        self._note(self._name, *([under] if isinstance(under, str) else under))
        found = self._find(under)
        if found is None:
            raise KeyError(under)
        return self._watched(found)

    def __iter__(self) -> Iterator[Any]:
        self._note()
        return iter(self._keys())

    def __len__(self) -> int:
        return sum(1 for _ in self)
