"""Items that compare units, from the files of a pool to the cards."""

from pathlib import Path

import pytest

import lawcheck
from lawcheck.documents.digest import digest_of_evidence
from lawcheck.model.checklist import Checklist
from lawcheck.model.errors import ChecklistError
from lawcheck.model.evidence import Evidence, NotApplicable, Unit
from lawcheck.model.peers import Peers
from lawcheck.scoring import score
from lawcheck.scoring.peers import among_peers
from lawcheck.session import Session

SHEET = """\
lawcheck: 1
id: peers
version: "1"
title: {zh: 排名计分（虚构）, en: Points by rank (invented)}
period: {from: 2023-01-01, to: 2023-12-31}
scoring: {method: points, out_of: 20}
rounding: {places: 2, mode: half_up, at: total}
grade_on: rounded
grades: [{name: 合格, from: 12}, {name: 不合格, from: 0}]
not_applicable: {policy: redistribute, at_most: 100%}
facts: {inspection: amount, complaints: count}
indicators:
  - id: rank
    title: {zh: 督察排名, en: Rank}
    points: 10
    type: rank_points
    value: inspection
    better: higher
    within: group
    places: [10, 8, 6]
    otherwise: 4
    ties: best
    alone: not_applicable
  - id: mixed
    title: {zh: 投诉, en: Complaints}
    points: 10
    type: parts
    parts:
      - {id: p1, title: 比平均, points: 10, type: peer_average, value: complaints, better: lower, within: all,
         average_of: all, measured: percent, deduct: {points: 1, per: 10%, partial: whole}}
tests:
  - name: second of three
    unit: {group: a}
    facts: {inspection: 80, complaints: 12}
    others:
      - {unit: {group: a}, facts: {inspection: 90, complaints: 10}}
      - {unit: {group: a}, facts: {inspection: 70, complaints: 8}}
      - {unit: {group: b}, facts: {inspection: 99, complaints: 10}}
    expect: {rank: 8, mixed: 8}
"""
UNITS = """\
unit,unit_group,inspection,complaints
u,a,80,12
v,a,90,10
w,b,70,8
"""


@pytest.fixture
def checklist(tmp_path: Path) -> Checklist:
    (tmp_path / "peers.yaml").write_text(SHEET, encoding="utf-8")
    return Session.start(only=()).load(tmp_path / "peers.yaml")


def unit(
    checklist: Checklist,
    name: str,
    group: str,
    inspection: int | None = None,
    complaints: int | None = None,
) -> Evidence:
    return lawcheck.build_evidence(
        checklist, Unit(name, group=group), {"inspection": inspection, "complaints": complaints}
    )


def earned(checklist: Checklist, evidence: Evidence, item: str = "rank") -> object:
    outcome = score(checklist, evidence).outcome(item)
    return (
        outcome.state
        if outcome.earned is None or outcome.state != "scored"
        else outcome.earned.low
    )


def test_each_group_by_itself(checklist: Checklist) -> None:
    units = [
        unit(checklist, "u", "a", 80),
        unit(checklist, "v", "a", 90),
        unit(checklist, "w", "b", 99),
        unit(checklist, "x", "b", 70),
    ]

    assert [earned(checklist, each) for each in among_peers(checklist, units)] == [8, 10, 10, 8]


def test_units_share_what_they_are_compared_with(checklist: Checklist) -> None:
    """A pool of n units holds n values, not n times n - 1."""
    units = [
        unit(checklist, name, group, 80) for name, group in (("u", "a"), ("v", "a"), ("w", "b"))
    ]
    one, other, apart = (each.peers["rank"] for each in among_peers(checklist, units))

    assert isinstance(one, Peers)
    assert isinstance(other, Peers)
    assert isinstance(apart, Peers)
    assert one.pool is other.pool
    assert ([each.unit for each in one], [each.unit for each in other]) == (["v"], ["u"])
    assert len(apart) == 0


def test_the_digest_of_the_evidence_holds_the_other_units(checklist: Checklist) -> None:
    """Of one unit of a pool, in whatever order the pool was read; another value is another digest."""

    def digest(*pool: Evidence) -> str:
        return digest_of_evidence(e for e in among_peers(checklist, pool) if e.unit.id == "u")

    u, v, w = (
        unit(checklist, "u", "a", 80),
        unit(checklist, "v", "a", 90),
        unit(checklist, "w", "a"),
    )

    assert digest(u, v, w) == digest(w, v, u)
    assert digest(u, v, w) != digest(u, unit(checklist, "v", "a", 91), w)
    assert digest(u, v, w) != digest(u, v)
    assert digest(u, v, w) != digest_of_evidence([u])


def test_one_unit_alone_stays_open_until_it_is_put_beside_the_others(checklist: Checklist) -> None:
    outcome = score(checklist, unit(checklist, "u", "a", 80)).outcome("rank")

    assert outcome.state == "missing"
    assert outcome.why is not None
    assert outcome.why.pick("en") == "missing: the other units"


def test_a_unit_without_a_group_is_compared_with_nobody(checklist: Checklist) -> None:
    units = among_peers(
        checklist,
        [
            unit(checklist, "u", "a", 80),
            unit(checklist, "v", "", 90),
            unit(checklist, "w", "a", 70),
        ],
    )

    assert [earned(checklist, each) for each in units] == [10, "missing", 8]


def test_an_unknown_value_opens_the_items_of_the_others(checklist: Checklist) -> None:
    """v may be above or below u: 10 or 8."""
    units = among_peers(checklist, [unit(checklist, "u", "a", 80), unit(checklist, "v", "a")])
    outcome = score(checklist, units[0]).outcome("rank")

    assert outcome.earned is not None
    assert (outcome.state, outcome.earned.low, outcome.earned.high) == ("missing", 8, 10)
    assert outcome.why is not None
    assert outcome.why.pick("zh") == "缺数据：其他单位 v"


def test_a_unit_that_the_item_does_not_apply_to_is_nobodys_peer(checklist: Checklist) -> None:
    import attrs

    out = attrs.evolve(
        unit(checklist, "v", "a", 90),
        not_applicable={"rank": NotApplicable("rank", "没有此项业务", "市司法局")},
    )
    units = among_peers(
        checklist, [unit(checklist, "u", "a", 80), out, unit(checklist, "w", "a", 70)]
    )

    assert [earned(checklist, each) for each in units] == [10, "not_applicable", 8]


def test_inside_an_item_of_several_rules(checklist: Checklist) -> None:
    """12, 10 and 8: the average is 10, 12 is 20% more."""
    units = [unit(checklist, name, "", None, n) for name, n in (("u", 12), ("v", 10), ("w", 8))]

    assert [earned(checklist, each, "mixed") for each in among_peers(checklist, units)] == [
        8,
        10,
        10,
    ]


def test_worked_examples_may_name_other_units(checklist: Checklist) -> None:
    from lawcheck.checklists.worked_examples import run_examples

    assert [result.differences for result in run_examples(checklist)] == [()]


def test_other_units_of_an_example_are_checked(tmp_path: Path) -> None:
    (tmp_path / "wrong.yaml").write_text(
        SHEET.replace("- {unit: {group: b}, facts", "- {unit: {group: b}, fact"), encoding="utf-8"
    )
    with pytest.raises(ChecklistError) as raised:
        Session.start(only=()).load(tmp_path / "wrong.yaml")

    assert "unknown key `fact`; did you mean `facts`?" in str(raised.value)


def test_the_library_compares_the_units_of_a_report(checklist: Checklist) -> None:
    report = lawcheck.make_report(
        checklist, [unit(checklist, "u", "a", 80, 12), unit(checklist, "v", "a", 90, 10)]
    )

    assert [card.outcome("rank").earned.low for card in report.scorecards] == [8, 10]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "peers.yaml").write_text(SHEET, encoding="utf-8")
    (tmp_path / "units.csv").write_text(UNITS, encoding="utf-8")
    return tmp_path


def run_in(folder: Path, *arguments: str) -> "object":
    import os
    import subprocess
    import sys

    return subprocess.run(
        [sys.executable, "-m", "lawcheck", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONUTF8": "1", "LC_ALL": "C.UTF-8", "LAWCHECK_PLUGINS": ""},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_one_unit_of_a_pool_keeps_its_rank(folder: Path) -> None:
    """`--unit` shows one, but it is compared with all that were read."""
    done = run_in(folder, "explain", "peers.yaml", "units.csv", "--unit", "u", "-i", "rank")

    assert "80, rank 2 of 2 units: 8 points" in done.stdout  # type: ignore[attr-defined]


def test_a_card_is_not_right_any_more_when_another_unit_changes(folder: Path) -> None:
    """The card of u says nothing of v, but its rank does."""
    run_in(
        folder,
        "score",
        "peers.yaml",
        "units.csv",
        "--unit",
        "u",
        "--format",
        "json",
        "-o",
        "card.json",
    )
    same = run_in(
        folder, "verify", "card.json", "--checklist", "peers.yaml", "--evidence", "units.csv"
    )
    (folder / "units.csv").write_text(UNITS.replace("v,a,90", "v,a,60"), encoding="utf-8")
    other = run_in(
        folder, "verify", "card.json", "--checklist", "peers.yaml", "--evidence", "units.csv"
    )

    assert (same.returncode, other.returncode) == (0, 6)  # type: ignore[attr-defined]
    assert 'unit u, score: "16.00" in the card, "18.00" computed' in other.stderr  # type: ignore[attr-defined]
