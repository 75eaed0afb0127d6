"""`lawcheck audit`: contradictions with both quotes and the arithmetic. Every sentence is invented."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from lawcheck_annual_report.audit.command import command
from lawcheck_annual_report.audit.contradictions import contradictions
from lawcheck_annual_report.figures.annual_report import read_figures
from lawcheck_annual_report.texts.report_text import ReportText

from lawcheck.cli import Say
from lawcheck.plugin import Language

Run = Callable[..., Result]
REPORT = Path(__file__).with_name("qingshi-2023.txt")
PARTS = (
    "甲区2023年度法治政府建设报告\n二、存在的不足\n三、第一责任人履职情况\n四、2024年工作安排\n"
    "一、主要举措和成效\n"
)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs `lawcheck audit` inside this process, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LAWCHECK_PLUGINS", "")

    def ran(*arguments: object, language: Language = "en") -> Result:
        return CliRunner().invoke(command(Say(language)), list(map(str, arguments)))

    return ran


def said(text: str) -> list[str]:
    found = contradictions(read_figures(ReportText("a.txt", PARTS + text)))
    return [each.what.pick("en") for each in found]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (
            "调解纠纷300件，调解成功290件，成功率97.7%",
            "290 of 300 is ≈96.6667%, and 97.7% is said: it does not agree",
        ),
        (
            "调解纠纷300件，调解成功290件，成功率96.66%",
            "290 of 300 is ≈96.6667%, and 96.66% is said: it is cut off, not rounded",
        ),
        (
            "现有调委会80个。规范化的60个，现有调委会80个，其中规范化调委会50个，占调委会总数的60%",
            "50 of 80 is 62.5%, and 60% is said: it does not agree",
        ),
        (
            "满意度由80分上升至90分，增长10%",
            "from 80 to 90 is 12.5%, and 10% is said: it does not agree",
        ),
        (
            "案件由90件下降至80件，增长11.1%",
            "from 90 to 80 is ≈-11.1111%, and 11.1% is said: it does not agree",
        ),
        (
            "清理规范性文件30件，保留20件，废止5件，失效4件",
            "the parts 20, 5, 4 add up to 29, and the whole is said to be 30",
        ),
        (
            "受理案件20件，其中撤回12件、驳回9件",
            "the parts 12, 9 add up to 21, and the whole is said to be 20",
        ),
        (
            "新收案件40件，审结43件",
            "43 closed is more than 40 opened; say so if cases were carried over from last year",
        ),
        (
            "区政府会前学法11次。全年会前学法12次",
            "会前学法 is said to be 11 and 12",
        ),
        ("2022年5月开展培训", "2022年5月 is outside 2023, the year of the report"),
        ("2022年5月6日培训", "2022年5月6日 is outside 2023, the year of the report"),
        (
            "旧存案件3件，新收案件40件，审结44件",
            "44 closed is more than 40 opened and 3 carried over",
        ),
        (
            "应诉率由80%提升至90%，提高9个百分点",
            "from 80% to 90% are 10 points, and 9 is said",
        ),
        (
            "应诉率由80%提升至90%，提高10%",
            "from 80% to 90% are 10 points, and relatively 12.5%; it says %, and means points",
        ),
        (
            "应诉率由80%提升至90%，提高14%",
            "from 80% to 90% is 12.5%, and 14% is said: it does not agree",
        ),
        (
            "败诉率下降8.09%",
            "a rate is said to change by 8.09%: that may be 8.09 points, or 8.09% of the rate "
            "before",
        ),
        (
            "败诉率12.5%，同比下降3%",
            "a rate is said to change by 3%: that may be 3 points, or 3% of the rate before",
        ),
        (
            "受理案件120件，上年100件，增长25%",
            "from 100 to 120 is 20%, and 25% is said: it does not agree",
        ),
        (
            "受理案件120件，同比增长25%（上年100件）",
            "from 100 to 120 is 20%, and 25% is said: it does not agree",
        ),
        (
            "应诉率97.1%，上年为92.4%，同比上升4.8个百分点",
            "from 92.4% to 97.1% are 4.7 points, and 4.8 is said",
        ),
    ],
)
def test_contradictions(text: str, what: str) -> None:
    assert said(text) == [what]


@pytest.mark.parametrize(
    "text",
    [
        "调解纠纷300件，调解成功290件，成功率96.67%",
        "调解纠纷300件，调解成功290件，成功率96.7%",
        "受理100件，审结90件，维持81件、纠错9件，纠错率10%",
        "调解纠纷300余件，调解成功290件，成功率90%",
        "现有调委会80个，其中规范化调委会60个，占调委会总数的75%",
        "办理事项占比94.2%，835项可以网办，其中785项不必跑动",
        "满意度由80分上升至90分，增长12.5%",
        "清理规范性文件30件，保留20件，废止5件，失效5件",
        "受理案件20件，其中撤回12件、驳回5件",
        "会前学法12次。会前学法12次",
        "制定规范性文件6件。清理规范性文件9件",
        "备案规范性文件6件。规范性文件9件",
        "上年会前学法11次。会前学法12次",
        "《2022年5月规划》印发",
        "截至2024年1月底，完成整改",
        "2022年7月至2023年6月的案卷",
        "自2021年9月起施行",
        "收案数同比下降10.51%",
        "较去年同期减少26%",
        "应诉率由80%提升至90%，提高10个百分点",
        "应诉率由80%提升至90%，提高12.5%",
        "败诉率下降8.09个百分点",
        "受理案件120件，上年100件，增长20%",
        "受理案件120件，同比增长20%（上年100件）",
        "应诉率97.1%，上年为92.4%，同比上升4.7个百分点",
        "旧存案件3件，新收案件40件，审结43件",
        "专题学习3次。专题学习5次",
        "区公安局办理听证案件3件。区教育局办理听证案件5件",
        "行政复议案件66件，其中涉企行政复议案件20件",
        "受理案件88件，其中受理投诉类案件40件，审结85件",
        "区公安局、区教育局分别查处违法案件12件、34件",
        "应诉率98%，上升3个百分点",
        "区政府制定文件5件，区级部门制定文件9件，向市政府备案5件，备案率100%",
        "新收案件40件，审结38件",
        "受理0件，审结0件，办结率100%",
    ],
)
def test_what_agrees_is_not_mentioned(text: str) -> None:
    assert said(text) == []


def test_missing_parts_are_named() -> None:
    found = contradictions(read_figures(ReportText("a.txt", "学法2次")))

    assert [each.what.pick("en") for each in found] == [
        "there is no heading of: measures and results",
        "there is no heading of: shortcomings and their causes",
        "there is no heading of: how the first responsible person acted",
        "there is no heading of: plan of the next year",
    ]


@pytest.mark.parametrize(
    ("day", "lines"),
    [
        ("2024-03-31", ["published on 2024-03-31, before 1 April"]),
        (
            "2024-04-02",
            [
                "1. published on 2024-04-02, 2 days late: it is due before 1 April 2024 (《法治政",
                "府建设与责任落实督察工作规定》, 厅字〔2019〕28号, article 24)",
                "published on 2024-04-02",
            ],
        ),
    ],
)
def test_the_day_of_publication(run: Run, tmp_path: Path, day: str, lines: list[str]) -> None:
    """From the page, or as the user says."""
    text = PARTS.replace("二、", f"发布时间：{day}\n二、", 1)
    (tmp_path / "a.txt").write_text(text, "utf-8")
    (tmp_path / "b.txt").write_text(PARTS, "utf-8")
    page = "".join(f"<p>{line}</p>" for line in PARTS.splitlines())
    (tmp_path / "a.html").write_text(f'<meta name="PubDate" content="{day}">{page}', "utf-8")

    said = [line for line in run("a.txt").output.splitlines()[:-1] if not line.startswith("   ")]
    assert said == lines
    assert run("a.html").output.splitlines()[:-1] == lines
    assert run("b.txt", "--published", day).output.splitlines()[:-1] == lines


def test_two_days_of_publication(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        f"发布时间：2024-03-28\n发布时间：2024-05-01\n{PARTS}", "utf-8"
    )

    assert run("a.txt").output.splitlines() == [
        "1. published on 2024-03-28 or 2024-05-01, it says; only the first is before 1",
        "April 2024",
        "   1:1  发布时间：2024-03-28",
        "   2:1  发布时间：2024-05-01",
        "published on 2024-03-28, 2024-05-01",
        "0 figures, 1 to check",
    ]


def test_the_page(run: Run) -> None:
    """The invented report was written with these four contradictions."""
    ran = run(REPORT)

    assert (ran.exit_code, ran.output.splitlines()) == (
        0,
        [
            "1. 会前学法 is said to be 11 and 12",
            "   5:11  区政府常务会议全年会前学法11次",
            "   14:42  全年会前学法12次",
            "2. the parts 31, 5, 3 add up to 39, and the whole is said to be 40",
            "   7:43  清理规范性文件40件",
            "   7:54  继续有效31件",
            "   7:62  废止5件",
            "   7:67  失效3件",
            "3. 109 closed is more than 102 opened; say so if cases were carried over from",
            "last year",
            "   9:26  受理102件",
            "   9:33  审结109件",
            "4. 3569 of 3605 is ≈99.0014%, and 99.1% is said: it does not agree",
            "   9:163  共调解各类矛盾纠纷3605件",
            "   9:178  调解成功3569件",
            "   9:188  调解成功率99.1%",
            "when it was published is not said; name the day with --published to check it",
            "68 figures, 4 to check",
        ],
    )
    assert run(REPORT, language="zh").output.splitlines()[-1] == "68个数，4处需要核对"
