"""The page of the language names, in both languages, everything that a checklist may choose from one of these tables."""

from pathlib import Path

import pytest

from lawcheck.checklists.vetoes import EFFECT_OF_KEY
from lawcheck.model.kinds import Kind
from lawcheck.model.rounding import RoundingMode

DOCS = Path(__file__).parents[2] / "docs"

pytestmark = pytest.mark.parametrize(
    "page", ["checklist-language.md", "checklist-language.zh-CN.md"]
)


@pytest.mark.parametrize("mode", RoundingMode)
def test_rounding_modes(page: str, mode: RoundingMode) -> None:
    assert f"| `{mode}` | {mode.label.zh}" in (DOCS / page).read_text("utf-8")


@pytest.mark.parametrize("kind", Kind)
def test_kinds_of_values(page: str, kind: Kind) -> None:
    assert f"`{kind}`" in (DOCS / page).read_text("utf-8")


@pytest.mark.parametrize("key", EFFECT_OF_KEY)
def test_effects_of_vetoes(page: str, key: str) -> None:
    assert f"{{{key}: " in (DOCS / page).read_text("utf-8")
