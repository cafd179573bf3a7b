"""The page 关于: how the knowledge base is made, what it promises, how to cite it, how to report an error."""

from __future__ import annotations

from cunjian.render.addresses import crumbs
from cunjian.render.page import Page
from cunjian.render.view import View

_PATH = "about.md"
_TEXT = """# 关于村鉴

村鉴把县、乡、村三级的党建讲话稿整理成一部可以查、可以引、可以离线使用的知识库，供基层干部借鉴做法，供党校教师备课，供出版单位编选。

## 怎样做成的 {: #how }

1. **读入**：把讲话稿原样读成文字，不改一个字。页面上和数据里的每个位置，都是这份文字里的位置。
2. **清理**：网站提示、页脚、付费标记等不属于讲话的内容单独列出，折叠在该篇页面末尾，别处一概不用。
3. **分节**：分出标题、段落和句子，每一句都有自己的地址。
4. **摘取**：由程序按公开的规则找出做法、案例村、术语、数字和荣誉，不用生成式模型，不写原文没有的话。
5. **归集**：把不同讲话中的同一个村、同一个术语归到一页，各说各的，注明出处；做法一节一条，从不合并。
6. **核对**：发布之前由程序（`cunjian check`）逐条核对下面的承诺，有一条不符就列出来。

程序会漏，也会认错。凡编者补充或改正过的地方，都注明是编者所为。

## 承诺 {: #promises }

- 每一处引文，都在原文所说的位置上。
- 讲话的每一句都在它的页面上，次序不变，文字不改。
- 原文隐去的内容（如 \\*\\*\\*、×、XX）保持隐去，不补、不猜。
- 原文有差错，照原样列出并加标记，不悄悄改正。
- 公布过的地址长期有效；条目合并、撤下后，原地址上留有说明。
- 同样的输入得到同样的结果，逐字节相同。
- 页面不向网络索取任何东西，断网可用，不收集读者信息。
- 人工写下的内容，程序不覆盖、不丢失。

## 怎样引用 {: #cite }

每一页都有页码，如 s1234abcd：字母表示种类（s 讲话稿、p 做法、v 案例村、t 术语），后面八位长期不变。引用一句话，请点句旁的标记，取带 `#` 的地址；引用一页，写明讲话人、标题、地方、日期和页码，例如：

> 县委书记，《……》，××县，2023 年，载村鉴，页码 s1234abcd。

页面上的“释义”标有“原文”的，出自讲话本身；标有“参考”的，出自所注明的法规或文件，引用时请以该法规、文件为准。

## 标记 {: #marks }

- <span class="cj-mark">实线</span>：术语；<span class="cj-mark cj-v">虚线</span>：案例村；<span class="cj-mark cj-x">点线</span>：数字。都是链接；在讲话稿页的“标记”一栏可以关掉，文字不变。
- <span class="cj-r" title="原文已隐去">\\*\\*\\*</span> 灰底：原文已隐去。
- <span class="cj-f" title="原文疑有差错">增长2023%</span> 波浪线：原文疑有差错，照原样保留，说明见该页“原文提示”。
- <bdi class="cj-u" data-u="200B">&#8203;</bdi> 小框：原文里看不见的字符，框中是它的编码。

谁和谁有关，见[关系图](map.md)。

## 发现差错 {: #errors }

请把页码、句子和您认为正确的依据告诉编者。编者在 `curation/corrections.yml` 中写下更正，重新生成即可；更正记在知识库的版本记录里，可以追溯。如果讲话稿涉及不宜公开的内容，也请告诉编者，编者可以撤下整篇。
"""  # noqa: E501


def page(view: View) -> Page:
    """docs/about.md; the pipeline leaves a handwritten one alone."""
    book = view.book
    counts = (f"{'本包' if book.cut else '本库'}现有讲话稿 {len(book.speeches)} 篇、做法 {len(book.practices)} 条、案例村 {len(book.villages)} 个、"
              f"术语 {len(book.terms)} 条、数字 {len(book.figures)} 个。")  # fmt: skip
    blocks = [crumbs(_PATH, ("关于", None)), _TEXT.strip(), counts]
    return Page(_PATH, "关于", "\n\n".join(blocks), {"hide": ["navigation"]})
