"""Read and write files: YAML, JSON, CSV, encodings, atomic writes, digests, saved scorecards.

Nothing here knows a rule of a checklist: this package handles bytes, text and positions in files.
Saved scorecards are in `cards`.

Imports `model`.
"""
