"""Reports as JSON and back: the form in which a scorecard is kept, sent and checked. Its schema is `scorecard.schema.json`."""

from lawcheck.documents.cards.decode import report_from_json
from lawcheck.documents.cards.encode import SCHEMA, report_to_data, report_to_json, result_hash_matches

__all__ = ["SCHEMA", "report_from_json", "report_to_data", "report_to_json", "result_hash_matches"]
