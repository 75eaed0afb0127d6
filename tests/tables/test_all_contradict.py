"""Evidence that contradicts itself is refused, also if that of every unit does."""

from __future__ import annotations

import pytest

from lawcheck.model.errors import EvidenceError
from lawcheck.tables import score_table

CHECKLIST = """\
lawcheck: 1
id: shares
version: "1"
title: 得分
period: {from: 2023-01-01, to: 2023-12-31}
scoring: {method: points, out_of: 5}
rounding: {places: 2, mode: half_up, at: total}
grade_on: rounded
grades: [{name: 合格, from: 0}]
not_applicable: {policy: redistribute, at_most: 100%}
facts:
  study: {kind: amount, label: 学习}
indicators:
  - {id: both, title: 合计, points: 5, type: composite, parts: [{title: 甲, value: study, out_of: 500, weight: 100%}]}
"""


@pytest.mark.parametrize("many", [1, 3])
def test_every_unit_contradicts_itself(load, tmp_path, many):
    table = tmp_path / "units.csv"
    table.write_text("unit,study\n" + "".join(f"u{n},{501 + n}\n" for n in range(many)), "utf-8")

    with pytest.raises(EvidenceError, match="both"):
        score_table(load(CHECKLIST), table)
