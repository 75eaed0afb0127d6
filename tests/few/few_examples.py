"""For pytest in a program of its own, `-p few_examples`: ten generated examples of each law.

What the suites find with many examples is tested beside the suites.
"""

from hypothesis import settings

settings.register_profile("few", max_examples=10)
settings.load_profile("few")
