"""Looks of the input workbook: named styles and number formats by kind."""

from __future__ import annotations

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side

from optmodel.workbook.schema import Column, Kind

TITLE = "optmodel title"
HELP = "optmodel help"
HEADER = "optmodel header"
INPUT = "optmodel input"
LABEL = "optmodel label"
RULE = "optmodel rule"

_LINE = Side("thin", color="BFBFBF")
_GRID = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)

_FORMATS = {
    Kind.FRACTION: "0.0%",
    Kind.WHOLE: "0",
    Kind.DATE: "yyyy-mm-dd",
    Kind.NUMBER: "#,##0.0##",
    Kind.MUST_OR_NUMBER: "General",
}

_FORMATS_BY_HEADER = {
    # Decimals that matter there: a hundredth of a percent, and about ten meters.
    "Optimality gap": "0.00%",
    "Latitude": "0.0000",
    "Longitude": "0.0000",
    "Time limit": "0",
}

TEXT_FORMAT = "@"
"""Keeps ids such as 001 as they are typed."""


def add_styles(workbook: Workbook) -> None:
    """Register the named styles; input cells differ by color and say so on the sheet About."""
    title = NamedStyle(TITLE, font=Font(bold=True, size=14, color="1F3864"))
    help_line = NamedStyle(HELP, font=Font(italic=True, color="595959"))
    header = NamedStyle(
        HEADER,
        font=Font(bold=True, color="FFFFFF"),
        fill=PatternFill("solid", fgColor="1F3864"),
        alignment=Alignment(wrap_text=True, vertical="center"),
        border=_GRID,
    )
    cell = NamedStyle(
        INPUT,
        font=Font(color="0000FF"),
        fill=PatternFill("solid", fgColor="FFFDE7"),
        alignment=Alignment(vertical="top"),
        border=_GRID,
    )
    label = NamedStyle(LABEL, font=Font(color="000000"), border=_GRID)
    rule = NamedStyle(
        RULE,
        font=Font(italic=True, size=8, color="595959"),
        alignment=Alignment(wrap_text=True, vertical="bottom"),
    )
    for style in (title, help_line, header, cell, label, rule):
        workbook.add_named_style(style)


def number_format(column: Column) -> str:
    """Number format of the cells of a column or setting."""
    return _FORMATS_BY_HEADER.get(column.header, _FORMATS.get(column.kind, TEXT_FORMAT))
