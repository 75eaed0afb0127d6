"""Save reports of scorecards as JSON, and read them back.

`lawcheck.model.report.Report` and the classes of its fields, down to facts and records, define
what a saved report holds; `objects` derives reader, writer and JSON Schema from their fields.
`scorecard.schema.json` is the published schema.
"""

from lawcheck.documents.cards.by_units import SavedText
from lawcheck.documents.cards.saved_report import (
    SCHEMA,
    card_schema,
    card_to_data,
    head_to_data,
    json_pieces,
    other_schema,
    report_from_json,
    report_to_json,
    written_out,
)

__all__ = [
    "SCHEMA",
    "SavedText",
    "card_schema",
    "card_to_data",
    "head_to_data",
    "json_pieces",
    "other_schema",
    "report_from_json",
    "report_to_json",
    "written_out",
]
