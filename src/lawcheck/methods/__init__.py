"""Built-in scoring methods, which compute the score of a section from its children.

One module each, registered through the same hook as the methods of plugins.

Imports `model`.
"""
