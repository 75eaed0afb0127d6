"""How the scores of a pool lie, and what most units lose points for."""

from fractions import Fraction

from lawcheck.analysis.pool import spread, weaknesses
from lawcheck.analysis.ranking import ranked

from .conftest import Cards, Sheet


def full(a, b=3, c=2):
    return {"a": a, "b": b, "c": c}


def test_spread_by_hand(sheet: Sheet, cards: Cards) -> None:
    """Scores 6, 8, 9 and one of 5 to 10: the median of the three is 8, the mean 23/3; two are excellent, one pass, one open."""
    checklist = sheet()
    made = cards(checklist, {"u": full(1), "v": full(3), "w": full(4), "x": {"b": 3, "c": 2}})
    found = spread(ranked(checklist, made), [grade.name for grade in checklist.grades])

    assert (found.units, found.known) == (4, 3)
    assert (found.lowest, found.median, found.mean, found.highest) == (6, 8, Fraction(23, 3), 9)
    assert [(grade.en if grade else None, count) for grade, count in found.grades] == [
        ("excellent", 2),
        ("pass", 1),
        (None, 1),
    ]


def test_the_median_of_an_even_number(sheet: Sheet, cards: Cards) -> None:
    checklist = sheet()
    found = spread(ranked(checklist, cards(checklist, {"u": full(1), "v": full(4)})), [])

    assert found.median == Fraction(15, 2)


def test_nothing_known(sheet: Sheet, cards: Cards) -> None:
    checklist = sheet()
    found = spread(
        ranked(checklist, cards(checklist, {"u": {}})), [grade.name for grade in checklist.grades]
    )

    assert (found.known, found.lowest, found.median, found.mean, found.highest) == (
        0,
        None,
        None,
        None,
        None,
    )
    assert found.grades[-1] == (None, 1)


def test_what_most_units_lose_points_for(sheet: Sheet, cards: Cards) -> None:
    """b: lost by two of two, 1/3 and 1 of it, on average 2/3; a: by two of three, 4/5, 1/5 and 0, on average 1/3; c by nobody."""
    checklist = sheet()
    made = cards(checklist, {"u": full(1, 2), "v": {"a": 4, "c": 2}, "w": full(5, 0)})

    assert [(each.id, each.losing, each.scored, each.lost) for each in weaknesses(made)] == [
        ("b", 2, 2, Fraction(2, 3)),
        ("a", 2, 3, Fraction(1, 3)),
    ]
