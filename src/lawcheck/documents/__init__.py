"""Files: YAML and JSON as trees that know their lines, encodings, whole writes, CSV out, digests, saved scorecards (`cards`).

What belongs here knows bytes and places and no rule of any checklist.

Imports `model`.
"""
