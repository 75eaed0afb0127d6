"""Grades that only a share of the units may have: who has room is worked out by hand, and by counting for any pool."""

from itertools import product

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawcheck.analysis.ranking import ranked
from lawcheck.model.errors import ChecklistError
from lawcheck.model.evidence import Unit

QUOTA = "ranking: {within: all, quotas: [{grade: 优秀, at_most: 40%, at_border: BORDER}]}"


def grades(checklist, made):
    return {each.card.unit.id: each.grade and each.grade.en for each in ranked(checklist, made)}


def units(*scores):
    """One unit a score; 10 points are 5, 3 and 2."""
    return {
        f"u{at}": {"a": min(score, 5), "b": min(max(score - 5, 0), 3), "c": max(score - 8, 0)}
        for at, score in enumerate(scores)
    }


@pytest.mark.parametrize("border", ["in", "out"])
def test_those_beyond_the_room_have_the_next_grade(border, sheet, cards):
    """40 % of five are two; 10 and 9 have room, 8 has not, though its score is enough."""
    checklist = sheet(QUOTA.replace("BORDER", border))

    assert grades(checklist, cards(checklist, units(8, 10, 9, 3, 2))) == {
        "u1": "excellent",
        "u2": "excellent",
        "u0": "pass",
        "u3": "pass",
        "u4": "pass",
    }


@pytest.mark.parametrize(("border", "equal"), [("in", "excellent"), ("out", "pass")])
def test_equal_units_at_the_border_are_all_in_or_all_out(border, equal, sheet, cards):
    """Two rooms; 10 takes one, two units with 9 share the other."""
    checklist = sheet(QUOTA.replace("BORDER", border))
    found = grades(checklist, cards(checklist, units(9, 10, 9, 8, 2)))

    assert (found["u1"], found["u0"], found["u2"], found["u3"]) == (
        "excellent",
        equal,
        equal,
        "pass",
    )


def test_each_group_has_its_own_room(sheet, cards):
    """40 % of two is not a unit at all; of three it is one."""
    checklist = sheet(QUOTA.replace("BORDER", "in").replace("within: all", "within: group"))
    few = {"u/x": {"a": 5, "b": 3, "c": 2}, "v/x": {"a": 5, "b": 3, "c": 1}}
    many = {f"w{at}/y": {"a": 5, "b": 3, "c": at} for at in (0, 1, 2)}
    found = grades(checklist, cards(checklist, {**few, **many}))

    assert found == {"u": "pass", "v": "pass", "w2": "excellent", "w1": "pass", "w0": "pass"}


def test_an_open_score_leaves_open_who_has_room(sheet, cards):
    """One room of three; u1 has 8 to 10. It may stand above u0 with 9, or below: neither grade is known; 3 is no matter."""
    checklist = sheet(QUOTA.replace("BORDER", "in"))
    made = cards(checklist, {**units(9), "u1": {"a": 5, "b": 3}, "u2": {"a": 3, "b": 0, "c": 0}})

    assert grades(checklist, made) == {"u0": None, "u1": None, "u2": "pass"}


@given(
    pool=st.lists(
        st.tuples(
            st.sampled_from([0, 5]), st.sampled_from([None, 3]), st.sampled_from([None, 0, 1])
        ),
        min_size=1,
        max_size=4,
    ),
    border=st.sampled_from(["in", "out"]),
)
def test_a_grade_is_one_that_the_unit_has_however_it_comes_out(sheet, cards, pool, border):
    """Every open item at both ends, every combination graded by counting; who has a grade has it in all of them."""
    checklist = sheet(QUOTA.replace("BORDER", border), grade_on="exact")
    given_units = {
        f"u{at}": {
            name: value for name, value in zip("abc", unit, strict=True) if value is not None
        }
        for at, unit in enumerate(pool)
    }
    made = cards(checklist, given_units)
    room = len(pool) * 40 // 100
    possible: dict[str, set[str]] = {card.unit.id: set() for card in made}
    for scores in product(*({card.exact.low, card.exact.high} for card in made)):
        for card, score in zip(made, scores, strict=True):
            above = sum(other > score for other in scores)
            place = above + 1 if border == "in" else sum(other >= score for other in scores)
            possible[card.unit.id].add("excellent" if score >= 8 and place <= room else "pass")
    found = grades(checklist, made)

    assert all(grade is None or possible[unit] == {grade} for unit, grade in found.items())
    if all(card.exact.is_exact for card in made):
        assert found == {unit: next(iter(ends)) for unit, ends in possible.items()}


@pytest.mark.parametrize(
    ("quota", "line"),
    [
        (
            "{grade: 优, at_most: 30%, at_border: in}",
            "pool.yaml:11:33: unknown grade “优”; did you mean “优秀”?",
        ),
        (
            "{grade: 合格, at_most: 30%, at_border: in}",
            "pool.yaml:11:33: the lowest grade cannot be limited",
        ),
        (
            "{grade: 优秀, at_most: 130%, at_border: in}",
            "pool.yaml:11:33: `at_most` must lie between 0 and 100%",
        ),
        ("{grade: 优秀, at_most: 30%}", "pool.yaml:11:33: `at_border` is missing; add it"),
        ("{grade: 优秀, at_most: 30%, at_border: on}", "unknown value `on`; known: in, out"),
        (
            "{grade: 优秀, at_most: 30%, at_border: in}, {grade: excellent, at_most: 20%, at_border: in}",
            "excellent has two quotas; keep one",
        ),
    ],
)
def test_wrong_quotas(quota, line, sheet):
    with pytest.raises(ChecklistError) as caught:
        sheet(f"ranking: {{within: all, quotas: [{quota}]}}")

    assert any(line in each for each in str(caught.value).splitlines()), str(caught.value)


def test_ten_thousand_equals(sheet, cards):
    """Room for 40 % of them, and all share the first rank: none has room; each is looked at once, not beside every other."""
    checklist = sheet(QUOTA.replace("BORDER", "out"))
    (card,) = cards(checklist, {"u": {"a": 5, "b": 3, "c": 2}})
    many = [attrs.evolve(card, unit=Unit(f"u{at}")) for at in range(10_000)]

    assert set(grades(checklist, many).values()) == {"pass"}
