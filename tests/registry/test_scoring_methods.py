"""Scoring methods of plugins that are wrong: each is named, whatever it does, and nothing is scored."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from types import ModuleType
from typing import Any, ClassVar

import attrs
import pytest

from lawcheck.model.errors import ChecklistError, PluginError
from lawcheck.model.scoring_method import ByScores, Proportional
from lawcheck.registry.hookspecs import hookimpl
from lawcheck.session import Session

CHECKLIST = """\
lawcheck: 1
id: demo
version: "1"
title: 演示
period: {from: 2024-01-01, to: 2024-12-31}
scoring: {method: mine}
rounding: {places: 2, mode: half_up, at: total}
grade_on: rounded
grades: [{name: 优, from: 90}, {name: 差, from: 0}]
not_applicable: {policy: redistribute, at_most: 60%}
facts: {n: count}
indicators:
  - {id: a, title: 甲, points: 60, type: count_target, value: n, target: 6, deduct: {points: 10, per: 1}}
  - {id: b, title: 乙, points: 40, type: count_target, value: n, target: 4, deduct: {points: 10, per: 1}}
"""


class Declared:
    """What a method says of itself."""

    method_name: ClassVar[str] = "mine"
    is_flat: ClassVar[bool] = False
    counts_down: ClassVar[bool] = False
    needs_points: ClassVar[bool] = True
    needs_weight: ClassVar[bool] = False
    out_of: ClassVar[Any] = Fraction(100)
    start: ClassVar[Any] = Fraction(0)
    floor: ClassVar[Any] = None
    points: ClassVar[Any] = None


@attrs.frozen
class Plain(Declared, Proportional):
    """Adds the points up."""

    def gives(self, parts: Sequence[Any]) -> Sequence[Fraction]:
        return (Fraction(1),) * len(parts)

    def claims(self, parts: Sequence[Any]) -> None:
        return None


def score(folder: Path, method: type, n: int = 4) -> Any:
    plugin = ModuleType("mine")

    @hookimpl
    def lawcheck_aggregations() -> dict[str, type]:
        return {"mine": method}

    vars(plugin)["lawcheck_aggregations"] = lawcheck_aggregations
    session = Session.start(only=(), plugins=[plugin])
    (folder / "demo.yaml").write_text(CHECKLIST, "utf-8")
    (folder / "a.yaml").write_text(
        f"lawcheck-evidence: 1\nunit: {{id: a}}\nfacts: {{n: {n}}}\n", "utf-8"
    )
    checklist = session.load(folder / "demo.yaml")
    return session.score(checklist, session.read(checklist, [folder / "a.yaml"]))


def test_one_that_is_right(tmp_path: Path) -> None:
    assert str(score(tmp_path, Plain).scorecards[0].score) == "80"


class Exits(Plain):
    """Ends the process."""

    def factors(
        self, parts: Sequence[Any], scores: Sequence[Fraction | None]
    ) -> Sequence[Fraction]:
        raise SystemExit(0)


class Changes(Plain):
    """Turns the scores that it was given into shares."""

    def factors(self, parts: Sequence[Any], scores: Any) -> Sequence[Fraction]:
        scores[0] = Fraction(1)
        return [Fraction(1)] * 2


class Half(Plain):
    """Starts at a float."""

    start = 0.5


class Text(Plain):
    """Has its floor as a text."""

    floor = "0"


class Computes(Plain):
    """Fails to tell its full score."""

    @property
    def out_of(self) -> Fraction:
        raise KeyError("x")


@pytest.mark.parametrize(
    ("method", "why"),
    [
        (Exits, "scoring method mine ({}) failed: SystemExit: 0"),
        (Changes, "scoring method mine ({}) failed: TypeError: 'tuple' object does not support item assignment"),
        (Half, "plugin mine (mine): mine: start = 0.5, not a Fraction; tell its author, or switch it off with -p no:mine"),
        (Text, "plugin mine (mine): mine: floor = '0', not a Fraction; tell its author, or switch it off with -p no:mine"),
        (Computes, "plugin mine (mine) failed: KeyError: 'x'; upgrade or remove it, or switch it off with -p no:mine"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named(method: type, why: str, tmp_path: Path) -> None:
    with pytest.raises(PluginError) as error:
        score(tmp_path, attrs.frozen(method))

    assert str(error.value) == why.format(method.__module__)


@attrs.frozen
class Weighed(Declared, ByScores):
    """Looks at its weights."""

    def factors(
        self, parts: Sequence[Any], scores: Sequence[Fraction | None]
    ) -> Sequence[Fraction]:
        return (Fraction(1),) * len(parts)

    def check(self, weights: Sequence[Fraction]) -> Iterator[Any]:
        yield "bad"


def test_faults_that_are_none(tmp_path: Path) -> None:
    with pytest.raises(PluginError, match=r"mine: check\(\) returned str, not Faults"):
        score(tmp_path, Weighed)


def test_a_floor_that_nothing_gets_below(tmp_path: Path) -> None:
    """Every unit would have 120 of 100."""
    session = Session.start(only=())
    scoring = "scoring: {method: deduct_from, start: 100, floor: 120}"
    (tmp_path / "demo.yaml").write_text(
        CHECKLIST.replace("scoring: {method: mine}", scoring), "utf-8"
    )

    with pytest.raises(ChecklistError) as error:
        session.load(tmp_path / "demo.yaml")
    assert str(error.value) == (
        f"{tmp_path / 'demo.yaml'}:6:51: `floor` must be below `start` (100), or nothing costs points; write `none` for no limit"
    )


def test_points_that_are_counted_up_where_they_count_down(tmp_path: Path) -> None:
    """Three awards of 2 points added nothing to 80."""
    session = Session.start(only=())
    text = CHECKLIST.replace("{method: mine}", "{method: deduct_from, start: 100, floor: 0}")
    text = text.replace("indicators:", "registers: {h: {columns: {t: text}}}\nindicators:")
    text += "  - {id: c, title: 表彰, points: 10, type: awards, register: h, each: 2}\n"
    (tmp_path / "demo.yaml").write_text(text, "utf-8")

    with pytest.raises(ChecklistError) as error:
        session.load(tmp_path / "demo.yaml")
    assert str(error.value) == (
        f"{tmp_path / 'demo.yaml'}:16:42: awards counts up from zero, which nothing can add to under a method that counts down; "
        "put the item under `bonus` or into a section that counts points"
    )


def test_a_checklist_with_the_id_of_another(tmp_path: Path) -> None:
    """Which of the two is meant nobody can say; nor is a folder one that is not there."""
    (tmp_path / "street-visit.yaml").write_text(CHECKLIST, "utf-8")

    def start(folder: Path) -> Session:
        plugin = ModuleType("town")

        @hookimpl
        def lawcheck_checklists() -> list[Path]:
            return [folder]

        vars(plugin)["lawcheck_checklists"] = lawcheck_checklists
        session = Session.start(only=(), plugins=[plugin])
        session.load("street-visit")
        return session

    with pytest.raises(PluginError) as error:
        start(tmp_path)
    assert str(error.value).startswith("lawcheck ")
    assert str(error.value).endswith(
        " and town (town) both offer checklist street-visit; switch one off with -p no:..."
    )
    with pytest.raises(
        PluginError, match="lawcheck_checklists: checklists is not a folder with its whole path"
    ):
        start(Path("checklists"))
