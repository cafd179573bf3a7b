"""What changed between two bundles, as text and as one page to hand out with the new one: 本期更新."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from cunjian.ship.diff import KINDS, Change, Side

_WHAT = {"new": "新增", "changed": "有改动", "gone": "撤下或并入"}
_STYLE = (
    "body{margin:0 auto;max-width:46rem;padding:1.5rem 1rem 3rem;line-height:1.7;color:#1b1b1b;background:#fff;"
    'font-family:"Noto Sans CJK SC","Microsoft YaHei","PingFang SC","Heiti SC",sans-serif}'
    "h1{font-size:1.6rem;border-bottom:2px solid #8b1a1a;padding-bottom:.4rem}h2{font-size:1.2rem;margin-top:2rem;color:#8b1a1a}"
    "h3{font-size:1rem;margin:1rem 0 .2rem}table{border-collapse:collapse;width:100%}"
    "td,th{border-bottom:1px solid #ddd;padding:.3rem .5rem;text-align:left;vertical-align:top}"
    "code{font-family:Consolas,Menlo,monospace;white-space:nowrap}small{color:#555}"
    "@media(prefers-color-scheme:dark){body{color:#e6e6e6;background:#1c1c1e}h1{border-color:#d88}h2{color:#e9a3a3}"
    "td,th{border-color:#444}small{color:#aaa}}@media print{body{max-width:none}}"
)


def lines(old: Side, new: Side, changes: Sequence[Change]) -> Iterator[str]:
    """For the terminal: a count, then one line a page."""
    yield f"{old.label} → {new.label}：{_counts(changes)}"
    for change in changes:
        note = f"（{change.note}）" if change.note else ""
        yield f"{_WHAT[change.what]}\t{KINDS[change.id[:1]]}\t{change.id or change.path}\t{change.title}{note}"


def page(old: Side, new: Side, changes: Sequence[Change]) -> str:
    """One HTML file with everything inside; nothing in it depends on the day it is made."""
    title = f"本期更新：{new.part}" if new.part else "本期更新"
    body = [f"<h1>{escape(title)}</h1>", f"<p>{escape(_told(old, new))}</p>", f"<p>{_counts(changes)}。</p>"]
    for what, heading in _WHAT.items():
        found = [c for c in changes if c.what == what]
        if found:
            body.append(f"<h2>{heading}（{len(found)}）</h2>")
            body += _tables(found)
    if not changes:
        body.append("<p>两者的页面内容相同。</p>")
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    return (
        f'<!doctype html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{escape(title)}</title>\n'
        f"<style>{_STYLE}</style>\n</head>\n<body>\n" + "\n".join(body) + "\n</body>\n</html>\n"
    )


def _told(old: Side, new: Side) -> str:
    def side(one: Side) -> str:
        return f"{one.label}" + (f"（条目截至 {one.until}）" if one.until else "")

    return (f"从 {side(old)} 到 {side(new)}，页面内容有这些变化。页码长期不变：在解压的文件夹里，按下面的路径就能找到那一页。")  # fmt: skip


def _counts(changes: Sequence[Change]) -> str:
    return "，".join(f"{label} {sum(c.what == what for c in changes)} 页" for what, label in _WHAT.items())


def _tables(changes: Sequence[Change]) -> Iterator[str]:
    for kind, label in KINDS.items():
        found = [c for c in changes if c.id[:1] == kind]
        if not found:
            continue
        rows = "".join(
            f"<tr><td>{escape(c.title)}{f'<br><small>{escape(c.note)}</small>' if c.note else ''}</td>"
            f"<td>{f'<code>{c.id}</code><br>' if c.id else ''}<small>{escape(c.path)}</small></td></tr>"
            for c in found
        )
        yield f'<h3>{label}（{len(found)}）</h3>\n<table><tr><th scope="col">标题</th><th scope="col">页码与路径</th></tr>{rows}</table>'
