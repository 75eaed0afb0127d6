"""Keep texts on disk, in order, until all of them are there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import SpooledTemporaryFile
from types import TracebackType
from typing import Final

_IN_MEMORY: Final = 8_000_000
"""How many bytes are kept in memory before a file is made."""
_LENGTH: Final = 8
"""How many bytes before each text hold its length."""


class Spool:
    r"""Texts that are read back in the order in which they were added.

    Few of them stay in memory. The file for many has no name where the system allows that, and
    goes away with the process.

    >>> with Spool() as spool:
    ...     for each in ("甲", "", "\udcff"):
    ...         spool.add(each)
    ...     list(spool)
    ['甲', '', '\udcff']

    Args:
        folder: where the file is made; the folder of the system for such files if None.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._file = SpooledTemporaryFile(  # noqa: SIM115 - closed by `__exit__`
            _IN_MEMORY, dir=None if folder is None else str(folder)
        )

    def add(self, text: str) -> None:
        """Add a text.

        Raises:
            OSError: the file cannot be made or written.
        """
        data = text.encode("utf-8", "surrogatepass")
        self._file.write(len(data).to_bytes(_LENGTH, "big"))
        self._file.write(data)

    def __iter__(self) -> Iterator[str]:
        """Iterate over the texts from the first on; none may be added meanwhile."""
        self._file.seek(0)
        while length := self._file.read(_LENGTH):
            yield self._file.read(int.from_bytes(length, "big")).decode("utf-8", "surrogatepass")

    def __enter__(self) -> Spool:
        """Return the spool."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Remove the file."""
        self._file.close()
