"""The relation picture of the whole: who is on it, that no label touches another, and that the same book gives the same."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path

import books
from cunjian.model import Book
from cunjian.render import map as picture
from cunjian.render.view import View

HERE = Path(__file__).parents[1]
SIZE = re.compile(r'viewBox="0 0 (\d+) (\d+)"')
TEXT = re.compile(r'<text(?: x="(\d+)" y="(\d+)")? text-anchor="(\w+)">(.*?)</text>')
ROW = re.compile(r'<tspan x="(\d+)" y="(\d+)">(.*?)</tspan>')


@dataclass(frozen=True)
class Box:
    """Where the words of one label stand."""

    left: float
    top: float
    right: float
    bottom: float


def dense(speeches: int = 40, others: int = 60) -> Book:
    """More of everything than fits, nearly all of it connected, with names as long as they come."""
    book, _ = books.small()
    card, term, village, told = book.speeches[0], book.terms[0], book.villages[0], book.terms[0].mentions[0]
    ids = [f"s{i:08d}" for i in range(speeches)]
    said = [replace(told, speech=id) for id in ids]
    longest = "关于加强新时代农村基层党组织标准化规范化建设的情况汇报"
    return Book(
        tuple(replace(card, id=id, title=longest[i % 9 :]) for i, id in enumerate(ids)),
        (),
        tuple(replace(village, id=f"v{i:08d}", name="社会主义新农村建设示范村"[i % 8 :], evidence=tuple(said[i::7]))
              for i in range(others)),
        tuple(replace(term, id=f"t{i:08d}", name="新时代文明实践志愿服务积分"[i % 9 :], mentions=tuple(said[i % 3 :: 1 + i % 4]))
              for i in range(others)),
        (),
    )  # fmt: skip


def labels(page: str) -> list[Box]:
    """The boxes of all rows of words, as wide as the widest font draws them."""
    found = []
    for x, y, anchor, inside in TEXT.findall(page):
        rows = ROW.findall(inside) or [(x, y, inside)]
        for left, base, words in rows:
            width = 14 * len(words)
            start = int(left) - {"start": 0, "middle": width / 2, "end": width}[anchor]
            found.append(Box(start, int(base) - 13, start + width, int(base) + 3))
    return found


def test_no_label_of_a_dense_book_touches_another_or_leaves_the_picture() -> None:
    page = picture.page(View(dense(), {})).body
    size = SIZE.search(page)
    assert size
    boxes = labels(page)
    assert len(boxes) > 60
    assert [(a, b) for i, a in enumerate(boxes) for b in boxes[:i]
            if a.left < b.right and b.left < a.right and a.top < b.bottom and b.top < a.bottom] == []  # fmt: skip
    assert all(b.left >= 0 and b.top >= 0 and b.right <= int(size[1]) and b.bottom <= int(size[2]) for b in boxes)


def test_at_most_sixty_are_shown_each_as_a_link_and_again_in_words() -> None:
    page = picture.page(View(dense(), {})).body
    drawn, _, told = page.partition("{: #list }")
    links = set(re.findall(r'<a href="\w+/(\w+)\.html"', drawn))
    assert 40 < len(links) <= 60
    assert links == set(re.findall(r"\]\(\w+/(\w+)\.md\)", told))
    assert drawn.count("<title>") == len(links)


def test_the_small_book_has_a_line_from_each_shared_term_to_each_of_its_speeches() -> None:
    drawn = picture.page(View(*books.small())).body
    assert re.findall(r'<path d="M[^"]*"/><a href="speeches/(\w+)', drawn) == ["s00000001", "s00000002"]
    assert drawn.count("C") - drawn.count("CJ") == 3  # the term to both speeches, the village to one


def test_another_process_draws_the_same() -> None:
    show = "import sys, test_map as t; sys.stdout.buffer.write(t.picture.page(t.View(t.dense(), {})).body.encode())"
    paths = os.pathsep.join(str(HERE / folder) for folder in ("scripts", "tests"))
    runs = {subprocess.run([sys.executable, "-c", show], check=True, capture_output=True,
                           env=os.environ | {"PYTHONPATH": paths, "PYTHONHASHSEED": seed}).stdout
            for seed in ("1", "2")}  # fmt: skip
    assert runs == {picture.page(View(dense(), {})).body.encode()}
