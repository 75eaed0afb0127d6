"""Public satisfaction surveys (公众满意度) for lawcheck: the plugin module."""

from __future__ import annotations

from collections.abc import Mapping

from lawcheck.plugin import hookimpl


@hookimpl
def lawcheck_indicator_types() -> Mapping[str, str]:
    """Return the type `survey`."""
    return {"survey": "lawcheck_survey.survey:Survey"}
