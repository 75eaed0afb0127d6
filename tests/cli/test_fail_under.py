"""`--fail-under` judges by the number that the sheet declares."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

SHEET = """\
lawcheck: 1
id: limit
version: "1"
title: 界线
period: {{from: 2023-01-01, to: 2023-12-31}}
scoring: {{method: points, out_of: 100}}
rounding: {{places: 2, mode: half_up, at: total}}
grade_on: {grade_on}
grades: [{{name: A, from: 90}}, {{name: B, from: 0}}]
not_applicable: {{policy: redistribute, at_most: 20%}}
facts: {{n: amount}}
indicators: [{{id: a, title: a, points: 100, type: scale, value: n, zero_at: 0, full_at: 100}}]
"""


@pytest.mark.parametrize(("grade_on", "code"), [("exact", 7), ("rounded", 0)])
def test_the_declared_number_decides(
    run: Callable[..., "subprocess.CompletedProcess[str]"],
    tmp_path: Path,
    grade_on: str,
    code: int,
) -> None:
    """89.996 is printed as 90.00."""
    (tmp_path / "c.yaml").write_text(SHEET.format(grade_on=grade_on), encoding="utf-8")
    (tmp_path / "facts.csv").write_text("unit,n\nu1,89.996\n", encoding="utf-8")

    assert run("score", "c.yaml", "facts.csv", "--fail-under", "90").returncode == code
