"""What is printed of many faults: equal ones in one line, the first twenty of a kind, long values cut; none is lost."""

from collections.abc import Callable
from pathlib import Path

import pytest

from lawcheck.model.checklist import Checklist
from lawcheck.model.errors import EvidenceError, LawcheckError, Place, problem
from lawcheck.model.shortening import first_of_each_kind
from lawcheck.model.text import message
from lawcheck.session import Session


def error_of(session: Session, checklist: Checklist, *paths: Path) -> LawcheckError:
    with pytest.raises(LawcheckError) as error:
        session.read(checklist, paths)
    return error.value


def test_equal_faults_share_a_line(
    put: Callable[..., Path], session: Session, checklist: Checklist
) -> None:
    rows = "".join(f"u{n},未报,{n}\n" for n in range(8))
    error = error_of(session, checklist, put("f.csv", f"unit,study,done\n{rows}v,未统计,1.5\n"))

    assert len(error.problems) == 10
    assert error.pick("en").split("\n") == [
        "f.csv:2:study: 未报 is not a number; leave the cell empty where it is not known, write 0 where it is 0 "
        "(also at 3:study, 4:study, 5:study, 6:study, 7:study and 2 more)",
        "f.csv:10:study: 未统计 is not a number; leave the cell empty where it is not known, write 0 where it is 0",
        "f.csv:10:done: 1.5 must be a whole number, zero or more",
    ]
    assert error.pick("zh").split("\n")[0] == (
        "f.csv:2:study: “未报”不是数字；不知道请留空，是0请写0（还有 3:study、4:study、5:study、6:study、7:study 等共8处）"
    )


def test_one_unit_on_every_row(
    put: Callable[..., Path], session: Session, checklist: Checklist
) -> None:
    """It had filled the screen with 167 MB."""
    error = error_of(session, checklist, put("f.csv", "unit,study\n" + "a,1\n" * 50_000))

    assert str(error) == (
        "f.csv:3:unit: the unit a appears twice, first at f.csv:2:unit; merge the two "
        "(also at 4:unit, 5:unit, 6:unit, 7:unit, 8:unit and 49993 more)"
    )


def test_two_equal_faults(
    put: Callable[..., Path], session: Session, checklist: Checklist
) -> None:
    error = error_of(session, checklist, put("f.csv", "unit,study,done\na,-1,-1\n"))

    assert str(error) == "f.csv:2:study: -1 must be a whole number, zero or more (also at 2:done)"


def test_twenty_of_a_kind_are_told(
    put: Callable[..., Path], session: Session, checklist: Checklist
) -> None:
    """A table of units that appear twice, two million rows long, had filled the screen with 167 MB."""
    error = error_of(
        session,
        checklist,
        put(
            "f.csv",
            "unit,study,done\n" + "".join(f"u{n},1,\n" * 2 for n in range(25_000)) + "b,x7,\n",
        ),
    )
    lines = error.pick("en").split("\n")

    assert len(error.problems) == 25_001
    assert lines[19:] == [
        "f.csv:41:unit: the unit u19 appears twice, first at f.csv:40:unit; merge the two",
        "f.csv: 24980 more problems of this kind",
        "f.csv:50002:study: x7 is not a number; write it like 12 or 0.5",
    ]


def test_long_values_are_cut() -> None:
    """A value, and a list of what there is."""
    known = [str(number) for number in range(1000)]
    error = EvidenceError(
        [
            problem(
                Place("f", 1),
                "{text}{known}",
                "{text}: {known}",
                text="x" * 10_000_000,
                known=known,
            )
        ]
    )

    assert str(error) == f"f:1: {'x' * 200}…: {', '.join(known[:50])}, …"


def test_twenty_notices_of_a_kind() -> None:
    notices = [message("甲{n}", "a{n}", n=n) for n in range(30)] + [message("乙", "b")]

    assert [each.pick("en") for each in first_of_each_kind(notices)] == [
        *(f"a{n}" for n in range(20)), "10 more notices of this kind", "b",
    ]  # fmt: skip
