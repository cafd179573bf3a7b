"""gather/corrections: an editor's decisions, each applied or reported (architecture: "Curation")."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from cunjian.model import Correction

NAMES = {"s": "讲话", "p": "做法", "v": "案例村", "t": "术语", "f": "数据"}
ALLOWED = {
    "s": ("rename", "hide", "withhold", "merge_into", "note", "speaker", "date", "place", "publisher"),
    "p": ("rename", "hide", "merge_into", "category", "note"),
    "v": ("rename", "hide", "merge_into", "not_a", "alias", "place", "note"),
    "t": ("rename", "hide", "merge_into", "not_a", "alias", "definition", "note"),
    "f": (),
}
_KIND = {"term": "t", "village": "v"}


class Decisions:
    """All corrections by page; remembers which were used."""

    def __init__(self, corrections: Iterable[Correction]) -> None:
        self.problems: list[str] = []
        self._by_page: dict[str, dict[str, list[Correction]]] = defaultdict(lambda: defaultdict(list))
        for each in corrections:
            kind = each.page[0]
            if each.action not in ALLOWED[kind] or (each.action == "not_a" and _KIND.get(each.value) != kind):
                what = "not_a: " + each.value if each.action == "not_a" else each.action
                allowed = "、".join(ALLOWED[kind]) or "（没有）"
                self.problems.append(f"{each.where}：{each.page} 是{NAMES[kind]}页，不能用 {what}，没有采用；"
                                     f"这一类页面可用的是{allowed}。")  # fmt: skip
                continue
            others = self._by_page[each.page][each.action]
            if others and each.action != "alias":
                self.problems.append(f"{each.where}：{each.page} 的 {each.action} 写了两次，采用后一处；请删去一处。")
                others.clear()
            others.append(each)

    def one(self, page: str, action: str) -> Correction | None:
        """The decision of an editor about one thing of a page."""
        actions = self._by_page.get(page)
        return actions[action][0] if actions and action in actions else None

    def value(self, page: str, action: str) -> str | None:
        found = self.one(page, action)
        return found.value if found else None

    def aliases(self, page: str) -> tuple[str, ...]:
        actions = self._by_page.get(page)
        return tuple(c.value for c in actions["alias"]) if actions and "alias" in actions else ()

    def hidden(self, page: str) -> bool:
        """Whether the page is to be taken away altogether."""
        return bool(self.gone(page))

    def gone(self, page: str) -> str:
        """The decision that took the page away, if one did."""
        return next((action for action in ("hide", "withhold", "not_a") if self.one(page, action)), "")

    def refuse(self, correction: Correction, why: str) -> None:
        """Note that a decision cannot be carried out."""
        self.problems.append(f"{correction.where}：{why}")

    def merges(self, pages: Collection[str]) -> dict[str, str]:
        """page -> page it goes into, for those of one kind; impossible ones are reported."""
        wanted = {p: c for p in sorted(pages) if (c := self.one(p, "merge_into"))}
        out: dict[str, str] = {}
        for page, correction in wanted.items():
            target, seen = correction.value, {page}
            while target in wanted and target not in seen:
                seen.add(target)
                target = wanted[target].value
            if target in seen:
                self.refuse(correction, f"{page} 与 {correction.value} 互相并入，没有采用；请只留一个方向。")
            elif target not in pages or self.hidden(target):
                self.refuse(correction, f"要并入的页面 {target} 不在（或已隐藏），没有采用；请改正编号。")
            else:
                out[page] = target
        return out

    def missing(self, present: Collection[str]) -> list[str]:
        """One sentence for every decision about a page that is no longer there."""
        out = []
        for page, actions in self._by_page.items():
            if page not in present:
                for each in (c for group in actions.values() for c in group):
                    out.append(f"{each.where}：页面 {page} 已经不在知识库里，{each.action} 没有用上；"
                               "请改正编号，或删去这一条。")  # fmt: skip
        return out
