"""A new plugin from nothing: a whole distribution that installs and whose tests pass."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from string import Template
from typing import Final, Literal

from lawcheck.errors import Place, UsageError, problem
from lawcheck.output import write_whole

PluginKind = Literal["type", "reader", "writer", "checklist"]

_NAME: Final = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_FILES: Final = Path(__file__).parent / "files"
_COMMON: Final = {
    "pyproject.toml": "pyproject.toml",
    "README.md": "README.md",
    "LICENSE": "LICENSE",
    ".github/workflows/test.yml": "ci.yml",
}
_OF_KIND: Final[Mapping[PluginKind, Mapping[str, str]]] = {
    kind: {
        "src/$module/__init__.py": f"{kind}_init.py",
        "src/$module/$stem.py": f"{kind}_module.py",
        "tests/test_$stem.py": f"{kind}_test.py",
    }
    for kind in ("type", "reader", "writer")
} | {
    "checklist": {
        "src/$module/__init__.py": "checklist_init.py",
        "src/$module/checklists/$entry.yaml": "checklist.yaml",
        "tests/test_$stem.py": "checklist_test.py",
    }
}


def write_plugin(name: str, kind: PluginKind, folder: Path) -> tuple[Path, ...]:
    """Write a new plugin into a folder that is empty or not there.

    Args:
        name: of the distribution, with or without `lawcheck-` in front: lower case letters, digits and dashes.
        kind: what the plugin offers.
        folder: where it goes.

    Returns:
        The files, in the order written.

    Raises:
        UsageError: the name has another form, or the folder holds something.
        OutputError: a file cannot be written.
    """
    if not _NAME.fullmatch(name):
        raise UsageError(
            [
                problem(
                    Place(name),
                    "名称只能用小写字母、数字和连字符，如 odd-days",
                    "a name is lower case letters, digits and dashes, such as odd-days",
                )
            ]
        )
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError([problem(Place(str(folder)), "不是空文件夹；请换一个", "this is no empty folder; choose another")])
    entry = name.removeprefix("lawcheck-")
    stem = entry.replace("-", "_")
    names = {
        "distribution": f"lawcheck-{entry}",
        "entry": stem if kind != "checklist" else entry,
        "module": f"lawcheck_{stem}",
        "stem": stem,
        "cls": "".join(part.capitalize() for part in entry.split("-")),
    }
    texts = {
        folder / Template(path).substitute(names): Template((_FILES / f"{source}.txt").read_text("utf-8")).substitute(names)
        for path, source in {**_COMMON, **_OF_KIND[kind]}.items()
    }
    texts[folder / "src" / names["module"] / "py.typed"] = ""
    for path, text in texts.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, text)
    return tuple(texts)
