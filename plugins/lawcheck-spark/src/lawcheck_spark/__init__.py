"""Tables too large for one machine, scored on Apache Spark: the plugin module."""

from __future__ import annotations

from collections.abc import Mapping

from lawcheck.plugin import hookimpl


@hookimpl
def lawcheck_engines() -> Mapping[str, str]:
    """The engine `spark`."""
    return {"spark": "lawcheck_spark.engine:SparkEngine"}
