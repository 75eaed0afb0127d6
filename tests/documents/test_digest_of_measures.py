"""Two checklists that differ in a measure or a condition alone have two digests."""

from fractions import Fraction
from typing import Any

import attrs

from lawcheck.documents.digest import digest_of_checklist
from lawcheck.indicators.scale import Scale
from lawcheck.model.conditions import EVERYTHING, Comparison, Where
from lawcheck.model.operations import OPERATIONS, Mean
from lawcheck.model.operators import OPERATORS
from lawcheck.model.register_measures import OverRecords
from lawcheck.testing import one_item


def digest(operation: Any, where: Where = EVERYTHING) -> str:
    measure = OverRecords(operation, "visits", of="score", where=where)
    return digest_of_checklist(one_item(Scale(measure, Fraction(0), Fraction(1))))


def test_every_operation_has_its_own() -> None:
    operations = [*(each() for each in OPERATIONS), Mean(drop=1), Mean(drop=2)]

    assert len(set(map(digest, operations))) == len(operations)


def test_every_operator_has_its_own() -> None:
    conditions = [Where((Comparison("score", each(), Fraction(1)),)) for each in OPERATORS]

    assert len({digest("count", where) for where in conditions}) == len(conditions)


def test_a_class_that_is_called_like_another_has_its_own() -> None:
    """Names are unique among the plugins, classes are not."""
    other: Any = attrs.frozen(type("Mean", (Mean,), {"name": "other_mean"}))

    assert digest(other()) != digest("mean")
