"""Two cards: what changed, split by cause, adding up to the last digit; findings that are closed, open and new."""

import shutil
from fractions import Fraction
from pathlib import Path

import attrs
import pytest
from hypothesis import given

from lawcheck.analysis.comparison import compare_cards
from lawcheck.documents.cards import report_from_json, report_to_json
from lawcheck.model.errors import UsageError
from lawcheck.model.evidence import Evidence, Fact, Unit
from lawcheck.model.spans import Span
from lawcheck.saved_cards import compare
from lawcheck.scoring import score
from lawcheck.session import Session
from lawcheck.testing import worlds

ZERO = Fraction(0)
STREETS = Path(__file__).parents[2] / "examples" / "streets-2023"


@pytest.fixture(scope="module")
def old_files() -> list[Path]:
    return sorted(STREETS.glob("*.csv"))


@pytest.fixture(scope="module")
def new_files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The head appeared in the case where none had (s02), and was absent in another (s01)."""
    folder = tmp_path_factory.mktemp("new")
    for file in STREETS.glob("*.csv"):
        shutil.copy(file, folder)
    path = folder / "hearings.csv"
    text = path.read_text("utf-8-sig")
    assert "初40号,一审,2023-10-11,否" in text
    assert "初3号,一审,2023-04-12,是" in text
    text = text.replace("初40号,一审,2023-10-11,否", "初40号,一审,2023-10-11,是")
    path.write_text(text.replace("初3号,一审,2023-04-12,是", "初3号,一审,2023-04-12,否"), "utf-8")
    return sorted(folder.glob("*.csv"))


@pytest.fixture(scope="module")
def new_checklist(session: Session, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twelve publicity events become twenty."""
    path = tmp_path_factory.mktemp("rules") / "street-visit.yaml"
    text = session.find("street-visit").read_text("utf-8")
    assert text.count("        target: 12\n") == 1
    path.write_text(text.replace("        target: 12\n", "        target: 20\n"), "utf-8")
    return path


def kept(session, checklist, files):
    """A report as it comes back from the file that it was kept in."""
    loaded = session.load(checklist)
    return report_from_json(report_to_json(session.score(loaded, session.read(loaded, files))))


def numbers(changes):
    return {each.id: each.change.low for each in changes if each.change != Span(ZERO, ZERO)}


def test_other_evidence(session, old_files, new_files):
    """s02: 5 of 10 points come back. s01: 5 of 10 go, of which 1.5 had been above the ceiling of the total."""
    found = compare(
        kept(session, "street-visit", old_files),
        kept(session, "street-visit", new_files),
        session=session,
    )
    by_unit = {each.new.unit.id: each for each in found.units}

    assert by_unit["s02"].total.change == Span(Fraction(5), Fraction(5))
    assert by_unit["s02"].total.by == {"evidence": Span(Fraction(5), Fraction(5))}
    assert numbers(by_unit["s02"].items) == {"appearance": 5}
    assert [(each.indicator, each.old.points) for each in by_unit["s02"].closed] == [
        ("appearance", 5)
    ]
    assert by_unit["s02"].fresh == ()
    assert by_unit["s01"].total.change.low == Fraction("-3.5")
    assert numbers(by_unit["s01"].items) == {"appearance": -5}
    assert numbers(by_unit["s01"].steps) == {"ceiling": Fraction("1.5")}
    assert [each.indicator for each in by_unit["s01"].fresh] == ["appearance"]
    assert [each.indicator for each in by_unit["s01"].still_open] == ["case_quality"]


def test_evidence_and_checklist_told_apart(session, old_files, new_files, new_checklist):
    """s01 had 15 events: five short of 20 cost 2.5, of which the ceiling takes 1.5 back; then 5 for the hearing."""
    old, new = kept(session, "street-visit", old_files), kept(session, new_checklist, new_files)
    found = compare(
        old,
        new,
        old_checklist=session.load("street-visit"),
        old_evidence=old_files,
        new_checklist=session.load(new_checklist),
        session=session,
    )
    one = found.units[0]

    assert {cause: change.low for cause, change in one.total.by.items()} == {
        "engine": 0,
        "checklist": -1,
        "evidence": -5,
    }
    publicity = next(each for each in one.items if each.id == "publicity")
    assert {cause: change.low for cause, change in publicity.by.items()} == {
        "engine": 0,
        "checklist": Fraction("-2.5"),
        "evidence": 0,
    }


def test_another_checklist_alone_needs_no_inputs(session, old_files, new_checklist):
    old, new = kept(session, "street-visit", old_files), kept(session, new_checklist, old_files)

    assert set(compare(old, new, session=session).units[0].total.by) == {"checklist"}


def test_the_same_twice(session, old_files):
    report = kept(session, "street-visit", old_files)
    (one, *_) = compare(report, report, session=session).units

    assert (one.total.change, numbers(one.items), one.closed, one.fresh) == (
        Span(ZERO, ZERO),
        {},
        (),
        (),
    )


def test_what_is_unlike_is_compared_on_request_only(session, old_files, new_files, new_checklist):
    old, new = kept(session, "street-visit", old_files), kept(session, new_checklist, new_files)
    with pytest.raises(
        UsageError,
        match=r"more than one thing is another \(checklist, evidence\); to tell them apart give --old",
    ):
        compare(old, new, session=session)

    (one, *_) = compare(old, new, unlike=True, session=session).units
    assert one.total.change.low == -6
    assert one.total.by == {}


def test_reports_that_have_nothing_in_common(session, old_files):
    report = kept(session, "street-visit", old_files)
    other = attrs.evolve(
        report, scorecards=[attrs.evolve(each, unit=Unit("x")) for each in report.scorecards]
    )
    unlike = attrs.evolve(
        report, scorecards=[attrs.evolve(each, checklist_id="other") for each in report.scorecards]
    )

    with pytest.raises(UsageError, match="no unit in common"):
        compare(report, other, unlike=True, session=session)
    with pytest.raises(
        UsageError, match=r"unlike checklists \(other, street-visit\); add --unlike"
    ):
        compare(report, unlike, session=session)


def test_inputs_that_are_not_the_originals(session, old_files, new_files, new_checklist):
    """The checklists changed places, and the evidence is that of the new card."""
    old, new = kept(session, "street-visit", old_files), kept(session, new_checklist, new_files)
    with pytest.raises(UsageError) as caught:
        compare(
            old,
            new,
            old_checklist=session.load(new_checklist),
            old_evidence=new_files,
            new_checklist=session.load("street-visit"),
            session=session,
        )

    names = [str(each).split(": ")[0] for each in str(caught.value).splitlines()]
    assert names == ["--old-checklist", "--new-checklist", "--old-evidence"]


@given(worlds(), worlds())
def test_items_and_steps_and_causes_add_up_to_the_change(one, other):
    """Whatever the two cards are: every point of the change has its place, and every place its cause."""
    cards = (score(*one), score(one[0], Evidence(Unit("u1"))), score(*other))
    found = compare_cards(cards, ("evidence", "checklist"))

    for each in (found.total, *found.items, *found.sections, *found.steps):
        assert sum(part.low for part in each.by.values()) == each.change.low
        assert sum(part.high for part in each.by.values()) == each.change.high
    if cards[0].exact is not None and cards[2].exact is not None:
        assert (
            sum(each.change.low for each in (*found.items, *found.steps)) == found.total.change.low
        )
        assert (
            sum(each.change.high for each in (*found.items, *found.steps))
            == found.total.change.high
        )


def test_a_finding_is_known_by_its_record_or_fact():
    """The same fact lower than before is the same finding with other points."""
    from lawcheck.indicators.blocks.steps import Steps
    from lawcheck.indicators.count_target import CountTarget
    from lawcheck.model.measures import FactRef
    from lawcheck.testing import one_item

    checklist = one_item(CountTarget(FactRef("n"), Fraction(5), Steps(Fraction(1), Fraction(1))))
    cards = [score(checklist, Evidence(Unit("u"), {"n": Fact("n", Fraction(n))})) for n in (2, 4)]
    (finding,) = compare_cards(cards, ["evidence"]).still_open

    assert (finding.old.points, finding.new.points) == (3, 1)


def test_a_rate_kept_down_by_other_records_is_the_same_finding(session):
    """Two of four hearings without the head, then one of four: still open, with fewer points."""
    from lawcheck.indicators.blocks.steps import Steps
    from lawcheck.indicators.rate import Rate
    from lawcheck.model.conditions import Comparison, Where
    from lawcheck.model.evidence import Record
    from lawcheck.model.register_measures import OverRecords
    from lawcheck.testing import one_item

    came = Where((Comparison("came", "equals", True),))
    deduct = Steps(Fraction(1), Fraction(1, 10), "proportional")
    rule = Rate(
        Fraction(1),
        deduct,
        None,
        OverRecords("count", "hearings", where=came),
        OverRecords("count", "hearings"),
        "not_applicable",
    )

    def card(year, absent):
        records = tuple(
            Record(
                "hearings",
                number,
                {"no": f"{year}-{number}", "came": number > absent},
                label=f"{year}-{number}",
            )
            for number in range(1, 5)
        )
        return score(one_item(rule), Evidence(Unit("u"), registers={"hearings": records}))

    found = compare_cards([card(2022, 2), card(2023, 1)], ["evidence"])

    assert [(each.old.points, each.new.points) for each in found.still_open] == [
        (5, Fraction("2.5"))
    ]
    assert found.closed == found.fresh == ()


def test_an_item_that_was_not_scored_again_closes_no_finding():
    """Nobody reported the fact this time: the finding is neither closed nor open."""
    from lawcheck.indicators.blocks.steps import Steps
    from lawcheck.indicators.count_target import CountTarget
    from lawcheck.model.measures import FactRef
    from lawcheck.testing import one_item

    checklist = one_item(CountTarget(FactRef("n"), Fraction(5), Steps(Fraction(1), Fraction(1))))
    cards = [
        score(checklist, Evidence(Unit("u"), facts))
        for facts in ({"n": Fact("n", Fraction(2))}, {})
    ]
    found = compare_cards(cards, ["evidence"])

    assert found.closed == found.still_open == ()
    assert [(each.indicator, each.old.points, each.new) for each in found.unjudged] == [
        ("item", 3, None)
    ]


def test_a_score_that_is_not_there_any_more_leaves_no_numbers(session):
    """Everything does not apply in the new card: what items counted goes away with the total."""
    from lawcheck.indicators.blocks.steps import Steps
    from lawcheck.indicators.count_target import CountTarget
    from lawcheck.model.evidence import NotApplicable
    from lawcheck.model.measures import FactRef
    from lawcheck.testing import one_item

    checklist = one_item(CountTarget(FactRef("n"), Fraction(5), Steps(Fraction(1), Fraction(1))))
    facts = {"n": Fact("n", Fraction(2))}
    nothing = {"item": NotApplicable("item", "因", "局")}
    found = compare_cards(
        [
            score(checklist, Evidence(Unit("u"), facts)),
            score(checklist, Evidence(Unit("u"), not_applicable=nothing)),
        ],
        ["evidence"],
    )

    assert found.new.exact is None
    assert found.total.new is None
    assert [each.new for each in found.items] == [None]


def test_old_points_set_by_a_person_are_scored_by_the_new_rules_too(session, tmp_path):
    """plan: 5 of 10 were set. New rules: 20 points for it, so 15 are missing; the change of the rules alone is 0."""
    old = tmp_path / "old.yaml"
    new = tmp_path / "new.yaml"
    text = (
        "lawcheck: 1\nid: c\nversion: '1'\ntitle: 表\nperiod: {from: YEAR-01-01, to: YEAR-12-31}\n"
        "scoring: {method: points, out_of: 30}\nrounding: {places: 2, mode: half_up, at: total}\ngrade_on: exact\n"
        "grades: [{name: 好, from: 20}, {name: 差, from: 0}]\nnot_applicable: {policy: redistribute, at_most: 20%}\n"
        "facts: {plan: yes_no, rest: yes_no, prize: yes_no}\nindicators:\n"
        "  - {id: plan, title: 计划, points: 10, type: yes_no, value: plan}\n"
        "  - {id: rest, title: 其他, points: 20, type: yes_no, value: rest}\n"
        "bonus: {at_most: PRIZE, total_at_most: none, indicators: "
        "[{id: prize, title: 表彰, points: PRIZE, type: yes_no, value: prize}]}\n"
    )
    old.write_text(text.replace("YEAR", "2022").replace("PRIZE", "2"), "utf-8")
    changed = text.replace("points: 20", "points: 10").replace(
        "计划, points: 10", "计划, points: 20"
    )
    new.write_text(changed.replace("YEAR", "2023").replace("PRIZE", "3"), "utf-8")
    decision = "overrides: [{indicator: plan, points: 5, person: 李, reason: 因, authority: 局, on: 2022-06-01}]\n"
    facts = "lawcheck-evidence: 1\nunit: {id: u}\nfacts: {plan: no, rest: yes, prize: yes}\n"
    (tmp_path / "u22.yaml").write_text(facts + decision, "utf-8")
    (tmp_path / "u23.yaml").write_text(facts, "utf-8")
    (found,) = compare(
        kept(session, old, [tmp_path / "u22.yaml"]),
        kept(session, new, [tmp_path / "u23.yaml"]),
        old_checklist=session.load(old),
        old_evidence=[tmp_path / "u22.yaml"],
        new_checklist=session.load(new),
        session=session,
    ).units

    assert (found.old.exact.low, found.new.exact.low) == (27, 13)  # 5 + 20 + 2; 0 + 10 + 3
    assert {cause: span.low for cause, span in found.total.by.items()} == {
        "engine": 0,
        "checklist": -9,
        "evidence": -5,
    }
