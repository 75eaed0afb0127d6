"""The built-in scoring methods, which make the score of a section from its children: points, means, deductions from a full score.

One module each, registered through the same hook as the methods of plugins.

Imports `model`.
"""
