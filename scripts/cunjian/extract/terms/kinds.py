"""The kind of a term, from its form."""

from __future__ import annotations

import re
from functools import lru_cache

_KINDS = (
    ("brand", re.compile(r"\+|品牌$")),
    ("institution", re.compile(r"(?:[居村]委会|委员会|协会|商会|联合会|合作社|专班|工作室)$")),
    ("meeting", re.compile(r"(?:会|夜话|例会|三会一课|主题党日)$")),
    ("campaign", re.compile(r"(?:行动|活动|工程|计划|革命|比武|评选|创建)$")),
    ("institution", re.compile(r"(?:队|站|室|岗|超市|银行|驿站|之家|讲堂|课堂|学堂|食堂|中心|公司|车间|党委|党支部|党小组|工坊|厅|团|联盟|户|员|官|榜|区|基金)$")),
    ("method", re.compile(r"(?:法|制|制度|机制|模式|管理|清单|办法|方式|承诺|点评|评议|服务|谈话|托管|联建|共建)$")),
)  # fmt: skip
_NUMERALS = re.compile(r"[一二三四五六七八九十两双]")
_NUMERAL = re.compile(r"^[一二三四五六七八九十两双\d].*")


@lru_cache(maxsize=1 << 12)
def kind_of(name: str) -> str:
    """shorthand, method, meeting, campaign, institution, brand or other."""
    if _NUMERAL.match(name) and len(_NUMERALS.findall(name)) >= 2:
        return "shorthand"
    for kind, pattern in _KINDS:
        if pattern.search(name):
            return kind
    return "shorthand" if _NUMERAL.match(name) else "other"
