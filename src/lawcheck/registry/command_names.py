"""Names of the built-in commands.

The command `a-b` is the function `command` of the module `lawcheck.cli.commands.a_b`.
"""

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
