"""Plugins are found where `importlib.metadata` finds them, without importing it."""

from collections.abc import Callable
from importlib.metadata import entry_points
from pathlib import Path

import pytest

from lawcheck.model.operations import OPERATIONS
from lawcheck.model.operators import OPERATORS
from lawcheck.registry.builtin import lawcheck_measures, lawcheck_operators
from lawcheck.registry.discovery import installed_plugins

pytestmark = pytest.mark.interpreter

Write = Callable[..., None]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Writes the metadata of a distribution into a folder that is searched first."""
    monkeypatch.syspath_prepend(tmp_path / "late")
    monkeypatch.syspath_prepend(tmp_path / "early")

    def put(folder: str, info: str, points: str, about: str = "METADATA") -> None:
        path = tmp_path / folder / info
        path.mkdir(parents=True)
        name, _, version = info.rpartition(".")[0].partition("-")
        path.joinpath(about).write_text(
            f"Metadata-Version: 2.1\nName: {name.replace('_', '-')}\nVersion: {version or 1}\n\nName: no\n",
            encoding="utf-8",
        )
        path.joinpath("entry_points.txt").write_text(points, encoding="utf-8")

    return put


def expected() -> list[tuple[str, str, str, str]]:
    return sorted(
        (point.name, point.dist.name, point.dist.version, point.value.partition("[")[0].strip())
        for point in entry_points(group="lawcheck")
        if point.dist is not None
    )


def found() -> list[tuple[str, str, str, str]]:
    return [
        (each.name, each.distribution, each.version, each.target) for each in installed_plugins()
    ]


def test_what_is_installed_here() -> None:
    assert found() == expected()


def test_forms_of_metadata(write: Write) -> None:
    """Other groups, comments, several entry points, extras, a stale copy on a later path."""
    write(
        "early",
        "lawcheck_days-1.0.dist-info",
        "[console_scripts]\nx = y:z\n\n[lawcheck]\n# no = no\ndays = lawcheck_days\n"
        "nights=lawcheck_days.nights:made [all]\n[other]\na = b\n",
    )
    write("early", "Lawcheck.Dots-2.egg-info", "[lawcheck]\ndots = dots\n", "PKG-INFO")
    write("early", "unrelated-3.dist-info", "[console_scripts]\nx = y:z\n")
    write("late", "lawcheck_days-0.9.dist-info", "[lawcheck]\ndays = stale\n")

    assert found() == expected()
    assert {each for each in found() if each[1] != "lawcheck-casefile"} >= {
        ("days", "lawcheck-days", "1.0", "lawcheck_days"),
        ("nights", "lawcheck-days", "1.0", "lawcheck_days.nights:made"),
        ("dots", "Lawcheck.Dots", "2", "dots"),
    }


def test_what_an_editable_install_leaves(write: Write) -> None:
    """setuptools puts a folder without a version into the sources, beside that of the install."""
    points = "[lawcheck]\nmine = mine\n"
    write("early", "my_plugin-1.dist-info", points)
    write("late", "my_plugin.egg-info", points, "PKG-INFO")

    assert found() == expected()
    assert [each for each in found() if each[0] == "mine"] == [("mine", "my-plugin", "1", "mine")]


def test_the_built_in_operations_are_all_offered() -> None:
    for offered, known in ((lawcheck_measures(), OPERATIONS), (lawcheck_operators(), OPERATORS)):
        assert list(offered.items()) == [
            (each.name, f"{each.__module__}:{each.__name__}") for each in known
        ]
