from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lawcheck.evidence.interpret import Intake
from lawcheck.model.checklist import Checklist
from lawcheck.model.errors import LawcheckError
from lawcheck.session import Session

CHECKLIST = """\
lawcheck: 1
id: demo
version: "1"
title: 示例
period: {from: 2023-01-01, to: 2023-12-31}
scoring: {method: points, out_of: 10}
rounding: {places: 2, mode: half_up, at: total}
grade_on: rounded
grades: [{name: 合格, from: 6}, {name: 不合格, from: 0}]
not_applicable: {policy: redistribute, at_most: 50%}
facts:
  study: {kind: count, label: 学法次数}
  done: count
  all: count
  kept: count
  void: count
  cleaned: {kind: count, equals_sum: [kept, void]}
  some: {kind: count, at_most: all}
  share: {kind: rate, written_as: percent}
  filed: {kind: date, may_be_never: true}
  open: yes_no
  name: {kind: text, optional: false}
registers:
  hearings:
    label: 应诉台账
    columns: {case_no: text, heard_on: date, appeared: yes_no, note: {kind: text, optional: true}}
indicators:
  - {id: study, title: 学法, points: 1, type: count_target, value: study, target: 12, deduct: {points: 0.1, per: 1}}
  - id: rate
    title: 比率
    points: 1
    type: rate
    numerator: done
    denominator: all
    target: 100%
    deduct: {points: 0.1, per: 1%, partial: whole}
    on_zero: full
    not_applicable: forbid
  - id: share
    title: 占比
    points: 1
    type: rate
    value: share
    target: 95%
    deduct: {points: 0.1, per: 1%, partial: whole}
  - {id: filed, title: 备案, points: 1, type: deadline, done: filed, due: 2023-06-30, late: {points: 1}, never: 1}
  - {id: open, title: 公开, points: 1, type: yes_no, value: open}
  - {id: named, title: 名称, points: 1, type: tiers, tiers: [{title: 甲, when: {name: 甲}, points: 1}], otherwise: 0}
  - {id: heads, title: 出庭, points: 2, type: incidents, count: {count: hearings, where: {appeared: false}}, deduct: 1}
  - {id: quality, title: 质量, points: 2, type: judged, from: 0.5, to: 2}
"""


@pytest.fixture(scope="session")
def checklist(session: Session, tmp_path_factory: pytest.TempPathFactory) -> Checklist:
    path = tmp_path_factory.mktemp("checklist") / "demo.yaml"
    path.write_text(CHECKLIST, encoding="utf-8")
    return session.load(path)


@pytest.fixture
def put(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """Writes a file under the name given, relative to an empty folder that the test runs in."""
    monkeypatch.chdir(tmp_path)

    def write(name: str, content: str | bytes) -> Path:
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        return path

    return write


@pytest.fixture
def read(session: Session, checklist: Checklist) -> Callable[..., Intake]:
    def take(*paths: Path, **options: Any) -> Intake:
        return session.read(checklist, paths, **options)

    return take


@pytest.fixture
def refused(read: Callable[..., Intake]) -> Callable[..., list[str]]:
    """The lines that inputs are refused with."""

    def lines(*paths: Path) -> list[str]:
        with pytest.raises(LawcheckError) as error:
            read(*paths)
        return error.value.pick("en").split("\n")

    return lines
