"""Query sets in every form of issue 5, drawn from a corpus with a seed of their own, each with the pages that are right."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import opencc
import words as w
from corpus import Page
from pypinyin import Style, lazy_pinyin, pinyin

from cunjian.search.letters import squash
from cunjian.search.sounds import is_han

_COMMON = bytes(b for lead in range(0xB0, 0xD8) for tail in range(0xA1, 0xFF) for b in (lead, tail)).decode("gb2312", "ignore")
QUESTIONS = ("怎样{0}{1}", "{0}的{1}是怎么做的", "哪些村在{0}上有{1}", "如何用{0}做好{1}", "{0}和{1}有什么办法", "请问{0}怎么搞{1}呢")


@dataclass(frozen=True, slots=True)
class Query:
    """A query and the paths of the pages that answer it."""

    form: str
    text: str
    right: frozenset[str]


class Sets:
    """All query sets of one corpus."""

    def __init__(self, pages: Sequence[Page], seed: int = 7) -> None:
        self.rng = random.Random(seed)
        self.pages = pages
        self.names = {p.path: squash(p.title) for p in pages}
        self.bodies = {p.path: [squash(x) for x in p.paragraphs] for p in pages if p.path.startswith("speeches/")}
        self.places = [p.title for p in pages if p.path.startswith("villages/")]
        self.sections = {p.path: "".join(map(squash, p.paragraphs)) for p in pages if p.path.startswith("practices/")}

    def all(self, each: int) -> list[Query]:
        """Up to ``each`` queries of every form."""
        forms: dict[str, Callable[[Page], Query | None]] = {
            "exact": lambda p: self._named("exact", p.title),
            "prefix": self._prefix, "inner": self._inner, "dropped": self._dropped,
            "traditional": lambda p: self._as("traditional", p, _traditional), "pinyin": self._pinyin,
            "initials": self._initials, "mixed": self._mixed, "full-width": self._wide, "homophone": self._homophone,
            "question": self._question, "two words": self._two, "literal": self._literal,
        }  # fmt: skip
        out: list[Query] = []
        for form, draw in forms.items():
            some: dict[str, Query] = {}
            for _ in range(each * 40):
                query = draw(self.rng.choice(self.pages))
                if query and query.right:
                    some.setdefault(query.text, query)
                if len(some) == each:
                    break
            out += some.values()
            assert all(q.form == form for q in some.values())
        return out

    # ------------------------------------------------------------------ by name

    def _right(self, test: Callable[[str], bool]) -> frozenset[str]:
        return frozenset(path for path, name in self.names.items() if test(name))

    def _named(self, form: str, text: str) -> Query:
        return Query(form, text, self._right(lambda n: n == squash(text)))

    def _prefix(self, page: Page) -> Query | None:
        size = max(2, len(page.title) // 2)
        cut = page.title[:size]
        return Query("prefix", cut, self._right(lambda n: n.startswith(squash(cut))))

    def _inner(self, page: Page) -> Query | None:
        name = self.names[page.path]
        if len(name) < 4:
            return None
        size = self.rng.randint(2, min(5, len(name) - 2))
        at = self.rng.randint(1, len(name) - size - 1)
        cut = name[at : at + size]
        return Query("inner", cut, self._right(lambda n: cut in n))

    def _dropped(self, page: Page) -> Query | None:
        run = squash(page.title)
        return self._as("dropped", page, lambda _: run) if run != page.title.lower() else None

    def _as(self, form: str, page: Page, change: Callable[[str], str]) -> Query | None:
        text = change(page.title)
        return Query(form, text, self._right(lambda n: n == self.names[page.path])) if text != page.title else None

    def _short(self, page: Page) -> bool:
        return len(self.names[page.path]) <= 9 and all(map(is_han, self.names[page.path]))

    def _pinyin(self, page: Page) -> Query | None:
        return self._heard("pinyin", page, "".join(lazy_pinyin(page.title))) if self._short(page) else None

    def _initials(self, page: Page) -> Query | None:
        return self._heard("initials", page, _initials(page.title)) if self._short(page) else None

    def _mixed(self, page: Page) -> Query | None:
        if not self._short(page) or len(page.title) < 4:
            return None
        at = self.rng.randint(2, len(page.title) - 2)
        return self._heard("mixed", page, "".join(lazy_pinyin(page.title[:at])) + page.title[at:])

    def _heard(self, form: str, page: Page, text: str) -> Query:
        """Pages that sound the same are right as well."""
        same = _initials if form == "initials" else lambda t: "".join(lazy_pinyin(t))
        wanted = same(page.title)
        right = frozenset(p.path for p in self.pages if len(p.title) == len(page.title) and same(p.title) == wanted)
        return Query(form, text, right)

    def _wide(self, page: Page) -> Query | None:
        wide = {c: c + 0xFEE0 for c in range(0x21, 0x7F)}
        return self._as("full-width", page, lambda t: t.translate(wide))

    def _homophone(self, page: Page) -> Query | None:
        name = self.names[page.path]
        at = self.rng.randrange(len(name))
        same = [c for c in _COMMON if c != name[at] and lazy_pinyin(c) == lazy_pinyin(name[at])] if is_han(name[at]) else []
        if not same:
            return None
        return self._as("homophone", page, lambda _: name[:at] + self.rng.choice(same) + name[at + 1 :])

    # ------------------------------------------------------------------ by text

    def _question(self, page: Page) -> Query | None:
        text = self.sections.get(page.path)
        things = [t for t in w.THINGS if text and t in self.names[page.path]]
        if not text or len(things) < 2:
            return None
        name = self.names[page.path]
        one, two = self.rng.choice(things), self.rng.choice([a for a in w.AIMS if a in name])
        whole = max((a + b for a in things for b in things if a + b in name), default=one, key=len)
        right = self._holding((whole, two))
        return Query("question", self.rng.choice(QUESTIONS).format(whole, two), right) if len(right) <= 20 else None

    def _two(self, page: Page) -> Query | None:
        if page.path not in self.bodies:
            return None
        body = self.rng.choice(page.paragraphs[1:])
        named = [*re.findall("“([^”，。]{3,12})”", body), *(n for n in self.places if n in body)]
        found = re.findall("|".join((*w.DONE, *w.DOES, *w.THINGS)), body)
        if not named or not found:
            return None
        pair = (squash(self.rng.choice(named)), self.rng.choice(found))
        right = self._holding(pair)
        return Query("two words", " ".join(pair), right) if len(right) <= 20 else None

    def _holding(self, all_of: tuple[str, ...]) -> frozenset[str]:
        """Pages on which all of them stand."""
        return frozenset(p.path for p in self.pages if all(x in self._text(p) for x in all_of))

    def _text(self, page: Page) -> str:
        return self.names[page.path] + "\n" + "\n".join(self.bodies.get(page.path) or map(squash, page.paragraphs))

    def _literal(self, page: Page) -> Query | None:
        if page.path not in self.bodies:
            return None
        paragraph = self.rng.choice([p for p in page.paragraphs if len(p) > 8])
        size = self.rng.randint(2, 8)
        at = self.rng.randint(0, len(paragraph) - size)
        cut = paragraph[at : at + size]
        run = squash(cut)
        return Query("literal", cut, self._holding((run,))) if len(run) >= 2 else None


def _traditional(text: str) -> str:
    return opencc.OpenCC("s2t").convert(text)


def _initials(text: str) -> str:
    return "".join(s[0] for s in lazy_pinyin(text, style=Style.NORMAL))


def readings(char: str) -> list[str]:
    """Every reading, for looking at failures."""
    return pinyin(char, style=Style.NORMAL, heteronym=True)[0]
