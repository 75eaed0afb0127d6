from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lawcheck_survey.margin import margin_of_error
from lawcheck_survey.survey import Survey

from lawcheck.plugin import (
    BadEvidence,
    Case,
    Evidence,
    MissingEvidence,
    Period,
    Record,
    Unit,
    year,
)

PERIOD: Period = year(2023)
SURVEY = Survey(
    register="answers",
    answers={"satisfied": Fraction(1), "fair": Fraction(3, 5), "dissatisfied": Fraction(0)},
    zero_at=Fraction(60, 100),
    full_at=Fraction(90, 100),
    at_least=Fraction(100),
)


def case(*questions: tuple[int | None, int | None, int | None]) -> Case:
    columns = ("satisfied", "fair", "dissatisfied")
    records = tuple(
        Record(
            "answers",
            n,
            {c: Fraction(v) for c, v in zip(columns, counts, strict=True) if v is not None},
            label=f"Q{n}",
        )
        for n, counts in enumerate(questions, 1)
    )
    return Case(
        "satisfaction", Fraction(10), Evidence(Unit("a"), registers={"answers": records}), PERIOD
    )


def lost(of: Case) -> Fraction:
    return sum((each.points for each in SURVEY.score(of).deductions), Fraction(0))


def test_the_example_of_the_docstring() -> None:
    """80, 10, 10 of 100 are 86 %: 4 of 30 points of the scale short, 10 x 4/30 = 4/3 off."""
    assert lost(case((80, 10, 10))) == Fraction(4, 3)


def test_questions_weigh_the_same_however_many_answered() -> None:
    """100 of 100 and 600 of 1000: (100 % + 60 %) / 2 = 80 %, 10 of 30 short: 10/3."""
    assert lost(case((100, 0, 0), (600, 0, 400))) == Fraction(10, 3)


def test_ends_of_the_scale() -> None:
    """90 % earns everything, 60 % and less nothing; never more than the item is lost."""
    assert lost(case((90, 0, 10))) == 0
    assert lost(case((60, 0, 40))) == 10
    assert lost(case((0, 0, 100))) == 10


def test_too_few_responses_leave_the_item_open() -> None:
    """99 of 100 needed: the reason names the question and both numbers; nothing is called missing that was handed in."""
    with pytest.raises(MissingEvidence) as error:
        SURVEY.score(case((80, 10, 10), (99, 0, 0)))

    assert error.value.names == ()
    assert error.value.why is not None
    assert error.value.why.pick("en") == "too few responses, 99 where at least 100 are needed: Q2"


def test_a_blank_answer_is_missing_and_half_a_person_is_refused() -> None:
    """A blank is not zero; 0.5 is not a number of people."""
    with pytest.raises(MissingEvidence):
        SURVEY.score(case((80, None, 20)))
    half = Record(
        "answers",
        1,
        {"satisfied": Fraction(1, 2), "fair": Fraction(100), "dissatisfied": Fraction(0)},
    )
    with pytest.raises(BadEvidence):
        SURVEY.score(
            Case("s", Fraction(10), Evidence(Unit("a"), registers={"answers": (half,)}), PERIOD)
        )


def test_margin_of_error_of_a_known_case() -> None:
    """50 of 100 yes: 1.96 x sqrt(0.25 / 100) = 0.098 exactly."""
    assert margin_of_error([(Fraction(1), 50), (Fraction(0), 50)]) == Fraction(98, 1000)


def test_sampling_error_of_a_known_case() -> None:
    """75 % on a scale from 60 % to 90 % lose 5; 1.96 x sqrt(0.1875 / 200) = 0.060013: from 68.9987 % to 81.0013 %."""
    error = SURVEY.sampling_error(case((150, 0, 50)))

    assert lost(case((150, 0, 50))) == 5
    assert error.least == (Fraction(90, 100) - Fraction(810013, 10**6)) / Fraction(30, 100) * 10
    assert error.most == (Fraction(90, 100) - Fraction(689987, 10**6)) / Fraction(30, 100) * 10
    assert error.confidence == Fraction(95, 100)


def test_sampling_error_ends_with_the_scale() -> None:
    """50 % of 100, 9.8 either way, is below the scale at both ends; 90 % less 5.88 loses 1.96, and 90 % and more nothing."""
    below, above = (
        SURVEY.sampling_error(case((50, 0, 50))),
        SURVEY.sampling_error(case((90, 0, 10))),
    )

    assert (below.least, below.most) == (Fraction(10), Fraction(10))
    assert (above.least, above.most) == (Fraction(0), Fraction(196, 100))


def test_sampling_error_is_that_of_the_question_with_the_widest() -> None:
    """100 % and 60 %, of which only the second scatters: 1.96 x sqrt(0.24 / 1000) = 0.030365, around a mean of 80 %."""
    error = SURVEY.sampling_error(case((100, 0, 0), (600, 0, 400)))

    assert error.least == (Fraction(10, 100) - Fraction(30365, 10**6)) / Fraction(30, 100) * 10
    assert error.most == (Fraction(10, 100) + Fraction(30365, 10**6)) / Fraction(30, 100) * 10


@settings(deadline=None)  # a busy machine is no failure
@given(
    st.lists(
        st.tuples(st.integers(0, 500), st.integers(0, 500), st.integers(100, 500)),
        min_size=1,
        max_size=6,
    )
)
def test_one_more_satisfied_person_never_costs_points(
    questions: list[tuple[int, int, int]],
) -> None:
    better = [(questions[0][0] + 1, *questions[0][1:]), *questions[1:]]

    assert lost(case(*better)) <= lost(case(*questions))


@settings(deadline=None)  # a busy machine is no failure
@given(st.integers(1, 400), st.integers(0, 400))
def test_margin_of_unanimous_answers_is_zero_and_never_negative(yes: int, no: int) -> None:
    margin = margin_of_error([(Fraction(1), yes), (Fraction(0), no)])

    assert (margin == 0) == (no == 0)
    assert margin >= 0
