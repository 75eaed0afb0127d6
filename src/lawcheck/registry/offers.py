"""What plugins offer.

Whatever fails in the code of a plugin is reported with the name and version of its distribution.
The classes of this package are no attrs classes, since `lawcheck --help` would wait for attrs.
"""

from __future__ import annotations

import contextlib
import importlib
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Final

from lawcheck.model.foreign_calls import calling
from lawcheck.registry.faults import (
    can_be_shown,
    failed,
    is_of_lawcheck,
    not_imported,
    refusal,
    wrong,
)
from lawcheck.registry.found import BUILT_IN, Plugin

if TYPE_CHECKING:
    from lawcheck.model.errors import PluginError


class Offer:
    """Something that a plugin offers by name; it is imported and checked when it is first used.

    Attributes:
        kind: name of the hook without `lawcheck_`, such as `indicator_types`.
        name: the name that checklists and commands use.
        target: `module:object`, or the object itself.
        plugin: the plugin that offers it.
        zh: what it does, in a few Chinese words; only commands have it.
        en: the same in English.
    """

    def __init__(
        self,
        kind: str,
        name: str,
        target: str | Any,
        plugin: Plugin,
        zh: str = "",
        en: str = "",
    ) -> None:
        self.kind: Final = kind
        self.name: Final = name
        self.target: Final = target
        self.plugin: Final = plugin
        self.zh: Final = zh
        self.en: Final = en
        self._checked: Any = None

    def load(self) -> Any:
        """Return the object; the first time, it is imported and checked.

        Raises:
            PluginError: the object cannot be imported, or breaks the contract of its hook.
        """
        if self._checked is None:
            found = self._imported() if isinstance(self.target, str) else self.target
            if not self.is_ours:
                self._check(found)
            self._checked = found
        return self._checked

    def _imported(self) -> Any:
        module, _, attribute = self.target.partition(":")
        try:
            with calling(itself, self.plugin):
                return getattr(importlib.import_module(module), attribute)
        except (Exception, SystemExit) as error:
            what = f"{self.kind} {self.name}"
            raise refusal([not_imported(self.plugin, what, self.target, error)]) from error

    def _check(self, found: Any) -> None:
        from lawcheck.registry.contracts import faults_of

        with self.blamed():
            faults = tuple(faults_of(self.kind, self.name, found))
        if faults:
            raise refusal([wrong(self.plugin, f"lawcheck_{self.kind}: {each}") for each in faults])

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
        except (Exception, SystemExit) as error:
            if self.is_ours:
                raise
            if not is_of_lawcheck(error):
                raise refusal([failed(self.plugin, error)]) from error
            if not can_be_shown(error):
                raise self.refuse(
                    f"{type(error).__name__} without a Problem, or with something else"
                ) from error
            raise

    @contextlib.contextmanager
    def at_work(self) -> Iterator[None]:
        """Report failures as `blamed` does, and watch that the call returns before the deadline.

        Raises:
            PluginError: the code of a plugin failed.
        """
        with (
            self.blamed(),
            contextlib.nullcontext() if self.is_ours else calling(itself, self.plugin),
        ):
            yield

    def refuse(self, what: str) -> PluginError:
        """Return the error for a defect of this offer.

        Args:
            what: the defect, as one English clause for the author of the plugin.
        """
        return refusal([wrong(self.plugin, f"{self.name}: {what}")])


def call(function: Callable[..., object], plugin: Plugin, **arguments: object) -> object:
    """Call a function of a plugin.

    Raises:
        PluginError: the call raised; the error names the plugin.
    """
    try:
        with calling(itself, plugin):
            return function(**arguments)
    except (Exception, SystemExit) as error:
        raise refusal([failed(plugin, error)]) from error


def itself(plugin: Plugin) -> Plugin:
    """Return the plugin, which a message about a call names."""
    return plugin
