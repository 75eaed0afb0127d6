"""Sub-scores: each section on its own scale, at every depth, in cards, ranks, pools and tables for other programs."""

import csv
import io
import json
from fractions import Fraction
from pathlib import Path

import pytest

from lawcheck import rank
from lawcheck.analysis.pool import spread
from lawcheck.analysis.ranking import ranked
from lawcheck.documents.cards import report_from_json, report_to_json
from lawcheck.evidence.from_program import build_evidence
from lawcheck.evidence.interpret import Intake
from lawcheck.model.errors import UsageError
from lawcheck.model.evidence import NotApplicable
from lawcheck.model.outcomes import SectionScore
from lawcheck.model.scorecard import Scorecard
from lawcheck.reports.formats.text import TextCard
from lawcheck.reports.population import PoolAnalysis, RankingAnalysis
from lawcheck.reports.rank_rows import standings_csv, standings_json
from lawcheck.scoring import score
from lawcheck.session import Session

HEAD = """\
lawcheck: 1
id: index
version: "1"
title: {zh: 指数（虚构）, en: Index (invented)}
period: {from: 2023-01-01, to: 2023-12-31}
scoring: SCORING
rounding: {places: 0, mode: half_up, at: total}
grade_on: rounded
grades: [{name: {zh: 高, en: high}, from: 10}, {name: {zh: 低, en: low}, from: 0}]
not_applicable: {policy: redistribute, at_most: 90%}
facts: {a: {kind: amount, most: 10}, b: {kind: amount, most: 10}, c: {kind: amount, most: 10}D}
"""

INDEX = (
    HEAD.replace("SCORING", "{method: weighted_mean, out_of: 100}").replace(
        "D}", ", d: {kind: amount, most: 10}}"
    )
    + """\
sections:
  - id: rules
    title: {zh: 制度, en: Rules}
    weight: 3
    scoring: {method: mean, out_of: 10}
    sections:
      - id: made
        title: {zh: 制定, en: Made}
        scoring: {method: mean, out_of: 10}
        indicators:
          - {id: a, title: {zh: 甲, en: a}, points: 10, type: scale, value: a, zero_at: 0, full_at: 10}
          - {id: b, title: {zh: 乙, en: b}, points: 10, type: scale, value: b, zero_at: 0, full_at: 10}
      - id: kept
        title: {zh: 遵守, en: Kept}
        scoring: {method: points, out_of: 10}
        indicators:
          - {id: c, title: {zh: 丙, en: c}, points: 10, type: scale, value: c, zero_at: 0, full_at: 10}
  - id: people
    title: {zh: 群众, en: People}
    weight: 1
    scoring: {method: points, out_of: 10}
    indicators:
      - {id: d, title: {zh: 丁, en: d}, points: 10, type: scale, value: d, zero_at: 0, full_at: 10}
"""
)

GROUPS = """\
sections:
  - id: left
    title: {zh: 左, en: Left}
    indicators:
      - {id: a, title: {zh: 甲, en: a}, points: 6, type: scale, value: a, zero_at: 0, full_at: 10}
      - {id: b, title: {zh: 乙, en: b}, points: 4, type: scale, value: b, zero_at: 0, full_at: 10}
  - id: right
    title: {zh: 右, en: Right}
    indicators:
      - {id: c, title: {zh: 丙, en: c}, points: 10, type: scale, value: c, zero_at: 0, full_at: 10}
"""

UNITS = {
    "one": {"a": 10, "b": 5, "c": 5, "d": 8},
    "two": {"a": 6, "b": 6, "d": 9},
    "three": {"a": 1, "b": 2, "c": 9, "d": 10},
}


@pytest.fixture
def checklist(tmp_path: Path):
    def load(text: str = INDEX):
        path = tmp_path / "index.yaml"
        path.write_text(text, encoding="utf-8")
        return Session.start(only=()).load(path)

    return load


def cards_of(checklist, units=UNITS, gone=()) -> list[Scorecard]:
    evidence = [
        build_evidence(
            checklist,
            name,
            facts,
            not_applicable=[NotApplicable(each, "没有", "局") for each in gone],
        )
        for name, facts in units.items()
    ]
    return [score(checklist, each) for each in evidence]


def grouped(scoring: str) -> str:
    return HEAD.replace("SCORING", scoring).replace("D}", "}") + GROUPS


def one_unit(loaded) -> Intake:
    facts = {name: value for name, value in UNITS["one"].items() if name in loaded.facts}
    return Intake((build_evidence(loaded, "one", facts),))


def sections(children) -> dict[str, SectionScore]:
    found: dict[str, SectionScore] = {}
    for child in children:
        if isinstance(child, SectionScore):
            found |= {child.id: child, **sections(child.children)}
    return found


def scores(card: Scorecard) -> dict[str, tuple[str, str]]:
    return {
        name: (str(each.score), str(each.full)) for name, each in sections(card.sections).items()
    }


def test_every_section_has_its_score_out_of_its_own_full_score(checklist) -> None:
    """made = (10 + 5)/2; rules = (7.5 + 5)/2 = 6.25; total = 100 x (3 x 0.625 + 1 x 0.8)/4 = 66.875."""
    one, two, _ = cards_of(checklist())

    assert one.exact is not None
    assert one.exact.low == Fraction("66.875")
    assert scores(one) == {
        "rules": ("6.25", "10"),
        "made": ("7.5", "10"),
        "kept": ("5", "10"),
        "people": ("8", "10"),
    }
    assert str(sections(one.sections)["made"].counted) == "28.125"
    assert scores(two)["rules"] == ("3 to 8", "10")  # c is open: (6 + 0)/2 to (6 + 10)/2
    assert scores(two)["made"] == ("6", "10")


def test_a_plain_grouping_has_what_its_items_earn_out_of_their_points(checklist) -> None:
    """b does not apply: a earns 3 of 6, so the grouping has 5 of 10, and counts 3 x 20/16 = 3.75."""
    text = grouped("{method: points, out_of: 20}")
    (all_apply,) = cards_of(checklist(text), {"u": {"a": 5, "b": 10, "c": 4}})
    (card,) = cards_of(checklist(text), {"u": {"a": 5, "c": 4}}, gone=["b"])
    left, right = card.sections
    assert isinstance(left, SectionScore)
    assert isinstance(right, SectionScore)

    assert scores(all_apply) == {"left": ("7", "10"), "right": ("4", "10")}
    assert (str(left.score), str(left.full), str(left.counted)) == ("5", "10", "3.75")
    assert (str(right.score), str(right.full), str(right.counted)) == ("4", "10", "5")


def test_a_grouping_of_deductions_has_what_it_takes_off(checklist) -> None:
    text = grouped("{method: deduct_from, start: 100, floor: 0}")
    (card,) = cards_of(checklist(text), {"u": {"a": 5, "b": 10, "c": 10}})

    assert scores(card) == {"left": ("-3", "10"), "right": ("0", "10")}


def test_a_section_that_counts_with_its_own_points_is_saved_as_before(checklist) -> None:
    """So cards that were saved before keep their hash; the others have two more keys."""
    plain = grouped("{method: points, out_of: 20}")
    for text, saved in (
        (plain, {}),
        (INDEX, {"subscore": {"low": "25/4", "high": "25/4"}, "scale": "10"}),
    ):
        loaded = checklist(text)
        report = Session.start(only=()).score(loaded, one_unit(loaded))
        data = json.loads(report_to_json(report))["units"][0]["sections"][0]

        assert {key: data[key] for key in ("subscore", "scale") if key in data} == saved
        (back,) = report_from_json(report_to_json(report)).scorecards
        assert scores(back) == scores(report.scorecards[0])


def test_units_are_ranked_by_a_section(checklist) -> None:
    """rules: one 6.25, two 3 to 8, three 5.25; people: 8, 9, 10."""
    loaded = checklist()
    made = cards_of(loaded)
    by_rules = [
        (each.card.unit.id, each.best, each.worst) for each in ranked(loaded, made, "rules")
    ]
    by_people = [(each.card.unit.id, each.best) for each in rank(loaded, made, section="群众")]

    assert by_rules == [("one", 1, 2), ("two", 1, 3), ("three", 2, 3)]
    assert by_people == [("three", 1), ("two", 2), ("one", 3)]
    with pytest.raises(UsageError, match="did you mean people"):
        rank(loaded, made, section="peopel")


def test_a_unit_without_a_score_has_no_rank_by_a_section(checklist) -> None:
    loaded = checklist(INDEX.replace("at_most: 90%", "at_most: 10%"))
    made = [
        *cards_of(loaded, {"one": UNITS["one"]}),
        *cards_of(loaded, {"empty": {"d": 9}}, gone="abc"),
    ]
    found = [(each.card.unit.id, each.best, each.of) for each in ranked(loaded, made, "people")]

    assert found == [("one", 1, 1), ("empty", None, 1)]


def test_pages_say_what_units_are_ranked_by_and_every_sub_score(checklist) -> None:
    loaded = checklist()
    made = cards_of(loaded)
    standings = ranked(loaded, made, "rules")
    page = TextCard().write_analysis(RankingAnalysis(loaded, standings), "zh", 80)
    by_total = ranked(loaded, made)
    pool = TextCard().write_analysis(
        PoolAnalysis(loaded, by_total, spread(by_total, []), (), None), "en", 80
    )

    assert "排名依据  制度（满分10）\n" in page
    assert "1–2  one        6.25     67  高" in page
    assert "1.1  Made (out of 10)\n" in pool
    assert ["one", "6.25", "7.5", "5", "8"] in [line.split() for line in pool.splitlines()]


def test_tables_for_other_programs_have_every_section_at_every_depth(checklist) -> None:
    loaded = checklist()
    standings = ranked(loaded, cards_of(loaded))
    rows = list(csv.DictReader(io.StringIO(standings_csv(standings, "en", True)[1:])))
    data = json.loads(standings_json(ranked(loaded, cards_of(loaded), "made"), "en", False))

    assert rows[1]["unit"] == "two"
    assert [
        rows[1][f"score.{name}"] for name in ("rules_low", "rules_high", "made_low", "kept_high")
    ] == ["3", "8", "6", "10"]
    assert (data[0]["section"], data[0]["section_score"]) == (
        "made",
        {"score": ["15/2", "15/2"], "out_of": "10"},
    )


def test_sections_as_rows(checklist) -> None:
    """One row for the total of a unit, one for each section below it."""
    loaded = checklist()
    session = Session.start(only=())
    text = session.write(session.score(loaded, one_unit(loaded)), "csv-sections", "en")
    rows = list(csv.DictReader(io.StringIO(text[1:])))

    assert [(row["level"], row["section"], row["score_low"], row["full"], row["counted_low"], row["out_of"]) for row in rows] == [
        ("0", "", "67", "100", "66.875", "100"),
        ("1", "rules", "6.25", "10", "46.875", "75"),
        ("2", "made", "7.5", "10", "28.125", "37.5"),
        ("2", "kept", "5", "10", "18.75", "37.5"),
        ("1", "people", "8", "10", "20", "25"),
    ]  # fmt: skip
