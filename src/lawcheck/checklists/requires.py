"""Check the plugins that a checklist requires: installed, loaded and of the right version."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from lawcheck.checklists.context import Context
from lawcheck.documents.nodes import Node, Scalar
from lawcheck.model.errors import PluginError
from lawcheck.model.text import message

if TYPE_CHECKING:
    from packaging.specifiers import SpecifierSet


def check_requires(pairs: Mapping[str, Node], context: Context) -> None:
    """Note every required plugin that is missing or of another version."""
    if "requires" not in pairs:
        return
    # Imported here because few checklists need it, and it makes every start slower.
    from packaging.specifiers import InvalidSpecifier, SpecifierSet

    loaded = dict(context.plugins.loaded)
    for name, node in context.pairs(pairs["requires"]).items():
        try:
            wanted = SpecifierSet(node.text if isinstance(node, Scalar) else "?")
        except InvalidSpecifier:
            context.fail(
                node,
                '这里应当是版本要求，如 ">=0.1"',
                'a version such as ">=0.1" is expected here',
            )
            continue
        if name not in loaded:
            context.error = PluginError
            context.fail(
                node,
                "需要插件 {name}，但没有安装或没有加载；"
                "请从它的源码目录或拿到的安装包（wheel）安装",
                "the plugin {name} is required, but not installed or not loaded; "
                "install it from a checkout or from the wheel you were given",
                name=name,
            )
        elif not _is_of(loaded[name], wanted):
            context.error = PluginError
            context.fail(
                node,
                "需要插件 {name} {wanted}，安装的是 {version}；请升级",
                "the plugin {name} {wanted} is required, {version} is installed; upgrade it",
                name=name,
                wanted=str(wanted),
                version=loaded[name] or message("没有版本号的", "one without a version"),
            )


def _is_of(version: str, wanted: SpecifierSet) -> bool:
    """Return whether a version is among those wanted.

    A version that cannot be compared, because it does not follow the standard, is accepted only if
    any version is.
    """
    from packaging.version import InvalidVersion, Version

    try:
        return wanted.contains(Version(version), prereleases=True)
    except InvalidVersion:
        return not wanted
