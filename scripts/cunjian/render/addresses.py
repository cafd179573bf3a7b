"""Addresses of pages, links to them, and the keys that lists are divided by: all that needs no book."""

from __future__ import annotations

import hashlib
import posixpath
from functools import cache

from cunjian.aloud import syllables
from cunjian.memo import remembered
from cunjian.model import Course, Speech
from cunjian.render import escape

_FOLDERS = {"s": "speeches", "p": "practices", "v": "villages", "t": "terms"}


def address(id: str) -> str:
    """The path of an entry's page below docs/."""
    return f"{_FOLDERS[id[0]]}/{id}.md"


def page_of(id: str) -> str:
    """The address of an entry's page on the site."""
    return address(id).removesuffix(".md") + ".html"


def lesson_address(course: Course, number: int) -> str:
    """The page of a lesson below docs/; of the course itself for what stands before the first lesson."""
    return f"courses/{course.name}_{number}.md" if number else f"courses/{course.name}.md"


def relative(page: str, target: str) -> str:
    """``target`` as seen from ``page``, both below docs/.

    >>> relative("terms/t1.md", "speeches/s1.md"), relative("index.md", "terms/t1.md#a")
    ('../speeches/s1.md', 'terms/t1.md#a')
    """
    folder, named, _ = page.rpartition("/")
    if "/" in folder:
        return posixpath.relpath(target, folder)
    if not named:
        return target
    return target.removeprefix(f"{folder}/") if target.startswith(f"{folder}/") else f"../{target}"


def link(page: str, target: str, label: str, css: str = "") -> str:
    """A Markdown link with an escaped label."""
    return f"[{escape.text(label)}]({relative(page, target)})" + (f"{{: .{css} }}" if css else "")


def sheet(page: str, name: str) -> str:
    """The link to a table as CSV."""
    return f"[下载全部（CSV，可用 Excel、WPS 打开）]({relative(page, f'data/{name}.csv')})\n{{: .cj-data }}"


def crumbs(page: str, *steps: tuple[str, str | None]) -> str:
    """The breadcrumb: home, then (label, target) steps; the last one has no target."""
    trail = [link(page, "index.md", "首页")]
    trail += [link(page, target, label) if target else escape.text(label) for label, target in steps]
    return '<nav class="cj-crumbs" aria-label="所在位置" markdown="1">\n\n' + " › ".join(trail) + "\n\n</nav>"


@remembered
def pinyin(text: str) -> str:
    """Syllables without tones, for order and search."""
    return " ".join(syllables(text))


def initial(text: str) -> str:
    """The letter a name is filed under: A–Z, or # for everything else."""
    first = pinyin(text)[:1].upper()
    return first if first.isascii() and first.isalpha() else "#"


@cache
def slug(text: str) -> str:
    """A short ASCII piece for an address or anchor: its pinyin, told from its homophones by four hex digits."""
    kept = "".join(c for c in pinyin(text).lower() if c.isascii() and c.isalnum())
    return f"{kept[:20] or 'x'}-{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:4]}"


def year_key(speech: Speech) -> tuple[str, str]:
    """Address piece and label of the year a speech belongs to."""
    year = (speech.date or "")[:4]
    return (year, f"{year}年") if year else ("undated", "未注明年份")


def initial_key(text: str) -> tuple[str, str]:
    """Address piece and label of an initial."""
    letter = initial(text)
    return (letter.lower(), letter) if letter != "#" else ("0", "#")


def place_key(place: str) -> tuple[str, str]:
    """Address piece and label of a place."""
    return slug(place), place
