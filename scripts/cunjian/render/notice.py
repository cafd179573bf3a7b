"""What stands at a published address whose entry is gone: a redirect to what took its place, or a notice."""

from __future__ import annotations

from cunjian.model import Notice
from cunjian.render import escape, labels
from cunjian.render.page import Page
from cunjian.render.view import View, address, crumbs, relative


def page(view: View, notice: Notice) -> Page:
    """The page at the old address."""
    path, label = address(notice.id), labels.KIND.get(notice.kind, "条目")
    folder = labels.FOLDER.get(notice.kind, "speeches")
    trail = crumbs(path, (label, f"{folder}/index.md"), (notice.id, None))
    target = _final(view, notice)
    entry = view.entry(target) if target else None
    if target and entry:
        name = view.name(entry)
        body = f"本条已并入 {view.to(path, target)}，请改用新的地址。原地址长期有效。"
        address_now = relative(path, address(target)).removesuffix(".md") + ".html"
        meta = {"hide": ["navigation", "toc"], "redirect": address_now}
        return Page(path, f"已并入：{name}", "\n\n".join([trail, f"# 已并入：{escape.text(name)}", body]), meta)
    body = (f"这里原是一条{label}（页码 {notice.id}），现已撤下。地址保留，以便查对旧的引用；"
            "如需了解撤下的原因，请与编者联系。")  # fmt: skip
    return Page(path, f"已撤下：{label} {notice.id}", "\n\n".join([trail, "# 本条已撤下", body]),
                {"hide": ["navigation", "toc"]})  # fmt: skip


def _final(view: View, notice: Notice) -> str | None:
    """Follow notices to an entry that is there; None where the trail ends in nothing or in a circle."""
    targets = {n.id: n.target for n in view.book.notices}
    at, seen = notice.target, {notice.id}
    while at and at not in seen:
        if view.entry(at):
            return at
        seen.add(at)
        at = targets.get(at)
    return None
