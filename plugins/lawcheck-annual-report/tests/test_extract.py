"""`lawcheck extract`: facts with their words, what is left to decide, and the evidence file."""

import re
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from lawcheck_annual_report.extract.command import command
from lawcheck_annual_report.facts.proposals import Proposal, proposals
from lawcheck_annual_report.facts.wording import read_wording, wording_of
from lawcheck_annual_report.figures.annual_report import read_figures
from lawcheck_annual_report.figures.figures import figures_in
from lawcheck_annual_report.texts.report_text import ReportText, read_report_text

import lawcheck
from lawcheck.cli import Say
from lawcheck.plugin import Checklist, EvidenceError, Language

Run = Callable[..., Result]
REPORT = Path(__file__).with_name("qingshi-2023.txt")

CHECKLIST = """\
lawcheck: 1
id: small
version: "1"
title: 区（虚构）
period: {from: 2023-01-01, to: 2023-12-31}
scoring: {method: points, out_of: 10}
rounding: {places: 2, mode: half_up, at: total}
grade_on: rounded
grades: [{name: 合格, from: 6}, {name: 不合格, from: 0, below: 6}]
not_applicable: {policy: redistribute, at_most: 100%}
facts:
  study: {kind: count, label: {zh: 学法次数, en: study sessions}}
  rate: {kind: rate, written_as: percent, label: {zh: 应诉率, en: rate of appearance}}
  plan: {kind: yes_no, label: {zh: 列入计划, en: in the plan}}
  closed: {kind: date, label: {zh: 日期, en: day}}
indicators:
  - {id: study, title: 学法, points: 4, type: count_target, value: study, target: 12,
     deduct: {points: 1, per: 1}, basis: [{law: 某办法（虚构）, kind: local}]}
  - {id: rate, title: 应诉, points: 4, type: rate, value: rate, target: 100%,
     deduct: {points: 1, per: 1%, partial: whole}, basis: [{law: 某办法（虚构）, kind: local}]}
  - {id: plan, title: 计划, points: 1, type: yes_no, value: plan,
     basis: [{law: 某办法（虚构）, kind: local}]}
  - {id: day, title: 日期, points: 1, type: deadline, done: closed, due: 2023-12-31,
     late: {points: 1}, never: 1, basis: [{law: 某办法（虚构）, kind: local}]}
"""
WORDING = """\
fact,label,sentence,unit,without,part
study,学法,,次,培训,
rate,应诉率,,%,,
plan,列入+学习计划,,,,
"""


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs `lawcheck extract` inside this process, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LAWCHECK_PLUGINS", "")

    def ran(*arguments: object, language: Language = "en") -> Result:
        return CliRunner().invoke(command(Say(language)), list(map(str, arguments)))

    return ran


@pytest.fixture(scope="module")
def session() -> lawcheck.Session:
    return lawcheck.Session.start(only=())


@pytest.fixture
def small(tmp_path: Path) -> Path:
    (tmp_path / "small.yaml").write_text(CHECKLIST, "utf-8")
    (tmp_path / "small.wording.csv").write_text(WORDING, "utf-8")
    return tmp_path / "small.yaml"


def proposed(session: lawcheck.Session, checklist: str | Path, text: str) -> list[Proposal]:
    loaded: Checklist = session.load(checklist)
    report = read_figures(ReportText("a.txt", text))
    return list(proposals(report, loaded, wording_of(loaded)))


def test_an_invented_report_of_a_district(session: lawcheck.Session) -> None:
    """Every value that is proposed was read by hand from the text; six are left to be decided."""
    found = proposed(session, "district-annual", read_report_text(REPORT).text)
    taken = {each.fact: each.taken.value for each in found if each.taken}

    assert {name: value for name, value in taken.items() if value is not True} == {
        "leader_training": 3, "head_led_meetings": 4, "hall_items": 1207, "hall_departments": 41,
        "one_visit_share": Fraction(996, 1000), "zero_visit_items": 962,
        "cross_province_items": 158, "cross_city_items": 312, "enterprise_lectures": 26,
        "enterprises_visited": 57, "normative_made": 6, "normative_cleaned": 40,
        "normative_kept": 31, "legality_opinions": 88, "adviser_discussions": 19,
        "lawyer_hearings": 9, "contracts_reviewed": 145, "enforcement_training": 6,
        "supervision_leads": 37, "supervision_letters": 5, "supervision_proposals": 8,
        "review_units": 12, "review_streets": 4, "files_reviewed": 120, "file_problem_kinds": 9,
        "file_problems_found": 64, "file_problems_fixed": 61, "reconsideration_settled": 21,
        "reconsideration_upheld": 60, "reconsideration_corrected": 13, "hearings_held": 35,
        "head_appearance": Fraction(971, 1000), "judicial_offices": 10,
        "mediation_committees": 184, "mediation_committees_trade": 27, "mediation_cases": 3605,
        "mediation_settled": 3569, "culture_sites": 23,
    }  # fmt: skip
    assert [name for name, value in taken.items() if value is True] == [
        "leader_law_test", "duty_list", "in_annual_goals", "in_party_inspections",
        "publicity_team", "part_measures", "part_shortcomings", "part_first_person", "part_plan",
    ]  # fmt: skip
    assert {
        each.fact: [
            (str(one.value), one.why_not and one.why_not.pick("en")) for one in each.mentions
        ]
        for each in found
        if each.taken is None
    } == {
        "study_sessions": [("11", None), ("12", None)],
        "normative_void": [("5", None), ("3", None)],
        "publicity_events": [
            ("100", "almost and at least at once"),
            ("60", "this is a plan"),
        ],
        "publicity_people": [("85000", "about")],
    }
    assert [each.fact for each in found if each.taken and each.taken.at_least] == []


def test_quotes_stand_in_the_text(session: lawcheck.Session) -> None:
    text = read_report_text(REPORT).text
    for each in proposed(session, "district-annual", text):
        for one in each.mentions:
            assert text.startswith(one.quote, one.start)


@pytest.mark.parametrize(
    ("text", "value", "why"),
    [
        ("开展学法12次", "12", None),
        ("12次学法活动", "12", None),
        ("学法12次，全年学法12次", "12", None),
        ("学法十二次", "12", None),
        ("学法10余次", "10", "at least"),
        ("学法10余次，学法10多次", "10", "at least"),
        ("学法10余次，学法12次", "12", "at least"),
        ("学法13余次，学法12次", None, "at least"),
        ("学法10余次，学法20余次", None, "at least"),
        ("学法近10次", None, "almost"),
        ("计划开展学法10余次", None, "this is a plan"),
        ("上年学法9次", None, "another year: 上年"),
        ("1月至6月学法5次", None, "a part of the year: 1月至6月"),
        ("计划开展学法12次", None, "this is a plan"),
        ("全市学法12次", None, "a larger area: 全市"),
        ("全区学法12次", "12", None),
        ("学法2.5次", None, "not a whole number"),
        ("应诉率110%", None, "above 100%"),
        ("应诉率92.5%", "37/40", None),
        ("将学法列入年度学习计划", "True", None),
    ],
)
def test_what_is_taken(
    session: lawcheck.Session, small: Path, text: str, value: str | None, why: str | None
) -> None:
    (only,) = proposed(session, small, f"甲区2023年度报告\n{text}。")

    assert (str(only.taken.value) if only.taken else None) == value
    first = only.mentions[0].why_not
    assert (first.pick("en") if first else None) == why


@pytest.mark.parametrize(
    ("subject", "text", "why"),
    [
        ("", "区公安局学法3次", "one department: 区公安局"),
        ("", "各部门学法3次", "all departments together: 各部门"),
        ("", "区委常委会学法3次", "another body: 区委常委会"),
        ("本级", "区公安局学法3次", "one department: 区公安局"),
        ("all", "各部门学法3次", None),
        ("合计", "区公安局学法3次", "one department: 区公安局"),
        ("合计|司法局", "区司法局学法3次", None),
        ("司法局", "市司法局学法3次", "a larger area: 市司法局"),
        ("any", "区委常委会学法3次", None),
        ("不限", "区公安局学法3次", None),
        ("any", "全市学法3次", "a larger area: 全市"),
    ],
)
def test_whose_figures_count(
    session: lawcheck.Session, small: Path, subject: str, text: str, why: str | None
) -> None:
    """Those of the unit itself, unless the wording says more."""
    (small.parent / "small.wording.csv").write_text(
        f"fact,label,sentence,unit,without,part,subject\nstudy,学法,,次,,,{subject}\n", "utf-8"
    )
    (only,) = proposed(session, small, f"乙市甲区2023年度报告\n{text}。")

    first = only.mentions[0].why_not
    assert (first.pick("en") if first else None) == why


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("将学法列入年度学习计划", None),
        ("区公安局将学法列入年度学习计划", "one department: 区公安局"),
        ("2022年将学法列入年度学习计划", "another year: 2022年"),
    ],
)
def test_whose_answers_count(
    session: lawcheck.Session, small: Path, text: str, why: str | None
) -> None:
    (only,) = proposed(session, small, f"甲区2023年度报告\n{text}。")

    first = only.mentions[0].why_not
    assert (first.pick("en") if first else None) == why


def test_an_answer_of_another_body_is_not_the_last(session: lawcheck.Session, small: Path) -> None:
    text = "甲区2023年度报告\n区公安局列入学习计划。区政府列入学习计划。"
    (only,) = proposed(session, small, text)

    assert [each.is_sure for each in only.mentions] == [False, True]


LABELS = """\
fact,label,sentence,unit,without,part
study,调委会|清理+文件|学法|均设+服务点,,个|次|件,,
rate,应诉率,,%,,
"""


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("现有调委会90个", "90"),
        ("90个调委会", "90"),
        ("12个街道均设立调委会", None),
        ("12个街道成立调委会", None),
        ("清理文件涉及8个部门", None),
        ("清理文件8件", "8"),
        ("9个街道均设服务点", "9"),
        ("开展学法、宣誓5次", None),
        ("开展宣誓、学法5次", "5"),
        ("应诉率100%的部门", None),
        ("应诉率由80%提升至95%", "19/20"),
        ("应诉率较2022年的80%提升至95%", "19/20"),
        ("应诉率分别为98%、99%", None),
        ("应诉率：96%", "24/25"),
        ("清理文件8件，涉及清理文件单位5个", "8"),
        ("清理文件8件（上年9件），其中清理文件3件", "8"),
        ("没有清理文件8件", None),
        ("二、存在的不足\n清理文件8件", None),
    ],
)
def test_what_a_figure_counts(
    session: lawcheck.Session, small: Path, text: str, value: str | None
) -> None:
    """A label must say what is counted, not something else of the sentence."""
    (small.parent / "small.wording.csv").write_text(LABELS, "utf-8")
    found = proposed(session, small, f"甲区2023年度报告\n{text}。")

    assert [str(each.taken.value) for each in found if each.taken] == ([value] if value else [])


def test_periods_and_subjects_are_shown(run: Run, small: Path, tmp_path: Path) -> None:
    (small.parent / "small.wording.csv").write_text(
        WORDING.replace("part\n", "part,subject\n").replace("培训,\n", "培训,,司法局\n"), "utf-8"
    )
    (tmp_path / "a.txt").write_text(
        "甲区2023年度报告\n全年，区司法局学法3次。截至6月底，应诉率98%。", "utf-8"
    )

    assert run("a.txt", "small.yaml", "-o", "a.yaml").output.splitlines()[2:4] == [
        "study sessions      3                                               2:4"
        "            区司法局 全年    区司法局学法3次",
        "rate of appearance  98% (to decide: a part of the year: 截至6月底)  2:19"
        "           截至6月底        应诉率98%",
    ]
    assert (tmp_path / "a.yaml").read_text("utf-8").splitlines()[-2:] == [
        '  study: {value: 3, source: {document: report, place: "2:4", quote: "区司法局学法3次"}}'
        "  # one department: 区司法局",
        '  # rate: {value: 98%, source: {document: report, place: "2:19", quote: "应诉率98%"}}'
        "  # a part of the year: 截至6月底",
    ]


@pytest.mark.parametrize(
    ("text", "fact", "value", "why"),
    [
        ("为7个司法所配备执法车辆各1辆", "vehicles", None, "this is for each one, or an average"),
        ("每万人拥有人民调解委员会2个", "mediation_committees", None, "this is for each one, or an average"),
        ("平均每个司法所调解纠纷300件", "mediation_cases", None, "this is for each one, or an average"),
        ("评查案卷50卷，发现问题25个，其中程序问题5类10个", "file_problem_kinds", None, "this is of a part"),
        ("某街道开展法治宣传活动16场次", "publicity_events", None, "one department: 某街道"),
        ("评为全市普法先进个人5名", "publicity_persons", "5", None),
        ("组织领导干部学法考试1次", "leader_law_test", "True", None),
    ],
)  # fmt: skip
def test_what_reports_say_beside_their_totals(
    session: lawcheck.Session, text: str, fact: str, value: str | None, why: str | None
) -> None:
    """A number for each one, of a part, or of one street is left to decide."""
    found = proposed(session, "district-annual", f"乙区人民政府2023年度报告\n{text}。")
    (only,) = (each for each in found if each.fact == fact)

    assert (str(only.taken.value) if only.taken else None) == value
    first = only.mentions[0].why_not
    assert (first.pick("en") if first else None) == why


@pytest.mark.parametrize(
    "text",
    [
        "推动成立普法讲师团",
        "研究成立行政复议接待中心",
        "正在筹建行政复议接待中心",
        "计划在园区设立服务站，推动公共法律服务进园区",
        "全面落实领导干部学法考试制度",
        "获评全国先进个人1人、省级普法先进单位1家，正在筹建普法讲师团",
    ],
)
def test_what_is_planned_or_a_rule_is_no_yes(session: lawcheck.Session, text: str) -> None:
    found = proposed(session, "district-annual", f"乙区人民政府2023年度报告\n{text}。")

    assert [each.fact for each in found if each.fact != "publicity_units"] == []


def test_every_alternative_of_an_answer_is_tried(
    session: lawcheck.Session, small: Path, tmp_path: Path
) -> None:
    """The words of both stand in the sentence; only those of the second stand in their order."""
    wording = WORDING.replace("plan,列入+学习计划", "plan,列入+学习计划|学习计划+列入")
    (tmp_path / "small.wording.csv").write_text(wording, "utf-8")
    (only,) = proposed(session, small, "甲区2023年度报告\n学习计划已经列入。")

    assert only.taken is not None


@pytest.mark.parametrize(
    ("unit", "text", "is_taken"),
    [
        ("乙市人民政府", "全市学法12次", True),
        ("乙市人民政府", "全省学法12次", False),
        ("乙市甲区人民政府", "全市学法12次", False),
        ("丙省人民政府", "全省学法12次", True),
        ("丁自治区人民政府", "全国学法12次", False),
        ("", "全市学法12次", False),
    ],
)
def test_figures_of_a_larger_area(
    session: lawcheck.Session, small: Path, unit: str, text: str, is_taken: bool
) -> None:
    (only,) = proposed(session, small, f"{unit}2023年度报告\n{text}。")

    assert (only.taken is not None) is is_taken


@pytest.mark.parametrize(
    "text",
    [
        "学法培训12次",
        "学法12场",
        "学法次数增加2次",
        "尚未列入年度学习计划",
        "列入年度目标的有" + "关" * 60 + "学习计划",
        "没有把学法列入学习计划",
        "二、存在的不足\n列入学习计划的少",
        "四、2024年工作安排\n列入学习计划",
        "没有一个数",
    ],
)
def test_what_is_not_proposed(session: lawcheck.Session, small: Path, text: str) -> None:
    assert proposed(session, small, f"甲区2023年度报告\n{text}。") == []


def test_the_table_and_the_evidence_file(
    run: Run, session: lawcheck.Session, small: Path, tmp_path: Path
) -> None:
    """What is sure is scored: 12 sessions 4 points, 98.5% costs 1 whole point of 4; the rest is open."""
    (tmp_path / "a.txt").write_text(
        '甲区2023年\n法治政府建设报告\n学法12次，应诉率98.5%，"学法"11余次。', "utf-8"
    )
    ran = run("a.txt", "small.yaml", "-o", "a.yaml")

    assert (ran.exit_code, ran.output.splitlines()) == (
        0,
        [
            "fact                value    line:column    of whom, when    words",
            "------------------  -------  -------------  ---------------  -----------",
            "study sessions      12       3:1                             学法12次",
            "rate of appearance  98.5%    3:7                             应诉率98.5%",
            "",
            "2 facts proposed, 0 to decide, 1 not in the report",
        ],
    )
    assert (tmp_path / "a.yaml").read_text("utf-8").splitlines() == [
        "# Proposed from a.txt and not reviewed: each has its words; check them one by one.",
        "# What is behind a # takes no part, for the reason that is given; correct it and remove",
        "# the #. What the report does not say is not here. `at_least` counts where it is enough.",
        "# When all is checked, remove the line `reviewed`.",
        "lawcheck-evidence: 1",
        "reviewed: no",
        'unit: {id: "a", name: "甲区"}',
        "documents:",
        '  report: {title: "甲区2023年法治政府建设报告"}',
        "facts:",
        '  study: {value: 12, source: {document: report, place: "3:1", quote: "学法12次"}}',
        '  # study: {at_least: 11, source: {document: report, place: "3:16", '
        'quote: "\\"学法\\"11余次"}}  # at least',
        '  rate: {value: 98.5%, source: {document: report, place: "3:7", quote: "应诉率98.5%"}}',
    ]
    loaded = session.load(small)
    report = session.score(loaded, session.read(loaded, [tmp_path / "a.yaml"]))
    assert str(report.scorecards[0].score) == "7 to 9"


@pytest.mark.usefixtures("small")
def test_in_chinese(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("报告\n学法11次，学法12次", "utf-8")

    assert run("a.txt", "small.yaml", "-o", "a.yaml", language="zh").output.splitlines() == [
        "数据      值                            行:字    主体、期间    原文",
        "--------  ----------------------------  -------  ------------  --------",
        "学法次数  11（待定：报告里还有别的数）  2:1                    学法11次",
        "          12（待定：报告里还有别的数）  2:7                    学法12次",
        "",
        "提出0项，待定1项，报告没有写的2项",
    ]
    assert "facts: {}\n  # study: {value: 11," in (tmp_path / "a.yaml").read_text("utf-8")


@pytest.mark.usefixtures("small")
def test_the_files_that_are_read_are_not_written_over(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("学法11次", "utf-8")

    assert run("a.txt", "small.yaml", "-o", "a.txt").exception is not None
    assert (tmp_path / "a.txt").read_text("utf-8") == "学法11次"


@pytest.mark.usefixtures("small")
def test_a_checklist_without_wording(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("学法11次", "utf-8")
    (tmp_path / "small.wording.csv").unlink()
    error = run("a.txt", "small.yaml").exception

    assert isinstance(error, lawcheck.UsageError)
    assert str(error) == (
        "small.wording.csv: there is no such file; write in it how reports name the facts of the "
        "checklist, as the page of lawcheck-annual-report says"
    )


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(
    ("rows", "problems"),
    [
        (
            "fact,label\n",
            ["small.wording.csv:1: there is no column sentence; add it"],
        ),
        (
            "fact,label,sentence,unit,without,part,fact,colour\n",
            [
                "small.wording.csv:1:fact: an unknown column, or one that is there twice; "
                "there are: fact, label, sentence, unit, without, part, subject (also at 1:colour)",
            ],
        ),
        (
            "数据,标签,句子,单位,排除,部分\n"
            "no_such,学法,,次,,\n"
            "study,,,,,plan\n"
            "plan,,,次,,end\n"
            "plan,计划,,,,plan\n"
            "closed,日期,,,,\n",
            [
                "small.wording.csv:2:fact: the checklist has no fact no_such; check the name",
                "small.wording.csv:3:label: a number needs its label; write it",
                "small.wording.csv:3:unit: a number needs its unit; write it",
                "small.wording.csv:3:part: only a yes-or-no fact is answered by a part of the "
                "report; leave it empty",
                "small.wording.csv:4:part: an annual report has no part end; there are: "
                "measures, shortcomings, first_person, plan, other",
                "small.wording.csv:4:unit: a yes-or-no fact has no unit; leave it empty",
                "small.wording.csv:5:label: a yes-or-no fact has a label or a part; "
                "write one of them",
                "small.wording.csv:6:fact: facts of the kind date are not read from reports; "
                "remove this line",
            ],
        ),
    ],
)
def test_problems_of_the_wording(run: Run, tmp_path: Path, rows: str, problems: list[str]) -> None:
    (tmp_path / "a.txt").write_text("学法11次", "utf-8")
    (tmp_path / "small.wording.csv").write_text(rows, "utf-8")
    error = run("a.txt", "small.yaml").exception

    assert isinstance(error, EvidenceError)
    assert str(error).splitlines() == problems


def test_words_that_yaml_would_not_take(
    run: Run, session: lawcheck.Session, small: Path, tmp_path: Path
) -> None:
    """Control characters, line separators and quotes in a report come back as they were."""
    words = '学法\\"\u2028\x85\x07\U000e000112次'
    (tmp_path / "a.txt").write_text(f"报告\n{words}", "utf-8")

    assert run("a.txt", "small.yaml", "-o", "a.yaml").exit_code == 0
    loaded = session.load(small)
    (unit,) = session.read(loaded, [tmp_path / "a.yaml"]).evidence
    assert (unit.facts["study"].value, unit.facts["study"].source.quote) == (12, words)


def test_the_quotes_of_the_example(session: lawcheck.Session) -> None:
    """Evidence that was typed by hand from a published report: its quotes hold its numbers.

    Four numbers are not in them: two inspections are named by their months, seven sites by their
    villages, and of offices and documents it is said that all of them are as they must be.
    """
    loaded = session.load("district-annual")
    example = Path(__file__).parents[3] / "examples" / "maojian-2023" / "maojian.yaml"
    (unit,) = session.read(loaded, [example]).evidence
    missed = [
        name
        for name, fact in unit.facts.items()
        if isinstance(fact.value, Fraction)
        and fact.value
        not in {
            each.value / 100 if each.unit == "%" else each.value
            for each in figures_in(fact.source.quote)
        }
    ]

    assert sorted(missed) == [
        "culture_sites", "judicial_offices_staffed", "normative_all_steps", "onsite_inspections",
    ]  # fmt: skip


PAGE = (Path(__file__).parents[1] / "README.md").read_text("utf-8")


def test_the_wording_of_the_page(session: lawcheck.Session, tmp_path: Path) -> None:
    (block,) = re.findall(r"^```csv\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    (tmp_path / "a.csv").write_text(block, "utf-8")
    read = read_wording(session.read_grid(tmp_path / "a.csv"), session.load("district-annual"))

    assert [each.fact for each in read] == [
        "study_sessions", "normative_kept", "head_appearance", "publicity_team", "part_plan",
    ]  # fmt: skip
