"""The built-in indicator types, one module each, registered through the same hook as the types of plugins.

What several types share is in `blocks`. A type imports no other type.

Imports `model`.
"""
