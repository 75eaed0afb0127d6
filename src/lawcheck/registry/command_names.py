"""The built-in commands; `a-b` is the function `command` of the module `lawcheck.cli.a_b_command`."""

from typing import Final

COMMANDS: Final = (
    "compare",
    "diff",
    "explain",
    "gain",
    "import-table",
    "lint",
    "list",
    "new-plugin",
    "plugins",
    "pool",
    "rank",
    "schema",
    "score",
    "selftest",
    "show",
    "stability",
    "test",
    "verify",
)
