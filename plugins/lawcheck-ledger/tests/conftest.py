"""Two visits to one invented street, and the program run on them."""

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import lawcheck
from lawcheck import Report

Run = Callable[..., "subprocess.CompletedProcess[str]"]
Visit = Callable[..., Report]

CHECKLIST = """\
lawcheck: 1
id: street
version: "1"
title: 街道（虚构）
period: {from: 2024-01-01, to: 2024-12-31}
scoring: {method: points, out_of: 20}
rounding: {places: 2, mode: half_up, at: total}
grade_on: rounded
grades: [{name: 合格, from: 12}, {name: 不合格, from: 0, below: 12}]
not_applicable: {policy: redistribute, at_most: 100%}
facts:
  events: {kind: count, label: 宣传次数}
registers:
  decisions:
    label: 决策台账
    columns: {name: text, archived: yes_no}
indicators:
  - {id: publicity, title: {zh: 宣传, en: Publicity}, points: 10, type: count_target, value: events,
     target: 4, deduct: {points: 2, per: 1}, basis: [{law: 某办法（虚构）, kind: local}]}
  - {id: archive, title: {zh: 归档, en: Archive}, points: 10, type: incidents,
     menu: [{title: 未归档, count: {count: decisions, where: {archived: false}}, deduct: 3}]}
"""


@pytest.fixture
def visit(tmp_path: Path) -> Visit:
    """Scores a street: how many events, and which decisions are archived; saves the report as `NAME.json`."""
    (tmp_path / "street.yaml").write_text(CHECKLIST, "utf-8")
    session = lawcheck.Session.start(only=())

    def made(name: str, events: int | None, as_of: str = "", **decisions: bool) -> Report:
        day = date.fromisoformat(as_of) if as_of else None
        checklist = session.load(tmp_path / "street.yaml", as_of=day)
        records = [{"name": each, "archived": done} for each, done in decisions.items()]
        evidence = lawcheck.build_evidence(
            checklist,
            lawcheck.Unit("qs", "青石街道（虚构）"),
            {} if events is None else {"events": events},
            {"decisions": records},
        )
        report = lawcheck.make_report(checklist, [evidence])
        (tmp_path / f"{name}.json").write_text(lawcheck.report_to_json(report), "utf-8")
        return report

    return made


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs `lawcheck ledger` in the folder of the reports."""

    def ran(*arguments: object, lang: str = "en") -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-m", "lawcheck", "--lang", lang, "ledger", *map(str, arguments)],
            cwd=tmp_path,
            env={**os.environ, "PYTHONUTF8": "1", "LAWCHECK_PLUGINS": "ledger,office"},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    return ran
