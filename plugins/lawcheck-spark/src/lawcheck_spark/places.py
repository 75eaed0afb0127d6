"""Files and folders that Spark reaches: local ones, or at an address such as hdfs://host/folder."""

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
        address: its address. That of a local path begins with `file:`, because a cluster may
            take plain paths for those of its own file system.
    """

    address: str
    _path: Any
    _files: Any

    @classmethod
    def of(cls, spark: SparkSession, given: str) -> SparkPlace:
        """Return the place of a local path or an address.

        Raises:
            Py4JError: Spark does not support this kind of address.
        """
        address = given if is_address(given) else _address_of(Path(given).absolute().as_posix())
        java: Any = spark.sparkContext
        path = java._jvm.org.apache.hadoop.fs.Path(address)
        return cls(address, path, path.getFileSystem(java._jsc.hadoopConfiguration()))

    @property
    def is_there(self) -> bool:
        """Whether it exists."""
        return bool(self._files.exists(self._path))

    def beside(self) -> SparkPlace:
        """Return a new temporary place in the same folder."""
        path = self._path.suffix(f".lawcheck-{uuid.uuid4().hex}.tmp")
        return SparkPlace(str(path.toString()), path, self._files)

    def rename(self, to: SparkPlace) -> bool:
        """Rename it, and return whether that succeeded."""
        return bool(self._files.rename(self._path, to._path))

    def remove(self) -> None:
        """Remove it with everything in it, if it exists."""
        self._files.delete(self._path, True)

    def keep_parts(self) -> None:
        """Remove files from a folder of Spark that are not parts of the table.

        Other programs would read these markers and checksums as parts.
        """
        self._files.delete(self._path.suffix("/_SUCCESS"), False)
        if self.address.startswith("file:"):
            for each in Path(self._path.toUri().getPath()).glob(".*.crc"):
                each.unlink(missing_ok=True)


def _address_of(path: str) -> str:
    """Return the address of a local path.

    `Path.as_uri` would escape characters by percent signs, which Hadoop does not decode.
    """
    return f"file://{path}" if path.startswith("/") else f"file:///{path}"
