from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from lawcheck.evidence.from_program import build_evidence
from lawcheck.evidence.program_values import Given
from lawcheck.model.checklist import Checklist
from lawcheck.model.evidence import NotApplicable, Unit
from lawcheck.model.scorecard import Scorecard
from lawcheck.scoring import score
from lawcheck.session import Session

SHEET = """\
lawcheck: 1
id: pool
version: "1"
title: {zh: 汇总（虚构）, en: Pool (invented)}
period: {from: 2023-01-01, to: 2023-12-31}
scoring: {method: points, out_of: 10}
rounding: {places: PLACES, mode: half_up, at: total}
grade_on: GRADE_ON
grades: [{name: {zh: 优秀, en: excellent}, from: 8}, {name: {zh: 合格, en: pass}, from: 0}]
not_applicable: {policy: redistribute, at_most: 100%}
RANKING
facts: {a: {kind: amount, most: 5}, b: {kind: amount, most: 3}, c: {kind: amount, most: 2}}
sections:
  - id: SECTION
    title: 甲乙
    indicators:
      - {id: a, title: {zh: 甲, en: a}, points: 5, type: scale, value: a, zero_at: 0, full_at: 5}
      - {id: b, title: {zh: 乙, en: b}, points: 3, type: scale, value: b, zero_at: 0, full_at: 3}
  - id: c
    title: 丙
    indicators: [{id: c1, title: {zh: 丙, en: c}, points: 2, type: scale, value: c, zero_at: 0, full_at: 2}]
"""

ITEMS = {"a": "a", "b": "b", "c": "c1"}

Sheet = Callable[..., Checklist]
Cards = Callable[[Checklist, Mapping[str, Mapping[str, Given]]], list[Scorecard]]


@pytest.fixture(scope="session")
def sheet(tmp_path_factory: pytest.TempPathFactory) -> Sheet:
    """A checklist whose items earn what their facts say."""

    def load(
        ranking: str = "", grade_on: str = "rounded", places: int = 0, section: str = "ab"
    ) -> Checklist:
        path: Path = tmp_path_factory.mktemp("sheet") / "pool.yaml"
        text = SHEET.replace("RANKING\n", f"{ranking}\n").replace("GRADE_ON", grade_on)
        path.write_text(
            text.replace("PLACES", str(places)).replace("SECTION", section), encoding="utf-8"
        )
        return Session.start(only=()).load(path)

    return load


@pytest.fixture(scope="session")
def cards() -> Cards:
    """Cards of units given as `{"unit": {"a": 3}}` or `{"unit/group/kind": ...}`.

    A fact that is not given is missing; the item of one that is None does not apply.
    """

    def made(checklist: Checklist, units: Mapping[str, Mapping[str, Given]]) -> list[Scorecard]:
        found = []
        for name, facts in units.items():
            unit, group, kind, *_ = (*name.split("/"), "", "")
            none = [
                NotApplicable(ITEMS[fact], "没有此项业务", "市司法局")
                for fact, value in facts.items()
                if value is None
            ]
            evidence = build_evidence(
                checklist, Unit(unit, kind=kind, group=group), facts, not_applicable=none
            )
            found.append(score(checklist, evidence))
        return found

    return made
