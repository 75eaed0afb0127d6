"""Sampled case files (案卷评查) for lawcheck: the plugin module."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from lawcheck.plugin import hookimpl


@hookimpl
def lawcheck_indicator_types() -> Mapping[str, str]:
    """Return the type `case_files`."""
    return {"case_files": "lawcheck_casefile.case_files:CaseFiles"}


@hookimpl
def lawcheck_commands() -> Mapping[str, str]:
    """Return the commands `sample` and `plan`."""
    return {name: f"lawcheck_casefile.{name}_command:command" for name in ("sample", "plan")}


@hookimpl
def lawcheck_checklists() -> Sequence[Path]:
    """Return the folder of the checklist `case-file`."""
    return [Path(__file__).with_name("checklists")]
