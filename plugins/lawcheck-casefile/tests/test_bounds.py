"""The bounds against published tables, against the definition, and as properties."""

from fractions import Fraction
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lawcheck_casefile.bounds import Interval, clopper_pearson, wilson

from lawcheck.plugin import fixed_text, round_exact

ALPHA = Fraction(25, 1000)
STEP = Fraction(1, 10**6)


def rounded(interval: Interval) -> tuple[str, str]:
    """To the four decimals that tables print."""
    low, high = (fixed_text(round_exact(end, 4), 4) for end in (interval.low, interval.high))
    return low, high


# Newcombe, Statistics in Medicine 17 (1998), table I, prints the first four; 9 of 10 and 10 of 10 are in many textbooks
PUBLISHED = [
    (81, 263, ("0.2553", "0.3662"), ("0.2527", "0.3676")),
    (15, 148, ("0.0624", "0.1605"), ("0.0578", "0.1617")),
    (0, 20, ("0.0000", "0.1611"), ("0.0000", "0.1684")),
    (1, 29, ("0.0061", "0.1718"), ("0.0009", "0.1776")),
    (9, 10, ("0.5958", "0.9821"), ("0.5550", "0.9975")),
    (10, 10, ("0.7225", "1.0000"), ("0.6915", "1.0000")),
]


@pytest.mark.parametrize(("found", "of", "score", "exact"), PUBLISHED)
def test_published_values(
    found: int, of: int, score: tuple[str, str], exact: tuple[str, str]
) -> None:
    assert rounded(wilson(found, of)) == score
    assert rounded(clopper_pearson(found, of)) == exact


def tail(found: int, of: int, share: Fraction) -> Fraction:
    """The chance of `found` or more, straight from the definition."""
    terms = (comb(of, i) * share**i * (1 - share) ** (of - i) for i in range(found, of + 1))
    return sum(terms, Fraction(0))


@given(st.integers(1, 25).flatmap(lambda of: st.tuples(st.integers(1, of), st.just(of))))
def test_the_exact_bound_is_the_last_step_of_the_grid_before_the_tail_exceeds(
    counts: tuple[int, int],
) -> None:
    low = clopper_pearson(*counts).low

    assert tail(*counts, low) <= ALPHA < tail(*counts, low + STEP)


@given(st.integers(1, 400).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_the_score_bounds_solve_their_equation(counts: tuple[int, int]) -> None:
    """At the bound, the distance from the observed share is z standard errors of the bound; outside it is at least that."""
    found, of = counts
    seen, z_squared = Fraction(found, of), Fraction(1959964, 10**6) ** 2
    interval = wilson(found, of)
    for end, inside in ((interval.low, 2 * STEP), (interval.high, -2 * STEP)):
        if not 0 < end < 1:
            continue
        assert (seen - end) ** 2 >= z_squared * end * (1 - end) / of
        assert (seen - end - inside) ** 2 <= z_squared * (end + inside) * (1 - end - inside) / of


def test_marks_between_none_and_all() -> None:
    """4 of 10 as a sum of marks, or as files, is the same; 45/10 lies between 4 and 5."""
    low, middle, high = (wilson(found, 10) for found in (4, Fraction(45, 10), 5))

    assert wilson(Fraction(4), 10) == low
    assert low.low < middle.low < high.low
    assert low.high < middle.high < high.high
    assert rounded(middle) == ("0.2014", "0.7263")


def test_a_mark_of_nearly_nothing_is_not_below_nothing() -> None:
    assert wilson(Fraction(1, 3 * 10**9), 1).low == 0


@given(
    st.integers(1, 40).flatmap(
        lambda of: st.tuples(st.fractions(0, of, max_denominator=1000), st.just(of))
    )
)
def test_the_score_bounds_hold_any_mean(marks: tuple[Fraction, int]) -> None:
    found, of = marks
    interval = wilson(found, of)

    assert 0 <= interval.low <= found / of <= interval.high <= 1


@pytest.mark.parametrize("method", [wilson, clopper_pearson])
@given(counts=st.integers(1, 60).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_both_hold_the_share_mirror_and_rise(method: object, counts: tuple[int, int]) -> None:
    assert callable(method)
    found, of = counts
    interval, mirrored = method(found, of), method(of - found, of)

    assert 0 <= interval.low <= Fraction(found, of) <= interval.high <= 1
    assert (interval.low, interval.high) == (1 - mirrored.high, 1 - mirrored.low)
    assert method(0, of).low == 0
    assert method(of, of).high == 1
    if found < of:
        assert method(found + 1, of).low >= interval.low
    assert interval.low.denominator <= 10**6


@pytest.mark.parametrize("method", [wilson, clopper_pearson])
@pytest.mark.parametrize("counts", [(0, 0), (3, 2), (-1, 5)])
def test_counts_that_cannot_be(method: object, counts: tuple[int, int]) -> None:
    assert callable(method)
    with pytest.raises(ValueError, match=str(counts[0])):
        method(*counts)
