"""Whom a figure is of. Every sentence is invented."""

import pytest
from lawcheck_annual_report.figures.figures import figures_in
from lawcheck_annual_report.figures.labels import labelled
from lawcheck_annual_report.figures.subjects import Who


def last(text: str, unit: str = "云山市青石区人民政府") -> tuple[Who, str]:
    title = f"{unit}2023年度报告\n"
    found = labelled(title + text, figures_in(title + text))[-1]
    return found.subject.who, found.subject.said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("学法3次", ""),
        ("区政府学法3次", "区政府"),
        ("区政府常务会议学法3次", "区政府常务会议"),
        ("2023年，我区学法3次", "我区"),
        ("青石区学法3次", "青石区"),
        ("全区学法3次", "全区"),
        ("在市委会议上述法3次", ""),
        ("全市首批通过3家", ""),
        ("深入乡镇宣讲3场", ""),
        ("司法所3个", ""),
        ("政务服务事项进驻大厅3项", ""),
        ("区法院审结5件；学法3次", ""),
    ],
)
def test_the_unit_itself(text: str, said: str) -> None:
    assert last(text) == (Who.OWN, said)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("区公安局学法3次", "区公安局"),
        ("一是由区司法局牵头，学法3次", "区司法局"),
        ("上半年，市场监管局学法3次", "市场监管局"),
        ("区公安局学法5次，考试3次", "区公安局"),
        ("石桥街道会前学法3次", "石桥街道"),
        ("区政府办学法3次", "区政府办"),
        ("区委依法治区办督察3次", "区委依法治区办"),
    ],
)
def test_one_department(text: str, said: str) -> None:
    assert last(text) == (Who.DEPARTMENT, said)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("各街道学法3次", "各街道"),
        ("组织各部门学法3次", "各部门"),
        ("全区公安机关办案3件", "全区公安机关"),
        ("行政机关应诉3件", "行政机关"),
    ],
)
def test_all_departments(text: str, said: str) -> None:
    assert last(text) == (Who.ALL_DEPARTMENTS, said)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("区委常委会学法3次", "区委常委会"),
        ("区委、区政府开会3次", "区委、区政府"),
        ("区法院审结3件", "区法院"),
        ("团区委举办活动3场", "团区委"),
    ],
)
def test_another_body(text: str, said: str) -> None:
    assert last(text) == (Who.OTHER_BODY, said)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("全市学法5次，考试3次", "全市"),
        ("我省学法3次", "我省"),
        ("全省平均应诉率3%", "全省"),
        ("云山市学法3次", "云山市"),
        ("市政府学法3次", "市政府"),
        ("市司法局学法3次", "市司法局"),
    ],
)
def test_a_larger_area(text: str, said: str) -> None:
    assert last(text) == (Who.LARGER_AREA, said)


def test_a_report_that_names_no_unit() -> None:
    """It may be a district's, and no city's: a person is asked rather than told."""
    assert last("区政府学法3次", "") == (Who.OWN, "区政府")
    assert last("全市学法3次", "") == (Who.LARGER_AREA, "全市")
    assert last("市政府学法3次", "") == (Who.LARGER_AREA, "市政府")


def test_the_report_of_a_department() -> None:
    assert last("区司法局学法3次", "青石区司法局") == (Who.OWN, "区司法局")
    assert last("我局学法3次", "青石区司法局") == (Who.OWN, "我局")
