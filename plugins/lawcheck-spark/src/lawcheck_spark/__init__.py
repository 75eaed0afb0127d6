"""Plugin module: score tables that are too large for one machine, on Apache Spark."""

from __future__ import annotations

from collections.abc import Mapping

from lawcheck.plugin import hookimpl


@hookimpl
def lawcheck_engines() -> Mapping[str, str]:
    """Return the engine `spark`."""
    return {"spark": "lawcheck_spark.engine:SparkEngine"}
