"""ship/pages: many workers, few pages, the same bytes and the same problems as one clean build."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

import by_hand
from cunjian import curation, search, store
from cunjian.errors import CunjianError
from cunjian.ship import pages, press
from cunjian.ship import site as sites

SETTINGS = by_hand.SETTINGS + "nav: [index.md]\nmarkdown_extensions: [attr_list]\n"
DOCS = Path(__file__).parent / "golden" / "docs"


def tree(folder: Path) -> dict[str, bytes]:
    return {f.relative_to(folder).as_posix(): f.read_bytes() for f in sorted(folder.rglob("*")) if f.is_file()}


def rebuilt(root: Path, jobs: int = 1) -> tuple[dict[str, bytes], list[str]]:
    """Site and problems after a build on top of what is there."""
    problems = sites.build(root, root, jobs)
    return tree(root / "site"), sorted(problems)


def clean(root: Path) -> tuple[dict[str, bytes], list[str]]:
    """Site and problems of the same inputs, built in a fresh folder."""
    fresh = root.with_name(f"{root.name}-fresh")
    shutil.rmtree(fresh, ignore_errors=True)
    shutil.copytree(root, fresh, ignore=shutil.ignore_patterns("site", ".cunjian"))
    return rebuilt(fresh)


@pytest.fixture
def many(base: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A knowledge base with enough pages for two workers, some of them faulty."""
    monkeypatch.setattr(pages, "_WORTH_A_WORKER", 4)
    by_hand.put(base, "mkdocs.yml", SETTINGS)
    for number in range(16):
        by_hand.put(base, f"docs/terms/t{number}.md", f"# 术语{number} {{: #t }}\n\n[前](t{number - 1}.md#t) [首](../index.md)\n")
    by_hand.put(base, "docs/terms/t10.md", "---\ntemplate: no.html\n---\n# 没有模板\n")
    by_hand.put(base, "docs/data/a.json", "{}")
    return base


def test_every_number_of_workers_gives_the_site_of_plain_mkdocs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from mkdocs.commands.build import build as mkdocs_build

    monkeypatch.setattr(pages, "_WORTH_A_WORKER", 4)
    house = curation.house()
    shutil.copytree(DOCS, tmp_path / "docs")
    found = []
    for jobs in (1, 2, 3):
        shutil.rmtree(tmp_path / ".cunjian", ignore_errors=True)
        problems = sites.build(tmp_path, house, jobs)
        found.append((tree(tmp_path / "site"), problems))
    assert found[0] == found[1] == found[2]
    with sites.quiet(), sites.environment():
        config = sites.configured(tmp_path, house, tmp_path / "plain")
        mkdocs_build(config)
    plain = tree(tmp_path / "plain")
    assert {p: c for p, c in plain.items() if p not in ("404.html", "sitemap.xml")} == found[0][0]


def test_what_workers_hear_is_handed_back_in_order(many: Path) -> None:
    one = sites.build(many, many, 1)
    shutil.rmtree(many / ".cunjian")
    assert sites.build(many, many, 3) == one
    assert one == [
        "docs/terms/t10.md：这一页没有做成网页（模板 no.html 不存在），请改正后重新生成；其他页面不受影响。",
        "docs/terms/t0.md：链接 t-1.md#t 指向的页面或文件不存在，请改正或删去。",
        "docs/terms/t11.md：链接 t10.md#t 指向的位置（docs/terms/t10.md 里的 t）不存在，请改正或删去。",
    ]


EDITS = {
    "a page": ("docs/terms/t3.md", "# 新\n\n[首](../index.md)\n"),
    "its anchor": ("docs/terms/t12.md", "# 无锚\n"),
    "a faulty page put right": ("docs/terms/t10.md", "# 好了 {: #t }\n"),
    "a target that was missing": ("docs/terms/t-1.md", "# 有了 {: #t }\n"),
    "a page gone": ("docs/terms/t7.md", None),
    "a file": ("docs/data/a.json", '{"a": 1}'),
    "a file gone": ("docs/data/a.json", None),
    "a template": ("overrides/partials/copyright.html", "<p>新</p>"),
    "a style sheet": ("overrides/assets/a.css", "p {}"),
    "the settings": ("mkdocs.yml", SETTINGS + "site_description: 新\n"),
    "a page of the site": ("site/terms/t4.html", "别人写的"),
    "a page of the site gone": ("site/terms/t5.html", None),
    "a stranger in the site": ("site/terms/x.html", "别人写的"),
    "the title of a page in the navigation": ("docs/index.md", "# 另一个首页\n\n[乙](a/b.md)\n"),
}


def edit(root: Path, what: str) -> None:
    path, content = EDITS[what]
    if content is None:
        (root / path).unlink(missing_ok=True)
    else:
        by_hand.put(root, path, content)


@pytest.mark.parametrize("seed", range(2))
def test_any_edits_give_what_a_clean_build_gives(many: Path, seed: int) -> None:
    rebuilt(many)
    chosen = random.Random(seed).sample(sorted(EDITS), len(EDITS))
    for what in chosen:
        edit(many, what)
        assert rebuilt(many, 2) == clean(many), what


def test_only_what_changed_is_rendered(many: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    by_hand.put(many, "docs/terms/beside.md", "# 不问位置\n\n[页](t12.md) [又](../index.md)\n")
    rebuilt(many)
    rendered: list[str] = []
    page = press.Press.page
    monkeypatch.setattr(press.Press, "page", lambda press, file: rendered.append(file.src_uri) or page(press, file))
    rebuilt(many)
    assert rendered == []
    edit(many, "its anchor")
    rebuilt(many)
    faulty = {"terms/t0.md", "terms/t10.md", "terms/t11.md"}
    assert set(rendered) == {"terms/t12.md", "terms/t13.md"} | faulty


def test_files_that_are_as_they_were_are_not_looked_at(many: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from mkdocs.structure.files import File

    rebuilt(many)
    made: list[str] = []
    init = File.__init__
    monkeypatch.setattr(File, "__init__", lambda file, path, *a, **k: made.append(path) or init(file, path, *a, **k))
    edit(many, "a page")
    rebuilt(many)
    assert {path for path in made if path.startswith(("terms/", "data/"))} < {f"terms/t{n}.md" for n in range(16)}
    by_hand.put(many, "mkdocs.yml", f"{SETTINGS}site_url: https://example.org/\n")  # the site map names every page
    rebuilt(many)
    edit(many, "its anchor")
    made.clear()
    rebuilt(many)
    assert "./terms/t8.md" in made or "terms/t8.md" in made


def test_files_of_the_index_are_in_the_site_under_a_second_name(many: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only where nobody else writes: a picture that a person paints over must not change the finished site."""
    assert f"{search.FOLDER}/" == pages.OURS
    for name in ("assets/search/g/5.js", "assets/picture.svg"):
        (many / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
        (many / "docs" / name).write_text("one", "utf-8")
    with_links = rebuilt(many)
    assert (many / "site/assets/search/g/5.js").samefile(many / "docs/assets/search/g/5.js")
    assert not (many / "site/assets/picture.svg").samefile(many / "docs/assets/picture.svg")

    def refused(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(pages.os, "link", refused)  # type: ignore[attr-defined]  # a disk without second names
    assert clean(many) == with_links
    assert store.write(many / "docs/assets/search/g/5.js", "two")
    assert (many / "site/assets/search/g/5.js").read_text("utf-8") == "one", "the old site stands until the next build"


def test_a_damaged_memory_is_no_memory(many: Path) -> None:
    before = rebuilt(many)
    for file in (many / ".cunjian" / "cache").rglob("site"):
        file.write_bytes(file.read_bytes()[:-1] + b"?")
    edit(many, "a page")
    assert rebuilt(many) == clean(many)
    assert rebuilt(many) != before


def test_a_hook_of_somebody_else_sees_all_pages_read_before_any_is_written(many: Path) -> None:
    by_hand.put(many, "hook.py", "read = 0\n\ndef on_page_content(html, **_):\n    global read\n    read += 1\n    return html\n\n"
                                 "def on_post_page(output, **_):\n    return f'{output}<!-- {read} -->'\n")  # fmt: skip
    by_hand.put(many, "mkdocs.yml", SETTINGS + "hooks: [hook.py]\n")
    site, _ = rebuilt(many, 2)
    assert site["terms/t7.html"].endswith(b"<!-- 19 -->")


def test_another_mkdocs_is_refused(many: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "as_written", lambda: "another")
    with pytest.raises(CunjianError, match="MkDocs"):
        sites.build(many, many)
