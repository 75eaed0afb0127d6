"""Load plugins. This is the only module that runs pluggy, and each call makes its own manager.

Loading is strict. An import error, a `sys.exit`, a misspelt hook, a wrong return value, a class of
the wrong shape or a clash of names ends with an error that names the distribution: an indicator
type that went missing silently would be a wrong score.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

import attrs
import pluggy

from lawcheck.model.errors import Place, PluginError, Problem, problem
from lawcheck.registry import builtin, hookspecs
from lawcheck.registry.contracts import faults_of
from lawcheck.registry.discovery import may_have_plugins
from lawcheck.registry.offers import BUILT_IN, Offer, Plugin, call, failed, wrong
from lawcheck.version import VERSION

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP: Final = "lawcheck"

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


@attrs.frozen
class Broken:
    """A problem with one plugin.

    Attributes:
        plugin: the plugin; None for one that was named but is not installed.
        what: the problem.
        cause: the exception that the plugin raised; None if it raised none.
    """

    plugin: Plugin | None
    what: Problem
    cause: BaseException | None = attrs.field(default=None, eq=False)


@attrs.frozen
class Plugins:
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
            raise PluginError(each.what for each in self.broken) from cause

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
    plugins = look_for_plugins(only, without, objects)
    plugins.refuse_broken()
    return plugins


def look_for_plugins(
    only: Iterable[str] | None = None, without: Iterable[str] = (), objects: Iterable[object] = ()
) -> Plugins:
    """Load plugins as `load_plugins` does, but return the problems in `broken` instead of raising.

    For listing installed plugins together with what is wrong with them.
    """
    loader = _Loader()
    loader.look(None if only is None else set(only), set(without), objects)
    offers = {kind: dict(sorted(loader.offers(kind).items())) for kind in _OFFERS}
    folders = loader.folders()
    broken = {each.plugin.name for each in loader.broken if each.plugin is not None}
    found = tuple(
        attrs.evolve(each, is_loaded=each.is_loaded and each.name not in broken)
        for each in loader.found
    )
    return Plugins(
        found,
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
        self.found: Final = [Plugin(BUILT_IN, "lawcheck", VERSION, self._hooks(builtin))]
        self.broken: Final[list[Broken]] = []

    def look(self, wanted: set[str] | None, unwanted: set[str], objects: Iterable[object]) -> None:
        """Register the installed plugins that are wanted, then the objects."""
        for point in _entry_points():
            plugin = Plugin(point.name, *_distribution(point), is_loaded=False)
            names = {plugin.name, plugin.distribution}
            if names & unwanted or (wanted is not None and not names & wanted):
                self.found.append(plugin)
            else:
                self._register(plugin, point.load)
        self.broken.extend(_not_installed(self.found, (wanted or set()) | unwanted))
        for each in objects:
            self._register(_plugin_of(each), partial(_identity, each))

    def _register(self, plugin: Plugin, load: Callable[[], object]) -> None:
        name = plugin.name
        taken = next((each for each in self.found if each.name == name), None)
        if taken is not None:
            self.broken.append(Broken(plugin, _clash("plugin", name, taken, plugin)))
            return
        self.found.append(plugin)
        try:
            module = call(load, plugin)
            hooks = self._register_hooks(module, plugin)
        except PluginError as error:
            self._note(plugin, error)
            return
        self.found[-1] = attrs.evolve(plugin, is_loaded=True, hooks=hooks)

    def _register_hooks(self, module: object, plugin: Plugin) -> tuple[str, ...]:
        try:
            self.manager.register(module, name=plugin.name)
            self.manager.check_pending()
            hooks = self._hooks(module)
            stray = sorted(
                {name for name in dir(module) if name.startswith("lawcheck_")} - set(hooks)
            )
        except (Exception, SystemExit) as error:
            self._forget(plugin)
            raise PluginError([failed(plugin, error)]) from error
        if stray:
            self._forget(plugin)
            raise PluginError([_stray_hooks(plugin, stray)])
        if not hooks:
            self._forget(plugin)
            raise PluginError(
                [wrong(plugin, f"{_shown(module)} has no function that is marked with @hookimpl")]
            )
        return hooks

    def _forget(self, plugin: Plugin) -> None:
        # pluggy keeps a plugin registered even if the validation of its hooks failed.
        if self.manager.has_plugin(plugin.name):
            self.manager.unregister(name=plugin.name)

    def offers(self, kind: str) -> dict[str, Offer]:
        """Return the offers of one kind from all plugins, by name."""
        offers: dict[str, Offer] = {}
        for plugin, returned in self._call_each(kind):
            if not isinstance(returned, Mapping) or not all(
                _is_offer(*each) for each in returned.items()
            ):
                self.broken.append(
                    Broken(
                        plugin, _wrong_return(plugin, kind, returned, "{name: 'module:object'}")
                    )
                )
                continue
            for name, target in returned.items():
                if name in offers:
                    self.broken.append(
                        Broken(plugin, _clash(kind, name, offers[name].plugin, plugin))
                    )
                    continue
                offer = Offer(name, target, plugin)
                if offer.is_ours or self._is_valid(kind, offer):
                    offers[name] = offer
        return offers

    def _is_valid(self, kind: str, offer: Offer) -> bool:
        try:
            offered = offer.load()
            with offer.blamed():
                faults = tuple(faults_of(kind, offer, offered))
        except PluginError as error:
            self._note(offer.plugin, error)
            return False
        self.broken.extend(
            [
                Broken(offer.plugin, wrong(offer.plugin, f"lawcheck_{kind}: {fault}"))
                for fault in faults
            ]
        )
        return not faults

    def folders(self) -> tuple[Path, ...]:
        """Return the folders with checklists from all plugins."""
        folders: list[Path] = []
        for plugin, returned in self._call_each("checklists"):
            if not isinstance(returned, Sequence) or not all(
                isinstance(each, Path) for each in returned
            ):
                self.broken.append(
                    Broken(plugin, _wrong_return(plugin, "checklists", returned, "[Path, ...]"))
                )
                continue
            folders += returned
        return tuple(folders)

    def _call_each(self, kind: str) -> Iterator[tuple[Plugin, object]]:
        by_name = {plugin.name: plugin for plugin in self.found}
        caller = getattr(self.manager.hook, f"lawcheck_{kind}")
        for implementation in caller.get_hookimpls():
            plugin = by_name[implementation.plugin_name]
            try:
                returned = call(implementation.function, plugin)
            except PluginError as error:
                self._note(plugin, error)
                continue
            yield plugin, returned

    def _note(self, plugin: Plugin, error: PluginError) -> None:
        self.broken.extend([Broken(plugin, what, error.__cause__) for what in error.problems])

    def _hooks(self, module: object) -> tuple[str, ...]:
        callers = self.manager.get_hookcallers(module) or []
        return tuple(sorted(caller.name for caller in callers))


def _entry_points() -> Sequence[EntryPoint]:
    if not may_have_plugins():
        return ()
    # Imported here because it takes as long as all other imports of lawcheck together.
    from importlib.metadata import entry_points

    return sorted(entry_points(group=GROUP), key=lambda each: each.name)


def _identity(registered: object) -> object:
    return registered


def _plugin_of(registered: object) -> Plugin:
    """Describe an object that a program registers, by its own name and version."""
    name, version = getattr(registered, "__name__", ""), getattr(registered, "__version__", "")
    called = name if isinstance(name, str) and name else type(registered).__name__
    return Plugin(called, called, version if isinstance(version, str) else "", is_loaded=False)


def _is_offer(name: object, target: object) -> bool:
    return isinstance(name, str) and (
        ":" in target if isinstance(target, str) else callable(target)
    )


def _shown(module: object) -> str:
    return "the module" if isinstance(module, types.ModuleType) else f"the {type(module).__name__}"


def _distribution(point: EntryPoint) -> tuple[str, str]:
    return (point.dist.name, point.dist.version) if point.dist else (point.value, "")


def _not_installed(found: Sequence[Plugin], named: Iterable[str]) -> list[Broken]:
    known = {name for plugin in found for name in (plugin.name, plugin.distribution)}
    return [
        Broken(
            None,
            problem(
                Place(),
                "没有安装插件 {name}；已安装：{known}",
                "plugin {name} is not installed; installed: {known}",
                name=name,
                known=sorted(known),
            ),
        )
        for name in sorted(named)
        if name not in known
    ]


def _stray_hooks(plugin: Plugin, names: Sequence[str]) -> Problem:
    return problem(
        Place(),
        "插件 {plugin}：{names} 不是钩子，或缺少 @hookimpl；请检查拼写",
        "plugin {plugin}: {names}: no such hook, or @hookimpl is missing; check the spelling",
        plugin=str(plugin),
        names=names,
    )


def _clash(kind: str, name: str, one: Plugin, other: Plugin) -> Problem:
    return problem(
        Place(),
        "{one} 和 {other} 都提供 {kind} {name}；请用 -p no:… 关闭其中一个",
        "{one} and {other} both offer {kind} {name}; switch one off with -p no:...",
        one=str(one),
        other=str(other),
        kind=kind,
        name=name,
    )


def _wrong_return(plugin: Plugin, kind: str, returned: object, expected: str) -> Problem:
    return problem(
        Place(),
        "插件 {plugin}：lawcheck_{kind} 应返回 {expected}，却返回了 {got}；请联系插件作者",
        "plugin {plugin}: lawcheck_{kind} must return {expected}, not {got}; tell its author",
        plugin=str(plugin),
        kind=kind,
        expected=expected,
        got=type(returned).__name__,
    )
