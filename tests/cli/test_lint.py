"""`lawcheck lint` shows each fault on its line."""

import subprocess
from collections.abc import Callable
from pathlib import Path

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def test_a_mark_below_the_place(run: Run, root: Path, tmp_path: Path) -> None:
    """Wide characters before the place take two columns, and the mark still stands below it."""
    text = (root / "checklists/street-visit.yaml").read_text("utf-8")
    line = "        title: {zh: 普法活动, en: Publicity events}\n"
    assert line in text
    (tmp_path / "street.yaml").write_text(
        text.replace(line, line.replace(", en:", ", fr:")), "utf-8"
    )
    done = run("lint", "street.yaml")

    number = text[: text.index(line)].count("\n") + 1
    assert done.returncode == 2
    assert done.stderr.splitlines() == [
        f"street.yaml:{number}:27: unknown key `fr`; known: en, zh",
        "            title: {zh: 普法活动, fr: Publicity events}",
        " " * 34 + "^",
    ]


def test_a_long_line_is_cut_around_the_place(run: Run, tmp_path: Path) -> None:
    (tmp_path / "long.yaml").write_text(
        "lawcheck: 1\nid: a\ntitle: {zh: " + "长" * 60 + ", fr: x}\n", "utf-8"
    )
    lines = run("lint", "long.yaml").stderr.splitlines()
    mark = next(
        index
        for index, line in enumerate(lines)
        if line.strip() == "^" and lines[index - 1].endswith("fr: x}")
    )

    assert lines[mark - 2] == "long.yaml:3:75: unknown key `fr`; known: en, zh"
    assert lines[mark - 1].endswith("长长, fr: x}")
    assert len(lines[mark - 1].encode("gbk")) <= 80


def test_a_file_that_is_not_there(run: Run) -> None:
    done = run("lint", "none.yaml")

    assert (done.returncode, done.stderr) == (
        2,
        "none.yaml: there is no such file; check the path\n",
    )


def test_a_law_out_of_force_is_a_warning(run: Run, root: Path, tmp_path: Path) -> None:
    """The checklist is usable, so the exit code stays 0; programs read standard output only."""
    text = (root / "checklists/street-visit.yaml").read_text("utf-8")
    line = "          - {law: 中华人民共和国人民调解法"
    assert line in text
    number = text[: text.index(line)].count("\n") + 1
    (tmp_path / "street.yaml").write_text(
        text.replace(line, f"{line}, to: 2023-11-30", 1), "utf-8"
    )
    done = run("lint", "street.yaml")

    assert done.returncode == 0
    assert done.stdout == "street.yaml: no faults, 23 indicators\n"
    assert done.stderr.startswith(
        f"warning: street.yaml:{number}:13: 《中华人民共和国人民调解法》"
    )
    assert done.stderr.endswith(
        " is in force until 2023-11-30, the period is 2023-01-01 to 2023-12-31; "
        "cite the text that is in force in it\n"
    )
