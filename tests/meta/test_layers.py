"""The floors of lawcheck: imports only point down, so no circle can form and every module can be read alone."""

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "lawcheck"

FLOORS = (
    # what knows nothing of ours
    ("version", "discovery", "exact", "calendars", "hookspecs", "documents.nodes", "cli.names", "nearest", "whole", "calls"),
    ("text",),
    ("shortening",),
    ("errors", "rank_rules", "blame", "strange", "meant"),
    # what is known about a unit; files as plain tables
    ("evidence", "tables", "output"),
    ("grid",),
    ("conditions", "scorecard", "documents", "drafting", "scaffold", "selection"),
    ("measures",),
    # what a type, a method, a writer must offer
    ("indicator", "aggregation", "writing"),
    ("faults", "field_kinds"),
    ("steps", "menu"),
    # the built-in offers; the checklist knows none of them by name
    ("indicators", "checklist", "readers"),
    ("given", "one_fact", "register_files"),
    # evidence in, scorecard out; beside it the meaning of cells
    ("scoring", "kinds", "crosschecks", "digest", "builtin", "forms", "nothings"),
    (
        "building",
        "plugins",
        "engine",
        "cards",
        "named_files",
        "gain",
        "comparison",
        "edition",
        "selftest",
        "spreadsheet",
        "headers",
    ),
    ("population",),
    ("pages", "verification", "decisions", "score_sheet", "readings", "sums"),
    ("writers",),
    ("layout",),
    ("intake",),
    # checklists from files; the whole in four calls
    ("language", "worked_examples", "columns"),
    ("session",),
    ("revisit",),
    ("library",),
    # what people and plugin authors touch
    ("cli", "testing", "__init__"),
    ("__main__",),
)
"""From the ground up. A module may import what stands on floors below, and its own siblings inside one package."""

BORROWED = {
    "attr": ("",),
    "attrs": ("",),
    "click": ("cli",),
    "hypothesis": ("testing",),
    "jsonschema": ("testing",),
    "narwhals": ("columns",),
    "packaging": ("language.requires", "plugins"),
    "pluggy": ("hookspecs", "plugins"),
    "polars": ("columns", "population.parquet"),
    "tabulate": ("pages", "cli"),
    "wcwidth": ("pages",),
    "yaml": ("documents.yaml_file",),
}
"""Which modules may import which package; "" stands for all. The scoring core needs attrs and nothing else."""


def name_of(file: Path) -> str:
    parts = file.relative_to(SOURCE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts)


MODULES = {name_of(file): file for file in sorted(SOURCE.rglob("*.py"))}


def entry_of(module: str) -> str | None:
    """The entry of the table that a module falls under: itself, or the package that it is in."""
    entries = {entry for floor in FLOORS for entry in floor}
    while module and module not in entries:
        module = module.rpartition(".")[0]
    return module or None


def floor_of(module: str) -> int:
    return next(number for number, floor in enumerate(FLOORS) if entry_of(module) in floor)


def imports_of(module: str) -> Iterator[tuple[str, int]]:
    """Absolute names of what a module imports at run time, with the line."""
    tree = ast.parse(MODULES[module].read_text("utf-8"))
    for_types = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if id(node) in for_types:
            continue
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{module}:{node.lineno}: relative imports hide the floor"
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield (inner if inner.removeprefix("lawcheck.") in MODULES else str(node.module)), node.lineno


def own(module: str) -> Iterator[tuple[str, int]]:
    """Modules of lawcheck that a module imports."""
    for name, line in imports_of(module):
        if name == "lawcheck":
            yield "__init__", line
        elif name.startswith("lawcheck."):
            yield name.removeprefix("lawcheck."), line


@pytest.mark.parametrize("module", MODULES)
def test_every_module_has_a_floor(module):
    """A new module is put into the table above by whoever adds it."""
    assert entry_of(module), f"add {module!r} to FLOORS in {Path(__file__).name}"


@pytest.mark.parametrize("module", MODULES)
def test_imports_point_down(module):
    """Nothing imports its own floor or one above, except a package its own parts."""
    for imported, line in own(module):
        same_package = entry_of(imported) == entry_of(module)

        assert same_package or floor_of(imported) < floor_of(module), (
            f"{module}:{line} imports {imported}, which does not stand below it"
        )


def test_there_is_no_circle():
    """Not inside a package either."""
    graph = {module: {imported for imported, _ in own(module)} - {module} for module in MODULES}

    assert set(MODULES) <= set(TopologicalSorter(graph).static_order())


@pytest.mark.parametrize("kind", ["indicators", "aggregation", "writers"])
def test_built_ins_do_not_import_each_other(kind):
    """Each can be taken as the model of a plugin, and each can go."""
    for module in MODULES:
        if module.startswith(f"{kind}."):
            assert not [imported for imported, _ in own(module) if imported.startswith(f"{kind}.")]


@pytest.mark.parametrize("module", MODULES)
def test_packages_are_imported_where_they_belong(module):
    """Scoring knows no click, no pluggy, no YAML and no screen."""
    for name, line in imports_of(module):
        package = name.partition(".")[0]
        if package in BORROWED:
            allowed = [entry for entry in BORROWED[package] if not entry or module == entry or module.startswith(f"{entry}.")]
            assert allowed, f"{module}:{line} imports {package}"


def test_the_table_names_nothing_that_is_gone():
    """A table with dead entries is read by nobody."""
    packages = {module.rpartition(".")[0] for module in MODULES}

    assert {entry for floor in FLOORS for entry in floor} <= set(MODULES) | packages
