"""Sheets that mix types, peers, records, vetoes, `once` and nested means say what scorecards say."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.tables import test_each_type
from tests.tables.test_equal import above, check

from lawcheck.model.evidence import NEVER, Evidence, Fact, NotApplicable, Record, Unit
from lawcheck.scoring.peers import among_peers
from lawcheck.session import Session

HEAD = (
    test_each_type.HEAD
    + """\
calendars:
  work: {from: 2023-01-01, to: 2023-12-31, weekend: [saturday, sunday], holidays: [2023-10-02]}
registers:
  docs:
    label: 文件
    columns:
      no: {kind: text, optional: true}
      level: {kind: text, choices: [国家级, 市级]}
      on: date
      filed: {kind: date, may_be_never: true, any_date: true}
      bad: yes_no
      marks: {kind: amount, optional: true}
      wrong: count
"""
)
FACTS = {
    name: rule for name, rule in test_each_type.RULES.items() if name not in ("bonus", "low")
} | {
    "working_days": "type: deadline, done: done, after: start, days: 2, calendar: work, never: 5, "
    "late: {points: 0.1, per: 1, partial: started}",
    "rank": "type: rank_points, value: amount, better: higher, within: all, places: [5, 4, 3], "
    "otherwise: 1, ties: mean, alone: not_applicable",
    "average": "type: peer_average, value: amount, better: lower, within: all, average_of: all, "
    "measured: difference, deduct: {points: 1, per: 10, partial: whole}",
}
RECORDS = {
    "count_of": "type: count_target, value: {count: docs, where: {bad: false}}, target: 2, "
    "deduct: {points: 1.5, per: 1}",
    "middle": "type: bands, value: {median: docs, of: marks}, "
    "bands: [{from: 90, points: 5}, {from: 60, points: 2}], otherwise: 0",
    "weighed": "type: bands, value: {weighted_mean: docs, of: marks, weight: wrong}, "
    "bands: [{from: 90, points: 5}, {from: 60, points: 2}], otherwise: 0",
    "filing": "type: deadline, records: {register: docs, done: filed, after: on}, days: 2, "
    "calendar: work, late: {points: 0.3, per: 1, at_most: 2}, never: 3",
    "faults": "type: incidents, menu: [{title: 错, count: {count: docs, where: {bad: true}}, "
    "deduct: 1, multiply: [{where: {level: 国家级}, by: 0.3}]}]",
    "sharing": "type: incidents, menu: [{title: 坏, count: {count: docs, where: {bad: true}}, "
    "deduct: 0.5}]",
}
ONCE = {"faults", "sharing"}
VETOES = {
    "of_facts": "when: {sure: true}",
    "of_counts": "records: {count: docs, where: {bad: true, level: 国家级}}",
    "of_days": "records: {count: docs, where: {filed: {within: 1, of: on, calendar: work}}}",
}
EFFECTS = ["total: 0", "score: none", "grade_at_most: 不合格", "zero: [{item}]"]


@st.composite
def sheets(draw):
    """Two sections of a weighted mean, of which the second is a weighted mean, too."""
    some = draw(st.lists(st.sampled_from(sorted(FACTS)), min_size=1, max_size=4, unique=True))
    others = draw(st.lists(st.sampled_from(sorted(RECORDS)), min_size=1, max_size=4, unique=True))
    text = HEAD.replace("AT", draw(st.sampled_from(["item", "total"])))
    text = text.replace("method: points, out_of: TOTAL", "method: weighted_mean, out_of: 10")
    text += "sections:\n"
    for number, names in enumerate((some, others), 1):
        method = "points" if number == 1 else "weighted_mean"
        text += f"  - id: s{number}\n    title: 第{number}\n    weight: {number}\n"
        text += f"    scoring: {{method: {method}, out_of: {5 * len(names)}}}\n    indicators:\n"
        for name in names:
            # a sheet that adds up gives points, a mean weights
            weight = "" if number == 1 else f"weight: {draw(st.integers(1, 3))}, "
            rule = (FACTS | RECORDS)[name]
            text += f"      - {{id: {name}, title: {name}, points: 5, {weight}{rule}}}\n"
    if set(others) >= ONCE and draw(st.booleans()):
        text += "once: [[faults, sharing]]\n"
    vetoes = draw(st.lists(st.sampled_from(sorted(VETOES)), max_size=2, unique=True))
    if vetoes:
        text += "vetoes:\n"
    for name in vetoes:
        effect = draw(st.sampled_from(EFFECTS)).replace("{item}", some[0])
        text += f"  - {{id: {name}, title: {name}, effect: {{{effect}}}, {VETOES[name]}, "
        text += f"if_missing: {draw(st.sampled_from(['open', 'not_applied']))}, "
        text += "basis: [{law: 某法}]}\n"
    return _with_facts(text), [*some, *others]


def _with_facts(text):
    """The same without the facts that nothing reads, which a checklist may not declare."""
    lines = text.splitlines(keepends=True)
    start = lines.index("facts:\n")
    rules = "".join(lines[lines.index("sections:\n") :])
    # `done` is a key, too
    read = set(re.findall(r"\w+", rules.replace("done: filed", "")))
    names = {*VALUES, "part", "cases", "part2", "cases2"}
    return "".join(
        line
        for place, line in enumerate(lines)
        if place < start or (name := line.split(":")[0].strip()) not in names or name in read
    )


DAYS = st.sampled_from(
    [date(2023, 9, 28), date(2023, 9, 29), date(2023, 10, 3), date(2023, 10, 9)]
)
AMOUNTS = st.sampled_from(
    [Fraction(each) for each in ("0", "60", "100", "100.01", "300", "33.33")]
)
COUNTS = st.integers(0, 20).map(Fraction)
VALUES = {
    "share": st.sampled_from([Fraction(each) for each in ("0.6", "0.7", "0.85", "0.95", "0.949")]),
    "amount": AMOUNTS,
    "before": AMOUNTS,
    "sure": st.booleans(),
    "other": st.booleans(),
    "kind": st.sampled_from("甲乙丙"),
    "done": DAYS | st.just(NEVER),
    "start": DAYS,
}
CELLS = {
    "level": st.sampled_from(["国家级", "市级"]),
    "on": DAYS,
    "filed": DAYS | st.just(NEVER),
    "bad": st.booleans(),
    "marks": st.sampled_from([Fraction(60), Fraction(90), Fraction(89)]),
    "wrong": st.integers(0, 2).map(Fraction),
}


@st.composite
def worlds(draw):
    text, names = draw(sheets())
    units = []
    for number in range(draw(st.integers(1, 4))):
        # one in eight is blank
        given = {name: draw(each) for name, each in VALUES.items() if draw(st.integers(0, 7))}
        for part, whole in (("part", "cases"), ("part2", "cases2")):
            given[whole] = draw(COUNTS)
            given[part] = min(draw(COUNTS), given[whole])
        records = [
            {name: draw(each) for name, each in CELLS.items() if draw(st.integers(0, 15))}
            | {"no": str(place)}
            for place in range(draw(st.integers(0, 3)))
        ]
        left_out = draw(st.lists(st.sampled_from(names), max_size=1))
        units.append(
            Evidence(
                Unit(f"u{number}"),
                {name: Fact(name, value) for name, value in given.items()},
                {"docs": tuple(Record("docs", n, each) for n, each in enumerate(records, 1))},
                not_applicable={
                    name: NotApplicable(name, "不涉及", "甲", date(2023, 12, 1))
                    for name in left_out
                },
            )
        )
    return text, units


@pytest.mark.parametrize("many", [20_000, 0], ids=["by rule", "by formula"])
@given(world=worlds())
def test_all_types_together(tmp_path_factory, many, world):
    text, units = world
    path = tmp_path_factory.getbasetemp() / "together.yaml"
    path.write_text(text, "utf-8")
    checklist = Session.start(only=()).load(path)
    ranking = attrs.evolve(checklist.ranking, within="all")
    checklist = attrs.evolve(checklist, ranking=ranking)
    with above(many):
        check(checklist, list(among_peers(checklist, units)))
