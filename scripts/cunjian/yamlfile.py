"""A file of curation/ as plain values that know their line (architecture: "Curation").

People write these files by hand, so one bad entry must not cost the others: a file that is no YAML as a whole is read
entry by entry, and everything that cannot be used becomes one Chinese sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from cunjian.errors import why

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_CONFLICT = re.compile(r"^(<<<<<<<|=======|>>>>>>>|\|\|\|\|\|\|\|)( |$)")
_ITEM = re.compile(r"[ \t]*-(\s|$)")
_SECTION = re.compile(r"[^\s:#-][^:]*:\s*(#.*)?")


@dataclass(slots=True)
class YamlFile:
    """One file being read: its name for messages and what was wrong with it."""

    name: str  # "curation/terms.yml"
    problems: list[str] = field(default_factory=list)

    def say(self, line: int, what: str) -> None:
        """Note a problem at a line (1 is the first)."""
        self.problems.append(f"{self.name} 第{line}行：{what}")

    def where(self, value: Value) -> str:
        """The place of a value, for messages."""
        return f"{self.name} 第{value.line}行"


@dataclass(frozen=True, slots=True)
class Value:
    """A node of the file: text, list or mapping."""

    node: Node
    offset: int  # lines before the piece it was parsed in
    file: YamlFile

    @property
    def line(self) -> int:
        return int(self.node.start_mark.line) + self.offset + 1

    def say(self, what: str) -> None:
        """Note a problem at this value."""
        self.file.say(self.line, what)

    @property
    def text(self) -> str | None:
        """A scalar as written; None for lists, mappings and empty values."""
        if not isinstance(self.node, ScalarNode):
            return None
        value = str(self.node.value).strip()
        return None if not value or (not self.node.style and value in ("~", "null")) else value

    @property
    def list(self) -> tuple[Value, ...] | None:
        if isinstance(self.node, SequenceNode):
            return tuple(Value(n, self.offset, self.file) for n in self.node.value)
        return None

    @property
    def is_mapping(self) -> bool:
        return isinstance(self.node, MappingNode)

    @property
    def empty(self) -> bool:
        return isinstance(self.node, ScalarNode) and self.text is None

    def items(self) -> Iterator[tuple[str, Value]]:
        """Key and value of a mapping, in order; a key that stands twice is reported and its first value kept."""
        seen: dict[str, int] = {}
        for key_node, value_node in self.node.value if self.is_mapping else ():
            key = Value(key_node, self.offset, self.file)
            if key.text is None:
                key.say("冒号前缺少名称，这一行没有采用；请补上名称。")
            elif key.text in seen:
                key.say(f"“{key.text}”与第{seen[key.text]}行重复，只采用前一处；请删去一处。")
            else:
                seen[key.text] = key.line
                value = Value(value_node, self.offset, self.file)
                # the mark of a missing value stands on the line after it
                yield (
                    key.text,
                    Value(value_node, self.offset + key.line - value.line, self.file) if value.empty else value,
                )

    def sentence(self, what: str) -> str | None:
        """A text, None for an empty value; anything else is reported."""
        if self.text is None and not self.empty:
            self.say(f"{what} 应当是一句文字，没有采用；请改成一行文字。")
        return self.text

    def texts(self, what: str) -> tuple[str, ...]:
        """A text or a list of texts; anything else in it is reported."""
        if self.text is not None:
            return (self.text,)
        if self.empty:
            return ()
        if self.list is None:
            self.say(f"{what}应当是一个词或一列词，没有采用；请改成列表。")
            return ()
        out = []
        for each in self.list:
            if each.text is None:
                each.say(f"{what}里有一项不是文字，没有采用；请改成文字。")
            else:
                out.append(each.text)
        return tuple(dict.fromkeys(out))


def sentence(fields: dict[str, Value], name: str) -> str | None:
    """The text of one of the fields of a mapping; None where there is none."""
    return fields[name].sentence(name) if name in fields else None


def read(path: Path, name: str) -> tuple[YamlFile, tuple[Value, ...]]:
    """The top values of a file: one when it is whole, one a piece when it had to be taken apart, none when empty."""
    file = YamlFile(name)
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        file.problems.append(f"{name}：不是 UTF-8 编码，整个文件没有采用；请用文本编辑器另存为 UTF-8。")
        return file, ()
    except OSError as error:
        file.problems.append(f"{name}：打不开（{why(error)}），整个文件没有采用；请检查权限。")
        return file, ()
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return file, tuple(_values(text, 0, file))


def parse(text: str, name: str, before: int = 0) -> tuple[YamlFile, tuple[Value, ...]]:
    """Like ``read``, for a piece of a file that begins after ``before`` lines."""
    file = YamlFile(name)
    return file, tuple(_values(text, before, file))


def _compose(text: str) -> Node | None:
    parsed: Any = YAML(typ="safe", pure=True).compose(text)
    return parsed if isinstance(parsed, Node) else None


def _values(text: str, offset: int, file: YamlFile) -> Iterator[Value]:
    try:
        node = _compose(text)
    except (YAMLError, ValueError, RecursionError, AttributeError) as error:
        rest = _without_conflicts(text, offset, file)
        pieces = [(0, rest)] if rest != text else _pieces(text)
        if not pieces:
            _explain(text, offset, file, error)
        for before, piece in pieces:
            yield from _values(piece, offset + before, file)
        return
    if node is not None:
        yield Value(node, offset, file)


def _without_conflicts(text: str, offset: int, file: YamlFile) -> str:
    """The text with the marks of a merge conflict blanked out; what both sides wrote stays."""
    lines = text.split("\n")
    for i, line in enumerate(lines):
        if _CONFLICT.match(line):
            file.say(offset + i + 1, "是合并冲突留下的标记，两边的条目都采用了；请删去标记并核对。")
            lines[i] = ""
    return "\n".join(lines)


def _pieces(text: str) -> list[tuple[int, str]]:
    """A text cut into sections, a section into entries that keep its key; [] when it is one entry."""
    lines = text.split("\n")
    tops = [i for i, line in enumerate(lines) if line and line[0] not in " \t#-"]
    items = [i for i, line in enumerate(lines) if _ITEM.match(line)]
    if len(tops) > 1 or (tops and items and items[0] < tops[0]):
        return _cut(lines, sorted({0, *tops}))
    key = lines[tops[0]] if tops and _SECTION.fullmatch(lines[tops[0]]) else ""
    width = min((len(lines[i]) - len(lines[i].lstrip()) for i in items), default=0)
    items = [i for i in items if len(lines[i]) - len(lines[i].lstrip()) == width]
    if len(items) < 2 or (tops and not key):
        return []
    return [(at - 1, f"{key}\n{piece}") for at, piece in _cut(lines, items)]


def _cut(lines: list[str], starts: list[int]) -> list[tuple[int, str]]:
    return [(a, "\n".join(lines[a:b])) for a, b in zip(starts, [*starts[1:], len(lines)], strict=True)]


def _explain(text: str, offset: int, file: YamlFile, error: Exception) -> None:
    mark = getattr(error, "context_mark", None) or getattr(error, "problem_mark", None)
    line = offset + (int(mark.line) if mark else 0)
    lines = text.split("\n")
    here = lines[line - offset] if line - offset < len(lines) else ""
    if _CONTROL.search(text):
        file.say(line + 1, "附近有看不见的控制字符，这一条没有采用；请重新输入这一条。")
    elif "\t" in here:
        file.say(line + 1, "缩进用了制表符，这一条没有采用；请改用空格。")
    else:
        file.say(line + 1, "写法不合 YAML 规则，这一条没有采用；请检查缩进、冒号后的空格和成对的引号。")
