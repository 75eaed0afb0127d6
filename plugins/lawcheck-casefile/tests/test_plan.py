"""Acceptance plans against published values, the definition, and as people run them."""

import subprocess
from collections.abc import Callable
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lawcheck_casefile.acceptance import AcceptancePlan
from lawcheck_casefile.plan_page import percent

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def test_by_hand() -> None:
    """3 files, none faulty: 0.9 cubed = 0.729; at most one: + 3 x 0.1 x 0.81 = 0.972. Of 10 with 2 faulty: 56/120."""
    assert AcceptancePlan(3, 0).accepted(Fraction(1, 10)) == Fraction(729, 1000)
    assert AcceptancePlan(3, 1).accepted(Fraction(1, 10)) == Fraction(972, 1000)
    assert AcceptancePlan(3, 0, 10).accepted(Fraction(2, 10)) == Fraction(56, 120)


# Tables of the cumulative binomial distribution, to four decimals: n = 20
@pytest.mark.parametrize(
    ("accept", "share", "expected"),
    [
        (0, 5, "35.85"),
        (1, 5, "73.58"),
        (1, 10, "39.17"),
        (2, 10, "67.69"),
        (2, 20, "20.61"),
        (4, 20, "62.96"),
    ],
)
def test_published_binomial_values(accept: int, share: int, expected: str) -> None:
    assert percent(AcceptancePlan(20, accept).accepted(Fraction(share, 100))) == f"{expected}%"


@given(st.integers(2, 9).flatmap(lambda m: st.tuples(st.just(m), st.integers(1, m))), st.data())
def test_hypergeometric_by_counting_every_sample(
    counts: tuple[int, int], data: st.DataObject
) -> None:
    population, size = counts
    accept = data.draw(st.integers(0, size - 1))
    faulty = data.draw(st.integers(0, population))
    samples = [
        sum(each < faulty for each in chosen) for chosen in combinations(range(population), size)
    ]
    chance = Fraction(sum(found <= accept for found in samples), len(samples))

    assert (
        AcceptancePlan(size, accept, population).accepted(Fraction(faulty, population)) == chance
    )


@given(st.integers(1, 40), st.data())
def test_a_plan_is_stricter_with_more_faults_and_kinder_with_more_accepted(
    size: int, data: st.DataObject
) -> None:
    accept = data.draw(st.integers(0, size - 1))
    share = Fraction(data.draw(st.integers(0, 99)), 100)
    population = data.draw(st.none() | st.integers(size, 200))
    plan = AcceptancePlan(size, accept, population)

    assert 0 <= plan.accepted(share + Fraction(1, 100)) <= plan.accepted(share) <= 1
    assert AcceptancePlan(size, accept + 1, population).accepted(share) >= plan.accepted(share)
    assert plan.accepted(Fraction(0)) == 1
    assert plan.accepted(Fraction(1)) == 0


def test_a_share_that_gives_no_whole_number_of_files_is_rounded_up() -> None:
    assert [
        AcceptancePlan(5, 0, 150).faulty(Fraction(percent, 100)) for percent in (0, 1, 2, 5)
    ] == [0, 2, 3, 8]
    with pytest.raises(ValueError, match="None"):
        AcceptancePlan(5, 0).faulty(Fraction(1, 100))


@pytest.mark.parametrize(
    ("chance", "shown"),
    [
        (Fraction(0), "0.00%"),
        (Fraction(1), "100.00%"),
        (Fraction(1, 3), "33.33%"),
        (Fraction(1, 8), "12.50%"),
        (Fraction(1, 10**9), "<0.01%"),
        (1 - Fraction(1, 10**9), ">99.99%"),
        (Fraction(99995, 10**6), "10.00%"),
    ],
)
def test_chances_in_print(chance: Fraction, shown: str) -> None:
    """Only what is certain is printed as certain."""
    assert percent(chance) == shown


def test_the_page_in_english(run: Run) -> None:
    done = run("plan", "--size", 20, "--accept", 1)

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        "draw 20 files, accept if at most 1 of them are faulty (binomial)\n\n"
        "faulty files    accepted    rejected\n"
        "--------------  ----------  ----------\n"
        "1%              98.31%      1.69%\n"
        "2%              94.01%      5.99%\n"
        "5%              73.58%      26.42%\n"
        "10%             39.17%      60.83%\n"
        "20%             6.92%       93.08%\n\n"
        "producer's risk: with only 1% faulty, the files are still rejected with a chance\nof 1.69%\n"
        "consumer's risk: with 20% faulty, the files are still accepted with a chance of\n6.92%\n"
    )


def test_the_page_in_chinese(run: Run) -> None:
    done = run("plan", "--size", 20, "--accept", 1, "--population", 150, "--lang", "zh")

    assert done.stdout.startswith(
        "抽取20卷，有问题的不超过1卷即通过；案卷共150卷（超几何分布）\n\n有问题的案卷"
    )
    assert "5%（8卷）" in done.stdout
    assert done.stdout.endswith(
        "\n被查单位的风险：只有1%（2卷）有问题，仍有1.70%的可能不通过\n检查方的风险：有20%（30卷）有问题，仍有5.63%的可能通过\n"
        "有问题的卷数不是整数的，进到整数\n"
    )


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("--size", "0", "--accept", "0"), "Invalid value for '--size': must be 1 or more, not 0"),
        (
            ("--size", "1001", "--accept", "0"),
            "Invalid value for '--size': must be 1000 or less, not 1001",
        ),
        (
            ("--size", "5", "--accept", "-1"),
            "Invalid value for '--accept': must be 0 or more, not -1",
        ),
        (
            ("--size", "5", "--accept", "x"),
            "Invalid value for '--accept': a whole number is needed, not x",
        ),
        (
            ("--size", "5", "--accept", "5"),
            "--accept 5 is not below --size 5: everything would be accepted; lower it",
        ),
        (
            ("--size", "5", "--accept", "0", "--population", "4"),
            "--size 5 is more than the 4 files there are; lower it",
        ),
        (
            ("--size", "5", "--accept", "0", "--population", "100001"),
            "Invalid value for '--population': must be 100000 or less, not 100001",
        ),
    ],
)
def test_wrong_use(arguments: tuple[str, ...], expected: str, run: Run) -> None:
    done = run("plan", *arguments)

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines()[-1] == f"Error: {expected}"


def test_wrong_use_in_chinese(run: Run) -> None:
    done = run("plan", "--size", 5, "--accept", 5, "--lang", "zh")

    assert (
        done.stderr.splitlines()[-1] == "错误：--accept 5 不小于 --size 5，怎么抽都会通过；请改小"
    )
