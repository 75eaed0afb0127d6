"""The hooks: what a plugin may offer.

A plugin is a module named by an entry point of the group `lawcheck`. Its functions that are marked
with `hookimpl` return mappings from a name, which checklists and commands use, to
`"module:object"`:

    @hookimpl
    def lawcheck_writers():
        return {"tabbed": "my_plugin.tabbed:Tabbed"}

Names are ids: lower case, and never changed once they are published. It is an error, which names
both, if two plugins offer the same name. An object is imported and checked when it is first used,
so that a plugin costs little where it is not used. Except for `lawcheck_scored`, hooks are called
once, without arguments, when plugins are loaded. They must be pure.
"""

# mypy: disable-error-code="empty-body"
# Hooks are only declared here; pluggy calls the functions of plugins.

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pluggy

if TYPE_CHECKING:
    from lawcheck.model.checklist import Checklist
    from lawcheck.model.report import Report
    from lawcheck.registry.command_entries import CommandEntry

hookspec = pluggy.HookspecMarker("lawcheck")
"""Marks the hooks below."""
hookimpl = pluggy.HookimplMarker("lawcheck")
"""Marks a function of a plugin as its implementation of the hook of the same name."""


@hookspec
def lawcheck_indicator_types() -> Mapping[str, str]:
    """Return indicator types (评分方式) by name.

    Each is a frozen attrs class that follows the protocol `lawcheck.plugin.Rule`.
    """


@hookspec
def lawcheck_aggregations() -> Mapping[str, str]:
    """Return scoring methods (计分方法) by name.

    Each is a frozen attrs class that follows the protocol `lawcheck.plugin.Aggregation`.
    """


@hookspec
def lawcheck_measures() -> Mapping[str, str]:
    """Return the operations of measures (量值) by name.

    Each is a frozen attrs class derived from `lawcheck.plugin.Operation`.
    """


@hookspec
def lawcheck_operators() -> Mapping[str, str]:
    """Return operators of conditions by name.

    Each is a frozen attrs class derived from `lawcheck.plugin.Operator`.
    """


@hookspec
def lawcheck_readers() -> Mapping[str, str]:
    """Return readers of evidence by name.

    Each is a class that takes no arguments and follows the protocol `lawcheck.plugin.Reader`.
    """


@hookspec
def lawcheck_score_tables() -> Mapping[str, str]:
    """Return readers of score sheets (评分表) by name.

    Each is a class that takes no arguments and follows the protocol `lawcheck.plugin.GridReader`.
    """


@hookspec
def lawcheck_writers() -> Mapping[str, str]:
    """Return writers by the name of their format.

    Each is a class that takes no arguments and follows the protocol `lawcheck.plugin.Writer`.
    """


@hookspec
def lawcheck_engines() -> Mapping[str, str]:
    """Return engines that score tables in files, by name.

    Each is a class that takes no arguments and follows the protocol `lawcheck.plugin.Engine`.
    """


@hookspec
def lawcheck_checklists() -> Sequence[Path]:
    """Return folders with checklists, each in a file `ID.yaml`.

    `lawcheck list` shows these checklists, and commands find them by id.
    """


@hookspec
def lawcheck_commands() -> Mapping[str, CommandEntry]:
    """Return commands by name, each with the line that `lawcheck --help` shows for it.

    Each is a function that takes a `lawcheck.cli.Say` and returns a `click.Command`.
    """


@hookspec
def lawcheck_scored(checklist: Checklist, report: Report) -> None:
    """Take note of a finished report before it is written.

    For example to keep a register of results, to sign them, or for statistics. The report is
    frozen: a plugin cannot change it.

    Args:
        checklist: the checklist that was scored against.
        report: the scorecards and their accounts.
    """
