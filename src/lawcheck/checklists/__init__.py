"""Checklist files: loading, lint, schema, overlays, editions, worked examples and test decks.

`drafting` makes drafts of checklists from printed score sheets.

Imports `documents`, `evidence`, `indicators`, `methods`, `model`, `registry` and `scoring`.
"""
