"""What all tests share: a session, and two amounts of generated examples, few by default and many with `LAWCHECK_THOROUGH=1`."""

import os

import pytest
from hypothesis import HealthCheck, settings

from lawcheck.session import Session

settings.register_profile(
    "fast",
    max_examples=40,
    deadline=None,  # a busy machine is no failure
    derandomize=True,  # a change is judged by the same examples on every run
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.register_profile(
    "thorough", settings.get_profile("fast"), max_examples=1000, derandomize=False
)
settings.load_profile("thorough" if os.environ.get("LAWCHECK_THOROUGH") else "fast")


@pytest.fixture(scope="session")
def session() -> Session:
    """Without plugins that happen to be installed."""
    return Session.start(only=())
