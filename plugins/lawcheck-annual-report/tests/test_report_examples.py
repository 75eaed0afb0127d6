"""The examples in docstrings come out as they say."""

import doctest
import importlib
import pkgutil

import lawcheck_annual_report
import pytest

MODULES = [
    each.name
    for each in pkgutil.walk_packages(lawcheck_annual_report.__path__, "lawcheck_annual_report.")
]


@pytest.mark.parametrize("name", MODULES)
def test_examples(name: str) -> None:
    module = importlib.import_module(name)

    assert doctest.testmod(module).failed == 0
