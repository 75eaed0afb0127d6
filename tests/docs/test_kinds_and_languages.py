"""Each page has one kind and its place in the index; a page in two languages has the same commands and YAML in both."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
KINDS = {
    "Tutorial": "Tutorials",
    "How-to": "How-to",
    "Reference": "Reference",
    "Explanation": "Explanation",
}
KINDS_IN_CHINESE = {"教程", "操作指南", "参考"}
STARTS = {page.name for page in DOCS.glob("for-*.md")}
PAGES = sorted(
    path.relative_to(DOCS).as_posix()
    for path in (*DOCS.glob("*.md"), *DOCS.glob("tutorials/*.md"))
)
CHINESE = [page for page in PAGES if ".zh-CN." in page]
PAIRS = [page for page in CHINESE if not page.startswith("commands")]
"""The page of commands is made from the words of `--help` in each language."""
OF_A_KIND = [page for page in PAGES if page not in STARTS | {"index.md"}]
BLOCK = re.compile(r"^```([^\n]*)\n(.*?)^```$", re.M | re.S)


def text(page: str) -> str:
    return (DOCS / page).read_text("utf-8")


def blocks(page: str) -> list[tuple[str, str]]:
    """Commands and files; comments, which are for people, in the language of the page. Output is in it as well."""
    return [
        (info, re.sub(r" +# .*", "", body))
        for info, body in BLOCK.findall(text(page))
        if info != "text"
    ]


def listed(caption: str) -> list[str]:
    """The pages of one list in the index."""
    (found,) = re.findall(
        rf"^:caption: {re.escape(caption)}\n(?::.+\n)*\n((?:.+\n)*)```", text("index.md"), re.M
    )
    return [f"{re.sub(r'.*<|>$', '', line)}.md" for line in found.splitlines()]


def links(page: str) -> list[str]:
    return re.findall(r"\]\(([^)\s]+)\)", BLOCK.sub("", text(page)))


def anchors(file: Path) -> set[str]:
    """What the site makes of the headings of a page."""
    titles = re.findall(r"^#+ (.*)", BLOCK.sub("", file.read_text("utf-8")), re.M)
    return {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("page", OF_A_KIND)
def test_a_page_says_its_kind_at_the_top_and_is_listed_under_it(page: str) -> None:
    kind = re.match(r"# [^\n]*\n\n\*([^*]+)\*( · |\n)", text(page))

    assert kind
    if page in CHINESE:
        assert kind[1] in KINDS_IN_CHINESE
        assert page in listed("中文")
    else:
        assert page in listed(KINDS[kind[1]])


def test_start_pages_are_listed() -> None:
    assert set(listed("Start · 开始")) - {"../README.md", "../README.zh-CN.md"} == STARTS


@pytest.mark.parametrize("page", PAIRS)
def test_both_languages_have_the_same_commands_and_files(page: str) -> None:
    assert blocks(page) == blocks(page.replace(".zh-CN", ""))


@pytest.mark.parametrize("page", PAIRS)
def test_both_languages_have_the_same_parts(page: str) -> None:
    """As many headings of each level, tables as long: what one language gains, the other must too."""
    shapes = []
    for each in (page, page.replace(".zh-CN", "")):
        lines = BLOCK.sub("", text(each)).splitlines()
        shapes.append(
            [
                len(line) - len(line.lstrip("#")) if line[0] == "#" else "|"
                for line in lines
                if line[:1] in ("#", "|")
            ]
        )

    assert shapes[0] == shapes[1]


@pytest.mark.parametrize("page", PAIRS)
def test_both_languages_lead_to_each_other(page: str) -> None:
    other = page.replace(".zh-CN", "")

    assert f"[English]({Path(other).name})" in text(page)
    assert f"[中文]({Path(page).name})" in text(other)


@pytest.mark.parametrize("page", CHINESE)
def test_a_chinese_page_leads_to_chinese_pages_where_there_are_any(page: str) -> None:
    own = Path(page.replace(".zh-CN", "")).name
    english = [
        path
        for link in links(page)
        if (path := link.partition("#")[0]).endswith(".md") and ".zh-CN." not in path
    ]

    assert [
        path
        for path in english
        if path != own and ((DOCS / page).parent / f"{path[:-3]}.zh-CN.md").exists()
    ] == []


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_to_a_page_and_a_heading(page: str) -> None:
    broken = []
    for link in links(page):
        path, _, anchor = link.partition("#")
        file = ((DOCS / page).parent / path) if path else DOCS / page
        if not file.exists() or (
            anchor and file.suffix == ".md" and path and anchor not in anchors(file)
        ):
            broken.append(link)

    assert [link for link in broken if link != "#genindex"] == []
