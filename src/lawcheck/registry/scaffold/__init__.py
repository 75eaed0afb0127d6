"""Write a new plugin from templates.

The result is a whole distribution that installs and whose tests pass. The templates are in
`files`: texts with `$name` placeholders, ending in `.txt` so that no tool takes them for code.
"""

from __future__ import annotations

import ast
import keyword
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from string import Template
from types import MappingProxyType
from typing import Final, Literal

from lawcheck.documents.output import not_written, write_whole
from lawcheck.model.errors import Place, Problem, UsageError
from lawcheck.model.text import Message, message

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


def write_plugin(
    name: str, kind: PluginKind, folder: Path, taken: Mapping[str, Message] = MappingProxyType({})
) -> tuple[Path, ...]:
    """Write a new plugin into a folder that is empty or does not exist.

    Args:
        name: name of the distribution, with or without `lawcheck-` in front: lower case letters,
            digits and dashes.
        kind: what the plugin offers.
        folder: where to write it.
        taken: names that the plugin cannot have, with what already has each name.

    Returns:
        The files, in the order written.

    Raises:
        UsageError: the name is not valid or is taken, or the folder is not empty.
        OutputError: a file cannot be written.
    """
    if not _NAME.fullmatch(name):
        raise _refusal(
            name,
            message(
                "名称只能用小写字母、数字和连字符，如 odd-days",
                "a name is lower case letters, digits and dashes, such as odd-days",
            ),
        )
    try:
        is_taken = folder.exists() and (not folder.is_dir() or any(folder.iterdir()))
    except (OSError, ValueError) as error:
        raise not_written(str(folder), error) from error
    if is_taken:
        raise _refusal(
            str(folder),
            message("不是空文件夹；请换一个", "this is not an empty folder; choose another"),
        )
    entry = name.removeprefix("lawcheck-")
    stem = entry.replace("-", "_")
    names = {
        "distribution": f"lawcheck-{entry}",
        "entry": stem if kind != "checklist" else entry,
        "module": f"lawcheck_{stem}",
        "stem": stem,
        "cls": "".join(part.capitalize() for part in entry.split("-")),
    }
    _refuse_taken(
        name,
        {_comparable(each): what for each, what in taken.items()},
        (names["distribution"], stem),
    )
    texts = {
        folder / Template(path).substitute(names): Template(
            (_FILES / f"{source}.txt").read_text("utf-8")
        ).substitute(names)
        for path, source in {**_COMMON, **_OF_KIND[kind]}.items()
    }
    _refuse_python_words(name, names, texts)
    texts[folder / "src" / names["module"] / "py.typed"] = ""
    for path, text in texts.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise not_written(str(path.parent), error) from error
        write_whole(path, text)
    return tuple(texts)


def _comparable(name: str) -> str:
    """Return a name for comparison: to pip, `a-b` and `a_b` are the same."""
    return name.replace("-", "_")


def _refuse_taken(name: str, taken: Mapping[str, Message], names: Iterable[str]) -> None:
    for each in names:
        what = taken.get(_comparable(each))
        if what is not None:
            raise _refusal(
                name,
                message(
                    "{name} 已是{what}的名称；请换一个",
                    "{name} is the name of {what} already; choose another",
                    name=each,
                    what=what,
                ),
            )


def _refuse_python_words(name: str, names: Mapping[str, str], texts: Mapping[Path, str]) -> None:
    """Refuse a name that would make a module or class named like a keyword or an import.

    For example, a type called `case` would make the class `Case`, which hides the `Case` that the
    template imports from lawcheck.
    """
    words = {names["stem"], names["cls"]}
    imported = {
        alias.asname or alias.name
        for path, text in texts.items()
        if path.suffix == ".py" and not any(map(keyword.iskeyword, words))
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.ImportFrom | ast.Import) and not _is_own(node, names["module"])
        for alias in node.names
    }
    clash = next(
        (each for each in sorted(words) if keyword.iskeyword(each) or each in imported), None
    )
    if clash is not None:
        raise _refusal(
            name,
            message(
                "{word} 在 Python 或插件代码中另有含义；请换一个名称",
                "{word} means something else in Python or in a plugin's code; choose another name",
                word=clash,
            ),
        )


def _is_own(node: ast.ImportFrom | ast.Import, module: str) -> bool:
    return isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] == module


def _refusal(place: str, what: Message) -> UsageError:
    return UsageError([Problem(Place(place), what)])
