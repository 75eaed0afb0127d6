"""Numbers that expressions work out are those that Python's whole numbers of any size give, or are known to be too large."""

from datetime import date
from fractions import Fraction

import narwhals as nw
import polars as pl
from hypothesis import assume, given
from hypothesis import strategies as st

from lawcheck.model.calendars import Period
from lawcheck.model.checklist import Spec
from lawcheck.model.conditions import Comparison, Where
from lawcheck.model.operators import as_operator
from lawcheck.tables.condition_expressions import truth
from lawcheck.tables.integer_terms import NARROW, WIDE, Term, clipped, quotient, reaches
from lawcheck.tables.typed_column import broken_limits

NAMES = ("a", "b")
YEAR = Period(date(2023, 1, 1), date(2023, 12, 31))
BOUNDS = st.sampled_from([(0, 3), (1, 7), (-5, 2), (0, 10**6), (10**9, 2 * 10**9)])
FACTORS = st.integers(-4, 4) | st.sampled_from([25, 100, 10**4, -(10**6)])


@st.composite
def worlds(draw):
    """Two columns, with blanks, and two terms of them."""
    bounds = {name: draw(BOUNDS) for name in NAMES}
    rows = draw(
        st.lists(
            st.tuples(*(st.none() | st.integers(*bounds[name]) for name in NAMES)),
            min_size=1,
            max_size=20,
        )
    )
    frame = pl.DataFrame(rows, schema=dict.fromkeys(NAMES, pl.Int64), orient="row")
    terms = []
    for _ in range(2):
        term = Term.of_number(draw(FACTORS))
        for name in NAMES:
            term = term + Term.of_column(name, bounds[name]).times(draw(FACTORS))
        terms.append(term)
    return frame, terms


def value(term, row):
    """What a term is, by Python."""
    factors = dict(term.factors)
    numbers = [row[name] * factor for name, factor in factors.items() if name]
    return sum(numbers) + factors.get("", 0)


def worked_out(frame, expression, bound):
    """As the engine does it: in 64 bits where they hold everything on the way, else in 128."""
    assume(bound < WIDE)
    wide = frame if bound < NARROW else frame.cast(pl.Int128)
    made = wide.select(x=expression)["x"]
    return (made.new_from_index(0, len(frame)) if len(made) < len(frame) else made).to_list()


def known(frame):
    return [(place, row) for place, row in enumerate(frame.to_dicts()) if None not in row.values()]


@given(world=worlds())
def test_a_quotient_is_rounded_down(world):
    frame, (above, below) = world
    assume(below.number is None or below.number > 0)
    assume(any(below.factors.values()))
    expression, more, bound = quotient(above, below)
    made = worked_out(frame, expression, bound)

    for place, row in known(frame):
        if value(below, row) > 0:
            assert made[place] + more == value(above, row) // value(below, row)


@given(world=worlds(), more=st.integers(-1, 1), place=st.integers(0, 19))
def test_one_term_reaches_another(world, more, place):
    """In some unit one is as much as the other, or one less or more."""
    frame, (left, right) = world
    row = frame.row(place % len(frame), named=True)
    if None not in row.values():
        right = right + Term.of_number(value(left, row) - value(right, row) + more)
    expression, bound = reaches(left, right)
    made = worked_out(frame, expression, bound)

    for place, row in known(frame):
        assert made[place] == (value(left, row) >= value(right, row))


@given(world=worlds())
def test_bounds_hold(world):
    frame, (left, right) = world

    for term in (left, right, left + right, left - right):
        for _, row in known(frame):
            assert term.least <= value(term, row)
            assert abs(value(term, row)) <= term.size


def test_clipped_where_nothing_is_known():
    """A unit that a formula does not fit is scored by the rule; until then its number is one that can be added up."""
    made = pl.DataFrame({"x": [None, -3, 2, 9]}).select(clipped(pl.col("x"), 0, 5))

    assert made["x"].to_list() == [0, 0, 2, 5]


EXTREMES = [2**62, 2**63 - 1, -(2**63)]
CODES = st.lists(
    st.none() | st.integers(-5, 5) | st.integers(-(2**63), 2**63 - 1) | st.sampled_from(EXTREMES),
    min_size=1,
)


@st.composite
def codes_and_bounds(draw, count):
    """Codes of hundredths, and bounds of any size, half of them at a code or just beside it."""
    codes = draw(CODES)
    beside = [
        Fraction(code, 100) + Fraction(more, 300)
        for code in codes
        if code is not None
        for more in (-3, -1, 0, 1, 3)
    ]
    anywhere = st.builds(Fraction, st.integers(-(2**70), 2**70), st.sampled_from([1, 2, 3, 1000]))
    bounds = st.sampled_from(beside) | anywhere if beside else anywhere
    return codes, *(draw(bounds) for _ in range(count))


@given(
    drawn=codes_and_bounds(1),
    word=st.sampled_from(["equals", "not", "at_least", "more_than", "at_most", "less_than"]),
)
def test_a_condition_on_numbers_of_any_size(drawn, word):
    """2**62 times the denominator of a half is more than 64 bits hold; Polars would go round without a word."""
    codes, number = drawn
    frame = nw.from_native(pl.DataFrame({"x": pl.Series(codes, dtype=pl.Int64)}))
    made = frame.select(truth(Where((Comparison("x", word, number),)), {"x": 100}))[
        "literal"
    ].to_list()

    assert made == [
        None if code is None else as_operator(word).holds(Fraction(code, 100), number)
        for code in codes
    ]


@given(drawn=codes_and_bounds(2))
def test_what_is_out_of_bounds_whatever_its_size(drawn):
    codes, least, most = drawn
    frame = nw.from_native(pl.DataFrame({"x": pl.Series(codes, dtype=pl.Int64)}))
    below, above = broken_limits(nw.col("x"), 100, Spec("amount", least=least, most=most), YEAR)
    made = frame.select(below=below, above=above).to_native()

    values = [None if code is None else Fraction(code, 100) for code in codes]
    assert made["below"].to_list() == [None if each is None else each < least for each in values]
    assert made["above"].to_list() == [None if each is None else each > most for each in values]
