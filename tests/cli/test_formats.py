"""What commands found out is written in every format; the suffix of the file chooses it."""

import csv
import io
import json
import subprocess
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest

Run = Callable[..., "subprocess.CompletedProcess[str]"]


FINDINGS = [
    ("closed", "archive", "3", None),
    ("still_open", "study", "5", "5"),
    ("still_open", "trainings", "2", "2"),
    ("still_open", "appearance", "5", "10/3"),
    ("fresh", "filing", None, "5/2"),
    ("decided", "study", None, "5"),
    ("decided", "satisfaction", None, "2"),
]
"""Of the half-year example: state, item, points in June and in December."""


@pytest.fixture
def half_year(root: Path) -> tuple[str, Path, Path]:
    folder = root / "examples" / "half-year"
    return str(folder / "checklist.yaml"), folder / "june.yaml", folder / "december.yaml"


@pytest.fixture
def cards(run: Run, half_year: tuple[str, Path, Path]) -> None:
    checklist, june, december = half_year
    run("score", checklist, june, "--as-of", "2024-06-30", "-o", "june.json")
    run("score", checklist, december, "--as-of", "2024-12-31", "-o", "december.json")


def rows_of(file: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(file.read_text("utf-8-sig"), newline="")))


@pytest.mark.usefixtures("cards")
def test_a_comparison_as_data(run: Run, tmp_path: Path) -> None:
    """Every item with both numbers, exactly; the items and steps add up to the change."""
    done = run("compare", "june.json", "december.json", "-o", "change.csv")
    run("compare", "june.json", "december.json", "-o", "change.json")
    rows = rows_of(tmp_path / "change.csv")
    data = json.loads((tmp_path / "change.json").read_text("utf-8"))
    (unit,) = data["unit"]

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert (unit["old_as_of"], unit["new_as_of"]) == ("2024-06-30", "2024-12-31")
    assert [row["row"] for row in rows] == [
        kind
        for kind in ("unit", "section", "item", "step", "finding", "only_old", "only_new")
        for _ in data[kind]
    ]
    for end in ("low", "high"):
        parts = sum(Fraction(each[f"change_{end}"]) for each in (*data["item"], *data["step"]))
        assert parts == Fraction(unit[f"change_{end}"])
    findings = [
        (each["state"], each["id"], each["old_points"], each["new_points"])
        for each in data["finding"]
    ]
    assert findings == FINDINGS


def test_gains_as_data(run: Run, half_year: tuple[str, Path, Path], tmp_path: Path) -> None:
    """What the page shows: 28 points are missing, the report would bring 16."""
    checklist, june, _ = half_year
    run("gain", checklist, june, "--as-of", "2024-06-30", "-o", "gain.json")
    run("gain", checklist, june, "--as-of", "2024-06-30", "-o", "gain.csv")
    data = json.loads((tmp_path / "gain.json").read_text("utf-8"))
    rows = rows_of(tmp_path / "gain.csv")

    assert data["unit"][0]["missing"] == "28"
    assert data["unit"][0]["next_grade"] == "pass"
    assert (data["to_report"][0]["points"], data["to_report"][0]["items"]) == ("16", ["report"])
    assert len(rows) == sum(map(len, data.values()))
    assert (rows[1]["row"], rows[1]["points"], rows[1]["items"]) == ("to_report", "16", "report")


def test_an_explanation_as_data(
    run: Run, half_year: tuple[str, Path, Path], tmp_path: Path
) -> None:
    checklist, june, _ = half_year
    run("explain", checklist, june, "-i", "study", "-o", "why.json")
    run("explain", checklist, june, "-i", "study", "-o", "why.csv")
    data = json.loads((tmp_path / "why.json").read_text("utf-8"))
    rows = rows_of(tmp_path / "why.csv")
    (item,) = data["item"]

    assert item["id"] == "study"
    assert sum(int(each["points"]) for each in data["deduction"]) == int(item["full"]) - int(
        item["earned_low"]
    )
    assert [row["row"] for row in rows].count("deduction") == len(data["deduction"])


@pytest.mark.usefixtures("cards")
@pytest.mark.parametrize(
    "arguments",
    [
        ("compare", "june.json", "december.json"),
        ("gain", "CHECKLIST", "JUNE", "--as-of", "2024-06-30"),
        ("explain", "CHECKLIST", "JUNE", "-i", "study"),
        ("rank", "CHECKLIST", "DECEMBER"),
        ("pool", "CHECKLIST", "DECEMBER"),
        ("stability", "CHECKLIST", "DECEMBER", "--draws", "20"),
    ],
)
def test_every_command_writes_the_page_that_it_prints(
    arguments: tuple[str, ...], run: Run, half_year: tuple[str, Path, Path], tmp_path: Path
) -> None:
    """The same as text, and as Markdown with the same title."""
    names = dict(zip(("CHECKLIST", "JUNE", "DECEMBER"), map(str, half_year), strict=True))
    given = [names.get(each, each) for each in arguments]
    printed = run(*given).stdout
    run(*given, "-o", "page.TXT")
    run(*given, "-o", "page.md")

    assert (tmp_path / "page.TXT").read_text("utf-8") == printed
    title = printed.splitlines()[0]
    assert (tmp_path / "page.md").read_text("utf-8").startswith(f"# {title}\n")


def test_a_pool_without_a_width_has_titles_and_items(run: Run, root: Path, tmp_path: Path) -> None:
    """On a screen columns are numbered; elsewhere they are called by their titles."""
    units = sorted((root / "examples" / "pool-2023").glob("*.csv"))
    run("--lang", "zh", "pool", "department-annual", *units, "-o", "pool.md")
    text = (tmp_path / "pool.md").read_text("utf-8")

    assert "| 单位 | 组织领导和能力建设 |" in text
    assert "## 各项得分" in text
    assert "专题研究法治政府建设 |" in text


def test_a_suffix_of_no_format(
    run: Run, half_year: tuple[str, Path, Path], tmp_path: Path
) -> None:
    checklist, june, _ = half_year
    done = run("score", checklist, june, "-o", "card.doc")
    chinese = run("--lang", "zh", "rank", checklist, june, "-o", "card.doc")
    named = run("score", checklist, june, "-o", "card.doc", "--format", "text")

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "card.doc: no format goes by the suffix .doc; change it, or name the format with "
        "--format: csv, csv-sections, json, markdown, text\n"
    )
    assert chinese.stderr == (
        "card.doc: 后缀 .doc 不是已有的格式；请换后缀，或用 --format 写明：csv、csv-sections、"
        "json、markdown、text、parquet\n"
    )
    assert named.returncode == 0
    assert "====" in (tmp_path / "card.doc").read_text("utf-8")


def test_a_format_for_scorecards_only(run: Run, half_year: tuple[str, Path, Path]) -> None:
    checklist, june, _ = half_year
    done = run("rank", checklist, june, "--format", "csv-sections")
    unknown = run("explain", checklist, june, "-i", "study", "--format", "pdf")

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "the format csv-sections is for scorecards only; here there are: csv, json, markdown, "
        "text\n"
    )
    assert unknown.stderr == (
        "there is no format pdf; there are: csv, csv-sections, json, markdown, text\n"
    )


@pytest.mark.parametrize("format_name", ["xlsx", "docx"])
def test_a_format_that_is_no_text_needs_a_file(
    format_name: str, run: Run, half_year: tuple[str, Path, Path], tmp_path: Path
) -> None:
    """Refused on the screen; in a file it is the archive that office programs open."""
    pytest.importorskip("lawcheck_office")
    checklist, _, december = half_year
    given = ("rank", checklist, december, "--format", format_name)
    done = run(*given, LAWCHECK_PLUGINS="office")
    chinese = run("--lang", "zh", *given, LAWCHECK_PLUGINS="office")
    written = run("rank", checklist, december, "-o", f"x.{format_name}", LAWCHECK_PLUGINS="office")

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"--format {format_name} is not a text; name a file for it with -o\n"
    assert chinese.stderr == f"--format {format_name} 不能输出到屏幕；请用 -o 写入文件\n"
    assert (written.returncode, written.stdout, written.stderr) == (0, "", "")
    assert (tmp_path / f"x.{format_name}").read_bytes()[:4] == b"PK\x03\x04"
