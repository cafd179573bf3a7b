"""The indexes: practices by category, villages by place, terms by initial, speeches by date."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cunjian import labels
from cunjian.model import Practice, Speech, Term, Village
from cunjian.render import escape
from cunjian.render.addresses import crumbs, initial_key, link, pinyin, place_key, sheet, slug, year_key
from cunjian.render.page import Page
from cunjian.render.split import Bucket, Row, bucket_address, buckets, grouped, walk
from cunjian.render.view import View

_BESIDE = 40  # parts that a page can name beside itself; more would hide its list, and change all pages when one comes
_EXACT = 20  # from here on a door tells roughly how many are behind it
_MEASURES = {"做法": "条", "案例村": "个", "术语": "个", "讲话稿": "篇"}


def pages(view: View) -> Iterator[Page]:
    """All four indexes with the pages they are split into."""
    yield from _index(view, "practices/index.md", "做法", "按类别排列；一条是讲话中的一节。", _practices(view))
    yield from _index(view, "villages/index.md", "案例村", "按地方排列；同名而不同地方的村分开列。", _villages(view))
    yield from _index(view, "terms/index.md", "术语", "按拼音首字母排列。", _terms(view))
    yield from _index(view, "speeches/index.md", "讲话稿", "按日期排列，新的在前；未注明日期的在后。", _speeches(view))


def _index(view: View, path: str, title: str, about: str, rows: Sequence[Row]) -> Iterator[Page]:
    parts, measure = buckets(rows, view.limit), _MEASURES[title]
    head = [crumbs(path, (title, None)), f"# {title}", f"{about}共 {len(rows)} {measure}。", sheet(path, path.partition("/")[0])]
    if not rows:
        yield alone(path, title, [head[0], head[1], "目前没有条目。"])
        return
    groups = grouped(rows)
    if not parts:
        jumps = " ".join(f"[{escape.text(label)}](#{key})" for key, label, _ in groups)
        head.append(f"{jumps}\n{{: .cj-jumps }}")
        sections = [_section(key, label, group) for key, label, group in groups]
        yield alone(path, title, [*head, *sections])
        return
    yield alone(path, title, [*head, _doors(path, parts)])
    for part in walk(parts):
        below = bucket_address(path, part.slug)
        trail = crumbs(below, (title, path), (part.label, None))
        rest = [_doors(path, part.parts)] if part.parts else [f"共 {len(part.rows)} {measure}。", _list(part.rows)]
        heading = f"# {title}：{escape.text(part.label)}"
        beside = [_doors(path, parts, counted=False)] if len(parts) <= _BESIDE else []
        blocks = [trail, heading, *beside, *rest]
        yield alone(below, f"{title}：{part.label}", blocks)


def alone(path: str, title: str, blocks: Sequence[str]) -> Page:
    """A page whose list stands alone: the tabs lead on."""
    return Page(path, title, "\n\n".join(blocks), {"hide": ["navigation"]})


def doors(path: str, parts: Sequence[Bucket], measure: str) -> str:
    """A list of links to the parts with how much each holds, roughly."""
    return "\n".join(f"- {link(path, bucket_address(path, p.slug), p.label)}（{labels.counted(len(p.rows), measure, _EXACT)}）" for p in parts)


def _doors(path: str, parts: Sequence[Bucket], *, counted: bool = True) -> str:
    """Links to the parts; ``counted`` only on one page, so that a new entry changes no other."""
    shown = [f"{p.label}（{labels.roughly(len(p.rows), _EXACT)}）" if counted else p.label for p in parts]
    links = " ".join(link(path, bucket_address(path, p.slug), label) for p, label in zip(parts, shown, strict=True))
    return f"{links}\n{{: .cj-jumps }}"


def _section(key: str, label: str, rows: Sequence[Row]) -> str:
    return f'## {escape.block(label)} {{: #{key} }}\n\n{_list(rows)}'


def _list(rows: Sequence[Row]) -> str:
    """The rows, in as many columns as the screen has room for."""
    lines = "\n".join(f"- {row.text}" for row in rows)
    return f'<div class="cj-index" markdown="1">\n\n{lines}\n\n</div>'


def _practices(view: View) -> list[Row]:
    path = "practices/index.md"
    order = {c.name: i for i, c in enumerate(view.book.categories)}

    def key(practice: Practice) -> tuple[int, str, str, str]:
        return order.get(practice.category, len(order)), practice.category, pinyin(view.name(practice)), practice.id

    rows = []
    for practice in sorted(view.book.practices, key=key):
        speech = view.speeches[practice.speech]
        text = f"{view.to(path, practice.id)} <small>{escape.text(speech.place or speech.title)}</small>"
        place = view.place(speech)
        rows.append(Row(text, ((slug(practice.category), practice.category), initial_key(place), place_key(place))))
    return rows


def _villages(view: View) -> list[Row]:
    path = "villages/index.md"

    def key(village: Village) -> tuple[bool, str, str, str]:
        return village.place is None, pinyin(village.place or ""), pinyin(village.name), village.id

    rows = []
    for village in sorted(view.book.villages, key=key):
        facts = [f"{len(village.practices)} 条做法"] if village.practices else []
        facts += [honour.name for honour in village.honours[:1]]
        small = f" <small>{escape.text('，'.join(facts))}</small>" if facts else ""
        place = village.place or labels.UNTOLD
        rows.append(Row(view.to(path, village.id) + small, (place_key(place), initial_key(village.name))))
    return rows


def _terms(view: View) -> list[Row]:
    path = "terms/index.md"

    def key(term: Term) -> tuple[bool, str, str, str]:
        reading = term.pinyin or pinyin(term.name)
        return not reading[:1].isalpha(), reading, term.name, term.id

    rows = []
    for term in sorted(view.book.terms, key=key):
        reading = term.pinyin or pinyin(term.name)
        text = f"{view.to(path, term.id)} <small>{labels.TERM.get(term.kind, '其他')}，{labels.counted(len(term.mentions), '处')}</small>"
        syllable = "".join(c for c in reading.split(" ")[0].lower() if c.isascii() and c.isalnum()) or "0"
        rows.append(Row(text, (initial_key(reading), (syllable, syllable))))
    return rows


def _speeches(view: View) -> list[Row]:
    path = "speeches/index.md"
    rows = []
    for speech in newest(view):
        facts = "，".join(x for x in (speech.date, speech.place, speech.speaker) if x) or f"讲话人、日期、地方{labels.UNTOLD}"
        text = f"{view.to(path, speech.id)} <small>{escape.text(facts)}</small>"
        rows.append(Row(text, by_date(view, speech)))
    return rows


def by_date(view: View, speech: Speech) -> tuple[tuple[str, str], ...]:
    """What a list of speeches is divided by: year, then place."""
    place = view.place(speech)
    return year_key(speech), initial_key(place), place_key(place)


def newest(view: View) -> list[Speech]:
    """Speeches by date, the latest first, those without a date last; then by title."""
    by_title = sorted(view.book.speeches, key=lambda s: (pinyin(s.title), s.id))
    return sorted(by_title, key=lambda s: s.date or "", reverse=True)
