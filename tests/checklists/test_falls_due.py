"""What a checklist may say of when an item falls due."""

import json
from pathlib import Path

import jsonschema
import pytest
import yaml

import lawcheck
from lawcheck.checklists.schema import checklist_schema
from lawcheck.model.errors import ChecklistError
from lawcheck.reports.show import show

TEXT = """\
lawcheck: 1
id: small
version: "1"
title: 小表
period: {from: 2024-01-01, to: 2024-12-31}
scoring: {method: points, out_of: 10}
rounding: {places: 2, mode: half_up, at: total}
grade_on: rounded
grades: [{name: 优, from: 9}, {name: 差, from: 0}]
not_applicable: {policy: redistribute, at_most: 20%}
"""
FACTS = "facts: {n: count, done: yes_no}\nregisters: {study: {label: 学法, columns: {topic: text, held_on: date}}}\nindicators:\n"
READ_ALL = """\
  - {id: a, title: 子, points: 1, advisory: true, type: yes_no, value: done}
  - {id: b, title: 丑, points: 1, advisory: true, type: count_target, value: n, target: 1, deduct: {points: 1}}
  - {id: c, title: 寅, points: 1, advisory: true, type: count_target, value: {count: study, by: held_on}, each: month, target: 1, deduct: {points: 1}}
"""
YES = "type: yes_no, value: done"
COUNT = "type: count_target, value: n, target: 12, deduct: {points: 1, per: 1}"
EACH = (
    "type: count_target, value: {count: study, by: held_on}, each: quarter, target: 1, "
    "deduct: {points: 1, per: 1, partial: whole}"
)


@pytest.mark.parametrize(
    ("item", "zh", "en"),
    [
        (f"{YES}, falls_due: 2024-06-30", None, None),
        (f"{YES}, falls_due: {{by: 2024-06-30}}", None, None),
        (f"{YES}, falls_due: {{by: June, before: open}}", None, None),
        (f"{YES}, falls_due: {{by: 2024-06-30, before: never}}", None, None),
        (
            f"{YES}, falls_due: {{by: 2023-06-30, before: open}}",
            "2023-06-30 早于考评期间的第一天 2024-01-01，一开始就到期了；请改日期，或删去 falls_due",
            "2023-06-30 is before the period begins on 2024-01-01, so the item is always due; "
            "change the day, or remove `falls_due`",
        ),
        (
            f"{YES}, falls_due: {{by: end_of_period, before: pro_rata}}",
            "yes_no 没有可以按时间折算的目标；before 请写 left_out 或 open",
            "yes_no has no target that time could scale; write `before: left_out` or `open`",
        ),
        (
            f"{COUNT}, falls_due: {{by: end_of_period, before: pro_rata}}",
            "按时间折算的目标不是整数；请写 deduct 的 partial：不足一档怎么扣",
            "a target scaled by time is no whole number; say with `partial` of `deduct` "
            "what a part of a step costs",
        ),
        (
            f"{COUNT[:-1]}, partial: whole}}, at_none: 5, "
            "falls_due: {by: end_of_period, before: pro_rata}",
            "at_none 不能按时间折算；请删去，或 before 写 left_out、open",
            "`at_none` cannot be scaled by time; remove it, or write `before: left_out` or `open`",
        ),
        (
            f"{EACH}, falls_due: {{by: end_of_period, before: pro_rata}}",
            "按期计数时，没有结束的期本来就不扣分；请删去 falls_due",
            "months, quarters and half-years that are not over cost nothing anyway; "
            "remove `falls_due`",
        ),
    ],
)
def test_what_is_refused(
    item: str, zh: str | None, en: str | None, session: lawcheck.Session, tmp_path: Path
) -> None:
    path = tmp_path / "c.yaml"
    path.write_text(
        f"{TEXT}{FACTS}  - {{id: i, title: 甲, points: 10, {item}}}\n{READ_ALL}", "utf-8"
    )
    with pytest.raises(ChecklistError) as error:
        session.load(path)
    (found,) = error.value.problems

    assert found.place.line == 14
    if en is not None:
        assert (found.what.pick("zh"), found.what.pick("en")) == (zh, en)


@pytest.mark.parametrize(
    ("due", "said"),
    [
        (
            "{by: end_of_period, before: open}",
            "falls due on the last day of the period; open before",
        ),
        ("{by: 2024-11-30, before: left_out}", "falls due on 2024-11-30; left out before"),
    ],
)
def test_score_sheets_and_editors_know_it(
    due: str, said: str, session: lawcheck.Session, tmp_path: Path
) -> None:
    path = tmp_path / "c.yaml"
    text = (
        f"{TEXT}{FACTS}  - {{id: i, title: 甲, points: 10, {YES}, falls_due: {due}}}\n{READ_ALL}"
    )
    path.write_text(text, "utf-8")

    assert said in show(session.load(path), "en", 120)
    data = json.loads(json.dumps(yaml.safe_load(text), default=str))
    jsonschema.Draft202012Validator(checklist_schema(session.plugins)).validate(data)
