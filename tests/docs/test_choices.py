"""The page of the language names everything that a checklist may choose from one of these tables."""

from pathlib import Path

import pytest

from lawcheck.checklists.vetoes import EFFECT_OF_KEY
from lawcheck.model.kinds import Kind
from lawcheck.model.rounding import RoundingMode

PAGE = (Path(__file__).parents[2] / "docs" / "checklist-language.md").read_text("utf-8")


@pytest.mark.parametrize("mode", RoundingMode)
def test_rounding_modes(mode: RoundingMode) -> None:
    assert f"| `{mode}` | {mode.label.zh}" in PAGE


@pytest.mark.parametrize("kind", Kind)
def test_kinds_of_values(kind: Kind) -> None:
    assert f"`{kind}`" in PAGE


@pytest.mark.parametrize("key", EFFECT_OF_KEY)
def test_effects_of_vetoes(key: str) -> None:
    assert f"{{{key}: " in PAGE
