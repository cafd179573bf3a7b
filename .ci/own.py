"""Whether a sentence of the real speeches stands in the project: own.py GOLD lists each run of characters that both have.

Punctuation, width and white space aside, a run as long as LEAST is a sentence; names, honours and facts are shorter.  Exits with 1 where there is one.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

LEAST = 20
_PLAIN = re.compile("[^\u4e00-\u9fff0-9A-Za-z]")


def plain(path: Path) -> str:
    try:
        return _PLAIN.sub("", path.read_text("utf-8"))
    except UnicodeDecodeError:  # a sample in another encoding, a picture
        return _PLAIN.sub("", path.read_bytes().decode("gb18030", "ignore"))


def grams(text: str) -> list[str]:
    return [text[at : at + LEAST] for at in range(len(text) - LEAST + 1)]


def main(gold: Path) -> int:
    real = {gram for source in gold.glob("*/source.*") for gram in grams(plain(source))}
    listed = subprocess.run(["git", "ls-files", "-z"], capture_output=True, text=True, check=True).stdout
    found = [(name, gram) for name in listed.split("\0") if name and Path(name).is_file() for gram in grams(plain(Path(name))) if gram in real]
    for name, gram in found:
        print(f"{name}: {gram}")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
