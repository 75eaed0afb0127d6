"""Write a report as JSON, and read it back.

Numbers are texts, exact fractions stand beside rounded scores, and a hash covers everything.
Reading is strict, so that a report edited by hand is not mistaken for one written by lawcheck.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, Final

import attrs

from lawcheck.documents.cards.by_units import HASH, UNITS, UnitsDigest
from lawcheck.documents.cards.forms import Context, Schema, Wrong, object_schema, read_key
from lawcheck.documents.cards.json_values import fault, parse, shown
from lawcheck.documents.cards.objects import OfClass, form_of
from lawcheck.model.errors import Place, Problem, UsageError
from lawcheck.model.report import Report
from lawcheck.model.saved import Sha256
from lawcheck.model.scorecard import Scorecard

SCHEMA: Final = "lawcheck-scorecard/1"
_OUTSIDE: Final = ("schema", HASH)
"""Keys of the JSON text that are not part of the report."""
_REPORT: Final = OfClass(Report)
_CARD: Final = OfClass(Scorecard)
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
    return "".join(json_pieces(report, map(card_to_data, report.scorecards)))


def json_pieces(accounts: Report, units: Iterable[Data]) -> Iterator[str]:
    """Yield the JSON text of a report in pieces.

    Args:
        accounts: the report; its scorecards are not looked at.
        units: the data of each unit, as `card_to_data` gives it.
    """
    head = head_to_data(accounts)
    digest = UnitsDigest(head)
    yield _text(head).removesuffix("\n}") + f',\n  "{UNITS}": ['
    joint, end = "\n    ", ""
    for unit in units:
        try:
            digest.add(unit)
        except UnicodeEncodeError:
            unit = written_out(unit)
            digest.add(unit)
        yield joint + _text(unit).replace("\n", "\n    ")
        joint, end = ",\n    ", "\n  "
    yield f'{end}],\n  "{HASH}": "{digest.hexdigest()}"\n}}\n'


def _text(data: Data) -> str:
    return json.dumps(data, indent=2, ensure_ascii=False)


def head_to_data(report: Report) -> Data:
    """Return everything of a report but its units and the hash as JSON data."""
    data = _data(attrs.evolve(report, scorecards=()))
    del data[UNITS]
    found: Data = written_out(data)
    return found


def card_to_data(card: Scorecard) -> Data:
    """Return the scorecard of a unit as JSON data."""
    data: Data = _CARD.write(card, Context())
    return data


def _data(report: Report) -> Data:
    return {"schema": SCHEMA, **_REPORT.write(report, Context())}


def written_out(data: Any) -> Any:
    r"""Return JSON data with surrogates written out as `\udcff`.

    Names of files can have bytes that are not valid text; Python holds them as surrogates.
    """
    if isinstance(data, str):
        return data.encode("utf-8", "backslashreplace").decode("utf-8")
    if isinstance(data, dict):
        return {key: written_out(each) for key, each in data.items()}
    return [written_out(each) for each in data] if isinstance(data, list) else data


def other_schema(found: object) -> UsageError:
    """Return the refusal of JSON that has another schema than a report, or none."""
    return fault(
        "$.schema",
        "应为 {wanted}，实为 {found}；这不是本版能读的计分卡",
        "must be {wanted}, not {found}; this is not a scorecard that this version reads",
        wanted=SCHEMA,
        found=shown(found),
    )


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
    data = parse(text)
    found = data.get("schema") if isinstance(data, dict) else None
    if found != SCHEMA:
        raise other_schema(found)
    context = Context()
    try:
        read_key(data, HASH, _SHA256, context)
        report: Report = _REPORT.read(
            {key: value for key, value in data.items() if key not in _OUTSIDE}, context
        )
    except Wrong as wrong:
        raise UsageError([Problem(Place(f"${wrong.path}"), wrong.what)]) from None
    _compare(data, {**_data(report), HASH: data[HASH]}, "$")
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
        HASH: says | _SHA256.schema(definitions),
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "lawcheck scorecard",
        "description": "A report of scorecards. "
        "Every number is a text, so that no reader of JSON can change it.",
        **object_schema(properties, _REPORT.members.optional),
        "$defs": dict(sorted(definitions.items())),
    }
