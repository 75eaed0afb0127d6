import pytest

from lawcheck.session import Session


@pytest.fixture(scope="session")
def session() -> Session:
    return Session.start(only=())
