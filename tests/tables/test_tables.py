"""Tables as people have them: frames of any kind, files, blanks, decisions, and what is refused."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import attrs
import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import lawcheck
from lawcheck.model.conditions import Where
from lawcheck.model.errors import EvidenceError, UsageError
from lawcheck.model.evidence import Judgement, NotApplicable
from lawcheck.session import Session
from lawcheck.tables import units as identity

pytestmark = pytest.mark.interpreter

CHECKLIST = """\
lawcheck: 1
id: small
version: "1"
title: 小表
period: {from: 2023-01-01, to: 2023-12-31}
scoring: {method: points, out_of: 40}
rounding: {places: 1, mode: half_up, at: total}
grade_on: rounded
grades: [{name: 优, from: 36}, {name: 中, from: 20}, {name: 差, from: 0}]
not_applicable: {policy: redistribute, at_most: 50%}
facts:
  plan: yes_no
  settled: {kind: count, at_most: cases}
  cases: count
  satisfied: {kind: rate, written_as: percent}
registers:
  sessions: {label: 学法, columns: {held_on: date, topic: {kind: text, choices: [宪法, 行政]}, hours: {kind: amount, optional: true}}}
indicators:
  - {id: plan, title: 计划, points: 10, type: yes_no, value: plan}
  - id: closed
    title: 结案
    points: 10
    type: rate
    numerator: settled
    denominator: cases
    target: 100%
    deduct: {points: 0.1, per: 1%, partial: proportional}
    on_zero: not_applicable
  - {id: survey, title: 满意, points: 10, type: scale, value: satisfied, zero_at: 60%, full_at: 90%}
  - {id: study, title: 学法, points: 10, type: count_target, value: {count: sessions, where: {topic: 宪法}}, target: 4, deduct: {points: 2, per: 1}}
"""
UNITS = ["a", "b", "c"]
FACTS = {"unit": UNITS, "plan": [True, False, None], "settled": [2, 0, 5], "cases": [3, 0, 5]}
SESSIONS = {
    "unit": ["a", "a", "b"],
    "held_on": [date(2023, 3, 1)] * 3,
    "topic": ["宪法", "行政", "宪法"],
}


@pytest.fixture(scope="module")
def checklist(tmp_path_factory):
    path = tmp_path_factory.mktemp("c") / "small.yaml"
    path.write_text(CHECKLIST, "utf-8")
    return Session.start(only=()).load(path)


def polars_facts(**more):
    return pl.DataFrame(
        {**FACTS, "satisfied": [Decimal("0.75"), Decimal("0.9"), Decimal("0.6")], **more}
    )


def of(frame: pl.DataFrame, name: str) -> list[object]:
    return frame[name].to_list()


def test_what_a_table_says(checklist):
    """a: 10 + (10 - 10/3) + 5 + (10 - 6) = 25.66..; b: 0, 0/0 goes out, 10, 4: 14 of 30 is 18.66..; c: 10 open, 10, 0, 2 or 12."""
    made = lawcheck.score_table(checklist, polars_facts(), {"sessions": pl.DataFrame(SESSIONS)})

    assert of(made, "unit") == UNITS
    assert of(made, "score_low") == [Decimal("25.7"), Decimal("18.7"), Decimal("12.0")]
    assert of(made, "score_high") == [Decimal("25.7"), Decimal("18.7"), Decimal("22.0")]
    assert of(made, "grade") == [2, 3, None]
    assert of(made, "points.closed") == [Decimal("6.666666666"), None, Decimal("10.000000000")]
    assert of(made, "state.closed") == ["scored", "not_applicable", "scored"]
    assert of(made, "points.plan") == [Decimal(10), Decimal(0), None]
    assert of(made, "state.plan") == ["scored", "scored", "missing"]
    assert of(made, "points.study") == [Decimal(4), Decimal(4), Decimal(2)]


def test_a_register_that_is_not_given_is_missing(checklist):
    made = lawcheck.score_table(checklist, polars_facts())

    assert of(made, "state.study") == ["missing"] * 3


def test_frames_of_any_kind_come_back_as_they_came(checklist):
    facts = polars_facts()
    expected = lawcheck.score_table(checklist, facts)

    lazy = lawcheck.score_table(checklist, facts.lazy())
    arrow = lawcheck.score_table(checklist, facts.to_arrow())
    pandas = lawcheck.score_table(
        checklist, pd.DataFrame(facts.to_pandas(use_pyarrow_extension_array=True))
    )
    duck = lawcheck.score_table(checklist, duckdb.sql("select * from facts"))

    assert isinstance(lazy, pl.LazyFrame)
    assert isinstance(arrow, pa.Table)
    assert isinstance(pandas, pd.DataFrame)
    assert lazy.collect().equals(expected)
    assert (
        pl.DataFrame(arrow)
        .select(pl.exclude("^state.*$"))
        .equals(expected.select(pl.exclude("^state.*$")))
    )
    assert pandas["score_low"].tolist() == of(expected, "score_low")
    assert isinstance(duck, duckdb.DuckDBPyRelation)
    assert (
        duck.pl()
        .with_columns(pl.col("^state.*$").cast(expected["state.plan"].dtype))
        .equals(expected)
    )


def test_of_a_query_only_what_the_checklist_reads_is_worked_out(checklist, tmp_path):
    """A register in DuckDB: a column that no item reads is never computed, so what is wrong with it cannot matter."""
    pl.DataFrame(SESSIONS).write_parquet(tmp_path / "sessions.parquet")
    held = duckdb.read_parquet(str(tmp_path / "sessions.parquet"))
    query = held.project("unit, topic, error('was read')::date as held_on")
    expected = lawcheck.score_table(
        checklist, polars_facts(), {"sessions": pl.DataFrame(SESSIONS)}
    )

    assert lawcheck.score_table(checklist, polars_facts(), {"sessions": query}).equals(expected)


def test_whole_numbers_that_pandas_made_floats_of(checklist):
    """A column of counts with a blank is float64 in pandas; its numbers are whole, so nothing was lost."""
    facts = pd.DataFrame({"unit": ["a", "b"], "settled": [1.0, float("nan")], "cases": [2.0, 2.0]})
    made = lawcheck.score_table(checklist, facts)

    assert made["state.closed"].tolist() == ["scored", "missing"]
    assert made["points.closed"].tolist()[0] == Decimal(5)


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_files(kind, checklist, tmp_path):
    """A person writes 是 and 75% into a CSV file; a Parquet file holds types."""
    facts, sessions = polars_facts(), pl.DataFrame(SESSIONS)
    expected = lawcheck.score_table(checklist, facts, {"sessions": sessions})
    if kind == "csv":
        (tmp_path / "f.csv").write_text(
            "unit,plan,settled,cases,satisfied\na,是,2,3,75%\nb,否,0,0,90%\nc,,5,5,60%\n", "utf-8"
        )
        (tmp_path / "s.csv").write_text(
            "unit,held_on,topic\na,2023-03-01,宪法\na,2023/3/1,行政\nb,2023年3月1日,宪法\nc,零报告,\n",
            "utf-8",
        )
    else:
        facts.write_parquet(tmp_path / "f.parquet")
        sessions.write_parquet(tmp_path / "s.parquet")
    made = lawcheck.score_table(
        checklist, tmp_path / f"f.{kind}", {"sessions": str(tmp_path / f"s.{kind}")}
    )

    assert made.equals(expected)


def test_cards_of_some_units_are_those_of_score(checklist):
    evidence = lawcheck.build_evidence(
        checklist,
        "a",
        {"plan": True, "settled": 2, "cases": 3, "satisfied": "0.75"},
        {
            "sessions": [
                {"held_on": date(2023, 3, 1), "topic": "宪法"},
                {"held_on": date(2023, 3, 1), "topic": "行政"},
            ]
        },
    )
    (card,) = lawcheck.table_cards(
        checklist, ["a"], polars_facts(), {"sessions": pl.DataFrame(SESSIONS)}
    )
    right = lawcheck.score(checklist, evidence)

    assert (card.score, card.exact, card.grade, card.rows) == (
        right.score,
        right.exact,
        right.grade,
        right.rows,
    )
    assert [d.reason.pick("en") for o in card.outcomes() for d in o.deductions] == [
        d.reason.pick("en") for o in right.outcomes() for d in o.deductions
    ]
    with pytest.raises(UsageError, match="facts: there is no unit z"):
        lawcheck.table_cards(checklist, ["z"], polars_facts())


def test_decisions_and_judgements_of_some_units(checklist, tmp_path):
    made = lawcheck.score_table(
        checklist,
        polars_facts(),
        {"sessions": pl.DataFrame(SESSIONS)},
        not_applicable={"a": [NotApplicable("plan", "无此职能", "司法局")]},
    )

    assert of(made, "state.plan") == ["not_applicable", "scored", "missing"]
    assert of(made, "score_low")[0] == Decimal("20.9")  # (6.66.. + 5 + 4) of 30
    judged = tmp_path / "judged.yaml"
    judged.write_text(
        CHECKLIST.replace("type: yes_no, value: plan", "type: judged, from: 0, to: 10").replace(
            "  plan: yes_no\n", ""
        ),
        "utf-8",
    )
    loaded = Session.start(only=()).load(judged)
    decided = {"b": [Judgement("plan", Fraction(3), "不全", "评议组")]}
    made = lawcheck.score_table(loaded, polars_facts().drop("plan"), judgements=decided)

    assert of(made, "state.plan") == ["awaiting", "scored", "awaiting"]
    assert of(made, "points.plan") == [None, Decimal(7), None]


def test_ids_are_those_of_units_however_they_are_written(checklist):
    """Decisions and records find their unit as in files: compatibility forms and outer spaces do not count."""
    made = lawcheck.score_table(
        checklist,
        polars_facts(unit=["A１", "b", "c"]),
        {"sessions": pl.DataFrame({**SESSIONS, "unit": ["A1 ", "A1 ", "b"]})},
        not_applicable={" A1": [NotApplicable("plan", "无此职能", "司法局")]},
    )

    assert of(made, "unit") == ["A１", "b", "c"]
    assert of(made, "state.plan") == ["not_applicable", "scored", "missing"]
    assert of(made, "points.study") == [Decimal(4), Decimal(4), Decimal(2)]


def test_decisions_that_are_wrong_are_refused(checklist):
    """All at once; one about nobody is not an exception."""
    ours = NotApplicable("plan", "无此职能", "司法局")
    with pytest.raises(EvidenceError) as caught:
        lawcheck.score_table(
            checklist,
            polars_facts(),
            not_applicable={
                "z": [ours],
                "a": [ours],
                "ａ": [ours],
                "b": [NotApplicable("plna", "无", "局")],
            },
            judgements={"c": [Judgement("plan", Fraction(3), "不全", "评议组")]},
        )

    assert str(caught.value).splitlines() == [
        "z: a decision is about z, which is not a unit; check the id",
        "ａ: the unit a is written in two ways; put its decisions together",
        "b plna: there is no indicator plna (unit b)",
        "c plan: there is no judged indicator plan (unit c)",
    ]


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (
            {"settled": [4, 0, 5]},
            "facts:1:settled: a: settled is 4, more than the 3 of cases; check them",
        ),
        ({"settled": [-1, 0, 5]}, "facts:1:settled: -1 must be a whole number, zero or more"),
        (
            {"satisfied": [0.75, 0.9, 0.6]},
            "facts:satisfied: floats are not exact any more; give whole numbers, decimals or text",
        ),
        (
            {"satisfied": [Decimal("1.5"), None, None]},
            "facts:1:satisfied: 150% is above the most allowed, 100%",
        ),
        (
            {"satisfied": ["75", None, None]},
            "facts:1:satisfied: 75: texts write a rate as a fraction of 1; is it 75%? write the percent sign",
        ),
        ({"plan": [1, 0, 1]}, "facts:plan: Int64 is not of kind yes_no; convert the column"),
        ({"unit": ["a", "a", "c"]}, "facts: the unit a has several rows (1, 2); keep one"),
        ({"unit": ["ａ", "a ", "c"]}, "facts: the unit a has several rows (1, 2); keep one"),
        ({"unit": ["a", " ", "c"]}, "facts:2:unit: the unit has no id; add one"),
        (
            {"unit": ["a", "b", "合 计"]},
            "facts: 合 计 is a row of totals, not a unit or a record; remove it, or skip it with --skip-total-rows",
        ),
        (
            {"unit": ["a", "b\u200b", "c"]},
            "facts:2:unit: holds the invisible character U+200B; remove it",
        ),
        (
            {"unit_name": ["甲", "乙", "丙\u202e"]},
            "facts:3:unit_name: holds the invisible character U+202E; remove it",
        ),
        ({"setled": [1, 1, 1]}, "facts: unknown column setled; did you mean settled?"),
        ({"unit_nam": ["甲"] * 3}, "facts: unknown column unit_nam; did you mean unit_name?"),
        ({"weather": [1, 1, 1]}, "facts: the checklist has no fact weather"),
    ],
)
def test_bad_facts_are_refused(change, line, checklist):
    with pytest.raises(EvidenceError) as caught:
        lawcheck.score_table(checklist, polars_facts(**change))

    assert str(caught.value).splitlines()[0] == line


@pytest.mark.filterwarnings("ignore:the unit ids b1, B1:lawcheck.model.engine.Notice")
@pytest.mark.parametrize(
    ("ids", "line"),
    [
        (["1", "2", "10", "11"], None),
        (["10", "9", "2", "11"], None),
        (["a1", "a2", "b1", "B1"], None),
        (["1", "2", "10", "10"], "facts: the unit 10 has several rows (3, 4); keep one"),
        (["1", "2", "10", "2"], "facts: the unit 2 has several rows (2, 4); keep one"),
        (["10", "9", "2", "9"], "facts: the unit 9 has several rows (2, 4); keep one"),
        (["1", "2", None, "3"], "facts:3:unit: the unit has no id; add one"),
        (["1", "2", "3", "4 "], None),
    ],
)
def test_ids_in_order_and_in_none(ids, line, checklist, monkeypatch):
    """Whether no unit has two rows is seen in another way where the first ids rise."""
    monkeypatch.setattr(identity, "_SAMPLE", 2)
    facts = pl.DataFrame({"unit": ids, "cases": [1] * 4})
    if line is None:
        assert lawcheck.score_table(checklist, facts)["unit"].to_list() == ids
        return
    with pytest.raises(EvidenceError) as caught:
        lawcheck.score_table(checklist, facts)

    assert str(caught.value).splitlines() == [line]


def test_an_optional_column_that_is_not_there_is_blank(load):
    text = CHECKLIST.replace(
        "value: {count: sessions, where: {topic: 宪法}}", "value: {sum: sessions, of: hours}"
    )
    checklist = load(text)
    made = lawcheck.score_table(checklist, polars_facts(), {"sessions": pl.DataFrame(SESSIONS)})
    (card,) = lawcheck.table_cards(
        checklist, ["a"], polars_facts(), {"sessions": pl.DataFrame(SESSIONS)}
    )

    assert of(made, "state.study") == ["missing", "missing", "scored"]
    assert card.outcome("study").state == "missing"


def test_the_column_of_ids_is_called_like_none_of_the_scores(checklist):
    for name in ("score_low", "rank_best", "state.plan", "points.plan"):
        with pytest.raises(
            EvidenceError,
            match=f"facts: the table of scores has a column {name}; call that of the ids otherwise",
        ):
            lawcheck.score_table(checklist, polars_facts().rename({"unit": name}), unit=name)


def test_what_is_no_table(checklist, tmp_path):
    (tmp_path / "f.txt").write_text("unit\na\n", "utf-8")
    for given, line in (
        ([1, 2], "facts: list is not a table; give a frame"),
        (tmp_path / "f.txt", "a table is a .parquet or .csv file"),
    ):
        with pytest.raises(UsageError, match=line):
            lawcheck.score_table(checklist, given)
    for name in ("none.csv", "none.parquet"):
        with pytest.raises(EvidenceError, match=f"{name}: there is no such file; check the path"):
            lawcheck.score_table(checklist, tmp_path / name)
    with pytest.raises(EvidenceError, match="facts: there is no column id of unit ids"):
        lawcheck.score_table(checklist, polars_facts(), unit="id")
    with pytest.raises(
        EvidenceError, match="session: the checklist has no register session; there is sessions"
    ):
        lawcheck.score_table(checklist, polars_facts(), {"session": pl.DataFrame(SESSIONS)})


def test_an_empty_table_has_no_rows_and_all_columns(checklist):
    made = lawcheck.score_table(checklist, polars_facts().clear())

    assert made.height == 0
    assert "points.plan" in made.columns


def test_every_checklist_that_ships_scores_a_table():
    """The pool of thirty departments: every item of forty, with registers, as each scorecard has it."""
    from tests.tables.conftest import expected, tables_of

    session = Session.start(only=())
    checklist = session.load("department-annual")
    folder = Path(__file__).parents[2] / "examples" / "pool-2023"
    units = session.read(checklist, sorted(folder.glob("*.csv"))).evidence
    plain = [each for each in units if not each.not_applicable and not each.judgements]
    facts, registers = tables_of(checklist, plain)
    plain = [
        attrs.evolve(each, registers={name: each.registers[name] for name in registers})
        for each in plain
    ]
    rows = lawcheck.score_table(checklist, facts, registers).to_dicts()

    assert len(rows) > 20
    for row, each in zip(rows, plain, strict=True):
        right = expected(checklist, each)
        assert {name: row[name] for name in right if not name.startswith("exact")} == {
            name: value for name, value in right.items() if not name.startswith("exact")
        }


def test_measures_that_begin_alike_are_told_apart(tmp_path):
    """Of three long sessions one is on each topic but the last: 1 of 2, and 2 of 2."""
    text = (
        CHECKLIST.split("indicators:")[0]
        .replace("out_of: 40", "out_of: 20")
        .replace("from: 36", "from: 18")
        .replace("from: 20}", "from: 10}")
    )
    text = text.split("facts:")[0] + "registers:" + text.split("registers:")[1]
    item = (
        "  - {{id: {id}, title: 学法, points: 10, type: count_target, target: 2, deduct: {{points: 5, per: 1}}, value: {{count: sessions, "
        "where: {{held_on: {{on_or_after: 2023-01-01, on_or_before: 2023-12-30}}, hours: {{at_least: 2}}, topic: {topic}}}}}}}\n"
    )
    text += (
        "indicators:\n"
        + item.format(id="one", topic="宪法")
        + item.format(id="other", topic="行政")
    )
    (tmp_path / "c.yaml").write_text(text, "utf-8")
    sessions = {
        "unit": ["a"] * 3,
        "held_on": [date(2023, 3, 1)] * 3,
        "topic": ["宪法", "行政", "行政"],
        "hours": [2, 2, 3],
    }
    loaded = Session.start(only=()).load(tmp_path / "c.yaml")
    made = lawcheck.score_table(
        loaded, pl.DataFrame({"unit": ["a"]}), {"sessions": pl.DataFrame(sessions)}
    )

    assert (of(made, "points.one"), of(made, "points.other")) == ([Decimal(5)], [Decimal(10)])


def test_no_conditions_are_no_conditions_wherever_they_come_from(checklist):
    """A condition that was made anew, or came out of a pickle, holds for every record as the one of the library does."""
    study = next(each for each in checklist.indicators() if each.id == "study")
    rule = attrs.evolve(
        study.rule, value=attrs.evolve(study.rule.value, where=Where(), among=Where())
    )
    section = attrs.evolve(
        checklist.root, children=(*checklist.root.children[:3], attrs.evolve(study, rule=rule))
    )
    made = lawcheck.score_table(
        attrs.evolve(checklist, root=section), polars_facts(), {"sessions": pl.DataFrame(SESSIONS)}
    )

    assert of(made, "points.study") == [Decimal(6), Decimal(4), Decimal(2)]
