from collections.abc import Callable
from pathlib import Path

import pytest

from lawcheck.model.errors import LawcheckError
from lawcheck.session import Session

BASE = """\
lawcheck: 1
id: demo
version: "1"
title: {zh: 示例, en: demo}
period: {from: 2023-01-01, to: 2023-12-31}
scoring: {method: points, out_of: 10}
rounding: {places: 2, mode: half_up, at: total}
grade_on: rounded
grades:
  - {name: 优秀, from: 9}
  - {name: 合格, from: 6, below: 9}
  - {name: 不合格, from: 0, below: 6}
not_applicable: {policy: redistribute, at_most: 20%}
facts:
  study: {kind: count}
  bad: yes_no
registers:
  hearings:
    columns: {case_no: text, heard_on: date, head_appeared: yes_no}
sections:
  - id: all
    title: 全部
    points: 10
    indicators:
      - id: study
        title: 学法
        points: 5
        type: count_target
        value: study
        target: 12
        deduct: {points: 0.5, per: 1}
      - id: appearance
        title: 出庭
        points: 5
        type: rate
        numerator: {count: hearings, where: {head_appeared: true}}
        denominator: {count: hearings}
        target: 100%
        deduct: {points: 0.1, per: 1%, partial: proportional}
        on_zero: not_applicable
vetoes:
  - id: veto
    title: 否决
    when: {bad: true}
    effect: {grade_at_most: 合格}
    if_missing: open
    basis: [{law: 某法}]
"""


@pytest.fixture
def base() -> str:
    return BASE


@pytest.fixture
def faults_of(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[str | bytes], tuple[list[str], int]]:
    """The lines that a checklist is refused with, in English, and the exit code; none for a sound one."""

    def faults(text: str | bytes) -> tuple[list[str], int]:
        monkeypatch.chdir(tmp_path)
        Path("c.yaml").write_bytes(text.encode("utf-8") if isinstance(text, str) else text)
        try:
            session.load("c.yaml")
        except LawcheckError as error:
            return error.pick("en").split("\n"), int(error.exit_code)
        return [], 0

    return faults
