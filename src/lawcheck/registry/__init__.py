"""Plugins: hooks, loading, checks of what plugins offer and return, and templates for new ones.

`loading` is the only module that runs pluggy. `builtin` lists the built-in offers by dotted name;
`scaffold` writes a new plugin. Nothing is imported here, so that the names of the commands cost
nothing.

Imports `documents`, `model` and `version`.
"""
