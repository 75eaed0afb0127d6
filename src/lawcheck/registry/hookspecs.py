"""The hooks: what a plugin may offer. A plugin is a module named by an entry point of the group `lawcheck`.

Offers are mappings from a name, which checklists and commands use, to `"module:object"`. The names are ids: lower case,
stable for ever. A name that two plugins offer is an error that names both. Implementations are called without
arguments, once, when plugins are loaded, and must be pure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pluggy

if TYPE_CHECKING:
    from lawcheck.model.checklist import Checklist
    from lawcheck.model.scorecard import Report

hookspec = pluggy.HookspecMarker("lawcheck")
"""Marks the hooks below."""
hookimpl = pluggy.HookimplMarker("lawcheck")
"""Marks a plugin's function as what it offers through the hook of the same name."""


@hookspec
def lawcheck_indicator_types() -> Mapping[str, str]:  # type: ignore[empty-body]
    """Indicator types (评分方式): name to a class as `lawcheck.model.indicator.Rule` describes it."""


@hookspec
def lawcheck_aggregations() -> Mapping[str, str]:  # type: ignore[empty-body]
    """Scoring methods (计分方法): name to a class as `lawcheck.model.scoring_method.Aggregation` describes it."""


@hookspec
def lawcheck_measures() -> Mapping[str, str]:  # type: ignore[empty-body]
    """Measures (量值): name to a class that is derived from `lawcheck.model.operations.Operation`."""


@hookspec
def lawcheck_operators() -> Mapping[str, str]:  # type: ignore[empty-body]
    """Operators of conditions: name to a class that is derived from `lawcheck.model.operators.Operator`."""


@hookspec
def lawcheck_readers() -> Mapping[str, str]:  # type: ignore[empty-body]
    """Readers of evidence: name to a class without arguments, as `lawcheck.model.raw_tables.Reader` describes it."""


@hookspec
def lawcheck_score_tables() -> Mapping[str, str]:  # type: ignore[empty-body]
    """Readers of score sheets (评分表): name to a class without arguments, as `lawcheck.plugin.GridReader` describes it."""


@hookspec
def lawcheck_writers() -> Mapping[str, str]:  # type: ignore[empty-body]
    """Writers: format name to a class without arguments, as `lawcheck.model.writer.Writer` describes it."""


@hookspec
def lawcheck_engines() -> Mapping[str, str]:  # type: ignore[empty-body]
    """Engines that score tables in files: name to a class without arguments, as `lawcheck.model.engine.Engine` describes it."""


@hookspec
def lawcheck_checklists() -> Sequence[Path]:  # type: ignore[empty-body]
    """Folders with checklists (`ID.yaml`) that `lawcheck list` shows and commands find by id."""


@hookspec
def lawcheck_commands() -> Mapping[str, str]:  # type: ignore[empty-body]
    """Commands: name to a function that takes a `lawcheck.cli.app.Say` and returns a `click.Command`."""


@hookspec
def lawcheck_scored(checklist: Checklist, report: Report) -> None:
    """Called with each finished report, before it is written; it is frozen. For registers of results, signing, statistics.

    Args:
        checklist: the checklist.
        report: the scorecards and their accounts.
    """
