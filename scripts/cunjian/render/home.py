"""The home page: what is here, the doors, what is new, and three good examples."""

from __future__ import annotations

from cunjian.render import cover, escape
from cunjian.render.indexes import newest
from cunjian.render.page import Page
from cunjian.render.view import View, crumbs, link

_PATH = "index.md"
_DOORS = (
    ("practices/index.md", "做法", "按类别看别处怎样做"),
    ("villages/index.md", "案例村", "讲话中报告过的村和社区"),
    ("terms/index.md", "术语", "机制、会议、品牌与数字简称"),
    ("speeches/index.md", "讲话稿", "全文，逐句可引"),
    ("figures/index.md", "数字", "照原文列出的数字"),
    ("search.md", "查找", "词语、句子、问题、拼音都行"),
)


def page(view: View) -> Page:
    """docs/index.md; the pipeline leaves a handwritten one alone.  A part of a book has its cover there."""
    if view.book.cut:
        return cover.page(view, view.book.cut)
    blocks = ["# 村鉴", "县乡村三级党建讲话稿知识库：每一句都能回到原文。\n{: .cj-lead }", _doors(view)]
    blocks += _examples(view)
    if view.book.speeches:
        blocks += ["## 最近的讲话稿 {: #new }", _newest(view)]
    return Page(_PATH, "村鉴", "\n\n".join(blocks), {"hide": ["navigation", "toc"]})


def search() -> Page:
    """The page of the search; without JavaScript it points to the indexes."""
    path = "search.md"
    doors = " · ".join(link(path, target, label) for target, label, _ in _DOORS[:5])
    form = ('<div class="cj-search" data-empty="没有找到。换一个词，或从下面的目录进入。">'
            '<label for="cj-search-input">词语、句子、问题或拼音</label>'
            '<input id="cj-search-input" type="search" autocomplete="off" maxlength="100" placeholder="例如：三会一课、shyk、怎样发展村集体经济">'
            '<p class="cj-search-count" role="status"></p><ul class="cj-search-results"></ul></div>')  # fmt: skip
    noscript = "<noscript><p>浏览器没有启用脚本，请从目录进入。</p></noscript>"
    return Page(path, "查找", "\n\n".join([crumbs(path, ("查找", None)), "# 查找", form, noscript, f"目录：{doors}"]),
                {"hide": ["navigation", "toc"]})  # fmt: skip


def _doors(view: View) -> str:
    book = view.book
    counts = dict(zip((d[0] for d in _DOORS), (len(book.practices), len(book.villages), len(book.terms),
                                              len(book.speeches), len(book.figures)), strict=False))  # fmt: skip
    rows = []
    for target, label, about in _DOORS:
        count = f' <span class="cj-count">{counts[target]}</span>' if target in counts else ""
        rows.append(f"- {link(_PATH, target, label)}{count} <small>{about}</small>")
    return '<div class="cj-doors" markdown="1">\n\n' + "\n".join(rows) + "\n\n</div>"


def _newest(view: View) -> str:
    first = view.book.first_published
    # Newest by date of speech; where nothing is dated, by first publication.
    ordered = sorted(newest(view), key=lambda s: (s.date or "", first.get(s.id, "")), reverse=True)[:6]
    told = {s.id: "，".join(x for x in (s.date, s.place, s.speaker) if x) for s in ordered}
    return "\n".join(f"- {view.to(_PATH, s.id)} <small>{escape.text(told[s.id])}</small>" for s in ordered)


def _examples(view: View) -> list[str]:
    book, rows = view.book, []
    if book.practices:
        best = max(book.practices, key=lambda p: (len(p.figures) + len(p.villages) + len(p.terms), p.id))
        rows.append(("做法", best.id, best.evidence[:1]))
    if book.villages:
        home = max(book.villages, key=lambda v: (len(v.honours), len(v.evidence), v.id))
        rows.append(("案例村", home.id, home.evidence[:1]))
    if book.terms:
        term = max(book.terms, key=lambda t: (len(t.items), len({m.speech for m in t.mentions}), t.id))
        rows.append(("术语", term.id, term.mentions[:1]))
    if not rows:
        return []
    lines = []
    for label, id, evidence in rows:
        said = "".join(f"<br>{view.quote(_PATH, e)}" for e in evidence)
        lines.append(f"- <small>{label}</small> {view.to(_PATH, id, css='cj-name')}{said}")
    body = "\n".join(lines)
    return ["## 三个例子 {: #examples }", f'<div class="cj-examples" markdown="1">\n\n{body}\n\n</div>']
