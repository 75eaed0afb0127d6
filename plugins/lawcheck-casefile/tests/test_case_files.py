"""Files, standards and units worked out by hand."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Any, Literal

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lawcheck_casefile.case_files import MAX_FILES, CaseFiles
from lawcheck_casefile.standard import Defect, Fatal

from lawcheck.plugin import (
    BadEvidence,
    Case,
    Comparison,
    Deduction,
    DoesNotApply,
    Evidence,
    Fact,
    MissingEvidence,
    Period,
    Record,
    Text,
    Unit,
    Value,
    Where,
    year,
)

PERIOD: Period = year(2023)
MEAN = CaseFiles(
    register="files",
    file_points=Fraction(100),
    faults=(
        Defect(Text("装订不规范", "badly bound"), "bound", Fraction(5), part="outside"),
        Defect(Text("文书错误", "errors"), "errors", Fraction(10), Fraction(30), "content"),
        Defect(Text("缺少文书", "missing papers"), "papers", Fraction(25), part="content"),
    ),
    qualified_from=Fraction(60),
    on_zero="not_applicable",
    by="mean",
    fatal=(Fatal(Text("主体不合法", "no power"), "no_power"),),
    parts={"outside": Fraction(20), "content": Fraction(80)},
    planned=3,
)
SHARE = attrs.evolve(MEAN, by="share", target=Fraction(9, 10), on="point", planned=None)
EACH = attrs.evolve(MEAN, by="each", deduct=Fraction(3, 2), planned=None)

Cells = tuple[Value | None, Value | None, Value | None, Value | None]
FINE: Cells = (False, Fraction(0), Fraction(0), False)
FATAL: Cells = (False, Fraction(0), Fraction(0), True)
POOR: Cells = (False, Fraction(0), Fraction(2), False)
"""50 of 100: not qualified."""


def case(files: Iterable[Cells], points: int | None = 10) -> Case:
    columns = ("bound", "errors", "papers", "no_power")
    records = tuple(
        Record(
            "files",
            n,
            {name: cell for name, cell in zip(columns, cells, strict=True) if cell is not None},
            label=f"F{n}",
        )
        for n, cells in enumerate(files, 1)
    )
    full = None if points is None else Fraction(points)
    return Case("files", full, Evidence(Unit("a"), registers={"files": records}), PERIOD)


def lost(rule: CaseFiles, files: Iterable[Cells]) -> Fraction:
    return sum((each.points for each in rule.score(case(files)).deductions), Fraction(0))


def file_score(
    bound: Value | None, errors: Value | None, papers: Value | None, no_power: Value | None
) -> Fraction:
    (review,) = MEAN.standard.review(
        case([(bound, errors, papers, no_power)]).evidence.registers["files"]
    )
    return review.score


# One file


def test_a_file_without_fault_scores_everything() -> None:
    assert file_score(*FINE) == 100


def test_faults_cost_their_price_times_how_often() -> None:
    """100 - 5 - 2 x 10 - 25 = 50."""
    assert file_score(True, Fraction(2), Fraction(1), False) == 50


def test_a_fault_costs_at_most_its_cap() -> None:
    """7 errors ask 70, at most 30: 100 - 30 = 70."""
    assert file_score(False, Fraction(7), Fraction(0), False) == 70


def test_faults_cost_at_most_their_part() -> None:
    """The content is worth 80: 30 + 4 x 25 = 130 of which 80; the outside keeps its 20 - 5 = 15."""
    assert file_score(True, Fraction(9), Fraction(4), False) == 15


def test_without_parts_a_file_never_scores_below_zero() -> None:
    whole = attrs.evolve(
        MEAN.standard, parts={}, faults=(Defect(Text("错"), "errors", Fraction(60)),), fatal=()
    )
    (review,) = whole.review([Record("files", 1, {"errors": Fraction(2)})])

    assert review.score == 0


def test_a_fatal_fault_takes_the_whole_file_whatever_else_is_blank() -> None:
    """The reviewer may stop at a fatal fault."""
    assert file_score(None, None, None, True) == 0


def test_a_blank_is_missing_and_named() -> None:
    with pytest.raises(MissingEvidence) as error:
        MEAN.score(
            case(
                [
                    FINE,
                    (None, Fraction(0), Fraction(0), False),
                    (True, Fraction(0), Fraction(0), None),
                ]
            )
        )

    assert error.value.names == ("files.bound", "files.no_power")
    assert [record.label for record in error.value.records] == ["F2", "F3"]


@pytest.mark.parametrize("value", ["两处", Fraction(1, 2), Fraction(-1)])
def test_a_cell_that_is_neither_yes_no_nor_a_number_of_times(value: Value) -> None:
    with pytest.raises(BadEvidence) as error:
        MEAN.score(case([(False, value, Fraction(0), False)]))

    assert (
        error.value.why.pick("en")
        == "the column errors must say whether the fault was found, or how many times"
    )
    assert error.value.why.pick("zh") == "列 errors 应写是否发现问题，或发现几次"
    (cited,) = error.value.cites
    assert isinstance(cited, Record)
    assert cited.label == "F1"


def test_the_mark_itself_is_qualified() -> None:
    """100 - 4 x 10 = 60 is qualified, 100 - 5 x 10 = 50 is not."""
    standard = attrs.evolve(
        MEAN.standard, parts={}, faults=(Defect(Text("错"), "errors", Fraction(10)),), fatal=()
    )
    at, below = standard.review(
        [Record("files", n, {"errors": Fraction(times)}) for n, times in enumerate((4, 5), 1)]
    )

    assert (at.score, at.is_qualified) == (Fraction(60), True)
    assert (below.score, below.is_qualified) == (Fraction(50), False)


# The unit


def labels(deduction: Deduction) -> list[str]:
    """Of the case files that a deduction is for; whatever else it cites shows as its kind."""
    return [
        each.label if isinstance(each, Record) else type(each).__name__ for each in deduction.cites
    ]


def test_the_example_of_the_docstring() -> None:
    """80 and 0 of 100, mean 40: 10 x 60/100 = 6 lost, 1 by the first file and 5 by the second."""
    result = MEAN.score(case([(False, Fraction(2), Fraction(0), False), FATAL]))

    assert [each.points for each in result.deductions] == [1, 5]
    assert [labels(each) for each in result.deductions] == [["F1"], ["F2"]]


def test_every_deduction_of_the_mean_says_its_file_faults_and_arithmetic() -> None:
    """Two of three files cost something: 5/100/3 x 10 = 1/6, and 100/100/3 x 10 = 10/3."""
    first, second = MEAN.score(
        case([(True, Fraction(0), Fraction(0), False), FINE, FATAL])
    ).deductions

    assert (
        first.reason.pick("en")
        == "F1: badly bound 5 off; scores 95; (100 - 95) / 100 / 3 files x 10 ≈ 0.1667"
    )
    assert (
        second.reason.pick("zh")
        == "F3：主体不合法（否决），得0分；(100 − 0) ÷ 100 ÷ 3卷 × 10 ≈ 3.3333"
    )


def test_caps_are_told() -> None:
    (deduction,) = MEAN.score(case([(True, Fraction(9), Fraction(4), False)])).deductions

    assert deduction.reason.pick("en") == (
        "F1: badly bound 5 off; errors 10 × 9 = 90 off (at most 30); missing papers 25 × 4 = 100 off; content: at most 80; "
        "scores 15; (100 - 15) / 100 / 1 files x 10 = 8.5"
    )
    assert deduction.reason.pick("zh").startswith(
        "F1：装订不规范扣5；文书错误扣10 × 9 = 90（至多30）；缺少文书扣25 × 4 = 100；content至多扣80，得15分"
    )


def test_share_of_qualified_files_against_a_target() -> None:
    """9 of 12 are 75 %: (90 - 75) / 90 x 10 = 5/3; the three files that failed are cited and named."""
    (deduction,) = SHARE.score(case([FINE] * 9 + [POOR, FATAL, POOR])).deductions

    assert deduction.points == Fraction(5, 3)
    assert labels(deduction) == ["F10", "F11", "F12"]
    assert deduction.reason.pick("en") == (
        "9/12 qualified = 75%, below 90%: (90% - 75%) / 90% x 10 ≈ 1.6667; "
        "F10: missing papers 25 × 2 = 50 off; scores 50; F11: no power (fatal); scores 0; "
        "F12: missing papers 25 × 2 = 50 off; scores 50"
    )


def test_share_that_reaches_the_target_costs_nothing() -> None:
    assert lost(SHARE, [FINE] * 9 + [POOR]) == 0
    assert lost(SHARE, [POOR]) == 10


def test_share_on_the_lower_bound() -> None:
    """9 of 12: Wilson 0.467694, (0.6 - 0.467694) / 0.6 x 10 = 2.2051; Clopper-Pearson 0.428141 costs more."""
    files = [FINE] * 9 + [POOR] * 3
    wilson = attrs.evolve(SHARE, target=Fraction(3, 5), on="lower_bound", bound="wilson")
    exact = attrs.evolve(wilson, bound="clopper_pearson")

    assert lost(wilson, files) == 10 * (Fraction(6, 10) - Fraction(467694, 10**6)) / Fraction(
        6, 10
    )
    assert lost(exact, files) == 10 * (Fraction(6, 10) - Fraction(428141, 10**6)) / Fraction(6, 10)
    (deduction,) = wilson.score(case(files)).deductions
    assert deduction.reason.pick("en").startswith(
        "9/12 qualified = 75%, counted at its lower 95% bound (Wilson) 46.7694%, below 60%: (60% - 46.7694%) / 60% x 10 = 2.2051;"
    )
    assert deduction.reason.pick("zh").startswith(
        "合格9/12 = 75%，按 Wilson 法的95%置信下限46.7694%计，低于60%："
    )


def test_too_few_files_keep_the_bound_down_even_if_all_are_qualified() -> None:
    """3 of 3: Wilson 0.438503, rounded down; all three files are cited, since no file failed."""
    rule = attrs.evolve(SHARE, target=Fraction(3, 5), on="lower_bound", bound="wilson")
    (deduction,) = rule.score(case([FINE] * 3)).deductions

    assert len(deduction.cites) == 3
    assert deduction.points == 10 * (Fraction(6, 10) - Fraction(438502, 10**6)) / Fraction(6, 10)


def test_points_off_for_each_file_that_failed() -> None:
    """2 of 4 failed: 2 x 1.5 = 3."""
    result = EACH.score(case([FINE, POOR, FINE, FATAL], points=None))

    assert [each.points for each in result.deductions] == [Fraction(3, 2)] * 2
    assert (
        result.deductions[1].reason.pick("en") == "F4: no power (fatal); scores 0, not qualified"
    )
    assert result.deductions[1].reason.pick("zh") == "F4：主体不合法（否决），得0分，不合格"


def test_only_the_files_that_where_names() -> None:
    rule = attrs.evolve(MEAN, where=Where((Comparison("bound", "equals", False),)))
    result = rule.score(case([FINE, (True, None, None, True)]))

    assert result.deductions == ()
    assert [
        (each.counted, each.records) for each in result.about if not isinstance(each, Fact)
    ] == [(1, 2)]


# Sample size and bounds in words


def working(rule: CaseFiles, files: Iterable[Cells], language: Literal["en", "zh"] = "en") -> str:
    told = rule.score(case(files)).working
    assert told is not None
    return told.pick(language)


def test_bounds_in_words() -> None:
    files = [FINE] * 9 + [FATAL]

    assert working(attrs.evolve(MEAN, planned=10), files) == (
        "files reviewed: 10, as planned; mean 90 of 100; qualified: 9, 90%; if they were drawn at random from many more, one "
        "can be 95% sure that of those between 59.5849% and 98.2124% are qualified (Wilson), or between 55.4983% and 99.7472% "
        "(Clopper-Pearson)"
    )
    assert working(attrs.evolve(MEAN, planned=10), files, "zh") == (
        "按计划评查10卷；平均90分（满分100）；合格9卷，合格率90%；如系从多得多的案卷中随机抽取，有95%的把握认为其合格率在"
        "59.5849%与98.2124%之间（Wilson 法），或55.4983%与99.7472%之间（Clopper-Pearson 法）"
    )


@pytest.mark.parametrize(
    ("planned", "english", "chinese"),
    [
        (None, "files reviewed: 3;", "评查3卷；"),
        (3, "files reviewed: 3, as planned;", "按计划评查3卷；"),
        (
            10,
            "files reviewed: 3, 7 fewer than the 10 planned;",
            "计划抽查10卷，实际只评查3卷，少7卷；",
        ),
        (2, "files reviewed: 3, 1 more than the 2 planned;", "计划抽查2卷，实际评查3卷，多1卷；"),
    ],
)
def test_the_size_against_the_plan(planned: int | None, english: str, chinese: str) -> None:
    rule = attrs.evolve(MEAN, planned=planned)

    assert working(rule, [FINE] * 3).startswith(english)
    assert working(rule, [FINE] * 3, "zh").startswith(chinese)
    assert lost(rule, [FINE] * 3) == 0


def test_no_file_at_all() -> None:
    with pytest.raises(DoesNotApply) as error:
        MEAN.score(case([]))
    full, zero = (attrs.evolve(MEAN, on_zero=each).score(case([])) for each in ("full", "zero"))

    assert (
        error.value.why.pick("en")
        == "files reviewed: 0, 3 fewer than the 3 planned: not applicable by rule"
    )
    assert full.deductions == ()
    assert [each.points for each in zero.deductions] == [10]
    assert (
        zero.deductions[0].reason.pick("zh") == "计划抽查3卷，实际只评查0卷，少3卷，按规则不得分"
    )


def test_a_register_that_is_not_there_is_missing() -> None:
    with pytest.raises(MissingEvidence) as error:
        MEAN.score(Case("files", Fraction(10), Evidence(Unit("a")), PERIOD))

    assert error.value.names == ("files",)


def test_a_file_that_stands_twice_is_refused() -> None:
    """Blanks in the column tell nothing apart and are no fault of this kind."""
    rule = attrs.evolve(MEAN, file_no="no")
    rows = [{"no": "1号"}, {"no": "2号"}, {}, {}, {"no": "1号"}]
    values: dict[str, Value] = {
        "bound": False,
        "errors": Fraction(0),
        "papers": Fraction(0),
        "no_power": False,
    }
    records = tuple(
        Record("files", n, {**values, **row}, label=row.get("no", ""))
        for n, row in enumerate(rows, 1)
    )
    with pytest.raises(BadEvidence) as error:
        rule.score(
            Case("files", Fraction(10), Evidence(Unit("a"), registers={"files": records}), PERIOD)
        )

    assert error.value.why.pick("en") == "1号 is in record 1 already; write each file once"
    assert error.value.why.pick("zh") == "1号已在第1条写过；每卷只写一行"
    assert error.value.cites == (records[4], records[0])
    assert (
        rule.score(
            Case(
                "files",
                Fraction(10),
                Evidence(Unit("a"), registers={"files": records[:4]}),
                PERIOD,
            )
        ).deductions
        == ()
    )


def test_more_files_than_anybody_reviews() -> None:
    with pytest.raises(BadEvidence) as error:
        MEAN.score(case([FINE] * (MAX_FILES + 1)))

    assert error.value.why.pick("en") == (
        "10001 files are more than the 10000 that one review may hold; give the files that were drawn"
    )


def test_every_way_is_described_in_both_languages() -> None:
    bound = attrs.evolve(SHARE, on="lower_bound", bound="wilson", target=Fraction(3, 5))
    said = {
        name: rule.describe()
        for name, rule in (("mean", MEAN), ("share", SHARE), ("each", EACH), ("bound", bound))
    }

    assert said["mean"].pick("zh") == (
        "按各卷平均得分率计分；计划抽查3卷；每卷100分，60分及以上合格；其中outside20分、content80分；装订不规范每次扣5；"
        "文书错误每次扣10，至多扣30；缺少文书每次扣25；有下列情形之一，该卷0分、不合格：主体不合法"
    )
    assert (
        said["share"]
        .pick("en")
        .startswith("the share of qualified files against 90%, in proportion; 100 points a file, ")
    )
    assert said["each"].pick("en").startswith("1.5 off for each file that is not qualified; ")
    assert attrs.evolve(EACH, fatal=(), parts={}, faults=ONE).describe().pick("en") == (
        "1.5 off for each file that is not qualified; 100 points a file, qualified from 60; 错: 10 off each time"
    )
    assert (
        said["bound"]
        .pick("en")
        .startswith("the lower 95% bound (Wilson) of the share of qualified files against 60%")
    )


# Faults of use


def faults(points: int | None = 10, **changes: Any) -> list[str]:
    return [
        fault.what.pick("en")
        for fault in attrs.evolve(MEAN, **changes).check(
            None if points is None else Fraction(points)
        )
    ]


ONE = (Defect(Text("错"), "errors", Fraction(10)),)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"points": None}, "this type needs to know what the item is worth: add `points`"),
        (
            {"file_points": Fraction(0), "parts": {}, "faults": (), "fatal": MEAN.fatal},
            "`file_points` must be above 0, not 0",
        ),
        ({"faults": (), "fatal": ()}, "`faults` is empty; write at least one entry"),
        ({"faults": ONE * 2, "parts": {}}, "“错” appears 2 times; write it once"),
        (
            {"faults": (*ONE, Defect(Text("乱"), "errors", Fraction(1))), "parts": {}},
            "“errors” appears 2 times; write it once",
        ),
        (
            {"qualified_from": Fraction(0)},
            "`qualified_from` must be above 0 and at most 100, the points of a file",
        ),
        (
            {"qualified_from": Fraction(101)},
            "`qualified_from` must be above 0 and at most 100, the points of a file",
        ),
        (
            {"faults": (attrs.evolve(ONE[0], deduct=Fraction(0)),), "parts": {}},
            "`faults` must be above 0, not 0",
        ),
        (
            {"faults": (attrs.evolve(ONE[0], at_most=Fraction(-1)),), "parts": {}},
            "`faults` must be above 0, not -1",
        ),
        (
            {"faults": (attrs.evolve(ONE[0], deduct=Fraction(101)),), "parts": {}},
            "错 costs 101, more than the 100 points of a file; lower it, or move it to `fatal`",
        ),
        (
            {"faults": (attrs.evolve(ONE[0], at_most=Fraction(101)),), "parts": {}},
            "错 costs 101, more than the 100 points of a file; lower it, or move it to `fatal`",
        ),
        ({"faults": ONE}, "错: `part` must be one of `parts`: outside, content"),
        (
            {"faults": (attrs.evolve(ONE[0], part="content"),), "parts": {}},
            "错: `part` needs `parts`; add the points of each part",
        ),
        (
            {"parts": {"outside": Fraction(30), "content": Fraction(80)}},
            "the parts add up to 110, but a file has 100 points",
        ),
        (
            {"parts": {"outside": Fraction(0), "content": Fraction(100)}},
            "`parts` must be above 0, not 0",
        ),
        ({"planned": 0}, "`planned` must be above 0, not 0"),
        ({"target": Fraction(1)}, "`target` does not belong to `by: mean`; remove it"),
        ({"on": "point"}, "`on` does not belong to `by: mean`; remove it"),
        ({"deduct": Fraction(1)}, "`deduct` does not belong to `by: mean`; remove it"),
        ({"bound": "wilson"}, "`bound` does not belong to `on: point`; remove it"),
        ({"by": "share", "on": "point"}, "`by: share` needs `target`; add it"),
        ({"by": "share", "target": Fraction(1)}, "`by: share` needs `on`; add it"),
        (
            {"by": "share", "target": Fraction(1, 2), "on": "lower_bound"},
            "`on: lower_bound` needs `bound`; add it",
        ),
        (
            {"by": "share", "target": Fraction(0), "on": "point"},
            "`target` must be above 0 and at most 100%",
        ),
        (
            {"by": "share", "target": Fraction(2), "on": "point"},
            "`target` must be above 0 and at most 100%",
        ),
        (
            {"by": "share", "target": Fraction(1), "on": "lower_bound", "bound": "wilson"},
            "a lower bound never reaches 100%; lower `target`",
        ),
        (
            {
                "by": "share",
                "target": Fraction(9, 10),
                "on": "lower_bound",
                "bound": "wilson",
                "planned": 10,
            },
            "even if all 10 files are qualified the lower bound is 72.2467%, below 90%; lower `target` or plan more files",
        ),
        ({"by": "each"}, "`by: each` needs `deduct`; add it"),
        ({"by": "each", "deduct": Fraction(0)}, "`deduct` must be above 0, not 0"),
        (
            {"by": "each", "deduct": Fraction(11)},
            "a deduction of 11 is more than the item's 10 points; lower it",
        ),
        (
            {"by": "each", "deduct": Fraction(1), "on_zero": "zero", "points": None},
            "this type needs to know what the item is worth: add `points`",
        ),
    ],
)
def test_every_fault_of_use(changes: dict[str, Any], expected: str) -> None:
    assert expected in faults(**changes)


def test_good_use_has_no_fault() -> None:
    bound = attrs.evolve(
        SHARE, on="lower_bound", bound="clopper_pearson", target=Fraction(1, 2), planned=10
    )
    for rule in (MEAN, SHARE, EACH, bound):
        assert list(rule.check(Fraction(10))) == []
    assert list(EACH.check(None)) == []


# Properties

cells = st.tuples(
    st.booleans(), st.integers(0, 9).map(Fraction), st.integers(0, 9).map(Fraction), st.booleans()
)


@given(st.lists(cells, min_size=1, max_size=8))
def test_one_more_error_never_gains_points(files: list[Cells]) -> None:
    bound, errors, papers, fatal = files[0]
    assert isinstance(errors, Fraction)
    worse: list[Cells] = [(bound, errors + 1, papers, fatal), *files[1:]]
    lower = attrs.evolve(SHARE, on="lower_bound", bound="wilson", target=Fraction(1, 2))
    for rule in (MEAN, SHARE, EACH, lower):
        assert lost(rule, worse) >= lost(rule, files)


@given(st.lists(cells, min_size=1, max_size=8))
def test_the_mean_is_the_mean_of_the_files(files: list[Cells]) -> None:
    reviews = MEAN.standard.review(case(files).evidence.registers["files"])
    mean = sum((each.score for each in reviews), Fraction(0)) / len(files)

    assert 10 - lost(MEAN, files) == 10 * mean / 100


@given(st.lists(cells, min_size=1, max_size=8))
def test_the_bound_never_earns_more_than_the_share_itself(files: list[Cells]) -> None:
    half = attrs.evolve(SHARE, target=Fraction(1, 2))
    for method in ("wilson", "clopper_pearson"):
        assert lost(attrs.evolve(half, on="lower_bound", bound=method), files) >= lost(half, files)


@given(st.lists(cells, min_size=1, max_size=6), st.integers(2, 3))
def test_the_same_files_over_again_change_no_mean_and_no_share(
    files: list[Cells], times: int
) -> None:
    for rule in (MEAN, SHARE):
        assert lost(rule, files * times) == lost(rule, files)


# What the sample leaves open


def error(
    rule: CaseFiles, files: Iterable[Cells], points: int | None = 10
) -> tuple[Fraction, Fraction]:
    found = rule.sampling_error(case(files, points))
    assert found is not None
    assert found.confidence == Fraction(95, 100)
    return found.least, found.most


def millionths(number: int) -> Fraction:
    return Fraction(number, 10**6)


def test_sampling_error_of_a_share() -> None:
    """9 of 10 are qualified, 59.5849 % to 98.2124 % of all by Wilson; the target is 90 %: up to (90 - 59.5849) / 90 x 10 lost."""
    files = [FINE] * 9 + [POOR]

    assert error(SHARE, files) == (
        Fraction(0),
        10 * (Fraction(9, 10) - millionths(595849)) / Fraction(9, 10),
    )
    assert error(attrs.evolve(SHARE, target=Fraction(1)), files) == (
        10 * (1 - millionths(982124)),
        10 * (1 - millionths(595849)),
    )


def test_sampling_error_of_a_share_that_counts_at_its_lower_bound() -> None:
    """Nothing worse than what is scored; Clopper and Pearson where the checklist says so: 55.4983 % to 99.7472 %."""
    files = [FINE] * 9 + [POOR]
    rule = attrs.evolve(SHARE, target=Fraction(3, 5), on="lower_bound", bound="clopper_pearson")

    assert error(rule, files) == (
        Fraction(0),
        10 * (Fraction(6, 10) - millionths(554983)) / Fraction(6, 10),
    )
    assert error(rule, files)[1] == lost(rule, files)


def test_sampling_error_of_points_off_for_each() -> None:
    """4 files, 2 failed: Wilson, 15.0038 % to 84.9962 % of all; 1.5 x 4 x either. No file failed: up to 48.9891 % may have."""
    low, high = millionths(150038), millionths(849962)

    assert error(EACH, [FINE, POOR, FINE, FATAL], None) == (6 * (1 - high), 6 * (1 - low))
    assert error(EACH, [FINE] * 4, None) == (Fraction(0), 6 * (1 - millionths(510109)))


def test_sampling_error_of_a_mean() -> None:
    """50, 50, 100 and 0 are 2 of 4 marks: the bounds of 2 of 4, of 10 points."""
    files = [POOR, POOR, FINE, FATAL]

    assert error(MEAN, files) == (10 * (1 - millionths(849962)), 10 * (1 - millionths(150038)))
    assert error(MEAN, files)[0] < lost(MEAN, files) == 5 < error(MEAN, files)[1]


def test_no_sampling_error_without_files() -> None:
    assert attrs.evolve(MEAN, on_zero="full").sampling_error(case([])) is None


def test_only_the_files_that_where_names_are_the_sample() -> None:
    rule = attrs.evolve(MEAN, where=Where((Comparison("bound", "equals", False),)))

    assert error(rule, [FINE, (True, None, None, True)]) == error(MEAN, [FINE])
