"""Draws: fixed for ever, independent of order, in proportion."""

import hashlib
from collections.abc import Mapping
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lawcheck_casefile.drawing import Draw, Drawings, allocate

from lawcheck import NEVER, Evidence, Record, Unit
from lawcheck.plugin import Value


def register(*rows: Mapping[str, Value], unit: str = "a") -> Evidence:
    records = tuple(
        Record("files", n, values, label=str(values.get("no", "")))
        for n, values in enumerate(rows, 1)
    )
    return Evidence(Unit(unit), registers={"files": records})


def draw(evidence: Evidence, name: str, size: int, seed: str, by: str = "") -> Draw:
    drawings = Drawings(name, size, seed, by)
    for record in evidence.registers[name]:
        drawings.take(evidence.unit.id, record)
    return drawings.done(evidence.unit)


def numbered(many: int, unit: str = "a") -> Evidence:
    return register(*({"no": f"{n}号"} for n in range(1, many + 1)), unit=unit)


def labels(drawn: Draw) -> list[str]:
    return [record.label for stratum in drawn.strata for record in stratum.drawn]


def test_a_draw_that_must_never_change() -> None:
    """If this fails, every record of a draw that was ever made has become worthless: give the method a new name instead."""
    assert labels(draw(numbered(20), "files", 5, "2024-01-15甲")) == [
        "3号",
        "6号",
        "11号",
        "15号",
        "18号",
    ]


def test_the_rank_is_the_hash_that_the_docs_tell() -> None:
    """Worked out with nothing but SHA-256 and JSON by hand."""

    def sha(text: str) -> str:
        return hashlib.sha256(text.encode()).hexdigest()

    contents = {n: sha('{"no":"' + str(n) + '号"}') for n in range(1, 21)}
    ranks = {
        n: sha(f'["sha256-rank-1","s","files","a","{content}","1"]')
        for n, content in contents.items()
    }
    smallest = sorted(sorted(ranks, key=ranks.__getitem__)[:5])

    assert labels(draw(numbered(20), "files", 5, "s")) == [f"{n}号" for n in smallest]


def test_values_of_every_kind_have_their_own_hash() -> None:
    """The text 12, the number 12, yes, a day, and the day that never came: five different records."""
    kinds: list[Value] = ["12", Fraction(12), True, date(2023, 1, 2), NEVER]
    evidence = register(*({"x": value} for value in kinds), {})
    drawn = {draw(evidence, "files", 1, str(seed)).strata[0].drawn[0].number for seed in range(60)}

    assert drawn == {1, 2, 3, 4, 5, 6}


@given(
    st.lists(st.sampled_from("abcdef"), max_size=12),
    st.integers(1, 14),
    st.text(max_size=5),
    st.data(),
)
def test_the_order_of_the_register_does_not_matter(
    names: list[str], size: int, seed: str, data: st.DataObject
) -> None:
    drawn, turned = (
        draw(register(*({"no": name} for name in order)), "files", size, seed)
        for order in (names, data.draw(st.permutations(names)))
    )

    assert sorted(labels(drawn)) == sorted(labels(turned))


@given(st.lists(st.sampled_from("ab"), max_size=12), st.integers(1, 14))
def test_records_that_say_the_same_are_still_different_records(
    names: list[str], size: int
) -> None:
    drawn = draw(register(*({"no": name} for name in names)), "files", size, "s")
    numbers = [record.number for stratum in drawn.strata for record in stratum.drawn]

    assert len(set(numbers)) == len(numbers) == min(size, len(names)) == drawn.drawn
    assert drawn.size == len(names)


def test_seed_unit_and_register_matter() -> None:
    def numbers(evidence: Evidence, seed: str) -> list[str]:
        return labels(draw(evidence, "files", 5, seed))

    assert numbers(numbered(200), "s") != numbers(numbered(200), "t")
    assert numbers(numbered(200), "s") != numbers(numbered(200, unit="b"), "s")


def test_a_larger_sample_holds_the_smaller() -> None:
    """So a draw can be continued where files turn out to be unusable; with strata, shares may shift."""
    assert set(labels(draw(numbered(50), "files", 5, "s"))) < set(
        labels(draw(numbered(50), "files", 9, "s"))
    )


def test_every_record_is_drawn_about_equally_often() -> None:
    """1000 draws of 3 of 10: each record is expected 300 times, with a standard deviation of 14.5; five of them are allowed."""
    times = [0] * 10
    for seed in range(1000):
        for record in draw(numbered(10), "files", 3, str(seed)).strata[0].drawn:
            times[record.number - 1] += 1

    assert sum(times) == 3000
    assert all(228 < each < 372 for each in times)


# Strata


@pytest.mark.parametrize(
    ("sizes", "size", "expected"),
    [
        (
            [24, 9, 4],
            10,
            (7, 2, 1),
        ),  # 6.49, 2.43, 1.08: the one that is left goes to the largest remainder
        ([98, 1, 1], 10, (8, 1, 1)),  # 9.8, 0.1, 0.1: 10, 0, 0, then each small one takes one
        ([98, 1, 1], 2, (2, 0, 0)),  # fewer than strata: in proportion only
        ([98, 1, 1], 3, (1, 1, 1)),
        ([1, 1, 1], 2, (1, 1, 0)),  # all alike: the earlier
        ([3, 5], 4, (1, 3)),  # 1.5, 2.5: equal remainders, so the larger stratum gets what is left
        ([5, 3], 8, (5, 3)),
        ([7], 3, (3,)),
        ([], 0, ()),
    ],
)
def test_allocation_by_hand(sizes: list[int], size: int, expected: tuple[int, ...]) -> None:
    assert allocate(sizes, size) == expected


@given(st.lists(st.integers(1, 60), min_size=1, max_size=8), st.integers(0, 200))
def test_allocation(sizes: list[int], size: int) -> None:
    size = min(size, sum(sizes))
    shares = allocate(sizes, size)

    assert sum(shares) == size
    assert all(0 <= share <= most for share, most in zip(shares, sizes, strict=True))
    if size >= len(sizes):
        assert min(shares) >= 1
    quotas = [Fraction(size * each, sum(sizes)) for each in sizes]
    if min(quotas) >= 1:
        assert all(abs(share - quota) < 1 for share, quota in zip(shares, quotas, strict=True))
    for i, j in (
        (i, j) for i in range(len(sizes)) for j in range(len(sizes)) if sizes[i] > sizes[j]
    ):
        assert shares[i] >= shares[j], "a larger stratum never gets less"


def test_strata_by_every_kind_of_value() -> None:
    values: list[Value] = ["城管", Fraction(3, 2), True, False, date(2023, 1, 2), NEVER]
    drawn = draw(register(*({"by": value} for value in values), {}), "files", 7, "s", by="by")

    assert [stratum.name for stratum in drawn.strata] == [
        "",
        "2023-01-02",
        "3/2",
        "never",
        "no",
        "yes",
        "城管",
    ]
    assert all(stratum.size == len(stratum.drawn) == 1 for stratum in drawn.strata)


def test_an_empty_register_gives_an_empty_draw() -> None:
    drawn = draw(register(), "files", 5, "s")

    assert (drawn.size, drawn.drawn, drawn.strata) == (0, 0, ())
