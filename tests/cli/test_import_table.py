"""`lawcheck import-table`: from a printed sheet to a draft that loads."""

import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from lawcheck.checklists import drafting
from lawcheck.reports.drafting import TYPES

Run = Callable[..., "subprocess.CompletedProcess[str]"]

HEADS = "类别,序号,考核内容,分值,评分标准\n"


@pytest.fixture
def folder(root: Path) -> Path:
    return root / "examples" / "score-table"


def test_the_example_and_its_draft(run: Run, folder: Path, tmp_path: Path) -> None:
    """The draft beside the table is what the command makes of it. `UPDATE_GOLDEN=1` writes it anew."""
    table = (folder / "townships-2024.csv").read_bytes()
    (tmp_path / "townships-2024.csv").write_bytes(table)
    done = run("--lang", "zh", "import-table", "townships-2024.csv")
    if os.environ.get("UPDATE_GOLDEN"):
        (folder / "townships-2024.yaml").write_text(done.stdout, encoding="utf-8", newline="")

    assert done.returncode == 0
    assert done.stdout == (folder / "townships-2024.yaml").read_text(encoding="utf-8")
    assert "读入17行 = 13项 + 0行续写 + 2行标题 + 1行合计 + 1行说明 + 0行空白" in done.stderr
    assert "写成规则的13项（达到数量2项、" in done.stderr
    assert not re.search(r"[a-z]+_[a-z]+|partial", done.stderr)


def test_every_type_of_a_draft_has_a_name() -> None:
    """In both languages; those of the drafting code, and no others."""
    written = set[str]()
    for file in Path(drafting.__file__).parent.glob("*.py"):
        written |= set(re.findall(r'"type": Name\("(\w+)"\)', file.read_text("utf-8")))

    assert written == set(TYPES)


def test_a_draft_is_a_checklist(run: Run, folder: Path) -> None:
    draft = folder / "townships-2024.yaml"

    assert run("lint", draft).stdout.endswith("townships-2024.yaml: no faults, 13 indicators\n")
    assert run("show", draft).returncode == 0


def test_a_new_file_is_written_and_an_old_one_kept(run: Run, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "old.yaml").write_text("mine", encoding="utf-8")
    new = run(
        "import-table",
        folder / "townships-2024.csv",
        "-o",
        "new.yaml",
        "--id",
        "towns",
        "--year",
        "2025",
    )
    old = run("import-table", folder / "townships-2024.csv", "-o", "old.yaml")

    assert (new.returncode, new.stdout) == (0, "")
    assert 'id: towns\nversion: "2025.1"\n' in (tmp_path / "new.yaml").read_text(encoding="utf-8")
    assert (old.returncode, old.stderr) == (
        2,
        "old.yaml: the file is there, and may hold work; choose another name\n",
    )
    assert (tmp_path / "old.yaml").read_text(encoding="utf-8") == "mine"


def test_gb18030_is_read_and_said(run: Run, folder: Path, tmp_path: Path) -> None:
    text = (folder / "townships-2024.csv").read_text(encoding="utf-8")
    (tmp_path / "gbk.csv").write_bytes(text.encode("gb18030"))
    done = run("import-table", "gbk.csv")

    assert done.returncode == 0
    assert "gbk.csv: read as GB18030" in done.stderr
    assert "每季度组织集体学法不少于1次" in done.stdout


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("empty.csv", b"", "empty.csv:1: the sheet is empty"),
        (
            "sheet.xlsx",
            b"PK",
            "sheet.xlsx: no reader for this kind of table; there are: csv; save it as “CSV UTF-8”",
        ),
        ("none.csv", None, "none.csv: there is no such file; check the path"),
        (
            "quote.csv",
            ("2024,,,,\n" + HEADS + '甲,1,"乙,2,丙\n').encode(),
            "quote.csv:3: quotes do not match (unexpected end of data); check the quotes from this line on",
        ),
        (
            "two.csv",
            ("2024,,,,\n" + HEADS + "甲,1,乙,x,丙\n甲,2,丁,,戊\n").encode(),
            "two.csv:3: “x” is not a number of points above 0\ntwo.csv:4: this item has no points; where one cell covers several items, divide it among them",
        ),
        (
            "year.csv",
            (HEADS + "甲,1,乙,2,丙\n").encode(),
            "year.csv: the title names no year, or more than one; give it with --year 2024",
        ),
    ],
)
def test_wrong_sheets(run: Run, tmp_path: Path, name: str, data: bytes | None, said: str) -> None:
    """One line for each fault, all of them at once, nothing on standard output."""
    if data is not None:
        (tmp_path / name).write_bytes(data)
    done = run("import-table", name)

    assert (done.returncode, done.stdout, done.stderr) == (2, "", said + "\n")
