"""Checklist files: loading, lint, schema, overlays, editions, worked examples, and drafts from printed score sheets (`drafting`).

Imports `documents`, `evidence`, `indicators`, `methods`, `model`, `registry` and `scoring`.
"""
