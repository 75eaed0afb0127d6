"""Values as officials write them: what can mean one thing only is read and told, what can mean two is refused with a hint."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from lawcheck.evidence.interpret import Intake
from lawcheck.model.evidence import NEVER


@pytest.mark.parametrize(
    "written",
    [
        "2023.1.6",
        "20230106",
        "2023/1/6 0:00",
        "2023-1-6 00:00:00",
        "2023-01-06T00:00:00",
        "2023 年 1 月 6 日",
        "2023年1月6号",
        "２０２３．１．６",
    ],
)
def test_days(written: str, put: Callable[..., Path], read: Callable[..., Intake]) -> None:
    intake = read(put("f.csv", f"unit,filed\na,{written}\n"))

    assert intake.evidence[0].facts["filed"].value == date(2023, 1, 6)
    assert [each.pick("en") for each in intake.notices] == [
        f"f.csv:2:filed: {written} read as 2023-01-06"
    ]
    assert [each.pick("zh") for each in intake.notices] == [
        f"f.csv:2:filed：“{written}”按 2023-01-06 读取"
    ]


@pytest.mark.parametrize("written", ["2023-1-6", "2023/01/06", "2023年1月6日"])
def test_usual_days_are_read_without_a_word(
    written: str, put: Callable[..., Path], read: Callable[..., Intake]
) -> None:
    intake = read(put("f.csv", f"unit,filed\na,{written}\n"))

    assert intake.evidence[0].facts["filed"].value == date(2023, 1, 6)
    assert intake.notices == ()


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("√", True),
        ("✓", True),
        ("有", True),
        ("Y", True),
        ("y", True),
        ("×", False),
        ("✗", False),
        ("无", False),
        ("N", False),
    ],
)
def test_yes_and_no(
    written: str, value: bool, put: Callable[..., Path], read: Callable[..., Intake]
) -> None:
    intake = read(put("f.csv", f"unit,open\na,{written}\n"))

    assert intake.evidence[0].facts["open"].value is value
    assert [each.pick("en") for each in intake.notices] == [
        f"f.csv:2:open: {written} read as {'是' if value else '否'}"
    ]


@pytest.mark.parametrize("written", ["95 %", "９５％", "95 ％"])
def test_percentages(written: str, put: Callable[..., Path], read: Callable[..., Intake]) -> None:
    intake = read(put("f.csv", f"unit,share\na,{written}\n"))

    assert intake.evidence[0].facts["share"].value == Fraction(95, 100)
    (notice,) = intake.notices
    assert notice.pick("en").removeprefix("f.csv:2:share: ").removeprefix("full-width ") == (
        f"{written} read as 95%"
    )


def test_a_way_of_writing_is_told_once_a_column(
    put: Callable[..., Path], read: Callable[..., Intake]
) -> None:
    rows = "".join(f"u{n},√,2023.1.{n + 1},{n}\n" for n in range(9))
    intake = read(put("f.csv", f"unit,open,filed,study\n{rows}v,×,20230105,１\n"))

    assert [each.pick("en") for each in intake.notices] == [
        "f.csv:2:open: √ read as 是 (9 cells like it)",
        "f.csv:2:filed: 2023.1.1 read as 2023-01-01 (9 cells like it)",
        "f.csv:11:open: × read as 否",
        "f.csv:11:filed: 20230105 read as 2023-01-05",
        "f.csv:11:study: full-width １ read as 1",
    ]


@pytest.mark.parametrize(
    ("column", "written", "why"),
    [
        (
            "filed",
            "1/6/24",
            "1/6/24 can be read as different days; write year-month-day, 2023-12-31",
        ),
        (
            "filed",
            "01/06/2024",
            "01/06/2024 can be read as different days; write year-month-day, 2023-12-31",
        ),
        (
            "filed",
            "23.1.6",
            "23.1.6 can be read as different days; write year-month-day, 2023-12-31",
        ),
        ("filed", "20231306", "there is no such day as 2023-13-06"),
        ("filed", "2023.2.29", "there is no such day as 2023-02-29"),
        (
            "filed",
            "2023-1-6 14:30",
            "2023-1-6 14:30 has a time of day; write the day alone",
        ),
        ("filed", "202301", "202301 is not a date; write year-month-day, 2023-12-31"),
        (
            "filed",
            "未报",
            "未报 is not a date; write `never` where it never happened, leave the cell empty where it is not known",
        ),
        (
            "study",
            "/",
            "/ is not a number; leave the cell empty where it is not known, write 0 where it is 0",
        ),
        (
            "study",
            "—",
            "— is not a number; leave the cell empty where it is not known, write 0 where it is 0",
        ),
        (
            "study",
            "无",
            "无 is not a number; leave the cell empty where it is not known, write 0 where it is 0",
        ),
        (
            "share",
            "/",
            "/ is not a number; leave the cell empty where it is not known, write 0 where it is 0",
        ),
        ("open", "/", "/ must be yes or no (是/否); leave the cell empty where it is not known"),
        ("open", "1", "1 must be yes or no (是/否)"),
        ("open", "x", "x must be yes or no (是/否)"),
        ("open", "☐", "☐ must be yes or no (是/否); leave the cell empty where it is not known"),
    ],
)
def test_what_cannot_be_read_says_what_to_write(
    column: str,
    written: str,
    why: str,
    put: Callable[..., Path],
    refused: Callable[..., list[str]],
) -> None:
    assert refused(put("f.csv", f"unit,{column}\na,{written}\n")) == [f"f.csv:2:{column}: {why}"]


def test_a_day_in_a_column_that_knows_no_never(
    put: Callable[..., Path], refused: Callable[..., list[str]]
) -> None:
    files = (
        put("f.csv", "unit,study\na,1\n"),
        put("hearings.csv", "unit,case_no,heard_on,appeared\na,1号,未开庭,是\n"),
    )

    assert refused(*files) == [
        "hearings.csv:2:heard_on: 未开庭 is not a date; leave the cell empty where it is not known"
    ]


@pytest.mark.parametrize(
    ("fact", "line"),
    [
        (
            "filed: 20230106",
            "a.yaml:3:16: 20230106 is not a date; write year-month-day, 2023-12-31",
        ),
        ("open: y", "a.yaml:3:15: y must be yes or no (是/否)"),
    ],
)
def test_bare_words_of_yaml_stay_strict(
    fact: str, line: str, put: Callable[..., Path], refused: Callable[..., list[str]]
) -> None:
    assert refused(
        put("a.yaml", f"lawcheck-evidence: 1\nunit: {{id: a}}\nfacts: {{{fact}}}\n")
    ) == [line]


def test_never_stays_never(put: Callable[..., Path], read: Callable[..., Intake]) -> None:
    assert read(put("f.csv", "unit,filed\na,从未\n")).evidence[0].facts["filed"].value is NEVER


@pytest.mark.parametrize(
    "written",
    ["0.3333333333333333", "0.1000000000000000055511151231257827", "0.30000000000000004"],
)
def test_decimals_of_programs(
    written: str, put: Callable[..., Path], read: Callable[..., Intake]
) -> None:
    """R, pandas and Excel write as many places as a float has."""
    value = read(put("f.csv", f"unit,share\na,{written}%\n")).evidence[0].facts["share"].value

    assert value == Fraction(written) / 100


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("4203021999010112", "4203021999010112 has more than 15 digits; is it a code?"),
        ("4203021999010112.0", "4203021999010112.0 has more than 15 digits; is it a code?"),
        (
            f"0.{'1' * 51}",
            "0.111111111111111111111111111… has more than 50 decimal places; round it first",
        ),
    ],
)
def test_numbers_that_are_too_long(
    written: str, why: str, put: Callable[..., Path], refused: Callable[..., list[str]]
) -> None:
    assert refused(put("f.csv", f"unit,study\na,{written}\n")) == [f"f.csv:2:study: {why}"]


def test_ids_that_differ_by_case(put: Callable[..., Path], read: Callable[..., Intake]) -> None:
    intake = read(put("f.csv", "unit,study\ns01,1\nS01,2\n"))

    assert [each.unit.id for each in intake.evidence] == ["s01", "S01"]
    assert [each.pick("en") for each in intake.notices] == [
        "the unit ids s01, S01 differ by case alone; they are read as different units"
    ]
