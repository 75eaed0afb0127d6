"""Scorecards and analyses as one web page: the plugin module.

`page` is the writer, `tables` and `charts` say how tables and bars look, and `templates` holds the
pages and their style.
"""

from __future__ import annotations

from collections.abc import Mapping

from lawcheck.plugin import hookimpl


@hookimpl
def lawcheck_writers() -> Mapping[str, str]:
    """Return the format `html`."""
    return {"html": "lawcheck_html.page:Html"}
