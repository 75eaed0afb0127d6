"""Conditions on what other items earned: in vetoes, and on whether an item applies."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import attrs
import pytest

from lawcheck.evidence.from_program import build_evidence
from lawcheck.model.checklist import Checklist
from lawcheck.model.errors import ChecklistError
from lawcheck.model.evidence import NotApplicable, Override
from lawcheck.model.rule import SamplingError
from lawcheck.model.scorecard import Scorecard
from lawcheck.scoring import score
from lawcheck.scoring.plan import plan_of
from lawcheck.scoring.totals import make_scorecard
from lawcheck.session import Session

HEAD = """\
lawcheck: 1
id: demo
version: "1"
title: 示例
period: {from: 2023-01-01, to: 2023-12-31}
rounding: {places: 2, mode: half_up, at: total}
grade_on: rounded
grades: [{name: {zh: 优秀, en: good}, from: 80}, {name: {zh: 合格, en: pass}, from: -1000}]
not_applicable: {policy: redistribute, at_most: 100%}
"""
# As in NIST SP 800-171: what is not implemented costs its weight, and needs a plan of action.
SECURITY = (
    HEAD
    + """\
scoring: {method: deduct_from, start: 110, floor: none}
facts: {access: yes_no, audit: yes_no, plan: yes_no}
indicators:
  - {id: access, title: {zh: 访问控制, en: Access control}, points: 5, type: yes_no, value: access}
  - {id: audit, title: {zh: 审计, en: Audit}, points: 3, type: yes_no, value: audit}
vetoes:
  - id: no-plan
    title: {zh: 未达到的要求没有整改计划, en: No plan for an unmet requirement}
    when: {plan: false, any: [{scores: {access: {less_than: 100%}}}, {scores: {audit: {less_than: 100%}}}]}
    effect: {score: none}
    if_missing: open
    basis: [{kind: local}]
"""
)
SHARES = (
    HEAD
    + """\
scoring: {method: points, out_of: 100}
facts: {n: count, m: count, k: count}
indicators:
  - {id: study, title: {zh: 学法, en: Study}, points: 20, type: scale, value: n, zero_at: 0, full_at: 10}
  - {id: training, title: {zh: 培训, en: Training}, points: 20, type: scale, value: m, zero_at: 0, full_at: 10,
     not_applicable: {when: {scores: {study: {at_most: 0%}}}}}
  - {id: rest, title: {zh: 其他, en: Rest}, points: 60, type: scale, value: k, zero_at: 0, full_at: 10}
vetoes:
  - id: weak
    title: {zh: 学法或培训得分率低于60%, en: A weak item}
    when: {any: [{scores: {study: {less_than: 60%}}}, {scores: {training: {less_than: 60%}}}]}
    effect: {grade_at_most: 合格}
    if_missing: open
    basis: [{kind: local}]
"""
)


@pytest.fixture
def load(session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    def loaded(text: str) -> Checklist:
        monkeypatch.chdir(tmp_path)
        Path("c.yaml").write_text(text, encoding="utf-8")
        return session.load("c.yaml")

    return loaded


Load = Callable[[str], Checklist]


def card(checklist: Checklist, facts: dict[str, Any], **others: Any) -> Scorecard:
    return score(checklist, build_evidence(checklist, "u", facts, **others))


def state(of: Scorecard) -> str:
    return of.vetoes[0].state


@pytest.mark.parametrize(
    ("facts", "expected", "total"),
    [
        ({"access": True, "audit": True, "plan": False}, "not_applied", 110),
        ({"access": True, "audit": False, "plan": True}, "not_applied", 107),
        ({"access": True, "audit": False, "plan": False}, "applied", None),
        # one is unmet, whatever the other is
        ({"access": False, "plan": False}, "applied", None),
        # not known: the other may be unmet
        ({"access": True, "plan": False}, "open", None),
        ({"access": True, "plan": True}, "not_applied", None),
        ({"access": False, "audit": True}, "open", None),
    ],
)
def test_an_unmet_requirement_without_a_plan(
    facts: dict[str, Any], expected: str, total: int | None, load: Load
) -> None:
    made = card(load(SECURITY), facts)

    assert state(made) == expected
    if total is not None:
        assert made.score is not None
        assert made.score.low == made.score.high == total
    if expected == "applied":
        assert made.score is None


def test_a_veto_names_the_scores_that_it_saw_and_those_that_are_open(load: Load) -> None:
    checklist = load(SECURITY)
    applied = card(checklist, {"access": True, "audit": False, "plan": False}).vetoes[0]
    is_open = card(checklist, {"access": True, "plan": False}).vetoes[0]

    assert applied.why is not None
    assert is_open.why is not None
    assert applied.why.pick("en") == "score of Access control: 100%; score of Audit: 0%"
    assert applied.why.pick("zh") == "“访问控制”的得分率：100%；“审计”的得分率：0%"
    assert is_open.why.pick("en") == "missing: score of Audit"
    assert [each.name for each in applied.cites] == ["plan"]


@pytest.mark.parametrize(
    ("n", "m", "grade"),
    [
        (6, 6, "good"),  # 12 of 20 is 60% itself
        (5, 10, "pass"),
        (10, 5, "pass"),
        (0, 1, "pass"),  # training does not apply, study is weak
    ],
)
def test_the_share_of_the_points_decides(n: int, m: int, grade: str, load: Load) -> None:
    made = card(load(SHARES), {"n": n, "m": m, "k": 10})

    assert made.grade is not None
    assert made.grade.pick("en") == grade


def test_whether_an_item_applies_by_the_score_of_another(load: Load) -> None:
    """With study at 0 its training does not apply: 60 of the 80 points that are left are earned."""
    checklist = load(SHARES)
    none, some = (card(checklist, {"n": n, "m": 5, "k": 10}) for n in (0, 1))
    unknown = card(checklist, {"m": 5, "k": 10})

    assert [each.outcome("training").state for each in (none, some, unknown)] == [
        "not_applicable",
        "scored",
        "missing",
    ]
    assert none.score is not None
    assert none.score.low == 75
    why = unknown.outcome("training").why
    assert why is not None
    assert why.pick("en") == "missing: score of Study"


def test_the_order_of_items_in_the_file_does_not_matter(load: Load) -> None:
    lines = SHARES.splitlines(keepends=True)
    at = next(place for place, line in enumerate(lines) if "id: study" in line)
    turned = "".join([*lines[:at], *lines[at + 1 : at + 3], lines[at], *lines[at + 3 :]])
    facts = {"n": 0, "m": 5, "k": 10}

    assert "study" in turned
    assert card(load(turned), facts).score == card(load(SHARES), facts).score


def test_an_item_that_does_not_apply_equals_nothing(load: Load) -> None:
    gone = NotApplicable("study", "无此项", "某办")
    checklist = load(SHARES)
    made = card(checklist, {"m": 10, "k": 10}, not_applicable=[gone])

    assert made.outcome("training").state == "scored"
    assert state(made) == "not_applied"
    why = made.vetoes[0].why
    assert why is not None
    assert why.pick("en") == "score of Study: not applicable; score of Training: 100%"


def test_points_that_people_set_are_looked_at(load: Load) -> None:
    waiver = Override("study", None, "某人", "停课", "某办", date(2023, 6, 1))
    made = card(load(SHARES), {"n": 0, "m": 10, "k": 10}, overrides=[waiver])

    assert made.outcome("training").state == "scored"
    assert state(made) == "not_applied"


def test_a_score_within_a_sampling_error_is_open(load: Load) -> None:
    checklist = load(SHARES)
    evidence = build_evidence(checklist, "u", {"n": 10, "m": 10, "k": 10})
    error = SamplingError(Fraction(0), Fraction(9), Fraction("0.95"))
    made = make_scorecard(plan_of(checklist), evidence, {"study": error})

    assert state(made) == "open"
    assert made.outcome("training").state == "missing"


@pytest.mark.parametrize(
    ("old", "new", "lines"),
    [
        (
            "scores: {study: {at_most: 0%}}",
            "scores: {studdy: {at_most: 0%}}",
            ["c.yaml:15:39: unknown item `studdy`; did you mean `study`?"],
        ),
        (
            "scores: {study: {at_most: 0%}}",
            "scores: {study: {within: 3, of: n}}",
            ["c.yaml:15:46: a score is compared with a number, such as less_than: 60%"],
        ),
        (
            "scores: {study: {at_most: 0%}}",
            "scores: {study: {is_missing: true}}",
            ["c.yaml:15:46: a score is compared with a number, such as less_than: 60%"],
        ),
        (
            "scores: {study: {at_most: 0%}}",
            "scores: {}",
            [
                "c.yaml:15:38: there is no condition here, so it would always hold; write one, or remove the key"
            ],
        ),
        (
            "scores: {study: {at_most: 0%}}",
            "scores: {training: {at_most: 0%}}",
            [
                "c.yaml:14:10: whether these items apply depends on each other in a circle: "
                "training (line 14), training (line 14); remove one of the conditions"
            ],
        ),
        (
            "zero_at: 0, full_at: 10}\n  - {id: training",
            "zero_at: 0, full_at: 10, not_applicable: {when: {scores: {training: 100%}}}}\n  - {id: training",
            [
                "c.yaml:13:10: whether these items apply depends on each other in a circle: "
                "study (line 13), training (line 14), study (line 13); remove one of the conditions"
            ],
        ),
        (
            "vetoes:",
            "once: [[study, rest]]\nvetoes:",
            [
                "c.yaml:14:10: what study earns is settled by `once` or `cause_caps`, after it is known "
                "which items apply; use another condition"
            ],
        ),
        (
            "type: scale, value: n, zero_at: 0, full_at: 10}",
            "type: tiers, tiers: [{title: 甲, when: {n: 1, scores: {rest: 0}}, points: 20}], otherwise: 0}",
            ["c.yaml:13:102: `scores` belongs to `when` of vetoes and of `not_applicable`"],
        ),
        (
            "facts: {n: count",
            "facts: {scores: count, n: count",
            [
                "c.yaml:11:9: “scores” has a meaning of its own and is not a valid name of a fact; choose another",
                "c.yaml:11:9: nothing reads the fact scores; remove it, or check the names in the indicators",
            ],
        ),
    ],
    ids=["id", "dates", "blank", "empty", "itself", "circle", "once", "in a rule", "a fact"],
)
def test_what_is_refused(old: str, new: str, lines: list[str], load: Load) -> None:
    assert old in SHARES
    with pytest.raises(ChecklistError) as caught:
        load(SHARES.replace(old, new, 1))

    assert caught.value.pick("en").splitlines() == lines


def test_an_item_without_points_has_no_share(load: Load) -> None:
    text = SECURITY.replace("points: 5, ", "").replace("floor: none", "floor: 0")
    text = text.replace(
        "type: yes_no, value: access", "type: incidents, count: {count: gaps}, deduct: 1"
    )
    text = text.replace("access: yes_no, ", "").replace(
        "indicators:", "registers: {gaps: {columns: {no: text}}}\nindicators:"
    )
    with pytest.raises(ChecklistError) as caught:
        load(text)

    assert caught.value.pick("en").splitlines() == [
        "c.yaml:17:5: access has no `points`, so its score is no share of anything; add `points`"
    ]


def test_advisory_items_and_bonuses_are_looked_at_too(load: Load) -> None:
    text = SHARES.replace("value: m, ", "value: m, advisory: true, ").replace(
        "out_of: 100", "out_of: 80"
    )
    bonus = (
        "bonus:\n  at_most: 5\n  total_at_most: none\n  indicators:\n"
        "    - {id: extra, title: 加分, points: 5, type: scale, value: ok_n, zero_at: 0, full_at: 10}\n"
    )
    text = text.replace("vetoes:", bonus + "vetoes:").replace("k: count", "k: count, ok_n: count")
    text = text.replace(
        "{scores: {study: {less_than: 60%}}}", "{scores: {extra: {at_least: 50%}}}"
    )
    checklist = load(text)
    facts = {"n": 10, "k": 10, "m": 10}

    assert state(card(checklist, {**facts, "ok_n": 5})) == "applied"
    assert state(card(checklist, {**facts, "ok_n": 4})) == "not_applied"
    assert state(card(checklist, {**facts, "m": 1, "ok_n": 4})) == "applied"


SECTIONS = (
    HEAD
    + """\
scoring: {method: weighted_mean, out_of: 100}
facts: {n: count, m: count, k: count}
sections:
  - id: one
    title: {zh: 第一部分, en: Part one}
    weight: 50%
    scoring: {method: geometric_mean, out_of: 10}
    indicators:
      - {id: n, title: 甲, points: 10, type: scale, value: n, zero_at: 0, full_at: 10}
      - {id: m, title: 乙, points: 10, type: scale, value: m, zero_at: 0, full_at: 10}
  - id: two
    title: {zh: 第二部分, en: Part two}
    weight: 50%
    scoring: {method: points, out_of: 20}
    sections:
      - id: group
        title: {zh: 组, en: Group}
        indicators: [{id: k, title: 丙, points: 20, type: scale, value: k, zero_at: 0, full_at: 10}]
vetoes:
  - id: weak
    title: {zh: 有一部分得分率低于60%, en: A weak part}
    when: {any: [{scores: {one: {less_than: 60%}}}, {scores: {group: {less_than: 60%}}}]}
    effect: {grade_at_most: 合格}
    if_missing: open
    basis: [{kind: local}]
"""
)


@pytest.mark.parametrize(
    ("facts", "expected", "seen"),
    [
        # the root of 4 x 9 is 6 of 10, 60% itself; of 5 x 7 it is 5.916...
        ({"n": 4, "m": 9, "k": 10}, "not_applied", "score of Part one: 60%; score of Group: 100%"),
        ({"n": 5, "m": 7, "k": 10}, "applied", None),
        ({"n": 10, "m": 10, "k": 5}, "applied", "score of Part one: 100%; score of Group: 50%"),
        ({"n": 10, "m": 10}, "open", "missing: score of Group"),
        # one item of part one is open, and part two decides
        ({"n": 10, "k": 5}, "applied", "score of Group: 50%"),
    ],
)
def test_a_veto_looks_at_sections(
    facts: dict[str, Any], expected: str, seen: str | None, load: Load
) -> None:
    veto = card(load(SECTIONS), facts).vetoes[0]

    assert veto.state == expected
    assert veto.why is not None
    assert seen is None or veto.why.pick("en") == seen


def test_a_section_in_which_nothing_applies_equals_nothing(load: Load) -> None:
    gone = NotApplicable("k", "无此项", "某办")
    veto = card(load(SECTIONS), {"n": 10, "m": 10}, not_applicable=[gone]).vetoes[0]

    assert veto.state == "not_applied"
    assert veto.why is not None
    assert veto.why.pick("en") == "score of Part one: 100%; score of Group: not applicable"


def test_what_sections_are_not_looked_at(load: Load) -> None:
    """An item cannot depend on a section, and penalties are a share of nothing."""
    item = SHARES.replace("scores: {study: {at_most: 0%}}", "scores: {all: {at_most: 0%}}")
    item = item.replace(
        "indicators:\n", "sections:\n  - id: all\n    title: 全\n    indicators:\n", 1
    )
    item = item.replace("  - {id: ", "      - {id: ").replace(
        "     not_applicable", "         not_applicable"
    )
    penalties = SECURITY.replace(
        "indicators:\n", "sections:\n  - id: all\n    title: 全\n    indicators:\n", 1
    )
    penalties = penalties.replace("  - {id: a", "      - {id: a").replace(
        "{audit: {less", "{all: {less"
    )
    lines = []
    for text in (item, penalties):
        with pytest.raises(ChecklistError) as caught:
            load(text)
        lines += caught.value.pick("en").splitlines()

    assert lines == [
        "c.yaml:18:43: unknown item `all`; known: rest, study, training",
        "c.yaml:19:5: all only takes off, so its score is no share of anything; look at the items in it",
    ]


def test_conditions_in_words(load: Load) -> None:
    when = load(SHARES).vetoes[0].when
    several = load(SHARES.replace("{at_most: 0%}", "{in: [0%, 33.5%]}"))
    training = next(each for each in several.indicators() if each.id == "training")

    assert when is not None
    assert training.not_applicable_when is not None
    assert when.title.pick("en") == "score of Study<60% / score of Training<60%"
    assert training.not_applicable_when.title.pick("zh") == "学法得分率∈0%、33.5%"


def test_the_digest_covers_them(load: Load) -> None:
    one, other = load(SHARES), load(SHARES.replace("at_most: 0%", "at_most: 5%"))

    assert one != other
    assert attrs.evolve(one, other_columns={}) == one
