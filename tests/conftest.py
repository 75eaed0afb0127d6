"""What all tests share: a session, and how many examples are generated, as `LAWCHECK_EXAMPLES` says: few, some or many."""

import os

import pytest
from hypothesis import HealthCheck, settings

from lawcheck.session import Session

EXAMPLES = {"few": 10, "some": 40, "many": 1000}

for name, count in EXAMPLES.items():
    settings.register_profile(
        name,
        max_examples=count,
        deadline=None,  # a busy machine is no failure
        derandomize=name != "many",  # a change is judged by the same examples on every run
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
settings.load_profile(os.environ.get("LAWCHECK_EXAMPLES", "some"))


@pytest.fixture(scope="session")
def session() -> Session:
    """Without plugins that happen to be installed."""
    return Session.start(only=())
