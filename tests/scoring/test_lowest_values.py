"""Facts of which only a lowest value is known (160余场): they count where no more is asked for."""

from fractions import Fraction
from pathlib import Path

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lawcheck.documents.digest import digest_of_evidence
from lawcheck.evidence.from_program import build_evidence
from lawcheck.model.checklist import Checklist
from lawcheck.model.errors import EvidenceError
from lawcheck.model.evidence import Evidence
from lawcheck.model.outcomes import Outcome
from lawcheck.scoring import score
from lawcheck.session import Session

SHEET = """\
lawcheck: 1
id: demo
version: "1"
title: 示例
period: {from: 2023-01-01, to: 2023-12-31}
scoring: {method: points, out_of: 100}
rounding: {places: 2, mode: half_up, at: total}
grade_on: rounded
grades: [{name: {zh: 优秀, en: good}, from: 80}, {name: {zh: 合格, en: pass}, from: -1000}]
not_applicable: {policy: redistribute, at_most: 100%}
facts:
  n: {kind: count, label: {zh: 次数, en: events}}
  share: {kind: rate, written_as: percent, label: {zh: 应诉率, en: appearance}}
  few: {kind: count}
  spare: {kind: count, not_applicable_if_blank: {zh: 没有, en: there are none}}
  held: yes_no
indicators:
  - {id: target, title: {zh: 目标, en: Target}, points: 20, type: count_target, value: n, target: 100,
     deduct: {points: 0.1, per: 1}}
  - {id: rate, title: {zh: 率, en: Rate}, points: 20, type: rate, value: share, target: 95%,
     deduct: {points: 1, per: 1%, partial: started}}
  - {id: low_rate, title: {zh: 低, en: Low rate}, points: 10, type: rate, value: share, target: 10%, better: lower,
     deduct: {points: 1, per: 1%, partial: started}}
  - {id: bands, title: {zh: 档, en: Bands}, points: 20, type: bands, value: n, otherwise: 0,
     bands: [{from: 150, points: 20}, {from: 50, points: 10}]}
  - {id: scale, title: {zh: 比例, en: Scale}, points: 10, type: scale, value: n, zero_at: 0, full_at: 100}
  - {id: tiers, title: {zh: 情形, en: Tiers}, points: 15, type: tiers, otherwise: 0,
     tiers: [{title: {zh: 多, en: many}, when: {n: {at_least: 120}}, points: 15},
             {title: {zh: 少, en: few}, when: {n: {less_than: 100}}, points: 5},
             {title: {zh: 有, en: held}, when: {held: true}, points: 10}]}
  - {id: spare, title: {zh: 多余, en: Spare}, points: 5, type: count_target, value: spare, target: 10,
     deduct: {points: 1, per: 1}}
vetoes:
  - {id: none, title: {zh: 太少, en: too few}, when: {few: {at_most: 3}}, effect: {total: 0}, if_missing: open,
     basis: [{kind: local}]}
  - {id: many, title: {zh: 多余, en: spare}, when: {spare: {more_than: 5}}, effect: {grade_at_most: {zh: 合格, en: pass}},
     if_missing: open, basis: [{kind: local}]}
  - {id: rarely, title: {zh: 太低, en: rarely}, when: {share: {less_than: 60%, not_in: [12.5%, 25%]}}, effect: {total: 0},
     if_missing: open, basis: [{kind: local}]}
"""


@pytest.fixture(scope="module")
def sheet(tmp_path_factory: pytest.TempPathFactory) -> Checklist:
    file = tmp_path_factory.mktemp("sheet") / "demo.yaml"
    file.write_text(SHEET, "utf-8")
    return Session.start(only=()).load(file)


def outcome(sheet: Checklist, item: str, **at_least: str) -> Outcome:
    return score(sheet, build_evidence(sheet, "a", at_least=at_least)).outcome(item)


@pytest.mark.parametrize(
    ("item", "fact", "lowest", "earned"),
    [
        ("target", "n", "160", "20"),
        ("target", "n", "100", "20"),
        ("target", "n", "99", None),
        ("rate", "share", "0.95", "20"),
        ("rate", "share", "0.949", None),
        ("low_rate", "share", "0.05", None),
        ("bands", "n", "150", "20"),
        ("bands", "n", "149", None),
        ("bands", "n", "60", None),
        ("scale", "n", "200", None),
        ("tiers", "n", "120", "15"),
        ("spare", "spare", "10", "5"),
        ("spare", "spare", "9", None),
    ],
)
def test_a_lowest_value_counts_where_it_is_enough(
    sheet: Checklist, item: str, fact: str, lowest: str, earned: str | None
) -> None:
    found = outcome(sheet, item, **{fact: lowest})

    assert found.state == ("missing" if earned is None else "scored")
    assert found.earned is not None
    if earned is not None:
        assert str(found.earned.low) == str(found.earned.high) == earned


def test_it_is_told_what_is_known(sheet: Checklist) -> None:
    enough, short = outcome(sheet, "target", n="160"), outcome(sheet, "target", n="99")

    assert enough.notes[0].pick("en") == (
        "of events (n) the evidence says only that it is at least 160, which is enough"
    )
    assert enough.notes[0].pick("zh") == "“次数 n”材料只说不少于160，足以评分"
    assert short.why is not None
    assert short.why.pick("en") == (
        "missing: events (n); of events it is only known that it is at least 99"
    )
    assert short.why.pick("zh") == "缺数据：次数 n；“次数”只知道不少于99"


def test_a_rate_is_told_as_a_percentage(sheet: Checklist) -> None:
    enough, short = outcome(sheet, "rate", share="0.955"), outcome(sheet, "rate", share="0.9")

    assert enough.notes[0].pick("en") == (
        "of appearance (share) the evidence says only that it is at least 95.5%, which is enough"
    )
    assert short.why is not None
    assert short.why.pick("zh") == "缺数据：应诉率 share；“应诉率”只知道不少于90%"


def test_conditions_tell_rates_as_percentages(sheet: Checklist) -> None:
    (veto,) = (each for each in sheet.vetoes if each.id == "rarely")
    open_ = score(sheet, build_evidence(sheet, "a", at_least={"share": "0.2"})).vetoes[-1]

    assert veto.when is not None
    assert veto.when.title.pick("zh") == "应诉率<60%、应诉率∉12.5%、25%"
    assert open_.why is not None
    assert open_.why.pick("en") == (
        "missing: appearance (share); of appearance it is only known that it is at least 20%"
    )


@pytest.mark.parametrize(
    ("lowest", "held", "earned"),
    [("100", True, None), ("120", None, "15"), ("99", True, None)],
)
def test_conditions_that_higher_values_do_not_change(
    sheet: Checklist, lowest: str, held: bool | None, earned: str | None
) -> None:
    """At least 100 is not less than 100, but may be 120 or more, so the first tier is open."""
    evidence = build_evidence(sheet, "a", facts={"held": held}, at_least={"n": lowest})
    found = score(sheet, evidence).outcome("tiers")

    assert (found.state == "scored") is (earned is not None)
    assert earned is None or (found.earned is not None and str(found.earned.low) == earned)


@pytest.mark.parametrize(
    ("fact", "lowest", "state"),
    [
        ("few", "4", "not_applied"),
        ("few", "3", "open"),
        ("spare", "6", "applied"),
        ("spare", "5", "open"),
    ],
)
def test_vetoes(sheet: Checklist, fact: str, lowest: str, state: str) -> None:
    card = score(sheet, build_evidence(sheet, "a", at_least={fact: lowest}))
    states = {each.id: each.state for each in card.vetoes}

    assert states["many" if fact == "spare" else "none"] == state


def test_a_lowest_value_is_no_blank(sheet: Checklist) -> None:
    """A blank of this fact means that the item does not apply."""
    assert outcome(sheet, "spare").state == "not_applicable"
    assert outcome(sheet, "spare", spare="9").state == "missing"


def test_files_say_so(sheet: Checklist, tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text(
        "lawcheck-evidence: 1\nreviewed: 否\nunit: {id: a}\n"
        "facts:\n  n: {at_least: 160, source: {quote: 160余场}}\n",
        "utf-8",
    )
    (evidence,) = Session.start(only=()).read(sheet, [file]).evidence

    assert "n" not in evidence.facts
    assert evidence.at_least["n"].value == 160
    assert evidence.at_least["n"].source.quote == "160余场"
    assert evidence.unreviewed
    card = score(sheet, evidence)
    assert [flag.kind for flag in card.flags] == ["unreviewed"]


def test_a_folder_says_so(sheet: Checklist, tmp_path: Path) -> None:
    """A file of a unit whose facts nobody checked marks the unit, whatever lies beside it."""
    (tmp_path / "unit.yaml").write_text(
        "lawcheck-evidence: 1\nreviewed: no\nunit: {id: a}\n", "utf-8"
    )
    (tmp_path / "facts.csv").write_text("n,held\n170,yes\n", "utf-8")
    (evidence,) = Session.start(only=()).read(sheet, [tmp_path]).evidence

    assert evidence.facts["n"].value == 170
    assert evidence.unreviewed


def test_one_of_two_units_is_marked(sheet: Checklist, tmp_path: Path) -> None:
    for name, line in (("a", "reviewed: no\n"), ("b", "reviewed: yes\n"), ("c", "")):
        (tmp_path / f"{name}.yaml").write_text(
            f"lawcheck-evidence: 1\n{line}unit: {{id: {name}}}\nfacts: {{n: 170}}\n", "utf-8"
        )
    files = [tmp_path / f"{name}.yaml" for name in "abc"]
    found = Session.start(only=()).read(sheet, files).evidence

    assert [(each.unit.id, each.unreviewed) for each in found] == [
        ("a", True),
        ("b", False),
        ("c", False),
    ]


def test_a_mark_changes_the_digest(sheet: Checklist) -> None:
    """So does the sign: at least 160 is another thing than 160."""
    exact = build_evidence(sheet, "a", facts={"n": 160})
    lowest = build_evidence(sheet, "a", at_least={"n": 160})
    marked = attrs.evolve(exact, unreviewed=True)

    assert len({digest_of_evidence([each]) for each in (exact, lowest, marked)}) == 3


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (
            "unit: {id: a}\nfacts: {n: {at_least: 160, value: 170}}\n",
            "2:12: write either `value` (exactly) or `at_least` (this or more)",
        ),
        (
            "unit: {id: a}\nfacts: {held: {at_least: yes}}\n",
            "2:26: held is no number, so it cannot be at least something",
        ),
        (
            "unit: {id: a}\nreviewed: perhaps\n",
            "2:11: `reviewed` must be yes or no: whether somebody has checked the evidence",
        ),
        (
            "unit: {id: a}\nfacts: {n: {at_least: 160余}}\n",
            "2:23: ",
        ),
    ],
)
def test_wrong_files(sheet: Checklist, tmp_path: Path, lines: str, said: str) -> None:
    file = tmp_path / "a.yaml"
    file.write_text(f"{lines}lawcheck-evidence: 1\n", "utf-8")
    with pytest.raises(EvidenceError) as caught:
        Session.start(only=()).read(sheet, [file])

    (problem,) = caught.value.problems
    assert f"{problem.place}: {problem.what.pick('en')}".startswith(f"{file}:{said}")


@pytest.mark.parametrize(
    ("facts", "at_least", "said"),
    [
        ({"n": 170}, {"n": 160}, "n is in both `facts` and `at_least`; give it in one"),
        ({}, {"held": True}, "held is no number, so it cannot be at least something"),
        ({}, {"m": 1}, "the checklist has no fact m"),
    ],
)
def test_wrong_values_of_programs(
    sheet: Checklist, facts: dict[str, int], at_least: dict[str, int], said: str
) -> None:
    with pytest.raises(EvidenceError) as caught:
        build_evidence(sheet, "a", facts=facts, at_least=at_least)

    (problem,) = caught.value.problems
    assert said in problem.what.pick("en")


SESSION = Session.start(only=())
CASES = tuple(
    (checklist, evidence)
    for name, files in (
        ("district-annual", ["examples/maojian-2023/maojian.yaml"]),
        ("municipal-annual", ["examples/municipal-2024"]),
    )
    for checklist in [SESSION.load(name)]
    for evidence in SESSION.read(
        checklist, [Path(__file__).parents[2] / each for each in files]
    ).evidence
)


@settings(deadline=None)
@given(st.data())
def test_the_true_score_is_within_the_ends(data: st.DataObject) -> None:
    """Whatever more a fact is than the evidence says, the scorecard has allowed for it.

    Half of the lowest values are the true ones, at which every cut of the sheet is met.
    """
    checklist, evidence = data.draw(st.sampled_from(CASES))
    numbers = [name for name, fact in evidence.facts.items() if isinstance(fact.value, Fraction)]
    chosen = data.draw(st.lists(st.sampled_from(numbers), min_size=1, max_size=8, unique=True))
    known = score(checklist, evidence)
    shown = score(checklist, _lowest_of(data, evidence, chosen))

    for outcome in known.outcomes():
        seen = shown.outcome(outcome.id)
        if outcome.earned is not None and seen.earned is not None:
            assert seen.earned.low <= outcome.earned.low <= outcome.earned.high <= seen.earned.high
    if known.exact is not None and shown.exact is not None:
        assert shown.exact.low <= known.exact.low <= known.exact.high <= shown.exact.high


def _lowest_of(data: st.DataObject, evidence: Evidence, names: list[str]) -> Evidence:
    facts, lowest = dict(evidence.facts), {}
    for name in names:
        fact = facts.pop(name)
        assert isinstance(fact.value, Fraction)
        share = data.draw(
            st.sampled_from((Fraction(1), Fraction(1), Fraction(9, 10), Fraction(0)))
        )
        lowest[name] = attrs.evolve(fact, value=fact.value * share, at_least=True)
    return attrs.evolve(evidence, facts=facts, at_least=lowest)
