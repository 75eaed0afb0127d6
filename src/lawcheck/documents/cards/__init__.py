"""Save reports of scorecards as JSON, and read them back.

`lawcheck.model.report.Report` and the classes of its fields, down to facts and records, define
what a saved report holds; `objects` derives reader, writer and JSON Schema from their fields.
`scorecard.schema.json` is the published schema.
"""

from lawcheck.documents.cards.saved_report import (
    card_schema,
    parse_card,
    report_from_json,
    report_to_data,
    report_to_json,
    result_hash_matches,
)

__all__ = [
    "card_schema",
    "parse_card",
    "report_from_json",
    "report_to_data",
    "report_to_json",
    "result_hash_matches",
]
