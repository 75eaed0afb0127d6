"""Sampled case files (案卷评查) for lawcheck: the plugin module."""

from __future__ import annotations

from collections.abc import Mapping

from lawcheck.hookspecs import hookimpl


@hookimpl
def lawcheck_indicator_types() -> Mapping[str, str]:
    """The type `case_files`."""
    return {"case_files": "lawcheck_casefile.case_files:CaseFiles"}
