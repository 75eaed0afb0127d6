"""`lawcheck rank` and `lawcheck pool` on the thirty departments of the example."""

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def units(root: Path) -> list[Path]:
    return sorted((root / "examples" / "pool-2023").glob("*.csv"))


def test_ranks_of_thirty_departments(run: Run, units: list[Path]) -> None:
    done = run("rank", "department-annual", *units)
    lines = done.stdout.splitlines()

    assert done.returncode == 0
    assert " ".join(lines[2].split()) == "ranking all units together; equal scores share a rank"
    assert lines[5].split() == ["1", "青岚县市场监督管理局（虚构）", "100.00", "excellent"]
    assert lines[-1].split()[0] == "30"
    assert sum(line.split()[0] == "23" for line in lines[5:]) == 3


def test_data_for_other_programs(run: Run, units: list[Path], tmp_path: Path) -> None:
    """CSV and JSON name the same ranks; the parts add up to the exact total."""
    table = run("pool", "department-annual", *units, "--format", "csv")
    data = run("pool", "department-annual", *units, "--format", "json", "-o", "pool.json")
    rows = list(csv.DictReader(io.StringIO(table.stdout.removeprefix("\ufeff"))))
    objects = json.loads((tmp_path / "pool.json").read_text(encoding="utf-8"))

    assert (table.returncode, data.returncode, data.stdout) == (0, 0, "")
    assert [(row["unit"], row["rank_best"], row["rank_worst"]) for row in rows] == [
        (each["unit"]["id"], str(each["rank"]["best"]), str(each["rank"]["worst"]))
        for each in objects
    ]
    for each in objects:
        low = sum(Fraction(span[0]) for span in each["sections"].values() if span)
        assert low == Fraction(each["exact"][0]), each["unit"]["id"]


@pytest.mark.parametrize("command", ["rank", "pool"])
def test_parquet_holds_what_json_and_csv_hold(
    command: str, run: Run, units: list[Path], tmp_path: Path
) -> None:
    """Every unit, number for number; what JSON has as null is null."""
    pl = pytest.importorskip("polars")
    done = run(command, "department-annual", *units, "--format", "parquet", "-o", "units.parquet")
    objects = json.loads(run(command, "department-annual", *units, "--format", "json").stdout)
    table = run(command, "department-annual", *units, "--format", "csv").stdout.removeprefix(
        "\ufeff"
    )
    head, *lines = csv.reader(io.StringIO(table))
    frame = pl.read_parquet(tmp_path / "units.parquet")

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert [name for name in frame.columns if not name.startswith("exact_")] == head
    assert frame.height == len(objects) == len(lines) == 30
    for row, each, line in zip(frame.rows(named=True), objects, lines, strict=True):
        assert [str(row[name]) for name in head[5:10]] == line[5:10]
        assert {
            name: row[key]
            for name, key in (
                ("id", "unit"),
                ("name", "unit_name"),
                ("kind", "kind"),
                ("group", "group"),
            )
        } == (each["unit"])
        assert {"best": row["rank_best"], "worst": row["rank_worst"], "of": row["of"]} == each[
            "rank"
        ]
        assert [str(row["score_low"]), str(row["score_high"])] == each["score"]
        assert [Fraction(row["exact_low"]), Fraction(row["exact_high"])] == [
            Fraction(end) for end in each["exact"]
        ]
        assert (row["grade"], row["grade_by_score"]) == (each["grade"], each["grade_by_score"])
        for name, ends in each.get("sections", {}).items():
            found = [row[f"{name}_low"], row[f"{name}_high"]]
            assert [None if end is None else Fraction(end) for end in found] == (
                [None, None] if ends is None else [Fraction(end) for end in ends]
            )


@pytest.mark.parametrize("command", ["rank", "pool"])
def test_parquet_is_no_text(command: str, run: Run, root: Path) -> None:
    """Refused before anything is read."""
    done = run(command, "no-such-checklist", root / "README.md", "--format", "parquet")

    assert (done.returncode, done.stdout) == (2, "")
    assert "Error: --format parquet is not a text; name a file for it with -o" in done.stderr


@pytest.fixture
def without_polars(tmp_path: Path) -> dict[str, str]:
    """An environment in which Polars is not installed."""
    folder = tmp_path / "site"
    folder.mkdir()
    missing = "raise ModuleNotFoundError(\"No module named 'polars'\", name='polars')\n"
    (folder / "polars.py").write_text(missing, encoding="utf-8")
    return {"PYTHONPATH": os.pathsep.join((str(folder), os.environ.get("PYTHONPATH", "")))}


def test_parquet_needs_polars(
    process: Run, units: list[Path], tmp_path: Path, without_polars: dict[str, str]
) -> None:
    """One line says what to do; an older file stays as it is."""
    (tmp_path / "units.parquet").write_bytes(b"old")
    done = process(
        "rank",
        "department-annual",
        *units,
        "--format",
        "parquet",
        "-o",
        "units.parquet",
        **without_polars,
    )
    chinese = process(
        "--lang",
        "zh",
        "rank",
        "x",
        *units,
        "--format",
        "parquet",
        "-o",
        "units.parquet",
        **without_polars,
    )

    assert (done.returncode, done.stdout, (tmp_path / "units.parquet").read_bytes()) == (
        2,
        "",
        b"old",
    )
    assert (
        done.stderr
        == "--format parquet needs polars, which is not installed; run pip install '.[tables]' in a checkout\n"
    )
    assert (
        chinese.stderr
        == "--format parquet 需要 polars，还没有安装；请在源码目录里运行 pip install '.[tables]'\n"
    )


@pytest.mark.parametrize("format_name", ["text", "csv", "json"])
def test_the_other_formats_do_not_need_polars(
    format_name: str, process: Run, units: list[Path], without_polars: dict[str, str]
) -> None:
    for command in ("rank", "pool"):
        done = process(
            command, "department-annual", *units, "--format", format_name, **without_polars
        )

        assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(sys.platform == "win32", reason="limits of a process")
def test_no_half_of_a_parquet_file(units: list[Path], tmp_path: Path) -> None:
    """A file may have 1 KiB, so that writing fails halfway: the old one stays, and nothing else is left behind."""
    (tmp_path / "units.parquet").write_bytes(b"old")
    files = " ".join(f'"{each}"' for each in units)
    run = f'"{sys.executable}" -m lawcheck rank department-annual {files} --format parquet -o units.parquet'
    done = subprocess.run(
        ["bash", "-c", f"ulimit -f 1; {run}"],
        env={
            **os.environ,
            "PYTHONDONTWRITEBYTECODE": "1",
            "LC_ALL": "C.UTF-8",
            "LAWCHECK_PLUGINS": "",
        },
        capture_output=True,
        encoding="utf-8",
        cwd=tmp_path,
        check=False,
    )

    assert done.returncode == 5
    assert done.stderr.startswith("units.parquet: cannot write: ")
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [
        ("units.parquet", b"old")
    ]


def test_the_page_fits_a_sheet(run: Run, units: list[Path]) -> None:
    from wcwidth import wcswidth

    done = run("--lang", "zh", "pool", "department-annual", *units)

    assert max(wcswidth(line) for line in done.stdout.splitlines()) <= 80
    assert "共性问题" in done.stdout
    assert "专题研究法治政府建设     21/30  23.89%" in done.stdout


def test_change_since_the_last_report(run: Run, units: list[Path], tmp_path: Path) -> None:
    """Against itself nothing changed; a unit that is gone is named."""
    run("score", "department-annual", *units, "--format", "json", "-o", "old.json")
    same = run("pool", "department-annual", *units, "--before", "old.json")
    fewer = tmp_path / "units.csv"
    fewer.write_bytes(
        b"".join(
            line for line in units[2].read_bytes().splitlines(True) if not line.startswith(b"d20,")
        )
    )
    awards = tmp_path / "awards.csv"
    awards.write_bytes(
        b"".join(
            line for line in units[0].read_bytes().splitlines(True) if not line.startswith(b"d20,")
        )
    )
    gone = run("pool", "department-annual", awards, units[1], fewer, "--before", "old.json")

    assert "mean change of 27 units: 0" in same.stdout
    assert "units of the last report that are not here: d20" in gone.stdout


def test_a_report_of_another_checklist(run: Run, units: list[Path], root: Path) -> None:
    run(
        "score",
        "street-visit",
        root / "examples" / "street-visit",
        "--format",
        "json",
        "-o",
        "old.json",
    )
    done = run("pool", "department-annual", *units, "--before", "old.json")

    assert (done.returncode, done.stdout) == (2, "")
    assert (
        "old.json: this is a report of the checklist street-visit, not of department-annual; the scores cannot be compared"
        in done.stderr
    )


def test_wrong_inputs(run: Run, units: list[Path], tmp_path: Path) -> None:
    (tmp_path / "old.json").write_text("{}", encoding="utf-8")
    done = run("pool", "department-annual", *units, "--before", "old.json")

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("old.json")


def test_how_steady_the_ranks_are(run: Run, units: list[Path]) -> None:
    """The first is first in every draw; three that share rank 9 cannot be told apart; units with open items are named."""
    done = run("stability", "department-annual", *units, "--draws", "200", "--seed", "x")
    again = run("stability", "department-annual", *units, "--draws", "200", "--seed", "x")
    lines = done.stdout.splitlines()

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == again.stdout
    assert lines[7].split() == [
        "1",
        "青岚县市场监督管理局（虚构）",
        "1",
        "excellent",
        "100%",
        "100%",
    ]
    assert [line.split()[2] for line in lines if line.startswith("   9")] == ["9–12"] * 3
    assert "no score, or one with open items, and left aside: " in done.stdout


@pytest.mark.parametrize("by", ["2", "0%", "ten", "100%"])
def test_weights_move_by_a_share(by: str, run: Run, units: list[Path]) -> None:
    done = run("stability", "department-annual", *units, "--by", by)

    assert (done.returncode, done.stdout) == (2, "")
    assert f"a share between 0 and 100% such as 10%, not {by}" in done.stderr


def test_no_score_no_stability(run: Run, root: Path, tmp_path: Path) -> None:
    """Nothing is known of any unit: 7, as where units could not be scored, and a sentence."""
    head = (
        (root / "examples" / "pool-2023" / "units.csv")
        .read_text("utf-8-sig")
        .splitlines()[0]
        .split(",")
    )
    rows = [[f"u{n}" if name == "unit" else "" for name in head] for n in (1, 2)]
    (tmp_path / "units.csv").write_text(
        "\n".join(",".join(row) for row in (head, *rows)) + "\n", "utf-8"
    )
    done = run("stability", "department-annual", "units.csv")

    assert done.returncode == 7
    assert done.stdout.splitlines()[2:] == [
        "No unit has a score that is settled; there are no ranks to move.",
        "no score, or one with open items, and left aside: u1, u2",
    ]


def test_stability_as_data_has_every_row(run: Run, units: list[Path], tmp_path: Path) -> None:
    """All thirty units, and every section and item; the page shows the 15 parts that move most."""
    args = ("stability", "department-annual", *units, "--draws", "20")
    page = run(*args).stdout
    done = run(*args, "--format", "csv", "-o", "all.csv")
    text = (tmp_path / "all.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    data = json.loads(run(*args, "--format", "json").stdout)
    of_units = [row for row in rows if row["row"] == "unit"]
    parts = [row for row in rows if row["row"] == "without"]

    assert (done.returncode, done.stdout) == (0, "")
    assert len(of_units) == len(data["unit"]) == 30
    assert len(parts) == len(data["without"]) > 15
    assert [row["part"] for row in parts] == [each["part"] for each in data["without"]]
    assert all(row["part"] + " " in page for row in parts[:15])
    assert {row["draws"] for row in rows} == {"20"} == {data["draws"]}
    for row, each in zip(of_units, data["unit"], strict=True):
        assert (row["unit"], row["rank"]) == (each["unit"], str(each["rank"] or ""))
        if each["rank"] is not None:
            assert Fraction(row["keeps_grade"]) == Fraction(each["keeps_grade"])


def test_stability_of_units_that_are_all_open(run: Run, tmp_path: Path) -> None:
    """Nothing can move, and the command says so; as data each unit is there with the reason."""
    (tmp_path / "u.csv").write_text("unit\nu\n", encoding="utf-8")
    done = run("stability", "department-annual", "u.csv", "--format", "json")

    assert done.returncode == 7
    (unit,) = json.loads(done.stdout)["unit"]
    assert (unit["unit"], unit["rank"]) == ("u", None)
    assert unit["why_left_out"]


def test_rank_by_a_section_that_is_not_there(run: Run, units: list[Path]) -> None:
    done = run("rank", "department-annual", *units, "--section", "leadersip")

    assert done.returncode == 2
    assert "the checklist has no section leadersip; did you mean leadership" in done.stderr
    by_title = run("rank", "department-annual", *units, "--section", "组织领导和能力建设")
    assert "ranked by  Leadership and ability (out of " in by_title.stdout
