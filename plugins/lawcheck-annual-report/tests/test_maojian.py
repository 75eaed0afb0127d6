"""A district scored straight from its report, beside the evidence that was typed by hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path

import attrs
import lawcheck_annual_report
import pytest
import yaml
from lawcheck_annual_report.crosscheck.pairs import (
    Agreement,
    FactPair,
    ItemPair,
    fact_pairs,
    item_pairs,
)
from lawcheck_annual_report.facts.proposals import proposals
from lawcheck_annual_report.facts.wording import wording_of
from lawcheck_annual_report.figures.annual_report import read_figures
from lawcheck_annual_report.figures.passages import title_of
from lawcheck_annual_report.texts.report_text import read_report_text

import lawcheck
from lawcheck.plugin import Scorecard, Span

ROOT = Path(__file__).parents[3]
EXAMPLE = ROOT / "examples" / "maojian-2023"
TYPED = EXAMPLE / "maojian.yaml"
RETOLD = EXAMPLE / "report.txt"
PUBLISHED = ROOT / "tests" / "correctness" / "published" / "data" / "maojian-2023-report.txt"

SETTLED = Fraction(29, 33)
"""What 7 settled cases of 66 cost: 15% less 10.6061% is 4.3939 points, each 0.2."""
OPEN = Fraction("17.5")
"""What the report leaves open, whoever reads it; `tests/correctness/published` has each item."""


@attrs.frozen
class Beside:
    """A report beside the typed evidence."""

    facts: tuple[FactPair, ...]
    items: tuple[ItemPair, ...]
    typed: Scorecard
    proposed: Scorecard

    @property
    def counts(self) -> Mapping[Agreement, int]:
        return Counter(each.agreement for each in self.facts)

    def named(self, how: Agreement) -> list[str]:
        return [each.name for each in self.facts if each.agreement is how]


def beside(report: Path) -> Beside:
    session = lawcheck.Session.start(only=(), plugins=[lawcheck_annual_report])
    loaded = session.load("district-annual")
    typed, proposed = (session.read(loaded, [each]) for each in (TYPED, report))
    wordings = wording_of(loaded)
    found = proposals(read_figures(read_report_text(report)), loaded, wordings)
    worded = frozenset(each.fact for each in wordings)
    facts = fact_pairs(loaded, typed.evidence[0], found, worded)
    own, other = (session.score(loaded, each).scorecards[0] for each in (typed, proposed))
    return Beside(facts, item_pairs(loaded, own, other, facts), own, other)


@pytest.fixture(scope="module")
def retold() -> Beside:
    return beside(RETOLD)


def test_what_agrees(retold: Beside) -> None:
    """All 96 facts that were typed; nothing is proposed that was not, and nothing is wrong."""
    typed = yaml.safe_load(TYPED.read_text("utf-8"))["facts"]

    assert {each.name for each in retold.facts} == set(typed)
    assert retold.counts == {
        Agreement.SAME: 89,
        Agreement.AT_LEAST: 2,
        Agreement.UNSAID: 3,
        Agreement.UNWORDED: 2,
    }


def test_what_differs_and_why(retold: Beside) -> None:
    """160余场次 and 超过5万人次; the others are told in words that say no number, or not beside it."""
    assert retold.named(Agreement.AT_LEAST) == ["publicity_events", "publicity_people"]
    assert retold.named(Agreement.UNSAID) == [
        "onsite_inspections",  # two months are named
        "culture_sites",  # seven villages are named
        "part_other",  # the report has no such part
    ]
    assert retold.named(Agreement.UNWORDED) == ["normative_all_steps", "other_matters"]


def test_both_scores(retold: Beside) -> None:
    """By what was typed: of 99.5 points that apply, and 2 for two awards; by the report, of 100.

    What is not proposed is open: inspections 1, the procedure of decisions 5 and of documents 4,
    sites 1, other matters 0.5. No award is sure, but awards can make up for the cases.
    """
    worst = 100 - Fraction("0.5") - SETTLED - OPEN
    assert retold.typed.exact == Span(worst * 100 / Fraction("99.5") + 2, Fraction(100))
    assert retold.typed.score == Span(Fraction("83.53"), Fraction(100))

    lost = 1 + 5 + 4 + 1 + Fraction("0.5")
    assert retold.proposed.exact == Span(100 - SETTLED - OPEN - lost, Fraction(100))
    assert retold.proposed.score == Span(Fraction("70.12"), Fraction(100))
    assert (retold.typed.is_unreviewed, retold.proposed.is_unreviewed) == (False, True)


def test_the_items_that_differ(retold: Beside) -> None:
    earned = {
        each.typed.id: (each.proposed.earned, [fact.name for fact in each.facts])
        for each in retold.items
        if not each.typed.advisory
    }

    assert earned == {
        "inspections": (Span(Fraction(0), Fraction(1)), ["onsite_inspections"]),
        "decision_procedure": (Span(Fraction(0), Fraction(5)), []),
        "normative_procedure": (Span(Fraction(0), Fraction(4)), ["normative_all_steps"]),
        "sites": (Span(Fraction(0), Fraction(1)), ["culture_sites"]),
        "report_other": (Span(Fraction(0), Fraction("0.5")), []),
        "recognition": (Span(Fraction(0), Fraction(5)), []),
    }


def test_the_example_says_that_it_is_retold() -> None:
    """Its title is that of the published report; its last line says which of the two counts."""
    text = RETOLD.read_text("utf-8")
    last = text.splitlines()[-1]

    title = yaml.safe_load(TYPED.read_text("utf-8"))["documents"]["report"]["title"]
    assert title_of(text) == title
    assert "以公开发布的报告为准" in last
    assert "the published report, which is what counts" in last


def test_the_published_report() -> None:
    """Every value that is proposed is the one that was typed, and nothing is left to decide.

    Five facts and the registers are not read: 1 + 5 + 4 + 1 + 0.5 points are open beside what the
    report leaves open. A wording that names more of them makes the range narrower.
    """
    found = beside(PUBLISHED)

    for wrong in (Agreement.ANOTHER, Agreement.UNDECIDED, Agreement.UNTYPED):
        assert found.named(wrong) == []
    assert found.counts[Agreement.SAME] >= 89
    assert found.named(Agreement.AT_LEAST) == ["publicity_events", "publicity_people"]
    assert found.typed.score == Span(Fraction("83.53"), Fraction(100))
    assert found.proposed.exact is not None
    assert found.proposed.exact.low >= 100 - SETTLED - OPEN - Fraction("11.5")  # 70.12
    assert found.proposed.exact.high == 100


def test_the_example_has_sentences_of_its_own() -> None:
    """Between its title and its signature, no twenty characters stand in the published report."""
    signs = str.maketrans(",:;()", "，：；（）")
    published, own = (
        path.read_text("utf-8").translate(signs).splitlines() for path in (PUBLISHED, RETOLD)
    )
    whole = "".join("".join(published).split())
    runs = [line[start : start + 20] for line in own[1:-3] for start in range(len(line) - 19)]

    assert len(runs) > 1000
    assert [each for each in runs if each in whole] == []
