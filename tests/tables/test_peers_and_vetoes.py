"""What a table says where units are compared with each other, and where a veto strikes some of them."""

from decimal import Decimal

import polars as pl
from tests.scoring.test_peers import SHEET, UNITS
from tests.tables.test_tables import CHECKLIST, SESSIONS, of, polars_facts

import lawcheck
from lawcheck.session import Session

VETO = """\
vetoes:
  - id: fatal
    title: 重大违法
    records: {count: sessions, where: {topic: 行政}}
    effect: {total: 0}
    if_missing: open
    basis: [{law: 某办法（虚构）, article: 第一条}]
"""


def test_units_are_compared_inside_an_item_of_several_rules_too(load, tmp_path):
    """The mean of 12, 10 and 8 complaints is 10; 12 is 20% above it: 2 points. Only this item is in the sheet."""
    start, end = SHEET.index("  - id: rank"), SHEET.index("  - id: mixed")
    text = SHEET[:start] + SHEET[end : SHEET.index("tests:")]
    text = (
        text.replace("out_of: 20", "out_of: 10")
        .replace("from: 12", "from: 6")
        .replace("inspection: amount, ", "")
    )
    facts = pl.DataFrame({"unit": ["u", "v", "w"], "complaints": [12, 10, 8]})
    made = lawcheck.score_table(load(text), facts)

    assert of(made, "points.mixed") == [Decimal(8), Decimal(10), Decimal(10)]


def test_the_card_of_one_unit_compares_it_with_all_of_the_table(load, tmp_path):
    (tmp_path / "units.csv").write_text(UNITS, "utf-8")
    checklist = load(SHEET)
    evidence = Session.start(only=()).read(checklist, [tmp_path / "units.csv"]).evidence
    cards = lawcheck.table_cards(checklist, ["w", "u"], tmp_path / "units.csv")

    assert cards == tuple(lawcheck.score(checklist, evidence[place]) for place in (2, 0))
    assert [card.outcome("rank").state for card in cards] == ["not_applicable", "scored"]


def test_a_veto_over_records(load):
    """a has a record that the veto counts, b has none, c has no records at all."""
    made = lawcheck.score_table(
        load(CHECKLIST + VETO), polars_facts(), {"sessions": pl.DataFrame(SESSIONS)}
    )
    unknown = lawcheck.score_table(load(CHECKLIST + VETO), polars_facts())

    assert of(made, "score_low") == [Decimal("0.0"), Decimal("18.7"), Decimal("12.0")]
    assert of(unknown, "score_low") == [Decimal("0.0")] * 3
    assert of(unknown, "score_high") == [Decimal("31.7"), Decimal("26.7"), Decimal("30.0")]


def test_a_veto_that_leaves_no_score(load):
    """The same over columns: no number, no grade, no rank."""
    text = CHECKLIST + VETO.replace("total: 0", "score: none")
    made = lawcheck.score_table(load(text), polars_facts(), {"sessions": pl.DataFrame(SESSIONS)})
    unknown = lawcheck.score_table(load(text), polars_facts())

    assert of(made, "score_low") == [None, Decimal("18.7"), Decimal("12.0")]
    assert of(made, "exact_low")[0] is None
    assert of(made, "grade")[0] is None
    assert of(made, "rank_best") == [None, 1, 1]  # b is first where a would have been
    assert of(unknown, "score_low") == [None] * 3
