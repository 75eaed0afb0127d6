"""Every public name says what it is, with an example; and every example prints what it shows."""

import doctest
import importlib
import inspect
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
FACES = ("lawcheck", "lawcheck.plugin", "lawcheck.cli", "lawcheck.testing")
FLAGS = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS


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


def modules() -> list[str]:
    """The modules of lawcheck and its plugins whose sources have examples."""
    names = []
    for folder in (ROOT / "src", *sorted(ROOT.glob("plugins/*/src"))):
        for file in sorted(folder.rglob("*.py")):
            if ">>> " in file.read_text("utf-8"):
                parts = file.relative_to(folder).with_suffix("").parts
                names.append(".".join(parts).removesuffix(".__init__"))
    return names


PUBLIC = public()
PLACES = {f"{each.__module__}.{each.__qualname__}" for each in PUBLIC.values()}


@pytest.mark.parametrize("name", PUBLIC)
def test_a_public_name_has_an_example(name: str) -> None:
    """In its own docstring or that of a method, as `>>>` lines."""
    tests = doctest.DocTestFinder().find(PUBLIC[name], name)

    assert any(test.examples for test in tests), f"the docstring of {name} has no example"


@pytest.mark.parametrize("name", modules())
def test_examples_print_what_they_show(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That of a public name with nothing but what it imports itself, as readers will try it."""
    monkeypatch.chdir(tmp_path)
    said: list[str] = []
    runner = doctest.DocTestRunner(optionflags=FLAGS, verbose=False)
    for test in doctest.DocTestFinder().find(importlib.import_module(name)):
        if any(f"{test.name}.".startswith(f"{place}.") for place in PLACES):
            test.globs = {}
        runner.run(test, compileflags=0, out=said.append)  # as in a console: no `__future__`
    assert not runner.failures, "".join(said)
