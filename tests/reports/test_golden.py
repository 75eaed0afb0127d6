"""What is printed, to the letter. After a change that is meant, run with UPDATE_GOLDEN=1 and read the difference."""

import csv
import io

import pytest

from lawcheck.model.exact import fixed_text
from lawcheck.reports.explain import Explanation
from lawcheck.reports.formats.csv_items import CsvTable
from lawcheck.reports.formats.markdown import Markdown
from lawcheck.reports.formats.text import TextCard
from lawcheck.reports.show import show

pytestmark = pytest.mark.interpreter

LANGUAGES = ("zh", "en")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [80, 120])
def test_text(report, golden, language, width):
    golden(f"report-{language}-{width}.txt", TextCard().write(report, language, width))


@pytest.mark.parametrize("language", LANGUAGES)
def test_markdown(report, golden, language):
    golden(f"report-{language}.md", Markdown().write(report, language, 80))


@pytest.mark.parametrize("language", LANGUAGES)
def test_csv(report, golden, language):
    golden(f"report-{language}.csv", CsvTable().write(report, language, 80))


@pytest.mark.parametrize("language", LANGUAGES)
def test_show(checklist, golden, language):
    golden(f"show-{language}.txt", show(checklist, language, 80))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("unit", "indicator"),
    [
        ("qingshi", "steps"),  # a deduction with record, source and basis
        ("qingshi", "quality"),  # judged by a person
        ("qingshi", "certified_staff"),  # not applicable by rule
        ("qingshi", "recognition"),  # a bonus, capped
        ("qingshi", "followed"),  # never counted
        ("heping", "steps"),  # more asked than the item is worth
        ("heping", "certified_staff"),  # a number without end
        ("heping", "satisfied"),  # not applicable by decision
        ("heping", "quality"),  # open
        ("dongqiao", "report"),  # a date that never came
    ],
)
def test_explain(report, checklist, golden, unit, indicator, language):
    (card,) = [card for card in report.scorecards if card.unit.id == unit]

    golden(
        f"explain-{unit}-{indicator}-{language}.txt",
        TextCard().write_analysis(Explanation.of(checklist, card, indicator), language, 80),
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_format_carries_the_same_scores(report, language):
    """One scoring function behind every output; no format rounds for itself."""
    text, markdown = (
        TextCard().write(report, language, 120),
        Markdown().write(report, language, 120),
    )
    rows = list(
        csv.DictReader(
            io.StringIO(CsvTable().write(report, language, 120).removeprefix("\ufeff"), newline="")
        )
    )

    for card in report.scorecards:
        mine = {
            (row["unit_score_low"], row["unit_score_high"])
            for row in rows
            if row["unit"] == card.unit.id
        }
        ((low, high),) = mine
        if card.score is None:
            assert (low, high) == ("", "")
            continue
        assert (low, high) == tuple(
            fixed_text(end, card.places) for end in (card.score.low, card.score.high)
        )
        between = {"zh": f"{low} 至 {high}", "en": f"{low} to {high}"}[language]
        shown = f"{low} / 100" if low == high else f"{between} / 100"
        assert shown in text
        assert shown in markdown
