"""site/ -> one zip that works from a USB stick (architecture: "ship", the last step).

The same site gives the same bytes (with the same zlib): fixed times and permissions, sorted names.  Nothing in the zip
depends on where or when it was made.
"""

from __future__ import annotations

import hashlib
import os
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from cunjian.errors import CannotRun
from cunjian.ship import machines

TOP = "cunjian"
LONGEST = 80  # characters of a path in the zip; Windows allows 260 with the folder that people unpack into
LEFT_OUT = frozenset({"404.html", "sitemap.xml", "sitemap.xml.gz", machines.FEED, machines.SEARCH})  # they hold only at the root of a server
UNUSED = "assets/javascripts/lunr/"  # languages of the theme's own search, which is switched off
SUMS, MANUAL = "SHA256SUMS.txt", "SHUOMING.txt"

HINT_STYLE = "assets/cj-unzip.css"
HINT = (
    '<p class="cj-unzip"><strong>请先解压：</strong>您正在压缩包里直接打开网页，页面显示不全、链接打不开。'
    "请关闭本页，在压缩包上点右键选“全部解压缩”，再打开解压出来的文件夹里的 index.html。</p>"
)
_BODY = re.compile(r"<body\b[^>]*>")
_HEAD_END = "</head>"
_DEVICE = re.compile(r"(?:^|/)(?:con|prn|aux|nul|com\d|lpt\d)(?:[./]|$)", re.IGNORECASE)

SHUOMING = """村鉴 离线版 使用说明

一、怎样打开
1. 先解压：在压缩包上点右键，选“全部解压缩”（或“解压到当前文件夹”）。不解压直接打开，页面会显示不全。
2. 打开解压出来的 {top} 文件夹，双击 index.html，用电脑上的浏览器（Edge、Chrome、Firefox、360 等）就能看。
3. 不用安装任何软件，不用联网；放在 U 盘、移动硬盘或单位共享文件夹里都能用。

二、怎样查找
1. 首页列出讲话稿、做法、案例村、术语各类目录，逐级点开即可。
2. 点“查找”，输入名称、别名或拼音首字母。
3. 每条摘录后面都有出处，点一下就到讲话稿里的那一句。

三、请留意
1. 文中的 *、×、XX 等是原文已经隐去的内容，本库照原样保留，不作猜测。
2. 标有提示的数字或字句，是原文可能有误之处，本库照原文显示，引用时请核对原件。
3. 每一页的文件名固定不变，可以放心引用、转发链接。
{part}
四、怎样确认文件完好（一般不需要）
1. SHA256SUMS.txt 是全部文件的校验值。在 {top} 文件夹里运行 sha256sum -c SHA256SUMS.txt，全部显示 OK 即为完好。
2. 装有村鉴的电脑上，也可以对没有解压的压缩包运行 cunjian bundle --verify {top}.zip，缺少、改动、多出的文件都会列出。
3. 压缩包旁边如有同名的 .minisig 文件，是发布者的签名；有发布者的公钥，可用 --key 或 minisign 程序核对是不是发布者所发。
"""
PART = """4. 本包只收“{name}”和所引的讲话稿全文、用到的术语，目录、查找和条数都只算本包；首页写明收了什么、截至何时、从哪里来。
5. 提到而没有收入的条目，只写名称和页码；凭页码可以向发布者查询，或在网上的完整版里找到。
"""


def bundle(root: Path, target: Path | None = None, *, top: str = TOP, part: str = "") -> Path:
    """Pack ``root/site`` into ``target`` (``root/cunjian.zip``); CannotRun when there is no site or a name does not travel.

    ``top`` is the folder that unpacking makes: one of its own for each part, so that two lie beside each other.
    ``part`` is what a part of a knowledge base is called.
    """
    site = root / "site"
    if not (site / "index.html").is_file():
        raise CannotRun("site/：还没有网站（缺 index.html），请先运行 cunjian build。")
    entries = dict(_entries(site))
    manual = SHUOMING.format(top=top, part=PART.format(name=part) if part else "")
    entries[MANUAL] = ("\ufeff" + manual).replace("\n", "\r\n").encode()
    _check_names(root, entries, top)
    sums = [f"{hashlib.sha256(_bytes(entries[name])).hexdigest()}  {name}\n" for name in sorted(entries)]
    entries[SUMS] = "".join(sums).encode()

    target = target or root / f"{TOP}.zip"
    beside = target.with_name(f"{target.name}.new")
    try:
        with zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
            for name in sorted(entries):
                info = zipfile.ZipInfo(f"{top}/{name}", (1980, 1, 1, 0, 0, 0))
                info.create_system = 3  # Unix, also when packed on Windows
                info.external_attr = 0o100644 << 16
                info.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(info, _bytes(entries[name]))
        os.replace(beside, target)
    except PermissionError as error:
        raise CannotRun(f"{target.name}：有别的程序正打开它，换不上新的，请关闭后重新打包。") from error
    finally:
        beside.unlink(missing_ok=True)
    return target


def _entries(site: Path) -> Iterator[tuple[str, Path | bytes]]:
    """Name below the top folder -> file, or content where the zip differs from the site; no maps for debuggers."""
    for file in site.rglob("*"):
        name = file.relative_to(site).as_posix()
        if file.is_file() and name not in LEFT_OUT and not name.startswith(UNUSED) and name != SUMS and file.suffix != ".map":
            yield name, file
    home = with_hint(machines.without_address((site / "index.html").read_text("utf-8")))
    yield "index.html", home.encode()
    yield HINT_STYLE, b".cj-unzip{display:none}\n"


def with_hint(home: str) -> str:
    """The home page with a line that shows only when its style sheets are missing: opened inside the zip."""
    style = f'<link rel="stylesheet" href="{HINT_STYLE}">'
    home = home.replace(_HEAD_END, style + _HEAD_END, 1)
    return _BODY.sub(lambda body: body[0] + HINT, home, count=1)


def _bytes(entry: Path | bytes) -> bytes:
    if isinstance(entry, bytes):
        return entry
    content = entry.read_bytes()
    return machines.without_address(content.decode("utf-8")).encode() if entry.suffix == ".html" else content


def _check_names(root: Path, entries: dict[str, Path | bytes], top: str) -> None:
    seen: dict[str, str] = {}
    bad: list[str] = []
    for name in sorted(entries):
        source = _source(root, name)
        if not re.fullmatch(r"[\w.\-+@/ ]+", name, re.ASCII) or re.search(r"[. ](/|$)", name):
            bad.append(f"{source}：文件名里有汉字或特殊符号，解压时会成乱码，请只用英文字母、数字和 - _ 命名")
        elif _DEVICE.search(name):
            bad.append(f"{source}：con、aux、nul、com1 这样的名称在 Windows 上不能用，请改名")
        elif len(f"{top}/{name}") > LONGEST:
            bad.append(f"{source}：路径超过 {LONGEST} 个字符，有的电脑解不开，请缩短文件名或少套几层文件夹")
        elif (twin := seen.setdefault(name.lower(), name)) != name:
            bad.append(f"{source}：与 {_source(root, twin)} 只差大小写，在 Windows 上会互相覆盖，请改名")
    if bad:
        raise CannotRun("；".join(bad[:10]) + ("；等等。" if len(bad) > 10 else "。"))


def _source(root: Path, name: str) -> str:
    """The file in docs/ that a file of the site comes from, as far as one stands there."""
    page = root / "docs" / Path(name).with_suffix(".md")
    return f"docs/{page.relative_to(root / 'docs').as_posix()}" if page.is_file() else f"docs/{name}"
