"""Pages for people, in two languages, and the built-in output formats (`formats`).

A page is first an outline (`outline`): headings, tables and lists, without a layout. Then
`render_text` or a format turns the outline into text.

Imports `analysis`, `checklists`, `documents` and `model`.
"""
