"""Ranks: equal scores share one, what is not known yet spans several."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawcheck.analysis.ranking import ranked
from lawcheck.model.errors import ChecklistError, UsageError
from lawcheck.reports.ranks import ranking_pairs

from .conftest import Cards, Sheet


def ranks(checklist, made):
    return [(each.card.unit.id, each.best, each.worst) for each in ranked(checklist, made)]


def full(a, b=3, c=2):
    return {"a": a, "b": b, "c": c}


def test_equal_scores_share_a_rank_and_the_next_one_is_left_out(
    sheet: Sheet, cards: Cards
) -> None:
    checklist = sheet()
    made = cards(checklist, {"u": full(3), "v": full(5), "w": full(3), "x": full(1)})

    assert ranks(checklist, made) == [("v", 1, 1), ("u", 2, 2), ("w", 2, 2), ("x", 4, 4)]


def test_the_declared_number_decides(sheet: Sheet, cards: Cards) -> None:
    """9.4 and 9.1 are both 9 on a sheet without decimals: a tie if the rounded number counts, none if the exact one does."""
    units = {"u": full("4.1"), "v": full("4.4")}
    rounded, exact = sheet(), sheet(grade_on="exact")

    assert ranks(rounded, cards(rounded, units)) == [("u", 1, 1), ("v", 1, 1)]
    assert ranks(exact, cards(exact, units)) == [("v", 1, 1), ("u", 2, 2)]


def test_units_can_be_ranked_by_one_number_and_graded_by_the_other(
    sheet: Sheet, cards: Cards
) -> None:
    """7.6 and 8.4 are both printed 8 and excellent from 8 on; by the exact total only the second is."""
    units = {"u": full("2.6"), "v": full("3.4")}
    by_exact = sheet("ranking: {within: all, by: exact}")
    by_rounded = sheet("ranking: {within: all, by: rounded}", grade_on="exact")

    assert [
        (each.card.unit.id, each.best, each.grade and each.grade.zh)
        for each in ranked(by_exact, cards(by_exact, units))
    ] == [("v", 1, "优秀"), ("u", 2, "优秀")]
    assert [
        (each.card.unit.id, each.best, each.grade and each.grade.zh)
        for each in ranked(by_rounded, cards(by_rounded, units))
    ] == [("u", 1, "合格"), ("v", 1, "优秀")]


def test_the_page_says_by_which_number_units_are_ranked(sheet: Sheet) -> None:
    checklist = sheet("ranking: {within: all, by: exact}")

    assert [text for _, text in ranking_pairs(checklist, "zh")] == [
        "全部单位一起；按精确得分；同分同名次"
    ]
    assert [text for _, text in ranking_pairs(checklist, "en")] == [
        "all units together; by the exact score; equal scores share a rank"
    ]


def test_what_decides_between_equals(sheet: Sheet, cards: Cards) -> None:
    """All have 7. The section adds 6, 5, 6; then item a 3, 4, 4."""
    checklist = sheet("ranking: {within: all, ties: [ab, a]}")
    made = cards(checklist, {"u": full(3, 3, 1), "v": full(4, 1, 2), "w": full(4, 2, 1)})

    assert ranks(checklist, made) == [("w", 1, 1), ("u", 2, 2), ("v", 3, 3)]


def test_within_groups(sheet: Sheet, cards: Cards) -> None:
    checklist = sheet("ranking: {within: group}")
    made = cards(checklist, {"u/街道": full(3), "v/部门": full(1), "w/街道": full(4)})
    standings = ranked(checklist, made)

    assert [(each.among, each.card.unit.id, each.best, each.of) for each in standings] == [
        ("街道", "w", 1, 2), ("街道", "u", 2, 2), ("部门", "v", 1, 1),
    ]  # fmt: skip


def test_a_unit_without_a_group_is_named(sheet: Sheet, cards: Cards) -> None:
    checklist = sheet("ranking: {within: kind}")
    with pytest.raises(UsageError) as raised:
        ranked(checklist, cards(checklist, {"u/g/k": full(3), "v": full(1), "w": full(2)}))

    assert str(raised.value) == (
        "v: this unit has no kind, and units are ranked within theirs; add it\n"
        "w: this unit has no kind, and units are ranked within theirs; add it"
    )


def test_a_score_that_is_not_known_spans_ranks(sheet: Sheet, cards: Cards) -> None:
    """v has 5 to 10: it may be above u (8) and w (9), or below both."""
    checklist = sheet()
    made = cards(checklist, {"u": full(3), "v": {"b": 3, "c": 2}, "w": full(4)})

    assert ranks(checklist, made) == [("w", 1, 2), ("v", 1, 3), ("u", 2, 3)]


def test_a_unit_without_a_score_has_no_rank(sheet: Sheet, cards: Cards) -> None:
    """Nothing applies to it; it stands last and is not counted among those that are ranked."""
    import attrs

    from lawcheck.evidence.from_program import build_evidence
    from lawcheck.model.evidence import NotApplicable
    from lawcheck.scoring import score

    checklist = sheet()
    none = {name: NotApplicable(name, "无此项", "市司法局") for name in ("a", "b", "c1")}
    nothing = score(
        checklist,
        attrs.evolve(build_evidence(checklist, unit="n", facts=full(1)), not_applicable=none),
    )
    standings = ranked(checklist, [nothing, *cards(checklist, {"u": full(3)})])

    assert [(each.card.unit.id, each.best, each.of) for each in standings] == [
        ("u", 1, 1),
        ("n", None, 1),
    ]


@given(st.lists(st.tuples(*[st.sampled_from([None, 0, 1, 2])] * 3), min_size=1, max_size=4))
def test_ranks_are_those_of_every_way_it_may_come_out(
    sheet: Sheet, cards: Cards, units: list[tuple[int | None, ...]]
) -> None:
    """Each unit at its lowest or highest score, in every combination, ranked by counting who is above."""
    checklist = sheet(grade_on="exact")
    made = cards(
        checklist,
        {
            f"u{at}": {
                name: value for name, value in zip("abc", unit, strict=True) if value is not None
            }
            for at, unit in enumerate(units)
        },
    )
    ends = [(card.exact.low, card.exact.high) for card in made if card.exact is not None]
    possible: list[set[int]] = [set() for _ in made]
    for scores in product(*ends):
        for at, score in enumerate(scores):
            possible[at].add(1 + sum(other > score for other in scores))
    found = {each.card.unit.id: (each.best, each.worst) for each in ranked(checklist, made)}

    assert found == {f"u{at}": (min(each), max(each)) for at, each in enumerate(possible)}


@pytest.mark.parametrize(
    ("ranking", "fault"),
    [
        (
            "ranking: {within: province}",
            "pool.yaml:11:19: unknown value `province`; known: all, group, kind",
        ),
        ("ranking: {within: all, ties: [ab, d]}", "pool.yaml:11:35: unknown item or section `d`"),
        ("ranking: {ties: [ab, a]}", "pool.yaml:11:10: `within` is missing; add it"),
        ("ranking: {among: group}", "pool.yaml:11:11: unknown key `among`"),
        ("ranking: none", "pool.yaml:11:10:"),
    ],
)
def test_a_wrong_declaration(sheet: Sheet, ranking: str, fault: str) -> None:
    with pytest.raises(ChecklistError) as raised:
        sheet(ranking)

    assert fault in str(raised.value)
