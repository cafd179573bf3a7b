"""Short definitions for links in running text: one shared script file, so that no page repeats them."""

from __future__ import annotations

import json

from cunjian.model import Term
from cunjian.render.view import View

_LONG = 80  # characters a tooltip shows


def script(view: View) -> tuple[str, str]:
    """Path below docs/ and text of the file."""
    told: dict[str, dict[str, str]] = {}
    for term in view.book.terms:
        short = _short(term)
        if short:
            told[term.id] = {"n": term.name, "d": short, "o": _origin(term)}
    for village in view.book.villages:
        facts = [village.place or "", *(h.name for h in village.honours[:2])]
        if any(facts):
            told[village.id] = {"n": village.name, "d": "，".join(f for f in facts if f), "o": "案例村"}
    body = ",\n".join(f"{json.dumps(id)}:{as_script(what)}" for id, what in sorted(told.items()))
    return "assets/terms.js", f"window.cunjianTerms={{\n{body}\n}};\n"


def _origin(term: Term) -> str:
    if term.definition:
        return "原文" if term.definition.origin == "source" else "参考"
    return "原文所列"


def _short(term: Term) -> str:
    if term.definition:
        text = term.definition.text
        return text if len(text) <= _LONG else text[: _LONG - 1] + "…"
    if term.items:
        return "、".join(item.text for item in term.items[0])[:_LONG]
    return ""


def as_script(value: object) -> str:
    """JSON that is safe inside a classic script, whatever it holds."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    text = text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
