"""The home page: what is here, one search box, the doors, three good examples, and what is new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from cunjian import labels
from cunjian.render import cover, escape, examples
from cunjian.render.addresses import crumbs, initial_key, link, pinyin, place_key, year_key
from cunjian.render.indexes import newest
from cunjian.render.page import Page
from cunjian.render.practice import category_address
from cunjian.render.sheets import awarded
from cunjian.render.split import bucket_address
from cunjian.render.view import View

_PATH = "index.md"
_INDEXES = (
    ("practices/index.md", "做法"),
    ("villages/index.md", "案例村"),
    ("terms/index.md", "术语"),
    ("speeches/index.md", "讲话稿"),
    ("figures/index.md", "数字"),
)
_PLACES, _YEARS, _NEW = 8, 5, 6  # on the doors of villages and speeches; speeches under "new"
_FIND = (
    '<div class="cj-homefind"><div class="cj-box" data-cunjian-box data-hint="词语、句子、问题或拼音" hidden></div>'
    '<a class="cj-homefind-link" data-cunjian-open href="search.html">查找词语、句子、问题或拼音</a></div>'
)


def page(view: View) -> Page:
    """docs/index.md; the pipeline leaves a handwritten one alone.  A part of a book has its cover there."""
    if view.book.cut:
        return cover.page(view, view.book.cut)
    lead = "县乡村三级党建讲话稿知识库：每一句都能回到原文。"
    blocks = ["# 村鉴", f"{lead}\n{{: .cj-lead }}", _FIND, _counts(view), _doors(view)]
    blocks += examples.section(view, _PATH)
    if view.book.speeches:
        blocks += ["## 最近的讲话稿 {: #new }", _newest(view)]
    return Page(_PATH, "村鉴", "\n\n".join(blocks), {"hide": ["navigation", "toc"]})


def search() -> Page:
    """The page of the search; without JavaScript it points to the indexes."""
    path = "search.md"
    doors = " · ".join(link(path, target, label) for target, label in _INDEXES)
    form = ('<div class="cj-search" data-empty="没有找到。换一个词，或从下面的目录进入。">'
            '<label for="cj-search-input">词语、句子、问题或拼音</label>'
            '<input id="cj-search-input" type="search" autocomplete="off" maxlength="100" placeholder="例如：三会一课、shyk、怎样发展村集体经济">'
            '<p class="cj-search-count" role="status"></p><ul class="cj-search-results"></ul></div>')  # fmt: skip
    noscript = "<noscript><p>浏览器没有启用脚本，请从目录进入。</p></noscript>"
    return Page(path, "查找", "\n\n".join([crumbs(path, ("查找", None)), "# 查找", form, noscript, f"目录：{doors}"]),
                {"hide": ["navigation", "toc"]})  # fmt: skip


def _counts(view: View) -> str:
    book = view.book
    counts = (len(book.speeches), len(book.practices), len(book.villages), len(book.terms), len(book.figures))
    names = ("篇讲话稿", "条做法", "个案例村", "条术语", "个数字")
    told = "，".join(f"<b>{count}</b> {name}" for count, name in zip(counts, names, strict=True))
    return f"收有 {told}。\n{{: .cj-counts }}"


# --------------------------------------------------------------------------- doors


def _doors(view: View) -> str:
    doors = [
        ("practices/index.md", "做法", "按类别看别处怎样做", _categories(view)),
        ("villages/index.md", "案例村", "按地方看报告过的村和社区", _places(view)),
        ("terms/index.md", "术语", "按拼音查机制、会议、品牌与数字简称", _letters(view)),
        ("speeches/index.md", "讲话稿", "全文，逐句可引", _years(view)),
        ("honours/index.md", "荣誉", "按级别和地方看谁得过什么", _levels(view)),
        ("figures/index.md", "数字", "照原文列出的数字", ""),
        ("map.md", "关系图", "谁和谁有关，一张图看全", ""),
    ]
    if any(not course.withdrawn for course in view.book.courses):
        doors.append(("courses/index.md", "课程", "教师用原文备的课", ""))
    rows = []
    for target, label, about, ways in doors:
        more = f"<br>{ways}" if ways else ""
        rows.append(f"- {link(_PATH, target, label, 'cj-door')} <small>{about}</small>{more}")
    return '<div class="cj-doors" markdown="1">\n\n' + "\n".join(rows) + "\n\n</div>"


def _categories(view: View) -> str:
    counts = Counter(p.category for p in view.book.practices)
    ordered = dict.fromkeys([*(c.name for c in view.book.categories), *sorted(counts)])
    return _ways((f"{name} {counts[name]}", category_address(view, name)) for name in ordered if counts[name])


def _places(view: View) -> str:
    counts = Counter(v.place for v in view.book.villages if v.place)
    best = sorted(counts, key=lambda place: (-counts[place], place))[:_PLACES]
    return _ways((f"{place} {counts[place]}", _part(view, "villages/index.md", place_key(place)[0], view.book.villages))
                 for place in best)  # fmt: skip


def _letters(view: View) -> str:
    keys = {initial_key(t.pinyin or pinyin(t.name)) for t in view.book.terms}
    return _ways((letter, _part(view, "terms/index.md", slug, view.book.terms))
                 for slug, letter in sorted(keys, key=lambda k: (k[1] == "#", k[1])))  # fmt: skip


def _levels(view: View) -> str:
    honours = awarded(view)
    counts = Counter(honour.level for honour, _ in honours if honour.level in labels.HONOUR)
    return _ways((f"{label} {counts[level]}", _part(view, "honours/index.md", level, honours))
                 for level, label in labels.HONOUR.items() if counts[level])  # fmt: skip


def _years(view: View) -> str:
    counts = Counter(year_key(s) for s in newest(view))
    return _ways((f"{label} {count}", _part(view, "speeches/index.md", slug, view.book.speeches))
                 for (slug, label), count in list(counts.items())[:_YEARS])  # fmt: skip


def _part(view: View, index: str, slug: str, entries: Sequence[object]) -> str:
    """Where a part of an index stands: a page of its own once the list is long."""
    return bucket_address(index, slug) if len(entries) > view.limit else f"{index}#{slug}"


def _ways(ways: Iterable[tuple[str, str]]) -> str:
    return " ".join(link(_PATH, target, label, "cj-way") for label, target in ways)


# --------------------------------------------------------------------------- new


def _newest(view: View) -> str:
    first = view.book.first_published
    # Newest by date of speech; where nothing is dated, by first publication.
    ordered = sorted(newest(view), key=lambda s: (s.date or "", first.get(s.id, "")), reverse=True)[:_NEW]
    told = {s.id: "，".join(x for x in (s.date, s.place, s.speaker) if x) for s in ordered}
    return "\n".join(f"- {view.to(_PATH, s.id)} <small>{escape.text(told[s.id])}</small>" for s in ordered)
