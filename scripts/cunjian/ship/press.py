"""One page after another, from its source to its file in the site, by MkDocs' own functions (architecture: "ship")."""

from __future__ import annotations

import errno
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cunjian.ship.messages import broken_page, reason, sentence
from cunjian.ship.trace import Done, digest

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files

STAND_IN = "# 这一页没有做成\n\n这一页的原稿有误，没有做成网页。请在知识库里改正后重新生成。\n"
DISK = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EROFS))
_MOST_BROKEN = 20
NONE = "\0"  # between names: stands in none


class Hopeless(Exception):
    """The fault lies outside the pages: why, what MkDocs said, and the disk's error number if it was the disk."""

    def __init__(self, why: str, messages: Sequence[str] = (), number: int = 0) -> None:
        super().__init__(why, tuple(messages), number)
        self.why, self.messages, self.number = why, tuple(messages), number


@dataclass(slots=True)
class Heard:
    """What is said while building: by MkDocs in English, by our guard in Chinese."""

    messages: list[str]
    front: list[str] = field(default_factory=list)

    def take(self) -> tuple[str, ...]:
        """What was said since the last time, as sentences."""
        said = (*self.front, *(sentence(m) for m in self.messages if broken_page(m) is None))
        self.messages.clear()
        self.front.clear()
        return said


class Press:
    """Reads and writes pages, one at a time, and notes what each looked up."""

    def __init__(self, config: MkDocsConfig, files: Files, nav: Any, heard: Heard, overrides: Path | None) -> None:
        self.config, self.files, self.nav, self.heard, self.overrides = config, files, nav, heard, overrides
        self.env: Any = None
        self.shown = list(files.documentation_pages())
        self.kept: list[File] = []  # whose pages others may look at
        self.broken: dict[str, str] = {}
        self._read: dict[str, Done] = {}
        self._found: dict[str, bool] = {}
        self._uris = files.src_uris
        self._ask = files.get_file_from_path
        files.get_file_from_path = self._look_up  # type: ignore[method-assign]

    def _look_up(self, path: str) -> File | None:
        found = self._uris.get(path) or self._ask(path)
        self._found[found.src_uri if found else path] = found is not None
        return found

    def read(self, file: File) -> None:
        """Source and Markdown of a page; a stand-in's where it cannot be read."""
        from mkdocs.commands.build import _populate_page

        self._found = {}
        source, page = "", file.page
        assert page is not None
        try:
            source = digest(file.content_bytes)
            _populate_page(page, self.config, self.files)
        except Exception as error:  # hooks and extensions can raise anything
            self._stand_in(file, error)
            _populate_page(page, self.config, self.files)
        links = [NONE.join((to.src_uri, anchor, link)) for to, found in (page.links_to_anchors or {}).items()
                 for anchor, link in found.items()]  # fmt: skip
        targets = [name for name, found in self._found.items() if found]
        self._read[file.src_uri] = Done(
            source, " ".join(sorted(page.present_anchor_ids or ())), (NONE * 2).join(links), NONE.join(targets),
            all(self._found.values()), self.heard.take(),
        )  # fmt: skip

    def page(self, file: File) -> Done:
        """A page from its source to its file in the site."""
        from mkdocs.commands.build import _build_page

        page: Any = file.page
        try:
            if file.src_uri not in self._read:
                self.read(file)
            try:
                _build_page(page, self.config, self.shown, self.nav, self.env)
            except Exception as error:  # so can templates
                self._stand_in(file, error)
                title = page.title
                self.read(file)
                page.title = title  # other pages may have shown it already
                _build_page(page, self.config, self.shown, self.nav, self.env)
        except Exception as error:  # not even the stand-in
            number = error.errno or 0 if isinstance(error, OSError) and error.errno in DISK else 0
            raise Hopeless(reason(error, self.overrides), self.heard.messages, number) from error
        done = self._read.pop(file.src_uri)
        done.said += self.heard.take()
        done.broken = self.broken.get(file.src_uri, "")
        if file not in self.kept:  # a worker holds one page at a time
            file.page = None
        return done

    def pages(self, names: Sequence[str]) -> list[File]:
        """Pages that nobody has asked for yet."""
        from mkdocs.structure.pages import Page

        found = [file for name in names if (file := self._ask(name))]
        for file in found:
            if file.page is None:
                Page(None, file, self.config)
        return found

    def source(self, name: str) -> str:
        """The source of a page, whether anybody has asked for it or not."""
        return Path(self.config.docs_dir, name).read_bytes().decode("utf-8", "replace")

    def proof(self, path: str, text: str, folder: Path) -> tuple[str, bytes]:
        """Address and HTML of a page of docs/ with this source, made in an empty folder."""
        from mkdocs.structure.files import File
        from mkdocs.structure.pages import Page

        file = File(path, None, str(folder), self.config.use_directory_urls)
        file.content_string = text
        file.page = Page(None, file, self.config)
        self.page(file)
        return file.url, Path(file.abs_dest_path).read_bytes()

    def _stand_in(self, file: File, error: Exception) -> None:
        if file.src_uri in self.broken or len(self.broken) >= _MOST_BROKEN or getattr(error, "errno", 0) in DISK:
            raise error
        self.broken[file.src_uri] = reason(error, self.overrides)
        self.heard.take()  # what it said before it failed
        file.content_string = STAND_IN
