"""Pages that people read, as outlines in two languages, and the built-in output formats (`formats`).

Imports `analysis`, `checklists`, `documents` and `model`.
"""
