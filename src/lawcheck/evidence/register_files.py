"""Which register a file is called after: by name, or by label, as people call it."""

from __future__ import annotations

from collections.abc import Mapping

from lawcheck.evidence.lookup import ids_meant
from lawcheck.model.checklist import Register
from lawcheck.model.text import Message, message


def register_called(name: str, registers: Mapping[str, Register]) -> str | Message | None:
    """The register; None where no register is called so, and why not where several are.

    Args:
        name: of the file, without its ending.
        registers: of the checklist.
    """
    found = ids_meant(
        name,
        [(each, (register.label.zh, register.label.en)) for each, register in registers.items()],
    )
    if len(found) > 1:
        return message(
            "文件名 {name} 可以指台账 {all}；请以其中一个作文件名",
            "the file is called {name}, which may mean the registers {all}; call it by one of these",
            name=name,
            all=found,
        )
    return found[0] if found else None


def read_as(file: str, register: str) -> Message:
    """That a file was taken for a register because of its label."""
    return message(
        "{file}：按文件名读作台账 {register}",
        "{file}: read as the register {register}, by its name",
        file=file,
        register=register,
    )
