"""`lawcheck plugins`."""

from __future__ import annotations

import click

from lawcheck.cli.app import Say, session_of


def command(say: Say) -> click.Command:
    """The command in one language."""

    @click.command(
        help=say(
            "列出插件：名称、发行包、版本、钩子和提供的内容；关闭的也列出。",
            "List plugins: name, distribution, version, hooks and what they offer; those switched off too.",
        ),
        short_help=say("列出插件", "list plugins"),
    )
    @click.pass_context
    def plugins(ctx: click.Context) -> int:
        from lawcheck.cli.listing import listing
        from lawcheck.cli.streams import emit
        from lawcheck.errors import ExitCode

        loaded = session_of(ctx).plugins
        head = (say("插件", "plugin"), say("发行包", "distribution"), say("版本", "version"), say("状态", "state"))
        states = {True: say("已加载", "loaded"), False: say("已关闭", "switched off")}
        emit(listing(head, [(each.name, each.distribution, each.version, states[each.is_loaded]) for each in loaded.found]))
        kinds = (
            (say("评分方式", "indicator type"), loaded.indicator_types),
            (say("计分方法", "scoring method"), loaded.aggregations),
            (say("读取", "reader"), loaded.readers),
            (say("评分表读取", "score sheet"), loaded.score_tables),
            (say("引擎", "engine"), loaded.engines),
            (say("输出格式", "format"), loaded.writers),
            (say("命令", "command"), loaded.commands),
        )
        rows = [(kind, name, offer.plugin.name) for kind, offers in kinds for name, offer in offers.items()]
        emit("\n" + listing((say("种类", "kind"), say("名称", "name"), say("插件", "plugin")), rows))
        hooks = [(each.name, hook) for each in loaded.found for hook in each.hooks]
        emit("\n" + listing((say("插件", "plugin"), say("钩子", "hook")), hooks))
        return ExitCode.DONE

    return plugins
