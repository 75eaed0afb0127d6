"""A Spark on this machine, started as quickly as it can be, for the tests that import this module."""

import os
import shlex
import sys
from collections.abc import Iterator

import pytest
from pyspark.sql import SparkSession

# A Java that lives for a minute gains nothing from its second compiler or from parallel collection.
_JAVA = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
SUBMIT_ARGS = shlex.join(
    [
        "--driver-java-options",
        _JAVA,
        "--conf",
        f"spark.executor.extraJavaOptions={_JAVA}",
        # Spark divides what it sorts into 200 parts if nothing is said, here of less than one unit.
        "--conf",
        "spark.sql.shuffle.partitions=3",
        "pyspark-shell",
    ]
)
"""The value of `PYSPARK_SUBMIT_ARGS`, for programs that a test starts."""
os.environ["PYSPARK_SUBMIT_ARGS"] = SUBMIT_ARGS
os.environ["PYSPARK_PYTHON"] = sys.executable


@pytest.fixture(name="spark", scope="module")
def running_spark() -> Iterator[SparkSession]:
    """What a program that uses lawcheck may have running already: two cores, four attempts of a task."""
    session = (
        SparkSession.builder.master("local[2,4]")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.ui.enabled", "false")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("OFF")
    yield session
    session.stop()
