"""What the sources must not hold."""

import ast
from pathlib import Path

import pytest

SOURCES = sorted((Path(__file__).parents[2] / "src" / "lawcheck").rglob("*.py"))

NO_SCORE = {"progress": "seconds on a clock", "whole_writes": "seconds to wait for a stream"}
"""Modules that may hold a float, and what it measures there."""
WHOLE = {"gcd", "lcm", "ceil", "floor"}
"""What `math` does in whole numbers, of fractions too."""


@pytest.mark.parametrize("file", SOURCES, ids=lambda file: file.stem)
def test_no_binary_float_is_made_and_nothing_is_rounded_by_round(file):
    """`round()`, `float()`, `1.5` and `math` compute in binary, where 0.1 is not 1/10. `exact` is the one place that rounds."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in ("float", "round"), (
                f"{file}:{node.lineno}: {node.func.id}()"
            )
        if isinstance(node, ast.Constant) and file.stem not in NO_SCORE:
            assert not isinstance(node.value, float | complex), (
                f"{file}:{node.lineno}: {node.value}"
            )
        if isinstance(node, ast.Import | ast.ImportFrom):
            names = {alias.name for alias in node.names} | {getattr(node, "module", None)}
            assert not names & {"math", "statistics"} or names <= {"math"} | WHOLE, (
                f"{file}:{node.lineno}: math"
            )


@pytest.mark.parametrize("file", SOURCES, ids=lambda file: file.stem)
def test_no_global_state(file):
    """One run cannot change the next: no module assigns names outside itself."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        assert not isinstance(node, ast.Global), f"{file}:{node.lineno}: global"
