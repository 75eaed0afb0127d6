"""Points that people set, tailoring, rebuttals: both scores stand side by side, and what has expired is said, not applied."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

import lawcheck
from lawcheck.analysis.verification import SavedCard
from lawcheck.model.errors import ChecklistError, EvidenceError
from lawcheck.model.scorecard import Scorecard
from lawcheck.model.spans import Span
from lawcheck.reports.render_text import render_text
from lawcheck.reports.scorecard import card_outline
from lawcheck.saved_cards import verify
from lawcheck.session import Session

CHECKLIST = """\
lawcheck: 1
id: small
version: "1"
title: {zh: 小表, en: small}
period: {from: 2023-01-01, to: 2023-12-31}
scoring: {method: points, out_of: 100}
rounding: {places: 2, mode: half_up, at: total}
grade_on: rounded
grades: [{name: {zh: 优, en: good}, from: 80}, {name: {zh: 差, en: poor}, from: 0}]
not_applicable: {policy: redistribute, at_most: 50%}
facts: {plan: yes_no, sessions: count, survey: yes_no, prize: yes_no}
indicators:
  - {id: plan, title: {zh: 计划, en: plan}, points: 40, type: yes_no, value: plan}
  - {id: study, title: {zh: 学法, en: study}, points: 30, type: count_target, value: sessions, target: 6, deduct: {points: 5, per: 1}}
  - {id: survey, title: {zh: 满意, en: survey}, points: 30, type: yes_no, value: survey}
bonus:
  at_most: 5
  total_at_most: none
  indicators: [{id: prize, title: {zh: 表彰, en: prize}, points: 5, type: yes_no, value: prize}]
"""
UNIT = """\
lawcheck-evidence: 1
unit: {id: u, kind: KIND}
facts: {plan: no, sessions: 4, survey: yes, prize: no}
"""
WAIVER = "overrides: [{indicator: plan, person: 王某, reason: 已补报, authority: 司法局, on: 2023-06-01UNTIL}]\n"


@pytest.fixture
def card(session: Session, tmp_path: Path) -> Callable[..., Scorecard]:
    """The card of a unit with these further lines in its file; 0 + 20 + 30 without them."""

    def make(
        more: str = "",
        on: str | None = None,
        overlay: str = "",
        kind: str = "street",
        checklist: str = CHECKLIST,
    ) -> Scorecard:
        (tmp_path / "small.yaml").write_text(checklist, "utf-8")
        (tmp_path / "unit.yaml").write_text(UNIT.replace("KIND", kind) + more, "utf-8")
        (tmp_path / "overlay.yaml").write_text(overlay, "utf-8")
        overlays = [tmp_path / "overlay.yaml"] if overlay else []
        loaded = session.load(
            tmp_path / "small.yaml", None if on is None else date.fromisoformat(on), overlays
        )
        report = session.score(loaded, session.read(loaded, [tmp_path / "unit.yaml"]))
        text = lawcheck.report_to_json(report)
        assert lawcheck.report_to_json(lawcheck.report_from_json(text)) == text
        assert (
            verify(
                SavedCard.from_text(text), loaded, [tmp_path / "unit.yaml"], session=session
            ).differences
            == ()
        )
        return report.scorecards[0]

    return make


def total(card: Scorecard) -> Fraction:
    assert card.exact is not None
    assert card.exact.is_exact
    return card.exact.low


def test_a_waiver_gives_full_points_and_both_scores_are_shown(
    card: Callable[..., Scorecard],
) -> None:
    made = card(WAIVER.replace("UNTIL", ""))

    assert total(made) == 90
    assert made.without is not None
    assert (made.without.score, made.without.grade and made.without.grade.en) == (
        Span(Fraction(50), Fraction(50)),
        "poor",
    )
    (found,) = made.overrides
    assert (found.state, found.before, made.outcome("plan").deductions) == (
        "applied",
        Span(Fraction(0), Fraction(0)),
        (),
    )


@pytest.mark.parametrize(
    ("until", "on", "state", "points"),
    [
        (", until: 2023-12-31", None, "applied", 90),  # the last day of the period, included
        (", until: 2023-12-30", None, "expired", 50),
        (", until: 2023-09-01", "2023-09-01", "applied", 90),
        (", until: 2023-09-01", "2023-09-02", "expired", 50),
        ("", "2023-05-31", "not_yet", 50),
        ("", "2023-06-01", "applied", 90),
    ],
)
def test_the_day_decides(
    until: str, on: str | None, state: str, points: int, card: Callable[..., Scorecard]
) -> None:
    made = card(WAIVER.replace("UNTIL", until), on)

    assert (made.overrides[0].state, total(made)) == (state, points)
    assert (made.without is None) == (state != "applied")


def test_an_expired_waiver_says_so(card: Callable[..., Scorecard]) -> None:
    text = render_text(
        tuple(card_outline(card(WAIVER.replace("UNTIL", ", until: 2023-09-01")), "en")), 80
    )

    assert "· plan: expired on 2023-09-01, not applied (it would be full points); 已补报" in text
    assert "valid to the end of 2023-09-01, Beijing time (UTC+8)" in text


def test_a_manual_judgement_of_points(card: Callable[..., Scorecard]) -> None:
    """12.5 of 30 instead of 20; what is missing is a deduction with the reason of the person."""
    made = card(
        "overrides: [{indicator: study, points: 12.5, person: 李某, reason: 学法记录不实, authority: 督察组, on: 2023-11-01}]\n"
    )
    (deduction,) = made.outcome("study").deductions

    assert total(made) == Fraction("42.5")
    assert deduction.points == Fraction("17.5")
    assert deduction.reason.pick("zh") == "督察组改判：学法记录不实"


def test_a_bonus_can_be_granted(card: Callable[..., Scorecard]) -> None:
    assert (
        total(
            card(
                "overrides: [{indicator: prize, person: 李某, reason: 补认, authority: 督察组, on: 2023-11-01}]\n"
            )
        )
        == 55
    )


def test_a_rebuttal_moves_nothing(card: Callable[..., Scorecard]) -> None:
    made = card(
        "rebuttals: [{indicator: plan, person: 青石街道, text: 计划已经印发, on: 2023-12-20}]\n"
    )

    assert (total(made), made.without) == (50, None)
    assert "· plan: 计划已经印发\n    by: 青石街道, 2023-12-20" in render_text(
        tuple(card_outline(made, "en")), 80
    )


@pytest.mark.parametrize(
    ("more", "line"),
    [
        (
            "overrides: [{indicator: plan, person: 王, reason: 因, on: 2023-06-01}]\n",
            "4:13: authority missing; a decision needs its reason and who took it",
        ),
        (
            WAIVER.replace("UNTIL", ", until: 2023-05-31"),
            "4:25: it ends on 2023-05-31, before it begins on 2023-06-01",
        ),
        (
            WAIVER.replace("UNTIL", ", points: 40.5"),
            "4:25: plan counts from 0 to 40 points, not 40.5",
        ),
        (
            WAIVER.replace("UNTIL", "").replace("plan", "plans"),
            "4:25: the checklist has no indicator plans; did you mean plan?",
        ),
        (WAIVER.replace("UNTIL", "").replace("2023-06-01", "2023-02-30"), "4:"),
    ],
)
def test_wrong_overrides_are_refused(more: str, line: str, card: Callable[..., Scorecard]) -> None:
    with pytest.raises(EvidenceError) as caught:
        card(more)

    assert str(caught.value).rpartition("/")[2].startswith(f"unit.yaml:{line}")


# Tailoring

OVERLAY = """\
lawcheck-overlay: 1
id: small-streets
title: {zh: 小街道, en: small streets}
checklist: small
reason: 人口少于一万
authority: 市司法局
on: 2023-03-01
for: {kinds: [street]}
change:
  study: {target: 4, points: 20}
off: [survey]
"""


def test_an_overlay_and_the_score_without_it(card: Callable[..., Scorecard]) -> None:
    """0 of 40 and 20 of 20, converted from 60 to 100: 100/3. Without it 50."""
    made = card(overlay=OVERLAY)

    assert total(made) == Fraction(100, 3)
    assert made.without is not None
    assert made.without.score == Span(Fraction(50), Fraction(50))
    assert made.tailoring is not None
    assert (made.tailoring.id, made.tailoring.changed, made.tailoring.off) == (
        "small-streets",
        ("study",),
        ("survey",),
    )
    assert [each.id for each in made.outcomes()] == ["plan", "study", "prize"]


def test_a_section_without_items_goes_too(session: Session, tmp_path: Path) -> None:
    """The three items of the last section are off: 88 points are left, and they are converted to 100."""
    overlay = OVERLAY.split("for:")[0].replace("checklist: small", "checklist: street-visit")
    (tmp_path / "overlay.yaml").write_text(
        overlay + "off: [publicity, helpers, satisfaction]\n", "utf-8"
    )
    (made,) = session.load("street-visit", overlays=[tmp_path / "overlay.yaml"]).overlays

    assert [each.id for each in made.rules.root.children] == [
        "leadership",
        "decisions_documents",
        "enforcement",
        "disputes",
    ]


def test_other_kinds_of_unit_are_scored_as_ever(card: Callable[..., Scorecard]) -> None:
    made = card(overlay=OVERLAY, kind="department")

    assert (total(made), made.tailoring, made.without) == (50, None, None)


def test_another_overlay_is_another_checklist_to_the_hash(
    session: Session, card: Callable[..., Scorecard]
) -> None:
    digests = {
        card(overlay=text).tailoring.sha256
        for text in (OVERLAY, OVERLAY.replace("target: 4", "target: 5"))
    }

    assert len(digests) == 2


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("lawcheck-overlay: 1", "lawcheck: 1", "overlay.yaml:1:1: unknown key `lawcheck`"),
        (
            "checklist: small",
            "checklist: large",
            "overlay.yaml:4:12: this overlay is for large, not for small",
        ),
        (
            "  study:",
            "  studies:",
            "overlay.yaml:10:12: unknown item or section `studies`; did you mean `study`?",
        ),
        (
            "[survey]",
            "[surveys]",
            "overlay.yaml:11:7: unknown item or section `surveys`; did you mean `survey`?",
        ),
        ("[survey]", "[study]", "overlay.yaml:11:7: study is both changed and off; keep one"),
        ("{target: 4,", "{goal: 4,", "overlay.yaml:10:11: unknown key `goal`"),
        ("target: 4", "target: four", "overlay.yaml:10:19: "),
        ("{target: 4,", "{id: other,", "overlay.yaml:10:11: `id` cannot be changed"),
        ("authority: 市司法局\n", "", "overlay.yaml:1:1: `authority` is missing; add it"),
        (
            "on: 2023-03-01",
            "on: 2023-3-1",
            "overlay.yaml:7:5: a date such as 2023-12-31 is expected here",
        ),
        (
            "change:\n  study: {target: 4, points: 20}\noff: [survey]\n",
            "",
            "overlay.yaml:1:1: nothing is changed",
        ),
    ],
)
def test_wrong_overlays_are_refused(
    old: str, new: str, line: str, card: Callable[..., Scorecard]
) -> None:
    text = OVERLAY.replace(old, new)
    assert text != OVERLAY
    with pytest.raises(ChecklistError) as caught:
        card(overlay=text)

    assert any(
        each.rpartition("/")[2].startswith(line) for each in str(caught.value).splitlines()
    ), str(caught.value)


def test_a_unit_under_two_overlays_is_refused(session: Session, tmp_path: Path) -> None:
    (tmp_path / "small.yaml").write_text(CHECKLIST, "utf-8")
    for name in ("one", "two"):
        (tmp_path / f"{name}.yaml").write_text(OVERLAY.replace("small-streets", name), "utf-8")
    checklist = session.load(
        tmp_path / "small.yaml", overlays=[tmp_path / "one.yaml", tmp_path / "two.yaml"]
    )
    evidence = lawcheck.build_evidence(
        checklist, lawcheck.model.evidence.Unit("u", kind="street"), {"sessions": 4}
    )

    with pytest.raises(
        EvidenceError,
        match="the unit u falls under more than one overlay: one, two; change their `for`",
    ):
        lawcheck.score(checklist, evidence)


DOWN = CHECKLIST.replace(
    "scoring: {method: points, out_of: 100}",
    "scoring: {method: deduct_from, start: 100, floor: 0}",
).replace(
    "grades: [{name: {zh: 优, en: good}, from: 80}",
    "grades: [{name: {zh: 优, en: good}, from: 90}",
)


def test_items_that_count_down_are_set_to_what_they_cost(card: Callable[..., Scorecard]) -> None:
    """100 - 40 - 10; the study item is set from -10 to -25, and cannot be set to more than nothing."""
    override = "overrides: [{indicator: study, points: POINTS, person: 李某, reason: 不实, authority: 督察组, on: 2023-11-01}]\n"

    assert total(card(checklist=DOWN)) == 50
    assert total(card(override.replace("POINTS", "-25"), checklist=DOWN)) == 35
    with pytest.raises(EvidenceError, match="study counts from -30 to 0 points, not 5"):
        card(override.replace("POINTS", "5"), checklist=DOWN)


def test_points_set_under_an_overlay_have_its_bounds(card: Callable[..., Scorecard]) -> None:
    """The overlay makes study worth 20: 20 can be set, 25 no more, though the plain checklist has 30."""
    override = "overrides: [{indicator: study, points: POINTS, person: 李, reason: 因, authority: 局, on: 2023-06-01}]\n"

    assert card(override.replace("POINTS", "20"), overlay=OVERLAY).outcome("study").earned == Span(
        Fraction(20), Fraction(20)
    )
    with pytest.raises(
        EvidenceError, match=r"unit.yaml:4:13: study counts from 0 to 20 points, not 25"
    ):
        card(override.replace("POINTS", "25"), overlay=OVERLAY)


@pytest.mark.parametrize("name", ["good", "u", "veto_of_plans"])
def test_an_overlay_changes_items_only(name: str, card: Callable[..., Scorecard]) -> None:
    """A veto, a grade or a unit has a name too, but is not the overlay's to change."""
    vetoes = "vetoes: [{id: veto_of_plans, title: 无计划, effect: {grade_at_most: poor}, when: {plan: false}, if_missing: open, basis: [{law: 某法}]}]\n"
    with pytest.raises(ChecklistError, match=f"unknown item or section `{name}`"):
        card(overlay=OVERLAY.replace("[survey]", f"[{name}]"), checklist=CHECKLIST + vetoes)


def test_an_overlay_that_leaves_nothing(card: Callable[..., Scorecard]) -> None:
    text = OVERLAY.split("change:")[0] + "off: [plan, study, survey]\n"
    with pytest.raises(ChecklistError) as error:
        card(overlay=text)
    (problem,) = error.value.problems
    assert problem.what.pick("en") == (
        "`off` takes all items off, so nothing is left to score; keep at least one"
    )
    assert problem.place.file.endswith("overlay.yaml")
