"""Propose facts of a checklist from a report, and hand them over as evidence."""
