"""A small Book written by hand: what the render room is tested on without the rooms before it."""

from __future__ import annotations

from collections.abc import Mapping

from cunjian import render
from cunjian.divide.sentences import find as sentences_of
from cunjian.model import (
    Book,
    Category,
    Clean,
    Definition,
    Document,
    Evidence,
    Figure,
    Flag,
    Honour,
    ItemEvidence,
    Link,
    Noise,
    Notice,
    Part,
    Practice,
    Raw,
    Reading,
    Redaction,
    Related,
    Span,
    Speech,
    Term,
    Village,
)

LINES = """N 温馨提示:本文由**文库整理
T 在全市“五好”党支部创建观摩会上的发言
B 县委书记
P 尊敬的**部长，各位领导：
1 一、强化队伍建设
2 （一）提升能力。
P 落实“三会一课”制度，开展屋场夜话。崇江村种有机茶****亩，“三会一课”每月一次。收入增长2023%，党员们〞都满意。
2 （二）规范管理。
P 推行“三单”管理：资源清单、需求清单、项目清单。崇江村获全国“一村一品”示范村。
N ##paidbegin##
1 二、下步打算
P 汇报完毕，谢谢大家。"""


def reading(id: str, lines: str = LINES, file: str = "") -> Reading:
    """A Reading from lines that begin with T(itle), B(yline), 1–6 (heading), P(aragraph), R(ow) or N(oise)."""
    rows = [(line[0], line[2:]) for line in lines.split("\n")]
    return reading_of(id, rows, file)


def reading_of(id: str, rows: list[tuple[str, str]], file: str = "") -> Reading:
    """Like ``reading``; the texts may hold anything."""
    text, parts, noise, cuts, clean_at, raw_at = "", [], [], [], 0, 0
    section: dict[int, int] = {}
    for kind, words in rows:
        text += words + "\n"
        if kind == "N":
            noise.append(Noise("banner", Span(raw_at, raw_at + len(words)), "by hand"))
            cuts.append(Span(raw_at, raw_at + len(words) + 1))
            raw_at += len(words) + 1
            continue
        span = Span(clean_at, clean_at + len(words))
        above = [index for level, index in sorted(section.items()) if not kind.isdigit() or level < int(kind)]
        under = above[-1] if above else None
        if kind.isdigit():
            section = {level: at for level, at in section.items() if level < int(kind)} | {int(kind): len(parts)}
            parts.append(Part("heading", span, int(kind), words.strip("一二三、（）。"), "numbered", section=under))
        else:
            names = {"T": "title", "B": "byline", "P": "paragraph", "R": "row"}
            parts.append(Part(names[kind], span, section=under))
        clean_at += len(words) + 1
        raw_at += len(words) + 1
    clean = Clean.whole(text).without(cuts)
    clean = Clean(clean.text, clean.runs, tuple(noise))
    title = next((words for kind, words in rows if kind == "T"), id)
    document = Document(title, tuple(parts), sentences_of(clean.text, tuple(parts)))
    return Reading(Raw(file or f"sources/{id}.txt", 0, "0" * 64, "txt", "utf-8", text), clean, document)


def evidence(reading: Reading, speech: str, words: str, nth: int = 0) -> Evidence:
    """The sentence that holds ``words``."""
    holding = [s for s in reading.document.sentences if words in s.span.of(reading.clean.text)]
    sentence = holding[nth]
    span = reading.clean.origin(sentence.span)
    at = span.start + sentence.span.of(reading.clean.text).index(words)
    return Evidence(speech, span.start, span.end, span.of(reading.raw.text), sentence.span.of(reading.clean.text),
                    sentence.anchor, "by hand", (at, at + len(words)))  # fmt: skip


def span(reading: Reading, words: str, nth: int = 0) -> Span:
    """Where words stand in the clean text."""
    at = -1
    for _ in range(nth + 1):
        at = reading.clean.text.index(words, at + 1)
    return Span(at, at + len(words))


def small() -> tuple[Book, Mapping[str, Reading]]:
    """One speech with everything in it, and a second that names the same term."""
    sid, other = "s00000001", "s00000002"
    bare = reading(sid)
    first = Reading(
        bare.raw, bare.clean, bare.document,
        redactions=(Redaction("person", span(bare, "**")), Redaction("number", span(bare, "****"))),
        flags=(Flag("impossible-figure", span(bare, "2023%"), "年份误贴在数字上"),
               Flag("mixed-quotes", span(bare, "党员们〞"), "右引号是〞", "”")),
    )  # fmt: skip
    second = reading(
        other, "T 主题党日怎么开\n1 一、落实“三会一课”\nP 我们把“三会一课”开到田间。资源清单、项目清单两张单子。"
    )

    def said(words: str, nth: int = 0) -> Evidence:
        return evidence(first, sid, words, nth)

    def told(words: str, nth: int = 0) -> Evidence:
        return evidence(second, other, words, nth)

    def items(*words: str) -> tuple[ItemEvidence, ...]:
        return tuple(ItemEvidence(w, said(w)) for w in words)

    figures = (
        Figure(
            "f00000001",
            "有机茶",
            None,
            None,
            None,
            "亩",
            None,
            None,
            "redacted",
            "village",
            "v00000001",
            said("****亩"),
        ),
        Figure(
            "f00000002", "收入", None, None, None, "%", None, "up", "damaged", "village", "v00000001", said("2023%")
        ),
        Figure("f00000003", "三会一课", 1.0, None, None, "次", None, None, "stated", "village", None, said("一次")),
    )
    honour = Honour("全国“一村一品”示范村", "national", said("一村一品"))
    practices = (
        Practice("p00000001", sid, "提升能力", "强化队伍建设", "班子建设", said("提升能力"),
                 (said("屋场夜话"), said("有机茶"), said("2023%")), ("t00000001",), ("v00000001",),
                 ("f00000001", "f00000002", "f00000003"), (), (Related("p00000003", "都讲“三会一课”"),)),
        Practice("p00000002", sid, "规范管理", "强化队伍建设", "班子建设", said("规范管理"),
                 (said("三单"), said("一村一品")), ("t00000002",), ("v00000001",), (), (honour,)),
        Practice("p00000003", other, "落实“三会一课”", None, "党员队伍", told("一、落实"),
                 (told("田间"),), ("t00000001",), (), (), (), (Related("p00000001", "都讲“三会一课”"),)),
    )  # fmt: skip
    village = Village("v00000001", "崇江村", "清溪县云岭乡", (), (said("有机茶"), said("一村一品")),
                      ("f00000001", "f00000002"), ("p00000001", "p00000002"), (honour,))  # fmt: skip
    citation = "《中国共产党支部工作条例（试行）》"
    defined = Definition("定期召开支部党员大会、支部委员会、党小组会，按时上好党课。", "reference", citation, None)
    terms = (
        Term("t00000001", "三会一课", ("“三会一课”制度",), "san hui yi ke", "meeting",
             (said("三会一课"), said("三会一课", 1), told("一、落实"), told("田间")), (),
             defined),
        Term("t00000002", "三单管理", (), "san dan guan li", "shorthand", (said("三单"),),
             (items("资源清单", "需求清单", "项目清单"),
              tuple(ItemEvidence(w, told(w)) for w in ("资源清单", "项目清单"))), None,
             (Related("t00000001", "常在一处出现"),)),
    )  # fmt: skip
    card = Speech(
        sid,
        bare.document.title,
        f"sources/{sid}.txt",
        0,
        "0" * 64,
        "txt",
        "utf-8",
        "县委书记",
        None,
        "清溪县",
        "2023-05",
    )
    card2 = Speech(other, "主题党日怎么开", f"sources/{other}.txt", 0, "0" * 64, "txt", "utf-8", None, None, None, None)
    links = {
        sid: (Link(span(first, "三会一课"), "t00000001"), Link(span(first, "崇江村"), "v00000001"),
              Link(span(first, "三会一课", 1), "t00000001"), Link(span(first, "三单"), "t00000002"),
              Link(span(first, "崇江村", 1), "v00000001")),
        other: (Link(span(second, "三会一课"), "t00000001"), Link(span(second, "三会一课", 1), "t00000001")),
    }  # fmt: skip
    book = Book(
        (card, card2), practices, (village,), terms, figures,
        notices=(Notice("t00000009", "term", "三单", "t00000002"), Notice("v00000009", "village", "某村", None)),
        categories=(Category("班子建设", "", {}), Category("党员队伍", "", {})), links=links,
    )  # fmt: skip
    return book, {sid: first, other: second}


def page(path: str) -> tuple[dict[str, str], str]:
    """Every page of the small book by its path, and the one that is asked for."""
    pages = {p.path: p.text() for p in render.pages(*small())}
    return pages, pages[path]
