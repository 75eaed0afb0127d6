"""The unit's own score against the checked one, and two inspectors of one unit."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import lawcheck_office
import pytest
from click.testing import CliRunner, Result
from lawcheck_office import reconcile_command, self_score_command
from lawcheck_office.forms.book import form
from typist import Typist

from lawcheck import Fact, Session, Unit, load_report
from lawcheck.cli import Say

QUALITY = "执法案卷质量"


@pytest.fixture(scope="module")
def blank() -> bytes:
    session = Session.start(only=(), plugins=[lawcheck_office])
    return form(session.load("street-visit"), Unit("qingshi", "青石镇（虚构）"), "zh")


@pytest.fixture
def first(blank: bytes, tmp_path: Path) -> Path:
    """Six study sessions, one of them made up; three events fewer than the unit says."""
    path = tmp_path / "first.xlsx"
    path.write_bytes(blank)
    with Typist(path) as at:
        at.fact("普法活动场次", 12, 9, "三场没有签到")
        at.fact("开展文件清理", "是", "否")
        at.fact("群众法治满意度", 0.95)
        at.records(
            "学法台账",
            ["民法典", date(2023, 2, 1), "不属实"],
            *[[f"第{month}月学法", date(2023, month, 3), "属实"] for month in (3, 5, 8, 11, 12)],
        )
        at.judge(QUALITY, 1, "缺审批", "李四")
    return path


def self_score(*arguments: object) -> Result:
    return CliRunner().invoke(
        self_score_command.command(Say("zh")), ["street-visit", *map(str, arguments)]
    )


def reconcile(*arguments: object) -> Result:
    return CliRunner().invoke(
        reconcile_command.command(Say("zh")), ["street-visit", *map(str, arguments)]
    )


def test_the_items_that_the_check_moved(first: Path, tmp_path: Path) -> None:
    """9 events of 12 cost 3 × 0.5, 5 sessions of 6 cost 0.5, no clean-up costs 2."""
    done = self_score(first, "-o", tmp_path / "out")

    assert done.exit_code == 0, done.output
    assert (tmp_path / "out" / "differences.csv").read_text(encoding="utf-8-sig").splitlines() == [
        "单位编号,单位名称,指标,自评分,核查分,增减,依据",
        "qingshi,青石镇（虚构）,每季度学法,6,6,0,学法台账：6条，其中另一方没有的：民法典 → 5条",
        "qingshi,青石镇（虚构）,全年学法次数,2,1.5,-0.5,学法台账：6条，其中另一方没有的：民法典 → 5条",
        "qingshi,青石镇（虚构）,规范性文件清理,2,0,-2,开展文件清理：是 → 否",
        "qingshi,青石镇（虚构）,普法活动,4,2.5,-1.5,普法活动场次：12 → 9",
    ]
    assert "青石镇（虚构）：自评0至100分（—），核查0至98分（—）" in done.stdout


def _highest(file: Path) -> Fraction:
    score = load_report(file).scorecards[0].score
    assert score is not None
    return score.high


def test_both_cards_are_kept(first: Path, tmp_path: Path) -> None:
    self_score(first, "-o", tmp_path / "out")

    highest = [_highest(tmp_path / "out" / f"{name}.json") for name in ("self", "checked")]
    assert highest == [100, 98]


def test_a_workbook_that_is_no_form_has_no_self_score(tmp_path: Path) -> None:
    done = self_score(tmp_path / "a.csv")

    assert done.exit_code != 0


def second(first: Path, **facts: object) -> Path:
    path = first.with_name("second.xlsx")
    path.write_bytes(first.read_bytes())
    with Typist(path) as at:
        for label, value in facts.items():
            at.fact(label, checked=value)
    return path


def test_two_inspectors_who_agree(first: Path) -> None:
    """Events, clean-up, study and case files: four of four; satisfaction was checked by neither."""
    done = reconcile(first, second(first), "--rule", "open")

    assert done.exit_code == 0, done.output
    assert "两名核查人4项都有意见，一致4项（一致率100%）" in done.stdout.replace("\n", "")


@pytest.mark.parametrize(("rule", "highest"), [("open", "99.5"), ("first", "98")])
def test_a_disagreement_counts_by_the_declared_rule(first: Path, rule: str, highest: str) -> None:
    """Left open, the events can still have all of their 4 points: 1.5 more than by the first."""
    done = reconcile(first, second(first, 普法活动场次=10), "--rule", rule)

    assert "一致3项（一致率75%）" in done.stdout.replace("\n", "")
    assert done.stdout.splitlines()[-1] == f"青石镇（虚构）：0至{highest}分"


def test_a_value_that_one_does_not_accept_is_a_disagreement(first: Path) -> None:
    done = reconcile(first, second(first, 普法活动场次="不认可"), "--rule", "first")

    assert "普法活动场次  9         不认可" in done.stdout


def test_what_only_the_second_one_checked_counts(first: Path, tmp_path: Path) -> None:
    """Only the second one counted the villages; with them the item is known."""
    both = {"村（社区）数": 8, "配齐法律明白人的村（社区）数": 8}
    card = tmp_path / "card.json"

    done = reconcile(first, second(first, **both), "--rule", "open", "-o", card)

    assert done.exit_code == 0, done.output
    items = load_report(card).scorecards[0].outcomes()
    cited = {each.name for item in items for each in item.about if isinstance(each, Fact)}
    assert {"villages", "villages_with_helpers"} <= cited


@pytest.mark.parametrize("swapped", [False, True])
def test_whether_an_item_applies_is_agreed_on_or_as_the_first_says(
    swapped: bool, first: Path
) -> None:
    """Nobody can leave open whether it applies: an item that does is scored by what is known."""
    other = second(first)
    with Typist(other) as at:
        at.records("不适用", ["普法活动", "全年没有条件开展", "区司法局", date(2023, 12, 1)])
    files = (other, first) if swapped else (first, other)

    left_open = reconcile(*files, "--rule", "open")
    by_first = reconcile(*files, "--rule", "first")

    assert left_open.exit_code != 0
    assert str(left_open.exception) == (
        f"{other}[不适用]: Publicity events: not applicable for one, and applies for the other; agree on it first"
    )
    assert by_first.exit_code == 0, by_first.output
    said = by_first.output.replace("\n", "")
    assert "普法活动" in said
    assert "两名核查人5项都有意见，一致4项（一致率80%）" in said


def test_the_rule_must_be_declared(first: Path) -> None:
    done = reconcile(first, first)

    assert done.exit_code == 2
    assert "--rule" in done.output
