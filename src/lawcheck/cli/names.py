"""The built-in commands; each `NAME` is the function `command` of the module `lawcheck.cli.NAME_command`."""

from typing import Final

COMMANDS: Final = (
    "compare",
    "explain",
    "gain",
    "lint",
    "list",
    "plugins",
    "schema",
    "score",
    "selftest",
    "show",
    "test",
    "verify",
)
