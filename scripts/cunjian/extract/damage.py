"""Damage: what a copy of a speech lost or changed; flagged with a suggestion, never altered.

A year pasted over a number is known by unit and magnitude and by what else is wrong in the speech; ``swaps`` tells swapped words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from operator import itemgetter

from cunjian.extract import measures, swaps
from cunjian.extract.places import Places
from cunjian.model import Clean, Document, Flag, Span, Words
from cunjian.script import SURNAMES

_YEAR = re.compile(r"(20(?<![\d.]20)[0-2]\d)(\d{0,2}|\.\d+)(多|余|几)?(万元|亿元|万|亿|个百分点|%|[\u4e00-\u9fff]{1,3})")
_LATELY = 2010  # 2005人 may be so many
_LONG_YEAR = re.compile(r"20\d{3,4}(?=[〕）\])】年])(?<!\d20\d{3})(?<!\d20\d{4})")  # 〔202223〕17号
_PASTED = "数字处像是误贴了年份，无法采信，请核对原件"
_AFTER_YEAR = re.compile(r"^(?:年|—|-|届|级|版|财年|春|秋|夏|冬)")
_MARK = "(?=[，。；、])"


def _wanting_behind(heads: str, measure: str, ahead: str, between: str = "") -> str:
    """``measure`` right behind one of the words, with nothing or one of ``between``; from the measure back, which a search finds far faster."""
    told = [head + more for head in heads.split("|") for more in ("", *between)]
    return f"{measure}(?:{'|'.join(f'(?<=({one}){measure})' for one in told)}){ahead}"


MISSING = {
    "percent": (r"%(?<=[\u4e00-\u9fff]{2}%)(?<![零一二三四五六七八九十百千万几数半]%)",),
    "money": (
        r"(?:资金|投入|收入|利润|产值|贷款|补助|奖励|达|达到|增加到|提高到|提高至|增长到|增至|上涨到|实现|筹集|争取|落实|发放|兑现|分红|拨付|安排)(?:了)?(?:万元|亿元|元)(?!钱)",
    ),
    "rest": (
        r"余(?<![\d零一二三四五六七八九十百千万亿几两数*×xX其业剩富盈多残课结年]余)(?<!\d[ \u3000]余)"
        r"(?:处|名|个|户|万|亩|人次|人|场|件|家|条|次|公里|吨|项)(?![\u4e00-\u9fff]?味)"
        r"(?<!余家(?=[湾沟坝坪屯庄岭圩坳冲垸砭]|(?![乡农强富联新老空弱贫])[\u4e00-\u9fff]?(?:村(?![级集办])|社区|寨)))",  # 余家湾村, 余家湖村
    ),
    "scope": (r"全[县镇乡市区省村州][\u4e00-\u9fff]{0,3}?(?:有|共|共有|设|辖)个[\u4e00-\u9fff]",),
    "count": tuple(
        rf"{verb}(?:了)?(?:余|多)?(?:个(?=村|乡|镇|社区|党|支部|基层|项目|合作社|小组|网格|问题|行政)|名(?=党员|干部|群众|村|青年|同志|能人|学员|[，。；、])|户(?<![种养]植户)(?<![种养]殖户)(?=群众|农户|村民|贫困|脱贫|[，。；、拿])|亩(?=[，。；、地茶])|人次|场次|件(?=[，。；、])|项(?=[，。；、])|家(?=企业|[，。；、]))"
        for verb in (
            "(?:共有|现有|设有|已有|辖|下辖|累计|达|培训|吸收|回引|新建|建成|组建|成立|投入|选派|选聘|评选|吸纳|带动|排查|化解|解决|办理|清理|整顿|资产|流转|种植|表彰|安置|涉及|惠及|覆盖)",
            "发展(?<!科学发展)(?<!健康发展)(?<!持续发展)(?<!快速发展)(?<!协调发展)(?<!绿色发展)(?<!共同发展)",
        )
    ),
    "ways": (r"[跑走访转](?:遍)?了?个(?=自然村|行政村|村民小组|村组|屯|乡镇|村[，。；、])",),
    "people": (
        r"有(?<!所有)(?:个|户|处|件|项|亩|公里|人次)(?=[，。；])",
        _wanting_behind("党员|干部|人口|村民|群众|代表|学员|劳动力|老人", "有名", "[，。；、]", between="共就还已"),
        r"以上(?<=[\u4e00-\u9fff]([户次场亩])以上)(?<![零一二三四五六七八九十百千万几两数半多余个每逐].以上)",
    ),
    "noun": (
        r"(?:资金|补助|补贴|增收|投资|租金|报酬|存款|奖金|股金|捐款|筹款|户均|人均)(?:多|余)?(?:万元|亿元|元)(?=[，。；、左以])",
        _wanting_behind("党员|积极分子|干部|人才|书记|骨干|学员|委员|志愿者|大学生|代表", "名", _MARK),
        _wanting_behind("机关|单位|部门|高校", "名", "(?=优秀|干部|年轻|骨干|党员|后备|业务)"),
        r"(?:干部|人才|学员|人口|代表|党员)(?:多|余)?万?人(?=[，。；、])",
        r"(?:道路|公路|水渠|渠道|管网|河道|管道|巷道)(?:公里|米)(?=[，。；、])",
        r"(?:土地|耕地|林地|茶园|果园|荒山|山林|水田|面积)(?:多|余)?(?:亩|平方公里|平方米|公顷)(?=[，。；、])",
        r"(?:场所|阵地|隐患|站点|路灯(?<!了路灯))(?:处|盏)(?=[，。；、])",
        r"(?:会议|体检|座谈会?|宣讲|走访|培训班?)(?:次|场次|人次|期)(?=[，。；、])",
        _wanting_behind("问题|项目|党小组|网格|村民小组|岗位|设站|设点|建站|建点|站点|联络站|服务站|工作站", "个", _MARK),
        r"(?:蔬菜|水果|粮食|茶叶|药材|食用菌|菌菇|苗木|生猪|鸡蛋|牛奶|鲜奶|果品|农产品|垃圾|竹材|木材|煤炭)万(?:吨|斤|公斤|株|头|羽|只|袋)(?=[，。；、])",
        _wanting_behind("文明|五好|最美|星级|和谐|清洁|美丽|绿色|平安|模范", "家庭户", _MARK),
        r"(?:收集|征集|征求|梳理|受理|商量|商议|办理|办结|议定|化解)了?[\u4e00-\u9fff]{0,6}?(?:事项|意见|建议|心愿|诉求)[件条](?=[，。；、])",
        r"(?:事项|责任|任务|权力|服务)清单项(?=[，。；、])",
        r"(?:下降到|减少到|降到|增加到|提高到|上升到|增至|降至|升至)(?:[件起户个名家吨亩斤次]|万?元)(?=[，。；、])",
        r"(?:游客|学员)(?:多|余)?万?人次(?=[，。；、])",
        r"(?:发电|供电|用电)万度(?=[，。；、])",
        r"年龄岁",
        r"积案件(?=[，。；、])",
        r"栏(?<=年(出)栏|.(存)栏)[^，。；\d]{0,8}[羊牛猪鸡鸭鹅兔][只头羽](?=[，。；、])",
        _wanting_behind("学历|比例|岁以上|岁以下|党员|女性|妇女", "占", "(?=[，。；])", between="的"),
        _wanting_behind("共|有", "户人", "(?=[、，])"),
    ),
    "whole": (
        r"全[县镇乡市区](?:共)?个(?=(?:贫困|薄弱|后进|行政|自然)?(?:村|社区|乡镇|支部|党组织))",
        _wanting_behind("选派|派", "名", "(?=第一|干部|书记|党员)"),
        r"[由从](?:年初|去年|原来|过去|建村时)?的?(?:名|个|户|万元|元|亩|%)(?=增加|增长|增至|提高|上升|发展到|下降|减少|降)",
    ),
    "year": (r"年(?<=[，。；\n]年)(?:、年)*(?:先后|被[省市县区镇乡评授表命]|实现|荣获|获得)",),
    "blank": (
        *(
            rf"{said}[多余达到近约为了]{{0,2}}[ 　]{{1,8}}(?:%|个百分点|万元|亿元|元|亩|户|人|公里|吨)(?=[，。；、])"
            for said in ("(?:增长|下降|提高|增加|减少|缩短)", "(?:达到|收入|利润|产值|资金|面积|人均|户均|占)")
        ),
        r"(?<=[\u4e00-\u9fff])[ 　]{2,6}(?:余|多)?(?:人次|[个名人户亩件家次场起项处座条盏期吨])(?=[，。；、])",
        r"(?:达到|提高到|增加到|下降到|减少到|上升到|降到)[ 　]{2,6}(?:斤|公斤|吨|件|起|个|户|人|元|亩)?(?=[，。；、])",
        r"(?:连续|历时|近|将近)[ 　]{2,6}年(?=没|未|无|被|获|蝉|位|零)",
        r"(?:驻村|住村|坐班|值班|历时|提前|不少于)[ 　]{2,6}天(?=[，。；、])",
        r"(?:、|有|辖|设)[ 　]{2,6}个(?=社区|村|乡镇|党支部|支部|党小组|小区|网格|屯|嘎查)",
        r"(?:多|了|约|近|达|到|过)[ 　]{2,6}(?:万元|亿元)(?=[，。；、])",
    ),
    "date": (r"月(?<=([至到于在从年])月)(?:日|底|初)(?<!年月[底初])(?<!\d[至到于在从]月.)",),
}
"""Where a number must be and none is; each pattern begins with plain characters, which a search finds fast, and may hold as a
group what stands before them."""
_MISSING = tuple((name, re.compile(pattern)) for name, patterns in MISSING.items() for pattern in patterns)
_NO_END = re.compile(r"[。！？…”’）》】：；!?.](?:[ 　]+\d{1,3})?$")
_FAREWELL = re.compile(
    r"(?:谢谢|感谢|完毕|汇报|再见|大家|指正|同志们)$"
    r"|(?:^|[。！？])[^。！？，]{0,30}(?:委员会|党支部|党委|办公室|组织部|人民政府|[县乡镇村社区](?<![全各本该我].)|[年月日]|[*×]+)$"
)


def find(clean: Clean, text: str, document: Document, words: Words) -> Iterator[Flag]:
    """All damage of one speech; ``text`` is the folded clean text."""
    quotes = list(_quotes(clean, document))
    missing = list(_missing(text, words))
    mixed = any(f.kind == "mixed-quotes" for f in quotes)
    years = _pasted(text, words)
    pasted = any(sure for _, sure in years)
    swapped = list(swaps.find(text, words, worn=pasted, damaged=bool(pasted or missing or mixed)))
    yield from swapped
    yield from quotes
    yield from _years(text, years, worn=bool(swapped or missing or mixed))
    yield from missing
    yield from _cut_end(text, document)
    yield from _gaps(clean, text, document)
    yield from _invisible(clean.text)


def _pasted(text: str, words: Words) -> list[tuple[re.Match[str], bool]]:
    """The years that stand where a number may have been, and whether one must have."""
    limits = words.numbers["damage.year_limits"]
    found: list[tuple[re.Match[str], bool]] = []
    for match in _YEAR.finditer(text):
        year, tail, _, unit = match.groups()
        if not match.group(3) and not tail and _AFTER_YEAR.match(text[match.end(2) :]):
            continue
        if text[match.end(2) : match.end(2) + 1] == "年":
            continue
        limit = next((v for k, v in limits.items() if unit.startswith(k)), None)
        sure = limit is not None and float(year) > limit
        if int(year) < 2001 and not sure:
            continue
        found.append((match, sure))
    return found


def _years(text: str, found: Sequence[tuple[re.Match[str], bool]], *, worn: bool) -> Iterator[Flag]:
    worn = worn or any(sure for _, sure in found) or sum(int(match.group(1)) >= _LATELY for match, _ in found) >= 2
    for match, sure in found:
        if sure or (worn and not match.group(2).startswith(".")):
            unit = match.group(4) if match.group(4) in ("万元", "亿元", "万", "亿", "个百分点") else match.group(4)[:1]
            end = match.start(4) + len(unit)
            yield Flag("impossible-figure", Span(match.start(), end), _PASTED, rule="year-pasted")
    for match in _LONG_YEAR.finditer(text):
        yield Flag("impossible-figure", Span(*match.span()), _PASTED, rule="year-pasted")
    for year in {match.group(1) for match, sure in found if sure}:
        for match in re.finditer(rf"(?<![\d.])[1-9]\d?{year}\d?(?:万元|亿元|元|人|户|亩|名)(?![\d])", text):  # 620234元 beside 增长2023%
            yield Flag("impossible-figure", Span(*match.span()), _PASTED, rule="year-pasted")


def _missing(text: str, words: Words) -> Iterator[Flag]:
    """Places where a number is gone: sure ones, and where there is one, weaker ones too."""
    found: dict[Span, str] = {}
    for start, end, name in sorted(((m.start(m.lastindex or 0), m.end(), n) for n, p in _MISSING for m in p.finditer(text)), key=itemgetter(0)):
        span = Span(start - (2 if name == "percent" or text[start].isspace() else 0), end)
        if not found or span.start >= next(reversed(found)).end:
            found[span] = f"missing-{name}"
    sure = Places(found)
    found |= {span: "missing-measure" for span in measures.find(text, weak=False) if not sure.touch(span)}
    if found:
        sure = Places(found)
        found |= {span: "missing-by-measure" for span in measures.find(text, weak=True) if not sure.touch(span)}
        sure = Places(found)
        for pattern in _wanting(words):
            for match in pattern.finditer(text):
                span = Span(*match.span())
                if not sure.touch(span):
                    found.setdefault(span, "missing-by-measure")
    for span, rule in sorted(found.items(), key=_at):
        yield Flag("missing-figure", span, "此处应有数字，原文缺失", rule=rule)


def _at(one: tuple[Span, object]) -> tuple[int, int]:
    return one[0].start, one[0].end


@lru_cache(maxsize=4)
def _wanting(words: Words) -> tuple[re.Pattern[str], ...]:
    units = "|".join(map(re.escape, sorted(words["damage.measures_wanting_number"], key=len, reverse=True)))
    return tuple(
        re.compile(pattern)
        for pattern in (
            rf"(?:共有|现有|已有|有(?!名的|个(?!行政|自然|村|乡镇|社区|党支|网格|小区|项目|合作社|部门|基地))|达到|达|增加|减少|新增|培训|覆盖|惠及|累计|约|近|超过|增至|增加到|下降到|提高到|完成|解决|化解|收集|办理|建成|发展|选派|选聘|组建|投入|争取|带动|吸纳|流转|(?<![{SURNAMES}])占|从|由)"
            rf"(?:了)?(?:{units})(?![别体性人案优单义称庭长园乡属风口籍目所景面地要部持付室级长理]|[\u4e00-\u9fff]?钱)(?=[，。；、]|[\u4e00-\u9fff])",
            r"实事件|好事件|事项件|隐患处",
            r"(?:问题|困难|项目|岗位|网格)个(?=[，。；、])",
            r"(?:纠纷|矛盾|案件)[起件](?=[，。；、])",
            r"(?:党员|干部|骨干|人才|能人|学员|代表|志愿者)名(?=[，。；、])",
            r"(?:企业|合作社)家(?=[，。；、])",
        )
    )


_PAIRS = {"“": "”", "‘": "’", "〝": "〞", "「": "」", "『": "』"}
_CLOSING = {close: opening for opening, close in _PAIRS.items()} | {"〟": "〝"}


_MARKS = re.compile(f"[{''.join((*_PAIRS, *_CLOSING))}\"]")


def _quotes(clean: Clean, document: Document) -> Iterator[Flag]:
    """Quotes that close with another kind of mark than they opened with, or without a partner; part by part."""
    for part in document.parts:
        opened: list[tuple[int, str]] = []
        for mark in _MARKS.finditer(clean.text, part.span.start, part.span.end):
            at, char = mark.start(), mark.group()
            straight = char == '"'
            if char in _PAIRS or (straight and not opened):
                opened.append((at, char))
            elif straight or char in _CLOSING:
                yield from _closed(opened, at, char)
        yield from (_unpaired(at, "前引号没有对应的后引号") for at, _ in opened)


def _closed(opened: list[tuple[int, str]], at: int, char: str) -> Iterator[Flag]:
    """Take the innermost open quote off the stack; a flag when it does not fit or is not there."""
    if not opened:
        if char != "’":  # also an apostrophe
            yield _unpaired(at, "后引号没有对应的前引号")
        return
    fits = [i for i, (_, o) in enumerate(opened) if o == _CLOSING.get(char, char)]
    if fits:
        yield from (_unpaired(start, "前引号没有对应的后引号") for start, _ in opened[fits[-1] + 1 :])
        del opened[fits[-1] :]
        return
    start, _ = opened.pop()
    yield Flag("mixed-quotes", Span(max(start, at - 11), at + 1), "前后引号不是一对", rule="mixed-quotes")


def _unpaired(at: int, note: str) -> Flag:
    return Flag("unbalanced-quote", Span(at, at + 1), note, rule="unbalanced-quote")


def _cut_end(text: str, document: Document) -> Iterator[Flag]:
    bodies = [p for p in document.parts if p.kind == "paragraph"]
    if bodies and document.parts[-1] is bodies[-1]:
        yield from _broken_off(text, bodies[-1].span)


def _broken_off(text: str, last: Span) -> Iterator[Flag]:
    """The end of a paragraph behind which text is lost, if it is no end of a sentence."""
    body = last.of(text)
    if len(body) >= 15 and not _NO_END.search(body) and not _FAREWELL.search(body):
        at = Span(max(last.start, last.end - 10), last.end)
        yield Flag("truncated", at, "原文在句中中断，以下缺失", rule="truncated")


def _gaps(clean: Clean, text: str, document: Document) -> Iterator[Flag]:
    """A paywall's cut in the middle: the words behind it are flagged, and those before it where it cuts a sentence."""
    cut_ends = {n.span.end for n in clean.noise if n.kind == "gap"}
    for run in clean.runs:
        if run.reading in cut_ends or run.reading - 1 in cut_ends:
            yield Flag("gap", Span(run.clean, run.clean + min(6, run.length)), "此处前面有内容被略去", rule="gap")
            before = max((p for p in document.parts if p.span.start < run.clean), key=lambda p: p.span.start, default=None)
            if before and before.kind == "paragraph":
                body = text[before.span.start : min(before.span.end, run.clean)].rstrip(" …\n\u3000")
                yield from _broken_off(text, Span(before.span.start, before.span.start + len(body)))


def _invisible(raw: str) -> Iterator[Flag]:
    """Zero-width, bidi and control characters (positions in the unfolded clean text)."""
    pattern = "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ue000-\uf8ff]+"
    for match in re.finditer(pattern, raw):
        codes = "、".join(f"U+{ord(c):04X}" for c in sorted(set(match.group())))
        yield Flag(
            "invisible-characters", Span(*match.span()), f"此处有不可见字符（{codes}）", rule="invisible-characters"
        )
