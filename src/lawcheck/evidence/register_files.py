"""Find the register that a file is named after, by the name or the label of the register."""

from __future__ import annotations

from collections.abc import Mapping

from lawcheck.evidence.lookup import matching_ids
from lawcheck.model.declarations import Register
from lawcheck.model.text import Message, message


def register_called(name: str, registers: Mapping[str, Register]) -> str | Message | None:
    """Return the register that a file is named after.

    Args:
        name: name of the file without its suffix.
        registers: registers of the checklist.

    Returns:
        The name of the register; None if there is none; a message if the name fits several.
    """
    found = matching_ids(
        name,
        [(each, (register.label.zh, register.label.en)) for each, register in registers.items()],
    )
    if len(found) > 1:
        return message(
            "文件名 {name} 可以指台账 {all}；请以其中一个作文件名",
            "the file is called {name}, which may mean the registers {all}; "
            "call it by one of these",
            name=name,
            all=found,
        )
    return found[0] if found else None


def read_as(file: str, register: str) -> Message:
    """Return the notice that a file was read as a register because of its name."""
    return message(
        "{file}：按文件名读作台账 {register}",
        "{file}: read as the register {register}, by its name",
        file=file,
        register=register,
    )
