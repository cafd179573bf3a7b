"""review/courses.html: sentences that changed since a course cited them, then and now side by side; never published."""

from __future__ import annotations

import html
from collections.abc import Sequence
from difflib import SequenceMatcher

from cunjian.course.references import Change

REVIEW = "review/courses.html"
_STYLE = """body { font: 16px/1.8 sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; }
th, td { border: 1px solid #bbb; padding: .5rem .7rem; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
del { background: #fbdcdc; } ins { background: #d9f2dc; text-decoration: none; }"""


def compared(changes: Sequence[Change]) -> str:
    """The whole page."""
    rows = "\n".join(map(_row, changes))
    return f"""<!doctype html>
<html lang="zh-CN"><meta charset="utf-8"><title>课程引文对照</title>
<style>{_STYLE}</style>
<h1>课程引文对照</h1>
<p>以下句子在课程引用之后有改动，或已不在原文里。这一页只供备课人核对，不会发布。</p>
<table><thead><tr><th>引用时</th><th>现在</th></tr></thead><tbody>
{rows}
</tbody></table></html>
"""


def _row(change: Change) -> str:
    where = f'<tr><th colspan="2">{html.escape(change.where)} · {html.escape(change.code)}</th></tr>'
    if change.now is None:
        return f"{where}<tr><td>{html.escape(change.before)}</td><td>原文里已没有这一句，也没有相近的句子。</td></tr>"
    old, new = [], []
    for tag, a, b, c, d in SequenceMatcher(None, change.before, change.now, autojunk=False).get_opcodes():
        before, now = html.escape(change.before[a:b]), html.escape(change.now[c:d])
        old.append(before if tag == "equal" or not before else f"<del>{before}</del>")
        new.append(now if tag == "equal" or not now else f"<ins>{now}</ins>")
    accept = f"<p>认可现在的写法，请改成 <code>[[{html.escape(change.instead or '')}]]</code></p>"
    return f"{where}<tr><td>{''.join(old)}</td><td>{''.join(new)}{accept}</td></tr>"
