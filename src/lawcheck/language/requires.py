"""The plugins that a checklist requires: installed, loaded, and of a version that it takes."""

from __future__ import annotations

from collections.abc import Mapping

from lawcheck.documents.nodes import Node, Scalar
from lawcheck.errors import PluginError
from lawcheck.language.context import Context


def check_requires(pairs: Mapping[str, Node], context: Context) -> None:
    """Note every plugin that is missing or of another version."""
    if "requires" not in pairs:
        return
    from packaging.specifiers import InvalidSpecifier, SpecifierSet

    loaded = dict(context.plugins.loaded)
    for name, node in (context.mapping(pairs["requires"]) or {}).items():
        try:
            wanted = SpecifierSet(node.text if isinstance(node, Scalar) else "?")
        except InvalidSpecifier:
            context.fail(node, '这里应当是版本要求，如 ">=0.1"', 'a version such as ">=0.1" is expected here')
            continue
        if name not in loaded:
            context.error = PluginError
            context.fail(
                node,
                "需要插件 {name}，但没有安装或没有加载；请运行 pip install {name}",
                "the plugin {name} is required, but not installed or not loaded; run pip install {name}",
                name=name,
            )
        elif not wanted.contains(loaded[name], prereleases=True):
            context.error = PluginError
            context.fail(
                node,
                "需要插件 {name} {wanted}，安装的是 {version}；请升级",
                "the plugin {name} {wanted} is required, {version} is installed; upgrade it",
                name=name,
                wanted=str(wanted),
                version=loaded[name],
            )
