"""Beside the rooms: argparse in Chinese, headings and complaints (architecture: "Commands")."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable
from typing import NoReturn

_COMPLAINTS = (
    (r"the following arguments are required: (.*)", r"少写了 \1"),
    (r"unrecognized arguments: (.*)", r"不认识 \1"),
    (r"ambiguous option: (\S+) could match (.*)", r"\1 可能是 \2，请写全"),
    (r"argument 命令: invalid choice: '(.*?)' \(choose from .*", r"没有 \1 这个命令"),
    (r"argument (.+?): expected one argument", r"\1 后面要写一个值"),
    (r"argument (.+?): expected at least one argument", r"\1 后面至少要写一个值"),
    (r"argument (.+?): expected (\d+) arguments?", r"\1 后面要写 \2 个值"),
    (r"argument (.+?): invalid int value: '(.*)'", r"\1 要写整数，不能写 \2"),
    (r"argument (.+?): ignored explicit argument '(.*)'", r"\1 后面不写值，不能写 \2"),
    (r"argument (.+?): (.*)", r"\1：\2"),
)
"""What argparse says, and how we say it; the first that fits."""


class Formatter(argparse.HelpFormatter):
    """Help that begins with 用法."""

    def add_usage(self, usage: str | None, actions: Iterable[argparse.Action],
                  groups: Iterable[argparse._MutuallyExclusiveGroup], prefix: str | None = None) -> None:  # fmt: skip
        """The usage line under a Chinese heading."""
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """argparse with Chinese headings, Chinese messages and exit code 2."""

    def __init__(self, prog: str, *, description: str, help: str = "显示用法") -> None:
        super().__init__(prog, description=description, add_help=False, formatter_class=Formatter)
        self._positionals.title, self._optionals.title = "参数", "选项"
        self.add_argument("-h", "--help", action="help", help=help)

    def error(self, message: str) -> NoReturn:
        """One line on stderr, then out."""
        print(f"命令写法有误：{complaint(message)}。运行 {self.prog} --help 查看用法。", file=sys.stderr)
        raise SystemExit(2)


def complaint(message: str) -> str:
    """A message of argparse in Chinese; one that we do not know stays as it is."""
    for said, ours in _COMPLAINTS:
        if re.fullmatch(said, message, re.DOTALL):
            return re.sub(said, ours, message, flags=re.DOTALL)
    return message
