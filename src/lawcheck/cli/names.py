"""The built-in commands; each `NAME` is the function `command` of the module `lawcheck.cli.NAME_command`."""

from typing import Final

COMMANDS: Final = (
    "compare",
    "diff",
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
