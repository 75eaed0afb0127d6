"""Pages of types that mislead whoever writes a checklist, and the check of the suite that says so."""

from fractions import Fraction
from typing import Any, ClassVar

import attrs
import pytest

from lawcheck.checklists import schema
from lawcheck.model.case import Case, Result
from lawcheck.model.deductions import Deduction
from lawcheck.model.rule_fields import Number
from lawcheck.model.text import Message, message
from lawcheck.testing import DocumentationSuite

WHY = message("原因", "reason")
PAGE = """Points off for each.

```yaml
- id: late
  title: 迟报
  points: 5
  type: each
  value: reports
  price: 0.5
```

Attributes:
    value: what is counted.
    price: what each costs.
"""


@attrs.frozen
class Right:
    type_name: ClassVar[str] = "each"

    value: Number
    price: Fraction

    def describe(self) -> Message:
        return WHY

    def score(self, case: Case) -> Result:
        reading = case.read(self.value)
        return Result(
            (Deduction(reading.value * self.price, WHY, reading.facts),) if reading.value else ()
        )


class NoExample(Right):
    pass


class MisspeltExample(Right):
    pass


class AnotherType(Right):
    pass


class UndeclaredFact(Right):
    pass


class NotExplained(Right):
    pass


class Fails(Right):
    def score(self, case: Case) -> Result:
        raise ZeroDivisionError


@attrs.frozen
class MoreKeys(Right):
    """A key that the page does not know."""

    often: bool = False


Right.__doc__ = Fails.__doc__ = MoreKeys.__doc__ = PAGE
NoExample.__doc__ = "Points off for each.\n\nAttributes:\n    value: what is counted.\n    price: what each costs.\n"
MisspeltExample.__doc__ = PAGE.replace("price: 0.5", "prise: 0.5")
AnotherType.__doc__ = PAGE.replace("type: each", "type: eech")
UndeclaredFact.__doc__ = PAGE.replace("value: reports", "value: letters")
NotExplained.__doc__ = PAGE.replace("    price: what each costs.\n", "")

READ = "test_its_examples_are_read"
WRONG: list[tuple[Any, str]] = [
    (NoExample, READ),
    (MisspeltExample, READ),
    (AnotherType, READ),
    (UndeclaredFact, READ),
    (Fails, "test_its_examples_score"),
    (NotExplained, "test_every_key_is_explained"),
    (MoreKeys, "test_every_key_is_explained"),
]


def suite_of(page: Any) -> DocumentationSuite:
    class Suite(DocumentationSuite):
        cls = page
        declares = "facts: {reports: count}"

    return Suite()


@pytest.mark.parametrize(
    "check", [name for name in dir(DocumentationSuite) if name.startswith("test_")]
)
def test_the_right_page_passes(check: str) -> None:
    getattr(suite_of(Right), check)()


@pytest.mark.parametrize(("wrong", "check"), WRONG, ids=[wrong.__name__ for wrong, _ in WRONG])
def test_a_wrong_page_is_found(wrong: Any, check: str) -> None:
    with pytest.raises(AssertionError):
        getattr(suite_of(wrong), check)()


def test_a_schema_that_refuses_what_is_accepted(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if lawcheck described numbers to editors as texts."""
    monkeypatch.setitem(schema._SIMPLE, Fraction, {"type": "string"})

    with pytest.raises(AssertionError, match="is not valid"):
        suite_of(Right).test_editors_accept_what_lawcheck_accepts()


def test_a_reader_that_overlooks_a_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if a misspelt key were passed over in silence, or reported somewhere else."""
    suite = suite_of(Right)
    whole = suite.load(suite.page)
    monkeypatch.setattr(DocumentationSuite, "load", lambda *_: whole)

    with pytest.raises(AssertionError, match="the misspelt key value_x on line 17 is accepted"):
        suite.test_a_misspelt_key_is_found_at_its_line()
    with pytest.raises(AssertionError, match="is accepted"):
        suite.test_a_value_of_another_kind_is_found_at_its_line()
