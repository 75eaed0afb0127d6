"""Reports as JSON and back: the form in which a scorecard is kept, sent and checked. Its schema is `scorecard.schema.json`.

The classes of `lawcheck.model.scorecard` and `lawcheck.model.evidence` are the one list of what a card holds.
"""

from lawcheck.documents.cards.saved_report import (
    SCHEMA,
    card_schema,
    report_from_json,
    report_to_data,
    report_to_json,
    result_hash_matches,
)

__all__ = ["SCHEMA", "card_schema", "report_from_json", "report_to_data", "report_to_json", "result_hash_matches"]
