"""Methods that go by the scores: the weakest, the best, the middle, and means that take a root."""

from collections.abc import Callable
from decimal import Decimal, getcontext
from fractions import Fraction
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import lawcheck
from lawcheck.model.errors import ChecklistError, LimitError
from lawcheck.model.evidence import NotApplicable
from lawcheck.model.roots import Fineness, root
from lawcheck.session import Session

HEAD = """\
lawcheck: 1
id: means
version: "1"
title: 平均
period: {from: 2023-01-01, to: 2023-12-31}
rounding: {places: 3, mode: half_up, at: total}
grade_on: rounded
grades: [{name: 优, from: 0.5}, {name: 劣, from: 0}]
not_applicable: {policy: redistribute, at_most: 80%}
ranking: {within: all}
facts:
  a: {kind: rate, written_as: percent}
  b: {kind: rate, written_as: percent}
  c: {kind: rate, written_as: percent}
  d: {kind: yes_no, label: 造假}
vetoes:
  - {id: v, title: v, when: {d: true}, effect: {zero: [ia]}, if_missing: not_applied, basis: [{law: 某法}]}
"""
ITEM = "  - {{id: i{0}, title: i{0}, points: {1}, {2}type: scale, value: {0}, zero_at: 0%, full_at: 100%}}\n"
Read = Callable[..., lawcheck.Checklist]


@pytest.fixture
def load(session: Session, tmp_path: Path) -> Read:
    def read(scoring: str, weights: tuple[str, ...] = ("", "", "")) -> lawcheck.Checklist:
        items = [
            ITEM.format(name, points, f"weight: {weight}, " if weight else "")
            for name, points, weight in zip("abc", (10, 20, 1), weights, strict=True)
        ]
        path = tmp_path / "means.yaml"
        text = f"{HEAD}scoring: {{{scoring}}}\nindicators:\n{''.join(items)}"
        path.write_text(text, encoding="utf-8")
        return session.load(path)

    return read


def shares(**facts: str) -> dict[str, Fraction]:
    return {name: Fraction(share.removesuffix("%")) / 100 for name, share in facts.items()}


def card_of(checklist: lawcheck.Checklist, d: bool = False, **facts: str) -> lawcheck.Scorecard:
    given = shares(**facts) | {"d": d}
    return lawcheck.score(checklist, lawcheck.build_evidence(checklist, unit="u", facts=given))


@pytest.mark.parametrize(
    ("scoring", "weights", "printed"),
    [
        # the shares are 0.9, 0.7 and 0.5
        ("method: minimum", None, "50.000"),
        ("method: maximum", None, "90.000"),
        ("method: median", None, "70.000"),
        ("method: best_of, count: 2", None, "80.000"),  # (90 + 70) / 2
        ("method: drop_lowest, count: 2", None, "90.000"),
        # 3 / (1/0.9 + 1/0.7 + 1/0.5) = 3 / (143/31.5) = 94.5/143 = 0.660839...
        ("method: harmonic_mean", None, "66.084"),
        # 4 / (2/0.9 + 1/0.7 + 1/0.5) = 4 / (178/31.5) = 126/178 = 0.707865...
        ("method: weighted_harmonic_mean", ("2", "1", "1"), "70.787"),
        # cube root of 0.315 = 0.6804092...
        ("method: geometric_mean", None, "68.041"),
        # fourth root of 0.81 x 0.35 = 0.2835, whose root is 0.5324471...: 0.7296897...
        ("method: weighted_geometric_mean", ("50%", "25%", "25%"), "72.969"),
        # root of (0.81 + 0.49 + 0.25) / 3 = 0.5166...: 0.7187952...
        ("method: power_mean, exponent: 2", None, "71.880"),
        # root of 3 / (1/0.81 + 1/0.49 + 1/0.25) = 3 / 7.27538...: 0.6421434...
        ("method: power_mean, exponent: -2", None, "64.214"),
        # root of (2 x 0.81 + 0.49 + 0) / 3, the third has no weight: 0.8386497...
        ("method: weighted_power_mean, exponent: 2", ("2", "1", "0"), "83.865"),
    ],
)
def test_numbers_worked_out_by_hand(
    load: Read, scoring: str, weights: tuple[str, ...] | None, printed: str
) -> None:
    checklist = load(f"{scoring}, out_of: 100", weights or ("", "", ""))
    card = card_of(checklist, a="90%", b="70%", c="50%")
    assert card.printed == printed
    assert card.exact is not None
    added = [each.counted.low for each in card.outcomes() if each.counted]
    assert sum(added) == card.exact.low, "the items add up to the total"
    facts = pl.DataFrame({"unit": ["u"], "a": ["90%"], "b": ["70%"], "c": ["50%"]})
    (score,) = lawcheck.score_table(checklist, facts)["score_low"]
    assert str(score) == printed, "a table gives the same"


def test_an_irrational_total_is_cut_and_says_so(load: Read) -> None:
    card = card_of(load("method: geometric_mean, out_of: 1"), a="90%", b="70%", c="50%")
    assert card.exact is not None
    assert str(card.exact) == "0.68040921159533673732"
    assert [flag.kind for flag in card.flags] == ["irrational"]
    whole = card_of(load("method: geometric_mean, out_of: 1"), a="80%", b="80%", c="80%")
    assert (str(whole.exact), whole.flags) == ("0.8", ())


def test_who_has_nothing(load: Read) -> None:
    for method, printed in (
        ("geometric_mean", "0.000"),
        ("harmonic_mean", "0.000"),
        ("power_mean, exponent: -2", "0.000"),
        ("power_mean, exponent: 2", "61.644"),  # root of (0.64 + 0.5)/3 = 0.38: 0.616441...
    ):
        checklist = load(f"method: {method}, out_of: 100")
        c = "50%" if "2" not in method.replace("-2", "") else "70.71067811865475244%"
        assert card_of(checklist, a="0%", b="80%", c=c).printed == printed


def test_open_items_give_an_interval(load: Read) -> None:
    for method, low, high in (
        ("minimum", 0, 70),
        ("maximum", 90, 100),
        ("median", 70, 90),
        ("best_of, count: 2", 80, 95),
    ):
        card = card_of(load(f"method: {method}, out_of: 100"), a="90%", b="70%")
        assert (card.score, card.known) == (
            lawcheck.Span(Fraction(low), Fraction(high)),
            Fraction(2, 3),
        )


def test_what_does_not_apply_is_left_out(load: Read) -> None:
    checklist = load("method: drop_lowest, count: 2, out_of: 100")
    given = lawcheck.build_evidence(
        checklist,
        unit="u",
        facts=shares(a="90%", b="70%"),
        not_applicable=[NotApplicable("ic", "没有此项业务", "市司法局")],
    )
    assert lawcheck.score(checklist, given).printed == "90.000"


def test_a_veto_that_zeroes_an_item_computes_the_score_anew(load: Read) -> None:
    for method, printed in (("geometric_mean", "0.000"), ("maximum", "70.000")):
        checklist = load(f"method: {method}, out_of: 100")
        card = card_of(checklist, a="90%", b="70%", c="50%", d=True)
        assert card.printed == printed
        assert card.exact is not None
        parts = [each.counted.low for each in card.outcomes() if each.counted]
        assert sum((*parts, *(step.change.low for step in card.adjustments))) == card.exact.low


@pytest.mark.parametrize(
    ("scoring", "weights", "told"),
    [
        (
            "method: best_of, count: 3, out_of: 1",
            None,
            "`count` must be from 1 to 2, as there are 3 children, not 3; if all of them count, "
            "use `mean`",
        ),
        (
            "method: power_mean, exponent: 0, out_of: 1",
            None,
            "with the exponent 0 this is `geometric_mean`: use that",
        ),
        (
            "method: power_mean, exponent: 21, out_of: 1",
            None,
            "the exponent must be from -20 to 20",
        ),
        (
            "method: weighted_geometric_mean, out_of: 1",
            ("33.333%", "33.333%", "33.334%"),
            "the weights are too fine: as whole numbers they may add up to 10000 at most; "
            "write them with fewer decimal places",
        ),
    ],
)
def test_what_does_not_fit(
    load: Read, scoring: str, weights: tuple[str, ...] | None, told: str
) -> None:
    with pytest.raises(ChecklistError) as error:
        load(scoring, weights or ("", "", ""))
    assert [each.what.pick("en") for each in error.value.problems] == [told]


def test_what_follows_from_the_scores_breaks_no_ties(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "ties.yaml"
    items = "".join(ITEM.format(name, 1, "") for name in "abc")
    head = HEAD.replace("ranking: {within: all}", "ranking: {within: all, ties: [ib]}")
    text = f"{head}scoring: {{method: minimum, out_of: 1}}\nindicators:\n{items}"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ChecklistError) as error:
        session.load(path)
    assert [each.what.pick("en") for each in error.value.problems] == [
        "the method above ib goes by the scores: what it adds depends on other items, "
        "so it cannot break ties"
    ]


NESTED = """
rounding: {places: 0, mode: half_up, at: total}
scoring: {method: geometric_mean, out_of: 1}
sections:
  - {id: s1, title: s1, points: 1, indicators: [
      {id: ia, title: ia, points: 1, type: scale, value: a, zero_at: 0%, full_at: 100%},
      {id: ib, title: ib, points: 1, type: scale, value: b, zero_at: 0%, full_at: 100%}]}
  - {id: s2, title: s2, points: 1, indicators: [
      {id: ic, title: ic, points: 1, type: scale, value: c, zero_at: 0%, full_at: 100%},
      {id: ix, title: ix, points: 1, type: yes_no, value: d}]}
"""


def test_a_number_on_the_border_itself_is_not_guessed(session: Session, tmp_path: Path) -> None:
    """Both sections are irrational, their geometric mean is one half."""
    head = HEAD.replace("rounding: {places: 3, mode: half_up, at: total}\n", "")
    head = head[: head.index("vetoes:")].replace("from: 0.5", "from: 1")
    path = tmp_path / "nested.yaml"
    path.write_text(head + NESTED.lstrip(), encoding="utf-8")
    checklist = session.load(path)
    # roots of 0.25 x 0.5 = 0.125 and of 0.5 x 1: their product is 0.25, its root 0.5
    with pytest.raises(LimitError, match="lies on the border itself"):
        card_of(checklist, a="25%", b="50%", c="50%", d=True)
    assert card_of(checklist, a="25%", b="51%", c="50%", d=True).printed == "1"
    assert card_of(checklist, a="25%", b="49%", c="50%", d=True).printed == "0"


@given(
    st.fractions(0, 1, max_denominator=10**6),
    st.integers(1, 60),
    st.integers(0, 25),
)
def test_a_root_lies_between_its_decimals(value: Fraction, degree: int, places: int) -> None:
    below, above = (root(value, degree, Fineness(places, end)) for end in ("below", "above"))
    assert below**degree <= value <= above**degree
    assert above - below in (0, Fraction(1, 10**places))


def test_a_root_of_a_high_degree() -> None:
    """Against logarithms of the decimal module."""
    getcontext().prec = 50
    wanted = (Decimal(7) / Decimal(9)).ln() / 9973
    found = root(Fraction(7, 9), 9973, Fineness(20))
    assert abs(Decimal(found.numerator) / Decimal(found.denominator) - wanted.exp()) < Decimal(
        "1e-20"
    )
