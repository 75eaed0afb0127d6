"""Find the plugins that are installed, in the metadata of the installed distributions.

`importlib.metadata` finds the same, but importing it takes longer than finding them here.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from lawcheck.registry.found import Plugin

_GROUP: Final = "lawcheck"
_ABOUT: Final = {".dist-info": "METADATA", ".egg-info": "PKG-INFO"}
"""The file with name and version, by the end of the name of a metadata folder."""
_ENDS: Final = tuple(_ABOUT)


def installed_plugins() -> tuple[Plugin, ...]:
    """Return the plugins that the entry points of the group `lawcheck` name, sorted by name.

    Of a distribution that is there twice, the first on `sys.path` counts, as for imports.
    """
    found: list[Plugin] = []
    seen: set[str] = set()
    for folder in sys.path:
        for name in _metadata_folders(folder or os.curdir):
            project = _project(name)
            if project not in seen:
                seen.add(project)
                found += _plugins_in(Path(folder, name))
    return tuple(sorted(found))


def _project(folder: str) -> str:
    """Return the name of the project of a metadata folder, as installers compare it.

    An editable install by setuptools leaves `my_plugin.egg-info` beside `my_plugin-1.0.dist-info`.
    """
    stem = folder
    for end in _ENDS:
        stem = stem.removesuffix(end)
    return stem.partition("-")[0].lower().replace(".", "_")


def _metadata_folders(folder: str) -> list[str]:
    # Names and not paths: the standard library is such a folder, with hundreds of files.
    try:
        with os.scandir(folder) as entries:
            return sorted(each.name for each in entries if each.name.endswith(_ENDS))
    except OSError:  # not a folder, or not readable, so that nothing is imported from there either
        return []


def _plugins_in(info: Path) -> Iterator[Plugin]:
    text = _text_of(info, "entry_points.txt")
    if f"[{_GROUP}]" not in text:
        return
    headers = _headers(_text_of(info, _ABOUT[info.suffix]))
    section = ""
    for line in map(str.strip, text.splitlines()):
        if line.startswith("["):
            section = line.strip("[]")
        elif section == _GROUP and "=" in line and not line.startswith("#"):
            name, _, target = line.partition("=")
            yield Plugin(
                name.strip(),
                headers.get("Name", ""),
                headers.get("Version", ""),
                target.partition("[")[0].strip(),  # what follows names extras
            )


def _headers(text: str) -> dict[str, str]:
    head = text.partition("\n\n")[0]
    return {
        name: value.strip()
        for name, colon, value in (line.partition(":") for line in head.splitlines())
        if colon
    }


def _text_of(folder: Path, name: str) -> str:
    try:
        return (folder / name).read_text("utf-8", errors="replace")
    except OSError:  # no such file, or no folder around it: it offers nothing
        return ""
