"""Find the file of a checklist, and read checklist files and overlays."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from lawcheck.documents.files import is_folder, is_there, read_bytes
from lawcheck.documents.nodes import Node
from lawcheck.documents.yaml_file import parse_yaml
from lawcheck.model.errors import ChecklistError, Place, Problem, UsageError, problem

MAX_CHECKLIST_BYTES: Final = 16_000_000
"""The largest size of a checklist file, in bytes."""


def find_checklist(name: str | Path, shipped: Mapping[str, Path]) -> Path:
    """Return the file of a checklist: a path that exists, or one that ships under this id.

    Args:
        name: path or id.
        shipped: the files of the checklists that ship, by id.

    Raises:
        UsageError: there is neither, or both.
    """
    path, known = Path(name), shipped.get(str(name))
    is_file = is_there(path) and not is_folder(path)
    if is_file and known is not None:
        what = (
            "既是当前文件夹里的文件，又是随附指标体系的编号；"
            "要用文件请写 ./{name}，要用随附的请把文件改名",
            "this is a file in the current folder, and the id of a checklist that ships; "
            "write ./{name} for the file, or rename it for the one that ships",
        )
        raise UsageError([problem(Place(str(name)), *what, name=str(name))])
    if path.suffix in (".yaml", ".yml") or is_file:
        return path
    if known is not None:
        return known
    if is_there(path):
        return path
    raise UsageError(
        [
            problem(
                Place(str(name)),
                "没有这个文件，也没有这个编号的指标体系；随附的有：{known}",
                "no such file, and no checklist ships under this id; there are: {known}",
                known=list(shipped),
            )
        ]
    )


def read_tree(path: Path, shown: str, problems: list[Problem]) -> Node:
    """Read a checklist file as YAML.

    Args:
        path: the file.
        shown: its name in messages.
        problems: takes what is wrong and does not end the reading.

    Raises:
        ChecklistError: the file cannot be read as YAML.
        LimitError: it is too large or too deep.
    """
    content = read_bytes(path, MAX_CHECKLIST_BYTES, ChecklistError)
    return parse_yaml(content, shown, ChecklistError, problems)


def read_overlay(path: Path) -> Node:
    """Read a file that tailors a checklist for some units.

    Raises:
        ChecklistError: the file has problems; all are listed.
        LimitError: it is too large or too deep.
    """
    problems: list[Problem] = []
    root = read_tree(path, str(path), problems)
    if problems:
        raise ChecklistError(problems)
    return root


def text_of(path: Path) -> str:
    """Return the text of a checklist file, to show problems in.

    Raises:
        ChecklistError: the file cannot be read.
        LimitError: it is too large.
    """
    content = read_bytes(path, MAX_CHECKLIST_BYTES, ChecklistError)
    return content.decode("utf-8-sig", errors="replace")
