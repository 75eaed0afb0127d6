"""`lawcheck list`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from lawcheck.cli.app import plugins_of
from lawcheck.cli.ui_language import Say

if TYPE_CHECKING:
    from lawcheck.registry.loading import Plugins


def command(say: Say) -> click.Command:
    """Return the command in one language."""

    @click.command(
        name="list",
        help=say("列出随附的指标体系。", "List the checklists that ship."),
    )
    @click.pass_context
    def list_(ctx: click.Context) -> int:
        from lawcheck.cli.plain_table import listing
        from lawcheck.cli.streams import emit

        plugins = plugins_of(ctx)
        head = (say("编号", "id"), say("版本", "version"), say("名称", "title"))
        rows = [
            (name, *_version_and_title(file, plugins, say))
            for name, file in plugins.checklists().items()
        ]
        emit(listing(head, rows))
        plugins.refuse_broken()
        return 0

    return list_


def _version_and_title(file: Path, plugins: Plugins, say: Say) -> tuple[str, str]:
    """Return both from the first lines of a file; read all of one that is written unusually."""
    from lawcheck.documents.yaml_head import head_of

    found = head_of(file.read_bytes(), ("version", "title"))
    if found is not None:
        title, version = found["title"], found["version"]
        if isinstance(title, str) and isinstance(version, str):
            return version, title
        if isinstance(title, dict) and "zh" in title and isinstance(version, str):
            return version, say(title["zh"], title.get("en", title["zh"]))
    from lawcheck.session import Session

    checklist = Session(plugins).load(file)
    return checklist.version, checklist.title.pick(say.language)
