"""One table as a CSV file of `lawcheck score` and as frames: equal scores, or refused by both."""

import csv
import re
import warnings
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pandas as pd
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import lawcheck
from lawcheck.evidence.sum_rows import sums_and_means
from lawcheck.model.calendars import Period
from lawcheck.model.declarations import Spec
from lawcheck.model.engine import Notice
from lawcheck.model.errors import EvidenceError, Place
from lawcheck.model.raw_tables import Cell, Row
from lawcheck.session import Session
from lawcheck.tables.cell_checks import read_columns
from lawcheck.tables.sum_rows import rows_of_totals
from lawcheck.tables.text_columns import Texts

CHECKLIST = """\
lawcheck: 1
id: nasty
version: "1"
title: 怪值
period: {from: 2023-01-01, to: 2023-12-31}
scoring: {method: points, out_of: 50}
rounding: {places: 2, mode: half_up, at: total}
grade_on: rounded
grades: [{name: 优, from: 40}, {name: 差, from: 0}]
not_applicable: {policy: redistribute, at_most: 50%}
words: {nil: [本期没有], blank: [不详]}
facts:
  n: count
  ratio: {kind: rate, written_as: fraction}
  plan: yes_no
  filed: date
registers:
  docs: {label: 文件, columns: {kind: {kind: text, optional: true}, day: {kind: date, optional: true}, size: {kind: count, optional: true}}}
indicators:
  - {id: n, title: 数, points: 10, type: count_target, value: n, target: 10, deduct: {points: 1, per: 1}}
  - {id: ratio, title: 率, points: 10, type: scale, value: ratio, zero_at: 0, full_at: 100%}
  - {id: plan, title: 计划, points: 10, type: yes_no, value: plan}
  - {id: filed, title: 报送, points: 10, type: deadline, done: filed, due: 2023-06-30, late: {points: 1, at_most: 5}, never: 10}
  - {id: docs, title: 文件, points: 5, type: count_target, value: {count: docs, where: {kind: {not: 违法}}}, target: 5, deduct: {points: 1, per: 1}}
  - {id: size, title: 页, points: 5, type: count_target, value: {sum: docs, of: size}, target: 5, deduct: {points: 1, per: 1}}
"""
YEAR = Period(date(2023, 1, 1), date(2023, 12, 31))
BLANKS = ["", " ", "\u3000", "不详", " 不详 "]
NUMBERS = [
    "0",
    "3",
    " 4 ",
    "５",
    "007",
    "1_0",
    "1e2",
    "3件",
    "无",
    "/",
    "-",
    "#N/A",
    "999999999999999",
    "1000000000000000",
    "1\u200b",
]
VALUES = {
    "n": st.sampled_from([*BLANKS, *NUMBERS]),
    "ratio": st.sampled_from([*BLANKS, "0", "1", "0.25", " 0.5", "0.3333333333", "50%", "1.5", "０.5", "—"]),
    "plan": st.sampled_from([*BLANKS, "是", "否", "yes", "No", "√", "×", "有", "无", "没有", "Y", "n", "1", "/", "对"]),
    "filed": st.sampled_from(
        [*BLANKS, "2023-5-6", "2023.5.6", "2023年5月6日", "2023 年 7 月 6 号", "20230706", "2023/7/6 0:00", "45052", "5/6/2023", "2022-1-1", "2023-2-30", "无", "从未"]
    ),
}  # fmt: skip
RECORDS = st.fixed_dictionaries(
    {
        "unit": st.sampled_from(["a", "b", " b", "ｃ", "z"]),
        "kind": st.sampled_from(
            [*BLANKS, "违法", " 违法", "违法\u3000", "违\u200b法", "违法\n", "合法", "#REF!", "4.2E+11", "#1", "无", "零报告", "nil", "本期没有", "合计", "小计：", "制表人：张某", "/", "x" * 9, "第12号", "共2件", "2023年12月31日", "2", "2023年无投诉", "甲镇（盖章）", "法律要点汇总", "一件。", "同上", "同　上", "〃", "\""]
        ),
        "day": st.sampled_from(["", "2023-3-1", "2023.3.2", "零报告", "2024-1-1", "不详"]),
        "size": st.sampled_from(["", "1", "２", " 3", "无", "零", "10000000000000000"]),
    }
)  # fmt: skip


@pytest.fixture(scope="module")
def checklist(tmp_path_factory):
    return _loaded(tmp_path_factory, "")


@pytest.fixture(scope="module", params=["", "size", "kind, day", "kind, day, size"])
def needing(request, tmp_path_factory):
    """With columns of the register that may not be blank."""
    return _loaded(tmp_path_factory, request.param)


def _loaded(tmp_path_factory, needed):
    text = CHECKLIST
    for name in filter(None, needed.split(", ")):
        text = re.sub(rf"({name}: {{kind: \w+), optional: true", r"\1", text)
    path = tmp_path_factory.mktemp("c") / "nasty.yaml"
    path.write_text(text, "utf-8")
    return Session.start(only=()).load(path)


def scored(checklist, facts, registers):
    """The scores of each unit, or None where the table is refused."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Notice)
        try:
            made = lawcheck.score_table(checklist, facts, registers)
        except EvidenceError:
            return None
    return (
        pl.from_arrow(made.to_arrow()).select(pl.exclude("^unit.*$")).rows()
        if isinstance(made, pl.DataFrame)
        else made
    )


def from_files(checklist, folder, facts, records):
    """What `lawcheck score` says of the same cells in files, or None where it refuses them."""
    for name, rows in (("facts", facts), ("docs", records)):
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
    session = Session.start(only=())
    try:
        intake = session.read(checklist, [folder / "facts.csv", folder / "docs.csv"])
        return {
            each.unit.id: each
            for each in session.report(checklist, intake, intake.evidence).scorecards
        }
    except EvidenceError:
        return None


@given(
    facts=st.lists(st.fixed_dictionaries(VALUES), min_size=3, max_size=3),
    records=st.lists(RECORDS, min_size=1, max_size=3),
)
def test_a_table_of_texts(needing, facts, records):
    """Every unit has a name, so that a row without facts is a unit; each has a record or says nil, as frames take it."""
    named = [
        {"unit": unit, "unit_name": f"{unit}局", **row}
        for unit, row in zip("abc", facts, strict=True)
    ]
    there = {each["unit"].strip().replace("ｃ", "c") for each in records}
    in_files = [
        *records,
        *(
            {"unit": unit, "kind": "零报告", "day": "", "size": ""}
            for unit in "abc"
            if unit not in there
        ),
    ]
    with TemporaryDirectory() as name:
        folder = Path(name)
        wanted = from_files(needing, folder, named, in_files)
        pl.DataFrame(named).write_parquet(folder / "facts.parquet")
        pl.DataFrame(records).write_parquet(folder / "docs.parquet")
        made = [
            scored(needing, pl.DataFrame(named), {"docs": pl.DataFrame(records)}),
            scored(needing, pl.DataFrame(named), {"docs": pd.DataFrame(records)}),
            scored(needing, pl.DataFrame(named), {"docs": pl.DataFrame(records).to_arrow()}),
            scored(needing, folder / "facts.parquet", {"docs": folder / "docs.parquet"}),
        ]
    assert all(each == made[0] for each in made)
    assert (made[0] is None) == (wanted is None)
    if wanted is not None:
        cards = [wanted[unit] for unit in "abc"]
        spans = [
            (None, None) if card.score is None else (card.score.low, card.score.high)
            for card in cards
        ]
        assert [tuple(row[:2]) for row in made[0]] == spans


@given(
    rows=st.lists(st.tuples(st.integers(0, 3), st.decimals(0, 300, places=1), st.sampled_from([None, 0, 1, 2])), min_size=4, max_size=7),
    ending=st.sampled_from(["", "sum", "mean", "sum then note"]),
)  # fmt: skip
def test_rows_of_sums(rows, ending):
    """Rows that add up are found in columns where they are found in cells, be they numbers or texts."""
    specs = {"a": Spec("count"), "b": Spec("amount"), "c": Spec("count")}
    if ending:
        known = [each[2] for each in rows if each[2] is not None]
        total = (
            sum(each[0] for each in rows),
            sum(each[1] for each in rows),
            sum(known) if known else None,
        )
        if ending == "mean":
            total = (
                total[0] // len(rows),
                round(total[1] / len(rows), 1),
                total[2] // len(known) if known else None,
            )
        rows = [*rows, total, *([(0, Decimal("0.0"), None)] if ending == "sum then note" else [])]
    frame = pl.DataFrame(
        {"unit": [f"u{place}" for place in range(len(rows))], "a": [r[0] for r in rows], "b": [r[1] for r in rows], "c": [r[2] for r in rows]},
        schema_overrides={"b": pl.Decimal(20, 1), "c": pl.Int64},
    )  # fmt: skip
    texts = frame.with_columns(pl.exclude("unit").cast(pl.String))
    cells = [
        Row(
            Cell(row.pop("unit")),
            {name: Cell(text or "") for name, text in row.items()},
            Place("f", place),
        )
        for place, row in enumerate(texts.to_dicts(), 1)
    ]
    wanted = [(row.place.line, why.pick("en")) for row, why in sums_and_means(cells, specs)]

    for table in (frame, texts):
        columns, problems = read_columns(table, specs, Texts(YEAR), "f")
        assert problems == []
        assert [
            (each.place.line, each.what.pick("en"))
            for each in rows_of_totals(table, columns, specs, "unit", "f")
        ] == wanted


FACTS = {
    "unit": ["a", "b", "c"],
    "n": [1, 2, 3],
    "plan": ["√", "否", "×"],
    "filed": ["2023.5.6", "2023-7-6", None],
}


def refused(checklist, facts, registers=None):
    with pytest.raises(EvidenceError) as caught:
        lawcheck.score_table(checklist, facts, registers)
    return str(caught.value).splitlines()


def test_marks_and_dates_are_read_and_told(checklist):
    with pytest.warns(Notice) as told:
        made = lawcheck.score_table(checklist, pl.DataFrame(FACTS))

    assert [each.message.what.pick("en") for each in told] == [
        "facts:1:plan: √ read as 是",
        "facts:3:plan: × read as 否",
        "facts:1:filed: 2023.5.6 read as 2023-05-06",
    ]
    assert made["points.plan"].to_list() == [Decimal(10), Decimal(0), Decimal(0)]
    assert made["points.filed"].to_list() == [Decimal(10), Decimal(9), None]


def test_a_row_of_sums(checklist):
    facts = pl.DataFrame(
        {"unit": ["a", "b", "c", "丁"], "n": [100, 20, 3, 123], "plan": [True] * 4}
    )

    assert refused(checklist, facts) == [
        "facts:4:unit: the numbers of 丁 are the sums of the other rows, as in a row of totals; remove it, or skip it with "
        "--skip-total-rows; if it is a unit, move it between others"
    ]


@pytest.mark.parametrize("text", ["无", "零报告", "合计", "#REF!", "违\u200b法", "制表人：张某"])
def test_records_that_are_none(text, checklist):
    """A report of nothing is not a record; everything else is refused with its row and what to do."""
    lines = {
        "无": "docs:2: this row of docs holds 无 alone; write `nil` where there is nothing to record, or declare the word under "
        "`words` in the checklist; fill in the other columns where it is a record, or remove the row",
        "合计": "docs:2:kind: 合计 is a row of totals, not a unit or a record; remove it, or skip it with --skip-total-rows",
        "#REF!": "docs:2: this row of docs holds #REF! alone; write `nil` where there is nothing to record, or declare the word under "
        "`words` in the checklist; fill in the other columns where it is a record, or remove the row",
        "违\u200b法": "docs:2: this row of docs holds 违\\u200b法 alone; write `nil` where there is nothing to record, or declare the word "
        "under `words` in the checklist; fill in the other columns where it is a record, or remove the row",
        "制表人：张某": "docs:2:kind: 制表人：张某 is a note or a heading, not a unit; remove this row",
    }  # fmt: skip
    docs = pl.DataFrame({"unit": ["a", "b"], "kind": ["合法", text], "size": [5, None]})
    if text in lines:
        assert refused(checklist, pl.DataFrame({"unit": ["a", "b"]}), {"docs": docs}) == [
            lines[text]
        ]
    else:
        made = lawcheck.score_table(checklist, pl.DataFrame({"unit": ["a", "b"]}), {"docs": docs})
        assert made["points.docs"].to_list() == [Decimal(1), Decimal(0)]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (
            "#REF!",
            "#REF! is an error of the spreadsheet, not what was typed; correct the sheet and export it again",
        ),
        ("违\u200b法", "holds the invisible character U+200B; remove it"),
        ("同上", "同上 stands for what another cell says; write it out"),
        ("〃", "〃 stands for what another cell says; write it out"),
    ],
)
def test_texts_of_records_that_no_file_may_hold(text, fault, checklist):
    docs = pl.DataFrame({"unit": ["a", "b"], "kind": ["合法", text], "size": [5, 2]})

    assert refused(checklist, pl.DataFrame({"unit": ["a", "b"]}), {"docs": docs}) == [
        f"docs:2:kind: {fault} (unit b)"
    ]


def test_a_unit_that_says_nil_and_has_records(checklist):
    docs = pl.DataFrame({"unit": ["a", "a"], "kind": ["合法", "零报告"], "size": [5, None]})

    assert refused(checklist, pl.DataFrame({"unit": ["a", "b"]}), {"docs": docs}) == [
        "docs: docs of a both says that there is nothing and holds records; check it"
    ]


@pytest.mark.parametrize(
    "column",
    [[1, 10**15], [Decimal(1), Decimal(10**15)], ["1", "1" + 15 * "0"]],
    ids=["int", "decimal", "text"],
)
def test_numbers_of_more_than_15_digits(column, checklist):
    line = "1000000000000000 has more than 15 digits; is it a code?"

    assert refused(checklist, pl.DataFrame({"unit": ["a", "b"], "n": column})) == [
        f"facts:2:n: {line}"
    ]
    docs = pl.DataFrame({"unit": ["a", "b"], "kind": ["合法"] * 2, "size": column})
    assert refused(checklist, pl.DataFrame({"unit": ["a", "b"]}), {"docs": docs})[0].startswith(
        f"docs:2:size: {line}"
    )


def test_a_query_that_fails(checklist):
    """Of another engine, or of a step of the program's own: told in a line with the name of the table."""
    facts = pl.DataFrame({"unit": ["a"], "n": [1]})
    assert refused(
        checklist, duckdb.sql("select unit, cast(unit as integer) as n from facts")
    ) == [
        "facts: the table cannot be read (ConversionException: Conversion Error: Could not convert string 'a' to INT32 when casting "
        "from source column unit); check the query that makes it"
    ]

    def fails(_):
        raise KeyError("x")

    line = "the table cannot be read (KeyError: 'x'); check the query that makes it"
    assert refused(checklist, facts.lazy().map_batches(fails)) == [f"facts: {line}"]
    docs = pl.DataFrame({"unit": ["a"], "kind": ["合法"]}).lazy().map_batches(fails)
    assert refused(checklist, facts, {"docs": docs}) == [f"docs: {line}"]


def test_groups_are_no_blanks_and_no_damaged_codes(checklist):
    facts = {"unit": ["a", "b"], "n": [1, 2]}
    assert refused(checklist, pl.DataFrame({**facts, "unit_group": ["甲", "#N/A"]})) == [
        "facts:2:unit_group: #N/A is an error of the spreadsheet, not what was typed; correct the sheet and export it again"
    ]
    made = lawcheck.score_table(checklist, pl.DataFrame({**facts, "unit_group": [" 甲", " "]}))
    assert made["unit_group"].to_list() == [" 甲", None]
