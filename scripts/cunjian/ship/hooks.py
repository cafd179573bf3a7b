"""What MkDocs calls while it builds: every page forbids itself the network, and carries what it takes to cite it
(architecture: "ship", named in mkdocs.yml).

MkDocs loads this file by its path, so a plain ``mkdocs build`` keeps the promises too.
"""

from __future__ import annotations

import base64
import hashlib
import re
from copy import copy
from pathlib import Path
from typing import Any

from cunjian.ship import chrome, hant, machines, scripts, styles

_SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.DOTALL | re.IGNORECASE)
_CHARSET = re.compile(r"<meta charset=[^>]*>", re.IGNORECASE)
_LAST_CHANGED = re.compile(rb"\s*<lastmod>[^<]*</lastmod>")
_POLICY = (
    "default-src 'none'; script-src {scripts}; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'none'; base-uri 'self'; form-action 'none'"
)

_FOLDERS = ("practices", "villages", "terms", "speeches", "courses")  # an index and a page an entry

_serving = False
_whole: dict[str, str] = {}  # path and text of what was joined


def on_startup(*, command: str, **_: Any) -> None:
    """``mkdocs serve`` puts a script of its own into pages, which the policy would stop."""
    global _serving
    _serving = command == "serve"


def on_config(config: Any) -> Any:
    """No door leads to an index of nothing; the style sheets become one, and so do the scripts of the search."""
    config.nav = [door for door in config.nav or () if not _empty(door, Path(config.docs_dir))] or None
    folders = [Path(config.docs_dir), *map(Path, config.theme.dirs)]
    config.extra_css, _whole[styles.WHOLE] = styles.joined(list(config.extra_css), folders)
    _whole[styles.SEARCH] = styles.engine(folders)
    return config


def _empty(door: Any, docs: Path) -> bool:
    """Whether a door of the navigation leads to an index beside which no page stands."""
    target = next(iter(door.values()), None) if isinstance(door, dict) else door
    folder, _, name = str(target).partition("/")
    return folder in _FOLDERS and name == "index.md" and all(p.name == name for p in (docs / folder).glob("*.md"))


def on_env(env: Any, **_: Any) -> Any:
    """The lines of templates that only steer leave none in the page."""
    env.trim_blocks = env.lstrip_blocks = True
    return env


def on_page_context(context: dict[str, Any], *, page: Any, config: Any, **_: Any) -> dict[str, Any]:
    """Reference, address and QR code for the templates; the scripts that the page has a use for."""
    context["cj"] = chrome.of(page, config)
    context["config"] = own = copy(config)
    own.extra_javascript = scripts.used(config.extra_javascript, page.file.src_uri, page.content or "")
    return context


def on_post_page(output: str, **_: Any) -> str:
    """A page with its policy."""
    return output if _serving else with_policy(output)


def on_post_template(output: str, *, template_name: str, **_: Any) -> str:
    """404.html is a page as well."""
    return with_policy(output) if template_name.endswith(".html") and not _serving else output


def on_post_build(*, config: Any) -> None:
    """The site map must not depend on the day; a site with an address has a feed and tells how it is searched."""
    site = Path(config.site_dir)
    for path, text in _whole.items():
        if text:
            (site / path).parent.mkdir(parents=True, exist_ok=True)
            (site / path).write_bytes(text.encode())
    hant.write_table(site)
    if config.site_url:
        machines.write_feed(Path(config.docs_dir), site, config.site_name, config.site_url)
        machines.write_search(site, config.site_name, config.site_url)
    (site / "sitemap.xml.gz").unlink(missing_ok=True)
    sitemap = site / "sitemap.xml"
    if sitemap.is_file():
        sitemap.write_bytes(_LAST_CHANGED.sub(b"", sitemap.read_bytes()))


def with_policy(html: str) -> str:
    """The policy right behind the charset, with the hash of every inline script of the page."""
    codes = [code for given, code in _SCRIPT.findall(html) if " src=" not in given and "application/" not in given]
    hashes = sorted({_hash(code) for code in codes})
    policy = _POLICY.format(scripts=" ".join(["'self'", *hashes]))
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    return _CHARSET.sub(lambda found: found.group() + meta, html, count=1)


def _hash(code: str) -> str:
    digest = hashlib.sha256(code.replace("\r\n", "\n").encode("utf-8", "surrogatepass")).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
