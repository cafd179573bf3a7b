"""links: what the site has today and what became of what it had: from docs/data, the ledger and the built site."""

from __future__ import annotations

import json
import re
from difflib import SequenceMatcher
from functools import lru_cache
from pathlib import Path
from typing import Any

from cunjian.errors import CannotRun
from cunjian.ledger import read_ledger
from cunjian.links.target import FOLDERS

_IDS = re.compile(r"""\bid=(?:"([^"]+)"|'([^']+)'|([^\s>"']+))""")
_ALIKE = 0.55  # share of characters a sentence has in common with the words of a link
_SHORT = 6  # words of a link that are too short to find a sentence by


class Known:
    """The knowledge base, as far as a link can lead to it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        try:
            index = json.loads((root / "docs" / "data" / "index.json").read_text("utf-8"))
            self.names: dict[str, str] = {e["id"]: e["name"] for e in index["entries"]}
            notices = {n["id"]: n["target"] for n in index["notices"]}
        except (OSError, ValueError, LookupError, TypeError) as error:
            raise CannotRun("docs/data/index.json：没有可用的数据，不知道网站有哪些页面；请运行 cunjian build。") from error
        self.targets: dict[str, str | None] = {r.id: None for r in read_ledger(root) if r.id not in self.names}
        self.targets |= {r.id: r.now[1:] for r in read_ledger(root) if r.now.startswith("=") and r.id not in self.names}
        self.targets |= {id: target for id, target in notices.items() if id not in self.names}
        self.ids = lru_cache(maxsize=256)(self._ids)
        self.speech = lru_cache(maxsize=64)(self._speech)

    def follow(self, code: str) -> str | None:
        """The entry that a code leads to today; None where it leads to none."""
        at: str | None = code
        seen: set[str] = set()
        while at is not None and at not in self.names and at not in seen:
            seen.add(at)
            at = self.targets.get(at)
        return at if at in self.names else None

    def page(self, path: str) -> bool:
        """Whether the site has the page ``courses/x`` (without suffix)."""
        return (self.root / "docs" / f"{path}.md").is_file()

    def near(self, code: str) -> str | None:
        """The code that one wrong or two swapped characters would make of it."""
        found = [c for c in self.names if c[0] == code[0] and _apart(c, code)]
        return found[0] if len(found) == 1 else None

    def _speech(self, id: str) -> dict[str, str]:
        """Anchor -> sentence of a speech."""
        try:
            data: Any = json.loads((self.root / "docs" / "data" / "speeches" / f"{id}.json").read_text("utf-8"))
            text = (self.root / "docs" / "data" / "texts" / f"{id}.txt").read_bytes().decode("utf-8", "surrogatepass")
        except (OSError, ValueError):
            return {}
        return {s["anchor"]: text[s["start"] : s["end"]] for s in data["speech"]["sentences"]}

    def _ids(self, path: str) -> frozenset[str] | None:
        """The places on a page by their name; None where the site is not built."""
        try:
            html = (self.root / "site" / f"{path}.html").read_text("utf-8", "replace")
        except OSError:
            return None
        return frozenset(a or b or c for a, b, c in _IDS.findall(html))

    def has(self, id: str, anchor: str, further: str = "") -> bool:
        """Whether a page has a place of that name; a place that cannot be looked up is taken to be there."""
        if id.startswith("s") and anchor in self.speech(id):
            return True
        ids = self.ids(f"{FOLDERS[id[0]]}/{id}{further}")
        return anchor in ids if ids is not None else not (id.startswith("s") and re.fullmatch(r"j\w{7}(?:-\d+)?", anchor))

    def figure(self, id: str) -> str | None:
        """The page on which a figure has its row; None where there is none."""
        ids = self.ids("figures/index")
        if ids is not None and id in ids:
            return "index"
        pages = sorted((self.root / "site" / "figures").glob("s????????.html"))
        return next((p.stem for p in pages if id in (self.ids(f"figures/{p.stem}") or ())), None)

    def sentence(self, id: str, words: str) -> tuple[str, str] | None:
        """Anchor and text of the sentence of a speech that is most like ``words``."""
        words = "".join(words.split()).strip("“”\"")
        if not id.startswith("s") or len(words) < _SHORT:
            return None
        best, found = _ALIKE, None
        for anchor, text in self.speech(id).items():
            plain = "".join(text.split())
            matcher = SequenceMatcher(None, plain, words, autojunk=False)
            alike = 1.0 if words in plain else matcher.ratio() if matcher.quick_ratio() > best else 0.0
            if alike > best:
                best, found = alike, (anchor, plain)
        return found


def _apart(a: str, b: str) -> bool:
    """Whether two codes of one length differ by one character, or by two neighbours that changed places."""
    differing = [i for i in range(len(a)) if a[i] != b[i]] if len(a) == len(b) else []
    if len(differing) == 1:
        return True
    return len(differing) == 2 and differing[1] - differing[0] == 1 and a[differing[0]] == b[differing[1]] and a[differing[1]] == b[differing[0]]
