"""What every page carries and docs/ does not: reference, permanent address, QR code (architecture: "ship").

``hooks.py`` asks for it page by page; templates in overrides/ show it as ``cj``.  All of it depends on the page's own
front matter and on mkdocs.yml, on nothing else.
"""

from __future__ import annotations

import html
import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urljoin

from cunjian.ship import linked, qr
from cunjian.ship.reference import marked, plain

_KINDS = {"speeches": "讲话稿", "practices": "做法", "villages": "案例村", "terms": "术语"}


def of(page: Any, config: Any) -> dict[str, Any]:
    """The facts of one page for the templates."""
    site, root = str(config.site_name), str(config.site_url or "")
    facts = _facts(page.meta.get("cite")) or {"title": html.unescape(str(page.title or site))}
    address = urljoin(root, page.url) if root else ""
    said = {id: _facts(given) for id, given in _mapping(page.meta.get("said")).items()}
    client = {
        "code": facts.get("code"),
        "address": address,
        "path": page.file.dest_uri,
        "own": marked(facts, site, address),
        "pages": facts.get("pages"),
        "said": {id: _quoted(id, given, site, root) for id, given in said.items() if given},
    }
    return {
        "code": facts.get("code"),
        "kind": _KINDS.get(page.file.src_uri.partition("/")[0]) if facts.get("code") else None,
        "address": address,
        "path": page.file.dest_uri,
        "reference": (reference := plain(facts, site, address)),
        "linked": linked.data(facts, site, root, address, reference),
        "qr": qr.svg(address, "本页地址的二维码") if address else "",
        "client": json.dumps(client, ensure_ascii=False, sort_keys=True, separators=(",", ":")).replace("<", "\\u003c"),
    }


def _quoted(id: str, facts: dict[str, Any], site: str, root: str) -> dict[str, str]:
    """A speech that the page quotes: its address and reference."""
    address = urljoin(root, f"speeches/{id}.html") if root else ""
    return {"address": address, "text": marked({**facts, "code": id}, site, address)}


def _facts(given: object) -> dict[str, Any]:
    """Facts as render writes them; what a person put there instead is no fact."""
    facts = dict(_mapping(given))
    return facts if isinstance(facts.get("title"), str) else {}


def _mapping(given: object) -> Mapping[str, Any]:
    return given if isinstance(given, Mapping) else {}
