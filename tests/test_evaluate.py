"""`cunjian evaluate`: every measure on small made-up data, and the whole command on a folder of its own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import by_hand
from cunjian import cli
from cunjian.errors import CannotRun
from cunjian.evaluate import compare, evaluate
from cunjian.evaluate.cases import Case
from cunjian.evaluate.names import alike, fold
from cunjian.evaluate.report import Group
from cunjian.evaluate.scores import Rate, Scores, Tally

TEXT = "山茶镇发言\n首页广告\n一、建好支部\n柳湾村推行“双帮”机制，即帮技术、帮销路。柳湾村年增收***万元，增长2021%。"
GOLD: dict[str, Any] = {
    "title": "山茶镇发言", "date": None, "noise": ["首页广告"], "headings": [[1, "建好支部"]],
    "villages": [{"name": "柳湾村", "quotes": ["柳湾村年增收***万元，增长2021%。"], "honours": [], "figures": ["***万元"]}],
    "terms": [{"name": "双帮机制", "aliases": ["双帮"], "items": ["帮技术", "帮销路"]}], "terms_optional": ["年增收"],
    "practices": [{"title": "建好支部", "category": ["组织建设", "党员队伍"]}],
    "damage": [{"kind": "impossible-figure", "quote": "2021%"}], "redactions": 1,
}  # fmt: skip


def at(quote: str, **more: object) -> dict[str, Any]:
    """An evidence of the made-up speech."""
    start = TEXT.index(quote)
    return {"speech": "s1", "start": start, "end": start + len(quote), "quote": quote, "text": quote, **more}


def data() -> dict[str, Any]:
    """Exported data that agrees with GOLD in everything."""
    speech = {
        "id": "s1", "file": "sources/case.txt", "reading_text": TEXT, "title": "山茶镇发言", "date": None,
        "outline": [{"level": 1, "title": "建好支部"}], "noise": [at("首页广告")], "redactions": [at("***")],
        "flags": [at("2021%", kind="impossible-figure")],
    }  # fmt: skip
    items = [{"text": "帮技术", "evidence": at("帮技术")}, {"text": "帮销路", "evidence": at("帮销路")}]
    return {
        "speeches": [speech], "figures": [{"id": "f1", "evidence": at("***万元")}],
        "villages": [{"name": "柳湾村", "aliases": [], "evidence": [at("柳湾村年增收***万元，增长2021%。")], "figures": ["f1"]}],
        "terms": [{"name": "双帮", "aliases": [], "mentions": [at("“双帮”机制")], "items": [items]}],
        "practices": [{"title": "建好支部", "category": "党员队伍", "evidence": [at("柳湾村推行“双帮”机制，即帮技术、帮销路。")]}],
    }  # fmt: skip


def scored(changed: dict[str, Any], **gold: object) -> Scores:
    """The scores of one case."""
    return compare(changed, (Case("case", {**GOLD, **gold}, Path()),))


def test_data_that_agrees_scores_one_everywhere() -> None:
    scores = scored(data())
    assert set(scores.figures().values()) == {1.0}
    assert not any(scores.notes.values())
    assert scores.tallies["items"] == Tally(1, 0, 0)
    assert scores.rates["spans"] == Rate(12, 12)


def test_what_is_missing_is_missed() -> None:
    empty = data() | {"villages": [], "terms": [], "practices": [], "figures": []}
    scores = scored(empty)
    for name in ("villages", "village_quotes", "village_figures", "terms", "items", "practices"):
        assert scores.tallies[name] == Tally(0, 1, 0), name
    assert scores.rates["category"] == Rate(0, 1)


def test_what_is_too_much_is_extra() -> None:
    more = data()
    more["terms"] += [{"name": n, "mentions": [at("柳湾村")]} for n in ("年增收", "别的事")]  # the first is optional
    more["villages"].append({"name": "首页村", "evidence": [at("首页广告")]})
    more["speeches"][0]["flags"].append(at("柳湾村", kind="word-swap"))
    scores = scored(more)
    assert [scores.tallies[n].extra for n in ("terms", "villages", "damage")] == [1, 1, 1]
    assert "多术语：别的事" in scores.notes["case"]


@pytest.mark.parametrize(
    ("change", "measure"),
    [
        (lambda s: s.update(noise=[]), "noise_removed"),
        (lambda s: s.update(noise=[at("首页广告"), at("柳湾村推行“双帮”机制，即帮技术、帮销路。")]), "body_kept"),
        (lambda s: s.update(title="首页"), "title"),
        (lambda s: s.update(date="2020"), "date"),
        (lambda s: s.update(redactions=[]), "redactions"),
        (lambda s: s.update(redactions=[at("***") | {"start": 0}]), "spans"),
    ],
)
def test_a_wrong_text_lowers_its_rate(change: Any, measure: str) -> None:
    wrong = data()
    change(wrong["speeches"][0])
    rate = scored(wrong).rates[measure]
    assert rate.right < rate.of


def test_levels_are_compared_by_rank() -> None:
    """Levels 2 and 4 of the outline are as good as 1 and 2 of the gold; a missed heading has no right level."""
    two = data()
    two["speeches"][0]["outline"] = [{"level": 2, "title": "建好支部"}, {"level": 4, "title": "帮技术"}]
    gold = {"headings": [[1, "建好支部"], [2, "帮技术。"], [2, "没有的"]]}
    assert scored(two, **gold).rates["levels"] == Rate(2, 3)


def test_items_must_be_the_whole_list_in_order() -> None:
    wrong = data()
    wrong["terms"][0]["items"][0].reverse()
    assert scored(wrong).tallies["items"] == Tally(0, 1, 1)


def test_evidence_that_is_the_whole_speech_earns_no_sentence() -> None:
    bulk = data()
    long = bulk["villages"][0]["evidence"][0] | {"text": "柳湾村年增收***万元，增长2021%。" + "又说了很多别的话。" * 40}
    bulk["villages"][0]["evidence"] = [long]
    assert scored(bulk).tallies["village_quotes"] == Tally(0, 1, 0)


def test_names_agree_up_to_class_words() -> None:
    assert alike("三长", "“三长”制")
    assert alike("一门式", "一门式服务")
    assert not alike("三长", "三长两短")
    assert not alike("管理", "积分管理")
    assert fold("“Ａ＋Ｂ” ") == "a+b"


def case(folder: Path, name: str) -> None:
    """An annotation that has its speech beside it."""
    by_hand.put(folder, f"{name}/gold.json", json.dumps(GOLD, ensure_ascii=False))
    by_hand.put(folder, f"{name}/source.txt", TEXT)


def test_speech_of_the_knowledge_base_stands_in_for_a_missing_source(tmp_path: Path) -> None:
    by_hand.put(tmp_path, "gold/seen/case/gold.json", json.dumps(GOLD, ensure_ascii=False))
    by_hand.put(tmp_path, "sources/case.txt", TEXT)
    by_hand.put(tmp_path, "curation/terms.yml", "names: [双帮]")
    by_hand.put(tmp_path, "curation/corrections.yml", "- page: t00000000")
    bases = []

    def convert(base: Path) -> dict[str, Any]:
        files = sorted(p.relative_to(base).as_posix() for p in base.rglob("*") if p.is_file())
        assert files == ["curation/terms.yml", "sources/case.txt"]
        bases.append(base)
        return data()

    report = evaluate(tmp_path / "gold", tmp_path, convert)
    assert [g.name for g in report.groups] == ["seen"]
    assert not bases[0].exists()


def test_what_cannot_be_scored_says_why(tmp_path: Path) -> None:
    for folder, reason in ((tmp_path, "没有标注"), (tmp_path / "no", "没有文件夹")):
        with pytest.raises(CannotRun, match=reason):
            evaluate(folder, tmp_path, lambda _: data())
    by_hand.put(tmp_path, "case/gold.json", "{")
    with pytest.raises(CannotRun, match="JSON"):
        evaluate(tmp_path, tmp_path, lambda _: data())
    for key, odd in (("level_free", True), ("headings", ["建好支部"]), ("noise", None)):
        by_hand.put(tmp_path, "case/gold.json", json.dumps(GOLD | {key: odd}, ensure_ascii=False))
        with pytest.raises(CannotRun, match=f"gold.json：{key}.* 一处的写法不对"):
            evaluate(tmp_path, tmp_path, lambda _: data())
    by_hand.put(tmp_path, "case/gold.json", json.dumps(GOLD, ensure_ascii=False))
    with pytest.raises(CannotRun, match="没有讲话稿"):
        evaluate(tmp_path, tmp_path, lambda _: data())


def test_a_blind_group_shows_its_table_only() -> None:
    scores = scored(data() | {"terms": []})
    assert "双帮" in Group("seen", scores).misses()
    assert "双帮" not in Group("blind", scores).misses()
    assert "术语" in Group("blind", scores).table()


def test_command_prints_a_table_for_each_group(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case(tmp_path / "one", "case")
    case(tmp_path / "two", "case")
    assert cli.main(["evaluate", str(tmp_path), "--root", str(tmp_path)]) == 0
    out = capsys.readouterr().out
    assert "【one】" in out
    assert "【two】" in out
    assert "准确率" in out
    assert not (tmp_path / "docs").exists()


def test_an_optional_paragraph_may_be_missing_with_all_its_sentences() -> None:
    note = "编者按：我县推进会上大家作了发言。这里把山茶镇的做法登出来给大家看。"
    changed = data()
    changed["speeches"][0].update(reading_text=TEXT + note, noise=[at("首页广告"), {**at(TEXT), "start": len(TEXT), "end": len(TEXT + note)}])
    kept = [scored(changed, **gold).rates["body_kept"] for gold in ({}, {"body_optional": [note]})]
    assert [one.of - one.right for one in kept] == [2, 0]
