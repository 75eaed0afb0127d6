"""Built-in indicator types, one module each.

They are registered through the same hook as the types of plugins. What several types share is in
`blocks`; no type imports another type.

Imports `model`.
"""
