"""Several speeches in one file, whatever its format."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from cunjian import clean
from cunjian.acquire import several
from cunjian.acquire.text import Text
from cunjian.model import PageStart, Raw, Span
from speeches import words

ONE = "各位领导、同志们：\n云岭乡推行“三单”管理。\n崇江村种有机茶800亩。\n汇报完毕，谢谢大家！\n"
TWO = "同志们：\n我们镇要学习借鉴。\n把党员组织起来。\n谢谢大家！\n"


def pieces(text: str) -> list[str]:
    found = several.split(Text(text))
    assert "".join(one.text for one in found) == text  # nothing that a person wrote is lost
    return [one.text for one in found]


def test_one_speech_stays_one() -> None:
    assert pieces("在会上的发言\n" + ONE) == ["在会上的发言\n" + ONE]
    assert len(pieces("第一篇章的回顾\n第一，抓班子。\n第二，抓队伍。\n" + ONE)) == 1
    assert len(pieces("在会上的发言\n" + ONE + "附：材料之一、材料之二\n")) == 1
    assert len(pieces("")) == 1


def test_numbered_parts() -> None:
    for a, b in (("第1篇：", "第2篇："), ("第一篇 ", "第二篇 "), ("【篇一】", "【篇二】"), ("篇1：", "篇2："), ("范文一：", "范文二：")):
        text = f"在现场会上的发言2篇\n{a}典型发言\n{ONE}\n{b}表态发言\n{TWO}"
        first, second = several.split(Text(text))
        assert second.text == f"{b}表态发言\n{TWO}"
        assert ("file-title", Span(0, 11)) in first.marks
        assert [s.of(second.text) for k, s in second.marks if k == "part-number"] == [b]


def test_the_title_over_all_and_the_numbers_are_listed_as_noise() -> None:
    first = several.split(Text(f"在现场会上的发言2篇\n第1篇：典型发言\n{ONE}\n第2篇：表态发言\n{TWO}"))[0]
    raw = Raw("sources/a.txt", 0, "", "txt", "utf-8", first.text, marks=first.marks)
    cleaned = clean.clean(raw, words())
    assert cleaned.text.startswith("典型发言\n各位领导")
    assert [(n.kind, n.span.of(raw.text)) for n in cleaned.noise] == [("cover", "在现场会上的发言2篇"), ("chrome", "第1篇：")]


def test_a_part_of_which_a_site_shows_only_the_title_is_no_speech() -> None:
    text = f"在现场会上的发言2篇\n第1篇：典型发言\n{ONE}\n第2篇：表态发言\n[1] [2] 下一页\n"
    (only,) = several.split(Text(text))
    assert only.text == text
    assert [s.of(text) for k, s in only.marks if k == "part-number"] == ["第2篇：表态发言"]
    assert len(pieces(f"{text}文档声明：本文由会员上传，本站不承担责任。如有异议，请与本站联系。\n")) == 1


def test_a_line_that_says_whose_the_speech_is_stands_below_its_title() -> None:
    said = "村里有412户。党员先干。群众后跟。\n"
    first, second = f"守住一湾水 致富一村人\n中共石桥村党总支\n{said}", f"让红管家走进千家万户\n——云岭镇在现场会上的发言\n{said}"
    assert pieces("经验材料汇编\n" + first + second) == ["经验材料汇编\n" + first, second]
    assert len(pieces(f"守住一湾水 致富一村人\n中共石桥村党总支\n{said}中共石桥村党总支\n")) == 1


def test_one_title_that_counts_on() -> None:
    above, first, second = "先进基层党组织发言稿\n更新时间：2018-07-09\n", f"先进基层党组织发言稿一\n{ONE}", f"先进基层党组织发言稿二\n{TWO}"
    assert pieces(above + first + second) == [above + first, second]
    assert len(pieces(above + second + first)) == 1  # out of order
    assert len(pieces(above + first + "先进基层党组织发言稿二\n下一页\n")) == 1


def test_pieces_whose_titles_end_in_a_number() -> None:
    first, second = f"驻村第一书记述职报告 篇1\n{ONE}", f"驻村第一书记述职报告 篇2\n{TWO}{TWO}"
    assert pieces(f"驻村第一书记述职报告(精选2篇)\n{first}{second}") == [f"驻村第一书记述职报告(精选2篇)\n{first}", second]
    (only,) = several.split(Text(f"{first}驻村第一书记述职报告 篇2\n"))  # of a piece that stands alone the number goes
    assert [s.of(only.text) for k, s in only.marks if k == "part-number"] == [" 篇1"]
    deeds = several.split(Text(f"先进事迹(精选2篇)\n驻村第一书记先进事迹 篇1\n{ONE}驻村第一书记先进事迹 篇2\n{TWO}{TWO}"))
    assert [one.text.count("篇") for one in deeds] == [2, 1]
    assert not deeds[1].marks
    assert not several.split(Text(f"先进基层党组织发言稿(2)\n{ONE}"))[0].marks


def test_speakers_whom_a_paper_names() -> None:
    told = "我们村过去家家种柚、户户愁卖。党支部领着大家建合作社、修分级车间，果子有了牌子，人心也聚拢了。去年村里头一回给老人分了红。" * 2
    first, second = f"一颗柚子的支部经\n云岭镇石桥村党总支书记 古建辉\n{told}\n", f"——沙田镇竹溪村党支部书记罗秀芳\n{told}\n"
    above = "柳湾县报　2022年11月9日\n支部书记话担当\n"
    assert pieces(above + first + second) == [above + first, second]
    (text, _) = several.split(Text(above + first + second))
    assert [s.of(text.text) for k, s in text.marks if k == "file-title"] == [above]
    # one speaker, one who signs at the end, and a heading on a secretary's duty make no second speech
    assert len(pieces(above + first)) == 1
    assert len(pieces(above + first + "石桥村党总支书记 古建辉\n2022年11月\n")) == 1
    assert len(pieces(above + first + f"支部书记讲党课\n{told}\n")) == 1
    assert len(pieces(above + first + f"支部书记 抓落实\n{told}\n")) == 1
    assert len(pieces(above + first + f"云岭镇石桥村党总支书记 古建辉\n{told}\n")) == 1  # the same one again


def test_branches_below_their_titles() -> None:
    told = "我们村过去家家种柚、户户愁卖。党支部领着大家建合作社、修分级车间，果子有了牌子，人心也聚拢了。去年村里头一回给老人分了红。" * 2
    first, second = f"强班子 聚民心 建设富裕石桥\n石桥村党支部\n{told}\n", f"接过接力棒 当好后来人\n双江社区党支部书记 ×××\n{told}\n"
    assert pieces("工作会议典型发言材料汇编\n" + first + second) == ["工作会议典型发言材料汇编\n" + first, second]
    # who signs at the end, and a branch named above what it did where no title stands, make no second speech
    assert len(pieces(f"{first}石桥村党支部\n2022年11月\n")) == 1
    assert len(pieces(f"{first}竹溪村党支部\n{told}\n")) == 1


def test_committees_below_their_titles() -> None:
    told = "矿上今年又修了一条路。" * 12
    first, second = f"把党旗插在采掘面上\n北塬煤业集团三号井党委\n{told}\n", f"让党徽在病房里发亮\n清浏县人民医院党委\n{told}\n"
    assert pieces(f"国企、医院党建经验交流材料（2篇）\n目 录\n{first}{second}") == [f"国企、医院党建经验交流材料（2篇）\n目 录\n{first}", second]
    assert len(pieces(f"国企、医院党建经验交流材料\n{first}{second}")) == 1  # branches may be headings
    town, village = f"打好三张牌 走活一盘棋\n中共石桥镇委员会\n{told}\n", f"人勤地不懒 村强心才齐\n石桥镇刘家洼村党支部书记 刘×\n{told}\n"
    assert pieces(f"首页 > 交流\n打印本页\n现场会发言摘登\n{town}{village}") == [f"首页 > 交流\n打印本页\n现场会发言摘登\n{town}", village]


def test_titles_that_stand_again() -> None:
    text = f"在推进会上的发言\n{ONE}在推进会上的表态发言\n{TWO}"
    assert pieces(text) == [f"在推进会上的发言\n{ONE}", f"在推进会上的表态发言\n{TWO}"]
    # a heading that looks like a title, in the middle of a speech, is not one
    assert len(pieces(f"在推进会上的发言\n{ONE[:-12]}学习领导的讲话\n各位同志要记牢。\n{TWO}")) == 1


def test_pages_go_with_their_speech() -> None:
    text = f"第1篇：甲\n{ONE}第2篇：乙\n{TWO}"
    at = text.index("第2篇")
    found = several.split(Text(text, pages=(PageStart(1, 0), PageStart(2, 20), PageStart(3, at + 5))))
    assert [one.pages for one in found] == [(PageStart(1, 0), PageStart(2, 20)), (PageStart(2, 0), PageStart(3, 5))]


LINES = st.sampled_from(["第1篇：甲", "第2篇：乙", "第3篇：", "在会上的发言", "各位领导：", "谢谢大家！", "正文一句。", "", "篇一", "　　", "一、标题"])


@settings(max_examples=300, deadline=None)
@given(st.lists(LINES, max_size=30), st.data())
def test_nothing_is_lost_and_marks_stay_inside(lines: list[str], data: st.DataObject) -> None:
    text = "\n".join(lines)
    place = st.integers(0, len(text))
    spans = data.draw(st.lists(st.tuples(place, place).map(lambda p: Span(min(p), max(p))), max_size=4))
    found = several.split(Text(text, marks=tuple(("bold", s) for s in spans)))
    assert "".join(one.text for one in found) == text
    for one in found:
        assert all(0 <= s.start < s.end <= len(one.text) for k, s in one.marks if k != "bold" or len(found) > 1)
    bold = "".join(s.of(text) for s in sorted(spans))
    assert len(found) == 1 or sum(len(s) for one in found for k, s in one.marks if k == "bold") == len(bold)


def test_titles_with_a_line_that_says_whose() -> None:
    told = "社区有居民2600户。每月开一次会。难事当场议。办结的事上墙公布。\n"
    first = f"三张桌子议出好风气\n——城东街道金堰社区党总支工作法\n{told}"
    second = f"五老三员守好清水溪\n——在全市座谈会上的发言\n{told}"
    assert pieces(f"{first}（供稿人：周洋）\n\n{second}") == [f"{first}（供稿人：周洋）\n\n", second]
    assert pieces(first + second) == [first, second]
    assert len(pieces(first + "一、三张桌子议出好风气\n——茶桌、圆桌和饭桌\n" + told)) == 1
    assert len(pieces(first + "下一步打算\n——金堰社区党总支工作法\n" + told)) == 1
    assert len(pieces(first + "五老三员守好清水溪\n——在全市座谈会上的发言\n谢谢！\n")) == 1
