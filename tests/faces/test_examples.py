"""Every public name says what it is, with an example that runs."""

import doctest
import importlib
import inspect
from pathlib import Path
from typing import Any

import pytest

FACES = ("lawcheck", "lawcheck.plugin", "lawcheck.cli", "lawcheck.testing")


def public() -> dict[str, Any]:
    """The classes and functions of all faces, by the first face that has each."""
    found: dict[str, Any] = {}
    seen: set[int] = set()
    for face in FACES:
        module = importlib.import_module(face)
        for name in module.__all__:
            thing = getattr(module, name)
            if (inspect.isclass(thing) or inspect.isroutine(thing)) and id(thing) not in seen:
                seen.add(id(thing))
                found[f"{face}.{name}"] = thing
    return found


PUBLIC = public()


@pytest.mark.parametrize("name", PUBLIC)
def test_a_public_name_has_an_example_that_runs(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In its own docstring or that of a method, as `>>>` lines."""
    monkeypatch.chdir(tmp_path)
    tests = [
        test
        for test in doctest.DocTestFinder().find(PUBLIC[name], name, globs={})
        if test.examples
    ]
    assert tests, f"the docstring of {name} has no example"
    runner = doctest.DocTestRunner(
        optionflags=doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS, verbose=False
    )
    said: list[str] = []
    for test in tests:
        runner.run(test, out=said.append)
    assert not runner.failures, "".join(said)
