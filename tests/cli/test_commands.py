"""The program as people run it: results on stdout, talk on stderr, exit codes as documented, whole files or none."""

import csv
import io
import json
import os
import re
import shutil
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import lawcheck

pytestmark = pytest.mark.interpreter

Run = Callable[..., "subprocess.CompletedProcess[str]"]

posix = pytest.mark.skipif(os.name != "posix", reason="needs a POSIX shell and its devices")


@pytest.fixture
def maojian(root: Path) -> Path:
    return root / "examples" / "maojian-2023" / "maojian.yaml"


@pytest.fixture
def visit(root: Path) -> Path:
    return root / "examples" / "street-visit"


def test_a_real_district(process: Run, maojian: Path) -> None:
    """Twelve items are open, so the total is an interval from good to excellent, without a grade."""
    done = process("score", "district-annual", maojian)

    assert done.returncode == 0
    assert done.stderr == ""
    assert "83.53" in done.stdout
    assert "100.00" in done.stdout
    assert "good" in done.stdout
    assert "excellent" in done.stdout


def test_a_folder_named_like_a_checklist_is_not_taken_for_it(
    process: Run, visit: Path, tmp_path: Path
) -> None:
    """In the folder of examples the unit's folder `street-visit` stands where the checklist of that id is meant."""
    shutil.copytree(visit, tmp_path / "street-visit")

    assert process("score", "street-visit", "street-visit").returncode == 0


@pytest.mark.parametrize("format_name", ["text", "json", "csv", "csv-sections", "markdown"])
def test_every_format_says_the_same_score(format_name: str, process: Run, visit: Path) -> None:
    card = json.loads(process("score", "street-visit", visit, "--format", "json").stdout)["units"][
        0
    ]
    done = process("score", "street-visit", visit, "--format", format_name)

    assert done.returncode == 0
    assert card["score"] in done.stdout


def test_the_same_inputs_give_the_same_bytes(process: Run, visit: Path) -> None:
    outputs = {
        process(
            "score",
            "street-visit",
            visit,
            "--format",
            "json",
            PYTHONHASHSEED=seed,
            TZ=zone,
            LC_ALL=place,
        ).stdout
        for seed, zone, place in (
            ("0", "UTC", "C"),
            ("1", "Asia/Shanghai", "zh_CN.UTF-8"),
            ("random", "America/New_York", "tr_TR.UTF-8"),
        )
    }

    assert len(outputs) == 1


def test_the_csv_has_a_row_for_every_unit_and_indicator(process: Run, root: Path) -> None:
    tables = sorted((root / "examples" / "streets-2023").glob("*.csv"))
    done = process("score", "street-visit", *tables, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(done.stdout.lstrip("\ufeff"))))
    indicators = {each.id for each in lawcheck.load_checklist("street-visit").indicators()}

    assert {(row["unit"], row["indicator"]) for row in rows} == {
        (unit, each) for unit in ("s01", "s02", "s03") for each in indicators
    }


def test_one_unit_of_many(process: Run, root: Path) -> None:
    tables = sorted((root / "examples" / "streets-2023").glob("*.csv"))
    done = process("score", "street-visit", *tables, "--unit", "s01", "--format", "json")
    data = json.loads(done.stdout)

    assert [unit["unit"]["id"] for unit in data["units"]] == ["s01"]
    assert int(data["rows"]["read"]) == sum(
        int(data["rows"][key]) for key in ("scored", "not_scored", "blank")
    )
    assert int(data["rows"]["not_scored"]) > 0


@pytest.mark.parametrize(("limit", "code"), [("83.53", 0), ("83.54", 7), ("101", 7)])
def test_fail_under_looks_at_the_lowest_possible_score(
    limit: str, code: int, process: Run, maojian: Path
) -> None:
    assert process("score", "district-annual", maojian, "--fail-under", limit).returncode == code


def test_language_by_locale_and_by_option(process: Run, maojian: Path) -> None:
    chinese = process("score", "district-annual", maojian, LC_ALL="zh_CN.UTF-8").stdout
    asked = process("score", "district-annual", maojian, "--lang", "zh").stdout
    before = process("--lang", "zh_CN", "score", "district-annual", maojian).stdout
    english = process("score", "district-annual", maojian, LC_ALL="fr_FR.UTF-8").stdout

    assert chinese == asked == before
    assert "优秀" in chinese
    assert "excellent" in english


def test_help_in_both_languages_and_of_every_command(process: Run) -> None:
    commands = ("explain", "lint", "list", "plugins", "schema", "score", "show", "test")
    english, chinese = process("--help"), process("--help", "--lang", "zh")

    assert all(
        f"  {command} " in english.stdout and f"  {command} " in chinese.stdout
        for command in commands
    )
    assert english.stdout.startswith("Usage: lawcheck")
    assert "用法" in chinese.stdout
    assert all(process(command, "-h").returncode == 0 for command in commands)


def test_explain_gives_rule_facts_sources_law_and_arithmetic(process: Run, maojian: Path) -> None:
    lines = process(
        "explain", "district-annual", maojian, "-i", "reconsideration_settled"
    ).stdout.splitlines()
    text = "".join(line.strip() for line in lines)

    assert "7/66" in text
    assert "15%" in text
    assert "maojian.yaml:" in text
    assert "其中调解撤回申请7件" in text
    assert "0.8788" in text


def test_explain_asks_which_unit_and_names_near_indicators(
    process: Run, root: Path, maojian: Path
) -> None:
    tables = sorted((root / "examples" / "streets-2023").glob("*.csv"))

    assert (
        "say which unit with --unit: s01, s02, s03"
        in process("explain", "street-visit", *tables, "-i", "appearance").stderr
    )
    wrong = process("explain", "district-annual", maojian, "-i", "studdy")
    assert (wrong.returncode, "did you mean study (" in wrong.stderr) == (2, True)


def test_lint_test_show_list_and_schema(process: Run) -> None:
    lint, worked, show = (
        process("lint", "district-annual", "street-visit"),
        process("test", "street-visit"),
        process("show", "street-visit"),
    )
    listed, schema = process("list"), process("schema")

    assert (
        lint.returncode,
        worked.returncode,
        show.returncode,
        listed.returncode,
        schema.returncode,
    ) == (0, 0, 0, 0, 0)
    assert "district-annual: no faults, 60 indicators" in lint.stdout
    assert "FAILED" not in worked.stdout
    assert "法释〔2020〕3号" in "".join(line.strip() for line in show.stdout.splitlines())
    assert listed.stdout.count("2023.1") == 4
    assert json.loads(schema.stdout)["title"] == "lawcheck checklist"


def test_a_worked_example_that_does_not_come_out(process: Run, root: Path, tmp_path: Path) -> None:
    text = (root / "checklists" / "street-visit.yaml").read_text(encoding="utf-8")
    (tmp_path / "c.yaml").write_text(
        text.replace("expect: {case_quality: 4.5}", "expect: {case_quality: 4.4}"),
        encoding="utf-8",
    )
    done = process("test", "c.yaml")

    assert done.returncode == 7
    assert "case_quality: expected 4.4, found 4.5" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["scroe"], 2, "no such command: scroe; did you mean score?"),
        (["score"], 2, "Missing argument 'CHECKLIST'"),
        (
            ["score", "nowhere", "x.yaml"],
            2,
            "nowhere: no such file, and no checklist ships under this id",
        ),
        (
            ["score", "district-annual", "x.yaml"],
            2,
            "x.yaml: there is no such file; check the path",
        ),
        (
            ["score", "district-annual", "x.docx"],
            2,
            "x.docx: there is no such file or folder; check the path",
        ),
        (["lint", "c.yaml"], 2, "c.yaml: there is no such file"),
        (
            ["score", "street-visit", "visit", "--format", "pdf"],
            2,
            "there is no format pdf; there are: csv, csv-sections, json, markdown, text",
        ),
        (
            ["score", "street-visit", "visit", "--fail-under", "many"],
            2,
            "--fail-under takes a number such as 60 or 59.5",
        ),
        (["score", "street-visit", "visit", "--unit", "z"], 2, "no unit z in the evidence"),
        (["-p", "no:zzz", "list"], 4, "plugin zzz is not installed"),
        (["-p", "zzz", "list"], 2, "no:NAME"),
        (["score", "street-visit", "visit", "-o", "nowhere/card.txt"], 5, "cannot write"),
    ],
)
def test_refusals(arguments: list[str], code: int, words: str, process: Run, visit: Path) -> None:
    done = process(*(str(visit) if each == "visit" else each for each in arguments))

    assert done.returncode == code
    assert words in done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr


def test_output_is_written_whole_and_replaces(process: Run, visit: Path, tmp_path: Path) -> None:
    target = tmp_path / "card.json"
    target.write_text("old", encoding="utf-8")
    done = process("score", "street-visit", visit, "--format", "json", "-o", "card.json")

    assert (done.returncode, done.stdout) == (0, "")
    assert json.loads(target.read_text(encoding="utf-8"))["schema"] == "lawcheck-scorecard/1"
    assert [each.name for each in tmp_path.iterdir()] == ["card.json"]


def test_nothing_is_written_when_an_input_is_refused(
    process: Run, visit: Path, tmp_path: Path
) -> None:
    done = process("score", "district-annual", visit, "-o", "card.txt")

    assert done.returncode == 2
    assert list(tmp_path.iterdir()) == []


@posix
@pytest.mark.skipif(
    hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write everywhere"
)
def test_a_read_only_folder(process: Run, visit: Path, tmp_path: Path) -> None:
    folder = tmp_path / "locked"
    folder.mkdir()
    folder.chmod(stat.S_IRUSR | stat.S_IXUSR)

    assert process("score", "street-visit", visit, "-o", "locked/card.txt").returncode == 5


@posix
def test_a_full_disk_ends_with_5(process: Run, visit: Path, root: Path) -> None:
    line = f'"{sys.executable}" -m lawcheck score street-visit "{visit}" > /dev/full'
    done = subprocess.run(
        ["bash", "-c", line],
        env={**os.environ, "LC_ALL": "C.UTF-8"},
        capture_output=True,
        encoding="utf-8",
        cwd=root,
        check=False,
    )

    assert done.returncode == 5
    assert (
        done.stderr.strip()
        == "stdout: cannot write: No space left on device; nothing was written, check space and permissions"
    )


@posix
@pytest.mark.parametrize(("limit", "code"), [("0", 0), ("100", 7)])
def test_a_reader_that_goes_away_does_not_change_the_code(
    limit: str, code: int, visit: Path, root: Path
) -> None:
    line = f'"{sys.executable}" -m lawcheck score street-visit "{visit}" --fail-under {limit} | true; exit ${{PIPESTATUS[0]}}'
    done = subprocess.run(
        ["bash", "-c", line], capture_output=True, encoding="utf-8", cwd=root, check=False
    )

    assert (done.returncode, done.stderr) == (code, "")


@posix
def test_ctrl_c_ends_cleanly(root: Path, tmp_path: Path) -> None:
    """A pool large enough to be interrupted while it is read or scored; no traceback, nothing written, 130."""
    rows = "".join(f"u{n},12\n" for n in range(60_000))
    (tmp_path / "facts.csv").write_text("unit,publicity_events\n" + rows, encoding="utf-8")

    talk = ""
    for seconds in (2, 4, 8, 16, 32, 64):
        code, talk = interrupted(root, tmp_path, seconds)
        assert code == 130
        if talk:  # without a word it was still importing, as it does for long on a busy machine
            break

    assert talk.strip().endswith("interrupted; nothing was written")
    assert [each.name for each in tmp_path.iterdir()] == ["facts.csv"]


def interrupted(root: Path, folder: Path, seconds: int) -> tuple[int, str]:
    """Return the exit code of a run that is interrupted after some seconds, and what it said."""
    # Not measured: an interrupt while coverage.py holds its lock leaves it locked, and the program then waits for ever.
    unmeasured = {
        name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")
    }
    program = subprocess.Popen(
        [sys.executable, "-m", "lawcheck", "score", "street-visit", "facts.csv", "-o", "out.txt"],
        cwd=folder,
        env={**unmeasured, "PYTHONPATH": str(root / "src"), "LC_ALL": "C.UTF-8"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    # Python loses an interrupt that comes in the middle of an import; a person then presses again.
    for _ in range(5):
        time.sleep(seconds)
        program.send_signal(signal.SIGINT)
        try:
            _, talk = program.communicate(timeout=60)
        except subprocess.TimeoutExpired:
            continue
        return program.returncode, talk
    program.kill()
    return program.wait(), ""


def test_a_console_that_cannot_print_every_character(process: Run, visit: Path) -> None:
    done = process(
        "score", "street-visit", visit, PYTHONIOENCODING="ascii", PYTHONUTF8="0", LC_ALL="C"
    )

    assert done.returncode == 0
    assert "Traceback" not in done.stderr


def test_the_words_for_values_are_chinese_in_chinese(process: Run) -> None:
    usage = process("--lang", "zh", "explain", "--help").stdout

    assert usage.startswith("用法: lawcheck explain [选项] 指标体系 佐证材料...\n")
    assert "--unit 编号 " in usage
    assert "--on 日期 " in usage
    assert "缺少参数 '指标体系'" in process("--lang", "zh", "score").stderr
    assert "score [OPTIONS] CHECKLIST EVIDENCE..." in process("--lang", "en", "score", "-h").stdout


def test_no_word_for_a_value_is_left_in_english(root: Path) -> None:
    """In the page of all commands, which is made from them; JSON stays JSON."""
    page = (root / "docs" / "commands.zh-CN.md").read_text("utf-8")
    shown = re.findall(r"^(?:lawcheck .*|\| `-[^`]*`)", page, re.MULTILINE)

    assert len(shown) > 60
    assert {word for line in shown for word in re.findall(r"[A-Z]{2,}", line)} <= {"JSON"}
