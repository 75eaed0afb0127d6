"""Rules that read single records: a table says what the scorecards say, and runs a rule once for equal records."""

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any, ClassVar

import attrs
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lawcheck_casefile.case_files import CaseFiles
from lawcheck_casefile.standard import Defect, Fatal
from lawcheck_survey.survey import Survey
from tests.tables.test_equal import above, check

import lawcheck
from lawcheck.indicators.awards import Awards, PeriodCap
from lawcheck.indicators.blocks.incident_lines import Incident, Multiply
from lawcheck.indicators.blocks.steps import Steps
from lawcheck.indicators.deadline import DatedRecords, Deadline
from lawcheck.indicators.incidents import Incidents
from lawcheck.indicators.judged import Judged
from lawcheck.indicators.parts import Part, Parts
from lawcheck.indicators.scale import Scale
from lawcheck.methods.deduct_from import DeductFrom
from lawcheck.methods.points import Points
from lawcheck.model.calendars import year
from lawcheck.model.case import Result
from lawcheck.model.checklist import Checklist, Grade, Overlay
from lawcheck.model.conditions import Comparison, Where
from lawcheck.model.declarations import Register, Spec
from lawcheck.model.deductions import Deduction
from lawcheck.model.errors import EvidenceError
from lawcheck.model.evidence import NEVER, Evidence, Fact, Judgement, NotApplicable, Record, Unit
from lawcheck.model.exact import ONE, ZERO
from lawcheck.model.indicator import Indicator
from lawcheck.model.measures import FactRef
from lawcheck.model.operations import Mean
from lawcheck.model.register_measures import OverRecords
from lawcheck.model.rounding import Rounding
from lawcheck.model.rule import Judgeable
from lawcheck.model.sections import Section
from lawcheck.model.tailoring import Tailoring
from lawcheck.model.text import Text, message
from lawcheck.scoring import score
from lawcheck.scoring.item_outcome import outcome_of
from lawcheck.tables import exact_fallback, rule_runs
from lawcheck.tables.rule_reads import in_any_order

LEVELS = ("国家级", "省级", "市级")
FILES = Register(
    Text("台账", "files"),
    {
        "number": Spec("text", optional=True),
        "level": Spec("text", choices=LEVELS),
        "matter": Spec("text", optional=True),
        "issued": Spec("date", may_be_never=True),
        "filed": Spec("date", may_be_never=True, optional=True),
        "bad": Spec("yes_no", optional=True),
        "errors": Spec("count", optional=True),
        "score": Spec("amount"),
    },
)
BAD = Where((Comparison("bad", "equals", True, optional=True),))
NOT_LOW = Where((Comparison("level", "equals", "市级"),))
F = Fraction
RULES: dict[str, Any] = {
    "awards": Awards("files", each=ONE, where=NOT_LOW),
    "awards by level": Awards(
        "files",
        level="level",
        levels={"国家级": F(4), "省级": F(2), "市级": F("0.5")},
        matter="matter",
        duplicates="reduced",
        reduced_to=F(1, 3),
    ),
    "awards by quarter": Awards(
        "files",
        each=F(2),
        matter="level",
        duplicates="highest",
        cap=PeriodCap(F(3), "quarter", "issued"),
    ),
    "deadline": Deadline(
        Steps(F("0.1"), ONE, None, F(2)),
        F(3),
        records=DatedRecords("files", "filed", "issued", BAD),
        days=30,
    ),
    "due": Deadline(
        Steps(ONE), F(2), records=DatedRecords("files", "issued"), due=date(2023, 3, 3)
    ),
    "case files": CaseFiles(
        "files",
        F(100),
        F(60),
        "not_applicable",
        "mean",
        (Defect(Text("错"), "errors", F(30), F(70)),),
        (Fatal(Text("坏"), "bad"),),
        where=NOT_LOW,
        file_no="number",
    ),
    "shares of files": CaseFiles(
        "files",
        F(100),
        F(60),
        "zero",
        "share",
        (Defect(Text("错"), "errors", F(30)),),
        target=F("0.9"),
        on="lower_bound",
        bound="wilson",
    ),
    "survey": Survey("files", {"errors": ONE, "score": ZERO}, ZERO, ONE, ONE),
    "multiply": Incidents(
        (
            Incident(
                Text("事"),
                OverRecords("count", "files", where=NOT_LOW),
                (F("0.2"),),
                multiply=(Multiply(BAD, F(2)), Multiply(NOT_LOW, F(1, 3))),
            ),
        )
    ),
    "drop": Scale(OverRecords(Mean(drop=1), "files", of="score"), ZERO, F(9)),
    "parts": Parts(
        (
            Part("a", Text("甲"), F(2), Scale(FactRef("done"), ZERO, F(3))),
            Part("b", Text("乙"), F(3), Awards("files", each=ONE)),
        )
    ),
    "judged": Judged(ONE, F(3)),
    "judged in parts": Parts(
        (
            Part("a", Text("甲"), F(2), Judged(ONE, F(2))),
            Part("b", Text("乙"), F(3), Awards("files", each=ONE, where=NOT_LOW)),
        )
    ),
    "done": Scale(FactRef("done"), ZERO, F(3)),
}


def sheet_of(rules, *, once=(), caps=(), causes=("",)):
    """The rules as the items of a sheet, each worth 5; the causes are named in turn."""
    items = [
        Indicator(
            f"i{number}", Text(f"指标{number}"), rule, F(5), cause=causes[number % len(causes)]
        )
        for number, rule in enumerate(rules)
    ]
    out_of = F(5 * len(items))
    method = DeductFrom(out_of, F(-3), dict(caps)) if caps else Points(out_of)
    return Checklist(
        "records",
        "1",
        Text("台账", "records"),
        year(2023),
        Section("all", Text("全部", "all"), tuple(items), method),
        Rounding(2, "half_up", "total"),
        "rounded",
        (Grade(Text("好", "good"), out_of / 2), Grade(Text("差", "poor"), ZERO)),
        ONE,
        {"done": Spec("count")},
        {"files": FILES},
        once=once,
    )


def days(first, last):
    return st.integers(first, last).map(lambda number: date(2023, 1, 1) + timedelta(number))


CELLS = {
    "number": st.sampled_from(["甲1", "甲2", "乙1", "乙 1"]),
    "level": st.sampled_from(LEVELS),
    "matter": st.sampled_from(["水", "水 ", "路"]).map(str.strip),
    "issued": st.just(NEVER) | days(0, 100),
    "filed": st.just(NEVER) | days(20, 160),
    "bad": st.booleans(),
    "errors": st.integers(0, 4).map(F),
    "score": st.integers(0, 9).map(F),
}


@st.composite
def records(draw):
    made = []
    for number in range(1, draw(st.integers(0, 4)) + 1):
        cells = {
            name: draw(values)
            for name, values in CELLS.items()
            if not FILES.columns[name].optional or draw(st.integers(0, 9))
        }
        made.append(Record("files", number, cells))
    return tuple(made)


@st.composite
def pools(draw):
    """Sheets of rules over one register, and units that often have equal records."""
    rules = draw(st.lists(st.sampled_from(list(RULES.values())), min_size=1, max_size=4))
    some = draw(st.lists(records(), min_size=1, max_size=4))
    units = [
        Evidence(
            Unit(f"u{number}"),
            {"done": Fact("done", F(draw(st.integers(0, 4))))} if draw(st.integers(0, 9)) else {},
            {"files": draw(st.sampled_from(some))},
            **draw(decisions(rules)),
        )
        for number in range(draw(st.integers(1, 6)))
    ]
    return sheet_of(rules, **draw(across(rules))), units


@st.composite
def across(draw, rules):
    """Items that share findings, and caps of causes."""
    names = [f"i{number}" for number, _ in enumerate(rules)]
    return {
        "once": (tuple(names[:3]),) if len(names) > 1 and draw(st.booleans()) else (),
        "caps": {"水": F(draw(st.integers(1, 4)))} if draw(st.booleans()) else {},
        "causes": draw(st.sampled_from([("",), ("水",), ("水", "")])),
    }


@st.composite
def decisions(draw, rules):
    """Items that do not apply to a unit, and points that people take off."""
    keys = [
        (f"i{number}", key)
        for number, rule in enumerate(rules)
        for key in (rule.judged(f"i{number}") if isinstance(rule, Judgeable) else ())
    ]
    judged = {
        key: (Judgement(key, F(draw(st.integers(1, 2))), draw(st.sampled_from("甲乙")), "李"),)
        for _, key in keys
        if draw(st.integers(0, 3))
    }
    applies_not = {
        f"i{number}": NotApplicable(f"i{number}", "没有", "市局")
        for number, _ in enumerate(rules)
        if not draw(st.integers(0, 6))
    }
    return {"not_applicable": applies_not, "judgements": judged}


@pytest.mark.parametrize("many", [20_000, 0], ids=["by rule", "by formula"])
@given(pool=pools())
def test_any_rules_over_records(many, pool):
    checklist, units = pool
    with above(many):
        agrees(checklist, units)


def agrees(checklist, units):
    """A contradiction is refused by both; everything else has the same scores."""
    try:
        for each in units:
            score(checklist, each)
    except EvidenceError as error:
        with pytest.raises(EvidenceError) as refused:
            check(checklist, units)
        told = {each.what.pick("en") for each in error.problems}
        assert told <= {each.what.pick("en") for each in refused.value.problems}
    else:
        check(checklist, units)


@pytest.mark.parametrize("name", RULES)
@given(data=st.data(), found=records())
def test_the_order_of_records_does_not_matter(name, data, found):
    """To any type that says so, or that is shipped: units are grouped by their records in any order."""
    rule = RULES[name]
    assert in_any_order(rule)
    mixed = [
        attrs.evolve(each, number=number)
        for number, each in enumerate(data.draw(st.permutations(found)), start=1)
    ]

    def scored(made):
        one = Evidence(Unit("u"), {"done": Fact("done", ONE)}, {"files": tuple(made)})
        try:
            (outcome,) = score(sheet_of([rule]), one).outcomes()
        except EvidenceError:
            return "refused"
        return outcome.state, outcome.earned

    assert scored(found) == scored(mixed)


def test_prices_that_rise_with_multipliers_go_by_the_order():
    """A checklist from a file cannot say it: 1 for the first record, 2 for the second, the bad one twice."""
    rule = Incidents(
        count=OverRecords("count", "files"), deduct=(ONE, F(2)), multiply=(Multiply(BAD, F(2)),)
    )
    bad, good = ("市级", True, 0), ("市级", False, 0)
    made = lawcheck.score_table(
        sheet_of([rule]),
        pl.DataFrame({"unit": ["a", "b"]}),
        {"files": table([("a", *bad), ("a", *good), ("b", *good), ("b", *bad)])},
    )

    assert made["points.i0"].to_list() == [Decimal(1), Decimal(0)]


def table(records):
    """A register with these records of units: (unit, level, bad, score), each with a number of its own."""
    units, levels, bad, scores = zip(*records, strict=True)
    return pl.DataFrame(
        {
            "unit": units,
            "number": [f"第{number}号" for number, _ in enumerate(units)],
            "level": levels,
            "matter": ["水"] * len(units),
            "issued": [date(2023, 1, 1)] * len(units),
            "filed": [date(2023, 1, 5)] * len(units),
            "bad": bad,
            "errors": [0] * len(units),
            "score": scores,
        }
    )


def alike(count):
    """So many units, each with a national record and a bad one of a city, in turns two."""
    return table(
        [
            (f"u{number:02}", level, bad, 0)
            for number in range(count)
            for level, bad in [("国家级", True), ("市级", False)] * (1 + number % 2)
        ]
    )


@pytest.fixture
def runs(monkeypatch):
    """How often each rule was run, by the id of its item; and how many cards were made."""
    counted: Counter[str] = Counter()

    def counting(leaf, *rest):
        counted[leaf.indicator.id] += 1
        return outcome_of(leaf, *rest)

    made = exact_fallback.cards_of

    def cards(checklist, source, rows):
        counted["cards"] += len(rows)
        return made(checklist, source, rows)

    monkeypatch.setattr(rule_runs, "outcome_of", counting)
    monkeypatch.setattr(exact_fallback, "cards_of", cards)
    return counted


def test_a_rule_is_run_once_for_equal_records(runs):
    """A national record adds 4, one of a city 0.5: 4.5 of 5, and twice that is above 5."""
    rule = Awards("files", level="level", levels={"国家级": F(4), "市级": F("0.5")})
    facts = pl.DataFrame({"unit": [f"u{number:02}" for number in range(20)] + ["u99"]})
    made = lawcheck.score_table(sheet_of([rule]), facts, {"files": alike(20)})

    assert made["points.i0"].to_list() == [Decimal("4.5"), Decimal(5)] * 10 + [Decimal(0)]
    assert runs["i0"] <= 6  # for three kinds of units, and until it is known what the rule reads
    assert runs["cards"] == 0


def test_numbers_and_labels_that_only_words_need_keep_no_units_apart(runs):
    """The first column is a number by which all records differ; it stands in the reasons of all three.

    The last also refuses a number that stands twice in a unit, for which it need not be known.
    """
    facts = pl.DataFrame({"unit": [f"u{number:02}" for number in range(20)]})
    sheet = sheet_of([RULES["awards by level"], RULES["shares of files"], RULES["case files"]])
    lawcheck.score_table(sheet, facts, {"files": alike(20)})

    assert max(runs["i0"], runs["i1"], runs["i2"]) <= 10


@attrs.frozen
class ByWho:
    """Takes a point off for each record of a unit whose id ends in 1."""

    type_name: ClassVar[str] = "by_who"

    def describe(self):
        return message("按单位", "by unit")

    def score(self, case):
        records = case.evidence.registers["files"]
        if not case.unit.id.endswith("1"):
            return Result()
        return Result(
            tuple(Deduction(ONE, message("条", "record"), (record,)) for record in records)
        )


@attrs.frozen
class ByLabel:
    """Takes a point off for each record whose label, row or number of cells it does not like."""

    type_name: ClassVar[str] = "by_label"
    look: str

    def describe(self):
        return message("按名称", "by label")

    def score(self, case):
        off = []
        for record in case.evidence.registers["files"]:
            match self.look:
                case "label":
                    is_bad = record.label.endswith("1号")
                case "title":
                    is_bad = message("{it}", "{it}", it=record.title).pick("zh") == "第1号"
                case "row":
                    is_bad = record.source.place.line == 2
                case "cells":
                    is_bad = len(record.values) > 7
                case _:
                    is_bad = dict(record.values).get("level") == "市级"
            if is_bad:
                off.append(Deduction(ONE, message("{it}", "{it}", it=record.title), (record,)))
        return Result(tuple(off))


def test_a_rule_that_asks_who_the_unit_is_goes_alone(runs):
    """Its item alone: u01 has four records, u11 too; the other item runs once for all that are alike."""
    facts = pl.DataFrame({"unit": [f"u{number:02}" for number in range(20)]})
    made = lawcheck.score_table(
        sheet_of([ByWho(), RULES["multiply"]]), facts, {"files": alike(20)}
    )

    assert made["points.i0"].to_list() == [Decimal(1 if n % 10 == 1 else 5) for n in range(20)]
    assert runs["i0"] >= 20
    assert runs["i1"] <= 8
    assert runs["cards"] == 0


@pytest.mark.parametrize(
    ("look", "off"),
    [
        ("label", [1, 1, 0]),
        ("title", [1, 0, 0]),
        ("row", [1, 0, 0]),
        ("cells", [2, 2, 2]),
        ("all", [1, 1, 1]),
    ],
)
def test_whatever_a_rule_reads_of_a_record_it_sees_the_true_one(look, off):
    """Records 0 to 5 of three units; 1 ends in 1号 as 21 would, and the second row is that of record 1."""
    made = lawcheck.score_table(
        sheet_of([ByLabel(look)]),
        pl.DataFrame({"unit": ["a", "b", "c"]}),
        {
            "files": table(
                [(unit, level, False, 0) for unit in "abc" for level in ("国家级", "市级")]
            ).with_columns(
                number=pl.Series(["第0号", "第1号", "第2号", "第11号", "第4号", "第5号"])
            )
        },
    )

    assert made["points.i0"].to_list() == [Decimal(5 - each) for each in off]


def test_a_judgement_touches_its_item_and_unit_alone(runs):
    """2 taken off u1; u2 awaits; u3 does not do the third item. The register is scored once for all three."""
    sheet = sheet_of([RULES["judged"], RULES["multiply"], RULES["done"]])
    made = lawcheck.score_table(
        sheet,
        pl.DataFrame({"unit": ["u1", "u2", "u3"], "done": [1, 2, 3]}),
        {"files": table([(unit, "市级", True, 0) for unit in ("u1", "u2", "u3")])},
        judgements={"u1": [Judgement("i0", F(2), "乱", "李")]},
        not_applicable={"u3": [NotApplicable("i2", "没有", "市局")]},
    )

    assert made["state.i0"].to_list() == ["scored", "awaiting", "awaiting"]
    assert made["points.i0"].to_list() == [Decimal(3), None, None]
    assert made["state.i2"].to_list() == ["scored", "scored", "not_applicable"]
    # 0.2 x 2 x 1/3 off each
    assert set(made["points.i1"].to_list()) == {Decimal("4.866666666")}
    assert runs["cards"] == 0


def test_a_value_that_is_refused_is_refused_where_a_rule_reads_it():
    bad = alike(2).with_columns(level=pl.Series(["市级"] * 5 + ["乡级"]))
    facts = pl.DataFrame({"unit": ["u00", "u01"]})
    with pytest.raises(EvidenceError, match="files:6:level: 乡级 is none of the choices"):
        lawcheck.score_table(sheet_of([RULES["awards"]]), facts, {"files": bad})


def test_a_finding_counts_once_and_only_where_it_stands_in_two_items(runs):
    """u00 and u02: one record is bad and costs 0.4 x 1/3, and 3 for being unfiled; the second item is free of it.

    Only units with a record that both items take points off are scored alone.
    """
    sheet = sheet_of([RULES["multiply"], RULES["deadline"]], once=(("i0", "i1"),))
    late = date(2023, 3, 1)
    files = table([("a", "市级", True, 0), ("b", "市级", False, 0), ("c", "国家级", True, 0)])
    made = lawcheck.score_table(
        sheet,
        pl.DataFrame({"unit": ["a", "b", "c"]}),
        {"files": files.with_columns(filed=pl.Series([late] * 3))},
    )

    # 29 days late cost 2 (0.1 a day, at most 2) in a and c; in a the 0.2 x 2 / 3 are spared
    assert made["points.i0"].to_list() == [Decimal(5), Decimal("4.933333333"), Decimal(5)]
    assert made["points.i1"].to_list() == [Decimal(3), Decimal(5), Decimal(3)]
    assert runs["cards"] == 1


def test_a_cap_of_a_cause_touches_only_units_that_reach_it(runs):
    """Late by 29 days costs 2, twice is 4; the cap is 3: what the second takes off is 1."""
    sheet = sheet_of([RULES["deadline"], RULES["deadline"]], caps={"水": F(3)}, causes=("水",))
    files = table([("a", "市级", True, 0), ("b", "市级", True, 0)])
    made = lawcheck.score_table(
        sheet,
        pl.DataFrame({"unit": ["a", "b"]}),
        {"files": files.with_columns(filed=pl.Series([date(2023, 3, 1), date(2023, 2, 10)]))},
    )

    # 10 days late cost 1 each: 2 of 3
    assert made["points.i1"].to_list() == [Decimal(-1), Decimal(-1)]
    assert made["score_low"].to_list() == [Decimal("7.00"), Decimal("8.00")]
    assert runs["cards"] == 1


def test_units_of_an_overlay_go_alone(runs):
    """The rules of the streets take one point for each record; the others go by columns."""
    tailoring = Tailoring(
        id="streets",
        title=Text("街道"),
        reason="重点",
        authority="市局",
        on=date(2023, 1, 1),
        sha256="0" * 64,
    )
    plain = sheet_of([RULES["multiply"]])
    strict = sheet_of([Incidents(count=OverRecords("count", "files"), deduct=(ONE,))])
    sheet = attrs.evolve(plain, overlays=(Overlay(tailoring, ("street",), (), strict),))
    made = lawcheck.score_table(
        sheet,
        pl.DataFrame({"unit": ["a", "b"], "unit_kind": ["street", "district"]}),
        {"files": table([("a", "国家级", True, 0), ("b", "国家级", True, 0)])},
    )

    assert made["points.i0"].to_list() == [Decimal(4), Decimal(5)]
    assert runs["cards"] == 1
