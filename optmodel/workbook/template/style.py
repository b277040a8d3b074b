"""Looks of the input workbook: named styles and number formats by kind."""

from __future__ import annotations

from typing import Literal

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle

from optmodel.workbook.schema import Column, Kind

TITLE = "optmodel title"
HELP = "optmodel help"
HEADING = "optmodel heading"
HEADER = "optmodel header"
INPUT = "optmodel input"
EXAMPLE = "optmodel example"
LABEL = "optmodel label"
RULE = "optmodel rule"
REQUIRED = "optmodel required"
LINK = "optmodel link"

LEGEND = (
    (INPUT, "Type here", "For your figures. Every cell of this look may be filled or left blank."),
    (
        EXAMPLE,
        "Example",
        (
            "Invented, to show how a row is filled. Overwrite or delete the row, then clear the "
            "note that begins with EXAMPLE ROW, and this look goes: a search refuses rows that "
            "still have the note."
        ),
    ),
    (HEADER, "Header", "Leave as it is. Point at it: a note says what the column takes."),
    (RULE, "Unit and rule", "Above each header: its unit, and what a blank cell stands for."),
    (REQUIRED, "required", "Above each header whose cells may not stay blank in a filled row."),
    (LABEL, "Fixed text", "Leave as it is."),
    (LINK, "Link", "Click to go there."),
)
"""Style, a word in that style, and what it means: the legend on the sheet About."""

_LINE = Side("thin", color="BFBFBF")
_GRID = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_NAVY = "1F3864"
_GRAY = "595959"
_BROWN, _PEACH = "7F3F00", "FBE5D6"

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


FONT, SIZE = "Calibri", 11
"""Also in cells without a style of their own."""


def add_styles(workbook: Workbook) -> None:
    """Register the named styles; the legend on the sheet About uses the same ones."""
    for style in (_title(), _heading(), _help(), _header(), *_cells(), *_rules(), _link()):
        workbook.add_named_style(style)


def look_of_examples() -> DifferentialStyle:
    """What a cell of an example row looks like, as long as its note says that it is one."""
    return DifferentialStyle(
        font=Font(italic=True, color=_BROWN),
        # Here Excel fills with the background color, where a named style has the foreground's.
        fill=PatternFill("solid", fgColor=_PEACH, bgColor=_PEACH),
    )


def number_format(column: Column) -> str:
    """Number format of the cells of a column or setting."""
    return _FORMATS_BY_HEADER.get(column.header, _FORMATS.get(column.kind, TEXT_FORMAT))


def _title() -> NamedStyle:
    return NamedStyle(TITLE, font=_font(bold=True, size=14, color=_NAVY))


def _heading() -> NamedStyle:
    return NamedStyle(HEADING, font=_font(bold=True, size=12, color=_NAVY))


def _help() -> NamedStyle:
    return NamedStyle(HELP, font=_font(italic=True, color=_GRAY))


def _header() -> NamedStyle:
    return NamedStyle(
        HEADER,
        font=_font(bold=True, color="FFFFFF"),
        fill=PatternFill("solid", fgColor=_NAVY),
        alignment=Alignment(wrap_text=True, vertical="center"),
        border=_GRID,
    )


def _cells() -> tuple[NamedStyle, ...]:
    """For typing, for examples (told apart by slant and fill, not by color alone), for texts."""
    return (
        NamedStyle(
            INPUT,
            font=_font(color="0000FF"),
            fill=PatternFill("solid", fgColor="FFFDE7"),
            alignment=Alignment(vertical="top"),
            border=_GRID,
        ),
        NamedStyle(
            EXAMPLE,
            font=_font(italic=True, color=_BROWN),
            fill=PatternFill("solid", fgColor=_PEACH),
            alignment=Alignment(vertical="top"),
            border=_GRID,
        ),
        NamedStyle(
            LABEL,
            font=_font(color="000000"),
            alignment=Alignment(vertical="top", wrap_text=True),
            border=_GRID,
        ),
    )


def _rules() -> tuple[NamedStyle, ...]:
    """Small print above the headers; what is required is bold besides the word."""
    below = Alignment(wrap_text=True, vertical="bottom")
    return (
        NamedStyle(RULE, font=_font(italic=True, size=8, color=_GRAY), alignment=below),
        NamedStyle(REQUIRED, font=_font(bold=True, size=8), alignment=below),
    )


def _link() -> NamedStyle:
    return NamedStyle(
        LINK,
        font=_font(underline="single", color="0563C1"),
        alignment=Alignment(vertical="top"),
    )


def _font(
    *,
    size: int = SIZE,
    bold: bool = False,
    italic: bool = False,
    underline: Literal["single"] | None = None,
    color: str = "000000",
) -> Font:
    """Make a font; one without a name would be whatever the program that opens it takes."""
    return Font(FONT, size, bold=bold, italic=italic, underline=underline, color=color)
