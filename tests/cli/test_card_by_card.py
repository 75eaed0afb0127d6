"""Units are scored and written one by one: the same bytes, whole or not at all."""

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from lawcheck.documents import spool as spool_module
from lawcheck.documents.output import write_pieces
from lawcheck.documents.spool import Spool
from lawcheck.model.errors import OutputError
from lawcheck.model.text import Language
from lawcheck.session import Session

Run = Callable[..., "subprocess.CompletedProcess[str]"]

CHECKLIST = """\
lawcheck: 1
id: many
version: "1"
title: 多
period: {from: 2023-01-01, to: 2023-12-31}
scoring: {method: points, out_of: 20}
rounding: {places: 2, mode: half_up, at: total}
grade_on: rounded
grades: [{name: 合格, from: 10}, {name: 不合格, from: 0}]
not_applicable: {policy: redistribute, at_most: 50%}
facts: {done: count, all: count, plan: yes_no}
sections:
  - id: s
    title: "=部分"
    indicators:
      - {id: r, title: 率, points: 10, type: rate, numerator: done, denominator: all, target: 100%, deduct: {points: 1, per: 7%, partial: proportional}, on_zero: not_applicable}
      - {id: p, title: 计划, points: 10, type: yes_no, value: plan}
bonus:
  at_most: 1
  total_at_most: 20
  indicators: [{id: b, title: 加分, points: 1, type: yes_no, value: plan}]
"""
ROWS = ["u1,12,13,是", "u2,0,0,否", "u3,,5,", "u4,5,5,是"]


@pytest.fixture
def inputs(tmp_path: Path) -> None:
    (tmp_path / "many.yaml").write_text(CHECKLIST, "utf-8")
    (tmp_path / "units.csv").write_text("\n".join(["unit,done,all,plan", *ROWS]) + "\n", "utf-8")


@pytest.mark.usefixtures("inputs")
@pytest.mark.parametrize("format_name", ["csv", "json"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_same_bytes_as_of_a_whole_report(
    format_name: str, language: Language, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On the screen, in a file, and from a program that has the whole report in memory."""
    monkeypatch.chdir(tmp_path)
    session = Session.start(only=())
    checklist = session.load("many.yaml")
    report = session.score(checklist, session.read(checklist, [Path("units.csv")]))
    score = ("score", "many.yaml", "units.csv", "--format", format_name, "--lang", language)
    shown, kept = run(*score), run(*score, "-o", "out")

    assert (shown.returncode, kept.returncode) == (0, 0)
    wanted = session.write(report, format_name, language)
    assert (tmp_path / "out").read_bytes().decode("utf-8") == wanted
    assert shown.stdout == wanted.replace("\r\n", "\n")


@pytest.mark.usefixtures("inputs")
@pytest.mark.parametrize("format_name", ["csv", "json"])
def test_a_unit_that_contradicts_itself_at_the_end_writes_nothing(
    format_name: str, run: Run, tmp_path: Path
) -> None:
    """Its share is above 100 %, which is found while it is scored."""
    (tmp_path / "units.csv").write_text(
        "\n".join(["unit,done,all,plan", *ROWS, "u5,9,5,是"]) + "\n", "utf-8"
    )
    (tmp_path / "out").write_text("as it was", "utf-8")
    score = ("score", "many.yaml", "units.csv", "--format", format_name)
    shown, kept = run(*score), run(*score, "-o", "out")

    assert (shown.returncode, kept.returncode) == (2, 2)
    assert shown.stdout == kept.stdout == ""
    assert "u5" in kept.stderr
    assert (tmp_path / "out").read_text("utf-8") == "as it was"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["many.yaml", "out", "units.csv"]


def test_texts_come_back_from_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spool_module, "_IN_MEMORY", 10)
    texts = ["", "甲\r\n", "a" * 100, "\udcff", ""]
    with Spool(tmp_path) as spool:
        for each in texts:
            spool.add(each)
        assert list(spool) == list(spool) == texts

    assert list(tmp_path.iterdir()) == []


def pieces() -> Iterator[str]:
    yield "分" * 400_000
    yield "b" * 900_000
    yield "c"


def test_pieces_make_one_file(tmp_path: Path) -> None:
    write_pieces(tmp_path / "file", pieces())
    if hasattr(os, "link"):
        os.link(tmp_path / "file", tmp_path / "other")
        write_pieces(tmp_path / "file", ["new ", "content"])
        assert (tmp_path / "other").read_bytes() == b"new content"
        write_pieces(tmp_path / "file", pieces())

    assert (tmp_path / "file").read_text("utf-8") == "".join(pieces())


def broken() -> Iterator[str]:
    yield "b" * 2_000_000
    raise OSError(5, "broken")


def test_a_piece_that_is_not_made_leaves_the_old_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("old", "utf-8")
    with pytest.raises(OutputError):
        write_pieces(tmp_path / "file", broken())

    assert (tmp_path / "file").read_text("utf-8") == "old"
    assert [each.name for each in tmp_path.iterdir()] == ["file"]
