"""Items that need no list beside the name: those of the reference list, and the name's own parts (支部+公司+农户)."""

from __future__ import annotations

import re

from cunjian.extract.terms.items.leads import unled
from cunjian.extract.terms.items.rules import NUMERALS, Rules
from cunjian.extract.terms.items.shorthand import counts
from cunjian.extract.terms.seen import Seen, bare
from cunjian.model import Item, Span

_JOINTS = frozenset("+、—加")
_FLAG = re.compile("党[建员支总]|支部|^(?:智慧|数字|红色|文明|文化|网格|教育|旅游|互联网|大数据)")  # 党建+网格: one thing done in the way of another


def parts(seen: Seen, text: str, rules: Rules) -> tuple[Item, ...]:
    """A name that is its own list: three parts at least; two where both are counted (一村一策、一支部一方案), or as long as each
    other (早碰头、晚议事; 保底收益+二次分红, but 党建+网格 is one thing done in the way of another, and
    清单制+积分制 are two systems used together)."""
    core = bare(seen.core or seen.name)
    if _JOINTS.isdisjoint(core):
        return ()
    found = next((f for name in (core, rules.classes.sub("", core)) if len({*map(len, f := _split(name))}) == 1), _split(core))
    counted = all(p[:1] in NUMERALS for p in found)
    if len(found) < (2 if counted or _even(core, found) else 3) or not all(re.search(r"[\u4e00-\u9fff]", p) for p in found):
        return ()
    if len(found) == 2 and all(re.match(r"[二两三四五六七八九双\d].{0,2}$", p) for p in found):  # 三必谈、五必访
        return ()
    return _placed(found, text, seen.span)


def _placed(parts: list[str], text: str, within: Span) -> tuple[Item, ...]:
    """The parts of a name where they stand in it, one behind the other; none where one of them does not."""
    out, at = [], within.start
    for part in parts:
        at = text.find(part, at, within.end)
        if at < 0:
            return ()
        out.append(Item(part, Span(at, at + len(part))))
        at += len(part)
    return tuple(out)


def spelt(seen: Seen, text: str, rules: Rules) -> tuple[Item, ...]:
    """资源变资产、资金变股金、农民变股东改革: a name of the reference list (三变改革) that the text writes as what it stands for."""
    told = seen.span.of(text).split("、")
    if len(told) < 2 or len({*map(len, told)}) > 1 or len(told) != counts(seen.name, rules):
        return ()
    return _placed(told, text, seen.span)


def _even(core: str, found: list[str]) -> bool:
    """Whether two halves of one length are two things of one kind."""
    if len(found[0]) != len(found[-1]):
        return False
    return len(found[0]) > 2 if "、" in core else "+" in core and not (_FLAG.search(core) or all(half.endswith("制") for half in found))


def _split(name: str) -> list[str]:
    if "+" in name:
        return name.split("+")
    clauses, cells = name.split("，"), re.split("[，、]", name)
    if len(clauses) > 1 and all("、" in one for one in clauses):  # 抓班子、提升战斗力，抓队伍、提升执行力: pairs; 民事民提、民事民议，民事民办、民事民评: none
        return cells if len({cell[0] for cell in cells}) == 1 and len({*map(len, cells)}) == 1 else clauses
    return re.split(r"[、—]+|(?<=..)加(?=..)", name)


def reference(seen: Seen, text: str, items: tuple[str, ...], rules: Rules) -> tuple[Item, ...]:
    """The items of the reference list, where this text spells all of them out, in any order, close behind the name; or in its own
    words, if each ends as it does there."""
    if len(items) < 2:
        return ()
    start = seen.span.end
    after = text[start : start + 120].split("\n")[0]
    places = [after.find(item) for item in items]
    if min(places) < 0:
        return _by_ends(text, start, items, rules)
    found = [Item(i, Span(start + p, start + p + len(i))) for p, i in zip(places, items, strict=True)]
    return tuple(sorted(found, key=lambda i: i.span))


_RAISES = re.compile("[双两三]向?(?:培养|培育|培|育)(?:[双两]育)?")
_RAISED = "把([^，。；、：“”\\n]{2,12}?)(?:培养|培育|发展|锻炼|转化|育|培)(?:成为?|为)([^，。；、：“”\\n]{2,10}(?:、(?!再?把)[^，。；、：“”\\n]{1,8}){0,3})"
_EACH, _PAIR = re.compile(_RAISED), 2
_RAISING = re.compile(f"”?[^，。；“”\\n]{{0,6}}[，。：—]+(?:即|就是)?(?P<row>{_RAISED}(?:[，、；]再?{_RAISED}){{1,2}})(?=[，。；\\n])")


_RAISING_BEFORE = re.compile(f"(?P<row>{_RAISED}(?:[，、；]再?{_RAISED}){{1,2}})[，。][^，。；“”\\n]{{0,8}}(?:叫|称)(?:做|作|为|之为)?“?$")


def raised(seen: Seen, text: str, rules: Rules) -> tuple[Item, ...]:
    """双培养。把骨干教师培养成党员，把党员教师培养成骨干教师: right behind the name, or in front of what calls them so, two things that are
    made of each other, or three in a row; as many as the name says (双向培养 may say three)."""
    core = rules.classes.sub("", bare(seen.core or seen.name))
    if not _RAISES.fullmatch(core):
        return ()
    told = _RAISING.match(text, seen.span.end) or _RAISING_BEFORE.search(text, max(0, seen.span.start - _REACH), seen.span.start)
    if not told:
        return ()
    found = [*_EACH.finditer(text, *told.span("row"))]
    each_other = found[0][2][-2:] in found[1][1] and (found[1][2][-2:] in found[0][1] or "、" in found[1][2])
    told_so = (core[0] != "三" and each_other) if len(found) == _PAIR else core[0] == "三" or "向" in core
    if not told_so:
        return ()
    return tuple(Item(bare(one.group()), Span(*one.span())) for one in found)


_REACH, _END, _DIFFERENT = 240, 2, 3  # characters behind a name, of the end of an item, and how many ends must differ
_MARKS, _SHORTEST, _LONGEST = "、，。；：）", 4, 18


def _by_ends(text: str, start: int, items: tuple[str, ...], rules: Rules) -> tuple[Item, ...]:
    """四议两公开，都要先由村党支部会提议，再经村“两委”会商议、党员大会审议、村民代表会议决议，做到决议公开、实施结果公开."""
    ends = [item[-_END:] for item in items]
    if len({*ends}) < _DIFFERENT:
        return ()
    stop = text.find("\n", start)
    stop = min(start + _REACH, stop if stop >= 0 else len(text))
    spans, at = [], start
    for told in ends:
        end = text.find(told, at, stop) + _END
        while end >= _END and text[end : end + 1] not in _MARKS:
            end = text.find(told, end, stop) + _END
        if end < _END:
            return ()
        spans.append(Span(max(at, *(text.rfind(mark, at, end) + 1 for mark in _MARKS + "（")), end))
        at = end
    spans = unled(text, spans, rules)
    spans = [Span(lead.end(), s.end) if (lead := rules.leads.match(text, s.start, s.end - _SHORTEST)) else s for s in spans]
    if not all(_SHORTEST <= len(span) <= _LONGEST for span in spans):
        return ()
    return tuple(Item(bare(span.of(text)), span) for span in spans)
