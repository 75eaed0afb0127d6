"""The day whose rules are used, as an option of commands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from lawcheck.cli.app import Say


def on_option(say: Say) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """The option `--on`."""
    return click.option(
        "--on",
        type=click.DateTime(["%Y-%m-%d"]),
        metavar="DATE",
        callback=lambda _ctx, _param, value: None if value is None else value.date(),
        help=say("按这一天有效的规则；默认是期间最后一天", "by the rules in force on this day; by default the period's last"),
    )
