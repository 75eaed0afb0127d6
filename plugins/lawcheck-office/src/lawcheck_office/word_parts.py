"""What python-docx has no words for: fonts of Chinese text, marks of rows, fields, the grid."""

from __future__ import annotations

import io
import zipfile
from typing import Any, Final
from xml.sax.saxutils import escape

from docx.opc.pkgwriter import PackageWriter
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

_LATIN: Final = "Times New Roman"
_CENTRED: Final = '<w:jc w:val="center"/>'


def set_fonts(properties: Any, chinese: str, latin: str = _LATIN) -> None:
    """Set the font of Chinese text, and of Latin letters and digits, without those of a theme."""
    fonts = properties.find(qn("w:rFonts"))
    if fonts is None:
        fonts = OxmlElement("w:rFonts")
        properties.insert(0, fonts)
    for name in [*fonts.attrib]:
        del fonts.attrib[name]
    for name in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{name}"), latin)
    fonts.set(qn("w:eastAsia"), chinese)


def mark_row(row: Any, name: str) -> None:
    """Mark a row of a table, as one that is not split (`w:cantSplit`) or stands on every page."""
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def add_borders(table: Any) -> None:
    """Rule a table, whatever styles the document has."""
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "auto")):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    properties = table._tbl.tblPr
    look = properties.find(qn("w:tblLook"))
    if look is None:
        properties.append(borders)
    else:
        look.addprevious(borders)


def cell_paragraph(text: str, font: str, size: float, *, is_centred: bool) -> Any:
    """Return a paragraph of a cell, off the grid of the page.

    It is made as XML at once: tables have thousands of them, and python-docx takes ten steps each.
    """
    fonts = f'w:ascii="{_LATIN}" w:hAnsi="{_LATIN}" w:cs="{_LATIN}" w:eastAsia="{font}"'
    return parse_xml(
        f'<w:p {nsdecls("w")}><w:pPr><w:snapToGrid w:val="0"/>'
        f'<w:spacing w:before="40" w:after="40"/>{_CENTRED if is_centred else ""}</w:pPr>'
        f'<w:r><w:rPr><w:rFonts {fonts}/><w:sz w:val="{int(size * 2)}"/></w:rPr>'
        f'<w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'
    )


def off_the_grid(paragraph: Any) -> None:
    """Take a paragraph off the grid, which sets lines of small text as far apart as large ones.

    The paragraph has its spacing already.
    """
    grid = OxmlElement("w:snapToGrid")
    grid.set(qn("w:val"), "0")
    paragraph._element.get_or_add_pPr().find(qn("w:spacing")).addprevious(grid)


def add_field(run: Any, code: str) -> None:
    """Add a field that Word computes, such as the number of the page."""
    for kind in ("begin", "end"):
        mark = OxmlElement("w:fldChar")
        mark.set(qn("w:fldCharType"), kind)
        run._element.append(mark)
        if kind == "begin":
            text = OxmlElement("w:instrText")
            text.text = code
            run._element.append(text)


def content_of(document: Any) -> bytes:
    """Return a document as a file: the same bytes for the same content.

    `save()` would write the time into it.
    """
    made = io.BytesIO()
    package = document.part.package
    parts = [*package.parts]
    for part in parts:
        part.before_marshal()
    with zipfile.ZipFile(made, "w") as packed:
        writer = _Timeless(packed)
        packer: Any = PackageWriter
        packer._write_content_types_stream(writer, parts)
        packer._write_pkg_rels(writer, package.rels)
        packer._write_parts(writer, parts)
    return made.getvalue()


class _Timeless:
    """Packs the parts of a document, each dated to the first day that archives know."""

    def __init__(self, packed: zipfile.ZipFile) -> None:
        self._packed = packed

    def write(self, uri: Any, content: bytes) -> None:
        self._packed.writestr(zipfile.ZipInfo(uri.membername), content, zipfile.ZIP_DEFLATED)
