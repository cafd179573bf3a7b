"""links: what a reader hands on: a string that may lead to the site, and where in the trainer's file it stands."""

from __future__ import annotations

from dataclasses import dataclass

MOST = 20_000
"""Most places of one file that are looked at."""


@dataclass(frozen=True, slots=True)
class Place:
    """One string of the file."""

    where: str  # 第3段, 第2页, Sheet1!B4, 第17行
    text: str  # the target of a link, the content of a QR code, or running text
    kind: str  # link | qr | text; left: from here on codes were not looked for, the file is too long
    label: str = ""  # what the link is put on, by which a changed sentence is found again
