"""Plugins that were found and what they offer.

Whatever fails in the code of a plugin is reported with the name and version of its distribution.
"""

from __future__ import annotations

import contextlib
import importlib
from collections.abc import Callable, Iterator
from typing import Any, Final

import attrs

from lawcheck.model.errors import LawcheckError, Place, PluginError, Problem, problem
from lawcheck.model.foreign_calls import calling
from lawcheck.model.foreign_errors import fault_of_message, what_failed
from lawcheck.model.text import Message, message

BUILT_IN: Final = "lawcheck"
"""Name of the plugin that offers the built-in parts."""


@attrs.frozen
class Plugin:
    """One plugin that was found.

    Attributes:
        name: name of its entry point; the NAME of `-p no:NAME`.
        distribution: name of the installed distribution; for an object that a program registered,
            the same as `name`.
        version: version of the distribution; empty if it has none.
        hooks: names of the hooks that it implements.
        is_loaded: False if it was switched off or is broken.
    """

    name: str
    distribution: str
    version: str
    hooks: tuple[str, ...] = ()
    is_loaded: bool = True

    @property
    def source(self) -> str:
        """Distribution and version, as messages show them."""
        return f"{self.distribution} {self.version}".rstrip()

    def __str__(self) -> str:
        return f"{self.name} ({self.source})"


@attrs.frozen
class Offer:
    """Something that a plugin offers by name.

    Attributes:
        name: the name that checklists and commands use.
        target: `module:object`, or the object itself.
        plugin: the plugin that offers it.
    """

    name: str
    target: str | Any
    plugin: Plugin

    def load(self) -> Any:
        """Import the object.

        Raises:
            PluginError: the object cannot be imported.
        """
        if not isinstance(self.target, str):
            return self.target
        module, _, attribute = self.target.partition(":")
        return call(lambda: getattr(importlib.import_module(module), attribute), self.plugin)

    @property
    def is_ours(self) -> bool:
        """Whether the offer is built in."""
        return self.plugin.name == BUILT_IN

    @property
    def provider(self) -> str:
        """Distribution and version of the plugin; empty for built-in offers."""
        return "" if self.is_ours else self.plugin.source

    @contextlib.contextmanager
    def blamed(self) -> Iterator[None]:
        """Report an exception raised inside as a failure of the plugin.

        A `LawcheckError` passes through, because it is a refusal of the user's input and names
        what is wrong there. Exceptions of built-in parts pass through too: they are bugs of
        lawcheck and should show their traceback.

        Raises:
            PluginError: the code of a plugin failed.
        """
        try:
            yield
        except LawcheckError as error:
            if not self.is_ours and not _can_be_shown(error):
                raise self.refuse(
                    f"{type(error).__name__} with something else than Problems"
                ) from error
            raise
        except (Exception, SystemExit) as error:
            if self.is_ours:
                raise
            raise PluginError([failed(self.plugin, error)]) from error

    @contextlib.contextmanager
    def at_work(self) -> Iterator[None]:
        """Report failures as `blamed` does, and watch that the call returns before the deadline.

        Raises:
            PluginError: the code of a plugin failed.
        """
        with (
            self.blamed(),
            contextlib.nullcontext() if self.is_ours else calling(named, self.plugin),
        ):
            yield

    def refuse(self, what: str) -> PluginError:
        """Return the error for a defect of this offer.

        Args:
            what: the defect, as one English clause for the author of the plugin.
        """
        return PluginError([wrong(self.plugin, f"{self.name}: {what}")])


def _can_be_shown(error: LawcheckError) -> bool:
    """Return whether every problem of a refusal can be shown to the user.

    A plugin may pass any objects to the constructor of an error.
    """
    return all(
        isinstance(each, Problem) and not fault_of_message(each.what) for each in error.problems
    )


def call(function: Callable[..., object], plugin: Plugin, **arguments: object) -> object:
    """Call a function of a plugin.

    Raises:
        PluginError: the call raised; the error names the plugin.
    """
    try:
        with calling(named, plugin):
            return function(**arguments)
    except (Exception, SystemExit) as error:
        raise PluginError([failed(plugin, error)]) from error


def named(plugin: Plugin) -> Message:
    """Return a plugin as messages name it."""
    return message("插件 {plugin}", "plugin {plugin}", plugin=str(plugin))


def failed(plugin: Plugin, error: BaseException) -> Problem:
    """Return the problem for a plugin that raised an exception."""
    return problem(
        Place(),
        "插件 {plugin} 出错：{error}；请升级或卸载它，或用 -p no:{name} 关闭",
        "plugin {plugin} failed: {error}; "
        "upgrade or remove it, or switch it off with -p no:{name}",
        plugin=str(plugin),
        error=what_failed(error),
        name=plugin.name,
    )


def wrong(plugin: Plugin, what: str) -> Problem:
    """Return the problem for a plugin that breaks its contract.

    Args:
        plugin: the plugin.
        what: one English clause, for the author of the plugin.
    """
    return problem(
        Place(),
        "插件 {plugin}：{what}；请联系插件作者，或用 -p no:{name} 关闭",
        "plugin {plugin}: {what}; tell its author, or switch it off with -p no:{name}",
        plugin=str(plugin),
        what=what,
        name=plugin.name,
    )
