"""Tables as of a day: every unit as on its own card, by formula, and dates after the day are refused."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest
from tests.tables.conftest import cut

import lawcheck
from lawcheck.model.errors import EvidenceError
from lawcheck.tables import all_items, score_table

EXAMPLE = Path(__file__).parents[2] / "examples/half-year/checklist.yaml"
UNITS = [f"u{number:02}" for number in range(24)]
FACTS = pl.DataFrame(
    {
        "unit": UNITS,
        "trainings": [number // 2 for number in range(24)],
        "report_published": [number % 3 == 0 for number in range(24)],
        "satisfaction": ["84%"] * 24,
    }
)
STUDY = pl.DataFrame(
    {
        "unit": UNITS[:12],
        "topic": ["宪法"] * 12,
        "held_on": [date(2024, 1 + number % 6, 15) for number in range(12)],
    }
)
DOCUMENTS = pl.DataFrame(
    {
        "unit": UNITS[::2],
        "number": ["1号"] * 12,
        "issued_on": [date(2024, 3 + number % 4, 1) for number in range(12)],
        "filed_on": ["never" if number % 2 else "2024-06-20" for number in range(12)],
    }
)
NOTHING = {
    "hearings": pl.DataFrame(
        {
            "unit": UNITS[:1],
            "case_no": ["1"],
            "heard_on": [date(2024, 2, 1)],
            "head_appeared": [True],
        }
    ),
    "decisions": pl.DataFrame(
        {
            "unit": UNITS[:1],
            "name": ["1"],
            "decided_on": [date(2024, 2, 1)],
            "legality": [True],
            "archived": [False],
        }
    ),
}


@pytest.mark.parametrize("few", [0, 500])
@pytest.mark.parametrize("day", ["2024-03-30", "2024-06-30", "2024-11-30", "2024-12-31"])
def test_a_table_is_scored_as_of_a_day(day, few, session, monkeypatch):
    monkeypatch.setattr(all_items, "_FEW_UNITS", few)
    as_of = date.fromisoformat(day)
    checklist = session.load(EXAMPLE, as_of=as_of)
    dated = {"study": STUDY.filter(pl.col("held_on") <= as_of), **NOTHING}
    dated["documents"] = DOCUMENTS.filter(
        (pl.col("issued_on") <= as_of)
        & ((pl.col("filed_on") == "never") | (as_of >= date(2024, 6, 20)))
    )
    table = score_table(checklist, FACTS, dated)
    cards = lawcheck.table_cards(checklist, UNITS, FACTS, dated)

    assert all(card.as_of == as_of for card in cards)
    for card, row in zip(cards, table.iter_rows(named=True), strict=True):
        for outcome in card.outcomes():
            assert row[f"state.{outcome.id}"] == outcome.state
            points = cut(outcome.earned.low, 9) if outcome.state == "scored" else None
            assert row[f"points.{outcome.id}"] == points
        assert (row["score_low"], row["score_high"]) == (
            cut(card.score.low, 2),
            cut(card.score.high, 2),
        )


@pytest.mark.parametrize("name", ["study", "decisions"])
def test_dates_after_the_day_are_refused_in_every_column(name, session):
    """Also in one that no measure reads: nobody reads when a decision was made."""
    checklist = session.load(EXAMPLE, as_of=date(2024, 1, 31))
    registers = {"study": STUDY.clear(), "documents": DOCUMENTS.clear()}
    registers |= {each: frame.clear() for each, frame in NOTHING.items()}
    registers[name] = {**NOTHING, "study": STUDY.filter(pl.col("held_on") == date(2024, 2, 15))}[
        name
    ]

    with pytest.raises(EvidenceError, match="is after 2024-01-31, the day as of which is scored"):
        score_table(checklist, FACTS, registers)
