"""Items that compare units, in columns: every unit as on its own card beside the others."""

from decimal import Decimal

import attrs
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.tables.conftest import expected

import lawcheck
from lawcheck.model.checklist import Checklist
from lawcheck.model.errors import EvidenceError
from lawcheck.model.evidence import NotApplicable, Unit
from lawcheck.scoring.peers import among_peers
from lawcheck.session import Session
from lawcheck.tables import all_items, exact_fallback, score_table

HEAD = """\
lawcheck: 1
id: peers
version: "1"
title: 比较（虚构）
period: {from: 2023-01-01, to: 2023-12-31}
scoring: {method: points, out_of: %d}
rounding: {places: 2, mode: half_up, at: item}
grade_on: rounded
grades: [{name: 好, from: 6}, {name: 差, from: 0}]
not_applicable: {policy: redistribute, at_most: 100%%}
facts: {score: amount, part: count, days: amount}
registers:
  cases:
    label: 案件
    columns: {no: text, size: count}
indicators:
"""
RANK = "type: rank_points, places: [10, 8, 6.5], otherwise: 4"
MEAN = "type: peer_average"
ITEMS = (
    f"{RANK}, value: score, better: higher, within: all, ties: best, alone: full",
    f"{RANK}, value: score, better: lower, within: group, ties: mean, alone: not_applicable",
    f"{RANK}, value: {{sum: [score, days]}}, better: higher, within: all, ties: worst, alone: zero",
    f"{RANK}, value: {{mean: cases, of: size}}, better: higher, within: kind, ties: mean, alone: zero",
    f"{RANK}, value: {{count: cases}}, better: lower, within: all, ties: mean, alone: zero",
    f"{MEAN}, value: score, better: lower, within: all, average_of: all, measured: percent, "
    "deduct: {points: 1, per: 10%, partial: proportional}",
    f"{MEAN}, value: part, better: higher, within: group, average_of: others, measured: difference, "
    "deduct: {points: 0.5, per: 1, partial: started}",
    f"{MEAN}, value: {{mean: [score, days]}}, better: higher, within: group, average_of: others, "
    "measured: difference, deduct: {points: 1, per: 0.5, partial: whole, at_most: 3}",
    f"{MEAN}, value: {{mean: cases, of: size}}, better: lower, within: all, average_of: all, "
    "measured: difference, deduct: {points: 2}",
    "type: peer_scale, value: score, better: higher, within: all, by: min_max, all_equal: full",
    "type: peer_scale, value: {sum: [score, days]}, better: lower, within: group, by: min_max, all_equal: zero",
    "type: peer_scale, value: {mean: cases, of: size}, better: higher, within: kind, by: best, all_equal: not_applicable",
    "type: peer_scale, value: score, better: lower, within: group, by: best, all_equal: full",
    "type: peer_scale, value: part, better: lower, within: all, by: percentile, all_equal: zero",
    "type: peer_scale, value: {mean: [score, days]}, better: higher, within: group, by: percentile, all_equal: full",
    "type: parts, parts: [{id: p1, title: 一, points: 4, type: peer_average, value: days, better: lower, "
    "within: kind, average_of: all, measured: difference, deduct: {points: 1, per: 2, partial: whole}}, "
    "{id: p2, title: 二, points: 6, type: rank_points, places: [6, 3], otherwise: 0, value: part, "
    "better: higher, within: all, ties: best, alone: full}]",
)


@pytest.fixture(scope="module")
def checklist(tmp_path_factory) -> Checklist:
    """All items in one checklist."""
    lines = [
        f"  - {{id: i{at}, title: 比, points: 10, {item}}}\n" for at, item in enumerate(ITEMS)
    ]
    path = tmp_path_factory.mktemp("peers") / "c.yaml"
    path.write_text(HEAD % (10 * len(ITEMS)) + "".join(lines), "utf-8")
    return Session.start(only=()).load(path)


NUMBERS = st.none() | st.sampled_from(["0", "1", "2.5", "3", "3.00", "7.25"])
UNITS = st.fixed_dictionaries(
    {
        "unit_group": st.sampled_from(["a", "Ａ", "b", "", None]),
        "unit_kind": st.sampled_from(["x", "x", None]),
        "score": NUMBERS,
        "days": NUMBERS,
        "part": st.none() | st.integers(0, 5),
        "cases": st.lists(st.integers(0, 4), max_size=3),
        "is_out": st.sampled_from([False] * 5 + [True]),
    }
)


# `a` and `Ａ` are two groups, which is told
@pytest.mark.filterwarnings("ignore:the groups or kinds:lawcheck.model.engine.Notice")
@pytest.mark.parametrize("few", [500, 0], ids=["by input", "by formula"])
@given(st.lists(UNITS, min_size=1, max_size=7), st.booleans(), st.integers(0, len(ITEMS) - 1))
def test_every_unit_is_scored_as_on_its_card(checklist, few, units, decide, which):
    out = {
        f"u{at}": [NotApplicable(f"i{which}", "没有此项业务", "市司法局")]
        for at, unit in enumerate(units)
        if decide and unit["is_out"]
    }
    facts = pl.DataFrame(
        [
            {"unit": f"u{at}"} | {k: v for k, v in unit.items() if k not in ("cases", "is_out")}
            for at, unit in enumerate(units)
        ],
        schema={
            "unit": pl.String,
            "unit_group": pl.String,
            "unit_kind": pl.String,
            "score": pl.String,
            "days": pl.String,
            "part": pl.Int64,
        },
    )
    records = [
        (f"u{at}", f"n{n}", days)
        for at, unit in enumerate(units)
        for n, days in enumerate(unit["cases"])
    ]
    cases = pl.DataFrame(
        records, schema={"unit": pl.String, "no": pl.String, "size": pl.Int64}, orient="row"
    )
    evidence = among_peers(
        checklist,
        [
            attrs.evolve(
                lawcheck.build_evidence(
                    checklist,
                    Unit(f"u{at}", kind=unit["unit_kind"] or "", group=unit["unit_group"] or ""),
                    {name: unit[name] for name in ("score", "days", "part")},
                    {"cases": [{"no": f"n{n}", "size": d} for n, d in enumerate(unit["cases"])]},
                    not_applicable=out.get(f"u{at}", ()),
                ),
            )
            for at, unit in enumerate(units)
        ],
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(all_items, "_FEW_UNITS", few)
        try:
            wanted = [expected(checklist, one) for one in evidence]
        except EvidenceError:  # a share of the best number, which is 0
            with pytest.raises(EvidenceError, match="the best value is 0"):
                score_table(checklist, facts, {"cases": cases}, not_applicable=out)
            return
        rows = score_table(checklist, facts, {"cases": cases}, not_applicable=out).to_dicts()

    for row, right in zip(rows, wanted, strict=True):
        for name in ("exact_low", "exact_high"):
            here, exact = row[name], right.pop(name)
            assert (here is None) == (exact is None)
            assert exact is None or 0 <= exact - here <= Decimal("0.000005")
        assert {name: row[name] for name in right} == right


def test_no_unit_is_scored_by_itself(checklist, monkeypatch):
    """Four units in two groups: worked out by hand, and without a scorecard."""

    def refuse(*_):
        raise AssertionError("a scorecard was made")

    monkeypatch.setattr(exact_fallback, "cards_of", refuse)
    facts = pl.DataFrame(
        {
            "unit": ["u", "v", "w", "x"],
            "unit_group": ["a", "a", "b", None],
            "unit_kind": ["k"] * 4,
            "score": [Decimal("90.5"), Decimal(80), Decimal("90.5"), Decimal(10)],
            "days": [Decimal(1), Decimal(2), Decimal(3), Decimal(10)],
            "part": [4, 1, 2, None],
        }
    )
    cases = pl.DataFrame({"unit": ["u", "u", "v"], "no": ["1", "2", "3"], "size": [1, 4, 2]})
    made = score_table(checklist, facts, {"cases": cases})

    def points(item: int) -> list[str | None]:
        return [None if each is None else f"{each:.2f}" for each in made[f"points.i{item}"]]

    # u and w share the first place, x is fourth
    assert points(0) == ["10.00", "6.50", "10.00", "4.00"]
    # lower is better within a group; w is alone, x has no group
    assert points(1) == ["8.00", "10.00", None, None]
    # 91.5, 82, 93.5 and 20
    assert points(2) == ["8.00", "6.50", "10.00", "4.00"]
    # 2, 1, 0 and 0 cases: (10 + 8) / 2 for the two without
    assert points(4) == ["4.00", "6.50", "9.00", "9.00"]
    # the mean is 67.75; 22.75 is 33.58% more, 3.358 points off
    assert points(5) == ["6.64", "8.19", "6.64", "10.00"]
    assert made["state.i6"].to_list() == ["scored", "scored", "not_applicable", "missing"]
    # the other of the group has 4: 3 below it, 3 steps of half a point
    assert points(6)[:2] == ["10.00", "8.50"]


def test_a_total_too_large_for_a_column_of_numbers(load):
    """Six numbers of 18 digits: each group has its sum as a text. The mean of a is 0.001 lower."""
    item = (
        f"{MEAN}, value: score, better: lower, within: group, average_of: all, measured: difference, "
        "deduct: {points: 1, per: 0.001, partial: whole}"
    )
    head = (HEAD % 10).replace(", part: count, days: amount", "")
    head = head[: head.index("registers:")] + "indicators:\n"
    checklist = load(head + f"  - {{id: i, title: 比, points: 10, {item}}}\n")
    most = Decimal("999999999999999.999")
    values = [most] * 5 + [most - Decimal("0.006")] + [most] * 2
    facts = pl.DataFrame(
        {
            "unit": [f"u{at}" for at in range(8)],
            "unit_group": ["a"] * 6 + ["b"] * 2,
            "score": pl.Series(values, dtype=pl.Decimal(38, 3)),
        }
    )

    assert score_table(checklist, facts)["points.i"].to_list() == [9] * 5 + [10] * 3
