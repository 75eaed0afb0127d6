"""The API reference has all that is public; `make docs` finds links and names that lead nowhere."""

import ast
import importlib.util
import pkgutil
import re
from pathlib import Path

import pytest

import lawcheck

DOCS = Path(__file__).parents[2] / "docs"
FACES = {
    page: page.read_text(encoding="utf-8")
    for page in DOCS.glob("api/*.rst")
    if page.stem != "objects"
}
MODULES = [
    name
    for text in FACES.values()
    for name in re.findall(r"^\.\. automodule:: ([\w.]+)$", text, re.M)
]


def promised() -> set[str]:
    """What docs/plugins.md lists as public."""
    text = (
        (DOCS / "plugins.md")
        .read_text(encoding="utf-8")
        .partition("\n## Promises\n")[2]
        .partition("\n\n")[0]
    )
    return set(re.findall(r"`(lawcheck[\w.]*)`", text))


def test_every_public_module_has_a_page_and_no_other() -> None:
    """What is on a page of the API reference is taken for a promise."""
    assert sorted(MODULES) == sorted(promised())


@pytest.mark.parametrize("page", FACES.values(), ids=[page.stem for page in FACES])
def test_names_that_a_page_leaves_out_are_on_the_page_of_the_package(page: str) -> None:
    left_out = set(re.findall(r"\w+", "".join(re.findall(r":exclude-members: (.*)", page))))

    assert left_out <= set(lawcheck.__all__)
    assert left_out == set(re.findall(r"``(\w+)``", page))


def test_what_objects_hold_is_still_there() -> None:
    named = re.findall(
        r"^\.\. autoclass:: ([\w.]+)$",
        (DOCS / "api" / "objects.rst").read_text(encoding="utf-8"),
        re.M,
    )

    assert [name for name in named if not isinstance(pkgutil.resolve_name(name), type)] == []


@pytest.mark.parametrize("module", MODULES)
def test_every_public_constant_and_alias_is_explained(module: str) -> None:
    """The site leaves out what has no docstring; that functions and classes have one is ruff's business."""
    spec = importlib.util.find_spec(module)
    assert spec is not None
    assert spec.origin is not None
    body = ast.parse(Path(spec.origin).read_text(encoding="utf-8")).body
    unexplained = [
        ast.unparse(each)
        for each, after in zip(body, [*body[1:], None], strict=True)
        if isinstance(each, ast.Assign | ast.AnnAssign) and not isinstance(after, ast.Expr)
    ]

    assert [line for line in unexplained if not line.startswith("_")] == []
