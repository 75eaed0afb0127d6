"""The ledger from the first visit to the second, as people run it."""

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from lawcheck_ledger.store import reading, writing
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

import lawcheck
from lawcheck import Report

Run = Callable[..., "subprocess.CompletedProcess[str]"]
Visit = Callable[..., Report]
EVENTS, PARKING = "qs/publicity/events", "qs/archive/decisions/停车"
HEADS = "编号,整改措施,责任人,整改时限,完成日期,佐证\n"

CHECKLIST = """\
lawcheck: 1
id: street
version: "1"
title: 街道（虚构）
period: {from: 2024-01-01, to: 2024-12-31}
scoring: {method: points, out_of: 20}
rounding: {places: 2, mode: half_up, at: total}
grade_on: rounded
grades: [{name: 合格, from: 12}, {name: 不合格, from: 0, below: 12}]
not_applicable: {policy: redistribute, at_most: 100%}
facts:
  events: {kind: count, label: 宣传次数}
registers:
  decisions:
    label: 决策台账
    columns: {name: text, archived: yes_no}
indicators:
  - {id: publicity, title: {zh: 宣传, en: Publicity}, points: 10, type: count_target, value: events,
     target: 4, deduct: {points: 2, per: 1}, basis: [{law: 某办法（虚构）, kind: local}]}
  - {id: archive, title: {zh: 归档, en: Archive}, points: 10, type: incidents,
     menu: [{title: 未归档, count: {count: decisions, where: {archived: false}}, deduct: 3}]}
"""


@pytest.fixture
def visit(tmp_path: Path) -> Visit:
    """Scores a street: how many events, and which decisions are archived; saves the report as `NAME.json`."""
    (tmp_path / "street.yaml").write_text(CHECKLIST, "utf-8")
    session = lawcheck.Session.start(only=())

    def made(name: str, events: int | None, as_of: str = "", **decisions: bool) -> Report:
        day = date.fromisoformat(as_of) if as_of else None
        checklist = session.load(tmp_path / "street.yaml", as_of=day)
        records: list[dict[str, str | bool]] = [
            {"name": each, "archived": done} for each, done in decisions.items()
        ]
        evidence = lawcheck.build_evidence(
            checklist,
            lawcheck.Unit("qs", "青石街道（虚构）"),
            {} if events is None else {"events": events},
            {"decisions": records},
        )
        report = lawcheck.make_report(checklist, [evidence])
        (tmp_path / f"{name}.json").write_text(lawcheck.report_to_json(report), "utf-8")
        return report

    return made


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs `lawcheck ledger` in the folder of the reports."""

    def ran(*arguments: object, lang: str = "en") -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-m", "lawcheck", "--lang", lang, "ledger", *map(str, arguments)],
            cwd=tmp_path,
            env={**os.environ, "PYTHONUTF8": "1", "LAWCHECK_PLUGINS": "ledger,office"},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    return ran


def done(run: Run, *arguments: object, lang: str = "en") -> list[str]:
    """The lines of a run without a complaint."""
    ran = run(*arguments, lang=lang)
    assert (ran.returncode, ran.stderr) == (0, "")
    return ran.stdout.splitlines()


def refused(run: Run, *arguments: object) -> list[str]:
    ran = run(*arguments)
    assert (ran.returncode != 0, ran.stdout) == (True, "")
    return ran.stderr.splitlines()


def test_from_one_visit_to_the_next(run: Run, visit: Visit, tmp_path: Path) -> None:
    """2 of 4 events cost 4, one decision of two 3. Then 3 events, and both decisions archived."""
    visit("june", 2, 停车=False, 市场=True)
    visit("december", 3, 停车=True, 市场=True)

    assert done(run, "add", "june.json", "--on", "2024-06-30") == [
        "new: 2", f"  {EVENTS}", f"  {PARKING}", "back: 0", "still there: 0", "confirmed: 0",
        "not scored this time, left as they are: 0",
    ]  # fmt: skip
    (tmp_path / "returned.csv").write_text(
        f"{HEADS}{EVENTS},补办两次,王某（虚构）,2024年7月31日,,\n"
        f"{PARKING},补正归档,李某（虚构）,2024.8.15,2024-07-20,档案照片\n",
        "utf-8",
    )
    assert done(run, "answers", "returned.csv", "--on", "2024-07-22") == [
        "2 answers taken in", f"  {EVENTS}", f"  {PARKING}",
    ]  # fmt: skip
    assert done(run, "--on", "2024-08-01") == [
        f"done  {PARKING}  due 2024-08-15  person 李某（虚构）",
        "    Archive: 未归档: 停车, 3 points off",
        f"overdue  {EVENTS}  due 2024-07-31  person 王某（虚构）",
        "    Publicity: 2, 2 short: 2 ÷ 1 × 2 = 4, 4 points off",
        "",
        "2024-08-01: 2 findings: overdue 1, done 1",
    ]
    assert done(run, "--on", "2024-08-01", "--overdue")[0].startswith(f"overdue  {EVENTS}")
    assert done(run, "--on", "2024-07-31", "--overdue") == ["no findings"]
    assert done(run, "add", "december.json", "--on", "2024-12-20", lang="zh") == [
        "新列入：0", "重新列入：0", "仍未整改：1", f"  {EVENTS}", "销号：1", f"  {PARKING}",
        "这次没有评，保持原状：0",
    ]  # fmt: skip
    assert (
        done(run, "--on", "2024-12-20", lang="zh")[-1] == "2024-12-20 共2个问题：逾期 1，已销号 1"
    )


def test_a_problem_that_is_not_put_right_is_reopened(
    run: Run, visit: Visit, tmp_path: Path
) -> None:
    """The unit says that it is done, the next visit finds it again; then it is gone, and comes back."""
    for name, archived, day in (
        ("june", False, "2024-06-30"), ("september", False, "2024-09-30"),
        ("october", True, "2024-10-31"), ("december", False, "2024-12-31"),
    ):  # fmt: skip
        visit(name, 4, as_of=day, 停车=archived)
    done(run, "add", "june.json")
    (tmp_path / "r.csv").write_text(f"{HEADS}{PARKING},补正,,,2024-07-20,\n", "utf-8")
    done(run, "answers", "r.csv", "--on", "2024-07-22")

    assert done(run, "add", "september.json")[1:3] == ["back: 1", f"  {PARKING}"]
    assert done(run, "--on", "2024-10-01")[0] == f"reopened  {PARKING}  back 1 times"
    assert done(run, "add", "october.json")[-3:-1] == ["confirmed: 1", f"  {PARKING}"]
    (tmp_path / "r.csv").write_text(f"{HEADS}{PARKING},再补正,,,,\n", "utf-8")
    assert refused(run, "answers", "r.csv", "--on", "2024-11-01") == [
        f"r.csv:2: {PARKING} is confirmed and takes no more answers; remove the row"
    ]
    assert done(run, "add", "december.json")[1:3] == ["back: 1", f"  {PARKING}"]
    assert done(run, "--on", "2024-12-31")[0] == f"reopened  {PARKING}  back 2 times"


def test_what_was_not_scored_again_stays(run: Run, visit: Visit) -> None:
    """Evidence that is missing confirms nothing."""
    visit("june", 2, 停车=True)
    visit("december", None, 停车=True)
    visit("march", 4, 停车=True)
    done(run, "add", "june.json", "--on", "2024-06-30")

    assert done(run, "add", "december.json", "--on", "2024-12-20")[-2:] == [
        "not scored this time, left as they are: 1", f"  {EVENTS}",
    ]  # fmt: skip
    assert f"  {EVENTS}" in done(run, "add", "march.json", "--on", "2025-03-20")[4:]
    assert done(run, "--on", "2025-03-20")[-1] == "2025-03-20: 1 findings: confirmed 1"


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_the_form_comes_back_as_it_went_out(
    run: Run, visit: Visit, tmp_path: Path, ending: str
) -> None:
    """What was written by hand stays, also a text that a spreadsheet takes for a formula; nothing is new."""
    visit("june", 2, 停车=False)
    done(run, "add", "june.json", "--on", "2024-06-30")
    (tmp_path / "r.csv").write_text(f"{HEADS}{EVENTS},=1+1,@王,2024-7-31,,-\n", "utf-8")
    done(run, "answers", "r.csv", "--on", "2024-07-22")
    done(run, "export", "-o", f"form{ending}", "--on", "2024-07-22", lang="zh")

    assert done(run, "answers", f"form{ending}", "--on", "2024-07-23") == ["0 answers taken in"]
    with reading(tmp_path / "ledger.db") as ledger:
        answer = {each.id: each.answer for each in ledger.entries()}[EVENTS]
    assert answer is not None
    assert (answer.measures, answer.person, answer.proof) == ("=1+1", "@王", "-")


def test_what_was_answered_before_the_second_visit_comes_back(
    run: Run, visit: Visit, tmp_path: Path
) -> None:
    """The time that was promised in July has passed when December finds the same; it stays as it was promised."""
    visit("june", 2, 停车=True)
    visit("december", 3, 停车=True)
    done(run, "add", "june.json", "--on", "2024-06-30")
    (tmp_path / "r.csv").write_text(f"{HEADS}{EVENTS},补办,王某（虚构）,2024-09-30,,\n", "utf-8")
    done(run, "answers", "r.csv", "--on", "2024-07-22")
    done(run, "add", "december.json", "--on", "2024-12-20")
    done(run, "export", "-o", "form.csv", "--on", "2024-12-21", lang="zh")

    assert done(run, "answers", "form.csv", "--on", "2024-12-22") == ["0 answers taken in"]
    later = (tmp_path / "form.csv").read_text("utf-8-sig").replace("2024-09-30", "2024-10-31")
    (tmp_path / "form.csv").write_text(later, "utf-8")
    assert refused(run, "answers", "form.csv", "--on", "2024-12-22") == [
        "form.csv:2: due: 2024-10-31 is before the problem was found, on 2024-12-20; check it"
    ]


def test_cells_that_were_merged(run: Run, visit: Visit, tmp_path: Path) -> None:
    """One person for two problems, written into a merged cell, was read for the first one alone."""
    visit("june", 2, 停车=False)
    done(run, "add", "june.json", "--on", "2024-06-30")
    done(run, "export", "-o", "form.xlsx", "--on", "2024-07-01", lang="zh")
    book = load_workbook(tmp_path / "form.xlsx")
    book["整改台账"]["I2"] = "王某（虚构）"
    book["整改台账"].merge_cells("I2:I3")
    book["整改台账"].merge_cells("B2:B3")
    book.save(tmp_path / "form.xlsx")

    assert refused(run, "answers", "form.xlsx", "--on", "2024-07-02") == [
        "form.xlsx[整改台账]:2: I2:I3 is merged, so only its first row says something; unmerge it and write it in each row"
    ]


def test_the_workbook(run: Run, visit: Visit, tmp_path: Path) -> None:
    """Every cell is text; a real reader of Excel files sees them."""
    visit("june", 2, 停车=False)
    done(run, "add", "june.json", "--on", "2024-06-30")
    done(run, "export", "-o", "form.xlsx", "--on", "2024-07-01", lang="zh")

    book = CalamineWorkbook.from_path(str(tmp_path / "form.xlsx"))
    assert book.sheet_names == ["整改台账"]
    assert book.get_sheet_by_name("整改台账").to_python() == [
        ["编号", "单位", "指标", "问题", "扣分", "依据", "检查日期", "整改措施", "责任人", "整改时限",
         "完成日期", "佐证", "状态", "反弹次数"],
        [PARKING, "青石街道（虚构）", "归档", "未归档：停车", "3", "", "2024-06-30", "", "", "", "", "",
         "未整改", ""],
        [EVENTS, "青石街道（虚构）", "宣传", "2，少2：2 ÷ 1 × 2 = 4", "4", "《某办法（虚构）》", "2024-06-30",
         "", "", "", "", "", "未整改", ""],
    ]  # fmt: skip


def test_all_faults_of_a_returned_form_are_told_and_nothing_is_taken_in(
    run: Run, visit: Visit, tmp_path: Path
) -> None:
    visit("june", 2, 停车=False, 市场=False)
    done(run, "add", "june.json", "--on", "2024-06-30")
    (tmp_path / "r.csv").write_text(
        f"整改台账（虚构）,,,,,,\n编号,整改措施,责任人,整改时限,完成日期,佐证,备注\n"
        f"{EVENTS},补办,王,2024-06-01,2024-08-01,,\n"
        f"{EVENTS},补办,王,,,,\n"
        f"{PARKING},归档,李,月底,,,\n"
        f"qs/nothing,归档,李,,,,\n"
        f",归档,李,,,,\n"
        f"qs/archive/decisions/市场,,,,,,只有备注\n",
        "utf-8",
    )
    faults = refused(run, "answers", "r.csv", "--on", "2024-07-22")

    assert faults == [
        "r.csv:3: due: 2024-06-01 is before the problem was found, on 2024-06-30; check it",
        "r.csv:3: done: 2024-08-01 is still to come; leave it empty until it is done",
        f"r.csv:4: the id {EVENTS} is repeated, it stands in line 3; keep one row",
        "r.csv:5: due: 月底 is not a date; write it like 2024-06-30",
        "r.csv:6: the ledger has no id qs/nothing; leave ids as they are",
        "r.csv:7: this row has no id; copy it from the table that you were given",
    ]
    assert done(run, "--on", "2024-07-22")[-1] == "2024-07-22: 3 findings: open 3"


def test_columns_of_others_are_named(run: Run, visit: Visit, tmp_path: Path) -> None:
    visit("june", 2)
    done(run, "add", "june.json", "--on", "2024-06-30")
    (tmp_path / "r.csv").write_text(f"id,person,remark\n{EVENTS},王,急\n", "utf-8")
    ran = run("answers", "r.csv", "--on", "2024-07-22")

    assert (ran.returncode, ran.stderr) == (0, "columns that were not read: remark\n")
    (tmp_path / "r.csv").write_text(f"问题,责任人\n{EVENTS},王\n", "utf-8")
    assert refused(run, "answers", "r.csv") == [
        "r.csv:1: there is no column `id`; fill in the table that `lawcheck ledger export` wrote"
    ]


def test_visits_come_in_order_and_once(run: Run, visit: Visit) -> None:
    visit("june", 2)
    visit("december", 3)
    done(run, "add", "december.json", "--on", "2024-12-20")

    assert refused(run, "add", "june.json", "--on", "2024-06-30") == [
        "june.json: a later visit to one of its units is entered, of 2024-12-20; enter visits in "
        "order, or say with --on when this one was"
    ]
    assert refused(run, "add", "december.json", "--on", "2024-12-21") == [
        "december.json: this report was entered already, on 2024-12-20; score each visit with "
        "--as-of, which tells them apart"
    ]


def test_files_that_are_no_ledger(run: Run, visit: Visit, tmp_path: Path) -> None:
    visit("june", 2)
    assert refused(run) == [
        "ledger.db: there is no such ledger; begin one with `lawcheck ledger add`"
    ]
    assert not (tmp_path / "ledger.db").exists()
    (tmp_path / "text.db").write_text("编号,问题\n" * 100, "utf-8")
    other = sqlite3.connect(tmp_path / "other.db")
    other.execute("CREATE TABLE mine (id INTEGER)")
    other.close()
    for name in ("text.db", "other.db"):
        before = (tmp_path / name).read_bytes()
        assert refused(run, "add", "june.json", "--ledger", name) == [
            f"{name}: this file is not a ledger; give another name"
        ]
        assert (tmp_path / name).read_bytes() == before
    done(run, "add", "june.json")
    newer = sqlite3.connect(tmp_path / "ledger.db")
    newer.execute("PRAGMA user_version = 99")
    newer.close()
    assert refused(run) == [
        "ledger.db: this ledger was written by a newer lawcheck-ledger; upgrade it"
    ]


def test_two_people_at_once(run: Run, visit: Visit, tmp_path: Path) -> None:
    visit("june", 2)
    visit("december", 3)
    done(run, "add", "june.json", "--on", "2024-06-30")
    with writing(tmp_path / "ledger.db"):
        assert refused(run, "add", "december.json", "--on", "2024-12-20") == [
            "ledger.db: somebody else is writing to this ledger; try again, nothing was written"
        ]
        assert done(run, "--on", "2024-07-01")[-1] == "2024-07-01: 1 findings: open 1"
    assert done(run, "add", "december.json", "--on", "2024-12-20")[2] == "still there: 1"


KILLED = """\
import os, sys
from datetime import date
from pathlib import Path
from lawcheck_ledger.entries import Gone
from lawcheck_ledger.store import writing
with writing(Path("ledger.db")) as ledger:
    for number in range(int(sys.argv[1])):
        ledger.add_event("qs/publicity/events", Gone(date(2024, 12, 20)))
    os._exit(9)
"""


@pytest.mark.parametrize("events", [1, 20_000])
def test_a_run_that_is_killed_leaves_nothing(
    run: Run, visit: Visit, tmp_path: Path, events: int
) -> None:
    """20,000 events are more than fit into memory, so that parts of them are in the file."""
    visit("june", 2)
    done(run, "add", "june.json", "--on", "2024-06-30")
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, str(events)], cwd=tmp_path, env=os.environ, check=False
    )

    assert killed.returncode == 9
    with reading(tmp_path / "ledger.db") as ledger:
        assert [len(each.events) for each in ledger.entries()] == [1]


def test_an_error_in_the_middle_leaves_nothing(visit: Visit, tmp_path: Path) -> None:
    report = visit("june", 2)

    def fail_after_adding() -> None:
        with writing(tmp_path / "l.db") as ledger:
            ledger.add_visit(report, date(2024, 6, 30))
            raise RuntimeError("on purpose")

    with pytest.raises(RuntimeError, match="on purpose"):
        fail_after_adding()
    with reading(tmp_path / "l.db") as ledger:
        assert ledger.day_of(report) is None


def test_the_ledger_in_other_formats(run: Run, visit: Visit, tmp_path: Path) -> None:
    """A table for each unit, and how many findings there are of each state; what no plugin brings is refused."""
    visit("june", 2, 停车=False)
    done(run, "add", "june.json", "--on", "2024-06-30")
    done(run, "export", "-o", "ledger.md", "--on", "2024-07-01", lang="zh")
    done(run, "export", "-o", "ledger.json", "--on", "2024-07-01")
    text = (tmp_path / "ledger.md").read_text("utf-8")
    rows = json.loads((tmp_path / "ledger.json").read_text("utf-8"))

    assert text.startswith(
        "# 整改台账 · 2024-07-01\n\n- **未整改**: 2\n\n## 青石街道（虚构）\n\n| 指标 |"
    )
    assert "| 宣传 | 2，少2：2 ÷ 1 × 2 = 4 | 4 | 《某办法（虚构）》 |  |  |  |  | 未整改 |" in text
    assert [(row["id"], row["points"], row["state"]) for row in rows] == [
        (PARKING, "3", "open"),
        (EVENTS, "4", "open"),
    ]
    refused = run("export", "-o", "ledger.wps")
    assert refused.returncode == 2
    assert refused.stderr.startswith("ledger.wps: no format goes by the suffix .wps; ")
    assert not (tmp_path / "ledger.wps").exists()


def test_a_ledger_without_findings_says_so(run: Run, visit: Visit, tmp_path: Path) -> None:
    visit("june", 4, 停车=True)
    done(run, "add", "june.json", "--on", "2024-06-30")
    done(run, "export", "-o", "ledger.txt", "--on", "2024-07-01")

    assert (tmp_path / "ledger.txt").read_text("utf-8").splitlines()[2:] == ["No findings."]
