"""What was done before it could be counts as in time, and is told: one of the dates is probably wrong."""

from collections.abc import Callable
from pathlib import Path

import pytest

from lawcheck.session import Session

TEXT = """\
lawcheck: 1
id: demo
version: "1"
title: 演示
period: {from: 2024-01-01, to: 2024-12-31}
scoring: {method: points, out_of: 60}
rounding: {places: 2, mode: half_up, at: total}
grade_on: rounded
grades: [{name: 合格, from: 6}, {name: 不合格, from: 0}]
not_applicable: {policy: redistribute, at_most: 20%}
facts: {asked: {kind: date, any_date: true}, answered: {kind: date, any_date: true}}
registers: {fines: {columns: {no: text, decided: {kind: date, any_date: true}, published: {kind: date, any_date: true, may_be_never: true}}}}
indicators:
  - {id: a, title: 公示, points: 40, type: deadline, records: {register: fines, done: published, after: decided}, days: 7, late: {points: 20}, never: 20}
  - {id: b, title: 答复, points: 20, type: parts, parts: [{id: c, title: 期限, points: 20, type: deadline, done: answered, after: asked, days: 20, late: {points: 5}, never: 20}]}
"""


@pytest.mark.parametrize(
    ("facts", "rows", "told"),
    [
        ("2024-03-01,2024-03-05", ["1,2024-03-14,2023-05-17", "2,2024-05-14,0024-07-01", "3,2024-05-14,2024-05-15", "4,2024-05-14,从未"],
         ["a: published comes before decided 2 times, as at fines.csv:2; it counts as in time, check the dates"]),
        ("2024-03-05,2024-03-01", ["1,2024-03-14,2024-03-14"],
         ["a: answered comes before asked 1 times, as at f.csv:2:answered; it counts as in time, check the dates"]),
        ("2024-03-05,2024-03-05", ["1,2024-03-14,2024-03-14"], []),
    ],
)  # fmt: skip
def test_a_date_before_the_one_that_it_is_counted_from(
    facts: str, rows: list[str], told: list[str], put: Callable[..., Path], session: Session
) -> None:
    checklist = session.load(put("c.yaml", TEXT))
    lines = "".join(f"a,{row}\n" for row in rows)
    files = (
        put("f.csv", f"unit,asked,answered\na,{facts}\n"),
        put("fines.csv", f"unit,no,decided,published\n{lines}"),
    )

    notices = [each.pick("en") for each in session.read(checklist, files).notices]

    assert [each for each in notices if "comes before" in each] == told
