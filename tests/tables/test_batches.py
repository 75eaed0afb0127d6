"""Parts of a table, with what another engine made of their records: the same scores as the whole table."""

from fractions import Fraction
from typing import ClassVar

import attrs
import narwhals as nw
import polars as pl
import pytest
from tests.tables.test_peers_and_vetoes import VETO
from tests.tables.test_tables import CHECKLIST, SESSIONS, polars_facts

import lawcheck
from lawcheck.model.case import Result
from lawcheck.model.declarations import Register, Spec
from lawcheck.model.deductions import Deduction
from lawcheck.model.errors import EvidenceError, UsageError
from lawcheck.model.measures import FactRef
from lawcheck.model.text import Text, message
from lawcheck.tables.batches import HAS, RECORDS, TRUNCATION, Batches
from lawcheck.tables.register_measures import Columns
from lawcheck.testing import one_item

KNOWN = {"sessions": Columns({"held_on": 1, "topic": 1})}
ACROSS = "once: [[plan, closed]]\n"
SCORES = """\
vetoes:
  - {id: weak, title: 差, when: {scores: {closed: {less_than: 50%}}}, effect: {total: 0}, if_missing: not_applied,
     basis: [{kind: local}]}
"""


def with_results(batches, facts):
    """What an engine does with the records of the units."""
    table = nw.from_native(
        pl.DataFrame(SESSIONS).with_columns(pl.col("held_on").to_physical().cast(pl.Int64))
    )
    asked = batches.asked("sessions")
    made = table.group_by("unit").agg(**asked.sums).with_columns(**asked.facts).to_native()
    return facts.join(
        made.select("unit", *asked.facts, pl.lit(True).alias(HAS + "sessions")),
        on="unit",
        how="left",
    )


def whole(checklist, facts):
    return lawcheck.score_table(checklist, facts, {"sessions": pl.DataFrame(SESSIONS)}).drop(
        "rank_best", "rank_worst"
    )


@pytest.mark.parametrize(
    "text",
    [CHECKLIST, CHECKLIST + VETO, CHECKLIST + SCORES],
    ids=["plain", "with a veto", "with a veto by scores"],
)
def test_by_results(text, load):
    checklist = load(text)
    batches = Batches.of(checklist, KNOWN, "unit")
    given = with_results(batches, polars_facts())

    assert not batches.takes_records
    assert batches.scores(given).drop(TRUNCATION).equals(whole(checklist, polars_facts()))
    assert [card.score.low for card in batches.cards(given)] == exact_scores(checklist)
    assert (
        pl.concat([batches.scores(given[:1]), batches.scores(given[1:])])
        .drop(TRUNCATION)
        .equals(whole(checklist, polars_facts()))
    )


def exact_scores(checklist):
    return [Fraction(score) for score in whole(checklist, polars_facts())["score_low"]]


def test_by_records_where_one_finding_counts_once(load):
    checklist = load(CHECKLIST + ACROSS)
    batches = Batches.of(checklist, KNOWN, "unit")
    records = (
        pl.DataFrame(SESSIONS)
        .group_by("unit")
        .agg(pl.struct("held_on", "topic").alias(RECORDS + "sessions"))
    )
    given = polars_facts().join(records, on="unit", how="left")

    assert batches.takes_records
    assert batches.scores(given).drop(TRUNCATION).equals(whole(checklist, polars_facts()))
    assert [card.score.low for card in batches.cards(given)] == exact_scores(checklist)


def test_a_register_that_is_not_given_is_missing(load):
    batches = Batches.of(load(CHECKLIST), {}, "unit")

    assert batches.scores(polars_facts())["state.study"].to_list() == ["missing"] * 3


def test_faults_are_told_by_unit(load):
    batches = Batches.of(load(CHECKLIST), {}, "unit")

    def told(**facts):
        return [
            (unit, column, what.pick("en"))
            for unit, column, what in batches.problems_of(polars_facts(**facts))
        ]

    assert told() == []
    assert told(settled=[4, 0, 5]) == [
        ("a", "", "a: settled is 4, more than the 3 of cases; check them")
    ]
    assert told(settled=[2, -1, 5]) == [
        ("b", "settled", "-1 must be a whole number, zero or more")
    ]
    assert told(plan=[1, 0, 1]) == [
        ("", "plan", "Int64 is not of kind yes_no; convert the column")
    ]


def test_what_is_wrong_with_records_is_refused(load):
    batches = Batches.of(load(CHECKLIST + ACROSS), KNOWN, "unit")
    sessions = pl.DataFrame({**SESSIONS, "topic": ["民法"] * 3})
    bad = sessions.group_by("unit").agg(pl.struct("held_on", "topic").alias(RECORDS + "sessions"))
    with pytest.raises(
        EvidenceError, match=r"民法 is none of the choices: 宪法, 行政 \(unit [ab]\)"
    ):
        batches.scores(polars_facts().join(bad, on="unit", how="left"))


@attrs.frozen
class Looks:
    """Takes a point off for each record, where a fact asks for it."""

    type_name: ClassVar[str] = "looks"

    value: FactRef

    def describe(self):
        return message("看记录", "looks at records")

    def score(self, case):
        count = (
            len(case.evidence.registers["r"]) if case.read(self.value).value > self.above else 0
        )
        return Result((Deduction(Fraction(count), message("条", "records")),) if count else ())

    above: int = 0


def test_a_type_that_looks_at_records_is_found_out():
    """Before the run where it looks at those of any unit; in the run where only some facts make it look."""

    def made(above):
        specs = {"n": Spec("count")}
        return one_item(
            Looks(FactRef("n"), above),
            facts=specs,
            registers={"r": Register(Text("台账"), {"a": Spec("text")})},
        )

    known = {"r": Columns({"a": 1})}
    given = pl.DataFrame({"unit": ["u"], "n": [5], HAS + "r": [True]})

    assert Batches.of(made(-1), known, "unit").takes_records
    with pytest.raises(
        UsageError,
        match="a type takes single records, which did not show before; use --engine tables",
    ):
        Batches.of(made(3), known, "unit").scores(given)


def test_a_type_that_looks_at_records_once_there_are_some_is_found_out(load):
    """Multipliers are looked up in records; a unit without records needs none."""
    multiplied = """\
  - {id: held, title: 会议, points: 5, type: incidents, menu: [{title: 会, count: {count: sessions},
     deduct: 1, multiply: [{where: {topic: 宪法}, by: 0.3}]}]}
"""
    plan = CHECKLIST.index("  - {id: plan")
    text = CHECKLIST[:plan] + multiplied + CHECKLIST[plan:]
    checklist = load(text.replace("out_of: 40", "out_of: 45"))

    assert Batches.of(checklist, KNOWN, "unit").takes_records


def test_units_that_are_compared_cannot_be_parted(load):
    ranked = "type: rank_points, value: satisfied, better: higher, within: all, places: [10], otherwise: 0, ties: best, alone: zero"
    text = CHECKLIST.replace("type: scale, value: satisfied, zero_at: 60%, full_at: 90%", ranked)
    with pytest.raises(UsageError, match="an item compares units"):
        Batches.of(load(text), KNOWN, "unit")
