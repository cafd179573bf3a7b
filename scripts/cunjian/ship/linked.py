"""What a page is, in the words of schema.org for those who collect such data: JSON-LD in the head of a page that has an
address (architecture: "ship").

Only facts of the page's front matter.  Whoever spoke is told as the text to credit, because a speech often names an
office and no person.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

_TYPES = {"s": "CreativeWork", "p": "CreativeWork", "v": "Place", "t": "DefinedTerm"}


def data(facts: Mapping[str, Any], site: str, root: str, address: str, reference: str) -> str:
    """The content of the script element; nothing for a page that is no entry."""
    code = str(facts.get("code") or "")
    if not address or code[:1] not in _TYPES:
        return ""
    told: dict[str, Any] = {"@context": "https://schema.org", "@type": _TYPES[code[0]], "@id": address, "url": address,
                            "name": facts["title"], "identifier": code}  # fmt: skip
    whole = {"@type": "WebSite", "name": site, "url": root}
    if code[0] == "t":
        told |= {"termCode": code, "inDefinedTermSet": {"@type": "DefinedTermSet", "name": site, "url": root}}
    elif code[0] != "v":
        of = {"@type": "CreativeWork", "name": facts["of"]} if code[0] == "p" and facts.get("of") else None
        told |= {"inLanguage": "zh-CN", "creditText": reference, "isPartOf": [of, whole] if of else whole}
        if facts.get("date"):
            told["dateCreated"] = str(facts["date"])
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":")).replace("<", "\\u003c")
