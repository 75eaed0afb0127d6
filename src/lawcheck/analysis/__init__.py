"""Analyses of finished scorecards: verify, compare, gain, rank, pool, quotas, stability, sampling.

Imports `documents`, `model` and `scoring`.
"""
