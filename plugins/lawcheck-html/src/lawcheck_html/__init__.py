"""Scorecards as one web page: the plugin module.

`page` is the writer, `charts` says how long the bars are, and `templates` holds the page and its
style.
"""

from __future__ import annotations

from collections.abc import Mapping

from lawcheck.plugin import hookimpl


@hookimpl
def lawcheck_writers() -> Mapping[str, str]:
    """Return the format `html`."""
    return {"html": "lawcheck_html.page:Html"}
