"""Reader for .doc, .wps and .rtf: through LibreOffice or antiword, where the machine has one.

The program runs on a copy in a folder of its own, with a profile that runs no macros and follows no links, and is
stopped when it takes too long.  What comes out is read like any .docx.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from cunjian import bounds
from cunjian.errors import Unreadable

_SECONDS = 120
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
</oor:items>
"""
ADVICE = (
    "这台电脑没有能读 .{suffix} 的程序。请安装 LibreOffice（https://zh-cn.libreoffice.org）后再运行，"
    "或用 Word、WPS 打开后另存为 .docx。"
)
FAILED = "转换没有成功，文件可能已损坏或设有密码。请用 Word 或 WPS 打开，另存为 .docx。"


def convert(content: bytes, suffix: str) -> tuple[str, bytes]:
    """(format, content) that another reader can read: docx by LibreOffice, txt by antiword."""
    office = next(filter(None, map(shutil.which, ("soffice", "libreoffice"))), None) or _installed()
    word = shutil.which("antiword") if suffix == "doc" else None
    if office is None and word is None:
        raise Unreadable(ADVICE.format(suffix=suffix))
    with tempfile.TemporaryDirectory(prefix="cunjian-", ignore_cleanup_errors=True) as folder:
        source = Path(folder) / f"source.{suffix}"
        source.write_bytes(content)
        if office is not None:
            return "docx", _by_office(office, source, Path(folder))
        out = _run([str(word), "-m", "UTF-8.txt", "-w", "0", str(source)], Path(folder))
        if not out.strip():
            raise Unreadable(FAILED)
        return "txt", out


def _installed() -> str | None:
    """Where installers put LibreOffice without telling the search path."""
    places = ("C:/Program Files/LibreOffice/program/soffice.exe", "C:/Program Files (x86)/LibreOffice/program/soffice.exe",
              "/Applications/LibreOffice.app/Contents/MacOS/soffice")  # fmt: skip
    return next((place for place in places if Path(place).is_file()), None)


def _by_office(office: str, source: Path, folder: Path) -> bytes:
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_PROFILE, "utf-8")
    out = folder / "out"
    _run(
        [office, "--headless", "--norestore", "--nolockcheck", "--nodefault", f"-env:UserInstallation={profile.as_uri()}",
         "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(out), str(source)],
        folder,
    )  # fmt: skip
    made = out / "source.docx"
    if not made.is_file() or made.stat().st_size > 4 * bounds.MAX_BYTES:
        raise Unreadable(FAILED)
    return made.read_bytes()


def _run(command: list[str], folder: Path) -> bytes:
    """What the program prints; it and all it started are ended when it takes too long."""
    own_group = sys.platform != "win32"
    with subprocess.Popen(
        command, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        start_new_session=own_group, env=os.environ | {"HOME": str(folder)},
    ) as process:  # fmt: skip
        try:
            return process.communicate(timeout=_SECONDS)[0]
        except subprocess.TimeoutExpired as error:
            with contextlib.suppress(OSError):
                if own_group:
                    os.killpg(process.pid, signal.SIGKILL)
                else:
                    process.kill()
            raise Unreadable(f"转换超过 {_SECONDS} 秒，已停止。{FAILED}") from error
