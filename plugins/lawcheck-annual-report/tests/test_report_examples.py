"""The examples in docstrings come out as they say."""

import doctest
import importlib
import pkgutil

import lawcheck_annual_report
import pytest

MODULES = [each.name for each in pkgutil.iter_modules(lawcheck_annual_report.__path__)]


@pytest.mark.parametrize("name", MODULES)
def test_examples(name: str) -> None:
    module = importlib.import_module(f"lawcheck_annual_report.{name}")

    assert doctest.testmod(module).failed == 0
