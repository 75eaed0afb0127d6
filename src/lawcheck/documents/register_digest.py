"""The digest of one register of any number of units, whose records need not be in memory."""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Iterable, Iterator, Mapping
from tempfile import SpooledTemporaryFile
from types import TracebackType
from typing import Final

from lawcheck.documents.digest import canonical_record, end_of_unit
from lawcheck.model.evidence import Unit, Value

_IN_MEMORY: Final = 8_000_000
"""How many bytes are kept in memory before a file is made."""
_BEGINNING: Final = b'{"decisions":[],"facts":{}'
"""How the canonical form of a unit begins of which nothing but a register is looked at."""
_LENGTH: Final = 4
"""How many bytes before each record hold its length."""


class RegisterDigest:
    """Computes what `digest_of_evidence` returns for evidence that holds this register alone.

    Records are added in any order of units. What is hashed of them is kept on disk, because the
    digest takes the units in order of their ids.

    >>> import lawcheck
    >>> from lawcheck.cli import RegisterDigest, digest_of_evidence
    >>> record = lawcheck.Record("visits", 1, {"place": "Qingshi"})
    >>> with RegisterDigest("visits") as digest:
    ...     digest.add("a", record.values)
    ...     found = digest.of([lawcheck.Unit("a")])
    >>> evidence = lawcheck.Evidence(lawcheck.Unit("a"), registers={"visits": (record,)})
    >>> found == digest_of_evidence([evidence])
    True

    Args:
        register: the name of the register.
    """

    def __init__(self, register: str) -> None:
        self._register = register
        self._file = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - closed by `__exit__`
        self._end = 0
        # by unit, where runs of its records begin and end in the file
        self._runs: dict[str, array[int]] = {}

    def add(self, unit: str, values: Mapping[str, Value]) -> None:
        """Add a record.

        Args:
            unit: id of its unit.
            values: column to value, without blanks.

        Raises:
            OSError: there is no room on disk.
        """
        record = canonical_record(values)
        self._file.write(len(record).to_bytes(_LENGTH, "big") + record)
        start, self._end = self._end, self._end + _LENGTH + len(record)
        runs = self._runs.setdefault(unit, array("Q"))
        if runs and runs[-1] == start:
            runs[-1] = self._end
        else:
            runs.extend((start, self._end))

    def of(self, units: Iterable[Unit]) -> str:
        """Return the digest of these units as 64 hexadecimal digits.

        Args:
            units: every unit that has the register, those without records too.
        """
        digest, joint = hashlib.sha256(b"["), b""
        for unit in sorted(units, key=lambda unit: unit.id):
            digest.update(joint + _BEGINNING)
            for piece in end_of_unit({self._register: self._records(unit.id)}, unit):
                digest.update(piece)
            joint = b","
        digest.update(b"]")
        return digest.hexdigest()

    def _records(self, unit: str) -> Iterator[bytes]:
        runs = self._runs.get(unit, array("Q"))
        for at in range(0, len(runs), 2):
            start, end = runs[at], runs[at + 1]
            self._file.seek(start)
            while start < end:
                length = int.from_bytes(self._file.read(_LENGTH), "big")
                yield self._file.read(length)
                start += _LENGTH + length

    def __enter__(self) -> RegisterDigest:
        """Return the digest."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Remove the file."""
        self._file.close()
