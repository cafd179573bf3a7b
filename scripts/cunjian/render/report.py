"""review/report.html: what an editor should look at, each with its place and the line for corrections.yml."""

from __future__ import annotations

from cunjian.render.view import View


def report(view: View, previous: str | None, problems: tuple[str, ...] = ()) -> str:
    return ""
