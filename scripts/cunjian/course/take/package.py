"""Zip files whose bytes depend on nothing but their content."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable

from cunjian.script import NO_XML

_DATE = (1980, 1, 1, 0, 0, 0)


def zipped(files: Iterable[tuple[str, bytes]]) -> bytes:
    """A zip of files in the order given."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            entry = zipfile.ZipInfo(name, _DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            archive.writestr(entry, content)
    return out.getvalue()


def repacked(data: bytes) -> bytes:
    """The same zip without its clock: [Content_Types].xml first, the rest by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = sorted(archive.namelist(), key=lambda n: (n != "[Content_Types].xml", n != "_rels/.rels", n))
        return zipped((name, archive.read(name)) for name in names)


def xml_text(text: str) -> str:
    """The text without what no XML can hold."""
    return re.sub(NO_XML, "\ufffd", text)
