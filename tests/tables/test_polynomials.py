"""Numbers that expressions work out are those that Python's whole numbers of any size give, or are known to be too large."""

from datetime import date
from fractions import Fraction

import narwhals as nw
import polars as pl
from hypothesis import assume, given
from hypothesis import strategies as st

from lawcheck.model.calendars import Period
from lawcheck.model.conditions import Comparison, Where
from lawcheck.model.declarations import Spec
from lawcheck.model.operators import as_operator
from lawcheck.tables.condition_expressions import truth
from lawcheck.tables.knowledge import Knowledge
from lawcheck.tables.polynomials import NARROW, WIDE, Polynomial
from lawcheck.tables.typed_column import broken_limits

NAMES = ("a", "b")
YEAR = Period(date(2023, 1, 1), date(2023, 12, 31))
BOUNDS = st.sampled_from([(0, 3), (1, 7), (-5, 2), (0, 10**6), (10**9, 2 * 10**9)])
FACTORS = st.integers(-4, 4) | st.sampled_from([25, 100, 10**4, -(10**6)])


@st.composite
def worlds(draw):
    """Two columns, and two polynomials of them."""
    bounds = {name: draw(BOUNDS) for name in NAMES}
    rows = draw(
        st.lists(
            st.tuples(*(st.integers(*bounds[name]) for name in NAMES)), min_size=1, max_size=20
        )
    )
    polynomials = []
    for _ in range(2):
        made = Polynomial.number(draw(FACTORS))
        for name in NAMES:
            made = made + Polynomial.column(name).times(draw(FACTORS))
        polynomials.append(made)
    return bounds, [dict(zip(NAMES, row, strict=True)) for row in rows], polynomials


def value(polynomial, row):
    """What a polynomial is, by Python."""
    total = 0
    for names, factor in polynomial.terms.items():
        for name in names:
            factor *= row[name]
        total += factor
    return total


@given(world=worlds())
def test_sums_and_products(world):
    _, rows, (one, other) = world

    for row in rows:
        assert value(one + other, row) == value(one, row) + value(other, row)
        assert value(one - other, row) == value(one, row) - value(other, row)
        assert value(one * other, row) == value(one, row) * value(other, row)


@given(world=worlds())
def test_bounds_hold(world):
    bounds, rows, (one, other) = world

    for polynomial in (one, one * other):
        least, most = polynomial.bounds(bounds)
        for row in rows:
            assert least <= value(polynomial, row) <= most
            assert abs(value(polynomial, row)) <= polynomial.size(bounds)


@given(world=worlds())
def test_an_expression_is_the_polynomial(world):
    bounds, rows, (one, other) = world
    columns = {name: pl.col(name) for name in NAMES}

    for polynomial in (one, one * other):
        assume(polynomial.size(bounds) < WIDE)
        dtype = pl.Int64 if polynomial.size(bounds) < NARROW else pl.Int128
        frame = pl.DataFrame(rows, schema=dict.fromkeys(NAMES, dtype))
        made = frame.select(pl.col("a"), x=polynomial.expression(columns))["x"]
        assert made.to_list() == [value(polynomial, row) for row in rows]


def test_a_worked_polynomial():
    x, y = Polynomial.column("x"), Polynomial.column("y")
    made = (x * y).times(3) - y.times(2) + Polynomial.number(5)

    assert made.bounds({"x": (0, 10), "y": (0, 4)}) == (-3, 125)
    assert (made.times(-4)).primitive == (made, -4)
    assert made.names == {"x", "y"}
    assert made.constant is None
    assert Polynomial.number(7).constant == 7


@given(world=worlds(), signs=st.sampled_from([{1}, {0, 1}, {0}, {-1, 0}, {-1}, {-1, 1}]))
def test_what_is_known_holds(world, signs):
    """Bounds and signs that follow from the sign of a polynomial hold for all rows with that sign."""
    bounds, rows, (one, other) = world
    for polynomial in (Polynomial.column("a").times(3) + Polynomial.number(-4), one):
        primitive, _ = polynomial.primitive
        knowledge = Knowledge(bounds)
        assume(not signs.isdisjoint(knowledge.signs_of(primitive)))
        knowledge = knowledge.with_signs(primitive, frozenset(signs))
        for row in rows:
            if sign(value(primitive, row)) in signs:
                assert all(
                    low <= row[name] <= high for name, (low, high) in knowledge.columns.items()
                )
                assert sign(value(primitive, row)) in knowledge.signs_of(primitive)
                assert sign(value(other, row)) in knowledge.signs_of(other)


def sign(number):
    return (number > 0) - (number < 0)


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
