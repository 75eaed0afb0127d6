"""Two amounts of generated examples: few by default, many with `LAWCHECK_THOROUGH=1`."""

import os

from hypothesis import HealthCheck, settings

settings.register_profile(
    "fast",
    max_examples=40,
    deadline=None,  # a busy machine is no failure
    derandomize=True,  # a change is judged by the same examples on every run
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.register_profile("thorough", settings.get_profile("fast"), max_examples=1000, derandomize=False)
settings.load_profile("thorough" if os.environ.get("LAWCHECK_THOROUGH") else "fast")
