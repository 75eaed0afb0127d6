"""Tables scored on a real Spark session: the same as on one machine, to the last digit; faults; tasks that die."""

import os
import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from types import ModuleType
from typing import Any, ClassVar, Literal

import attrs
import lawcheck_spark
import polars as pl
import pytest
from lawcheck_spark.engine import SparkEngine
from local_spark import SUBMIT_ARGS, running_spark  # noqa: F401 - a fixture
from pyspark import cloudpickle
from pyspark.sql import SparkSession

import lawcheck
from lawcheck import Session
from lawcheck.plugin import (
    ONE,
    Case,
    Checklist,
    Deduction,
    EvidenceError,
    FactRef,
    Message,
    OutputError,
    Result,
    Spec,
    TableRun,
    TableSummary,
    UsageError,
    message,
)
from lawcheck.tables.csv_files import CsvFiles
from lawcheck.tables.inputs import TableInputs
from lawcheck.testing import one_item

Load = Callable[[str], Checklist]

pytestmark = [
    pytest.mark.usefixtures("spark"),
    pytest.mark.filterwarnings("ignore::FutureWarning"),  # of PySpark on pandas
    pytest.mark.filterwarnings("ignore::ResourceWarning"),  # sockets of py4j
]

HEAD = """\
lawcheck: 1
id: spark
version: "1"
title: 全市（虚构）
period: {from: 2023-01-01, to: 2023-12-31}
scoring: {method: points, out_of: FULL}
rounding: {places: 2, mode: half_up, at: total}
grade_on: rounded
grades: [{name: 优, from: CUT}, {name: 差, from: 0}]
not_applicable: {policy: redistribute, at_most: 100%}
ranking: {within: group}
facts:
  settled: {kind: count, at_most: cases}
  cases: count
  satisfied: {kind: rate, written_as: fraction}
registers:
  hearings:
    label: 庭审
    columns:
      court: {kind: text, choices: [中院, 基层]}
      heard_on: {kind: date, optional: true}
      judged_on: {kind: date, optional: true, any_date: true}
      appeared: {kind: yes_no, optional: true}
      amount: {kind: amount, optional: true}
      people: {kind: count, optional: true}
indicators:
"""
RATE = """\
  - {id: closed, title: 结案, points: 10, type: rate, numerator: settled, denominator: cases, target: 95%,
     deduct: {points: 0.1, per: 1%, partial: proportional}, on_zero: not_applicable}
  - {id: survey, title: 满意, points: 10, type: scale, value: satisfied, zero_at: 60%, full_at: 90%}
"""
WHERES = [
    "",
    ", where: {court: 中院}",
    ", where: {appeared: true}",
    ", where: {amount: {at_least: 2.5}}",
    ", where: {heard_on: {on_or_after: 2023-04-01}, court: {not: 基层}}",
    ", where: {judged_on: {within: 30, of: heard_on}}",
    ", where: {people: {in: [1, 2]}}",
]
VALUES = [
    "count: hearings{w}",
    "sum: hearings, of: amount{w}",
    "mean: hearings, of: amount{w}",
    "maximum: hearings, of: people{w}",
    "minimum: hearings, of: amount{w}",
    "distinct: hearings, of: court{w}",
    "share: hearings{w}, on_zero: 100%",
]


def of_measures() -> str:
    """An item for each measure with each condition, and counts by quarter."""
    items = [
        f"  - {{id: m{place}w{number}, title: 项, points: 10, type: scale, value: {{{value.format(w=where)}}}, zero_at: 0,\n"
        f"     full_at: {'300%' if value.startswith('share') else 3}}}\n"
        for place, value in enumerate(VALUES)
        for number, where in enumerate(WHERES)
        if not (value.startswith("share") and not where)
    ]
    quarters = (
        "  - {id: quarters, title: 每季, points: 10, type: count_target,\n"
        "     value: {count: hearings, where: {court: 中院}, by: heard_on}, each: quarter, target: 1,\n"
        "     deduct: {points: 2, per: 1}}\n"
    )
    return "".join(items) + quarters


def sheet(items: str) -> str:
    full = 10 * items.count("points: 10,")
    head = HEAD if "hearings" in items else HEAD.split("registers:")[0] + "indicators:\n"
    return head.replace("FULL", str(full)).replace("CUT", str(full * 6 // 10)) + items


@pytest.fixture
def load(tmp_path: Path) -> Load:
    def loaded(text: str) -> Checklist:
        (tmp_path / "sheet.yaml").write_text(text, "utf-8")
        return Session.start(only=()).load(tmp_path / "sheet.yaml")

    return loaded


def some_facts(units: int, seed: int) -> pl.DataFrame:
    dice = random.Random(seed)  # noqa: S311 - made-up units
    cases = [dice.choice([None, 0, 3, 7, 20, 1000]) for _ in range(units)]
    return pl.DataFrame(
        {
            "unit": [f"u{number}" for number in range(units)],
            "unit_group": [dice.choice(["甲", "乙", None]) for _ in range(units)],
            "cases": cases,
            "settled": [
                None if each is None or dice.random() < 0.1 else dice.randint(each * 8 // 10, each)
                for each in cases
            ],
            "satisfied": [
                dice.choice([None, Decimal("0.75"), Decimal("0.9"), Decimal("0.8333")])
                for _ in range(units)
            ],
        },
        schema_overrides={"satisfied": pl.Decimal(18, 4)},
    )


def some_hearings(units: int, seed: int) -> pl.DataFrame:
    dice = random.Random(seed)  # noqa: S311 - made-up records
    rows = []
    for _ in range(units * 3):
        heard = dice.choice([None, date(2023, 1, 1) + timedelta(dice.randrange(365))])
        rows.append(
            {
                "unit": f" u{dice.randrange(units)}",
                "court": dice.choice(["中院", "基层"]),
                "heard_on": heard,
                "judged_on": None
                if heard is None or dice.random() < 0.2
                else heard + timedelta(dice.choice([29, 30, 31])),
                "appeared": dice.choice([True, False, None]),
                "amount": dice.choice([None, Decimal("0.25"), Decimal("2.5"), Decimal("3")]),
                "people": dice.choice([None, 1, 2, 3]),
            }
        )
    types: dict[str, pl.DataType | type[pl.DataType]] = {
        "amount": pl.Decimal(18, 2),
        "people": pl.Int16,
        "heard_on": pl.Date,
        "judged_on": pl.Date,
    }
    return pl.DataFrame(rows, schema_overrides=types, infer_schema_length=None)


def run_of(
    checklist: Checklist, folder: Path, facts: pl.DataFrame, **registers: pl.DataFrame
) -> TableRun:
    facts.write_parquet(folder / "units.parquet")
    for name, table in registers.items():
        (folder / f"{name}.parquet").mkdir()
        half = table.height // 2
        table[:half].write_parquet(folder / f"{name}.parquet" / "part-0.parquet")
        table[half:].write_parquet(folder / f"{name}.parquet" / "part-1.parquet")
    paths = {name: folder / f"{name}.parquet" for name in registers}
    return TableRun(checklist, folder / "units.parquet", paths, folder / "scores.parquet")


def check(run: TableRun) -> tuple[TableSummary, pl.DataFrame]:
    """What Spark writes is what one machine says; rows in no order, texts for states."""
    summary = SparkEngine().run(run)
    made = pl.read_parquet(Path(run.output) / "*.parquet").sort("unit")
    right = lawcheck.score_table(run.checklist, run.facts, dict(run.registers)).sort("unit")
    right = right.with_columns(pl.col(pl.Enum).cast(pl.String))

    assert made.columns == right.columns
    for name in made.columns:
        assert made[name].to_list() == right[name].to_list(), name
    return summary, made


def test_measures_of_registers_are_made_in_spark(load: Load, tmp_path: Path) -> None:
    """Every operation with every kind of condition, for 200 units of which some have blanks in every place."""
    run = run_of(
        load(sheet(RATE + of_measures())),
        tmp_path,
        some_facts(200, 1),
        hearings=some_hearings(180, 2),
    )
    summary, made = check(run)

    assert summary.units == 200
    assert summary.open == made.filter(pl.col("score_low") != pl.col("score_high")).height > 0
    assert made["rank_best"].drop_nulls().len() > 100
    assert made["state.m0w5"].value_counts().height > 1  # known for some, missing for others


def test_frames_of_spark_are_tables_too(load: Load, tmp_path: Path, spark: SparkSession) -> None:
    """`score_table` fetches them, and gives a frame of Spark where the facts were one."""
    run = run_of(
        load(sheet(RATE + of_measures())),
        tmp_path,
        some_facts(20, 5),
        hearings=some_hearings(15, 6),
    )
    registers = {name: spark.read.parquet(str(path)) for name, path in run.registers.items()}
    made = pl.DataFrame(
        lawcheck.score_table(
            run.checklist, spark.read.parquet(str(run.facts)), registers
        ).toArrow()
    )
    expected = lawcheck.score_table(run.checklist, run.facts, dict(run.registers))

    assert made.sort("unit").equals(
        expected.with_columns(pl.col(pl.Enum).cast(pl.String)).sort("unit")
    )


@pytest.mark.parametrize("grade_on", ["rounded", "exact"])
def test_records_come_to_their_units_where_rules_take_them_one_by_one(
    tmp_path: Path, grade_on: Literal["exact", "rounded"]
) -> None:
    """The pool of departments, whose awards are looked at one by one, in the order of the table."""
    checklist = attrs.evolve(Session.start(only=()).load("department-annual"), grade_on=grade_on)
    folder = Path(__file__).parents[3] / "examples" / "pool-2023"
    facts = CsvFiles.read(checklist, TableInputs(folder / "units.csv"))[1].facts
    awards = pl.read_csv(folder / "awards.csv", infer_schema=False).filter(
        pl.col("name") != "零报告"
    )
    summary, _ = check(run_of(checklist, tmp_path, facts, awards=awards))

    assert (summary.units, summary.without) == (30, 0)
    assert awards.height > 3


def test_faults_of_all_tables_are_told_at_once_and_nothing_is_written(
    load: Load, tmp_path: Path
) -> None:
    facts = pl.DataFrame(
        {"unit": ["a", "b", "b", " "], "cases": [1, -1, 2, 3], "settled": [2, 0, 0, 0]}
    )
    hearings = some_hearings(2, 1).with_columns(
        unit=pl.Series(["a", "z", "a", "a", "a", "a"]), people=pl.lit(-2, pl.Int16)
    )
    run = run_of(load(sheet(RATE + of_measures())), tmp_path, facts, hearings=hearings)
    with pytest.raises(EvidenceError) as caught:
        SparkEngine().run(run)
    told = {line.replace(f"{tmp_path}/", "") for line in str(caught.value).splitlines()}

    assert told >= {
        "units.parquet: the unit b has several rows; keep one",
        "units.parquet: the unit has no id; add one",
        "units.parquet b:cases: -1 must be a whole number, zero or more",
        "hearings.parquet: hearings has records of z, which is not a unit",
    }
    assert "hearings.parquet:people: -2 must be a whole number, zero or more (unit a)" in told
    assert sorted(each.name for each in tmp_path.iterdir()) == [
        "hearings.parquet",
        "sheet.yaml",
        "units.parquet",
    ]


def test_rows_that_are_not_units_and_records_that_repeat(load: Load, tmp_path: Path) -> None:
    checklist = load(sheet(RATE + of_measures()))
    register = attrs.evolve(checklist.registers["hearings"], unique=("people",))
    checklist = attrs.evolve(checklist, registers={**checklist.registers, "hearings": register})
    facts = pl.DataFrame(
        {"unit": ["a", "b", "全市合计", "#REF!"], "cases": [1, 1, 2, 2], "settled": [1, 0, 1, 1]}
    )
    hearings = some_hearings(2, 1).with_columns(unit=pl.lit("a"), people=pl.lit(2, pl.Int16))
    with pytest.raises(EvidenceError) as caught:
        SparkEngine().run(run_of(checklist, tmp_path, facts, hearings=hearings))
    told = {line.replace(f"{tmp_path}/", "") for line in str(caught.value).splitlines()}

    assert told >= {
        "units.parquet: 全市合计 is a row of totals, not a unit or a record; remove it, or skip it with --skip-total-rows",
        "units.parquet: #REF! is an error of the spreadsheet, not what was typed; correct the sheet and export it again",
        f"hearings.parquet: a: {hearings.height} records of hearings have the same people; remove the repeated ones",
    }


def test_parts_above_their_wholes_are_told(load: Load, tmp_path: Path) -> None:
    run = run_of(
        load(sheet(RATE)),
        tmp_path,
        pl.DataFrame({"unit": ["a", "b"], "cases": [1, 1], "settled": [2, 1]}),
    )
    with pytest.raises(
        EvidenceError,
        match=r"units\.parquet a: a: settled is 2, more than the 1 of cases; check them",
    ):
        SparkEngine().run(run)


def test_columns_that_are_not_those_of_the_checklist(load: Load, tmp_path: Path) -> None:
    checklist = load(sheet(RATE + of_measures()))
    facts = pl.DataFrame({"unit": ["a"], "casse": [1]})
    with pytest.raises(EvidenceError, match=r"unknown column casse; did you mean cases\?"):
        SparkEngine().run(run_of(checklist, tmp_path, facts))
    hearings = pl.DataFrame(
        {
            "unit": ["a"],
            "court": ["中院"],
            "amount": [0.5],
            "heard_on": ["2023-01-01"],
            "people": [True],
        }
    )
    (tmp_path / "units.parquet").unlink()
    run = run_of(checklist, tmp_path, facts.rename({"casse": "cases"}), hearings=hearings)
    with pytest.raises(EvidenceError) as caught:
        SparkEngine().run(run)

    assert [line.partition("hearings.parquet:")[2] for line in str(caught.value).splitlines()] == [
        "heard_on: string is not of kind date; convert the column",
        "amount: floats are not exact any more; give whole numbers, decimals or text",
        "people: boolean is not of kind count; convert the column",
    ]


def test_other_columns_are_left_out_where_the_checklist_says_so(
    load: Load, tmp_path: Path
) -> None:
    others = "other_columns: {facts: [人口], hearings: ignore}\nindicators:"
    checklist = load(sheet(RATE + of_measures()).replace("indicators:", others))
    facts = pl.DataFrame({"unit": ["a"], "cases": [4], "settled": [3], "人口": [1.5]})
    hearings = pl.DataFrame({"unit": ["a"], "court": ["中院"], "the clerk.s": [[0.5]]})
    with pytest.warns(UserWarning, match="left out") as told:
        check(run_of(checklist, tmp_path, facts, hearings=hearings))

    assert [str(each.message).partition("parquet: ")[2] for each in list(told)[:2]] == [
        "columns left out, which the checklist does not know: the clerk.s",
        "columns left out, which the checklist does not know: 人口",
    ]


def test_files_that_are_not_there_or_no_parquet(load: Load, tmp_path: Path) -> None:
    checklist = load(sheet(RATE))
    run = TableRun(checklist, tmp_path / "units.parquet", {}, tmp_path / "scores")
    with pytest.raises(
        EvidenceError, match=r"units\.parquet: there is no such file; check the path"
    ):
        SparkEngine().run(run)
    (tmp_path / "units.parquet").write_text("unit\na\n", "utf-8")
    with pytest.raises(
        EvidenceError,
        match=r"units\.parquet: the table cannot be read \(.+\); Spark takes Parquet files",
    ):
        SparkEngine().run(run)


def test_a_table_that_is_damaged_inside(load: Load, tmp_path: Path) -> None:
    """Its end, which says where the columns are, is whole; some of them are gone. One line, however long Spark's own story is."""
    run = run_of(load(sheet(RATE)), tmp_path, some_facts(500, 1))
    facts = Path(run.facts)
    data = bytearray(facts.read_bytes())
    data[4:400] = bytes(396)
    facts.write_bytes(data)
    with pytest.raises(EvidenceError) as caught:
        SparkEngine().run(run)

    assert len(str(caught.value).splitlines()) == 1
    assert str(caught.value).startswith("the table cannot be read (")
    assert "units.parquet" in str(caught.value)
    assert not Path(run.output).exists()


@pytest.fixture
def shared(tmp_path: Path, spark: SparkSession) -> Iterator[str]:
    """A file system with addresses of its own, over a folder: Hadoop's ViewFs, which hides where it keeps things."""
    java: Any = spark.sparkContext
    settings, link = java._jsc.hadoopConfiguration(), "fs.viewfs.mounttable.shared.link./data"
    settings.set(link, f"file://{tmp_path}")
    yield "viewfs://shared/data"
    settings.unset(link)


@pytest.mark.parametrize(
    ("grade_on", "ties"),
    [("exact", ()), ("rounded", ("closed", "survey")), ("exact", ("survey",))],
)
def test_ranks_by_exact_totals_and_by_what_decides_ties(
    load: Load, tmp_path: Path, grade_on: Literal["exact", "rounded"], ties: tuple[str, ...]
) -> None:
    """Facts of few different values and hearings of some units, so that many stand together."""
    count = "  - {id: heard, title: 庭审, points: 10, type: scale, value: {count: hearings}, zero_at: 0, full_at: 7}\n"
    checklist = load(sheet(RATE + count))
    ranking = attrs.evolve(checklist.ranking, ties=ties)
    checklist = attrs.evolve(checklist, grade_on=grade_on, ranking=ranking)
    _, made = check(run_of(checklist, tmp_path, some_facts(60, 1), hearings=some_hearings(40, 2)))

    assert made["rank_best"].drop_nulls().len() > 20


def test_paths_of_any_letters_and_columns_that_are_not_there(load: Load, tmp_path: Path) -> None:
    """Percent signs and spaces are letters like others; an optional column that a register lacks is blank for all."""
    folder = tmp_path / "单位 表 50%41"
    folder.mkdir()
    hearings = some_hearings(30, 2).drop("appeared", "amount", "people")
    summary, _ = check(
        run_of(load(sheet(RATE + of_measures())), folder, some_facts(40, 1), hearings=hearings)
    )

    assert summary.units == 40
    assert sorted(each.name for each in folder.iterdir()) == [
        "hearings.parquet",
        "scores.parquet",
        "units.parquet",
    ]


def test_tables_at_addresses(load: Load, tmp_path: Path, shared: str) -> None:
    """Read from and written to another file system than that of this machine."""
    here = run_of(
        load(sheet(RATE + of_measures())),
        tmp_path,
        some_facts(40, 1),
        hearings=some_hearings(30, 2),
    )
    there = {name: f"{shared}/{name}.parquet" for name in ("units", "hearings", "scores")}
    run = TableRun(
        here.checklist, there["units"], {"hearings": there["hearings"]}, there["scores"]
    )
    summary = SparkEngine().run(run)
    written = tmp_path / "scores.parquet"
    right = lawcheck.score_table(here.checklist, here.facts, dict(here.registers)).sort("unit")

    assert summary.units == 40
    assert (
        pl.read_parquet(written / "part-*")
        .sort("unit")
        .equals(right.with_columns(pl.col(pl.Enum).cast(pl.String)))
    )
    assert {each.name.split("-")[0] for each in written.iterdir() if each.suffix != ".crc"} == {
        "part"
    }
    assert not list(tmp_path.glob("*.tmp"))
    none, other = f"{shared}/none", f"{shared}/other"
    for bad, kind, line in (
        (
            run,
            OutputError,
            f"{there['scores']}: there is something of this name already; choose another",
        ),
        (
            attrs.evolve(run, facts=none, output=other),
            EvidenceError,
            f"{none}: there is no such file; check the path",
        ),
        (
            attrs.evolve(run, facts="nowhere://a/b", output=other),
            EvidenceError,
            "nowhere://a/b: the table cannot be read (",
        ),
    ):
        with pytest.raises(kind) as caught:
            SparkEngine().run(bad)
        assert str(caught.value).startswith(line)


def test_what_spark_is_not_for(load: Load, tmp_path: Path) -> None:
    compared = (
        "  - {id: rank, title: 排名, points: 10, type: rank_points, value: cases, better: higher, within: all, places: [10, 8],\n"
        "     otherwise: 0, ties: best, alone: zero}\n"
    )
    run = run_of(load(sheet(RATE + compared)), tmp_path, some_facts(3, 1))
    with pytest.raises(
        UsageError,
        match="an item compares units, so they cannot be scored in parts; use --engine tables",
    ):
        SparkEngine().run(run)
    Path(run.output).mkdir()
    with pytest.raises(
        OutputError, match="there is something of this name already; choose another"
    ):
        SparkEngine().run(run)


@attrs.frozen
class Deadly:
    """Takes a point off; the first time that it is run outside the program itself, it takes its process away."""

    type_name: ClassVar[str] = "deadly"

    value: FactRef
    mark: str
    program: int

    def describe(self) -> Message:
        return message("致命", "deadly")

    def score(self, case: Case) -> Result:
        if os.getpid() != self.program and not Path(self.mark).exists():
            Path(self.mark).touch()
            os._exit(9)
        case.read(self.value)
        return Result((Deduction(ONE, message("扣", "off")),))


def test_a_task_that_is_killed_changes_nothing(tmp_path: Path) -> None:
    """The worker dies at the first unit; Spark gives its part of the table to another."""
    by_value: Callable[[ModuleType], None] = cloudpickle.register_pickle_by_value
    by_value(sys.modules[__name__])  # the workers cannot import a test
    mark = tmp_path / "died"
    checklist = one_item(
        Deadly(FactRef("n"), str(mark), os.getpid()),
        points=Fraction(10),
        facts={"n": Spec("count")},
    )
    facts = pl.DataFrame({"unit": [f"u{number}" for number in range(50)], "n": [1] * 50})
    _, made = check(run_of(checklist, tmp_path, facts))

    assert mark.exists()
    assert made["points.item"].to_list() == [Decimal(9)] * 50


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the distribution's metadata, where it is not installed."""
    folder = tmp_path_factory.mktemp("site")
    info = folder / "lawcheck_spark-0.1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: lawcheck-spark\nVersion: 0.1.0\n", encoding="utf-8"
    )
    (info / "entry_points.txt").write_text(
        "[lawcheck]\nspark = lawcheck_spark\n", encoding="utf-8"
    )
    return folder


def command(
    folder: Path, site: Path, master: str, **environment: str
) -> "subprocess.CompletedProcess[str]":
    """The real program, with a Spark of its own."""
    arguments = [
        "score",
        "sheet.yaml",
        "units.parquet",
        "hearings.parquet",
        "--engine",
        "spark",
        "--master",
        master,
        "-o",
        "out",
    ]
    paths = os.pathsep.join(
        map(
            str,
            (
                site,
                *(Path(module.__file__ or "").parents[1] for module in (lawcheck, lawcheck_spark)),
            ),
        )
    )
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYSPARK")}
    return subprocess.run(
        [sys.executable, "-m", "lawcheck", *arguments],
        cwd=folder,
        env={
            **kept,
            "PYTHONPATH": paths,
            "PYTHONUTF8": "1",
            "LC_ALL": "en_US.UTF-8",
            "PYSPARK_SUBMIT_ARGS": SUBMIT_ARGS,
            **environment,
        },
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_the_command_line(load: Load, site: Path, tmp_path: Path) -> None:
    """On two workers that are processes of their own, as on a cluster."""
    run = run_of(
        load(sheet(RATE + of_measures())),
        tmp_path,
        some_facts(40, 3),
        hearings=some_hearings(30, 4),
    )
    done = command(tmp_path, site, "local-cluster[2,1,1024]")
    right = lawcheck.score_table(run.checklist, run.facts, dict(run.registers)).sort("unit")
    made = pl.read_parquet(tmp_path / "out" / "*.parquet").sort("unit")

    assert made.equals(right.with_columns(pl.col(pl.Enum).cast(pl.String)))
    assert done.stdout.startswith("40 units: ")
    assert done.returncode == (7 if right["score_low"].null_count() else 0)
    assert "Traceback" not in done.stderr


def test_without_java(load: Load, site: Path, tmp_path: Path) -> None:
    run_of(
        load(sheet(RATE + of_measures())), tmp_path, some_facts(2, 3), hearings=some_hearings(2, 4)
    )
    done = command(tmp_path, site, "local[1]", PATH="", JAVA_HOME="")

    assert done.returncode == 2
    assert done.stderr.endswith(
        "Spark needs Java 17 or newer; on Debian or Ubuntu: apt-get install openjdk-17-jre-headless\n"
    )
