"""Coverage-guided fuzzing of one reader: whatever the bytes, a Text or Unreadable, within seconds.

    pip install atheris    (not a locked dependency)
    PYTHONPATH=scripts:tests .venv/bin/python tests/fuzz/readers.py docx -max_total_time=600 [corpus folder]

Formats: txt docx pdf html mhtml parts (several speeches).  Finds are kept in tests/cases/finds/ as <format>-<name>.
"""

from __future__ import annotations

import io
import sys
import tempfile
import zipfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["cunjian"]):
    from cunjian.acquire import DOCUMENTS, plain, several
    from cunjian.acquire.text import Text
    from cunjian.errors import Unreadable

HERE = Path(__file__).parents[1]
SEEDS = HERE / "cases" / "formats"


def parts(content: bytes) -> tuple[Text, ...]:
    text = content.decode("utf-8", "replace").replace("\r", "\n")
    found = several.split(Text(text))
    assert "".join(one.text for one in found) == text
    return found


def packed(content: bytes) -> bytes:
    """Half of the inputs are the XML of a .docx, so that the fuzzer need not learn to zip."""
    if content.startswith(b"PK"):
        return content
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        pieces = content.split(b"\0\0")
        for name, piece in zip(("document", "styles", "numbering"), pieces, strict=False):
            archive.writestr(f"word/{name}.xml", piece)
        archive.writestr("word/_rels/document.xml.rels", _RELS)
    return out.getvalue()


_RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    + "".join(f'<Relationship Id="{n}" Type="x/{n}" Target="{n}.xml"/>' for n in ("styles", "numbering"))
    + "</Relationships>"
)
READERS = {**DOCUMENTS, "txt": plain.read, "parts": parts, "docx": lambda c: DOCUMENTS["docx"](packed(c))}


def seeds(format: str, folder: Path) -> None:
    """What the fuzzer starts from: the files of real programs."""
    for file in SEEDS.iterdir():
        if file.suffix[1:] == format or (format == "html" and file.suffix == ".htm"):
            (folder / file.name).write_bytes(file.read_bytes())
        if format == "docx" and file.suffix == ".docx":
            with zipfile.ZipFile(file) as archive:
                names = ("word/document.xml", "word/styles.xml", "word/numbering.xml")
                (folder / f"{file.name}.xml").write_bytes(b"\0\0".join(archive.read(n) for n in names))
        if format in ("txt", "parts") and file.suffix == ".expected":
            (folder / file.name).write_bytes(file.read_bytes())


def one(content: bytes) -> None:
    try:
        found = READERS[FORMAT](content)
    except Unreadable:
        return
    for text in found:
        assert "\r" not in text.text
        text.text.encode("utf-8")
        assert all(0 <= span.start < span.end <= len(text.text) for _, span in text.marks)
        assert all(0 <= page.start <= len(text.text) for page in text.pages or ())


if __name__ == "__main__":
    FORMAT = sys.argv.pop(1)
    with tempfile.TemporaryDirectory() as name:
        seeds(FORMAT, Path(name))
        atheris.Setup([*sys.argv, "-max_len=200000", "-timeout=20", "-rss_limit_mb=3000", name], one)
        atheris.Fuzz()
