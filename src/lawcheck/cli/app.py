"""The program: builds the commands in one language, runs one, and returns an exit code.

Imports stay light on purpose, and commands are imported when they are run, so that
`lawcheck --help` takes only a few times as long as starting Python.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from copy import copy
from functools import partial
from gettext import gettext
from typing import TYPE_CHECKING, Any, Final

import click

from lawcheck.cli.help import WideFormatter
from lawcheck.cli.placeholders import OPTIONS, SUBCOMMAND, in_chinese
from lawcheck.cli.streams import complain, emit, finish, has_written, prepare_streams
from lawcheck.cli.ui_language import Say, choose_language, speak
from lawcheck.model.spelling import nearest
from lawcheck.version import VERSION

if TYPE_CHECKING:
    from lawcheck.registry.loading import Plugins
    from lawcheck.registry.offers import Offer
    from lawcheck.session import Session

_INTERRUPTED: Final = 130
_CODES: Final = range(256)
_SETTINGS: Final = {"help_option_names": ["-h", "--help"]}


class _Context(click.Context):
    formatter_class = WideFormatter


class Program(click.Group):
    """The group of all commands; the module of a command is imported when it is asked for."""

    context_class = _Context

    def __init__(self, say: Say, **settings: Any) -> None:
        super().__init__(**settings)
        self.say = say

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands, including those of plugins."""
        return sorted(plugins_of(ctx).commands)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of this name, with the option `--lang` that every command takes."""
        offer = plugins_of(ctx).commands.get(cmd_name)
        if offer is None:
            return None
        command = _built(offer, self.say)
        command.context_settings = {**command.context_settings, **_SETTINGS}
        command.context_class = _Context
        command.params = [*command.params, _language_option(self.say)]
        if self.say.language == "zh":
            command.options_metavar = OPTIONS
            command.params = [in_chinese(each, ctx) for each in command.params]
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Resolve a command as click does, and suggest the nearest name if there is none."""
        name = args[0]
        if name not in plugins_of(ctx).commands and not ctx.resilient_parsing:
            _refuse_broken(ctx)
            near = nearest(name, self.list_commands(ctx))
            hint = self.say(f"；是不是 {near}？", f"; did you mean {near}?") if near else ""
            ctx.fail(self.say(f"没有命令 {name}{hint}", f"no such command: {name}{hint}"))
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands; none is imported for it."""
        commands = plugins_of(ctx).commands
        with formatter.section(gettext("Commands")):  # a word of click, from its catalogue
            formatter.write_dl(
                [(name, self.say(offer.zh, offer.en)) for name, offer in commands.items()]
            )

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help as click does, then report broken plugins: it lacks their commands."""
        super().format_help(ctx, formatter)
        plugins: Plugins | None = ctx.find_root().obj
        for each in plugins.broken if plugins is not None else ():
            complain(each.what.pick(self.say.language))


def _refuse_broken(ctx: click.Context) -> None:
    """Raise an error if a plugin is broken: the missing command may be one of its commands."""
    plugins: Plugins | None = ctx.find_root().obj
    if plugins is not None:
        plugins.refuse_broken()


def _built(offer: Offer, say: Say) -> click.Command:
    """Build a command that names its plugin, if it is of one, when it fails.

    Click's own exceptions (`Exit`, `Abort`, usage errors) pass through.
    """
    with offer.at_work():
        made: Any = offer.load()(say)
    if not isinstance(made, click.Command):
        raise offer.refuse(f"the command is a {type(made).__name__}, not a click.Command")
    # The plugin may return the same object each time; leave that unchanged.
    command = copy(made) if offer.is_ours else _blaming(offer, made)
    command.short_help = say(offer.zh, offer.en)
    return command


def _blaming(offer: Offer, made: click.Command) -> click.Command:
    """Copy a command of a plugin so that it, and every command below it, names the plugin."""
    command = copy(made)
    if command.callback is not None:
        command.callback = partial(_run_blaming, offer, command.callback)
    if isinstance(command, click.Group):
        command.commands = {name: _blaming(offer, each) for name, each in command.commands.items()}
    return command


def _run_blaming(offer: Offer, run: Callable[..., Any], *given: Any, **named: Any) -> Any:
    # Click's exceptions are raised outside of `blamed`, which would report them as failures.
    ended = None
    with offer.blamed():
        try:
            code = run(*given, **named)
        except (click.ClickException, click.exceptions.Exit, click.Abort) as error:
            ended = error
    if ended is not None:
        raise ended
    if code is not None and (not isinstance(code, int) or code not in _CODES):
        raise offer.refuse(
            f"the command returned {type(code).__name__} {str(code)[:40]!r}, not an exit code or "
            "None"
        )
    return code


def session_of(ctx: click.Context) -> Session:
    """Return the session of this run, with the plugins that the options before the command allow.

    Plugins are loaded once in a run.

    >>> import click
    >>> from click.testing import CliRunner
    >>> from lawcheck.cli import emit, session_of
    >>> @click.command()
    ... @click.argument("checklist")
    ... @click.pass_context
    ... def count(ctx: click.Context, checklist: str) -> None:
    ...     items = session_of(ctx).load(checklist).indicators()
    ...     emit(f"{len(list(items))} indicators")
    >>> CliRunner().invoke(count, ["street-visit"]).output
    '23 indicators'

    Raises:
        PluginError: a plugin fails, clashes with another one, or is not installed.
    """
    from lawcheck.session import Session

    plugins = plugins_of(ctx)
    plugins.refuse_broken()
    return Session(plugins)


def plugins_of(ctx: click.Context) -> Plugins:
    """Return the plugins of this run, including broken ones.

    For commands that work with a broken plugin installed and report it, such as `plugins`.
    """
    from lawcheck.registry.discovery import installed_plugins
    from lawcheck.registry.loading import look_for_plugins

    root = ctx.find_root()
    if root.obj is None:
        installed = installed_plugins()
        if installed and isinstance(root.command, Program):
            _watch(root, root.command.say)
        named = os.environ.get("LAWCHECK_PLUGINS")
        only = (
            None if named is None else [name.strip() for name in named.split(",") if name.strip()]
        )
        without = [each.removeprefix("no:") for each in root.params.get("plugin", ())]
        found = look_for_plugins(installed, only, without)
        if any(each.plugin is None for each in found.broken):  # a name in a setting is wrong
            found.refuse_broken()
        root.obj = found
    plugins: Plugins = root.obj
    return plugins


def _watch(root: click.Context, say: Say) -> None:
    """Start the watchdog, so that no call of a plugin can hang the run."""
    from lawcheck.cli.watchdog import Watchdog, seconds_allowed

    root.with_resource(Watchdog(say, seconds_allowed(say), bool(root.params.get("debug"))))


def _language_option(say: Say) -> click.Option:
    return click.Option(
        ["--lang"],
        type=click.Choice(["zh", "zh_CN", "en"]),
        expose_value=False,
        help=say("语言；默认按系统区域设置", "language; by locale unless given"),
    )


def _check_plugin(
    ctx: click.Context, param: click.Parameter, value: tuple[str, ...]
) -> tuple[str, ...]:
    for each in value:
        if not each.startswith("no:"):
            raise click.BadParameter("no:NAME", ctx, param)
    return value


def build(say: Say) -> Program:
    """Return the program in one language."""
    return Program(
        say,
        name="lawcheck",
        context_settings=_SETTINGS,
        options_metavar=say(OPTIONS, "[OPTIONS]"),
        subcommand_metavar=say(SUBCOMMAND, "COMMAND [ARGS]..."),
        help=say(
            "按法治政府建设考评指标体系给单位评分，每一分扣分都有说明。",
            "Score government units against rule-of-law checklists; every point taken off is "
            "explained.",
        ),
        epilog=say(
            "例：lawcheck score district-annual 佐证.yaml",
            "Example: lawcheck score district-annual evidence.yaml",
        ),
        params=[
            click.Option(
                ["-p", "plugin"],
                multiple=True,
                metavar=say("no:名称", "no:NAME"),
                callback=_check_plugin,
                help=say(
                    "不加载这个名称的插件；可写多次", "leave the plugin NAME out; may be repeated"
                ),
            ),
            click.Option(
                ["--debug"],
                is_flag=True,
                help=say(
                    "程序或插件出错时显示调用过程",
                    "show the traceback of a bug, or of a plugin that fails",
                ),
            ),
            _language_option(say),
            click.Option(
                ["--version"],
                is_flag=True,
                is_eager=True,
                expose_value=False,
                callback=_print_version,
                help=say("显示版本", "show the version"),
            ),
        ],
    )


def _print_version(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
    if value:
        emit(f"lawcheck {VERSION}\n")
        ctx.exit()


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program.

    Args:
        arguments: the command line without the program's name; `sys.argv[1:]` if None.

    Returns:
        The exit code, as documented in `lawcheck.model.errors.ExitCode`; 130 after Ctrl-C.
    """
    arguments = sys.argv[1:] if arguments is None else list(arguments)
    say = Say(choose_language(arguments))
    speak(say.language)
    prepare_streams()
    debug = "--debug" in arguments
    try:
        returned = build(say).main(arguments, prog_name="lawcheck", standalone_mode=False)
        finish()
    except click.exceptions.Exit as ending:
        return ending.exit_code
    except click.ClickException as error:
        return _refuse(error, say)
    except (click.Abort, KeyboardInterrupt):
        complain(
            say("已中断；屏幕上的输出不完整", "interrupted; what was printed is not whole")
            if has_written()
            else say("已中断；没有写出任何内容", "interrupted; nothing was written")
        )
        return _INTERRUPTED
    except Exception as error:
        return _report_error(error, say, debug)
    return int(returned or 0)


def _refuse(error: click.ClickException, say: Say) -> int:
    from lawcheck.model.errors import ExitCode

    lines = [error.ctx.get_usage()] if isinstance(error, click.UsageError) and error.ctx else []
    complain("\n".join([*lines, say("错误：", "Error: ") + error.format_message()]))
    return int(ExitCode.REFUSED)


def _report_error(error: Exception, say: Say, debug: bool) -> int:
    from lawcheck.model.errors import ExitCode, LawcheckError, PluginError

    if isinstance(error, LawcheckError):
        if debug and isinstance(error, PluginError) and error.__cause__ is not None:
            _print_traceback(error.__cause__)
        complain(error.pick(say.language))
        return int(error.exit_code)
    if debug:
        _print_traceback(error)
    complain(
        say(
            f"lawcheck {VERSION} 内部错误：{type(error).__name__}: {error}；请带上命令和 --debug "
            "的输出反馈给我们",
            f"a bug in lawcheck {VERSION}: {type(error).__name__}: {error}; report it with the "
            "output of --debug",
        )
    )
    return int(ExitCode.BUG)


def _print_traceback(error: BaseException) -> None:
    import traceback

    traceback.print_exception(error)
