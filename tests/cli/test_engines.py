"""`lawcheck score --engine`: tables in, a table out, and one clear line for everything else."""

import sys

import polars as pl
import pytest
from tests.tables.test_files import FACTS, STUDY
from tests.tables.test_tables import CHECKLIST, SESSIONS, polars_facts

import lawcheck
from lawcheck.session import Session

SCORE = ("score", "small.yaml", "units.csv", "sessions.csv", "--engine", "tables")


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "small.yaml").write_text(CHECKLIST, "utf-8")
    (tmp_path / "units.csv").write_text(FACTS, "utf-8")
    (tmp_path / "sessions.csv").write_text(STUDY, "utf-8")
    return tmp_path


def test_tables_in_a_table_out(run, folder):
    done = run(*SCORE, "-o", "scores.parquet")
    checklist = Session.start(only=()).load(folder / "small.yaml")
    right = lawcheck.score_table(
        checklist, folder / "units.csv", {"sessions": folder / "sessions.csv"}
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert (
        done.stdout
        == "3 units: 2 scored, 1 with a score that is still open, 0 without one; written to scores.parquet\n"
    )
    assert pl.read_parquet(folder / "scores.parquet").equals(right)


def test_folders_of_parquet_files_called_like_the_registers(run, folder):
    polars_facts().write_parquet(folder / "all.parquet")
    (folder / "sessions").mkdir()
    for part in range(3):
        pl.DataFrame(SESSIONS)[part : part + 1].write_parquet(
            folder / "sessions" / f"{part}.parquet"
        )
    done = run(
        "--lang",
        "zh",
        "score",
        "small.yaml",
        "sessions",
        "all.parquet",
        "--engine",
        "tables",
        "-o",
        "scores.parquet",
    )

    assert (
        done.stdout == "3 个单位：2 个已评分，1 个得分未定，0 个没有得分；已写入 scores.parquet\n"
    )
    assert pl.read_parquet(folder / "scores.parquet")["points.study"].cast(pl.Int64).to_list() == [
        4,
        4,
        2,
    ]


def test_what_was_read_otherwise_than_written_is_told(run, folder):
    (folder / "units.csv").write_text(FACTS.replace("a,甲局,是,2,3", "a,甲局,是,２,3"), "utf-8")
    done = run("--lang", "zh", *SCORE, "-o", "scores.parquet")

    assert (done.returncode, done.stderr) == (0, "units.csv:2:settled：全角“２”按 2 读取\n")


def test_units_without_a_score_are_told_by_the_exit_code(run, folder):
    (folder / "small.yaml").write_text(CHECKLIST.replace("at_most: 50%", "at_most: 0%"), "utf-8")
    done = run(*SCORE, "-o", "scores.parquet")

    assert done.returncode == 7
    assert "1 without one" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (SCORE, "Error: an engine writes a table; name a file for it with -o"),
        ((*SCORE[:-1], "table", "-o", "o"), "there is no engine table; there is tables"),
        ((*SCORE, "--master", "local[2]", "-o", "o"), "--engine tables runs on this machine; leave --master out"),
        ((*SCORE[:-2], "--master", "local[2]"), "Error: --master goes with --engine"),
        ((*SCORE, "--unit", "a", "--format", "json", "-o", "o"), "Error: --unit, --format cannot go with --engine"),
        ((*SCORE, "small.csv", "-o", "o"), "an engine takes one table of units, and tables called like the registers (sessions), one each; "
         "these are units.csv, sessions.csv, small.csv"),
        ((*SCORE, "-o", "hdfs://a/b"), "--engine tables reads and writes files of this machine, not addresses: hdfs://a/b"),
        (("score", "small.yaml", "hdfs://a/units.csv"), "Error: hdfs://a/units.csv is an address, which goes with --engine"),
        (("score", "small.yaml", "none.parquet", "--engine", "tables", "-o", "o"), "none.parquet: there is no such file; check the path"),
        (("score", "small.yaml", ".", "--engine", "tables", "-o", "o"),
         ".: the folder holds no .parquet file; score the folder of a unit without an engine"),
        (("score", "small.yaml", f"{'x' * 300}.parquet", "--engine", "tables", "-o", "o"),
         f"{'x' * 300}.parquet: there is no such file; check the path"),
    ],
)  # fmt: skip
def test_what_is_refused(arguments, line, run, folder):
    done = run(*arguments)

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines()[-1] == line
    assert not (folder / "o").exists()


def test_without_the_packages_that_it_needs(process, folder):
    (folder / "polars.py").write_text(
        "raise ModuleNotFoundError('No module named polars', name='polars')\n", "utf-8"
    )
    done = process(*SCORE, "-o", "o", PYTHONPATH=f"{folder}:{':'.join(filter(None, sys.path))}")

    assert done.returncode == 2
    assert (
        done.stderr
        == "--engine tables needs polars, which is not installed; run pip install '.[tables]' in a checkout\n"
    )


def test_decisions_are_not_for_an_engine(run, tmp_path):
    (tmp_path / "small.yaml").write_text(CHECKLIST, "utf-8")
    done = run(
        "score",
        "small.yaml",
        "units.csv",
        "not_applicable.csv",
        "--engine",
        "tables",
        "-o",
        "o.parquet",
    )

    assert (done.returncode, done.stderr.splitlines()[0]) == (
        2,
        "not_applicable.csv: an engine does not take what people decided; "
        "score without --engine, or pass it to score_table",
    )
