"""Reports as JSON and back, to keep, send and check scorecards. `scorecard.schema.json` is the schema.

The classes of `lawcheck.model.scorecard` and `lawcheck.model.evidence` are the one list of what a
card holds; `objects` makes reader, writer and schema from their fields.
"""

from lawcheck.documents.cards.saved_report import (
    SCHEMA,
    card_schema,
    report_from_json,
    report_to_data,
    report_to_json,
    result_hash_matches,
)

__all__ = [
    "SCHEMA",
    "card_schema",
    "report_from_json",
    "report_to_data",
    "report_to_json",
    "result_hash_matches",
]
