"""A bundle as it lies there, as a zip or unpacked, read with a stranger's caution (architecture: "Bundles by part").

Names are looked at before anything is opened, sizes before anything is unpacked, and nothing is written to disk.
"""

from __future__ import annotations

import re
import stat
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path, PurePosixPath
from typing import IO

from cunjian.errors import CannotRun
from cunjian.ship.bundle import SUMS

MAX_MEMBERS = 2_000_000
"""Most files of a bundle: ten thousand speeches give some 500,000."""
MAX_TOTAL = 32 * 1024**3
"""Most bytes that a bundle may unpack to."""
MAX_RATIO = 200
"""Our pages shrink to a tenth; a large file that shrinks to less than a two-hundredth is a bomb."""
_LARGE = 16 * 1024**2
_CHUNK = 1 << 20
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError)
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)


class Packed:
    """A bundle's files by their name below its top folder."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.problems: list[str] = []  # what is wrong with the container itself
        self.top = ""
        self._members: dict[str, zipfile.ZipInfo | Path] = {}
        self._zip: zipfile.ZipFile | None = None
        if path.is_dir():
            self._folder(path)
        elif path.is_file():
            self._archive(path)
        else:
            raise CannotRun(f"{path}：没有这个压缩包或文件夹，请检查路径。")

    def __enter__(self) -> Packed:
        return self

    def __exit__(self, *_: object) -> None:
        if self._zip:
            self._zip.close()

    @property
    def names(self) -> tuple[str, ...]:
        """Every file, sorted."""
        return tuple(sorted(self._members))

    def chunks(self, name: str) -> Iterator[bytes]:
        """The bytes of a file, a piece at a time; OSError when they cannot be read."""
        member = self._members[name]
        try:
            with self._open(member) as file:
                while chunk := file.read(_CHUNK):
                    yield chunk
        except _BROKEN as error:
            raise OSError(str(error)) from error

    def read(self, name: str, most: int = 256 * 1024**2) -> bytes:
        """A whole file up to a bound; OSError when there is none or it is larger."""
        if name not in self._members:
            raise OSError(f"no {name}")
        out = bytearray()
        for chunk in self.chunks(name):
            out += chunk
            if len(out) > most:
                raise OSError("too large")
        return bytes(out)

    def _open(self, member: zipfile.ZipInfo | Path) -> IO[bytes]:
        if isinstance(member, Path):
            return member.open("rb")
        assert self._zip
        return self._zip.open(member)

    # ------------------------------------------------------------------ a folder

    def _folder(self, path: Path) -> None:
        inner = [p for p in path.iterdir() if p.is_dir()]
        if not (path / SUMS).is_file() and len(inner) == 1 and (inner[0] / SUMS).is_file():
            path = inner[0]
        self.top = path.name
        for file in sorted(path.rglob("*")):
            if file.is_symlink():
                self.problems.append(f"{file.relative_to(path).as_posix()}：是指向别处的链接，本包里不该有，请删去。")
            elif file.is_file():
                self._members[file.relative_to(path).as_posix()] = file

    # ------------------------------------------------------------------ a zip

    def _archive(self, path: Path) -> None:
        try:
            self._zip = zipfile.ZipFile(path)
        except _BROKEN:
            self.problems.append(f"{path.name}：不是完好的压缩包（可能没有下载或拷贝完整），请重新取得。")
            return
        infos = self._zip.infolist()
        if len(infos) > MAX_MEMBERS:
            self.problems.append(f"{path.name}：里面有 {len(infos)} 个文件，超过上限 {MAX_MEMBERS} 个，没有核对，请勿解压。")
            return
        if sum(i.file_size for i in infos) > MAX_TOTAL or any(map(_bomb, infos)) or _overlap(infos):
            self.problems.append(f"{path.name}：解开后大得不正常，像压缩炸弹，没有核对，请勿解压。")
            return
        self._take(infos)

    def _take(self, infos: list[zipfile.ZipInfo]) -> None:
        """The members under one top folder; what must not be unpacked is a problem and no member."""
        sums = next((i.filename for i in infos if i.filename.endswith(f"/{SUMS}") and i.filename.count("/") == 1), "")
        self.top = sums.partition("/")[0]
        seen: set[str] = set()
        for info in infos:
            name = info.orig_filename  # zipfile itself cuts a name at a NUL
            shown = name.encode("unicode_escape").decode() if not name.isprintable() else name
            if why := _unfit(info):
                self.problems.append(f"{shown}：{why}，请勿解压。")
            elif name.lower() in seen:
                self.problems.append(f"{shown}：有两个同名的文件（或只差大小写），解压时会互相覆盖，请勿解压。")
            elif self.top and not name.startswith(f"{self.top}/"):
                self.problems.append(f"{shown}：在 {self.top} 文件夹以外，清单里没有它，是后来加进去的。")
            elif not info.is_dir():
                self._members[name.removeprefix(f"{self.top}/") if self.top else name] = info
            seen.add(name.lower())


def _bomb(info: zipfile.ZipInfo) -> bool:
    return info.file_size > _LARGE and info.file_size > MAX_RATIO * max(info.compress_size, 1)


def _overlap(infos: Iterable[zipfile.ZipInfo]) -> bool:
    """Whether two members share bytes of the archive: many files out of one kernel."""
    places = sorted((i.header_offset, i.header_offset + i.compress_size) for i in infos)
    return any(end > start for (_, end), (start, _) in pairwise(places))


def _unfit(info: zipfile.ZipInfo) -> str | None:
    """Why a member must not be unpacked at all."""
    name = info.orig_filename
    parts = PurePosixPath(name).parts
    if name.startswith("/") or "\\" in name or ":" in name or ".." in parts:
        return "路径会把文件写到解压的文件夹以外，正常的包里没有，可能是恶意文件"
    if not name.isprintable() or any(p.endswith((" ", ".")) or _DEVICE.fullmatch(p) for p in parts):
        return "文件名里有不能用的字符或名称，正常的包里没有"
    if stat.S_ISLNK(info.external_attr >> 16):
        return "是指向别处的链接，正常的包里没有，可能是恶意文件"
    if info.flag_bits & 0x1:
        return "设有密码，正常的包里没有"
    return None
