"""`lawcheck follow-up`: last year's items in this year's report. Every sentence is invented."""

import csv
import io
import json
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from lawcheck_annual_report.figures.annual_report import read_figures
from lawcheck_annual_report.follow_up.analysis import FollowUpAnalysis
from lawcheck_annual_report.follow_up.command import command
from lawcheck_annual_report.follow_up.matches import Followed, Found, follow_up
from lawcheck_annual_report.texts.report_text import ReportText, read_report_text
from wcwidth import wcswidth

import lawcheck
from lawcheck.cli import Say
from lawcheck.plugin import EvidenceError, Language, UsageError

Run = Callable[..., Result]
ROOT = Path(__file__).parents[3]
EXAMPLE = ROOT / "examples" / "plan-follow-up"
LAST, THIS = EXAMPLE / "2023.txt", EXAMPLE / "2024.txt"
PUBLISHED = ROOT / "tests" / "correctness" / "published" / "data" / "maojian-2023-report.txt"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs `lawcheck follow-up` inside this process, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LAWCHECK_PLUGINS", "")

    def ran(*arguments: object, language: Language = "en") -> Result:
        return CliRunner().invoke(command(Say(language)), list(map(str, arguments)))

    return ran


def followed(plan: str, said: str, heading: str = "一、主要举措和成效") -> Followed:
    """Return what a report of one part says about a plan of one item."""
    last = f"甲区2023年度法治政府建设报告\n四、2024年工作安排\n{plan}。\n"
    this = f"甲区2024年度法治政府建设报告\n{heading}\n{said}。\n"
    (item,) = follow_up(
        read_figures(ReportText("a.txt", last)), read_figures(ReportText("b.txt", this))
    ).items
    return item


def written(tmp_path: Path, name: str, text: str) -> Path:
    (tmp_path / name).write_text(text, "utf-8")
    return tmp_path / name


@pytest.mark.parametrize(
    ("plan", "said", "found"),
    [
        ("新建宪法主题公园2处", "新建宪法主题公园1处", Found.RESULT),
        ("修订听证会议规则", "修订并印发《甲区听证会议规则》", Found.RESULT),
        ("聘请执法监督员8名", "今年聘请了执法监督员，收集线索12条", Found.RESULT),
        ("推进复议听证室建设", "复议听证室已投入使用", Found.RESULT),
        ("推进复议听证室建设", "推进复议听证室建设", Found.MENTIONED),
        ("推进复议听证室建设", "推动复议听证室早日建成", Found.MENTIONED),
        ("建立文件评估制度", "制定行政规范性文件6件", Found.NOT_FOUND),
        ("完善权责清单", "落实第一责任人职责清单，述职12人", Found.NOT_FOUND),
        ("加强法治政府建设", "召开法治政府建设会议5次", Found.NOT_FOUND),
        ("开展柔性执法，提升办案质量", "办案质量评查120件", Found.NOT_FOUND),
        ("推进复议听证室建设", "复议听证室不少于2间", Found.MENTIONED),
        ("推进复议听证室建设", "下一步推进复议听证室建设", Found.PLANNED),
        ("推进复议听证室建设", "拟推进复议听证室建设", Found.PLANNED),
        ("开展街道法治体检", "按照年度计划开展街道法治体检31次", Found.RESULT),
        ("开展街道法治体检", "开展街道法治体检31次，下一步将扩大范围", Found.RESULT),
    ],
)
def test_what_is_said_about_an_item(plan: str, said: str, found: Found) -> None:
    assert followed(plan, said).found is found


@pytest.mark.parametrize(
    ("heading", "found"),
    [
        ("二、存在的不足", Found.LACKING),
        ("四、2025年工作安排", Found.PLANNED),
        ("三、第一责任人履职情况", Found.MENTIONED),
    ],
)
def test_the_part_says_what_a_sentence_means(heading: str, found: Found) -> None:
    item = followed("推进复议听证室建设", "复议听证室仍未建好", heading)

    assert item.found is found
    assert item.is_again(found) is (found is Found.PLANNED)


def test_a_mention_says_why_and_where() -> None:
    (mention,) = followed("新建宪法主题公园2处", "开展宣传，新建宪法的主题公园1处").mentions

    assert (mention.quote, mention.start) == ("开展宣传，新建宪法的主题公园1处", 27)
    assert (mention.words, mention.share) == (("宪法主题公园",), Fraction(1))
    assert mention.is_copied is False


@pytest.mark.parametrize(
    ("said", "is_copied"),
    [
        ("新建宪法主题公园2处", True),
        ("全年新建宪法主题 公园2处，开放3处", True),
        ("新建宪法主题公园3处", False),
    ],
)
def test_words_that_were_copied(said: str, is_copied: bool) -> None:
    (mention,) = followed("新建宪法主题公园2处", said).mentions

    assert mention.is_copied is is_copied


def test_the_title_and_the_words_below_it_are_not_searched() -> None:
    last = "甲区2023年度报告\n四、2024年工作安排\n建设复议听证室。"
    this = "甲区2024年度报告\n建设复议听证室。\n一、主要举措和成效\n开展普法。"

    (item,) = follow_up(
        read_figures(ReportText("a.txt", last)), read_figures(ReportText("b.txt", this))
    ).items

    assert item.found is Found.NOT_FOUND


FOUND = {
    "为每个街道配备专职法制审核人员": [Found.LACKING],
    "组织执法人员轮训4期": [Found.RESULT],
    "修订行政规范性文件管理办法": [Found.RESULT],
    "建立文件报备提醒台账": [],
    "新建家事调解工作室3个": [Found.RESULT],
    "推行调解案卷电子归档": [Found.PLANNED],
    "建成青石法治文化公园": [Found.MENTIONED, Found.PLANNED],
    "举办“法治夜校”12场": [Found.RESULT],
    "开展执法案卷交叉评查": [Found.RESULT],
    "聘请特邀执法监督员10名": [],
    "基层执法力量薄弱，3个街道没有专职法制审核人员": [Found.LACKING],
    "行政规范性文件报备不及时，有2件超过规定期限": [Found.RESULT],
    "普法形式单一，年轻人参与少": [Found.LACKING],
}


def test_an_invented_pair_of_reports() -> None:
    """Every item, and what is said about it, was read by hand; it was written so."""
    last, this = (read_figures(read_report_text(each)) for each in (LAST, THIS))
    found = follow_up(last, this)

    assert {
        each.promise.quote: [one.found for one in each.mentions] for each in found.items
    } == FOUND
    assert [each.promise.quote for each in found.items if each.mentions and any(
        one.is_copied for one in each.mentions
    )] == [
        "普法形式单一，年轻人参与少", "组织执法人员轮训4期", "推行调解案卷电子归档",
        "建成青石法治文化公园", "开展执法案卷交叉评查",
    ]  # fmt: skip


def test_the_page_at_eighty_columns(run: Run) -> None:
    lines = run(LAST, THIS).output.splitlines()

    assert lines[0] == "Follow-up of last year's plan · 青石区人民政府 2023→2024"
    assert lines[8:11] == [
        "plan",
        "----",
        "10 items: mentioned with a result 5, mentioned 1, planned again 1, a shortcoming",
    ]
    at = next(number for number, line in enumerate(lines) if line.startswith("  4  "))
    assert lines[at : at + 7] == [
        "  4  15:25 （二） 建立文件报   not found",
        "     备提醒台账",
        "  5  16:11 （三） 新建家事调   mentioned with a result  7:11 新建家事调解工作室2",
        "     解工作室3个                                        个，调解家事纠纷137件，",
        "                                                        成功130件 [家事调解工作",
        "                                                        室]",
        "  6  16:23 （三） 推行调解案   planned again            14:11 推行调解案卷电子归",
    ]
    assert (
        lines[-2]
        == "4 more sentences are introductions or set phrases and are no items; the format"
    )


@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_line_fits(width: int, language: Language) -> None:
    last, this = (read_figures(read_report_text(each)) for each in (LAST, THIS))
    analysis = FollowUpAnalysis(follow_up(last, this))
    session = lawcheck.Session.start(only=())

    page = session.analysis_content(analysis, "text", language, width)

    assert isinstance(page, str)
    assert max(wcswidth(line) for line in page.splitlines()) <= width


def test_the_page_in_chinese(run: Run, tmp_path: Path) -> None:
    assert run(LAST, THIS, "-o", "page.md", language="zh").exit_code == 0
    page = (tmp_path / "page.md").read_text("utf-8")

    assert "共10项：提到，有结果 5，提到 1，又列入计划 1，列为不足 1，未找到 2" in page
    assert "| 4 | 15:25 （二） 建立文件报备提醒台账 | 未找到 |  |  |" in page
    assert "“未找到”是没有找到用词相近的句子，不等于没有做。" in page


@pytest.mark.parametrize(
    ("name", "plugin"), [("xlsx", "lawcheck_office"), ("html", "lawcheck_html")]
)
def test_every_installed_format(name: str, plugin: str, tmp_path: Path) -> None:
    pytest.importorskip(plugin)
    out = tmp_path / f"items.{name}"

    ran = CliRunner().invoke(command(Say("zh")), [str(LAST), str(THIS), "-o", str(out)])

    assert ran.exit_code == 0
    assert out.stat().st_size > 5_000


def test_json_has_everything(run: Run, tmp_path: Path) -> None:
    assert run(LAST, THIS, "-o", "all.json", language="zh").exit_code == 0
    found = json.loads((tmp_path / "all.json").read_text("utf-8"))

    assert found["this"] == {"file": str(THIS), "unit": "青石区人民政府", "year": 2024}
    assert len(found["items"]) == 13
    item = next(each for each in found["items"] if each["item"] == "新建家事调解工作室3个")
    (mention,) = item["mentions"]
    assert (item["number"], item["heading"], item["found"]) == (
        "（三）",
        "化解矛盾纠纷",
        "提到，有结果",
    )
    assert THIS.read_text("utf-8")[mention["offset"] :].startswith("新建家事调解工作室2个")
    assert (mention["words"], mention["share"]) == (["家事调解工作室"], "1")
    assert [each["quote"] for each in found["passed_over"]][-1] == "2024年3月12日"


def rows_of(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_the_register_of_the_example_is_what_the_command_writes(run: Run, tmp_path: Path) -> None:
    """Only the last two columns were filled in by a person."""
    assert run(LAST, THIS, "-o", "items.csv", language="zh").exit_code == 0
    made = rows_of((tmp_path / "items.csv").read_text("utf-8"))
    judged = rows_of((EXAMPLE / "evidence" / "items.csv").read_text("utf-8"))

    assert [row[:-2] for row in made] == [row[:-2] for row in judged]
    assert {cell for row in made[1:] for cell in row[-2:]} == {""}
    assert [row[-2] for row in judged[1:]].count("未完成") == 5


def test_the_judged_register_is_scored() -> None:
    """Plan: 12 - 4 x 2 - 3 x 0.5 = 2.5. Shortcomings: 8 - 3 - 1 = 4."""
    session = lawcheck.Session.start(only=())
    checklist = session.load(EXAMPLE / "checklist.yaml")
    report = session.score(checklist, session.read(checklist, [EXAMPLE / "evidence"]))
    (card,) = report.scorecards

    assert {each.id: each.earned.low for each in card.outcomes() if each.earned} == {
        "plan": Fraction(5, 2),
        "shortcomings": Fraction(4),
    }
    assert card.score is not None
    assert (card.score.low, card.score.high) == (Fraction(13, 2), Fraction(13, 2))


def test_without_judgements_nothing_is_scored(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "unit"
    folder.mkdir()
    (folder / "unit.yaml").write_bytes((EXAMPLE / "evidence" / "unit.yaml").read_bytes())
    assert run(LAST, THIS, "-o", folder / "items.csv", language="zh").exit_code == 0

    session = lawcheck.Session.start(only=())
    checklist = session.load(EXAMPLE / "checklist.yaml")
    (card,) = session.score(checklist, session.read(checklist, [folder])).scorecards

    assert card.score is not None
    assert [card.score.low, card.score.high] == [Fraction(0), Fraction(20)]


def test_the_same_report_twice_is_refused(run: Run) -> None:
    error = run(LAST, LAST).exception

    assert isinstance(error, EvidenceError)
    assert error.pick("en") == (
        f"{LAST}: it is the same text as {LAST}; give last year's report and this year's"
    )


def test_the_wrong_order_is_refused(run: Run) -> None:
    error = run(THIS, LAST).exception

    assert isinstance(error, EvidenceError)
    assert error.pick("en") == (
        f"{LAST}: it is of 2023, and {THIS} of 2024; give the earlier report first"
    )


def test_a_report_without_plan_and_shortcomings_is_refused(run: Run, tmp_path: Path) -> None:
    bare = written(tmp_path, "bare.txt", "青石区2023年度报告\n一、主要举措和成效\n学法12次。")
    error = run(bare, THIS).exception

    assert isinstance(error, EvidenceError)
    assert error.exit_code == 2
    assert error.pick("en").startswith(f"{bare}: neither a plan of the next year nor shortcomings")


def test_what_a_person_should_know_is_said(run: Run, tmp_path: Path) -> None:
    other = written(tmp_path, "other.txt", "红石县2021年度报告\n四、2022年工作安排\n建设听证室。")
    ran = run(other, THIS)

    assert ran.exit_code == 0
    assert ran.stderr.splitlines() == [
        f"{other}: this part is not found: shortcomings and their causes",
        "the reports are of two units: 红石县, 青石区人民政府",
        "there are years between the reports: 2021, 2024",
    ]
    assert "the reports are of two units: 红石县, 青石区人民政府" in ran.stdout


def test_titles_without_a_year_are_mentioned(run: Run, tmp_path: Path) -> None:
    other = written(
        tmp_path, "other.txt", "工作报告\n二、存在的不足\n台账不全。\n三、下一步打算\n补齐台账。"
    )

    assert run(other, THIS).stderr.splitlines() == [
        f"{other}: its title names no year, so the order is not checked"
    ]


def test_a_report_is_not_written_over(run: Run, tmp_path: Path) -> None:
    last = written(tmp_path, "last.txt", LAST.read_text("utf-8"))

    assert isinstance(run(last, THIS, "-o", last).exception, UsageError)
    assert last.read_text("utf-8") == LAST.read_text("utf-8")


def test_formulas_in_a_report_stay_text(run: Run, tmp_path: Path) -> None:
    text = "甲区2023年度报告\n二、存在的不足\n=1+1不足。\n四、2024年工作安排\n建设听证室。"
    out = run(written(tmp_path, "a.txt", text), THIS, "--format", "csv").stdout

    assert rows_of(out)[1][0] == "'=1+1不足"


def test_a_real_report() -> None:
    """Three shortcomings; every action of its nine paragraphs of plans is an item."""
    read = read_figures(read_report_text(PUBLISHED))
    found = follow_up(read, read)

    numbers = [each.promise.number for each in found.items]
    assert numbers[:3] == ["(一)", "(二)", "(三)"]
    assert list(dict.fromkeys(numbers[3:])) == [f"{each}是" for each in "一二三四五六七八九"]
    assert {quote for _, quote in found.promised.passed_over} == {
        "十堰市茅箭区人民政府",
        "2024年2月27日",
    }
    # compared with itself, each item stands there word by word, if it says more than 数字
    assert [
        each.promise.quote
        for each in found.items
        if not any(one.is_copied for one in each.mentions)
    ] == ["加强数字政府建设"]
