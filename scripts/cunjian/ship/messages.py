"""What MkDocs says, in the words of an editor (architecture: "ship", the step docs/ -> site/).

MkDocs reports in English through logging and exceptions; each message becomes one Chinese sentence that names the file,
what is wrong and what to do.  A message that no rule knows is passed on with its own words inside the sentence.
"""

from __future__ import annotations

import re
from pathlib import Path

import jinja2
from mkdocs.exceptions import ConfigurationError

from cunjian.errors import why

_NAV = "mkdocs.yml：导航（nav）里的 {0} 不存在，请改正或删去这一行。"
_RULES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.DOTALL), sentence)
    for pattern, sentence in (
        (r"Doc file '(.+?)' contains a link '(.+?)', but the target.* is not found among documentation files",
         "docs/{0}：链接 {1} 指向的页面或文件不存在，请改正或删去。"),
        (r"Doc file '(.+?)' contains a link '(.+?)', but there is no such anchor on this page",
         "docs/{0}：链接 {1} 指向的位置在本页不存在，请改正或删去。"),
        (r"Doc file '(.+?)' contains a link '(.+?)', but the doc '(.+?)' does not contain an anchor '#?(.+?)'",
         "docs/{0}：链接 {1} 指向的位置（docs/{2} 里的 {3}）不存在，请改正或删去。"),
        (r"Doc file '(.+?)' contains an unrecognized relative link '(.+?)'",
         "docs/{0}：链接 {1} 看不出指向哪个文件，请写成以 .md 结尾的相对路径。"),
        (r"Doc file '(.+?)' contains an absolute link '(.+?)'",
         "docs/{0}：链接 {1} 以 / 开头，换一个目录就会失效，请写成相对路径。"),
        (r"Doc file '(.+?)' contains a link to '(.+?)' which is excluded from the built site",
         "docs/{0}：链接指向的 {1} 不在网站里，请改正或删去。"),
        (r"A reference to '(.+?)' is included in the 'nav' configuration, which is not found", _NAV),
        (r"A relative path to '(.+?)' is included in the 'nav' configuration, which is not found", _NAV),
        (r"A reference to '(.+?)' is included in the 'nav' configuration, but this file is excluded", _NAV),
        (r"The following pages exist in the docs directory, but are not included in the \"nav\" configuration:\s*(.+)",
         "docs/：这些页面没有列入导航：{0}，请加进 mkdocs.yml 的 nav，或写进 not_in_nav。"),
        (r"Excluding '(.+?)' from the site because it conflicts with '(.+?)'",
         "docs/{0}：与 docs/{1} 会占同一个网址，没有放进网站，请改名。"),
        (r"Config value '(.+?)': (.+)", "mkdocs.yml：设置 {0} 不对（{1}），请改正。"),
        (r"Template skipped: '(.+?)' not found", "mkdocs.yml：模板 {0} 找不到，请改正文件名或补上文件。"),
    )
)  # fmt: skip

_BROKEN_PAGE = re.compile(r"Error (?:reading|building) page '(.+?)':")
_MISSING = re.compile(r"'(.+?)' not found")
_LINE = re.compile(r"line (\d+), column")


def sentence(message: str) -> str:
    """One Chinese sentence for a message that MkDocs logged.

    >>> sentence("Config value 'nav': Expected a list")
    'mkdocs.yml：设置 nav 不对（Expected a list），请改正。'
    """
    message = message.strip()
    for pattern, form in _RULES:
        if match := pattern.match(message):
            return form.format(*(" ".join(group.split()) for group in match.groups()))
    return f"生成网站时 MkDocs 提示：{' '.join(message.split())}，请照提示检查。"


def broken_page(message: str) -> str | None:
    """The page (below docs/) that an error message of MkDocs blames, if it blames one."""
    match = _BROKEN_PAGE.match(message)
    return match[1] if match else None


def reason(error: BaseException, overrides: Path | None = None) -> str:
    """What went wrong, as a part of a sentence, without a traceback."""
    if isinstance(error, jinja2.TemplateSyntaxError):
        name = error.filename or error.name or "?"
        if overrides is not None and Path(name).is_relative_to(overrides):
            name = f"overrides/{Path(name).relative_to(overrides).as_posix()}"
        return f"模板 {name} 第{error.lineno}行写法有误：{error.message}"
    if isinstance(error, jinja2.TemplateNotFound):
        match = _MISSING.search(error.message or "")
        return f"模板 {match[1] if match else error.name} 不存在"
    if isinstance(error, UnicodeDecodeError):
        return f"不是 UTF-8 编码，第{error.start + 1}个字节起读不出来"
    if isinstance(error, OSError) and error.filename:
        return f"{Path(error.filename).name}：{why(error)}"
    words = " ".join(str(error).split()).removeprefix("MkDocs encountered an error parsing the configuration file: ")
    if match := _LINE.search(words):
        return f"第{match[1]}行写法有误（请检查缩进、冒号后的空格和成对的引号、括号）"
    if isinstance(error, ConfigurationError):
        return words
    return f"{type(error).__name__}：{words}" if words else type(error).__name__
