"""Workbooks made or changed part by part, as no spreadsheet program would."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
SHEET = "xl/worksheets/sheet1.xml"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_TYPE}.sharedStrings+xml"/>'
    "</Types>"
)


def unpacked(content: bytes) -> dict[str, bytes]:
    """The parts of a workbook."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Mapping[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A workbook of parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return stream.getvalue()


def changed(content: bytes, parts: Mapping[str, bytes | str]) -> bytes:
    """A workbook with parts replaced or added."""
    return packed(unpacked(content) | parts)


def small(
    cells: str,
    *,
    after: str = "",
    before: str = "",
    texts: str = "",
    formats: str = "",
    book: str = "",
    further: Mapping[str, bytes | str] | None = None,
) -> bytes:
    """A workbook with one sheet ``Data``.

    Parameters
    ----------
    cells
        The rows, as in the part of the sheet; ``before`` and ``after`` stand around their table.
    texts
        Elements of the shared texts.
    formats
        Ids of the number formats of the cell formats, separated by spaces.
    book
        Elements in front of the list of sheets.
    further
        Parts.
    """
    xfs = "".join(f'<xf numFmtId="{number}"/>' for number in formats.split())
    return packed(
        {
            "[Content_Types].xml": TYPES,
            "_rels/.rels": relations(("rId1", "officeDocument", "xl/workbook.xml")),
            "xl/workbook.xml": (
                f'<workbook xmlns="{MAIN}" xmlns:r="{LINKS}">{book}<sheets>'
                '<sheet name="Data" sheetId="1" r:id="rId1"/></sheets></workbook>'
            ),
            "xl/_rels/workbook.xml.rels": relations(
                ("rId1", "worksheet", "worksheets/sheet1.xml"),
                ("rId2", "sharedStrings", "sharedStrings.xml"),
                ("rId3", "styles", "styles.xml"),
            ),
            "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{texts}</sst>',
            "xl/styles.xml": (
                f'<styleSheet xmlns="{MAIN}"><cellXfs><xf numFmtId="0"/>{xfs}</cellXfs>'
                "</styleSheet>"
            ),
            SHEET: (
                f'<worksheet xmlns="{MAIN}" xmlns:r="{LINKS}">{before}'
                f"<sheetData>{cells}</sheetData>{after}</worksheet>"
            ),
            **(further or {}),
        }
    )


def relations(*links: tuple[str, str, str]) -> str:
    """Relationships: id, kind and target of each."""
    lines = "".join(
        f'<Relationship Id="{name}" Type="{LINKS}/{kind}" Target="{target}"/>'
        for name, kind, target in links
    )
    return f'<Relationships xmlns="{PACKAGE}">{lines}</Relationships>'
