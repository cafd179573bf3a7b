"""links: what became of one reference: it stands, moved, changed or is gone; and what to put instead."""

from __future__ import annotations

from dataclasses import dataclass, replace

from cunjian.links.known import Known
from cunjian.links.target import FOLDERS, Reference

WORDS = {"stands": "有效", "moved": "已移动", "changed": "有改动", "gone": "已失效"}


@dataclass(frozen=True, slots=True)
class Verdict:
    """One reference against the site."""

    state: str  # stands | moved | changed | gone
    told: str  # what it is, and what to do
    instead: str | None = None  # what to put in its place; None where there is nothing or no need


def judge(known: Known, found: Reference, label: str) -> Verdict | None:
    """None where it is no reference to this site after all: an English word that looks like a code."""
    if found.form == "course":
        return _course(known, found)
    if found.form == "figure" or found.code.startswith("f"):
        return _figure(known, found) if found.named or found.form == "figure" else None
    id = known.follow(found.code)
    if id is None:
        return _lost(known, found)
    name = f"《{known.names[id]}》"
    further = found.tail[:-5] if found.tail.startswith("-") and id == found.code else ""  # of a term with very many mentions
    if further and not known.page(f"{FOLDERS[id[0]]}/{id}{further}"):
        instead = _written(replace(found, tail=".html"), id, None)
        return Verdict("moved", f"分页现在不叫这个名称，请改为 {instead} {name}", instead)
    if found.anchor and not known.has(id, found.anchor, further):
        return _changed(known, found, id, label)
    instead = _written(found, id, found.anchor)
    if id != found.code:
        return Verdict("moved", f"{found.code} 已并入 {id} {name}，请改为 {instead}", instead)
    if found.form == "address" and (found.folder != FOLDERS[id[0]] or (found.tail not in (".html", "") and not found.tail.startswith("-"))):
        return Verdict("moved", f"地址写法不对，那一页是 {name}，请改为 {instead}", instead)
    if found.form == "address" and found.tail == "":
        return Verdict("moved", f"地址缺少 .html，打不开，那一页是 {name}，请改为 {instead}", instead)
    return Verdict("stands", name)


def _written(found: Reference, id: str, anchor: str | None) -> str:
    """A reference to ``id`` in the form of the one that was found."""
    place = f"#{anchor}" if anchor else ""
    if found.form == "address":
        suffix = ".md" if found.tail == ".md" and found.folder == FOLDERS[id[0]] else ".html"
        tail = found.tail if found.tail.startswith("-") and id == found.code else suffix
        return f"{FOLDERS[id[0]]}/{id}{tail}{place}"
    return f"{id}{place}"


def _changed(known: Known, found: Reference, id: str, label: str) -> Verdict:
    near = known.sentence(id, label)
    what = "句子" if id.startswith("s") else "位置"
    if near:
        instead = _written(found, id, near[0])
        return Verdict("changed", f"那一{what[0]}已有改动，现在的原文是“{_short(near[1])}”，请核对后改为 {instead}", instead)
    instead = _written(found, id, None)
    return Verdict("changed", f"《{known.names[id]}》里已没有这个{what}，请打开那一页另选，或改为 {instead}", instead)


def _lost(known: Known, found: Reference) -> Verdict | None:
    if found.code in known.targets:
        return Verdict("gone", f"{found.code} 已撤下，没有替代的页面，请删去，或改引别的页面")
    near = known.near(found.code)
    if found.form == "bare" and not found.named and near is None:
        return None
    if found.form == "bare" and not found.named and found.code.isalpha():
        return None
    if near:
        return Verdict("gone", f"没有 {found.code} 这一页，是否为 {near} 《{known.names[near]}》？请核对页码")
    return Verdict("gone", f"没有 {found.code} 这一页，请核对页码")


def _figure(known: Known, found: Reference) -> Verdict | None:
    page = known.figure(found.code)
    if page is None:
        return None if found.form == "bare" and not found.named else Verdict("gone", f"没有 {found.code} 这个数字了，请到“数字”一页另选")
    instead = f"figures/{page}.html#{found.code}"
    if found.form == "figure" and found.page != page:
        return Verdict("moved", f"这个数字现在在另一页，请改为 {instead}", instead)
    return Verdict("stands", f"数字 {found.code}")


def _course(known: Known, found: Reference) -> Verdict:
    if known.page(f"courses/{found.code}"):
        return Verdict("stands", f"课程页 {found.code}")
    home = found.code.rpartition("_")[0]
    if home and known.page(f"courses/{home}"):
        instead = f"courses/{home}.html"
        return Verdict("moved", f"这一课已不在了，请改为 {instead}", instead)
    return Verdict("gone", f"没有 {found.code} 这门课程，请核对")


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
