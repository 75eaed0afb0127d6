"""How the suites run Hypothesis: whatever the settings of whoever runs them, a slow machine is no failure."""

from __future__ import annotations

from typing import Final

from hypothesis import HealthCheck, settings

UNHURRIED: Final = settings(
    deadline=None,
    report_multiple_bugs=False,  # one named fault at a time is easier to mend than a group of exceptions
    suppress_health_check=[
        HealthCheck.differing_executors,
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
    ],
)
"""No deadline, and no check of how long examples take to draw; how many there are is left to the profile."""
