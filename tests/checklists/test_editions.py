"""What changed between two editions of a checklist, in words."""

from collections.abc import Callable
from pathlib import Path

import pytest

from lawcheck.checklists.editions import differences_of
from lawcheck.session import Session

TEXT = """\
lawcheck: 1
id: small
version: "1"
title: 小表
period: {from: 2023-01-01, to: 2023-12-31}
scoring: {method: points, out_of: 100}
rounding: {places: 2, mode: half_up, at: total}
grade_on: rounded
grades: [{name: 优, from: 80}, {name: 差, from: 0}]
not_applicable: {policy: redistribute, at_most: 50%}
facts: {plan: yes_no, sessions: count}
sections:
  - id: all
    title: {zh: 全部, en: all}
    points: 100
    indicators:
      - {id: plan, title: {zh: 计划, en: plan}, points: 40, type: yes_no, value: plan}
      - {id: study, title: {zh: 学法, en: study}, points: 60, type: count_target, value: sessions, target: 6, deduct: {points: 5, per: 1}}
vetoes:
  - {id: fraud, title: {zh: 弄虚作假, en: fraud}, when: {plan: false}, effect: {total: 0}, if_missing: open, basis: [{law: 某办法}]}
"""


@pytest.fixture
def said(session: Session, tmp_path: Path) -> Callable[..., list[str]]:
    """What is said of the text above and the same with replacements."""

    def differences(*changes: tuple[str, str]) -> list[str]:
        after = TEXT
        for old, new in changes:
            assert old in after
            after = after.replace(old, new)
        (tmp_path / "old.yaml").write_text(TEXT, "utf-8")
        (tmp_path / "new.yaml").write_text(after, "utf-8")
        found = differences_of(
            session.load(tmp_path / "old.yaml"), session.load(tmp_path / "new.yaml")
        )
        return [f"{each.kind} {each.id}: {each.what.pick('en')}" for each in found]

    return differences


@pytest.mark.parametrize(
    ("changes", "lines"),
    [
        ((), []),
        (
            (("points: 40", "points: 30"), ("points: 60", "points: 70")),
            ["changed plan: points: 40 → 30", "changed study: points: 60 → 70"],
        ),
        (
            (("target: 6", "target: 8"),),
            [
                "changed study: rule: sessions: at least 6; 5 off for each 1 short → sessions: at least 8; 5 off for each 1 short"
            ],
        ),
        (
            (("id: plan,", "id: plans,"),),
            [
                "added plans: added, 40: plan: full points for yes, none otherwise",
                "removed plan: removed, 40: plan: full points for yes, none otherwise",
            ],
        ),
        (
            (("from: 80", "from: 85"), ("mode: half_up", "mode: half_even")),
            [
                "changed : rounding: 2, half_up, total → 2, half_even, total",
                "changed : grades: 优 ≥ 80, 差 ≥ 0 → 优 ≥ 85, 差 ≥ 0",
            ],
        ),
        (
            (("title: {zh: 计划, en: plan}", "title: {zh: 计划, en: the plan}"),),
            ["changed plan: title: plan → the plan"],
        ),
        (
            (
                ("value: plan}", "value: plan, floor: -10}"),
                ("{name: 差, from: 0}", "{name: 差, from: -10}"),
            ),
            [
                "changed : grades: 优 ≥ 80, 差 ≥ 0 → 优 ≥ 80, 差 ≥ -10",
                "changed plan: floor: 0 → -10",
            ],
        ),
        (
            (("when: {plan: false}", "when: {plan: true}"),),
            ["changed fraud: condition: plan=no → plan=yes"],
        ),
        (
            (("effect: {total: 0}", "effect: {grade_at_most: 差}"),),
            ["changed fraud: effect: total counts 0 → grade at most 差"],
        ),
        (
            (("grade_on: rounded", "grade_on: rounded\nsample_weights: true"),),
            ["changed : sample weights: no → yes"],
        ),
        (
            (
                (
                    "target: 6",
                    "target: {in_force: [{to: 2023-06-30, value: 6}, {from: 2023-07-01, value: 8}]}",
                ),
            ),
            [
                "changed : days on which rules change: none → 2023-07-01",
                "changed study: rule: sessions: at least 6; 5 off for each 1 short → sessions: at least 8; 5 off for each 1 short",
            ],
        ),
        (
            (
                (
                    "method: points, out_of: 100}",
                    "method: deduct_from, start: 100, floor: 0, cause_caps: {late: 7.5}}",
                ),
                ("id: study,", "id: study, cause: late,"),
            ),
            [
                "changed : scoring method: points → deduct_from",
                "changed : start and floor: 0, — → 100, 0",
                "changed : caps for one cause: none → late: 7.5",
                "changed study: cause: none → late",
            ],
        ),
        ((("sessions: count", "sessions: amount"), ("per: 1}", "per: 1, partial: whole}")), None),
    ],
)
def test_what_changed(
    changes: tuple[tuple[str, str], ...], lines: list[str] | None, said: Callable[..., list[str]]
) -> None:
    found = said(*changes)

    if lines is None:
        assert "changed sessions: kind: count → amount" in found
    else:
        assert found == lines


def test_the_checklists_that_ship_equal_themselves(session: Session) -> None:
    for name in session.checklists():
        assert list(differences_of(session.load(name), session.load(name))) == []
