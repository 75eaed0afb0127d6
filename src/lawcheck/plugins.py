"""Loading plugins. The only module that runs pluggy; a function makes the manager, nothing is global.

Loading is strict: an import error, a `sys.exit`, a misspelt hook, a wrong return or a clash of names ends with an error
that names the distribution. A type that went missing in silence would be a wrong score.
"""

from __future__ import annotations

import contextlib
import importlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import attrs
import pluggy

from lawcheck import builtin, hookspecs
from lawcheck.discovery import may_have_plugins
from lawcheck.errors import LawcheckError, Place, PluginError, Problem, problem
from lawcheck.version import VERSION

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP: Final = "lawcheck"
BUILT_IN: Final = "lawcheck"

_OFFERS: Final = ("indicator_types", "aggregations", "readers", "score_tables", "writers", "engines", "commands")


@attrs.frozen
class Plugin:
    """One plugin that was found.

    Attributes:
        name: name of its entry point; what `-p no:NAME` takes.
        distribution: name of the installed distribution.
        version: its version.
        hooks: names of the hooks that it implements.
        is_loaded: False for one that was switched off.
    """

    name: str
    distribution: str
    version: str
    hooks: tuple[str, ...] = ()
    is_loaded: bool = True


@attrs.frozen
class Offer:
    """Something a plugin offers by name.

    Attributes:
        target: `module:object`.
    """

    name: str
    target: str
    plugin: Plugin

    def load(self) -> Any:
        """Import the object.

        Raises:
            PluginError: it cannot be imported.
        """
        module, _, attribute = self.target.partition(":")
        return _call(lambda: getattr(importlib.import_module(module), attribute), self.plugin)

    @contextlib.contextmanager
    def blamed(self) -> Iterator[None]:
        """What fails inside is told as a failure of the plugin; refusals of input pass, and so do faults of our own parts.

        Raises:
            PluginError: the code of a plugin failed.
        """
        try:
            yield
        except LawcheckError:
            raise
        except (Exception, SystemExit) as error:
            if self.plugin.name == BUILT_IN:
                raise
            raise PluginError([_failed(self.plugin, error)]) from error


@attrs.frozen
class Plugins:
    """Everything that the built-ins and the loaded plugins offer, by kind and name."""

    found: tuple[Plugin, ...]
    indicator_types: Mapping[str, Offer]
    aggregations: Mapping[str, Offer]
    readers: Mapping[str, Offer]
    score_tables: Mapping[str, Offer]
    writers: Mapping[str, Offer]
    engines: Mapping[str, Offer]
    commands: Mapping[str, Offer]
    checklist_folders: tuple[Path, ...]
    manager: pluggy.PluginManager

    @property
    def loaded(self) -> tuple[tuple[str, str], ...]:
        """(distribution, version) of every loaded plugin but the built-ins, sorted."""
        return tuple(sorted((each.distribution, each.version) for each in self.found if each.is_loaded and each.name != BUILT_IN))

    def checked(self, implementation_of: str, **arguments: object) -> None:
        """Call a hook for its effect, and name the plugin that fails.

        Raises:
            PluginError: an implementation raised.
        """
        caller = getattr(self.manager.hook, implementation_of)
        for implementation in caller.get_hookimpls():
            given = {name: arguments[name] for name in implementation.argnames}
            plugin = next(each for each in self.found if each.name == implementation.plugin_name)
            _call(implementation.function, plugin, **given)


def load_plugins(only: Iterable[str] | None = None, without: Iterable[str] = ()) -> Plugins:
    """Load the built-ins and the installed plugins.

    Args:
        only: names of the plugins to load; None for all that are installed.
        without: names of plugins to leave out.

    Raises:
        PluginError: a plugin fails, clashes, or is named but not installed; all of them are listed.
    """
    wanted = None if only is None else set(only)
    unwanted = set(without)
    manager = pluggy.PluginManager("lawcheck")
    manager.add_hookspecs(hookspecs)
    manager.register(builtin, name=BUILT_IN)
    found = [Plugin(BUILT_IN, "lawcheck", VERSION, _hooks(manager, builtin))]
    problems: list[Problem] = []
    for point in _entry_points():
        plugin = Plugin(point.name, *_distribution(point), is_loaded=False)
        names = {plugin.name, plugin.distribution}
        if names & unwanted or (wanted is not None and not names & wanted):
            found.append(plugin)
            continue
        fault = _register(manager, point, plugin)
        if fault is not None:
            problems.append(fault)
            continue
        found.append(attrs.evolve(plugin, is_loaded=True, hooks=_hooks(manager, manager.get_plugin(point.name))))
    problems += _not_installed(found, (wanted or set()) | unwanted)
    by_name = {plugin.name: plugin for plugin in found}
    offers = {kind: _offers(manager, kind, by_name, problems) for kind in _OFFERS}
    folders = _folders(manager, by_name, problems)
    if problems:
        raise PluginError(problems)
    return Plugins(tuple(found), **offers, checklist_folders=folders, manager=manager)


def _entry_points() -> Sequence[EntryPoint]:
    if not may_have_plugins():
        return ()
    from importlib.metadata import entry_points  # takes as long to import as all that lawcheck needs otherwise

    return sorted(entry_points(group=GROUP), key=lambda each: each.name)


def _register(manager: pluggy.PluginManager, point: EntryPoint, plugin: Plugin) -> Problem | None:
    try:
        module = point.load()
        manager.register(module, name=point.name)
        manager.check_pending()
    except (Exception, SystemExit) as error:
        if manager.has_plugin(point.name):
            manager.unregister(name=point.name)  # pluggy keeps a plugin whose validation failed
        return _failed(plugin, error)
    stray = sorted({name for name in vars(module) if name.startswith("lawcheck_")} - set(_hooks(manager, module)))
    if stray:
        return problem(
            Place(),
            "插件 {plugin}：{names} 不是钩子，或缺少 @hookimpl；请检查拼写",
            "plugin {plugin}: {names}: no such hook, or @hookimpl is missing; check the spelling",
            plugin=_named(plugin),
            names=stray,
        )
    return None


def _offers(manager: pluggy.PluginManager, kind: str, plugins: Mapping[str, Plugin], problems: list[Problem]) -> dict[str, Offer]:
    offers: dict[str, Offer] = {}
    for plugin, returned in _called(manager, kind, plugins, problems):
        if not isinstance(returned, Mapping) or not all(
            isinstance(name, str) and isinstance(target, str) and ":" in target for name, target in returned.items()
        ):
            problems.append(_wrong_return(plugin, kind, returned, "{name: 'module:object'}"))
            continue
        for name, target in returned.items():
            offer = Offer(name, target, plugin)
            if name in offers:
                problems.append(_clash(kind, name, offers[name].plugin, plugin))
                continue
            offers[name] = offer
            if plugin.name != BUILT_IN:
                try:
                    offer.load()
                except PluginError as error:
                    problems += error.problems
    return dict(sorted(offers.items()))


def _folders(manager: pluggy.PluginManager, plugins: Mapping[str, Plugin], problems: list[Problem]) -> tuple[Path, ...]:
    folders: list[Path] = []
    for plugin, returned in _called(manager, "checklists", plugins, problems):
        if not isinstance(returned, Sequence) or not all(isinstance(each, Path) for each in returned):
            problems.append(_wrong_return(plugin, "checklists", returned, "[Path, ...]"))
            continue
        folders += returned
    return tuple(folders)


def _called(
    manager: pluggy.PluginManager, kind: str, plugins: Mapping[str, Plugin], problems: list[Problem]
) -> Iterable[tuple[Plugin, object]]:
    caller = getattr(manager.hook, f"lawcheck_{kind}")
    for implementation in caller.get_hookimpls():
        plugin = plugins[implementation.plugin_name]
        try:
            returned = _call(implementation.function, plugin)
        except PluginError as error:
            problems += error.problems
            continue
        yield plugin, returned


def _call(function: Callable[..., object], plugin: Plugin, **arguments: object) -> object:
    """Call what a plugin brought, and name it where that fails."""
    try:
        return function(**arguments)
    except (Exception, SystemExit) as error:
        raise PluginError([_failed(plugin, error)]) from error


def _hooks(manager: pluggy.PluginManager, module: object) -> tuple[str, ...]:
    callers = manager.get_hookcallers(module) or []
    return tuple(sorted(caller.name for caller in callers))


def _distribution(point: EntryPoint) -> tuple[str, str]:
    return (point.dist.name, point.dist.version) if point.dist else (point.value, "")


def _not_installed(found: Sequence[Plugin], named: Iterable[str]) -> list[Problem]:
    known = {name for plugin in found for name in (plugin.name, plugin.distribution)}
    return [
        problem(
            Place(),
            "没有安装插件 {name}；已安装：{known}",
            "plugin {name} is not installed; installed: {known}",
            name=name,
            known=sorted(known),
        )
        for name in sorted(named)
        if name not in known
    ]


def _named(plugin: Plugin) -> str:
    return f"{plugin.name} ({plugin.distribution} {plugin.version})"


def _failed(plugin: Plugin, error: BaseException) -> Problem:
    return problem(
        Place(),
        "插件 {plugin} 出错：{error}；请升级或卸载它，或用 -p no:{name} 关闭",
        "plugin {plugin} failed: {error}; upgrade or remove it, or switch it off with -p no:{name}",
        plugin=_named(plugin),
        error=f"{type(error).__name__}: {error}",
        name=plugin.name,
    )


def _clash(kind: str, name: str, one: Plugin, other: Plugin) -> Problem:
    return problem(
        Place(),
        "{one} 和 {other} 都提供 {kind} {name}；请用 -p no:… 关闭其中一个",
        "{one} and {other} both offer {kind} {name}; switch one off with -p no:...",
        one=_named(one),
        other=_named(other),
        kind=kind,
        name=name,
    )


def _wrong_return(plugin: Plugin, kind: str, returned: object, expected: str) -> Problem:
    return problem(
        Place(),
        "插件 {plugin}：lawcheck_{kind} 应返回 {expected}，却返回了 {got}；请联系插件作者",
        "plugin {plugin}: lawcheck_{kind} must return {expected}, not {got}; tell its author",
        plugin=_named(plugin),
        kind=kind,
        expected=expected,
        got=type(returned).__name__,
    )
