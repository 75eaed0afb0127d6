"""Records that are refused: each told by its row, column and reason, all of them counted, none dropped."""

from datetime import date

import polars as pl
import pytest
from tests.tables.test_tables import CHECKLIST, SESSIONS, polars_facts

import lawcheck
from lawcheck.model.errors import EvidenceError


@pytest.fixture
def checklist(load):
    return load(CHECKLIST)


@pytest.mark.parametrize(
    ("change", "line"),
    [
        ({"unit": ["a", "z", "b"]}, "sessions: sessions has records of z, which is not a unit"),
        ({"held_on": [date(2022, 1, 1)] * 3}, None),
        (
            {"topic": ["宪法", "民法", "宪法"]},
            "sessions:2:topic: 民法 is none of the choices: 宪法, 行政 (unit a)",
        ),
        (
            {"topics": [1, 2, 3]},
            "sessions: the register sessions has no column topics; there is topic",
        ),
        (
            {"hours": [1.5, 2.0, 3.0]},
            "sessions:hours: floats are not exact any more; give whole numbers, decimals or text",
        ),
    ],
)
def test_bad_records_are_refused_and_none_is_dropped(change, line, checklist):
    """A column that no item reads is not read."""
    sessions = pl.DataFrame({**SESSIONS, **change})
    if line is None:
        assert lawcheck.score_table(checklist, polars_facts(), {"sessions": sessions}).height == 3
        return
    with pytest.raises(EvidenceError) as caught:
        lawcheck.score_table(checklist, polars_facts(), {"sessions": sessions})

    assert str(caught.value).splitlines()[0].startswith(line)


def test_refused_records_are_counted_by_reason(checklist):
    """The first are told with their rows in one line, then how many more there are; units that there are not are told beside them."""
    sessions = pl.DataFrame(
        {
            "unit": [*["a"] * 25, "z"],
            "topic": [*["民法"] * 25, "宪法"],
            "held_on": [date(2023, 2, 1)] * 26,
        }
    )
    with pytest.raises(EvidenceError) as caught:
        lawcheck.score_table(checklist, polars_facts(), {"sessions": sessions})

    assert str(caught.value).splitlines() == [
        "sessions:1:topic: 民法 is none of the choices: 宪法, 行政 (unit a) "
        "(also at 2:topic, 3:topic, 4:topic, 5:topic, 6:topic and 14 more)",
        "sessions:topic: 5 more faults in this column",
        "sessions: sessions has records of z, which is not a unit",
    ]


def test_faults_of_records_that_only_cards_read(checklist):
    """A card has every column of its records; their faults are told with their rows in the table, what cannot be read in one line."""
    sessions = {
        "unit": ["a", "b", "c"],
        "topic": ["宪法"] * 3,
        "held_on": [date(2023, 2, 1), date(2023, 2, 1), date(2022, 2, 1)],
    }
    huge = pl.DataFrame({**sessions, "hours": pl.Series([2**64 - 1, 1, 1], dtype=pl.UInt64)})
    for register, unit, line in (
        (
            pl.DataFrame(sessions),
            "c",
            "sessions:3:held_on: 2022-02-01 lies outside the period 2023-01-01 to 2023-12-31; check it (unit c)",
        ),
        (huge, "a", "sessions: the table cannot be read ("),
    ):
        assert lawcheck.score_table(checklist, polars_facts(), {"sessions": register}).height == 3
        with pytest.raises(EvidenceError) as caught:
            lawcheck.table_cards(checklist, [unit], polars_facts(), {"sessions": register})
        assert str(caught.value).startswith(line)
