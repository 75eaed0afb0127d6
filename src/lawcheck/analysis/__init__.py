"""Questions about scorecards that exist: verify, compare, gain, rank, pool, quotas, stability, sampling.

Imports `documents`, `model` and `scoring`.
"""
