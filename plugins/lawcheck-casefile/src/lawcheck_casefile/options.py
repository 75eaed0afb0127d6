"""Parsing of options, for both commands."""

from __future__ import annotations

from collections.abc import Callable

import click

from lawcheck.cli import Say
from lawcheck.plugin import parse_number


def whole_number(
    say: Say, least: int, most: int | None = None
) -> Callable[[click.Context, click.Parameter, str | None], int | None]:
    """Return a click callback that parses a whole number within bounds.

    It uses lawcheck's own grammar of numbers, because `int` also accepts `1_0` and `１０`.
    """

    def read(ctx: click.Context, param: click.Parameter, text: str | None) -> int | None:
        if text is None:
            return None
        try:
            number = parse_number(text)
        except ValueError:
            number = None
        if number is None or number.denominator != 1:
            why = say(f"应是整数，不是 {text}", f"a whole number is needed, not {text}")
        elif number < least:
            why = say(f"应不小于 {least}，不是 {text}", f"must be {least} or more, not {text}")
        elif most is not None and number > most:
            why = say(f"应不大于 {most}，不是 {text}", f"must be {most} or less, not {text}")
        else:
            return number.numerator
        raise click.BadParameter(why, ctx, param)

    return read
