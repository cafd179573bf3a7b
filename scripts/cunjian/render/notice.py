"""What stands at a published address whose entry is gone: a redirect to what took its place, or a notice."""

from __future__ import annotations

from cunjian import labels
from cunjian.model import Notice
from cunjian.render import escape
from cunjian.render.addresses import address, crumbs, relative
from cunjian.render.page import Page
from cunjian.render.view import View

_COUNTED = {"speech": "篇", "village": "个", "term": "个"}


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
    since = f"，{notice.first} 首次发布" if notice.first else ""
    blocks = [trail, "# 本条已撤下", f"这里原是一{_COUNTED.get(notice.kind, '条')}{label}（页码 {notice.id}{since}），现已撤下。{_what_happened(notice, label)}"]
    if notice.note:
        blocks.append(f"编者按：{escape.text(notice.note)}\n{{: .cj-notice }}")
    blocks.append("地址保留，以便查对旧的引用。")
    return Page(path, f"已撤下：{label} {notice.id}", "\n\n".join(blocks), {"hide": ["navigation", "toc"]})


def _what_happened(notice: Notice, label: str) -> str:
    if notice.why == "not_a":
        return f"编者核对后认为它不是{label}。"
    if notice.why:
        return "撤下是编者的决定。"
    if notice.kind == "speech":
        return "它的来源文件已不在知识库里。"
    return "现有的讲话稿里已经没有它：来源移除了、改过了，或者重新核对后不再单列。"


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
