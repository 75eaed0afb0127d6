"""What was found and what it offers; whatever fails in it is told with the name and version of its distribution."""

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
"""Name of the plugin that the built-in parts come from."""


@attrs.frozen
class Plugin:
    """One plugin that was found.

    Attributes:
        name: name of its entry point; what `-p no:NAME` takes.
        distribution: name of the installed distribution; the name again for an object that a program registered.
        version: its version; empty where there is none.
        hooks: names of the hooks that it implements.
        is_loaded: False for one that was switched off, or is broken.
    """

    name: str
    distribution: str
    version: str
    hooks: tuple[str, ...] = ()
    is_loaded: bool = True

    @property
    def source(self) -> str:
        """Distribution and version, for messages."""
        return f"{self.distribution} {self.version}".rstrip()

    def __str__(self) -> str:
        return f"{self.name} ({self.source})"


@attrs.frozen
class Offer:
    """Something a plugin offers by name.

    Attributes:
        target: `module:object`, or the object itself.
    """

    name: str
    target: str | Any
    plugin: Plugin

    def load(self) -> Any:
        """Import the object.

        Raises:
            PluginError: it cannot be imported.
        """
        if not isinstance(self.target, str):
            return self.target
        module, _, attribute = self.target.partition(":")
        return call(lambda: getattr(importlib.import_module(module), attribute), self.plugin)

    @property
    def is_ours(self) -> bool:
        """Whether it is built in."""
        return self.plugin.name == BUILT_IN

    @property
    def provider(self) -> str:
        """Distribution and version of the plugin; empty for what is built in."""
        return "" if self.is_ours else self.plugin.source

    @contextlib.contextmanager
    def blamed(self) -> Iterator[None]:
        """What fails inside is told as a failure of the plugin; refusals of input pass, and so do faults of our own parts.

        Raises:
            PluginError: the code of a plugin failed.
        """
        try:
            yield
        except LawcheckError as error:
            if not self.is_ours and not _is_whole(error):
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
        """The same for a call that is to come back before the deadline.

        Raises:
            PluginError: the code of a plugin failed.
        """
        with (
            self.blamed(),
            contextlib.nullcontext() if self.is_ours else calling(named, self.plugin),
        ):
            yield

    def refuse(self, what: str) -> PluginError:
        """The error for something that this offer is or does, in one English clause for its author."""
        return PluginError([wrong(self.plugin, f"{self.name}: {what}")])


def _is_whole(error: LawcheckError) -> bool:
    """Whether a refusal can be told: a plugin may raise one made of anything."""
    return all(
        isinstance(each, Problem) and not fault_of_message(each.what) for each in error.problems
    )


def call(function: Callable[..., object], plugin: Plugin, **arguments: object) -> object:
    """Call what a plugin brought, and name it where that fails.

    Raises:
        PluginError: the call raised.
    """
    try:
        with calling(named, plugin):
            return function(**arguments)
    except (Exception, SystemExit) as error:
        raise PluginError([failed(plugin, error)]) from error


def named(plugin: Plugin) -> Message:
    """A plugin, for messages."""
    return message("插件 {plugin}", "plugin {plugin}", plugin=str(plugin))


def failed(plugin: Plugin, error: BaseException) -> Problem:
    """The problem of a plugin that raised."""
    return problem(
        Place(),
        "插件 {plugin} 出错：{error}；请升级或卸载它，或用 -p no:{name} 关闭",
        "plugin {plugin} failed: {error}; upgrade or remove it, or switch it off with -p no:{name}",
        plugin=str(plugin),
        error=what_failed(error),
        name=plugin.name,
    )


def wrong(plugin: Plugin, what: str) -> Problem:
    """The problem of a plugin that is not what it must be; the clause is for its author, and in English."""
    return problem(
        Place(),
        "插件 {plugin}：{what}；请联系插件作者，或用 -p no:{name} 关闭",
        "plugin {plugin}: {what}; tell its author, or switch it off with -p no:{name}",
        plugin=str(plugin),
        what=what,
        name=plugin.name,
    )
