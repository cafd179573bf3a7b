"""A knowledge base written by hand, without the pipeline: what tests/test_check.py breaks, one promise at a time."""

from __future__ import annotations

import base64
import hashlib
import json
from pathlib import Path

BANNER, FOOTER = "本文来自某某网，请勿转载", "更多材料请关注公众号党建材料库"
SOURCE = f"{BANNER}\n加强党建，助力振兴。\n我县共有**个村，集体经\n济收入增长2023%。\n{FOOTER}\n"
SPEECH, TERM, OLD = "s00000001", "t00000001", "t00000002"
SCRIPT = 'document.documentElement.className="js"'


SETTINGS = """site_name: 试
theme: {name: material, language: zh, font: false, custom_dir: overrides}
use_directory_urls: false
plugins: []
validation: {links: {anchors: warn}}
"""


def _span(quote: str) -> dict[str, object]:
    start = SOURCE.index(quote)
    return {"start": start, "end": start + len(quote), "quote": quote}


NOISE = [_span(BANNER) | {"kind": "banner"}, _span(FOOTER) | {"kind": "footer"}]
SENTENCES = [_span("加强党建，助力振兴。"), _span("我县共有**个村，集体经\n济收入增长2023%。")]
TEXTS = ["加强党建，助力振兴。", "我县共有**个村，集体经济收入增长2023%。"]
EVIDENCE = SENTENCES[1] | {"speech": SPEECH, "text": TEXTS[1], "anchor": "a2"}
DATA = {
    "speech": {
        "id": SPEECH, "file": "sources/a.txt", "format": "txt", "encoding": "utf-8", "title": "讲话",
        "sha256": hashlib.sha256(SOURCE.encode()).hexdigest(),
        "sentences": [{"anchor": f"a{n}", "start": s["start"], "end": s["end"]} for n, s in enumerate(SENTENCES, 1)],
        "noise": NOISE,
        "redactions": [_span("**") | {"kind": "number"}],
        "flags": [_span("2023%") | {"kind": "impossible-figure", "note": "年份", "suggestion": None}],
    },
    "figures": [
        {"id": "f00000001", "label": "村", "value": None, "max": None, "status": "redacted", "evidence": EVIDENCE},
        {"id": "f00000002", "label": "收入", "value": None, "max": None, "status": "damaged", "evidence": EVIDENCE},
    ],
    "terms": [{"id": TERM, "name": "党建", "mentions": [EVIDENCE]}],
}  # fmt: skip
LEDGER = (
    "id\tkind\tkey\tfirst\tnow\tcontent\n"
    f"{SPEECH}\tspeech\ta.txt#0\t2026-01-01\t\t{hashlib.sha256(SOURCE.encode()).hexdigest()[:16]}\n"
    f"{TERM}\tterm\t党建\t2026-01-01\t\t\n{OLD}\tterm\t党的建设\t2026-01-01\t={TERM}\t\n"
)
_HASH = base64.b64encode(hashlib.sha256(SCRIPT.encode()).digest()).decode()
POLICY = f"default-src 'self'; script-src 'self' 'sha256-{_HASH}'; style-src 'self'; connect-src 'none'"
BODIES = {
    "index.html": '<p><a href="terms/t00000001.html#top">术语</a></p>',
    f"speeches/{SPEECH}.html": (
        f'<h1 class="t"><span id="a1" class="cj-s">{TEXTS[0]}</span></h1><p><span id="a2" class="cj-s">我县共有'
        '<span class="cj-r" title="原文已隐去">**</span>个村，集体经济收入增长<span class="cj-f">2023%</span>'
        f'。</span></p><details class="cj-noise"><summary>剔除的内容</summary><p>{BANNER}</p><p>{FOOTER}</p></details>'
    ),
    f"terms/{TERM}.html": (
        f'<p><span class="cj-q">{TEXTS[1]}</span><a class="cj-at" href="../speeches/{SPEECH}.html#a2">原文</a>'
        '<img src="../x.png" alt=""></p>'
    ),
    f"terms/{OLD}.html": f'<meta http-equiv="refresh" content="0; url={TERM}.html"><a href="{TERM}.html">转到</a>',
}


def html(path: str, body: str) -> str:
    """A page around the body, with the policy."""
    up = "../" * path.count("/")
    return (
        '<!doctype html><html><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        f'<link rel="stylesheet" href="{up}style.css"><script>{SCRIPT}</script></head><body>{body}</body></html>'
    )


def sealed(body: str) -> str:
    """A generated Markdown page."""
    rest = f"title: x\n---\n\n{body}\n"
    seal = hashlib.sha256(("---\n" + rest).encode()).hexdigest()[:16]
    return f"---\ncunjian: {seal}\n{rest}"


def put(root: Path, name: str, text: str) -> Path:
    """Write a file and the folders above it."""
    file = root / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode())
    return file


def knowledge_base(root: Path) -> Path:
    """One speech with its term, published whole."""
    put(root, "sources/a.txt", SOURCE)
    put(root, "curation/ids.tsv", LEDGER)
    index = [
        {"id": SPEECH, "kind": "speech", "file": "sources/a.txt", "name": "讲话"},
        {"id": TERM, "kind": "term", "name": "党建"},
    ]
    for folder in ("docs", "site"):
        put(root, f"{folder}/data/texts/{SPEECH}.txt", SOURCE)
        put(root, f"{folder}/data/speeches/{SPEECH}.json", json.dumps(DATA, ensure_ascii=False, indent=1))
        put(root, f"{folder}/data/index.json", json.dumps(index, ensure_ascii=False, indent=1))
    for path, body in BODIES.items():
        put(root, f"site/{path}", html(path, body))
        put(root, f"docs/{path[:-5]}.md", sealed(body))
    put(root, "site/style.css", ".t{background:url(x.png)}")
    put(root, "site/x.png", "")
    return root
