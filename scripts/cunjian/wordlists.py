"""The word lists of curation/words/ (architecture: "Curation"): what each list is made of, and what of it can be used.

People change these lists, so an entry that the rules cannot work with becomes one Chinese sentence, and all others are
used; a list with nothing left to use is the house's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from pathlib import Path

from cunjian.model import Words
from cunjian.yamlfile import Value, read

TABLES = {
    "damage.year_limits": "",
    "itempoints.ends": "",
    "itempoints.lists": "threshold plenty",
    "itempoints.starts": "",
    "leanings.sections": "",
    "signs.limits": "取 看",
    "signs.points": "",
    "titles.points": "",
}  # fmt: skip
"""The lists that are tables of numbers, each with the keys that rules ask for by name."""


def words_of(bases: Iterable[Path], problems: list[str]) -> Words:
    """Every list of every file; a list of a later base replaces that of an earlier one."""
    lists: dict[str, tuple[str, ...]] = {}
    numbers: dict[str, dict[str, float]] = {name: dict.fromkeys(keys.split(), 0.0) for name, keys in TABLES.items()}
    paths = ((path, house) for base in bases for house in [frozenset(lists)] for path in sorted((base / "curation" / "words").glob("*.yml")))
    for path, house in paths:  # house: the lists of the bases before
        parts: dict[str, Value] = {}
        own: dict[str, tuple[str, ...]] = {}
        file, values = read(path, f"curation/words/{path.name}")
        for value in values:
            if not value.is_mapping:
                value.say("应当是“名称:”和下面的一列词，这一处没有采用；请照自带文件的样子改写。")
            for key, part in value.items():
                name = f"{path.stem}.{key}"
                if house and name not in house:
                    part.say(_unknown(path.stem, key, house))
                    continue
                if part.is_mapping or name in TABLES:
                    numbers[name] = _table(name, part, numbers.get(name, {}) if name in lists else {})
                parts.setdefault(name, part)
                own[name] = (*own.get(name, ()), *_usable(name, part))  # a broken file comes in pieces, entry by entry
        for name in (name for name, found in own.items() if not found):
            instead = "仍用自带的这一列" if name in lists else "按没有词处理"
            parts[name].say(f"“{name.split('.')[1]}”一个可用的词也没有，{instead}；请至少写一个词，要停用就写一个讲话里不会有的词。")
        lists |= {name: found for name, found in own.items() if found}
        problems += file.problems
    state = repr((sorted(lists.items()), sorted((k, list(v.items())) for k, v in numbers.items())))
    return Words(lists, numbers, sha256(state.encode("utf-8", "surrogatepass")).hexdigest())


def _unknown(stem: str, key: str, house: frozenset[str]) -> str:
    """What to say of a list that no rule asks for."""
    files = {name.split(".")[0] for name in house}
    if stem not in files:
        return f"自带的词表里没有“{stem}.yml”这个文件，里面的“{key}”不起作用；请把文件名改成{_meant(stem, files)}。"
    own = {name.split(".")[1] for name in house if name.startswith(f"{stem}.")}
    return f"“{stem}.yml”里没有“{key}”这一列，写了不起作用；请把名称改成{_meant(key, own)}。"


def _meant(said: str, names: Iterable[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(said, sorted(names), 1)
    return f"“{near[0]}”" if near else "自带文件里有的"


def numbered(value: Value | None) -> Iterator[tuple[str, float]]:
    """A mapping from word to number; a bare list of words counts one each."""
    if value is None:
        return
    if not value.is_mapping:
        yield from ((word, 1.0) for word in value.texts("words "))
    for word, each in value.items():
        try:
            number = float(each.text or "")
            if not abs(number) < 1e9:
                raise ValueError
            yield word, number
        except ValueError:
            each.say(f"“{word}”的分值不是数，没有采用；请写成“{word}: 2”这样。")


def _table(name: str, part: Value, house: dict[str, float]) -> dict[str, float]:
    """A table of numbers; what it must have and lacks is the house's."""
    found, needed = dict(numbered(part)), TABLES.get(name, "").split()
    if missing := [f"“{key}”" for key in needed if key not in found]:
        instead = "仍用自带的分值" if house else "按 0 分算"
        part.say(f"“{name.split('.')[1]}”缺少{'、'.join(missing[:3])}{'等' * (len(missing) > 3)}，缺的{instead}；请补上“{needed[0]}: 40”这样的行。")
    return {key: house.get(key, 0.0) for key in needed} | found


def _usable(name: str, part: Value) -> tuple[str, ...]:
    """The entries of a list that are of its kind."""
    key = name.split(".")[1]
    entries = tuple(word for word, _ in part.items()) or part.texts(f"{key} ")
    if not (fault_of := _KINDS.get(name)):
        return entries
    places = {each.text: each for each in part.list or ()}
    sound = []
    for entry in entries:
        if fault := fault_of(entry):
            places.get(entry, part).say(f"“{key}”里的“{entry if len(entry) < 40 else entry[:40] + '……'}”{fault}；这一条没有采用。")
        else:
            sound.append(entry)
    return tuple(sound)


def _no_pattern(entry: str) -> str:
    try:
        empty = re.compile(f"(?:{entry})|(?:{entry})").fullmatch("")  # as it will be: beside others in one pattern
    except (re.error, OverflowError, RecursionError):
        return "不是能用的正则表达式，请检查括号是否成对；只想写普通的词，就在 ( ) [ ] * + ? 这些符号前各加一个 \\"
    return "什么都没有的地方也算找到，请去掉末尾的 * 或 ?" if empty else ""


def _no_swap(entry: str) -> str:
    wrong, right, pattern = (*entry.split("=", 2), "", "")[:3]
    return _no_pattern(pattern) if wrong and right and pattern else "要写成“误词=正词=正则表达式”，请补全"


def _no_pair(entry: str) -> str:
    return "" if re.fullmatch("[^=]+=.+", entry) else "要写成“户=户数”这样，请补上等号和等号两边的词"


def _no_counts(entry: str) -> str:
    return "" if re.fullmatch(r"\S+(?: \S\d+(?:\.\d+)?)*", entry) else "要写成“党员 党12 组3”这样，请改正"


_KINDS: dict[str, Callable[[str], str]] = {
    "figures.unit_labels": _no_pair,
    "leanings.words": _no_counts,
    "meta.published": _no_pattern,
    **{f"damage.swap_{name}": _no_swap for name in ("certain", "legit", "patterns", "strange", "unheard")},
    **{f"noise.{name}": _no_pattern
       for name in ("between_forms", "card_lines", "card_lines_weak", "credit_patterns", "edge_line_patterns",
                    "inline_patterns", "line_patterns", "mastheads", "opening_forms", "title_additions")},
    **{f"titles.{name}": _no_pattern for name in ("signed", "meetings", "occasions", "asides", "unfinished")},
}  # fmt: skip
"""The lists whose entries are more than words, each with what says why an entry cannot be used."""
