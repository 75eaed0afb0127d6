"""Find the sheets of a workbook, and the number formats that show a percentage."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping, Sequence
from typing import Final, Literal

import attrs

from lawcheck_office.archive import Archive

_WORKBOOK: Final = "xl/workbook.xml"
_LINKS: Final = "xl/_rels/workbook.xml.rels"
_STYLES: Final = "xl/styles.xml"
_SHARED_TEXTS: Final = "xl/sharedStrings.xml"
_CONDITION: Final = re.compile(r"\[[<>=]")
_PLACES: Final = re.compile("[0#?ymdhs]")
Shown = Literal["percent", "sign", "month"]
"""What a cell shows: a percentage; the number as it is, with a percent sign behind it; the month
of a day."""
_BUILT_IN: Final[Mapping[str, Shown | None]] = {
    **dict.fromkeys(("9", "10"), "percent"),
    **dict.fromkeys(("17", "27", "36", "50", "52", "57"), "month"),
}
"""The formats that a workbook does not spell out: 0% and 0.00%, mmm-yy, and those of a Chinese
Excel that show 2024年1月 (ECMA-376, part 1, 18.8.30)."""
_LITERAL: Final = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
"""What a format shows as it stands, and its conditions: `0.0"%"` shows a sign after the number."""


@attrs.frozen
class Parts:
    """What a workbook consists of.

    Attributes:
        sheets: the part of each sheet, by the sheet's name.
        shown: the cell styles that show something else than the value, and what.
        recalculates: whether the results of formulas were written by a program that cannot
            compute them, and are left to Excel.
        counts_from_1904: whether days are counted from 1904, as old Excel for Mac did.
    """

    sheets: Mapping[str, str]
    shown: Mapping[str, Shown]
    recalculates: bool
    counts_from_1904: bool


def parts_of(archive: Archive) -> Parts:
    """Return the parts of a workbook.

    Raises:
        EvidenceError: a part is damaged.
    """
    ids: dict[str, str] = {}
    dates: dict[str, str] = {}
    formulas: dict[str, str] = {}
    targets: dict[str, str] = {}

    def in_workbook(name: str, attributes: dict[str, str]) -> None:
        match local(name):
            case "sheet":
                link = next((v for k, v in attributes.items() if local(k) == "id"), "")
                ids[attributes.get("name", "")] = link
            case "workbookPr":
                dates.update(attributes)
            case "calcPr":
                formulas.update(attributes)

    def in_links(name: str, attributes: dict[str, str]) -> None:
        if local(name) == "Relationship":
            target = attributes.get("Target", "")
            targets[attributes.get("Id", "")] = posixpath.normpath(
                target.lstrip("/") if target.startswith("/") else posixpath.join("xl", target)
            )

    archive.walk(_WORKBOOK, in_workbook)
    archive.walk(_LINKS, in_links)
    archive.walk(_SHARED_TEXTS, lambda _name, _attributes: None)  # for a document type
    return Parts(
        {name: targets.get(link, "") for name, link in ids.items()},
        _shown(archive),
        formulas.get("fullCalcOnLoad") in ("1", "true"),
        dates.get("date1904") in ("1", "true"),
    )


def _shown(archive: Archive) -> Mapping[str, Shown]:
    """Return what cell styles show, by their positions, as cells write them."""
    codes = dict(_BUILT_IN)
    styles: list[str] = []
    inside = False

    def in_styles(name: str, attributes: dict[str, str]) -> None:
        nonlocal inside
        match local(name):
            case "numFmt":
                number = attributes.get("numFmtId", "")
                codes[number] = shown_by(attributes.get("formatCode", ""))
            case "cellXfs":
                inside = True
            case "cellStyles" | "cellStyleXfs" | "dxfs":
                inside = False
            case "xf" if inside:
                styles.append(attributes.get("numFmtId", "0"))

    archive.walk(_STYLES, in_styles)
    found = {str(at): codes.get(number) for at, number in enumerate(styles)}
    return {at: shown for at, shown in found.items() if shown is not None}


def shown_by(code: str) -> Shown | None:
    """Return what a number format shows; None for the value itself.

    >>> shown_by("0.0%"), shown_by('0.0"%"'), shown_by('yyyy"年"m"月"'), shown_by("yyyy-mm-dd")
    ('percent', 'sign', 'month', None)
    """
    section = _of_usual_values(code.lower().split(";"))
    shown = _LITERAL.sub("", section)
    if "%" in shown:
        return "percent"
    if "%" in section:
        return "sign"
    if "y" in shown and "m" in shown and "d" not in shown:
        return "month"
    return None


def _of_usual_values(sections: Sequence[str]) -> str:
    """Return the section of a format for usual values; `[=0]"-";0.0%` has another for zero."""
    for each in sections:
        if not _CONDITION.search(each) and _PLACES.search(_LITERAL.sub("", each)):
            return each
    return sections[0]


def local(name: str) -> str:
    """Return a name of XML without its prefix."""
    return name.rpartition(":")[2]
