"""Kinds of values: what one is called, and that cells of each are read."""

from fractions import Fraction

import pytest

from lawcheck.evidence.cells import read_value
from lawcheck.model.declarations import Spec
from lawcheck.model.kinds import Kind
from lawcheck.model.raw_tables import Cell
from lawcheck.model.text import Message

WRITTEN = {"number": "12%", "date": "2023-06-01", "yes_no": "是", "text": "甲"}


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_has_a_label_and_is_read(kind: Kind) -> None:
    spec = Spec(kind, written_as="percent" if kind is Kind.RATE else None)
    text = WRITTEN[kind.holds] if kind is Kind.RATE else WRITTEN[kind.holds].removesuffix("%")

    assert not isinstance(read_value(Cell(text), spec), Message)
    assert kind.label.zh
    assert kind.label.en


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind.least is not None])
def test_the_bounds_of_a_kind_hold_whatever_a_checklist_allows(kind: Kind) -> None:
    """A checklist that writes `least: -5` for a count does not make -3 one."""
    spec = Spec(kind, least=Fraction(-5), written_as="fraction" if kind is Kind.RATE else None)

    assert isinstance(read_value(Cell("-3"), spec), Message)


def test_a_name_that_is_not_a_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="number"):
        Spec("number")
