"""The table by which a page is shown in traditional characters, from OpenCC's data (architecture: "ship").

Signs one to one, and words in which OpenCC chooses another sign: those of pypinyin's dictionary and a few of this genre.
It is loaded when somebody asks for it.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

FILE = "assets/hant-table.js"
_GENRE = (
    "汇报 汇总 汇聚 依托 依托于 托管 托育 寄托 委托 重托 每周 一周 本周 周末 周一 周二 周三 周四 周五 周六 周日 公里 邻里 乡里 千里 故里 里程 "
    "分钟 钟点 签订 签约 签下 签字 签名 公布 发布 布置 注册 注重 制定 修订 农历 尽快 尽量 尽早 香烟 胡椒面 米面 面粉 面条 晒谷 稻谷 "
    "锤炼 淬炼 磨炼 锻炼 日志 标志 才能 人才 干部 干群 苦干 实干 后来 以后 前后 台账 平台 讲台 擂台 舞台 复查 恢复 复核 重复 "
    "示范 规范 模范 范围 征集 征求 征地 系统 联系 关系 体系 冲刺 冲锋 准备 准确 批准 标准 余名 余户 剩余 其余 只有 一只 几只 松树 轻松 "
    "种植 当作 借着 借助 凭借 上游 下游 旅游 肥皂 志愿 同志"
)
_LONGEST = 5  # mirrored in hant.js


def keep(old: Path, new: Path) -> None:
    """The table of the site before, made by the same program, for the one that is being built."""
    (new / FILE).parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(old / FILE, new / FILE)


def write_table(site: Path) -> None:
    """``site/assets/hant-table.js``, unless it is there: it depends on nothing but the program."""
    file = site / FILE
    if not file.is_file():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(table(), "utf-8", newline="\n")


def table() -> str:
    """A script that hands the table to the view."""
    from opencc import OpenCC
    from pypinyin.phrases_dict import phrases_dict  # a tenth of a second; most builds have the file already

    convert = OpenCC("s2tw").convert  # 為, 群: what most readers of traditional characters know
    every = [chr(code) for code in range(0x3400, 0xA000)]
    signs = {one: other for one, other in zip(every, convert("\n".join(every)).split("\n"), strict=True)
             if one != other and len(other) == 1 and _plain(other)}  # fmt: skip
    known = sorted({word for word in (*phrases_dict, *_GENRE.split()) if 1 < len(word) <= _LONGEST})
    words = {word: other for word, other in zip(known, convert("\n".join(known)).split("\n"), strict=True)
             if len(other) == len(word) and _plain(other) and other != "".join(signs.get(sign, sign) for sign in word)}  # fmt: skip
    given = ("".join(signs), "".join(signs.values()), words)
    return f"cunjianHant({', '.join(json.dumps(part, ensure_ascii=False, separators=(',', ':')) for part in given)});\n"


def _plain(text: str) -> bool:
    """Whether scripts count it as we do: a rare sign is two units there."""
    return max(text) <= "\uffff"
