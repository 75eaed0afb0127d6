"""Turn files and values of programs into checked evidence.

This includes which column is which, what a cell means, which rows are units, and what contradicts
itself. The built-in readers are in `readers`, one module for each format.

Imports `documents`, `indicators`, `model` and `scoring`.
"""
