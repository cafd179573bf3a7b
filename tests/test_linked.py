"""Links of all speeches, packed: what was put in comes out, speech by speech."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cunjian.gather.linked import Links
from cunjian.model import Link, Span

LINK = st.tuples(st.integers(0, 2**31), st.integers(1, 50), st.sampled_from(["t1", "t2", "v1"]))


@given(st.dictionaries(st.text(min_size=1), st.lists(LINK)))
def test_links_come_out_as_they_went_in(told: dict[str, list[tuple[int, int, str]]]) -> None:
    links = Links()
    want = {speech: tuple(Link(Span(at, at + long), id) for at, long, id in rows) for speech, rows in told.items()}
    for speech, some in want.items():
        links.put(speech, ((x.span, x.id) for x in some))
    assert dict(links) == want
    assert links.get("nobody\0") == want.get("nobody\0")
