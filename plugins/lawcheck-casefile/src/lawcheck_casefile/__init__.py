"""Sampled case files (案卷评查) for lawcheck: the plugin module."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from lawcheck.plugin import CommandEntry, hookimpl


@hookimpl
def lawcheck_indicator_types() -> Mapping[str, str]:
    """Return the type `case_files`."""
    return {"case_files": "lawcheck_casefile.case_files:CaseFiles"}


@hookimpl
def lawcheck_commands() -> Mapping[str, CommandEntry]:
    """Return the commands `sample` and `plan`."""
    return {
        "sample": CommandEntry(
            "lawcheck_casefile.sample_command:command",
            "从台账中随机抽取案卷",
            "draw case files at random",
        ),
        "plan": CommandEntry(
            "lawcheck_casefile.plan_command:command",
            "抽样方案（抽几卷、容许几卷有问题）的风险",
            "the risks of a plan: how many to draw, how many to accept",
        ),
    }


@hookimpl
def lawcheck_checklists() -> Sequence[Path]:
    """Return the folder of the checklist `case-file`."""
    return [Path(__file__).with_name("checklists")]
