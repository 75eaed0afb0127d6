"""What tests of the conformance suites share."""

import decimal
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def decimals_as_python_starts() -> Iterator[None]:
    """A wrong type may leave other settings behind, in which the next one would change nothing."""
    with decimal.localcontext(decimal.DefaultContext):
        yield


@pytest.fixture(autouse=True)
def first_example_will_do(monkeypatch: pytest.MonkeyPatch) -> None:
    """A suite that finds a fault does not look for the smallest example, which takes Hypothesis seconds.

    The suites fix their settings where they are defined, so no profile can say this.
    """
    monkeypatch.setattr("hypothesis.internal.conjecture.engine.MAX_SHRINKS", 0)
