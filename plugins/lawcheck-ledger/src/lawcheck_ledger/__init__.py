"""The rectification ledger (整改台账) for lawcheck: the plugin module."""

from __future__ import annotations

from collections.abc import Mapping

from lawcheck.plugin import CommandEntry, hookimpl


@hookimpl
def lawcheck_commands() -> Mapping[str, CommandEntry]:
    """Return the command `ledger`."""
    return {
        "ledger": CommandEntry(
            "lawcheck_ledger.command:command",
            "整改台账：问题、措施、时限、销号",
            "the rectification ledger: findings, measures, due dates, confirmation",
        )
    }
