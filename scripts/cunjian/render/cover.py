"""The cover of a part that is handed out: what it is, of when, from where; then the pages asked for and the sources."""

from __future__ import annotations

from cunjian.model import Cut
from cunjian.render import escape
from cunjian.render.addresses import link
from cunjian.render.indexes import newest
from cunjian.render.page import Page
from cunjian.render.practice import category_address
from cunjian.render.view import View

_PATH = "index.md"
_KIND = {"category": "类别", "village": "案例村", "term": "术语", "speech": "讲话稿", "course": "课程"}
_DOORS = (
    ("practices/index.md", "做法", "practices"),
    ("villages/index.md", "案例村", "villages"),
    ("terms/index.md", "术语", "terms"),
    ("speeches/index.md", "讲话稿", "speeches"),
    ("figures/index.md", "数字", "figures"),
)


def page(view: View, cut: Cut) -> Page:
    """docs/index.md of a part."""
    title = f"{cut.home}选编：{cut.name}"
    lead = f"本包是“{cut.home}”知识库的一部分，只收下面列出的内容；目录、查找和条数都只算本包。"
    blocks = [f"# {escape.block(title)}", f"{escape.text(lead)}\n{{: .cj-lead }}", _card(view, cut), _doors(view)]
    blocks += ["## 选了什么 {: #asked }", "\n".join(_asked(view, cut))]
    blocks += ["## 出自哪些讲话稿 {: #sources }", "\n".join(f"- {view.origin(_PATH, s.id)}" for s in newest(view))]
    return Page(_PATH, title, "\n\n".join(blocks), {"hide": ["navigation", "toc"]})


def _card(view: View, cut: Cut) -> str:
    book = view.book
    dates = sorted(s.date for s in book.speeches if s.date)
    told = f"；所收讲话的日期从 {dates[0]} 到 {dates[-1]}" if dates else "；所收讲话原文未注明日期"
    since = f"条目截至 {cut.since}（本包中最晚一条首次发布的日期，不是打包的日期）" if cut.since else "条目没有首次发布的日期"
    home = f"“{cut.home}”知识库" + (f"，网上地址 {cut.online}" if cut.online else "，没有设网上地址")
    if cut.online:
        outside = "提到而没有收入的条目，链接到网上的页面，联网时才打得开。"
    else:
        outside = "提到而没有收入的条目，只写名称和页码；正文里的名称不加链接，鼠标停在上面可见页码。凭页码可以向编者查询。"
    holds = (f"按{'、'.join(f'{_KIND[a.kind]}“{a.name}”' for a in cut.asked)}选出的条目，"
             "它们所引讲话稿的全文，和它们用到的术语")  # fmt: skip
    rows = [("是什么", holds), ("何时", since + told), ("来源", home), ("未收", outside),
            ("合计", f"讲话稿 {len(book.speeches)} 篇、做法 {len(book.practices)} 条、案例村 {len(book.villages)} 个、"
             f"术语 {len(book.terms)} 条、数字 {len(book.figures)} 个")]  # fmt: skip
    lines = "\n".join(f"- **{label}** {escape.text(text)}" for label, text in rows)
    return f'<div class="cj-card" markdown="1">\n\n{lines}\n\n</div>'


def _doors(view: View) -> str:
    rows = []
    for target, label, kind in _DOORS:
        count = len(getattr(view.book, kind))
        if count:
            rows.append(f'- {link(_PATH, target, label)} {count}')
    rows.append(f"- {link(_PATH, 'search.md', '查找')} <small>词语、句子、问题、拼音都行</small>")
    return '<div class="cj-doors" markdown="1">\n\n' + "\n".join(rows) + "\n\n</div>"


def _asked(view: View, cut: Cut) -> list[str]:
    """A line for each thing that was asked for, with the pages that it brought."""
    rows = []
    for asked in cut.asked:
        label = f"- **{_KIND[asked.kind]}** "
        if asked.kind == "category":
            found = [p for p in view.book.practices if p.category == asked.name]
            rows.append(f"{label}{link(_PATH, category_address(view, asked.name), asked.name)}（{len(found)} 条做法）")
        else:
            to_course = asked.kind == "course" and link(_PATH, f"courses/{asked.id}.md", asked.name)
            rows.append(label + (to_course or view.to(_PATH, asked.id)))
    return rows
