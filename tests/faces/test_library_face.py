"""The library is hard to misuse: names to be found, sentences for wrong arguments, short representations, units once."""

from collections.abc import Callable
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import lawcheck

pytestmark = pytest.mark.interpreter

CHECKLIST = lawcheck.load_checklist("street-visit")


def evidence(unit: str = "a", **facts: Any) -> lawcheck.Evidence:
    return lawcheck.build_evidence(CHECKLIST, unit, facts or {"publicity_events": 11})


def test_dir_shows_the_public_names_and_nothing_else() -> None:
    assert dir(lawcheck) == sorted(lawcheck.__all__)
    assert {"rank", "deductions", "load_checklist", "Override", "Rebuttal", "Unit"} <= set(
        dir(lawcheck)
    )


OTHER = lawcheck.load_checklist("department-annual")


def test_evidence_of_another_checklist_is_refused() -> None:
    wanted = (
        "unit a: the checklist department-annual has no facts reports_heard; the evidence is for another one\n"
        "unit a: the checklist department-annual has no registers study; the evidence is for another one"
    )
    given = lawcheck.build_evidence(CHECKLIST, "a", {"reports_heard": True}, {"study": []})
    for call in (
        lambda: lawcheck.score(OTHER, given),
        lambda: lawcheck.make_report(OTHER, [given]),
        lambda: list(lawcheck.score_units(OTHER, [given])),
    ):
        with pytest.raises(lawcheck.EvidenceError) as refused:
            call()
        assert str(refused.value) == wanted


def test_a_unit_stands_once() -> None:
    twice = [evidence("a"), evidence("b"), evidence("a")]
    cards = [lawcheck.score(CHECKLIST, each) for each in twice]
    for call in (
        lambda: lawcheck.make_report(CHECKLIST, twice),
        lambda: list(lawcheck.score_units(CHECKLIST, iter(twice))),
    ):
        with pytest.raises(lawcheck.EvidenceError) as refused:
            call()
        assert str(refused.value) == "the unit a stands there more than once; keep one"
    with pytest.raises(lawcheck.UsageError) as twice_ranked:
        lawcheck.rank(CHECKLIST, cards)
    assert str(twice_ranked.value) == "a: the unit a has 2 scorecards; give one"


def test_cards_of_another_checklist_are_not_ranked() -> None:
    other = lawcheck.load_checklist("department-annual")
    card = lawcheck.score(other, lawcheck.build_evidence(other, "b"))

    with pytest.raises(lawcheck.UsageError) as refused:
        lawcheck.rank(CHECKLIST, [lawcheck.score(CHECKLIST, evidence("a")), card])
    assert str(refused.value) == (
        f"b: the unit b was scored by the checklist department-annual {other.version}, "
        f"so it cannot be ranked by {CHECKLIST.id} {CHECKLIST.version}"
    )


WRONG: list[tuple[Callable[[], object], str]] = [
    (
        lambda: lawcheck.score("street-visit", evidence()),  # type: ignore[arg-type]
        "score(): checklist must be a Checklist, not str 'street-visit'; load one with lawcheck.load_checklist(...)",
    ),
    (
        lambda: lawcheck.score(CHECKLIST, "facts.csv"),  # type: ignore[arg-type]
        "score(): evidence must be the Evidence of one unit, not str 'facts.csv'; make it with lawcheck.build_evidence(...)",
    ),
    (
        lambda: lawcheck.score(CHECKLIST, [evidence()]),  # type: ignore[arg-type]
        "score(): evidence must be the Evidence of one unit, not list; make it with lawcheck.build_evidence(...)",
    ),
    (
        lambda: lawcheck.make_report(CHECKLIST, evidence()),  # type: ignore[arg-type]
        "make_report(): evidence must be a list of Evidence, not one Evidence; pass [evidence]",
    ),
    (
        lambda: lawcheck.make_report(CHECKLIST, "facts.csv"),  # type: ignore[arg-type]
        "make_report(): evidence must be a list of Evidence, not str 'facts.csv'",
    ),
    (
        lambda: lawcheck.make_report(CHECKLIST, [None]),
        "make_report(): evidence must be a list of Evidence, but has NoneType",
    ),
    (
        lambda: lawcheck.score_units(CHECKLIST, evidence()),  # type: ignore[arg-type]
        "score_units(): evidence must be a list of Evidence, not one Evidence; pass [evidence]",
    ),
    (
        lambda: lawcheck.rank(CHECKLIST, evidence()),  # type: ignore[arg-type]
        "rank(): cards must be a list of Scorecard, not Evidence",
    ),
    (
        lambda: lawcheck.deductions(evidence()),  # type: ignore[arg-type]
        "deductions(): report must be a Report or a Scorecard, not Evidence; "
        "make one with lawcheck.make_report(checklist, [evidence])",
    ),
    (
        lambda: lawcheck.build_evidence("street-visit", "a"),  # type: ignore[arg-type]
        "build_evidence(): checklist must be a Checklist, not str 'street-visit'; load one with lawcheck.load_checklist(...)",
    ),
    (
        lambda: lawcheck.build_evidence(CHECKLIST, "a", "facts.csv"),  # type: ignore[arg-type]
        "build_evidence(): facts must be a dict of names and values, not str",
    ),
    (
        lambda: lawcheck.build_evidence(CHECKLIST, "a", registers={"study": {"topic": "x"}}),  # type: ignore[dict-item]
        "build_evidence(): the register study must be a list of dicts, one for each record",
    ),
    (
        lambda: lawcheck.build_evidence(CHECKLIST, 3),  # type: ignore[arg-type]
        "build_evidence(): unit must be an id (str) or a Unit, not int",
    ),
    (
        lambda: lawcheck.load_checklist("street-visit", overlays="x.yaml"),
        "load_checklist(): overlays must be a list of paths, not one path; pass [path]",
    ),
    (
        lambda: lawcheck.load_checklist(None),
        "load_checklist(): name must be a path or an id, not NoneType",
    ),
    (
        lambda: lawcheck.load_checklist("street-visit", on="2023-06-30"),  # type: ignore[arg-type]
        "load_checklist(): on must be a datetime.date, not str '2023-06-30'",
    ),
    (
        lambda: lawcheck.as_of(CHECKLIST, datetime(2023, 6, 30)),
        "as_of(): day must be a datetime.date, not datetime.datetime(2023, 6, 30, 0, 0)",
    ),
    (
        lambda: lawcheck.build_evidence(CHECKLIST, "a", {5: 7}),  # type: ignore[dict-item]
        "build_evidence(): names must be str, not 5",
    ),
    (
        lambda: lawcheck.Session.start(only=()).read(CHECKLIST, ["a.csv"], encoding="gbk"),  # type: ignore[arg-type]
        "read(): encoding must be one of utf-8, gb18030, not 'gbk'",
    ),
]


@pytest.mark.parametrize("day", ["2023-05-01", datetime(2023, 5, 1)])
def test_the_day_of_a_decision_is_a_day(day: Any) -> None:
    """Such a decision was scored, and its scorecard could not be written, or not read again."""
    decided = lawcheck.NotApplicable("appearance", "无案件", "区司法局", day)
    with pytest.raises(lawcheck.EvidenceError) as refused:
        lawcheck.build_evidence(CHECKLIST, "a", not_applicable=[decided])
    assert str(refused.value) == (
        f"appearance: {day!r} is not a date; pass a datetime.date (unit a)"
    )


def test_a_saved_card_by_the_name_of_its_file(tmp_path: Path) -> None:
    report = lawcheck.make_report(CHECKLIST, [evidence("a")])
    text = lawcheck.report_to_json(report)
    (tmp_path / "card.json").write_text(text, "utf-8")

    assert lawcheck.report_to_json(lawcheck.load_report(str(tmp_path / "card.json"))) == text
    assert lawcheck.load_card(str(tmp_path / "card.json")).unit_ids == ("a",)


@pytest.mark.parametrize(("call", "sentence"), WRONG, ids=[each[1][:50] for each in WRONG])
def test_a_wrong_argument_gets_a_sentence(call: Callable[[], object], sentence: str) -> None:
    with pytest.raises(TypeError) as refused:
        call()
    assert str(refused.value) == sentence


def test_representations_are_short() -> None:
    report = lawcheck.make_report(CHECKLIST, [evidence(each) for each in "abcd"])

    assert repr(CHECKLIST) == "<Checklist street-visit 2023.1: 23 items, out of 100>"
    assert repr(evidence()) == "<Evidence a: 1 facts, 0 registers>"
    assert repr(report) == "<Report: 4 scorecards (a, b, c, ...)>"
    assert repr(report.scorecards[0]) == f"<Scorecard a: {report.scorecards[0].score} of 100>"


def test_a_span_prints_as_people_read_it() -> None:
    assert str(lawcheck.Span(Fraction(9352, 100), Fraction(100))) == "93.52 to 100"
    assert str(lawcheck.Span(Fraction(767, 10), Fraction(767, 10))) == "76.7"


def test_deductions_are_rows() -> None:
    """11 of 12 events cost 0.5 of 4."""
    report = lawcheck.make_report(CHECKLIST, [evidence("a"), evidence("b", publicity_events=12)])
    (row,) = lawcheck.deductions(report)

    assert (row["unit"], row["indicator"], row["points"]) == ("a", "publicity", Fraction(1, 2))
    assert row["reason"].pick("en") == "11, 1 short: 1 ÷ 1 × 0.5 = 0.5"
    assert lawcheck.deductions(report.scorecards[0]) == [row]


def test_ranks() -> None:
    report = lawcheck.make_report(CHECKLIST, [evidence("a"), evidence("b", publicity_events=12)])

    assert [
        (each.card.unit.id, each.best, each.worst) for each in lawcheck.rank(CHECKLIST, report)
    ] == [
        ("a", 1, 2),
        ("b", 1, 2),
    ]


DAY = date(2023, 6, 1)


def test_overrides_and_rebuttals_of_a_program() -> None:
    waived = lawcheck.Override("publicity", Fraction(4), "张三", "停电", "局务会", DAY)
    said = lawcheck.Rebuttal("publicity", "李四", "少报一次", DAY)
    given = lawcheck.build_evidence(
        CHECKLIST, "a", {"publicity_events": 11}, overrides=[waived], rebuttals=[said]
    )
    card = lawcheck.score(CHECKLIST, given)

    assert card.outcome("publicity").earned == lawcheck.Span(Fraction(4), Fraction(4))
    assert card.rebuttals == (said,)


def test_overrides_of_a_program_are_checked() -> None:
    with pytest.raises(lawcheck.EvidenceError) as refused:
        lawcheck.build_evidence(
            CHECKLIST,
            "a",
            overrides=[
                lawcheck.Override("publicity", Fraction(9), "张三", "停电", "局务会", DAY),
                lawcheck.Override("nothing", None, "张三", "停电", "局务会", DAY),
                lawcheck.Override(
                    "study_total", None, "", "停电", "局务会", DAY, date(2023, 5, 1)
                ),
            ],
            rebuttals=[lawcheck.Rebuttal("nothing", "李四", "", DAY)],
        )
    assert str(refused.value).split("\n") == [
        "publicity: publicity counts from 0 to 4 points, not 9 (unit a)",
        "nothing: there is no indicator nothing (unit a)",
        "study_total: an override needs person, reason and authority (unit a)",
        "study_total: it ends on 2023-05-01, before it begins on 2023-06-01 (unit a)",
        "nothing: there is no indicator nothing (unit a)",
        "nothing: a rebuttal needs person and text (unit a)",
    ]


def test_missing_as_floats_write_it() -> None:
    with pytest.raises(lawcheck.EvidenceError) as refused:
        lawcheck.build_evidence(CHECKLIST, "a", {"publicity_events": float("nan")})  # type: ignore[dict-item]
    assert (
        str(refused.value)
        == "publicity_events: NaN is not a value; pass None for what is missing (unit a)"
    )


def test_attachments_of_a_program() -> None:
    """They are kept as they are given; their files are not opened."""
    photo = lawcheck.Attachment("publicity", "photos/1.jpg", "a" * 64)
    evidence = lawcheck.build_evidence(
        CHECKLIST, "a", {"publicity_events": 11}, attachments=[photo]
    )
    other = lawcheck.build_evidence(CHECKLIST, "a", {"publicity_events": 11})

    card = lawcheck.score(CHECKLIST, evidence)
    assert card.attachments == (photo,)
    assert card.score == lawcheck.score(CHECKLIST, other).score
    with pytest.raises(lawcheck.EvidenceError) as error:
        lawcheck.build_evidence(
            CHECKLIST,
            "a",
            attachments=[
                lawcheck.Attachment("nothing", "1.jpg", "a" * 64),
                lawcheck.Attachment("publicity", "1.jpg"),
                lawcheck.Attachment("publicity", "../1.jpg", "b", record="x"),
            ],
        )
    assert [each.pick("en") for each in error.value.problems] == [
        "nothing: there is no indicator nothing (unit a)",
        "publicity: an attachment needs file and SHA-256 (unit a)",
        "publicity: the attachment ../1.jpg lies outside the folder of the evidence; put it there, "
        "and write a relative path such as photos/1.jpg (unit a)",
        "publicity: there is no record x; write what its first column says, or leave it empty (unit a)",
    ]
