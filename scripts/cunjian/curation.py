"""Reads curation/: what people decided about categories, terms, words and single pages (architecture: "Curation").

Each file is taken from the knowledge base, and from the house (this repository, or what pip installed of it) where the
knowledge base has none; corrections and the ledger speak of pages and are the knowledge base's own.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from cunjian.codes import ENTRY
from cunjian.ledger import ledger, ledger_text, read_ledger
from cunjian.model import Category, Correction, Curation, ReferenceTerm
from cunjian.wordlists import numbered, words_of
from cunjian.yamlfile import Value, YamlFile, read, sentence

__all__ = ["ACTIONS", "house", "ledger", "ledger_text", "load", "read_ledger"]

TERM_KINDS = ("shorthand", "method", "meeting", "campaign", "institution", "brand", "thesis", "other")
ACTIONS = ("rename", "merge_into", "hide", "not_a", "category", "alias", "definition", "note", "speaker", "date",
           "place", "publisher", "withhold")  # fmt: skip
_YES, _NO = ("true", "yes", "on", "1", "是"), ("false", "no", "off", "0", "否")
_ID = re.compile(ENTRY)
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_NOT_A = {"term": "term", "village": "village", "术语": "term", "村": "village", "村庄": "village"}


def house() -> Path:
    """Where the files are that stand in for what a knowledge base lacks."""
    repository = Path(__file__).parents[2]
    return repository if (repository / "mkdocs.yml").is_file() else Path(sys.prefix) / "share" / "cunjian"


def load(root: Path) -> Curation:
    """All of curation/; whatever cannot be used is a sentence in ``problems`` and the rest is used."""
    problems: list[str] = []
    categories: list[Category] = []
    for value in _first(root, "taxonomy.yml", problems):
        categories += _categories(value)
    terms: list[ReferenceTerm] = []
    names: list[str] = []
    synonyms: list[tuple[str, ...]] = []
    for value in _first(root, "terms.yml", problems):
        for key, part in _sections(value, ("terms", "names", "synonyms")):
            if key == "terms":
                terms += _terms(part)
            elif key == "names":
                names += part.texts("names ")
            else:
                synonyms += [group for each in part.list or () if len(group := each.texts("synonyms ")) > 1]
    corrections: list[Correction] = []
    if (path := root / "curation" / "corrections.yml").exists():
        for value in _open(path, "curation/corrections.yml", problems):
            corrections += _corrections(value)
    words = words_of(dict.fromkeys((house().resolve(), root.resolve())), problems)
    return Curation(tuple(_unique_categories(categories)), tuple(_unique_terms(terms, problems)),
                    tuple(dict.fromkeys(names)), tuple(synonyms), tuple(corrections), words,
                    tuple(sorted(set(problems), key=problems.index)))  # fmt: skip


def _open(path: Path, name: str, problems: list[str]) -> Iterator[Value]:
    file, values = read(path, name)
    yield from values
    problems.extend(file.problems)


def _first(root: Path, name: str, problems: list[str]) -> Iterator[Value]:
    """The values of the knowledge base's file, or of the house's where it has none or an unusable one."""
    found = False
    for base in dict.fromkeys((root.resolve(), house().resolve())):
        path = base / "curation" / name
        if found or not path.exists():
            continue
        for value in _open(path, f"curation/{name}", problems):
            found = True
            yield value


def _sections(value: Value, known: tuple[str, ...]) -> Iterator[tuple[str, Value]]:
    if not value.is_mapping:
        value.say(f"应当写成“{known[0]}:”开头的条目，这一处没有采用；请照自带文件的样子改写。")
    for key, part in value.items():
        if key not in known:
            part.say(f"不认识“{key}”，没有采用；可用的是{'、'.join(known)}。")
        elif part.list is None and not part.empty:
            part.say(f"“{key}”下面应当是一列条目，没有采用；每条以“- ”开头。")
        elif not part.empty:
            yield key, part


def _categories(value: Value) -> Iterator[Category]:
    for _, part in _sections(value, ("categories",)):
        for each in part.list or ():
            fields = dict(each.items())
            name = sentence(fields, "name")
            if name is None:
                each.say("这个类别没有 name（名称），没有采用；请补上。")
                continue
            about = sentence(fields, "about") or ""
            words, titles = ({w: int(n) for w, n in numbered(fields.get(f))} for f in ("words", "titles"))
            yield Category(name, about, words, titles)


def _terms(part: Value) -> Iterator[ReferenceTerm]:
    for each in part.list or ():
        fields = dict(each.items())
        name = sentence(fields, "name") if each.is_mapping else each.text
        if name is None:
            each.say("这个术语没有 name（名称），没有采用；请补上。")
            continue
        kind = sentence(fields, "kind") or "other"
        if kind not in TERM_KINDS:
            fields["kind"].say(f"术语“{name}”的 kind“{kind}”不认识，按 other 处理；可用的是{'、'.join(TERM_KINDS)}。")
            kind = "other"
        definition, citation = sentence(fields, "definition"), sentence(fields, "citation")
        if definition and not citation:
            each.say(f"术语“{name}”的释义没有 citation（出处），释义没有采用；请补上出自哪份文件。")
            definition = None
        lists = {k: fields[k].texts(f"{k} ") if k in fields else () for k in ("aliases", "items")}
        yield ReferenceTerm(name, kind, lists["aliases"], lists["items"], definition, citation)


def _unique_categories(found: list[Category]) -> Iterator[Category]:
    yield from reversed({c.name: c for c in reversed(found)}.values())


def _unique_terms(found: list[ReferenceTerm], problems: list[str]) -> Iterator[ReferenceTerm]:
    seen: set[str] = set()
    for term in found:
        if term.name in seen:
            problems.append(f"curation/terms.yml：术语“{term.name}”写了两次，只采用前一条；请删去一条。")
        else:
            seen.add(term.name)
            yield term


def _corrections(value: Value) -> Iterator[Correction]:
    entries = value.list if value.list is not None else (value,)
    for each in entries:
        fields = dict(each.items())
        page = sentence(fields, "page")
        if not each.is_mapping or page is None:
            each.say("这一条没有写 page（页面编号），没有采用；请写成“- page: t4k9x2m0c”，下一行写要改什么。")
        elif not _ID.fullmatch(page):
            each.say(f"“{page}”不是页面编号，这一条没有采用；编号是页面地址里的九位代码，如 t4k9x2m0c。")
        elif not fields.keys() & set(ACTIONS):
            written = "、".join(f"“{name}”" for name in fields if name not in ("page", "citation"))
            fault = f"写的{written}不认识" if written else "没有写要改什么"
            each.say(f"{page} 这一条{fault}，没有采用；可用的是 {'、'.join(ACTIONS)}。")
        else:
            yield from _actions(each.file, page, fields)


def _actions(file: YamlFile, page: str, fields: dict[str, Value]) -> Iterator[Correction]:
    citation = sentence(fields, "citation")
    for action, value in fields.items():
        if action in ("page", "citation"):
            continue
        if action not in ACTIONS:
            value.say(f"不认识“{action}”，没有采用；可用的是{'、'.join(ACTIONS)}。")
        elif action == "alias":
            yield from (Correction(page, action, text, file.where(value)) for text in value.texts("alias "))
        elif (text := _decision(action, value)) is not None:
            yield Correction(page, action, text, file.where(value), citation if action == "definition" else None)


def _decision(action: str, value: Value) -> str | None:
    """The value of one action, or None when it is no decision (false) or cannot be used."""
    text = value.text
    if text is None:
        value.say(f"{action} 后面没有写内容，没有采用；请补上，或删去这一行。")
        return None
    if action in ("hide", "withhold"):
        if text.lower() in _NO:
            return None
        wrong = None if text.lower() in _YES else f"{action} 只能写 true 或 false"
        text = "true"
    elif action == "not_a":
        wrong = None if text in _NOT_A else "not_a 只能写 term 或 village"
        text = _NOT_A.get(text, text)
    elif action == "merge_into":
        wrong = None if _ID.fullmatch(text) else f"merge_into 要写页面编号，“{text}”不是"
    elif action == "date":
        wrong = None if _is_date(text) else f"日期“{text}”要写成 2023-05-16、2023-05 或 2023"
    else:
        return text
    if wrong:
        value.say(f"{wrong}，没有采用；请改正。")
    return None if wrong else text


def _is_date(text: str) -> bool:
    match = _DATE.fullmatch(text)
    if not match:
        return False
    _, month, day = (int(part) if part else 1 for part in match.groups())
    return 1 <= month <= 12 and 1 <= day <= 31
