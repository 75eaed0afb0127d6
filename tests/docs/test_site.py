"""The API reference has all that is public; `make docs` finds links and names that lead nowhere."""

import ast
import importlib.util
import re
from pathlib import Path

import pytest

import lawcheck

DOCS = Path(__file__).parents[2] / "docs"
PACKAGE = (DOCS / "api" / "lawcheck.rst").read_text(encoding="utf-8")
OTHERS = "\n".join(page.read_text(encoding="utf-8") for page in DOCS.glob("api/*.rst") if page.stem != "lawcheck")
MODULES = re.findall(r"^\.\. automodule:: ([\w.]+)$", OTHERS, re.M)


def promised() -> set[str]:
    """What docs/plugins.md lists as public."""
    text = (DOCS / "plugins.md").read_text(encoding="utf-8").partition("\n## Promises\n")[2]
    lists = re.findall(r"^- .*\n(?:  .*\n)*", text, re.M)
    return {f"lawcheck.{name}" for each in lists for name in re.findall(r"`([\w.]+)`", each)}


def test_every_public_module_has_a_page_and_no_other() -> None:
    """What is on a page of the API reference is taken for a promise."""
    assert set(re.findall(r"^\.\. auto\w+:: ([\w.]+)$", OTHERS, re.M)) == promised()


def test_every_name_of_the_package_is_on_its_page() -> None:
    assert [name for name in lawcheck.__all__ if name != "__version__" and not re.search(rf"\b{name}\b", PACKAGE)] == []


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
