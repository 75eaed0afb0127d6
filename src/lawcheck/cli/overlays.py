"""The files that tailor a checklist, as an option of commands."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from lawcheck.cli.app import Say


def overlay_option(say: Say, name: str = "--overlay", help_text: str = "") -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """The option `--overlay`, or that of one of two checklists; its value is a tuple of paths."""
    return click.option(
        name,
        name.removeprefix("--").replace("-", "_") + "s",
        multiple=True,
        type=click.Path(path_type=Path),
        help=help_text or say("按调整文件评分；可写多次", "score by this overlay; may be repeated"),
    )
