"""Beside the rooms: a fresh knowledge base, with a word on what to drop in where (architecture: "Commands")."""

from __future__ import annotations

from pathlib import Path

from cunjian.errors import CannotRun, why

SOURCES = """\
# 把讲话稿放进这个文件夹

- 一篇讲话一个文件，也可以分文件夹存放；文件名随意，改名不影响已发布的网址。
- 不必先转换：能读 .txt、.docx、.pdf、.html、.htm、.mhtml、.mht、.doc、.wps、.rtf。扫描的 PDF 请先做文字识别；
  .doc、.wps、.rtf 要靠本机的 LibreOffice，没装时请用 Word、WPS 另存为 .docx。
- 原文是什么样就放什么样：水印、页码、广告会自动认出，单独列在页尾；隐去的姓名和数字（***、××）原样保留，不要补。
- 放好后在上一级文件夹运行 `cunjian build`，再打开 site/index.html。

这份说明（README.md）不会被当成讲话稿。
"""

CORRECTIONS = """\
# 编辑的决定：每条先写页面编号（页面地址里的九位代码），再写要改什么。
# 运行 cunjian build 后，review/report.html 会给出可以直接粘贴到这里的行。
# 去掉行首的 # 并换成真实编号即可生效，例如：
#
# - page: t4k9x2m0c
#   rename: 三单管理            # 改名
# - page: t0000000a
#   merge_into: t4k9x2m0c       # 并入另一个词条，原地址自动跳转
# - page: t0000000b
#   not_a: term                 # 不是术语（村页写 village）
# - page: p0000000c
#   category: 乡村治理          # 做法换分类
# - page: v0000000d
#   alias: [石桥行政村]         # 增加别名
# - page: t4k9x2m0c
#   definition: 用三张清单管理村干部履职的办法。
#   citation: 县委组织部〔2024〕3 号文件
# - page: s0000000e
#   speaker: 县委组织部部长     # 还可写 date、place、publisher、note
# - page: s0000000f
#   withhold: true              # 不公开这篇讲话；词条写 hide: true
"""

COURSES = """\
# 怎样写一门课

一门课一个文件，放在这个文件夹里，扩展名 `.md`，用任何文本编辑器写都行。运行 `cunjian build`，网站上就有了这门课；
运行 `cunjian course 文件名`，就有了讲义（Word）、幻灯片、单个网页和学习平台课件。

```
---
title: 课名
audience: 给谁上
minutes: 90
goals:
  - 学完能做什么
---

# 第一课 题目

正文随便写。要引一页，写它的页码，单独占一行就列成卡片，写在句子里就是链接：

[[t4k9x2m0c]]
[[t4k9x2m0c|用自己的话称呼它]]

要引一句话，写页码和句子的地址（点句旁的标记，浏览器地址栏最后一段就是）：

[[s4k9x2m0c#j1234567]]

## 讨论题

1. 以“讨论”“思考”开头的标题，下面是讨论题。
```

- 最高一级标题是课，其余是小标题。第一课之前的话是课程说明。
- 文件名用小写字母、数字和连字符的，就是网址（`courses/文件名.html`）；用中文的，网址是一个九位代码。
- 旁边的 `.lock` 文件记着引用时的原文和网址，请一起保存，改文件名时一起改。原文以后有改动，运行时会告诉您，
  并在 `review/courses.html` 里左右对照。
- 这份说明（README.md）不会被当成课程。
"""

IGNORED = """\
site/
site.new/
site.old/
review/
handouts/
.cunjian/
*.zip
"""

FILES = {
    "sources/README.md": SOURCES,
    "courses/README.md": COURSES,
    "curation/corrections.yml": CORRECTIONS,
    ".gitignore": IGNORED,
}
"""Path in the new knowledge base -> its text."""


def new(folder: Path) -> None:
    """Make a knowledge base in a folder that is empty or not there yet; raises CannotRun otherwise."""
    try:
        if folder.is_dir() and any(folder.iterdir()):
            raise CannotRun(f"{folder} 里已经有文件，没有改动。请换一个空文件夹，或一个还不存在的名字。")
        for path, text in FILES.items():
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8", newline="\n")
    except OSError as error:
        raise CannotRun(f"{folder} 不能建成知识库（{why(error)}）。请换一个可以写入的位置。") from error
