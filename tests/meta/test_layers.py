"""The floors of lawcheck: imports only point down, so no circle can form and every module can be read alone."""

import ast
import os
from collections.abc import Iterator, Mapping, Sequence
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Final

import pytest

SOURCE: Final = Path(__file__).parents[2] / "src" / "lawcheck"
DESIGN: Final = SOURCE.parents[1] / "docs" / "design.md"
START: Final = "<!-- made by tests/meta/test_layers.py -->"
END: Final = "<!-- end of what is made -->"

FLOORS: Final[tuple[Mapping[str, tuple[str, ...]], ...]] = (
    {"version": (), "model": ()},
    {
        "documents": ("model",),
        "indicators": ("model",),
        "methods": ("model",),
        "scoring": ("model",),
    },
    {
        "evidence": ("documents", "indicators", "model", "scoring"),
        "registry": ("documents", "model", "version"),
        "analysis": ("documents", "model", "scoring"),
    },
    {
        "checklists": (
            "documents",
            "evidence",
            "indicators",
            "methods",
            "model",
            "registry",
            "scoring",
        ),
        "tables": (
            "analysis",
            "documents",
            "evidence",
            "methods",
            "model",
            "scoring",
        ),
    },
    {
        "reports": ("analysis", "checklists", "documents", "model"),
        "session": (
            "checklists",
            "documents",
            "evidence",
            "model",
            "registry",
            "scoring",
            "version",
        ),
    },
    {
        "library": ("analysis", "evidence", "model", "scoring", "session"),
        "saved_cards": ("analysis", "documents", "model", "session", "version"),
        "testing": (
            "checklists",
            "documents",
            "evidence",
            "indicators",
            "methods",
            "model",
            "registry",
            "scoring",
            "session",
            "tables",
        ),
    },
    {
        "cli": (
            "analysis",
            "checklists",
            "documents",
            "evidence",
            "model",
            "registry",
            "reports",
            "saved_cards",
            "scoring",
            "session",
            "version",
        ),
        "__init__": (
            "analysis",
            "documents",
            "evidence",
            "library",
            "model",
            "saved_cards",
            "session",
            "tables",
            "version",
        ),
        "plugin": ("documents", "evidence", "indicators", "model", "registry", "reports"),
    },
    {"__main__": ("cli",)},
)
"""From the ground up: every package and loose module, and the ones on floors below that it may import.

The table in `docs/design.md` is made from this one: `UPDATE_GOLDEN=1 pytest tests/meta` writes it. The docstring of each
package says the same to whoever opens it.
"""

MAY_IMPORT: Final = {name: allowed for floor in FLOORS for name, allowed in floor.items()}
FLOOR_OF: Final = {name: number for number, floor in enumerate(FLOORS, 1) for name in floor}

BORROWED = {
    "attr": ("",),
    "attrs": ("",),
    "click": ("cli",),
    "hypothesis": ("testing",),
    "jsonschema": ("testing",),
    "narwhals": ("tables",),
    "packaging": ("checklists.requires", "registry"),
    "pluggy": ("registry.hookspecs", "registry.loading"),
    "polars": ("tables", "reports.rank_parquet", "testing.table_checks"),
    "tabulate": ("reports", "cli"),
    "wcwidth": ("reports",),
    "yaml": ("documents.yaml_file", "documents.yaml_head"),
}
"""Which modules may import which package; "" stands for all. The scoring core needs attrs and nothing else."""


def name_of(file: Path) -> str:
    parts = file.relative_to(SOURCE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts)


MODULES = {name_of(file): file for file in sorted(SOURCE.rglob("*.py"))}


def entry_of(module: str) -> str:
    """The package or loose module that a module belongs to."""
    return module.partition(".")[0]


def imports_of(module: str) -> Iterator[tuple[str, int]]:
    """Absolute names of what a module imports, for types too, with the line."""
    tree = ast.parse(MODULES[module].read_text("utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{module}:{node.lineno}: relative imports hide the floor"
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield (
                    (inner if inner.removeprefix("lawcheck.") in MODULES else str(node.module)),
                    node.lineno,
                )


def own(module: str) -> Iterator[tuple[str, int]]:
    """Modules of lawcheck that a module imports."""
    for name, line in imports_of(module):
        if name == "lawcheck":
            yield "__init__", line
        elif name.startswith("lawcheck."):
            yield name.removeprefix("lawcheck."), line


def test_the_table_names_what_there_is():
    """A new package or loose module is put into the table by whoever adds it; a dead entry goes with what it named."""
    assert {entry_of(module) for module in MODULES} == set(MAY_IMPORT)


def test_the_house_stays_small():
    """More would be a list to search, not names to guess from."""
    packages = [name for name in MAY_IMPORT if (SOURCE / name).is_dir()]

    assert len(packages) <= 13
    assert len(MAY_IMPORT) - len(packages) <= 7


@pytest.mark.parametrize("name", MAY_IMPORT)
def test_the_table_points_down(name):
    assert all(FLOOR_OF[allowed] < FLOOR_OF[name] for allowed in MAY_IMPORT[name])


@pytest.mark.parametrize("name", MAY_IMPORT)
def test_imports_are_those_of_the_table(name):
    """Nothing is imported that the table does not allow, and it allows nothing that nobody uses."""
    used: dict[str, str] = {}
    for module in MODULES:
        if entry_of(module) == name:
            used |= {
                entry_of(imported): f"{module}:{line}"
                for imported, line in own(module)
                if entry_of(imported) != name
            }

    assert {other: place for other, place in used.items() if other not in MAY_IMPORT[name]} == {}
    assert set(MAY_IMPORT[name]) == set(used)


@pytest.mark.parametrize("name", [name for name in MAY_IMPORT if (SOURCE / name).is_dir()])
def test_packages_say_what_they_may_import(name):
    """In the last sentence of their docstring."""
    said = " ".join(docstring_of(name).rpartition("Imports ")[2].split())

    assert said == (
        f"{listed(MAY_IMPORT[name])}." if MAY_IMPORT[name] else "no other package of lawcheck."
    )


def test_the_design_page_shows_the_table():
    rows = [
        f"| {FLOOR_OF[name]} | `{name}` | {docstring_of(name).partition(chr(10))[0]} | {listed(MAY_IMPORT[name])} |"
        for name in MAY_IMPORT
        if name not in ("__init__", "__main__", "version")
    ]
    table = "\n".join(
        ("| floor | package or module | what it holds | imports |", "|---|---|---|---|", *rows)
    )
    before, _, rest = DESIGN.read_text("utf-8").partition(START)
    after = rest.partition(END)[2]
    expected = f"{before}{START}\n{table}\n{END}{after}"
    if os.environ.get("UPDATE_GOLDEN"):
        DESIGN.write_bytes(expected.encode())

    assert DESIGN.read_text("utf-8") == expected


def docstring_of(name: str) -> str:
    """Of a package or loose module."""
    return ast.get_docstring(ast.parse(MODULES[name].read_text("utf-8"))) or ""


def listed(names: Sequence[str]) -> str:
    """The names as they stand in a sentence."""
    quoted = [f"`{name}`" for name in names]
    return " and ".join(filter(None, (", ".join(quoted[:-1]), *quoted[-1:])))


def test_there_is_no_circle():
    """Not inside a package either."""
    graph = {module: {imported for imported, _ in own(module)} - {module} for module in MODULES}

    assert set(MODULES) <= set(TopologicalSorter(graph).static_order())


@pytest.mark.parametrize("kind", ["indicators", "methods", "evidence.readers", "reports.formats"])
def test_built_ins_do_not_import_each_other(kind):
    """Each can be taken as the model of a plugin, and each can go."""
    for module in MODULES:
        if module.startswith(f"{kind}.") and not module.startswith("indicators.blocks"):
            others = [imported for imported, _ in own(module) if imported.startswith(f"{kind}.")]

            assert not [other for other in others if not other.startswith("indicators.blocks.")]


@pytest.mark.parametrize("module", MODULES)
def test_packages_are_imported_where_they_belong(module):
    """Scoring knows no click, no pluggy, no YAML and no screen."""
    for name, line in imports_of(module):
        package = name.partition(".")[0]
        if package in BORROWED:
            allowed = [
                entry
                for entry in BORROWED[package]
                if not entry or module == entry or module.startswith(f"{entry}.")
            ]
            assert allowed, f"{module}:{line} imports {package}"
