"""The files of docs/ as far as somebody asks for them: MkDocs makes an object of every file first, which in a run that
builds three pages of ten thousand is most of the work (architecture: "ship")."""

from __future__ import annotations

import posixpath
from collections.abc import Container
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.structure.files import File, Files, set_exclusions

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


class Found(Files):
    """Looks in ``names`` for a file that nobody has asked for yet; without those, on the disk, and every page is taken to
    stand or to be about to."""

    def __init__(self, config: MkDocsConfig, names: Container[str] | None = None) -> None:
        super().__init__(())
        self._config, self._names = config, names

    def get_file_from_path(self, path: str) -> File | None:
        """The file, made on the first time."""
        known = super().get_file_from_path(path)
        if known is not None or not self._stands(path):
            return known
        docs, site = self._config.docs_dir, self._config.site_dir
        file = File(path, docs, site, self._config.use_directory_urls)
        set_exclusions([file], self._config)
        self.append(file)
        return file

    def _stands(self, path: str) -> bool:
        if self._names is not None:
            return path in self._names
        inside = posixpath.normpath(path) == path and not path.startswith(("/", "../"))
        return inside and (path.endswith(".md") or Path(self._config.docs_dir, path).is_file())
