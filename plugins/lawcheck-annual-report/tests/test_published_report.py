"""A published report.

What it says was typed by hand into `examples/maojian-2023/maojian.yaml`.
"""

from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path

import pytest
from lawcheck_annual_report.audit.contradictions import contradictions
from lawcheck_annual_report.facts.proposals import Proposal, proposals
from lawcheck_annual_report.facts.wording import wording_of
from lawcheck_annual_report.figures.annual_report import AnnualReport, read_figures
from lawcheck_annual_report.texts.report_text import read_report_text

import lawcheck

ROOT = Path(__file__).parents[3]
REPORT = ROOT / "tests" / "correctness" / "published" / "data" / "maojian-2023-report.txt"
EXAMPLE = ROOT / "examples" / "maojian-2023" / "maojian.yaml"

FIGURES = [
    ("12", "次", "集体学法"), ("2", "次", "专题法治培训"), ("6", "次", "专题研究法治建设"),
    ("94.2", "%", "一天的占比"), ("835", "项", "政务服务事项"), ("100", "%", "最多跑一次"),
    ("785", "项", "零跑动"), ("17", "件", "清理"), ("14", "件", "保留"), ("3", "件", "失效"),
    ("4", "件", "出台"), ("20", "次", "合法性审查意见"), ("4", "次", "案件评查"),
    ("10", "次", "研讨"), ("14", "次", "公职律师"), ("32", "件", "合同"), ("77", "名", "人员参加"),
    ("3", "次", "执法培训"), ("53", "条", "线索"), ("53", "件", "监督案件"), ("2", "份", "督办函"),
    ("12", "份", "建议书"), ("8", "个", "执法单位"), ("3", "个", "街道"), ("50", "卷", "案卷"),
    ("5", "类", "问题"), ("25", "个", "问题"), ("66", "件", "复议案件"), ("7", "件", "撤回"),
    ("20", "件", "开庭审理"), ("100", "%", "出庭应诉率"), ("116", "个", "调解委员会"),
    ("38", "个", "行业性"), ("2228", "件", "调解总数"), ("2224", "件", "成功"),
    ("99.82", "%", "成功率"), ("160", "场次", "活动"), ("50000", "人次", "受教育群众"),
    ("6", "次", "研究部署法治"), ("12", "次", "会前学法"),
]  # fmt: skip
"""Value, unit and words of figures, as a person reads them."""


@pytest.fixture(scope="module")
def session() -> lawcheck.Session:
    return lawcheck.Session.start(only=())


@pytest.fixture(scope="module")
def report() -> AnnualReport:
    return read_figures(read_report_text(REPORT))


@pytest.fixture(scope="module")
def proposed(session: lawcheck.Session, report: AnnualReport) -> Mapping[str, Proposal]:
    checklist = session.load("district-annual")
    found = proposals(report, checklist, wording_of(checklist))
    return {each.fact: each for each in found}


def test_the_figures(report: AnnualReport) -> None:
    found = [
        (each.figure.value, each.figure.unit, f"{each.before} {each.after}")
        for each in report.figures
    ]
    missed = [
        (value, unit, words)
        for value, unit, words in FIGURES
        if not any(
            (value_, unit_) == (Fraction(value), unit) and words in said
            for value_, unit_, said in found
        )
    ]

    assert missed == []
    assert {each.time.name for each in report.figures} == {"YEAR"}


def test_what_is_no_figure(report: AnnualReport) -> None:
    """Slogans and telephone numbers: 173045, 365, 24, 235, 1131, 12309."""
    slogans = {Fraction(each) for each in (173045, 365, 24, 235, 1131, 12309)}

    assert [each for each in report.figures if each.figure.value in slogans] == []


def test_it_does_not_contradict_itself(
    report: AnnualReport, proposed: Mapping[str, Proposal]
) -> None:
    """17 = 14 + 3, 2224 of 2228 is 99.82%, and both mentions of the study sessions say 12."""
    assert contradictions(report) == ()
    assert [each.value for each in proposed["study_sessions"].sure] == [12, 12]


def test_the_facts_are_those_that_were_typed(
    session: lawcheck.Session, proposed: Mapping[str, Proposal]
) -> None:
    """Five of 96 are not proposed: three counts that no number says, and two noes."""
    checklist = session.load("district-annual")
    (unit,) = session.read(checklist, [EXAMPLE]).evidence
    taken = {name: each.taken.value for name, each in proposed.items() if each.taken}
    typed = {name: fact.value for name, fact in unit.facts.items()}

    assert {name: value for name, value in taken.items() if typed.get(name) != value} == {}
    assert sorted(typed.keys() - taken.keys()) == [
        "culture_sites", "normative_all_steps", "onsite_inspections", "other_matters",
        "part_other",
    ]  # fmt: skip
