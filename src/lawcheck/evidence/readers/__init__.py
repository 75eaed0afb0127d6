"""The built-in readers, one module for each format.

They are registered through the same hook as readers of plugins.
"""
