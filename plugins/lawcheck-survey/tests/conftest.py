"""Runs the tests of the plugin without a clock."""

from hypothesis import settings

if settings.default is not None and settings.default.deadline is not None:
    settings.register_profile("survey", deadline=None)  # a busy machine is no failure
    settings.load_profile("survey")
