"""`lawcheck plugins`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from lawcheck.cli.app import plugins_of
from lawcheck.cli.ui_language import Say

if TYPE_CHECKING:
    from lawcheck.registry.found import Plugin
    from lawcheck.registry.loading import Plugins


def command(say: Say) -> click.Command:
    """Return the command in one language."""

    @click.command(
        help=say(
            "列出插件：名称、发行包、版本、钩子和提供的内容；关闭的、损坏的也列出。",
            "List plugins: name, distribution, version, hooks and what they offer; those "
            "switched off or broken too.",
        ),
    )
    @click.pass_context
    def plugins(ctx: click.Context) -> int:
        from lawcheck.cli.plain_table import listing
        from lawcheck.cli.streams import emit
        from lawcheck.model.errors import ExitCode

        loaded = plugins_of(ctx).tried()
        head = (
            say("插件", "plugin"),
            say("发行包", "distribution"),
            say("版本", "version"),
            say("状态", "state"),
        )
        emit(
            listing(
                head,
                [
                    (each.name, each.distribution, each.version, _state(each, loaded, say))
                    for each in loaded.found
                ],
            )
        )
        kinds = (
            (say("评分方式", "indicator type"), loaded.indicator_types),
            (say("计分方法", "scoring method"), loaded.aggregations),
            (say("量值", "measure"), loaded.measures),
            (say("条件", "condition"), loaded.operators),
            (say("读取", "reader"), loaded.readers),
            (say("评分表读取", "score sheet"), loaded.score_tables),
            (say("引擎", "engine"), loaded.engines),
            (say("输出格式", "format"), loaded.writers),
            (say("命令", "command"), loaded.commands),
        )
        rows = [
            (kind, name, offer.plugin.name)
            for kind, offers in kinds
            for name, offer in offers.items()
        ]
        emit(
            "\n" + listing((say("种类", "kind"), say("名称", "name"), say("插件", "plugin")), rows)
        )
        hooks = [(each.name, hook) for each in loaded.found for hook in each.hooks]
        emit("\n" + listing((say("插件", "plugin"), say("钩子", "hook")), hooks))
        if loaded.broken:
            emit("\n" + "".join(f"{each.what.pick(say.language)}\n" for each in loaded.broken))
        loaded.refuse_broken()
        return ExitCode.DONE

    return plugins


def _state(plugin: Plugin, plugins: Plugins, say: Say) -> str:
    if any(each.plugin is not None and each.plugin.name == plugin.name for each in plugins.broken):
        return say("已损坏", "broken")
    return say("已加载", "loaded") if plugin.is_loaded else say("已关闭", "switched off")
