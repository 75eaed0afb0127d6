"""A way to the next grade is found wherever trying everything finds one, and every way leads there."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from itertools import product
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import lawcheck
from lawcheck.analysis import gain_search
from lawcheck.analysis.gain import gains_of
from lawcheck.analysis.rescoring import Rescorer
from lawcheck.model.checklist import Checklist
from lawcheck.model.evidence import Evidence
from lawcheck.reports.formats.text import TextCard
from lawcheck.reports.gain import GainAnalysis
from lawcheck.session import Session

HEAD = """\
lawcheck: 1
id: small
version: "1"
title: 小表
period: {from: 2023-01-01, to: 2023-12-31}
scoring: {method: points, out_of: OUT_OF}
rounding: {places: 2, mode: half_up, at: total}
grade_on: exact
grades: [{name: 优, from: CUT}, {name: 差, from: 0}]
not_applicable: {policy: redistribute, at_most: 100%}
facts:
  a: {kind: yes_no, can_be_put_right: true}
  b: {kind: yes_no, can_be_put_right: true}
  m: {kind: count, can_be_put_right: true}
  n: {kind: count, can_be_put_right: true}
sections:
"""
READS_ALL = """\
  - id: shown
    title: 参考
    indicators:
      - {id: za, title: 子, points: 1, advisory: true, type: yes_no, value: a}
      - {id: zb, title: 丑, points: 1, advisory: true, type: yes_no, value: b}
      - {id: zm, title: 寅, points: 1, advisory: true, type: count_target, value: m, target: 1, deduct: {points: 1, per: 1}}
      - {id: zn, title: 卯, points: 1, advisory: true, type: count_target, value: n, target: 1, deduct: {points: 1, per: 1}}"""
MOST = 4
"""The highest count that is tried."""
ITEMS = (
    "{{id: {id}, title: 甲, points: {points}, type: yes_no, value: {yes}}}",
    "{{id: {id}, title: 乙, points: {points}, type: count_target, value: {number}, target: {target}, deduct: {{points: 2, per: {per}, partial: {partial}}}}}",
    "{{id: {id}, title: 丙, points: {points}, type: bands, value: {number}, bands: [{{from: {target}, points: {points}}}], otherwise: 0}}",
    "{{id: {id}, title: 丁, points: {points}, type: incidents, menu: [{{title: 问题, count: {number}, deduct: {per}}}]}}",
    "{{id: {id}, title: 戊, points: {points}, type: all_of, items: [{{title: 一, value: a}}, {{title: 二, value: b}}], each_missing: {points}}}",
    "{{id: {id}, title: 己, points: {points}, type: yes_no, value: {yes}, not_applicable: {{when: {{{other}: true}}}}}}",
)
ITEM = st.builds(
    lambda form, **values: (form, values),
    st.sampled_from(ITEMS),
    points=st.integers(1, 6),
    yes=st.sampled_from("ab"),
    other=st.sampled_from("ab"),
    number=st.sampled_from("mn"),
    target=st.integers(1, MOST),
    per=st.integers(1, 3),
    partial=st.sampled_from(["whole", "started", "proportional"]),
)


@st.composite
def small_checklists(draw: st.DrawFn) -> str:
    """One or two sections of one to three items, which read the same four facts."""
    sections, out_of, names = [], 0, iter("pqrstuvw")
    for number in range(draw(st.integers(1, 2))):
        items = draw(st.lists(ITEM, min_size=1, max_size=3))
        points = sum(values["points"] for _, values in items)
        out_of += points
        lines = [f"      - {form.format(id=next(names), **values)}" for form, values in items]
        sections.append("\n".join([f"  - id: s{number}\n    title: 部\n    indicators:", *lines]))
    cut = draw(st.integers(1, 4)) * Fraction(out_of, 4)
    head = HEAD.replace("OUT_OF", str(out_of)).replace("CUT", str(float(cut)))
    return head + "\n".join([*sections, READS_ALL]) + "\n"


FACTS = st.fixed_dictionaries(
    {"a": st.booleans(), "b": st.booleans(), "m": st.integers(0, MOST), "n": st.integers(0, MOST)}
)


def everywhere(checklist: Checklist) -> Iterator[Evidence]:
    for a, b, m, n in product((True, False), (True, False), range(MOST + 1), range(MOST + 1)):
        yield lawcheck.build_evidence(checklist, "u", {"a": a, "b": b, "m": m, "n": n})


def is_good(card: lawcheck.Scorecard) -> bool:
    return card.grade is not None and card.grade.zh == "优"


@settings(max_examples=40)
@given(small_checklists(), FACTS)
def test_a_way_is_found_where_there_is_one(
    tmp_path_factory: pytest.TempPathFactory, text: str, facts: dict[str, Any]
) -> None:
    path = tmp_path_factory.mktemp("way") / "c.yaml"
    path.write_text(text, "utf-8")
    checklist = Session.start(only=()).load(path)
    start = lawcheck.build_evidence(checklist, "u", facts)
    gains = gains_of(checklist, start, date(2023, 6, 1))
    if gains.grade is None:
        assert gains.card.score is None or is_good(gains.card)
        return
    there_is = any(is_good(lawcheck.score(checklist, each)) for each in everywhere(checklist))

    assert gains.way or not there_is
    assert not gains.has_stopped or not there_is
    if gains.way:
        assert sum((ask.points for ask in gains.way), Fraction(0)) >= gains.missing


@settings(max_examples=40)
@given(small_checklists(), FACTS, st.lists(FACTS, min_size=1, max_size=4))
def test_scored_again_is_scored_anew(
    tmp_path_factory: pytest.TempPathFactory,
    text: str,
    facts: dict[str, Any],
    later: list[dict[str, Any]],
) -> None:
    """Whatever is changed in whatever order, nothing of an earlier scorecard stays."""
    path = tmp_path_factory.mktemp("again") / "c.yaml"
    path.write_text(text, "utf-8")
    checklist = Session.start(only=()).load(path)
    start = lawcheck.build_evidence(checklist, "u", facts)
    rescorer = Rescorer(checklist)
    for some in (facts, *later, facts):
        other = lawcheck.build_evidence(checklist, "u", some).facts
        changed = {
            name: fact if fact.value == other[name].value else other[name]
            for name, fact in start.facts.items()
        }
        evidence = attrs.evolve(start, facts=changed)
        assert rescorer.card(evidence) == lawcheck.score(checklist, evidence)


def test_a_search_that_ends_at_its_limit_says_so(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both answers together bring the points; there is no room to try the second."""
    path = tmp_path_factory.mktemp("limit") / "c.yaml"
    item = ITEMS[4].format(id="p", points=4)
    head = HEAD.replace("OUT_OF", "4").replace("CUT", "4")
    path.write_text(
        f"{head}  - id: s\n    title: 部\n    indicators:\n      - {item}\n{READS_ALL}\n", "utf-8"
    )
    checklist = Session.start(only=()).load(path)
    start = lawcheck.build_evidence(checklist, "u", {"a": False, "b": False, "m": 0, "n": 0})
    gains = gains_of(checklist, start, date(2023, 6, 1))
    assert [(ask.what.pick("en"), ask.points) for ask in gains.way] == [
        ("a: make it yes", 0),
        ("b: make it yes", 4),
    ]
    assert not gains.has_stopped

    monkeypatch.setattr(gain_search, "MOST_TRIED", 1)
    stopped = gains_of(checklist, start, date(2023, 6, 1))
    assert (stopped.way, stopped.has_stopped) == ((), True)
    page = GainAnalysis((stopped,))
    assert "stopped at its limit" in TextCard().write_analysis(page, "en", 200)
    assert "试到上限而停止" in TextCard().write_analysis(page, "zh", 200)
