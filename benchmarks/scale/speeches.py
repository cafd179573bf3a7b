"""Speeches as files, as many as wanted, from a fixed seed: what the pipeline is measured on.

    .venv/bin/python benchmarks/scale/speeches.py 1000 /tmp/base

Names and subjects are put together from the word lists of benchmarks/search; a few terms stand in very many speeches
and most in few, a village is told of by one to three.  A speech depends on the seed and its number alone, so a larger
corpus holds the smaller one.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "search"))
import words as w
from corpus import Maker, curated

SEED = 20261125
NUMBERS = "一二三四五六七八九十"
TERMS = 20_000  # invented ones to draw from
_HONOURS = ("全国文明村镇", "全省美丽乡村示范村", "全市先进基层党组织", "全县乡村振兴示范村", "全国“一村一品”示范村镇")


class Writer(Maker):
    """The words of one speech after another."""

    def __init__(self) -> None:
        self.rng = random.Random(SEED)
        self.names = [*curated(), *self._unique(self._term_name, TERMS)]
        self.titles = set()

    def term(self) -> str:
        """Few names often, most seldom."""
        return self.names[int(len(self.names) ** self.rng.random() ** 0.7) - 1]

    def text(self, number: int) -> str:
        """One speech as its author saved it."""
        self.rng = random.Random(f"{SEED}/{number}")
        self.titles.clear()
        rng, pick = self.rng, self.rng.choice
        county, town = pick(w.COUNTIES) + "县", pick(w.COLOURS) + pick(w.LAND) + pick(("镇", "乡"))
        village = self._village_name()
        title = f"{pick(w.VERBS)}{pick(w.THINGS)}{pick(w.HEADS)} {pick(w.VERBS)}{pick(w.THINGS)}{pick(w.THINGS)}{pick(w.HEADS)}"
        year, month = rng.randint(2015, 2025), rng.randint(1, 12)
        opening = f"　　{village}有{rng.randint(4, 30)}个村民小组、{rng.randint(200, 900)}户，党员{rng.randint(20, 90)}名，"
        opening += f"村集体年收入由{rng.randint(1, 9)}万元增至{rng.randint(10, 90)}万元。"
        if rng.random() < 0.4:
            opening += f"{year - 1}年，{village}被评为{pick(_HONOURS)}。"
        lines = [title, f"——在{county}党建工作推进会上的发言", f"{county}{town}党委书记", f"{year}年{month}月", "", "各位领导、同志们：", opening]
        for at in range(rng.randint(3, 5)):
            lines += ["", *self.section(NUMBERS[at])]
        return "\n".join([*lines, "", "　　我的汇报完毕，谢谢大家。", ""])

    def section(self, ordinal: str) -> list[str]:
        """A heading and two or three paragraphs that name a term and a village."""
        rng, pick = self.rng, self.rng.choice
        term, village = self.term(), self._village_name()
        lines = [f"{ordinal}、{self.heading()}"]
        for at in range(rng.randint(2, 3)):
            said = [self.sentence(term) for _ in range(rng.randint(2, 4))]
            if at == 0:
                said.insert(0, f"{pick(w.VERBS)}“{term}”，{pick(w.AIMS)}。")
            if at == 1:
                said.insert(0, f"{village}{pick(w.VERBS)}{pick(w.THINGS)}{pick(w.HEADS)}，{pick(w.DONE)}，户均增收{rng.randint(2, 90)}00元。")
            lines.append("　　" + "".join(said))
        return lines


def write(root: Path, count: int, first: int = 0) -> None:
    """``count`` speeches below root/sources, a hundred to a folder."""
    writer = Writer()
    for number in range(first, first + count):
        path = root / "sources" / f"{number // 100:03d}" / f"{number:06d}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(writer.text(number), "utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[2]), int(sys.argv[1]))
