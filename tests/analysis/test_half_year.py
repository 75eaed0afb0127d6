"""Going back in December: four lists, without a false finding; and what a street is advised in June."""

from datetime import date
from pathlib import Path

import pytest

import lawcheck
from lawcheck.analysis.comparison import ReportComparison
from lawcheck.analysis.gain import gains_of
from lawcheck.model.errors import EvidenceError
from lawcheck.reports.comparison import ComparisonAnalysis
from lawcheck.reports.formats.text import TextCard
from lawcheck.reports.gain import GainAnalysis

EXAMPLE = Path(__file__).parents[2] / "examples/half-year"


def report(session: lawcheck.Session, name: str, day: str) -> lawcheck.Report:
    checklist = session.load(EXAMPLE / "checklist.yaml", as_of=date.fromisoformat(day))
    return session.score(checklist, session.read(checklist, [EXAMPLE / f"{name}.yaml"]))


def test_june_and_december_of_one_year(session: lawcheck.Session) -> None:
    """The third quarter and the survey came due in between, so they are no new problems."""
    old, new = report(session, "june", "2024-06-30"), report(session, "december", "2024-12-31")
    (found,) = lawcheck.compare(old, new, session=session).units
    lists = {
        name: [each.indicator for each in getattr(found, name)]
        for name in ("closed", "still_open", "fresh", "decided", "unjudged")
    }

    assert lists == {
        "closed": ["archive"],
        "still_open": ["study", "trainings", "appearance"],
        "fresh": ["filing"],
        "decided": ["study", "satisfaction"],
        "unjudged": [],
    }
    assert [
        str(each.new and each.new.period and each.new.period.start) for each in found.decided
    ] == [
        "2024-07-01",
        "None",
    ]
    assert list(found.total.by) == ["time"]
    page = TextCard().write_analysis(
        ComparisonAnalysis(ReportComparison((found,), (), ())), "en", 80
    )
    assert "as of 2024-06-30" in page
    assert "evidence and day" in page


def test_what_can_still_be_done_in_june(session: lawcheck.Session) -> None:
    """Two more quarters, the filing and the file. No hearing is changed, and none is added."""
    checklist = session.load(EXAMPLE / "checklist.yaml")
    (evidence,) = session.read(checklist, [EXAMPLE / "june.yaml"]).evidence
    gains = gains_of(checklist, evidence, date(2024, 6, 30))

    assert [(each.what.pick("en"), each.points) for each in gains.asks] == [
        ("study sessions: 1 more, in order", 5),
        ("青石街规〔2024〕2号: filing, done on 2024-06-30", 5),
        ("停车收费试点: archived becomes yes", 3),
        ("trainings in law: 2 more", 2),
    ]
    assert [each.what.pick("en") for each in gains.way].count(
        "study sessions: 1 more, in order"
    ) == 2
    assert not [each for each in (*gains.asks, *gains.way) if "appearance" in each.items]
    assert "已经发生，只列到 2024-12-31 还能做的" in TextCard().write_analysis(
        GainAnalysis((gains,)), "zh", 200
    )


def test_what_is_put_right_is_what_the_checklist_names(
    session: lawcheck.Session, tmp_path: Path
) -> None:
    text = (EXAMPLE / "checklist.yaml").read_text("utf-8")
    (tmp_path / "c.yaml").write_text(text.replace("can_be_put_right: true, ", ""), "utf-8")
    checklist = session.load(tmp_path / "c.yaml")
    (evidence,) = session.read(checklist, [EXAMPLE / "june.yaml"]).evidence
    said = [each.what.pick("en") for each in gains_of(checklist, evidence, date(2024, 6, 30)).asks]

    assert said == ["study sessions: 1 more, in order", "trainings in law: 2 more"]


def test_a_register_may_declare_that_a_further_record_is_a_good_deed(
    session: lawcheck.Session, tmp_path: Path
) -> None:
    text = (EXAMPLE / "checklist.yaml").read_text("utf-8")
    hearings = "    label: {zh: 行政应诉台账"
    (tmp_path / "c.yaml").write_text(
        text.replace(hearings, f"    worth_adding: true\n{hearings}"), "utf-8"
    )
    checklist = session.load(tmp_path / "c.yaml")
    (evidence,) = session.read(checklist, [EXAMPLE / "june.yaml"]).evidence
    said = [each.what.pick("en") for each in gains_of(checklist, evidence, date(2024, 6, 30)).asks]

    assert "court hearings: 1 more, in order" in said


def test_a_saved_card_of_june_is_verified_as_of_june(
    session: lawcheck.Session, tmp_path: Path
) -> None:
    (tmp_path / "june.json").write_text(
        lawcheck.report_to_json(report(session, "june", "2024-06-30")), "utf-8"
    )
    card = lawcheck.load_card(tmp_path / "june.json")
    files = [EXAMPLE / "june.yaml"]
    then, whole = (
        lawcheck.verify(
            card, session.load(EXAMPLE / "checklist.yaml", as_of=day), files, session=session
        )
        for day in (card.as_of, None)
    )

    assert card.as_of == date(2024, 6, 30)
    assert then.differences == ()
    assert whole.differences
    with pytest.raises(EvidenceError):
        lawcheck.verify(
            card,
            session.load(EXAMPLE / "checklist.yaml", as_of=card.as_of),
            [EXAMPLE / "december.yaml"],
            session=session,
        )
