"""Evidence from files and programs: which column is which, what a cell means, which rows are units, what contradicts itself.

The built-in readers are in `readers`, one module for each format.

Imports `documents`, `indicators`, `model` and `scoring`.
"""
