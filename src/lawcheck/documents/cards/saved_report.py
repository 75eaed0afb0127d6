"""A report as JSON and back.

Numbers are text, exact fractions stand beside rounded scores, and a hash covers everything.

Reading is strict, because a card that was edited by hand must not pass for one that was not.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from lawcheck.documents.cards.forms import Around, Schema, Wrong, object_schema, read_key
from lawcheck.documents.cards.json_values import fault, parse, shown
from lawcheck.documents.cards.objects import OfClass, form_of
from lawcheck.documents.digest import sha256
from lawcheck.model.errors import Place, Problem, UsageError
from lawcheck.model.saved import Sha256
from lawcheck.model.scorecard import Report

SCHEMA: Final = "lawcheck-scorecard/1"
_HASH: Final = "result_sha256"
_OUTSIDE: Final = ("schema", _HASH)
"""Keys that say something of the JSON, not of the report."""
_REPORT: Final = OfClass(Report)
_SHA256: Final = form_of(Sha256)

Data = dict[str, Any]


def report_to_json(report: Report) -> str:
    """The report as JSON text; the same report gives the same bytes."""
    return json.dumps(report_to_data(report), indent=2, ensure_ascii=False) + "\n"


def report_to_data(report: Report) -> Data:
    """The report as JSON data, with its hash."""
    data = _data(report)
    try:
        return {**data, _HASH: sha256(data)}
    except UnicodeEncodeError:
        data = _written_out(data)
        return {**data, _HASH: sha256(data)}


def _data(report: Report) -> Data:
    return {"schema": SCHEMA, **_REPORT.write(report, Around())}


def _written_out(data: Any) -> Any:
    r"""The same with bytes that no text can hold as `\udcff`; the name of a file may have some."""
    if isinstance(data, str):
        return data.encode("utf-8", "backslashreplace").decode("utf-8")
    if isinstance(data, dict):
        return {key: _written_out(each) for key, each in data.items()}
    return [_written_out(each) for each in data] if isinstance(data, list) else data


def result_hash_matches(data: Mapping[str, Any]) -> bool:
    """Whether the hash in JSON data is that of the rest.

    A hash alone proves little: anyone can compute it again.
    """
    try:
        return data.get(_HASH) == sha256(
            {key: value for key, value in data.items() if key != _HASH}
        )
    except UnicodeEncodeError:  # half a surrogate pair, which JSON can hold and nothing can write
        return False


def report_from_json(text: str) -> Report:
    """The report that `report_to_json` wrote. Its messages are fixed texts now.

    Whatever is read is written again and compared, so that nothing in the text goes unread: no
    other number, no further key. Only the hash at its end is not compared; `result_hash_matches`
    does that.

    Raises:
        UsageError: it is not JSON, of another schema, or not as lawcheck writes it; the message
            has the path of what is wrong.
    """
    data = parse(text)
    found = data.get("schema") if isinstance(data, dict) else None
    if found != SCHEMA:
        raise fault(
            "$.schema",
            "应为 {wanted}，实为 {found}",
            "must be {wanted}, not {found}",
            wanted=SCHEMA,
            found=shown(found),
        )
    around = Around()
    try:
        read_key(data, _HASH, _SHA256, around)
        report: Report = _REPORT.read(
            {key: value for key, value in data.items() if key not in _OUTSIDE}, around
        )
    except Wrong as wrong:
        raise UsageError([Problem(Place(f"${wrong.path}"), wrong.what)]) from None
    _compare(data, {**_data(report), _HASH: data[_HASH]}, "$")
    return report


def _compare(found: Any, written: Any, path: str) -> None:
    """The first value that would be written otherwise than it was found."""
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
    """The JSON Schema of a saved report, which is published as `scorecard.schema.json`."""
    definitions: dict[str, Schema] = {}
    says = {
        "description": "SHA-256 of the canonical JSON of everything else: sorted keys, no spaces, UTF-8."
    }
    properties = {
        "schema": {"const": SCHEMA},
        **_REPORT.members.properties(definitions),
        _HASH: says | _SHA256.schema(definitions),
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "lawcheck scorecard",
        "description": "A report of scorecards. Every number is a text, so that no reader of JSON can change it.",
        **object_schema(properties),
        "$defs": dict(sorted(definitions.items())),
    }
