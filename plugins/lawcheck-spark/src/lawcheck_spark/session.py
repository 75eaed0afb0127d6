"""The Spark session of a run: the active one, or one that is started and stopped again."""

from __future__ import annotations

import os
import shutil
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from py4j.protocol import Py4JError
from pyspark.errors import PySparkException
from pyspark.sql import SparkSession

from lawcheck.plugin import Place, UsageError, problem

SPARK_ERRORS = (PySparkException, Py4JError)
"""The exceptions that calls of Spark raise."""
_ON_THIS_MACHINE = "local[*]"
_LONGEST = 300


@contextmanager
def spark_session(master: str) -> Iterator[SparkSession]:
    """Provide a session on a cluster; without an address, on all cores of this machine.

    Raises:
        UsageError: Java is missing.
    """
    before = SparkSession.getActiveSession()
    with warnings.catch_warnings():
        # PySpark warns of future changes of pandas, which is not used here
        warnings.simplefilter("ignore", FutureWarning)
        if before is not None:
            # on the same cluster, with settings of its own
            yield _configured(before.newSession())
            return
        session = _started(master)
        try:
            yield _configured(session)
        finally:
            session.stop()


def _started(master: str) -> SparkSession:
    if not os.environ.get("JAVA_HOME") and shutil.which("java") is None:
        what = problem(
            Place(),
            "Spark 需要 Java 17 或更高版本；在 Debian 或 Ubuntu 上："
            "apt-get install openjdk-17-jre-headless",
            "Spark needs Java 17 or newer; on Debian or Ubuntu: "
            "apt-get install openjdk-17-jre-headless",
        )
        raise UsageError([what])
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.master(master or _ON_THIS_MACHINE).appName("lawcheck")
    if not master or master.startswith("local"):
        builder = builder.config("spark.driver.bindAddress", "127.0.0.1").config(
            "spark.driver.host", "127.0.0.1"
        )
    session = builder.config("spark.ui.enabled", "false").getOrCreate()
    session.sparkContext.setLogLevel("OFF")  # lawcheck reports errors itself, in one line
    return session


def _configured(session: SparkSession) -> SparkSession:
    # a sum that overflows must be an error, not a wrong number
    session.conf.set("spark.sql.ansi.enabled", "true")
    # write few files where few are enough, also from a cached frame
    session.conf.set("spark.sql.optimizer.canChangeCachedPlanOutputPartitioning", "true")
    session.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", "100000")
    return session


def why_of(error: Exception) -> str:
    """Return the most useful line of an error of Spark.

    It is the first one with an error condition in brackets, such as [PATH_NOT_FOUND].
    """
    lines = str(error).splitlines() or [type(error).__name__]
    return next((line for line in lines if "[" in line), lines[0]).strip(" :")[:_LONGEST]
