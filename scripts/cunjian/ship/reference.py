"""References in the form of GB/T 7714-2025, numeric order, from the facts in a page's front matter.

An online page is [EB/OL]; a copy that has no address of its own is [Z] and names the page's code instead.  A meeting
or a containing work stands behind ``//``.  What the speech does not tell is left out, and so is what only the moment
of citing tells: page or paragraph, day of access, anchor.  ``marked`` says where the client has to put these.
"""

from __future__ import annotations

from collections.abc import Mapping

AT, DAY, PART = "\ue001", "\ue002", "\ue003"
"""Places for the page or paragraph, the day of access in its brackets, and ``#`` with the anchor."""


def plain(facts: Mapping[str, object], site: str, address: str) -> str:
    """The reference as it can be printed; ``address`` is absolute, or empty where the site has none.

    >>> plain({"by": "某书记", "title": "题", "of": "会", "date": "2024-03"}, "村鉴", "https://example.org/s1.html")
    '某书记. 题[EB/OL]//会. （2024-03）. https://example.org/s1.html.'
    >>> plain({"title": "题", "code": "s1"}, "村鉴", "")
    '题[Z]. 村鉴：s1.'
    """
    return _reference(facts, site, address, "", "", "")


def marked(facts: Mapping[str, object], site: str, address: str) -> str:
    """The reference with its three places; ``，`` before the first goes with it."""
    return _reference(facts, site, address, AT, DAY, PART)


def _reference(facts: Mapping[str, object], site: str, address: str, at: str, day: str, part: str) -> str:
    by, title, of, date = (str(facts.get(name) or "") for name in ("by", "title", "of", "date"))
    container = of or ("" if by or date or not address or title == site else site)
    work = f"{title}[{'EB/OL' if address else 'Z'}]" + (f"//{container}" if container else "")
    if address:
        parts = [by, work, at + (f"（{date}）" if date else "") + day, address + part]
    else:
        place = f"{site}：{facts['code']}{part}" if facts.get("code") else site
        parts = [by, work, date, place + (f"，{at}" if at else "")]
    return ". ".join(filter(None, parts)) + "."
