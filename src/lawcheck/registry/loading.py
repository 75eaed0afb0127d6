"""Load plugins. This is the only module that runs pluggy, and each call makes its own manager.

Loading is strict. An import error, a `sys.exit`, a misspelt hook, a wrong return value or a clash
of names ends with an error that names the distribution: an indicator type that went missing
silently would be a wrong score. What a dotted name leads to is imported and checked when it is
first used, or by `Plugins.tried`; an object that a hook returns itself is checked at once.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pluggy

from lawcheck.model.foreign_calls import calling
from lawcheck.registry import builtin, hookspecs
from lawcheck.registry.command_entries import CommandEntry
from lawcheck.registry.discovery import installed_plugins
from lawcheck.registry.faults import (
    clash,
    failed,
    is_of_lawcheck,
    not_installed,
    refusal,
    stray_hooks,
    wrong,
    wrong_return,
)
from lawcheck.registry.found import BUILT_IN, Plugin
from lawcheck.registry.offers import Offer, call, itself
from lawcheck.version import VERSION

if TYPE_CHECKING:
    from lawcheck.model.errors import Problem

_OFFERS: Final = (
    "indicator_types",
    "aggregations",
    "measures",
    "operators",
    "readers",
    "score_tables",
    "writers",
    "engines",
    "commands",
)


class Broken(NamedTuple):
    """A problem with one plugin.

    Attributes:
        plugin: the plugin; None for one that was named but is not installed.
        what: the problem.
        cause: the exception that the plugin raised; None if it raised none.
    """

    plugin: Plugin | None
    what: Problem
    cause: BaseException | None = None


class Plugins(NamedTuple):
    """Everything that lawcheck itself and the loaded plugins offer, by kind and name.

    Attributes:
        found: every plugin that is installed or was registered, whether loaded or not.
        checklist_folders: the folders with checklists.
        manager: pluggy's manager, for hooks that are called later.
        broken: the problems found. Nothing may be scored while there are any; see
            `refuse_broken`.
    """

    found: tuple[Plugin, ...]
    indicator_types: Mapping[str, Offer]
    aggregations: Mapping[str, Offer]
    measures: Mapping[str, Offer]
    operators: Mapping[str, Offer]
    readers: Mapping[str, Offer]
    score_tables: Mapping[str, Offer]
    writers: Mapping[str, Offer]
    engines: Mapping[str, Offer]
    commands: Mapping[str, Offer]
    checklist_folders: tuple[Path, ...]
    manager: pluggy.PluginManager
    broken: tuple[Broken, ...] = ()

    @property
    def loaded(self) -> tuple[tuple[str, str], ...]:
        """Distribution and version of every loaded plugin except the built-in one, sorted."""
        return tuple(
            sorted(
                (each.distribution, each.version)
                for each in self.found
                if each.is_loaded and each.name != BUILT_IN
            )
        )

    def checklists(self) -> dict[str, Path]:
        """Return the files of the checklists that ship, by id, in order of their ids."""
        files = (
            file for folder in self.checklist_folders for file in sorted(folder.glob("*.yaml"))
        )
        return dict(sorted((file.stem, file) for file in files))

    def tried(self) -> Plugins:
        """Return the same with everything that plugins offer imported and checked.

        What fails is left out, and its problems are in `broken`.
        """
        broken = list(self.broken)
        tried: Any = self._asdict()
        for kind in _OFFERS:
            offers: Mapping[str, Offer] = tried[kind]
            tried[kind] = {name: each for name, each in offers.items() if _is_good(each, broken)}
        tried |= {"broken": tuple(broken), "found": _without(broken, self.found)}
        return Plugins(**tried)

    def refuse_broken(self) -> None:
        """Raise if any plugin is broken.

        Raises:
            PluginError: with the problems of all broken plugins.
        """
        if self.broken:
            causes = [each.cause for each in self.broken if each.cause is not None]
            cause = (
                causes[0]
                if len(causes) == 1
                else BaseExceptionGroup("plugins", causes)
                if causes
                else None
            )
            raise refusal([each.what for each in self.broken]) from cause

    def implements(self, hook: str) -> bool:
        """Return whether any plugin implements a hook."""
        return bool(getattr(self.manager.hook, hook).get_hookimpls())

    def checked(self, implementation_of: str, **arguments: object) -> None:
        """Call a hook for its effect, checking each implementation.

        Args:
            implementation_of: name of the hook.
            **arguments: arguments of the hook, by name.

        Raises:
            PluginError: an implementation raised; the error names its plugin.
        """
        caller = getattr(self.manager.hook, implementation_of)
        for implementation in caller.get_hookimpls():
            # Called one by one, not through pluggy's caller, to know which plugin fails. As in
            # pluggy, an implementation may take fewer arguments than the hook has.
            given = {name: arguments[name] for name in implementation.argnames}
            plugin = next(each for each in self.found if each.name == implementation.plugin_name)
            call(implementation.function, plugin, **given)


def load_plugins(
    only: Iterable[str] | None = None, without: Iterable[str] = (), objects: Iterable[object] = ()
) -> Plugins:
    """Load the built-in parts and the installed plugins.

    Args:
        only: names of the plugins to load; None for all that are installed.
        without: names of plugins to leave out.
        objects: modules or other objects with hooks, to load as plugins as well.

    Raises:
        PluginError: with every plugin that fails, clashes, or is named but not installed.
    """
    plugins = look_for_plugins(installed_plugins(), only, without, objects)
    plugins.refuse_broken()
    return plugins


def look_for_plugins(
    installed: Sequence[Plugin],
    only: Iterable[str] | None = None,
    without: Iterable[str] = (),
    objects: Iterable[object] = (),
) -> Plugins:
    """Load plugins as `load_plugins` does, but return the problems in `broken` instead of raising.

    For listing installed plugins together with what is wrong with them.
    """
    loader = _Loader()
    loader.look(installed, None if only is None else set(only), set(without), objects)
    offers = {kind: dict(sorted(loader.offers(kind).items())) for kind in _OFFERS}
    folders = loader.folders()
    return Plugins(
        _without(loader.broken, loader.found),
        **offers,
        checklist_folders=folders,
        manager=loader.manager,
        broken=tuple(loader.broken),
    )


class _Loader:
    """Collects plugins and the problems with them."""

    def __init__(self) -> None:
        self.manager: Final = pluggy.PluginManager("lawcheck")
        self.manager.add_hookspecs(hookspecs)
        self.manager.register(builtin, name=BUILT_IN)
        self.found: Final = [
            Plugin(BUILT_IN, "lawcheck", VERSION, hooks=self._hooks(builtin), is_loaded=True)
        ]
        self.broken: Final[list[Broken]] = []

    def look(
        self,
        installed: Sequence[Plugin],
        wanted: set[str] | None,
        unwanted: set[str],
        objects: Iterable[object],
    ) -> None:
        """Register the installed plugins that are wanted, then the objects."""
        for plugin in installed:
            names = {plugin.name, plugin.distribution}
            if names & unwanted or (wanted is not None and not names & wanted):
                self.found.append(plugin)
            else:
                self._register(plugin, plugin.load)
        known = {name for each in self.found for name in (each.name, each.distribution)}
        self.broken.extend(
            Broken(None, not_installed(name, sorted(known)))
            for name in sorted((wanted or set()) | unwanted)
            if name not in known
        )
        for each in objects:
            self._register(_plugin_of(each), partial(_identity, each))

    def _register(self, plugin: Plugin, load: Callable[[], object]) -> None:
        name = plugin.name
        taken = next((each for each in self.found if each.name == name), None)
        if taken is not None:
            self._note(plugin, clash("plugin", name, taken, plugin))
            return
        self.found.append(plugin)
        for module in self._returned(plugin, load):
            hooks = self._register_hooks(module, plugin)
            if hooks:
                self.found[-1] = plugin._replace(is_loaded=True, hooks=hooks)

    def _register_hooks(self, module: object, plugin: Plugin) -> tuple[str, ...]:
        """Return the names of a module's hooks; none, with the problem noted, if it is bad."""
        hooks: tuple[str, ...] = ()
        fault, cause = None, None
        try:
            self.manager.register(module, name=plugin.name)
            self.manager.check_pending()
            hooks = self._hooks(module)
            stray = sorted(
                {name for name in dir(module) if name.startswith("lawcheck_")} - set(hooks)
            )
        except (Exception, SystemExit) as error:
            fault, cause = failed(plugin, error), error
        else:
            if stray:
                fault = stray_hooks(plugin, stray)
            elif not hooks:
                what = f"{_shown(module)} has no function that is marked with @hookimpl"
                fault = wrong(plugin, what)
        if fault is None:
            return hooks
        # pluggy keeps a plugin registered even if the validation of its hooks failed.
        if self.manager.has_plugin(plugin.name):
            self.manager.unregister(name=plugin.name)
        self._note(plugin, fault, cause)
        return ()

    def offers(self, kind: str) -> dict[str, Offer]:
        """Return the offers of one kind from all plugins, by name.

        What a dotted name leads to is not imported. An object itself is checked at once.
        """
        is_valid, expected = (
            (_is_entry, "{name: CommandEntry('module:function', zh, en)}")
            if kind == "commands"
            else (_is_target, "{name: 'module:object'}")
        )
        offers: dict[str, Offer] = {}
        for plugin, returned in self._call_each(kind):
            if not isinstance(returned, Mapping) or not all(
                isinstance(name, str) and is_valid(each) for name, each in returned.items()
            ):
                self._note(plugin, wrong_return(plugin, kind, returned, expected))
                continue
            for name, each in returned.items():
                if name in offers:
                    self._note(plugin, clash(kind, name, offers[name].plugin, plugin))
                    continue
                target, zh, en = each if isinstance(each, CommandEntry) else (each, "", "")
                offer = Offer(kind, name, target, plugin, zh, en)
                if isinstance(target, str) or _is_good(offer, self.broken):
                    offers[name] = offer
        return offers

    def folders(self) -> tuple[Path, ...]:
        """Return the folders with checklists from all plugins."""
        folders: list[tuple[Plugin, Path]] = []
        for plugin, returned in self._call_each("checklists"):
            if not isinstance(returned, Sequence) or not all(
                isinstance(each, Path) for each in returned
            ):
                self._note(plugin, wrong_return(plugin, "checklists", returned, "[Path, ...]"))
                continue
            for folder in returned:
                if folder.is_absolute() and folder.is_dir():
                    folders.append((plugin, folder))
                else:
                    what = f"lawcheck_checklists: {folder} is not a folder with its whole path"
                    self._note(plugin, wrong(plugin, what))
        if any(plugin.name != BUILT_IN for plugin, _ in folders):
            self._check_ids(folders)
        return tuple(folder for _, folder in folders)

    def _check_ids(self, folders: Iterable[tuple[Plugin, Path]]) -> None:
        """Note the checklists that two folders have under one id."""
        owners: dict[str, Plugin] = {}
        for plugin, folder in folders:
            for file in sorted(folder.glob("*.yaml")):
                owner = owners.setdefault(file.stem, plugin)
                if owner is not plugin:
                    self._note(plugin, clash("checklist", file.stem, owner, plugin))

    def _call_each(self, kind: str) -> Iterator[tuple[Plugin, object]]:
        by_name = {plugin.name: plugin for plugin in self.found}
        caller = getattr(self.manager.hook, f"lawcheck_{kind}")
        for implementation in caller.get_hookimpls():
            plugin = by_name[implementation.plugin_name]
            if plugin.name == BUILT_IN:  # needs no watching
                yield plugin, implementation.function()
                continue
            for returned in self._returned(plugin, implementation.function):
                yield plugin, returned

    def _returned(self, plugin: Plugin, function: Callable[[], object]) -> tuple[object, ...]:
        """Return the result of a call, alone in a tuple; none, with the failure noted."""
        try:
            with calling(itself, plugin):
                return (function(),)
        except (Exception, SystemExit) as error:
            self._note(plugin, failed(plugin, error), error)
            return ()

    def _note(self, plugin: Plugin, what: Problem, cause: BaseException | None = None) -> None:
        self.broken.append(Broken(plugin, what, cause))

    def _hooks(self, module: object) -> tuple[str, ...]:
        callers = self.manager.get_hookcallers(module) or []
        return tuple(sorted(caller.name for caller in callers))


def _is_good(offer: Offer, broken: list[Broken]) -> bool:
    """Return whether an offer of a plugin can be loaded; if not, add its problems."""
    if offer.is_ours:
        return True
    try:
        offer.load()
    except Exception as error:
        if not is_of_lawcheck(error):
            raise
        broken += [Broken(offer.plugin, what, error.__cause__) for what in error.problems]
        return False
    return True


def _without(broken: Iterable[Broken], found: Iterable[Plugin]) -> tuple[Plugin, ...]:
    """Return plugins, those with problems as not loaded."""
    names = {each.plugin.name for each in broken if each.plugin is not None}
    return tuple(
        each._replace(is_loaded=each.is_loaded and each.name not in names) for each in found
    )


def _identity(registered: object) -> object:
    return registered


def _plugin_of(registered: object) -> Plugin:
    """Describe an object that a program registers, by its own name and version."""
    name, version = getattr(registered, "__name__", ""), getattr(registered, "__version__", "")
    called = name if isinstance(name, str) and name else type(registered).__name__
    return Plugin(called, called, version if isinstance(version, str) else "")


def _is_target(each: object) -> bool:
    return ":" in each if isinstance(each, str) else callable(each)


def _is_entry(each: object) -> bool:
    return (
        isinstance(each, CommandEntry)
        and _is_target(each.target)
        and all(isinstance(text, str) and text.strip() for text in (each.zh, each.en))
    )


def _shown(module: object) -> str:
    return "the module" if isinstance(module, types.ModuleType) else f"the {type(module).__name__}"
