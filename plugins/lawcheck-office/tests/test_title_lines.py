"""Titles of official documents: no character stands alone on the second line."""

import pytest
from lawcheck_office.title_lines import title_lines


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("评分表", ("评分表",)),
        ("", ("",)),
        ("甲" * 19, ("甲" * 19,)),
        ("甲" * 20, ("甲" * 10, "甲" * 10)),
        (
            "2023年度乡镇（街道）法治政府建设实地督察",
            ("2023年度乡镇（街道）", "法治政府建设实地督察"),
        ),
        ("甲" * 9 + "（" + "乙" * 8 + "）丙丁戊", ("甲" * 9, "（" + "乙" * 8 + "）丙丁戊")),
        ("甲" * 45, ("甲" * 11, "甲" * 11, "甲" * 11, "甲" * 12)),
        (
            "Annual rule-of-law assessment of a district government 2023",
            ("Annual rule-of-law assessment", "of a district government 2023"),
        ),
        (
            "Follow-up of last year's plan · 青石区人民政府 2023→2024",
            ("Follow-up of last year's plan ·", "青石区人民政府 2023→2024"),
        ),
    ],
)
def test_a_title_is_divided_where_it_is_too_long(title: str, lines: tuple[str, ...]) -> None:
    assert title_lines(title) == lines
