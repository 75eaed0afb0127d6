"""Find the sheets of a workbook, and the number formats that show a percentage."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from typing import Final

import attrs

from lawcheck_office.archive import Archive

_WORKBOOK: Final = "xl/workbook.xml"
_LINKS: Final = "xl/_rels/workbook.xml.rels"
_STYLES: Final = "xl/styles.xml"
_SHARED_TEXTS: Final = "xl/sharedStrings.xml"
_BUILT_IN_PERCENT: Final = frozenset({"9", "10"})
"""The numbers of the formats 0% and 0.00%, which a workbook does not spell out (ECMA-376, part 1,
18.8.30)."""


@attrs.frozen
class Parts:
    """What a workbook consists of.

    Attributes:
        sheets: the part of each sheet, by the sheet's name.
        percents: the cell styles that show a number as a percentage.
        counts_from_1904: whether days are counted from 1904, as old Excel for Mac did.
    """

    sheets: Mapping[str, str]
    percents: frozenset[str]
    counts_from_1904: bool


def parts_of(archive: Archive) -> Parts:
    """Return the parts of a workbook.

    Raises:
        EvidenceError: a part is damaged.
    """
    ids: dict[str, str] = {}
    dates: dict[str, str] = {}
    targets: dict[str, str] = {}

    def in_workbook(name: str, attributes: dict[str, str]) -> None:
        match local(name):
            case "sheet":
                link = next((v for k, v in attributes.items() if local(k) == "id"), "")
                ids[attributes.get("name", "")] = link
            case "workbookPr":
                dates.update(attributes)

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
        _percents(archive),
        dates.get("date1904") in ("1", "true"),
    )


def _percents(archive: Archive) -> frozenset[str]:
    """Return the positions of the cell styles that show a percentage, as cells write them."""
    codes = set(_BUILT_IN_PERCENT)
    styles: list[str] = []
    inside = False

    def in_styles(name: str, attributes: dict[str, str]) -> None:
        nonlocal inside
        match local(name):
            case "numFmt":
                if "%" in attributes.get("formatCode", ""):
                    codes.add(attributes.get("numFmtId", ""))
            case "cellXfs":
                inside = True
            case "cellStyles" | "cellStyleXfs" | "dxfs":
                inside = False
            case "xf" if inside:
                styles.append(attributes.get("numFmtId", "0"))

    archive.walk(_STYLES, in_styles)
    return frozenset(str(at) for at, code in enumerate(styles) if code in codes)


def local(name: str) -> str:
    """Return a name of XML without its prefix."""
    return name.rpartition(":")[2]
