"""The file of the page to review a report: one file that loads nothing, whatever a report says."""

import base64
import hashlib
import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from click.testing import CliRunner, Result
from hatchling.builders.wheel import WheelBuilder
from lawcheck_annual_report.extract.command import command
from lawcheck_annual_report.figures.annual_report import read_figures
from lawcheck_annual_report.review.marked_text import Quote, marked_lines
from lawcheck_annual_report.texts.report_text import ReportText

import lawcheck
from lawcheck.cli import Say
from lawcheck.plugin import Language

REPORT = Path(__file__).with_name("qingshi-2023.txt")
Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs `lawcheck extract` for a report and a checklist that ships, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LAWCHECK_PLUGINS", "")
    (tmp_path / "a.txt").write_bytes(REPORT.read_bytes())

    def ran(output: str, language: Language = "en", report: str = "a.txt") -> Result:
        arguments = [report, "district-annual", "-o", output]
        return CliRunner().invoke(command(Say(language)), arguments)

    return ran


class Page(HTMLParser):
    """Reads a page: its tags with their attributes, and the text of each element that holds no others."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.inside: dict[str, list[str]] = {}
        self._open = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._open = tag

    def handle_endtag(self, tag: str) -> None:
        assert tag
        self._open = ""

    def handle_data(self, data: str) -> None:
        self.inside.setdefault(self._open, []).append(data)


def page_of(run: Run, folder: Path, language: Language = "en") -> Page:
    assert run("review.html", language).exit_code == 0
    return Page((folder / "review.html").read_bytes().decode("utf-8"))


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en",
            "a.csv: only .yaml (an evidence file) or .html (a page to review the report) is "
            "written; change the suffix",
        ),
        ("zh", "a.csv: 只写 .yaml（证据文件）或 .html（核对页面）；请换后缀"),
    ],
)
def test_other_suffixes_are_refused(
    run: Run, tmp_path: Path, language: Language, said: str
) -> None:
    """Before anything is read: the report need not be there."""
    error = run("a.csv", language, report="no-such.txt").exception

    assert isinstance(error, lawcheck.UsageError)
    assert [each.pick(language) for each in error.problems] == [said]
    assert not (tmp_path / "a.csv").exists()


@pytest.mark.parametrize("output", ["a.yaml", "a.yml", "a.YAML"])
def test_evidence_files(run: Run, tmp_path: Path, output: str) -> None:
    assert run(output).exit_code == 0
    assert "lawcheck-evidence: 1\n" in (tmp_path / output).read_text("utf-8")


def test_the_page_allows_its_own_style_and_script_and_nothing_else(
    run: Run, tmp_path: Path
) -> None:
    page = page_of(run, tmp_path)
    (policy,) = (each["content"] for _, each in page.tags if each.get("http-equiv"))
    digests = [
        base64.b64encode(hashlib.sha256("".join(texts).encode()).digest()).decode()
        for texts in (page.inside["style"], page.inside["script"][-1:])
    ]

    assert policy == (
        f"default-src 'none'; style-src 'sha256-{digests[0]}'; script-src 'sha256-{digests[1]}'; "
        "base-uri 'none'; form-action 'none'"
    )
    assert {name for _, attributes in page.tags for name in attributes} & {
        "src", "style", "onclick", "action",
    } == set()  # fmt: skip
    links = [link for _, each in page.tags if (link := each.get("href"))]
    assert all(link.startswith("#") for link in links)


def test_every_link_leads_somewhere(run: Run, tmp_path: Path) -> None:
    """From facts to the text, from the text to facts, from facts to contradictions and from there to both quotes."""
    page = page_of(run, tmp_path)
    ids = {each["id"] for _, each in page.tags if "id" in each}
    links = {str(each["href"])[1:] for _, each in page.tags if "href" in each}
    pieces = {name for _, each in page.tags for name in (each.get("class") or "").split()}

    assert len(ids) == sum("id" in each for _, each in page.tags)
    assert {each for each in links if not re.fullmatch("q[0-9]+", each)} <= ids
    assert {each for each in links if re.fullmatch("q[0-9]+", each)} <= pieces
    assert {"fact-study_sessions", "finding-0"} <= links


@pytest.mark.parametrize(
    ("language", "lang", "names"),
    [
        ("en", "en", ["To decide 4", "Proposed 47", "Contradictions 4", "Not in the report 46"]),
        ("zh", "zh-CN", ["待定 4", "已提出 47", "矛盾 4", "报告没有写 46"]),
    ],
)
def test_in_both_languages(
    run: Run, tmp_path: Path, language: Language, lang: str, names: list[str]
) -> None:
    """As many facts as the table below it says."""
    ran = run("review.html", language)
    text = (tmp_path / "review.html").read_text("utf-8")
    (nav,) = re.findall("<nav.*?</nav>", text, re.DOTALL)

    assert f'<html lang="{lang}">' in text
    assert re.findall("<li><a.*?>(.*?) <b>(.*?)</b>", nav) == [
        tuple(each.rsplit(" ", 1)) for each in names
    ]
    assert ran.output.splitlines()[-1] in (
        "47 facts proposed, 4 to decide, 46 not in the report",
        "提出47项，待定4项，报告没有写的46项",
    )


def test_data_cannot_end_the_script(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("</script>&<!--报告\n会前学法11次。", "utf-8")
    page = page_of(run, tmp_path)
    data: dict[str, Any] = json.loads(page.inside["script"][0])

    assert "<" not in page.inside["script"][0]
    assert 'title: "</script>&<!--报告"' in data["head"]


def test_decisions_are_kept_by_what_is_decided(run: Run, tmp_path: Path) -> None:
    """In either language they are the same; of another text they are others."""
    keys = [
        json.loads(page_of(run, tmp_path, language).inside["script"][0])["key"]
        for language in ("en", "zh")
    ]
    (tmp_path / "a.txt").write_bytes(REPORT.read_bytes() + b" ")
    other = json.loads(page_of(run, tmp_path).inside["script"][0])["key"]

    assert keys[0] == keys[1] != other
    assert re.fullmatch("lawcheck-review-[0-9a-f]{64}", other)


def test_pieces_are_the_whole_text() -> None:
    """Whatever overlaps: quotes in quotes, quotes over lines, quotes that cut a figure in two."""
    text = "报告\n学法12次，\r\n\n应诉率98.5%。"
    report = read_figures(ReportText("a.txt", text))
    quotes = [Quote(3, 8), Quote(5, 6), Quote(6, 17), Quote(3, len(text)), Quote(8, 8)]
    lines = marked_lines(report, quotes)

    assert ["".join(each.text for each in line.pieces) for line in lines] == [
        "报告", "学法12次，", "", "应诉率98.5%。",
    ]  # fmt: skip
    assert [(each.text, each.begins, each.quotes, each.figure) for each in lines[1].pieces] == [
        ("学法", (0, 3), (0, 3), None),
        ("1", (1,), (0, 3, 1), 0),
        ("2次", (2,), (0, 3, 2), 0),
        ("，", (4,), (3, 2), None),
    ]


def test_the_wheel_holds_what_the_page_is_made_of(tmp_path: Path) -> None:
    builder = WheelBuilder(str(Path(__file__).parents[1]))
    (wheel,) = builder.build(directory=str(tmp_path))
    with ZipFile(wheel) as archive:
        names = archive.namelist()

    assert {
        f"lawcheck_annual_report/review/templates/review.{suffix}"
        for suffix in ("html", "css", "js")
    } <= set(names)
