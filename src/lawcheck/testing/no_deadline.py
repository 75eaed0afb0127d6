"""Settings with which the suites run Hypothesis, so that a slow machine does not fail a test."""

from __future__ import annotations

from typing import Final

from hypothesis import HealthCheck, settings

NO_DEADLINE: Final = settings(
    deadline=None,
    report_multiple_bugs=False,  # one message is easier to read than a group of exceptions
    suppress_health_check=[
        HealthCheck.differing_executors,
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
    ],
)
"""No deadline and no check of how long drawing takes; the number of examples is the profile's."""
