"""Files and folders wherever Spark reaches them: of this machine, or under an address such as hdfs://host/folder."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Any

import attrs
from pyspark.sql import SparkSession

from lawcheck.plugin import is_address


@attrs.frozen
class SparkPlace:
    """A file or folder.

    Attributes:
        address: for Spark; that of a path on this machine begins with `file:`, whatever Spark takes paths for.
    """

    address: str
    _path: Any
    _files: Any

    @classmethod
    def of(cls, spark: SparkSession, given: str) -> SparkPlace:
        """A path of this machine, or an address.

        Raises:
            Py4JError: Spark knows no such kind of address.
        """
        address = given if is_address(given) else _address_of(Path(given).absolute().as_posix())
        java: Any = spark.sparkContext
        path = java._jvm.org.apache.hadoop.fs.Path(address)
        return cls(address, path, path.getFileSystem(java._jsc.hadoopConfiguration()))

    @property
    def is_there(self) -> bool:
        """Whether there is something."""
        return bool(self._files.exists(self._path))

    def beside(self) -> SparkPlace:
        """A place in the same folder that nothing else uses."""
        path = self._path.suffix(f".lawcheck-{uuid.uuid4().hex}.tmp")
        return SparkPlace(str(path.toString()), path, self._files)

    def rename(self, to: SparkPlace) -> bool:
        """Give it another name; whether that was done."""
        return bool(self._files.rename(self._path, to._path))

    def remove(self) -> None:
        """With everything in it, if it is there."""
        self._files.delete(self._path, True)

    def keep_parts(self) -> None:
        """Of a folder that Spark wrote, remove what is no part of the table; other programs would take it for one."""
        self._files.delete(self._path.suffix("/_SUCCESS"), False)
        if self.address.startswith("file:"):
            for each in Path(self._path.toUri().getPath()).glob(".*.crc"):
                each.unlink(missing_ok=True)


def _address_of(path: str) -> str:
    """That of a file; Hadoop takes every letter of it as it is, and does not know percent signs for others."""
    return f"file://{path}" if path.startswith("/") else f"file:///{path}"
