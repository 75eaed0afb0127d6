"""The period of a figure, with what was said. Every sentence is invented."""

import pytest
from lawcheck_annual_report.figures.figures import figures_in
from lawcheck_annual_report.figures.labels import labelled
from lawcheck_annual_report.figures.periods import Time


def last(text: str) -> tuple[Time, str]:
    title = "青石区2023年度报告\n"
    found = labelled(title + text, figures_in(title + text))[-1]
    return found.period.time, found.period.said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("受理3件", ""),
        ("全年受理3件", "全年"),
        ("2023年全年受理3件", "2023年全年"),
        ("今年以来，受理3件", "今年以来"),
        ("2023年以来受理3件", "2023年以来"),
        ("2023年1月至12月受理3件", "2023年1月至12月"),
        ("1月1日至12月31日，受理3件", "1月1日至12月31日"),
        ("截至12月底，受理3件", "截至12月底"),
        ("截至2023年12月，受理3件", "截至2023年12月"),
        ("截至2023年底，受理3件", "截至2023年底"),
        ("截至目前，受理3件", "截至目前"),
        ("6月、12月两次检查3家", "6月、12月"),
        ("上半年受理2件，全年受理3件", "全年"),
        ("由上年的2件增至3件", ""),
    ],
)
def test_the_whole_year(text: str, said: str) -> None:
    assert last(text) == (Time.YEAR, said)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("截至11月30日，受理3件", "截至11月30日"),
        ("截至2023年6月，受理3件", "截至2023年6月"),
        ("上半年，受理3件", "上半年"),
        ("第一季度受理2件，第三季度受理3件", "第三季度"),
        ("前三季度共受理3件", "前三季度"),
        ("1-11月，受理3件", "1-11月"),
        ("10月1日至12月31日，受理3件", "10月1日至12月31日"),
        ("5月，区司法局受理3件", "5月"),
        ("受理9件（上半年3件）", "上半年"),
    ],
)
def test_a_part_of_the_year(text: str, said: str) -> None:
    assert last(text) == (Time.PART_OF_YEAR, said)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("上年受理3件", "上年"),
        ("2022年受理3件", "2022年"),
        ("2022年，全年受理3件", "2022年全年"),
        ("截至2024年1月，受理3件", "截至2024年1月"),
        ("受理9件（上年3件）", "上年"),
        ("受理9件，较2022年的3件多", "2022年"),
    ],
)
def test_another_year(text: str, said: str) -> None:
    assert last(text) == (Time.OTHER_YEAR, said)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("7月至次年6月，评查3件", "7月至次年6月"),
        ("2022年7月至2023年6月，评查3件", "2022年7月至2023年6月"),
        ("2021年以来，受理3件", "2021年以来"),
        ("近三年来受理3件", "近三年来"),
        ("“八五”普法实施以来，举办3场", "“八五”普法实施以来"),
        ("成立以来调解3件", "成立以来"),
    ],
)
def test_across_years(text: str, said: str) -> None:
    assert last(text) == (Time.ACROSS_YEARS, said)


def test_the_value_before_a_change() -> None:
    """The second figure has the words of the first, which is no figure of the year."""
    text = "出庭应诉率由82%提升至96%，培训从3期增加到5期"
    figures = labelled(text, figures_in(text))

    assert [(each.before, each.time.name) for each in figures] == [
        ("出庭应诉率由", "BEFORE_CHANGE"),
        ("出庭应诉率", "YEAR"),
        ("培训从", "BEFORE_CHANGE"),
        ("培训", "YEAR"),
    ]
    assert [each.former for each in figures] == [None, figures[0].figure, None, figures[2].figure]


def test_a_bracket_ends_what_is_said_in_it() -> None:
    text = "青石区2023年度报告\n受理5件（上年4件），办结3件"

    assert [each.time.name for each in labelled(text, figures_in(text))] == [
        "YEAR",
        "OTHER_YEAR",
        "YEAR",
    ]
