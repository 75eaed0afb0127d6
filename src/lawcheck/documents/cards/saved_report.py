"""Write a report as JSON, and read it back.

Numbers are texts, exact fractions stand beside rounded scores, and a hash covers everything.
Reading is strict, so that a report edited by hand is not mistaken for one written by lawcheck.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from lawcheck.documents.cards.forms import Context, Schema, Wrong, object_schema, read_key
from lawcheck.documents.cards.json_values import fault, parse, shown
from lawcheck.documents.cards.objects import OfClass, form_of
from lawcheck.documents.digest import sha256
from lawcheck.model.errors import Place, Problem, UsageError
from lawcheck.model.report import Report
from lawcheck.model.saved import Sha256

SCHEMA: Final = "lawcheck-scorecard/1"
_HASH: Final = "result_sha256"
_OUTSIDE: Final = ("schema", _HASH)
"""Keys of the JSON text that are not part of the report."""
_REPORT: Final = OfClass(Report)
_SHA256: Final = form_of(Sha256)

Data = dict[str, Any]


def report_to_json(report: Report) -> str:
    """Return a report as JSON text; the same report always gives the same text.

    >>> import lawcheck
    >>> checklist = lawcheck.load_checklist("district-annual")
    >>> evidence = lawcheck.build_evidence(checklist, "qingshi")
    >>> report = lawcheck.make_report(checklist, [evidence])
    >>> print(lawcheck.report_to_json(report)[:36])
    {
      "schema": "lawcheck-scorecard/1"
    """
    return json.dumps(report_to_data(report), indent=2, ensure_ascii=False) + "\n"


def report_to_data(report: Report) -> Data:
    """Return a report as JSON data, with its hash."""
    data = _data(report)
    try:
        return {**data, _HASH: sha256(data)}
    except UnicodeEncodeError:
        data = _written_out(data)
        return {**data, _HASH: sha256(data)}


def _data(report: Report) -> Data:
    return {"schema": SCHEMA, **_REPORT.write(report, Context())}


def _written_out(data: Any) -> Any:
    r"""Return JSON data with surrogates written out as `\udcff`.

    Names of files can have bytes that are not valid text; Python holds them as surrogates.
    """
    if isinstance(data, str):
        return data.encode("utf-8", "backslashreplace").decode("utf-8")
    if isinstance(data, dict):
        return {key: _written_out(each) for key, each in data.items()}
    return [_written_out(each) for each in data] if isinstance(data, list) else data


def result_hash_matches(data: Mapping[str, Any]) -> bool:
    """Check whether the hash in JSON data is the hash of the rest.

    This finds accidental changes only: anyone can compute the hash again.
    """
    try:
        return data.get(_HASH) == sha256(
            {key: value for key, value in data.items() if key != _HASH}
        )
    except UnicodeEncodeError:  # a lone surrogate, which JSON can escape but UTF-8 cannot encode
        return False


def parse_card(text: str) -> dict[str, Any]:
    """Parse the JSON of a report, and check nothing but that it has the schema of one.

    Raises:
        UsageError: it is not JSON, or has another schema.
    """
    data = parse(text)
    found = data.get("schema") if isinstance(data, dict) else None
    if not isinstance(data, dict) or found != SCHEMA:
        raise fault(
            "$.schema",
            "应为 {wanted}，实为 {found}；这不是本版能读的计分卡",
            "must be {wanted}, not {found}; this is not a scorecard that this version reads",
            wanted=SCHEMA,
            found=shown(found),
        )
    return data


def report_from_json(text: str) -> Report:
    """Read a report that `report_to_json` wrote. Its messages are fixed texts.

    What is read is written again and compared with the text, so that no number or key in it is
    ignored. The hash is not compared; the command `lawcheck verify` does that.

    >>> import lawcheck
    >>> checklist = lawcheck.load_checklist("district-annual")
    >>> evidence = lawcheck.build_evidence(checklist, "qingshi")
    >>> text = lawcheck.report_to_json(lawcheck.make_report(checklist, [evidence]))
    >>> lawcheck.report_from_json(text).scorecards[0].unit.id
    'qingshi'

    Raises:
        UsageError: it is not JSON, has another schema, or is not as lawcheck writes it; the
            message has the path of what is wrong.
    """
    data = parse_card(text)
    context = Context()
    try:
        read_key(data, _HASH, _SHA256, context)
        report: Report = _REPORT.read(
            {key: value for key, value in data.items() if key not in _OUTSIDE}, context
        )
    except Wrong as wrong:
        raise UsageError([Problem(Place(f"${wrong.path}"), wrong.what)]) from None
    _compare(data, {**_data(report), _HASH: data[_HASH]}, "$")
    return report


def _compare(found: Any, written: Any, path: str) -> None:
    """Check that JSON data equals what would be written for the report that was read from it.

    Raises:
        UsageError: at the first difference.
    """
    if isinstance(written, dict):
        for key, value in written.items():
            if key not in found:
                raise fault(f"{path}.{key}", "缺少", "is missing")
            _compare(found[key], value, f"{path}.{key}")
        for key in found:
            if key not in written:
                raise fault(f"{path}.{key}", "多余", "does not belong here")
    elif isinstance(written, list):
        for index, (one, other) in enumerate(zip(found, written, strict=True)):
            _compare(one, other, f"{path}[{index}]")
    elif found != written:
        raise fault(
            path,
            "为 {found}，按本文件其余内容应为 {written}",
            "is {found}, but by the rest of the card it must be {written}",
            found=shown(found),
            written=shown(written),
        )


def card_schema() -> Schema:
    """Return the JSON Schema of a saved report, published as `scorecard.schema.json`."""
    definitions: dict[str, Schema] = {}
    says = {
        "description": "SHA-256 of the canonical JSON of everything else: "
        "sorted keys, no spaces, UTF-8."
    }
    properties = {
        "schema": {"const": SCHEMA},
        **_REPORT.members.properties(definitions),
        _HASH: says | _SHA256.schema(definitions),
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "lawcheck scorecard",
        "description": "A report of scorecards. "
        "Every number is a text, so that no reader of JSON can change it.",
        **object_schema(properties),
        "$defs": dict(sorted(definitions.items())),
    }
