"""The record of a draw (抽样记录): everything needed to repeat it, as text, CSV or JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from typing import Final

import attrs

from lawcheck.cli import listing, paragraph
from lawcheck.plugin import Language, Message, Record, Text, message, visible
from lawcheck_casefile.drawing import METHOD, Draw, Stratum

_FORMULA: Final = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
"""Characters that start a formula in a spreadsheet, also as full-width signs."""
_BLANK: Final = Text("（空白）", "(blank)")
_COLUMNS: Final = (
    "unit", "unit_name", "register", "by", "stratum", "stratum_size", "stratum_drawn", "number",
    "label", "planned", "drawn", "register_size", "method", "seed", "checklist",
    "register_sha256", "made_with",
)  # fmt: skip


@attrs.frozen
class DrawRecord:
    """What was drawn, from what, and how.

    Attributes:
        checklist: id and version of the checklist, which declares the register's columns.
        register: the name of the register.
        label: what people call the register.
        by: the column that divides it into strata; empty for none.
        seed: the seed.
        planned: how many records were asked for of each unit.
        register_sha256: the digest of the register of all units in canonical form; other evidence,
            now or later, does not change it.
        made_with: (distribution, version) of lawcheck and the loaded plugins.
        draws: one for each unit.
    """

    checklist: tuple[str, str]
    register: str
    label: Text
    by: str
    seed: str
    planned: int
    register_sha256: str
    made_with: tuple[tuple[str, str], ...]
    draws: tuple[Draw, ...]

    @property
    def tools(self) -> str:
        """Names and versions in one line."""
        return ", ".join(f"{name} {version}" for name, version in self.made_with)


def as_text(record: DrawRecord, language: Language) -> str:
    """Return the record for people."""
    lines = [paragraph(each.pick(language)) for each in _head(record)]
    for each in record.draws:
        lines += ["", *(paragraph(line.pick(language)) for line in _of_unit(record, each))]
        head = (
            Text("序号", "number"),
            Text("记录", "record"),
            *((Text(record.by),) if record.by else ()),
        )
        rows = [
            (
                str(drawn.number),
                drawn.title.pick(language),
                *((_title(stratum).pick(language),) if record.by else ()),
            )
            for stratum, drawn in _in_order(each)
        ]
        if rows:
            lines += ["", listing([text.pick(language) for text in head], rows).rstrip("\n")]
    return "\n".join(lines) + "\n"


def _head(record: DrawRecord) -> Iterator[Message]:
    yield message("抽样记录", "Record of a draw")
    yield message(
        "指标体系 {name} {version}，台账 {register}{label}",
        "checklist {name} {version}, register {register}{label}",
        name=record.checklist[0],
        version=record.checklist[1],
        register=record.register,
        label=message("（{label}）", " ({label})", label=record.label) if record.label.zh else "",
    )
    yield message(
        "方法 {method}：按种子和记录内容的 SHA-256 排序，取最小的；种子“{seed}”",
        "method {method}: records by SHA-256 of seed and content, smallest first; seed “{seed}”",
        method=METHOD,
        seed=record.seed,
    )
    yield message(
        "台账 sha256 {digest}", "register sha256 {digest}", digest=record.register_sha256
    )
    yield message("生成 {tools}", "made with {tools}", tools=record.tools)


def _of_unit(record: DrawRecord, draw: Draw) -> Iterator[Message]:
    unit = draw.unit
    yield (
        message("{id} {name}", "{id} {name}", id=unit.id, name=unit.name)
        if unit.name
        else Message(Text(unit.id))
    )
    yield size_message(draw)
    if record.by:
        strata = [
            message(
                "{name} {size} → {drawn}",
                "{name} {size} → {drawn}",
                name=_title(each),
                size=each.size,
                drawn=len(each.drawn),
            )
            for each in draw.strata
        ]
        yield message(
            "按 {by} 分层，按比例抽取（最大余数法）：{strata}",
            "strata by {by}, drawn in proportion (largest remainders): {strata}",
            by=record.by,
            strata=strata,
        )


def size_message(draw: Draw) -> Message:
    """Return how many records were drawn, and whether the register has fewer than planned."""
    if draw.drawn < draw.planned:
        return message(
            "计划抽{planned}条，台账只有{size}条，已全部抽取",
            "{planned} planned, only {size} exist: all of them are drawn",
            planned=draw.planned,
            size=draw.size,
        )
    return message(
        "计划抽{planned}条，台账共{size}条，抽取{drawn}条",
        "{planned} planned, {size} in the register, {drawn} drawn",
        planned=draw.planned,
        size=draw.size,
        drawn=draw.drawn,
    )


def _title(stratum: Stratum) -> Text:
    return Text(stratum.name) if stratum.name else _BLANK


def _in_order(draw: Draw) -> list[tuple[Stratum, Record]]:
    """Return the drawn records in the order of the register."""
    drawn = [(stratum, record) for stratum in draw.strata for record in stratum.drawn]
    return sorted(drawn, key=lambda pair: pair[1].number)


def as_csv(record: DrawRecord) -> str:
    """Return one row per drawn record, with the data of the draw on each.

    The file is UTF-8 with BOM and CRLF, which every spreadsheet opens.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    for draw in record.draws:
        rows: list[tuple[object, ...]] = [
            (each.name, each.size, len(each.drawn), drawn.number, drawn.label)
            for each, drawn in _in_order(draw)
        ]
        # A unit with an empty register gets a row too.
        for row in rows or [("", 0, 0, "", "")]:
            values = (
                draw.unit.id, draw.unit.name, record.register, record.by, *row,
                draw.planned, draw.drawn, draw.size, METHOD, record.seed,
                " ".join(record.checklist), record.register_sha256, record.tools,
            )  # fmt: skip
            writer.writerow([_safe(str(value)) for value in values])
    return "\ufeff" + out.getvalue()


def _safe(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{visible(text)}" if text.startswith(_FORMULA) else visible(text)


def as_json(record: DrawRecord) -> str:
    """Return the record for programs."""
    data = {
        "lawcheck-sample": 1,
        "checklist": {"id": record.checklist[0], "version": record.checklist[1]},
        "register": record.register,
        "by": record.by or None,
        "method": METHOD,
        "seed": record.seed,
        "planned": record.planned,
        "register_sha256": record.register_sha256,
        "made_with": dict(record.made_with),
        "units": [
            {
                "id": draw.unit.id,
                "name": draw.unit.name,
                "register_size": draw.size,
                "drawn": draw.drawn,
                "strata": [
                    {
                        "name": each.name,
                        "size": each.size,
                        "drawn": [
                            {"number": drawn.number, "label": drawn.label} for drawn in each.drawn
                        ],
                    }
                    for each in draw.strata
                ],
            }
            for draw in record.draws
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


FORMS: Final[dict[str, Callable[[DrawRecord], str]]] = {".csv": as_csv, ".json": as_json}
"""The functions that write a record, by the suffix of the file."""
