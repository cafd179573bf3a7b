"""Signatures in minisign's format, by which a township tells our bundle from a tampered copy.

The signature lies beside the zip (``x.zip.minisig``), where the minisign program looks for it, too: one inside could not
cover the zip that holds it, and would leave whatever was added around it unsigned.  Its trusted comment names the file
and the day of its newest entry, not the day of signing, so that the same zip and key give the same signature.
"""

from __future__ import annotations

import getpass
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from cunjian.errors import CannotRun, why
from cunjian.ship.packed import Packed

if TYPE_CHECKING:
    from minisign import SecretKey

_MOST = 64 * 1024  # bytes of a key or a signature


def secret_key(path: Path) -> SecretKey:
    """The key, opened; asks for its passphrase without showing it."""
    from minisign import Error, SecretKey

    try:
        key = SecretKey.from_bytes(_content(path, "签名密钥"))
    except Error as error:
        raise CannotRun(f"{path}：不是 minisign 的签名密钥（私钥），请用 minisign -G 生成的 .key 文件。") from error
    if key.is_encrypted():
        try:
            key.decrypt(_passphrase())
        except Error as error:
            raise CannotRun(f"{path}：口令不对，没有签名，请重新运行。") from error
    return key


def _passphrase() -> str:
    """From the terminal, not echoed; from a pipe, its first line."""
    if sys.stdin is not None and sys.stdin.isatty():
        return getpass.getpass("签名密钥的口令（输入时不显示）：")
    line = sys.stdin.readline() if sys.stdin is not None else ""
    if not line:
        raise CannotRun("签名密钥设有口令，这里没有可以输入口令的终端；请在终端里运行，或把口令从标准输入传入。")
    return line.rstrip("\r\n")


def sign(target: Path, key: SecretKey) -> Path:
    """Write the signature beside ``target``."""
    comment = f"file:{_plain(target.name)}\tuntil:{_until(target)}\thashed"
    with target.open("rb") as file:
        signature = key.sign(file, prehash=True, trusted_comment=comment)
    beside = beside_of(target)
    beside.write_bytes(bytes(signature) + b"\n")
    return beside


def beside_of(target: Path) -> Path:
    """Where the signature of a file lies."""
    return target.with_name(f"{target.name}.minisig")


def _plain(name: str) -> str:
    return "".join(c if c.isascii() and c.isprintable() else "_" for c in name)


def _until(target: Path) -> str:
    """The day of the newest entry inside."""
    with Packed(target) as packed:
        try:
            return max(json.loads(packed.read("data/index.json"))["first_published"].values(), default="-")
        except (OSError, ValueError, KeyError, AttributeError, TypeError):
            return "-"


def check(target: Path, key: str) -> tuple[list[str], str]:
    """What is wrong with the signature beside ``target``, and what the signer noted; ``key``: a file, or its second line."""
    from minisign import Error, PublicKey, Signature, VerifyError

    path = Path(key)
    try:
        public = PublicKey.from_bytes(_content(path, "公钥")) if path.is_file() else PublicKey.from_base64(key.strip())
    except Error as error:
        raise CannotRun(f"{key}：不是 minisign 的公钥，请给出发布者的 .pub 文件，或其中以 RW 开头的那一行。") from error
    beside = beside_of(target)
    if not beside.is_file():
        return [f"{target.name}：旁边没有签名文件 {beside.name}，不能证明是发布者所发，请一并取得。"], ""
    try:
        signature = Signature.from_bytes(_content(beside, "签名"))
        with target.open("rb") as file:
            public.verify(file, signature)
    except VerifyError:
        return [f"{target.name}：签名不符，不是这个公钥的持有者所发，或已被改动，请勿使用。"], ""
    except Error:
        return [f"{beside.name}：签名文件已损坏，不能证明是发布者所发，请重新取得。"], ""
    return [], signature.trusted_comment


def _content(path: Path, what: str) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_MOST)
    except OSError as error:
        raise CannotRun(f"{path}：{what}打不开（{why(error)}），请检查路径和权限。") from error
