"""What can be wrong with a plugin, as problems to report.

Messages are imported when there is something to report: they take longer to import than
everything that lists plugins and commands.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeGuard

if TYPE_CHECKING:
    from lawcheck.model.errors import LawcheckError, PluginError, Problem
    from lawcheck.registry.found import Plugin


def refusal(problems: Sequence[Problem]) -> PluginError:
    """Return the error with these problems."""
    from lawcheck.model.errors import PluginError

    return PluginError(problems)


def failed(plugin: Plugin, error: BaseException) -> Problem:
    """Return the problem for a plugin that raised an exception."""
    from lawcheck.model.foreign_errors import what_failed

    return _problem(
        "插件 {plugin} 出错：{error}；请升级或卸载它，或用 -p no:{name} 关闭",
        "plugin {plugin} failed: {error}; "
        "upgrade or remove it, or switch it off with -p no:{name}",
        plugin=str(plugin),
        error=what_failed(error),
        name=plugin.name,
    )


def not_imported(plugin: Plugin, what: str, target: str, error: BaseException) -> Problem:
    """Return the problem for a dotted name that leads nowhere.

    Args:
        plugin: the plugin.
        what: kind and name of what it offers.
        target: the dotted name.
        error: what was raised when it was imported.
    """
    from lawcheck.model.foreign_errors import what_failed

    return _problem(
        "插件 {plugin}：{what} 指向 {target}，无法导入（{error}）；请升级或卸载它，"
        "或用 -p no:{name} 关闭",
        "plugin {plugin}: {what} is at {target}, which cannot be imported ({error}); "
        "upgrade or remove it, or switch it off with -p no:{name}",
        plugin=str(plugin),
        what=what,
        target=target,
        error=what_failed(error),
        name=plugin.name,
    )


def wrong(plugin: Plugin, what: str) -> Problem:
    """Return the problem for a plugin that breaks its contract.

    Args:
        plugin: the plugin.
        what: one English clause, for the author of the plugin.
    """
    return _problem(
        "插件 {plugin}：{what}；请联系插件作者，或用 -p no:{name} 关闭",
        "plugin {plugin}: {what}; tell its author, or switch it off with -p no:{name}",
        plugin=str(plugin),
        what=what,
        name=plugin.name,
    )


def wrong_return(plugin: Plugin, kind: str, returned: object, expected: str) -> Problem:
    """Return the problem for a hook that returned something else than it must."""
    return _problem(
        "插件 {plugin}：lawcheck_{kind} 应返回 {expected}，却返回了 {got}；请联系插件作者",
        "plugin {plugin}: lawcheck_{kind} must return {expected}, not {got}; tell its author",
        plugin=str(plugin),
        kind=kind,
        expected=expected,
        got=type(returned).__name__,
    )


def stray_hooks(plugin: Plugin, names: Sequence[str]) -> Problem:
    """Return the problem for functions that are named like hooks and are none."""
    return _problem(
        "插件 {plugin}：{names} 不是钩子，或缺少 @hookimpl；请检查拼写",
        "plugin {plugin}: {names}: no such hook, or @hookimpl is missing; check the spelling",
        plugin=str(plugin),
        names=names,
    )


def clash(kind: str, name: str, one: Plugin, other: Plugin) -> Problem:
    """Return the problem for two plugins that offer the same name."""
    return _problem(
        "{one} 和 {other} 都提供 {kind} {name}；请用 -p no:… 关闭其中一个",
        "{one} and {other} both offer {kind} {name}; switch one off with -p no:...",
        one=str(one),
        other=str(other),
        kind=kind,
        name=name,
    )


def not_installed(name: str, known: Sequence[str]) -> Problem:
    """Return the problem for a plugin that was named but is not there."""
    return _problem(
        "没有安装插件 {name}；已安装：{known}",
        "plugin {name} is not installed; installed: {known}",
        name=name,
        known=known,
    )


def is_of_lawcheck(error: BaseException) -> TypeGuard[LawcheckError]:
    """Return whether an exception is a refusal of the user's input, and no failure."""
    from lawcheck.model.errors import LawcheckError

    return isinstance(error, LawcheckError)


def can_be_shown(refused: LawcheckError) -> bool:
    """Return whether a refusal has problems, and each can be shown to the user.

    A plugin may pass any objects to the constructor of an error, and none would hide the fault.
    """
    from lawcheck.model.errors import Problem
    from lawcheck.model.foreign_errors import fault_of_message

    return bool(refused.problems) and all(
        isinstance(each, Problem) and not fault_of_message(each.what) for each in refused.problems
    )


def _problem(zh: str, en: str, **values: object) -> Problem:
    from lawcheck.model.errors import Place, problem

    return problem(Place(), zh, en, **values)
